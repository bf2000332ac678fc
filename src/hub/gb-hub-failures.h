/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_hub_failures_wait (GbSqlConnection  *connection,
                               const char       *address,
                               gint64            now,
                               gint64           *seconds,
                               GError          **error);
gboolean gb_hub_failures_note (GbSqlConnection  *connection,
                               const char       *address,
                               gint64            now,
                               GError          **error);

G_END_DECLS
