/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

gboolean gb_sql_functions_register (GbSqlConnection  *connection,
                                    GError          **error);

G_END_DECLS
