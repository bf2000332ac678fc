/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remarks on dossiers: what the hub itself adds to records that others make. */
#include "gb-hub-notes.h"

#include "gb-sql-statement.h"

/**
 * gb_hub_notes_put:
 * @dossier: its code
 * @workstation: whose remark it is
 * @action: the action that brought it
 * @at: when, RFC 3339
 * @author: (nullable): who, by name
 *
 * Keeps a remark. The dossier's record is the caller's to put anew.
 */
gboolean
gb_hub_notes_put (GbSqlConnection *connection,
                  const char      *dossier,
                  const char      *workstation,
                  const char      *action,
                  const char      *at,
                  const char      *author,
                  const char      *text,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      "INSERT INTO dossier_note (dossier, workstation, action, at, author, text)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);
  const char *values[] = { dossier, workstation, action, at, author, text };

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    gb_sql_statement_bind_text (statement, i + 1, values[i]);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_notes_drop:
 * @workstation: whose action
 * @action: that brought the remark, if it did
 *
 * Forgets a remark.
 */
gboolean
gb_hub_notes_drop (GbSqlConnection *connection,
                   const char      *workstation,
                   const char      *action,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "DELETE FROM dossier_note WHERE workstation = ?1 AND action = ?2", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, workstation);
  gb_sql_statement_bind_text (statement, 2, action);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_notes_forget:
 * @dossier: the code of one that is gone
 *
 * Forgets its remarks.
 */
gboolean
gb_hub_notes_forget (GbSqlConnection *connection,
                     const char      *dossier,
                     GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "DELETE FROM dossier_note WHERE dossier = ?1", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, dossier);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_notes_add:
 * @dossier: its code
 * @data: its record's data
 *
 * Returns: (transfer full) (nullable): the data with the member `notes`; without where there are none
 */
char *
gb_hub_notes_add (GbSqlConnection *connection,
                  const char      *dossier,
                  const char      *data,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection,
      "SELECT json_group_array (json_patch ('{}', json_object ('at', at, 'author', author, 'text', text)))"
      " FROM (SELECT at, author, text FROM dossier_note WHERE dossier = ?1 ORDER BY id)"
      " HAVING count (*) > 0",
      error);
  g_autoptr (GbSqlStatement) merge = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_text (statement, 1, dossier);
  if (!gb_sql_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    return g_strdup (data);
  merge = gb_sql_connection_prepare (connection, "SELECT json_set (?1, '$.notes', json (?2))", error);
  if (merge == NULL)
    return NULL;
  gb_sql_statement_bind_text (merge, 1, data);
  gb_sql_statement_bind_text (merge, 2, gb_sql_statement_get_text (statement, 0));
  return gb_sql_statement_step (merge, &row, error) ? gb_sql_statement_dup_text (merge, 0) : NULL;
}
