/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-scope.h"

G_BEGIN_DECLS

char *gb_hub_number_next (GbSqlConnection   *connection,
                          const GbHubScope  *office,
                          const char        *kind,
                          gint64             now,
                          GError           **error);

G_END_DECLS
