/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second place for what cannot be fetched again: the cache keeps a copy of the actions that the hub has not applied, for
 * the day on which FILE.local cannot be read. It is never looked at before that day. */
#include "gb-action-copy.h"

#include "gb-sql-statement.h"

/* A row as one JSON object, whatever columns this version has. */
#define OBJECT_SQL                                                                                 \
  "SELECT 'SELECT json_object('||group_concat(quote(name)||','||name)||') FROM action "              \
  "WHERE state<>''applied''' FROM pragma_table_info('action')"
/* The columns that the row has and this version knows, and where in the row they are. */
#define RESTORE_SQL                                                                                \
  "SELECT 'INSERT OR IGNORE INTO action('||group_concat(name)||') SELECT '||"                        \
  "group_concat('?1->>'||quote('$.'||name)) FROM pragma_table_info('action') "                       \
  "WHERE name IN (SELECT key FROM json_each(?1))"

/* (transfer full) (nullable): the text that a statement about @row makes */
static char *
make_sql (GbSqlConnection *connection,
          const char      *sql,
          const char      *row,
          GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean has;

  if (s == NULL)
    return NULL;
  if (row != NULL)
    gb_sql_statement_bind_text (s, 1, row);
  if (!gb_sql_statement_step (s, &has, error))
    return NULL;
  return gb_sql_statement_dup_text (s, 0);
}

/**
 * gb_action_copy_write:
 * @cache: within a transaction for writing
 * @local: FILE.local, whose actions were changed
 *
 * Copies all that the hub has not applied; it replaces what was copied before.
 *
 * Returns: whether the cache has the copy
 */
gboolean
gb_action_copy_write (GbSqlConnection *cache,
                      GbSqlConnection *local,
                      GError         **error)
{
  g_autofree char *sql = make_sql (local, OBJECT_SQL, NULL, error);
  g_autoptr (GbSqlStatement) rows = sql != NULL ? gb_sql_connection_prepare (local, sql, error) : NULL;
  g_autoptr (GbSqlStatement) insert = NULL;
  gboolean row;

  if (rows == NULL || !gb_sql_connection_exec (cache, "DELETE FROM action_copy", error))
    return FALSE;
  insert = gb_sql_connection_prepare (cache, "INSERT INTO action_copy(row) VALUES(?1)", error);
  if (insert == NULL)
    return FALSE;
  while (gb_sql_statement_step (rows, &row, error))
    {
      if (!row)
        return TRUE;
      gb_sql_statement_bind_text (insert, 1, gb_sql_statement_get_text (rows, 0));
      if (!gb_sql_statement_run (insert, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
restore_row (GbSqlConnection *local,
             const char      *row,
             GError         **error)
{
  g_autofree char *sql = make_sql (local, RESTORE_SQL, row, error);
  g_autoptr (GbSqlStatement) s = sql != NULL ? gb_sql_connection_prepare (local, sql, error) : NULL;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, row);
  return gb_sql_statement_run (s, error);
}

/**
 * gb_action_copy_restore:
 * @cache: one that can be read
 * @local: a new FILE.local, with those that could be read of the old one
 *
 * Adds the copied actions that @local does not have.
 *
 * Returns: whether all of the copy is there
 */
gboolean
gb_action_copy_restore (GbSqlConnection *cache,
                        GbSqlConnection *local,
                        GError         **error)
{
  g_autoptr (GbSqlStatement) rows = gb_sql_connection_prepare (cache, "SELECT row FROM action_copy", error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  while (gb_sql_statement_step (rows, &row, error))
    {
      if (!row)
        return TRUE;
      if (!restore_row (local, gb_sql_statement_get_text (rows, 0), error))
        return FALSE;
    }
  return FALSE;
}
