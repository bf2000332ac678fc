/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_hub_results_find (GbSqlConnection        *connection,
                              const char             *workstation,
                              const char             *action,
                              GbActionResult        **result,
                              char                  **type,
                              char                  **target,
                              GError                **error);
gboolean gb_hub_results_keep (GbSqlConnection        *connection,
                              const char             *workstation,
                              const GbActionMessage  *message,
                              GbActionResult         *result,
                              gint64                  now,
                              GError                **error);

G_END_DECLS
