/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-statement.h"

G_BEGIN_DECLS

GbSqlStatement *gb_sql_statement_wrap  (GbSqlConnection *connection,
                                        sqlite3_stmt    *stmt,
                                        char            *sql);
void            gb_sql_connection_keep (GbSqlConnection *self,
                                        sqlite3_stmt    *stmt,
                                        char            *sql);

G_END_DECLS
