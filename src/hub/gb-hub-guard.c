/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-guard.h"

#include "gb-sql-statement.h"

#include <string.h>

/* Whose a record is, from its data: rows of a commune and an agency. What belongs to a dossier or an
 * issue is theirs. A type without is the province's. */
static const struct
{
  GbRecordType type;
  const char *sql;
} owners[] = {
  { GB_RECORD_DOSSIER, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_DOSSIER_STEP, "SELECT data ->> 'commune', NULL FROM feed_record WHERE type = 'dossier' AND id = ?1 ->> 'dossier'" },
  { GB_RECORD_LETTER, "SELECT data ->> 'commune', NULL FROM feed_record WHERE type = 'dossier' AND id = ?1 ->> 'dossier'" },
  { GB_RECORD_URGE, "SELECT data ->> 'commune', NULL FROM feed_record WHERE type = 'dossier' AND id = ?1 ->> 'dossier'" },
  { GB_RECORD_ANSWER, "SELECT d.data ->> 'commune', NULL FROM feed_record u JOIN feed_record d ON d.type = 'dossier'"
                      " AND d.id = u.data ->> 'dossier' WHERE u.type = 'urge' AND u.id = ?1 ->> 'urge'" },
  { GB_RECORD_ISSUE, "SELECT ?1 ->> 'commune', ?1 ->> 'department'" },
  { GB_RECORD_ISSUE_NOTE, "SELECT data ->> 'commune', data ->> 'department' FROM feed_record"
                          " WHERE type = 'issue' AND id = ?1 ->> 'issue'" },
  { GB_RECORD_TASK, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_TASK_NOTE, "SELECT data ->> 'commune', NULL FROM feed_record WHERE type = 'task' AND id = ?1 ->> 'task'" },
  { GB_RECORD_NOTICE, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_ATTENDANCE, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_VISIT, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_COMMUNE_HOURS, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_INDICATOR_VALUE, "SELECT ?1 ->> 'commune', NULL" },
  { GB_RECORD_CHANNEL, "SELECT NULL, ?1 ->> 'agency'" },
  { GB_RECORD_OFFICER, "SELECT NULL, ?1 ->> 'agency' UNION ALL SELECT NULL, ?1 ->> 'home'" },
};

/**
 * gb_hub_guard_load:
 * @self: (out caller-allocates): the guard
 * @agency: an agency's id
 */
gboolean
gb_hub_guard_load (GbHubGuard      *self,
                   GbSqlConnection *connection,
                   const char      *agency,
                   GError         **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (connection, "SELECT commune FROM agency WHERE id = ?1", error);
  gboolean row;

  memset (self, 0, sizeof *self);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, agency);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  self->agency = g_strdup (agency);
  self->commune = row ? gb_sql_statement_dup_text (statement, 0) : NULL;
  return TRUE;
}

/**
 * gb_hub_guard_clear:
 *
 * Frees the texts.
 */
void
gb_hub_guard_clear (GbHubGuard *self)
{
  g_clear_pointer (&self->agency, g_free);
  g_clear_pointer (&self->commune, g_free);
}

/**
 * gb_hub_guard_allows:
 * @type: a record's type
 * @data: its data
 * @allowed: (out): whether it is the agency's
 *
 * Returns: whether the database could be read
 */
gboolean
gb_hub_guard_allows (const GbHubGuard *self,
                     GbSqlConnection  *connection,
                     GbRecordType      type,
                     const char       *data,
                     gboolean         *allowed,
                     GError          **error)
{
  const char *sql = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  *allowed = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    if (owners[i].type == type)
      sql = owners[i].sql;
  if (sql == NULL)
    return TRUE;
  statement = gb_sql_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, data);
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      *allowed = *allowed
                 || (self->commune != NULL && g_strcmp0 (self->commune, gb_sql_statement_get_text (statement, 0)) == 0)
                 || g_strcmp0 (self->agency, gb_sql_statement_get_text (statement, 1)) == 0;
    }
  return FALSE;
}
