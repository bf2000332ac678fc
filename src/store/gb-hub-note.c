/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-note.h"

#include "gb-sql-statement.h"

void
gb_hub_note_clear (GbHubNote *self)
{
  g_clear_pointer (&self->place, g_free);
}

/**
 * gb_hub_note_load:
 * @connection: of a cache
 * @note: (out caller-allocates): what the hub said; empty where it has not been asked yet
 */
gboolean
gb_hub_note_load (GbSqlConnection *connection,
                  GbHubNote       *note,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT max(value) FILTER (WHERE key='place'),max(value) FILTER (WHERE key='illustration')='1' FROM meta", error);
  gboolean row;

  *note = (GbHubNote) { NULL };
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  note->place = gb_sql_statement_dup_text (s, 0);
  note->illustration = gb_sql_statement_get_int (s, 1) != 0;
  return TRUE;
}

/**
 * gb_hub_note_save:
 * @connection: of a cache, for writing
 * @note: what the hub said; what it did not say is forgotten
 */
gboolean
gb_hub_note_save (GbSqlConnection *connection,
                  const GbHubNote *note,
                  GError         **error)
{
  g_auto (GbHubNote) held = { NULL };
  g_autoptr (GbSqlStatement) s = NULL;

  if (!gb_hub_note_load (connection, &held, error))
    return FALSE;
  if (g_strcmp0 (held.place, note->place) == 0 && held.illustration == note->illustration)
    return TRUE;
  s = gb_sql_connection_prepare (
      connection, "INSERT OR REPLACE INTO meta SELECT 'illustration',?1 UNION ALL SELECT 'place',?2 WHERE ?2 IS NOT NULL",
      error);
  if (!gb_sql_connection_exec (connection, "DELETE FROM meta WHERE key IN ('place','illustration')", error) || s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, note->illustration ? "1" : "0");
  if (note->place != NULL)
    gb_sql_statement_bind_text (s, 2, note->place);
  return gb_sql_statement_run (s, error);
}
