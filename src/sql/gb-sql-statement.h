/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Parameters count from 1, columns from 0, as in SQLite. */

void        gb_sql_statement_bind_null    (GbSqlStatement  *self,
                                           int              parameter);
void        gb_sql_statement_bind_int     (GbSqlStatement  *self,
                                           int              parameter,
                                           gint64           value);
void        gb_sql_statement_bind_double  (GbSqlStatement  *self,
                                           int              parameter,
                                           double           value);
void        gb_sql_statement_bind_text    (GbSqlStatement  *self,
                                           int              parameter,
                                           const char      *value);
void        gb_sql_statement_bind_static  (GbSqlStatement  *self,
                                           int              parameter,
                                           const char      *value,
                                           gssize           length);
void        gb_sql_statement_bind_bytes   (GbSqlStatement  *self,
                                           int              parameter,
                                           gconstpointer    value,
                                           gsize            length);
int         gb_sql_statement_parameter    (GbSqlStatement  *self,
                                           const char      *name);
void        gb_sql_statement_set_int      (GbSqlStatement  *self,
                                           const char      *name,
                                           gint64           value);
void        gb_sql_statement_set_text     (GbSqlStatement  *self,
                                           const char      *name,
                                           const char      *value);

gboolean    gb_sql_statement_step         (GbSqlStatement  *self,
                                           gboolean        *row,
                                           GError         **error);
gboolean    gb_sql_statement_run          (GbSqlStatement  *self,
                                           GError         **error);
void        gb_sql_statement_reset        (GbSqlStatement  *self);

gboolean    gb_sql_statement_is_null      (GbSqlStatement  *self,
                                           int              column);
gint64      gb_sql_statement_get_int      (GbSqlStatement  *self,
                                           int              column);
double      gb_sql_statement_get_double   (GbSqlStatement  *self,
                                           int              column);
const char *gb_sql_statement_get_text     (GbSqlStatement  *self,
                                           int              column);
char       *gb_sql_statement_dup_text     (GbSqlStatement  *self,
                                           int              column);
GBytes     *gb_sql_statement_dup_bytes    (GbSqlStatement  *self,
                                           int              column);

void        gb_sql_statement_free         (GbSqlStatement  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSqlStatement, gb_sql_statement_free)

G_END_DECLS
