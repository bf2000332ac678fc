/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letters-urges.h"

#include "gb-action-overlay.h"
#include "gb-sql-statement.h"

/* The slips in the province's data, and those that were written here and that the feed has not
 * brought yet. */
#define SLIPS_SQL                                                                                  \
  "WITH slip(id,dossier,officer,document,made,answer_due,text,answered,answer) AS ("               \
  "SELECT u.id,u.dossier,u.officer,u.document,u.made,u.answer_due,u.text,a.at,a.text FROM urge u " \
  "LEFT JOIN answer a ON a.number=(SELECT f.number FROM answer f WHERE f.urge=u.id "               \
  "ORDER BY f.at,f.number LIMIT 1) "                                                               \
  "WHERE (:officer IS NULL OR u.officer=:officer) AND (:dossier IS NULL OR u.dossier=:dossier) "   \
  "UNION ALL SELECT a.id,a.target,a.data->>'officer',NULL,a.made_at,a.made_at+:seconds,"           \
  "a.data->>'text',NULL,NULL FROM local.action a WHERE %s "                                        \
  "AND (:officer IS NULL OR a.data->>'officer'=:officer) "                                         \
  "AND (:dossier IS NULL OR a.target=:dossier)) %s"

static GbSqlStatement *
prepare (GbSqlConnection *connection,
         const char      *select,
         const char      *officer,
         const char      *dossier,
         GError         **error)
{
  g_autofree char *sql = g_strdup_printf (SLIPS_SQL, gb_action_overlay_sql (GB_ACTION_URGE), select);
  GbSqlStatement *s = gb_sql_connection_prepare (connection, sql, error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":officer", officer);
  gb_sql_statement_set_text (s, ":dossier", dossier);
  gb_sql_statement_set_int (s, ":seconds", GB_URGE_SECONDS);
  return s;
}

static GbUrge *
urge_new (GbSqlStatement *s)
{
  GbUrge *self = g_new0 (GbUrge, 1);

  self->id = gb_sql_statement_dup_text (s, 0);
  self->dossier = gb_sql_statement_dup_text (s, 1);
  self->officer = gb_sql_statement_dup_text (s, 2);
  self->number = gb_sql_statement_dup_text (s, 3);
  self->made = gb_sql_statement_get_int (s, 4);
  self->answer_due = gb_sql_statement_get_int (s, 5);
  self->text = gb_sql_statement_dup_text (s, 6);
  self->answered = gb_sql_statement_get_int (s, 7);
  self->answer = gb_sql_statement_dup_text (s, 8);
  return self;
}

void
gb_urge_free (GbUrge *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->dossier);
  g_free (self->officer);
  g_free (self->number);
  g_free (self->text);
  g_free (self->answer);
  g_free (self);
}

/**
 * gb_letters_urges:
 * @connection: one for reading, of a store
 * @officer: (nullable): only the slips to this officer, by name
 * @dossier: (nullable): only those about this dossier
 *
 * Returns: (transfer full) (element-type GbUrge): the slips, newest first
 */
GPtrArray *
gb_letters_urges (GbSqlConnection *connection,
                  const char      *officer,
                  const char      *dossier,
                  GError         **error)
{
  g_autoptr (GPtrArray) slips = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_urge_free);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  s = prepare (connection, "SELECT * FROM slip ORDER BY made DESC,id", officer, dossier,
               error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_ptr_array_add (slips, urge_new (s));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&slips);
}

/**
 * gb_letters_urge_history:
 * @connection: one for reading, of a store
 * @officer: by name
 * @now: UTC seconds
 * @history: (out caller-allocates): how the officer answered so far
 */
gboolean
gb_letters_urge_history (GbSqlConnection *connection,
                         const char      *officer,
                         gint64           now,
                         GbUrgeHistory   *history,
                         GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  s = prepare (connection,
               "SELECT count(*),total(answered IS NULL),"
                         "total(answered IS NULL AND answer_due<:now),"
                         "total(answered<=answer_due),total(answered>answer_due) FROM slip",
               officer, NULL, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":now", now);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  history->slips = gb_sql_statement_get_int (s, 0);
  history->open = gb_sql_statement_get_int (s, 1);
  history->overdue = gb_sql_statement_get_int (s, 2);
  history->in_time = gb_sql_statement_get_int (s, 3);
  history->late = gb_sql_statement_get_int (s, 4);
  return TRUE;
}
