/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-entry.h"

#include "gb-sql-statement.h"

#include <string.h>

/**
 * gb_hub_entry_clear:
 *
 * Frees the data.
 */
void
gb_hub_entry_clear (GbHubEntry *self)
{
  g_clear_pointer (&self->data, g_free);
}

/**
 * gb_hub_entry_load:
 * @self: (out caller-allocates): the record as it stands; empty when there never was one
 * @connection: any connection to the hub's database
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_entry_load (GbHubEntry      *self,
                   GbSqlConnection *connection,
                   GbRecordType     type,
                   const char      *id,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT rec, rev, changed, deleted, data FROM feed_record WHERE type = ?1 AND id = ?2",
      error);
  gboolean row;

  memset (self, 0, sizeof *self);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, gb_record_type_name (type));
  gb_sql_statement_bind_text (statement, 2, id);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      self->number = gb_sql_statement_get_int (statement, 0);
      self->rev = gb_sql_statement_get_int (statement, 1);
      self->changed = gb_sql_statement_get_int (statement, 2);
      self->deleted = gb_sql_statement_get_int (statement, 3) != 0;
      self->data = gb_sql_statement_dup_text (statement, 4);
    }
  return TRUE;
}

/**
 * gb_hub_entry_save:
 * @self: the record as it is to stand; a new one gets its number
 * @connection: the writing connection
 * @seq: its place in the log
 * @parent: the number of the record it hangs on, 0 for none
 */
gboolean
gb_hub_entry_save (GbHubEntry      *self,
                   GbSqlConnection *connection,
                   GbRecordType     type,
                   const char      *id,
                   gint64           seq,
                   gint64           parent,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      self->number == 0
          ? "INSERT INTO feed_record (type, id, grp, rev, changed, seq, deleted, parent, data)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, 0), ?9)"
          : "UPDATE feed_record SET rev = ?4, changed = ?5, seq = ?6, deleted = ?7,"
            " parent = nullif (?8, 0), data = ?9 WHERE type = ?1 AND id = ?2 AND grp = ?3",
      error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, gb_record_type_name (type));
  gb_sql_statement_bind_text (statement, 2, id);
  gb_sql_statement_bind_int (statement, 3, gb_record_type_group (type));
  gb_sql_statement_bind_int (statement, 4, self->rev);
  gb_sql_statement_bind_int (statement, 5, self->changed);
  gb_sql_statement_bind_int (statement, 6, seq);
  gb_sql_statement_bind_int (statement, 7, self->deleted);
  gb_sql_statement_bind_int (statement, 8, parent);
  gb_sql_statement_bind_text (statement, 9, self->data);
  if (!gb_sql_statement_run (statement, error))
    return FALSE;
  if (self->number == 0)
    self->number = sqlite3_last_insert_rowid (gb_sql_connection_get_handle (connection));
  return TRUE;
}
