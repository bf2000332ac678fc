/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_action_copy_write   (GbSqlConnection  *cache,
                                 GbSqlConnection  *local,
                                 GError          **error);
gboolean gb_action_copy_restore (GbSqlConnection  *cache,
                                 GbSqlConnection  *local,
                                 GError          **error);

G_END_DECLS
