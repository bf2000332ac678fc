/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-statement-private.h"

/**
 * GbSqlStatement:
 *
 * A prepared statement in use. Freeing it hands it back to its connection.
 */
struct _GbSqlStatement
{
  GbSqlConnection *connection; /* (owned) */
  sqlite3_stmt *stmt; /* (owned) */
  char *sql; /* (owned) */
};

GbSqlStatement *
gb_sql_statement_wrap (GbSqlConnection *connection,
                       sqlite3_stmt    *stmt,
                       char            *sql)
{
  GbSqlStatement *self = g_new (GbSqlStatement, 1);

  self->connection = g_object_ref (connection);
  self->stmt = stmt;
  self->sql = sql;
  return self;
}

/**
 * gb_sql_statement_free:
 * @self: (transfer full): the statement
 */
void
gb_sql_statement_free (GbSqlStatement *self)
{
  if (self == NULL)
    return;
  gb_sql_connection_keep (self->connection, self->stmt, self->sql);
  g_object_unref (self->connection);
  g_free (self);
}

void
gb_sql_statement_bind_null (GbSqlStatement *self,
                            int             parameter)
{
  sqlite3_bind_null (self->stmt, parameter);
}

void
gb_sql_statement_bind_int (GbSqlStatement *self,
                           int             parameter,
                           gint64          value)
{
  sqlite3_bind_int64 (self->stmt, parameter, value);
}

void
gb_sql_statement_bind_double (GbSqlStatement *self,
                              int             parameter,
                              double          value)
{
  sqlite3_bind_double (self->stmt, parameter, value);
}

/**
 * gb_sql_statement_bind_text:
 * @value: (nullable): UTF-8, copied; %NULL binds NULL
 */
void
gb_sql_statement_bind_text (GbSqlStatement *self,
                            int             parameter,
                            const char     *value)
{
  sqlite3_bind_text (self->stmt, parameter, value, -1, SQLITE_TRANSIENT);
}

/**
 * gb_sql_statement_bind_static:
 * @value: UTF-8, not copied: it must live until the statement is reset or freed
 * @length: in bytes, or -1
 */
void
gb_sql_statement_bind_static (GbSqlStatement *self,
                              int             parameter,
                              const char     *value,
                              gssize          length)
{
  sqlite3_bind_text (self->stmt, parameter, value, (int) length, SQLITE_STATIC);
}

void
gb_sql_statement_bind_bytes (GbSqlStatement *self,
                             int             parameter,
                             gconstpointer   value,
                             gsize           length)
{
  sqlite3_bind_blob64 (self->stmt, parameter, value, length, SQLITE_TRANSIENT);
}

/**
 * gb_sql_statement_parameter:
 * @name: with its sign, ":now"
 *
 * Returns: the parameter's number, 0 when the statement has none of that name
 */
int
gb_sql_statement_parameter (GbSqlStatement *self,
                            const char     *name)
{
  return sqlite3_bind_parameter_index (self->stmt, name);
}

/**
 * gb_sql_statement_set_int:
 * @name: with its sign; a statement without it is left as it is
 */
void
gb_sql_statement_set_int (GbSqlStatement *self,
                          const char     *name,
                          gint64          value)
{
  int parameter = gb_sql_statement_parameter (self, name);

  if (parameter > 0)
    sqlite3_bind_int64 (self->stmt, parameter, value);
}

/**
 * gb_sql_statement_set_text:
 * @name: with its sign; a statement without it is left as it is
 * @value: (nullable): UTF-8, copied
 */
void
gb_sql_statement_set_text (GbSqlStatement *self,
                           const char     *name,
                           const char     *value)
{
  int parameter = gb_sql_statement_parameter (self, name);

  if (parameter > 0)
    sqlite3_bind_text (self->stmt, parameter, value, -1, SQLITE_TRANSIENT);
}

/**
 * gb_sql_statement_step:
 * @row: (out): whether there is a row; otherwise the statement has come to its end and is reset
 *
 * Returns: whether it went well; after an error the statement is reset, its bindings stay
 */
gboolean
gb_sql_statement_step (GbSqlStatement *self,
                       gboolean       *row,
                       GError        **error)
{
  int code = sqlite3_step (self->stmt);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    gb_sql_connection_set_error (self->connection, code, self->sql, error);
  sqlite3_reset (self->stmt);
  return code == SQLITE_DONE;
}

/**
 * gb_sql_statement_run:
 *
 * Executes the statement to its end and resets it; rows are thrown away.
 */
gboolean
gb_sql_statement_run (GbSqlStatement *self,
                      GError        **error)
{
  gboolean row;

  do
    if (!gb_sql_statement_step (self, &row, error))
      return FALSE;
  while (row);
  return TRUE;
}

/**
 * gb_sql_statement_reset:
 *
 * Makes the statement ready to be executed again; bindings stay.
 */
void
gb_sql_statement_reset (GbSqlStatement *self)
{
  sqlite3_reset (self->stmt);
}

gboolean
gb_sql_statement_is_null (GbSqlStatement *self,
                          int             column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

gint64
gb_sql_statement_get_int (GbSqlStatement *self,
                          int             column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

double
gb_sql_statement_get_double (GbSqlStatement *self,
                             int             column)
{
  return sqlite3_column_double (self->stmt, column);
}

/**
 * gb_sql_statement_get_text:
 *
 * Returns: (nullable): the column's text, valid until the next step; %NULL for NULL
 */
const char *
gb_sql_statement_get_text (GbSqlStatement *self,
                           int             column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * gb_sql_statement_dup_text:
 *
 * Returns: (transfer full) (nullable): a copy of the column's text; %NULL for NULL
 */
char *
gb_sql_statement_dup_text (GbSqlStatement *self,
                           int             column)
{
  return g_strdup (gb_sql_statement_get_text (self, column));
}

/**
 * gb_sql_statement_dup_bytes:
 *
 * Returns: (transfer full) (nullable): a copy of the column's bytes; %NULL for NULL
 */
GBytes *
gb_sql_statement_dup_bytes (GbSqlStatement *self,
                            int             column)
{
  gconstpointer bytes = sqlite3_column_blob (self->stmt, column);

  if (gb_sql_statement_is_null (self, column))
    return NULL;
  return g_bytes_new (bytes, sqlite3_column_bytes (self->stmt, column));
}
