/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-select.h"

#include "gb-action-repository.h"
#include "gb-predicate.h"

static const char *const sort_expressions[GB_N_DOSSIER_SORTS] = {
  [GB_DOSSIER_SORT_DUE] = "d.due",
  [GB_DOSSIER_SORT_CODE] = "d.code_key",
  [GB_DOSSIER_SORT_PROCEDURE] = "(SELECT k.key FROM sort_key k WHERE k.kind=1 AND k.text=d.procedure)",
  [GB_DOSSIER_SORT_APPLICANT] = "d.applicant_key",
  [GB_DOSSIER_SORT_FIELD] = "(SELECT k.key FROM sort_key k WHERE k.kind=1 AND k.text=d.field)",
  [GB_DOSSIER_SORT_OFFICER] = "(SELECT k.key FROM sort_key k WHERE k.kind=2 AND k.text=d.officer)",
  [GB_DOSSIER_SORT_RECEIVED] = "coalesce(d.received,d.submitted)",
  [GB_DOSSIER_SORT_STATE] = "d.state",
  [GB_DOSSIER_SORT_FINISHED] = "d.finished",
  [GB_DOSSIER_SORT_REMAINING] = "CASE WHEN d.state IN (2,4) THEN d.due END",
};

/**
 * gb_dossier_select_init:
 * @self: (out caller-allocates): to be cleared with gb_dossier_select_clear()
 * @query: must live as long as @self
 * @now: UTC seconds
 */
gboolean
gb_dossier_select_init (GbDossierSelect      *self,
                        GbSqlConnection      *connection,
                        const GbDossierQuery *query,
                        gint64                now,
                        GError              **error)
{
  self->query = query;
  self->terms = NULL;
  self->horizon.communes = NULL;
  self->horizon.apologies = NULL;
  self->calendars = gb_calendars_load (connection, error);
  if (self->calendars == NULL)
    return FALSE;
  self->terms = gb_search_terms_new (query->search);
  gb_horizon_init (&self->horizon, self->calendars, now);
  return gb_action_repository_apologies (connection, &self->horizon.apologies, error);
}

void
gb_dossier_select_clear (GbDossierSelect *self)
{
  g_clear_pointer (&self->terms, gb_search_terms_free);
  g_clear_object (&self->calendars);
  gb_horizon_clear (&self->horizon);
}

/* Days are compared as instants, so that an index on the column serves. */
static void
append_days (const GbDossierQuery *query,
             GString              *sql)
{
  if (query->received_from > 0)
    g_string_append (sql, " AND d.received>=:received_from");
  if (query->received_to > 0)
    g_string_append (sql, " AND d.received<:received_end");
  if (query->due_from > 0)
    g_string_append (sql, " AND d.due>=:due_from");
  if (query->due_to > 0)
    g_string_append (sql, " AND d.due<:due_end");
}

static void
bind_days (const GbDossierQuery *query,
           GbSqlStatement       *s)
{
  const struct
  {
    const char *name;
    GbDay day;
    int after;
  } limits[] = {
    { ":received_from", query->received_from, 0 },
    { ":received_end", query->received_to, 1 },
    { ":due_from", query->due_from, 0 },
    { ":due_end", query->due_to, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    if (limits[i].day > 0)
      gb_sql_statement_set_int (s, limits[i].name, gb_day_at (limits[i].day + limits[i].after, 0));
}

/**
 * gb_dossier_select_append_where:
 * @filter: the set, the query's own or another in its place
 *
 * Appends the condition on a row `d`; everything else the query asks for comes after the set's, so
 * that SQLite sees that a partial index will do.
 */
void
gb_dossier_select_append_where (const GbDossierSelect *self,
                                GbDossierFilter        filter,
                                GString               *sql)
{
  const GbDossierQuery *query = self->query;
  g_autofree char *condition = gb_predicate_condition (filter);

  g_string_append (sql, condition);
  if (query->commune != NULL)
    g_string_append (sql, " AND (d.commune=:commune OR d.received_by=:commune)");
  if (query->field != NULL)
    g_string_append (sql, " AND d.field=:field");
  if (query->officer != NULL)
    g_string_append (sql, *query->officer == '\0' ? " AND coalesce(d.officer,'')=''"
                                                  : " AND d.officer=:officer");
  if (query->procedure != NULL)
    g_string_append (sql, " AND d.procedure=:procedure");
  if (query->channel != NULL)
    g_string_append (sql, " AND d.channel=:channel");
  if (query->state != 0)
    g_string_append (sql, " AND d.state=:state");
  append_days (query, sql);
  if (query->set != NULL)
    {
      g_string_append (sql, " AND ");
      gb_dossier_set_append_sql (query->set, sql);
    }
  if (self->terms != NULL)
    {
      g_string_append (sql, " AND ");
      gb_search_terms_append_sql (self->terms, sql);
    }
}

/**
 * gb_dossier_select_append_order:
 *
 * Appends ORDER BY. What is missing comes last either way; among equals the one that came first
 * does, so that an order is the same each time.
 */
void
gb_dossier_select_append_order (const GbDossierSelect *self,
                                GString               *sql)
{
  const char *expression = sort_expressions[self->query->sort];

  /* NULL is SQLite's lowest: last when descending without a word, which an index can serve. */
  g_string_append_printf (sql,
                          self->query->descending ? " ORDER BY %s DESC,d.number DESC"
                                                  : " ORDER BY %s ASC NULLS LAST,d.number",
                          expression);
}

/**
 * gb_dossier_select_prepare:
 * @sql: what follows gb_predicate_with_sql()
 *
 * Returns: (transfer full): the statement with everything bound that the query and the classes
 *   need
 */
GbSqlStatement *
gb_dossier_select_prepare (const GbDossierSelect *self,
                           GbSqlConnection       *connection,
                           const char            *sql,
                           GError               **error)
{
  g_autofree char *whole = g_strconcat (gb_predicate_with_sql (), sql, NULL);
  GbSqlStatement *s = gb_sql_connection_prepare (connection, whole, error);

  if (s == NULL)
    return NULL;
  gb_predicate_bind (s, &self->horizon);
  gb_sql_statement_set_text (s, ":commune", self->query->commune);
  gb_sql_statement_set_text (s, ":field", self->query->field);
  gb_sql_statement_set_text (s, ":officer", self->query->officer);
  gb_sql_statement_set_text (s, ":procedure", self->query->procedure);
  gb_sql_statement_set_text (s, ":channel", self->query->channel);
  gb_sql_statement_set_int (s, ":state", self->query->state);
  bind_days (self->query, s);
  if (self->query->set != NULL)
    gb_dossier_set_bind (self->query->set, s, self->horizon.now);
  if (self->terms != NULL)
    gb_search_terms_bind (self->terms, s);
  return s;
}
