/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-team-repository.h"

#include "gb-action-overlay.h"
#include "gb-sql-statement.h"

/* All visits, and those that are asked for here and that the feed has not brought yet; the %s is a condition on these.
 * A commune's workstation need not say which commune asks. */
#define VISITS_SQL                                                                                 \
  "WITH known(id,team,commune,state,date,topic,result,proposals,asked,asked_by,pending,withdrawable) AS (" \
  "SELECT id,team,commune,state,date,topic,result,proposals,asked,asked_by,0,0 FROM visit UNION ALL "      \
  "SELECT a.id,a.target,coalesce(a.data->>'commune',"                                              \
  "(SELECT substr(value,9) FROM meta WHERE key='scope' AND value GLOB 'commune:*')),'asked',"      \
  "a.data->>'date',a.data->>'topic',NULL,NULL,a.made_at,NULL,1,a.state='waiting' AND a.attempts=0 " \
  "FROM local.action a WHERE %s),"                                                                 \
  "v AS (SELECT * FROM known WHERE (:commune IS NULL OR commune=:commune) "                        \
  "AND (:team IS NULL OR team=:team)) "

#define IS_ASKED "v.state='asked'"
#define IS_PLANNED "v.state='planned'"
#define IS_DONE "v.state='done'"

/* The predicates, by #GbVisitFilter: what counts and what lists are the same rows. */
static const struct
{
  const char *nick;
  const char *sql;
} filters[GB_N_VISIT_FILTERS] = {
  [GB_VISIT_FILTER_ALL] = { "all", "1" },
  [GB_VISIT_FILTER_ASKED] = { "asked", IS_ASKED },
  [GB_VISIT_FILTER_PLANNED] = { "planned", IS_PLANNED },
  [GB_VISIT_FILTER_UNREPORTED] = { "unreported", IS_PLANNED " AND v.date<:today" },
  [GB_VISIT_FILTER_DONE] = { "done", IS_DONE },
  [GB_VISIT_FILTER_PROPOSALS] = { "proposals", "coalesce(trim(v.proposals),'')<>''" },
};

static GbSqlStatement *
prepare (GbSqlConnection *connection,
         const char      *select,
         const char      *commune,
         const char      *team,
         GbDay            today,
         GError         **error)
{
  g_autofree char *with = g_strdup_printf (VISITS_SQL, gb_action_overlay_sql (GB_ACTION_VISIT_REQUEST));
  g_autofree char *sql = g_strconcat (with, select, NULL);
  g_autofree char *day = gb_day_format (today);
  GbSqlStatement *s = gb_sql_connection_prepare (connection, sql, error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":commune", commune);
  gb_sql_statement_set_text (s, ":team", team);
  gb_sql_statement_set_text (s, ":today", day);
  return s;
}

static GbDay
read_day (GbSqlStatement *s,
          int             column)
{
  GbDay day;

  if (gb_sql_statement_is_null (s, column) || !gb_day_parse (gb_sql_statement_get_text (s, column), &day, NULL))
    return GB_DAY_NONE;
  return day;
}

/* Each row becomes one object of @rows. */
static GPtrArray *
read_rows (GbSqlStatement *s,
           gpointer      (*read) (GbSqlStatement *s),
           GDestroyNotify  row_free,
           GError        **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  gboolean row;

  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, read (s));
    }
  return NULL;
}

/* --- teams ---------------------------------------------------------------------------------------- */

#define TEAMS_SQL                                                                                  \
  "SELECT t.id,t.name,t.organisation,t.kind,t.members,t.phone,coalesce(t.sessions,0),"             \
  "total(" IS_DONE "),total(" IS_PLANNED "),total(" IS_ASKED "),"                                  \
  "count(DISTINCT iif(" IS_DONE ",v.commune,NULL)),"                                               \
  "min(iif(" IS_PLANNED " AND v.date>=:today,v.date,NULL)) "                                       \
  "FROM team t LEFT JOIN v ON v.team=t.id GROUP BY t.id ORDER BY t.kind,gb_sort_key(t.name),t.id"

static gpointer
read_team (GbSqlStatement *s)
{
  GbTeam *self = g_new0 (GbTeam, 1);

  self->id = gb_sql_statement_dup_text (s, 0);
  self->name = gb_sql_statement_dup_text (s, 1);
  self->organisation = gb_sql_statement_dup_text (s, 2);
  self->kind = gb_sql_statement_dup_text (s, 3);
  self->members = gb_sql_statement_get_int (s, 4);
  self->phone = gb_sql_statement_dup_text (s, 5);
  self->sessions = gb_sql_statement_get_int (s, 6);
  self->done = gb_sql_statement_get_int (s, 7);
  self->planned = gb_sql_statement_get_int (s, 8);
  self->asked = gb_sql_statement_get_int (s, 9);
  self->reached = gb_sql_statement_get_int (s, 10);
  self->next = read_day (s, 11);
  return self;
}

/**
 * gb_team_repository_list:
 * @commune: (nullable): whose visits are counted; %NULL for all
 * @today: decides which day is the next
 *
 * Returns: (transfer full) (element-type GbTeam): all teams, those of departments first
 */
GPtrArray *
gb_team_repository_list (GbSqlConnection *connection,
                         const char      *commune,
                         GbDay            today,
                         GError         **error)
{
  g_autoptr (GbSqlStatement) s = prepare (connection, TEAMS_SQL, commune, NULL, today, error);

  return s != NULL ? read_rows (s, read_team, (GDestroyNotify) gb_team_free, error) : NULL;
}

/* --- visits --------------------------------------------------------------------------------------- */

/* What is to come first, the nearest day first; then what was asked for, the longest wait first; then what was, the
 * latest first. */
#define SELECT_VISITS                                                                              \
  "SELECT v.id,v.team,coalesce(t.name,v.team),v.commune,c.type||' '||c.name,"                      \
  "CASE v.state WHEN 'planned' THEN 0 WHEN 'asked' THEN 1 ELSE 2 END AS stage,v.date,v.topic,"     \
  "nullif(trim(v.result),''),nullif(trim(v.proposals),''),coalesce(v.asked,0),v.asked_by,"         \
  "v.pending,v.withdrawable FROM v LEFT JOIN team t ON t.id=v.team "                               \
  "LEFT JOIN commune c ON c.id=v.commune WHERE "
#define ORDER_VISITS                                                                               \
  " ORDER BY stage,iif(stage=0,v.date,NULL),iif(stage=1,v.asked,NULL),v.date DESC,v.id"

static gpointer
read_visit (GbSqlStatement *s)
{
  GbVisit *self = g_new0 (GbVisit, 1);

  self->id = gb_sql_statement_dup_text (s, 0);
  self->team = gb_sql_statement_dup_text (s, 1);
  self->team_name = gb_sql_statement_dup_text (s, 2);
  self->commune = gb_sql_statement_dup_text (s, 3);
  self->commune_name = gb_sql_statement_dup_text (s, 4);
  self->state = (GbVisitState) gb_sql_statement_get_int (s, 5);
  self->day = read_day (s, 6);
  self->topic = gb_sql_statement_dup_text (s, 7);
  self->result = gb_sql_statement_dup_text (s, 8);
  self->proposals = gb_sql_statement_dup_text (s, 9);
  self->asked = gb_sql_statement_get_int (s, 10);
  self->asked_by = gb_sql_statement_dup_text (s, 11);
  self->pending = gb_sql_statement_get_int (s, 12) != 0;
  self->withdrawable = gb_sql_statement_get_int (s, 13) != 0;
  return self;
}

/**
 * gb_team_repository_visits:
 * @today: decides which plans are over
 *
 * Returns: (transfer full) (element-type GbVisit): the visits: planned, asked, done
 */
GPtrArray *
gb_team_repository_visits (GbSqlConnection    *connection,
                           const GbVisitQuery *query,
                           GbDay               today,
                           GError            **error)
{
  g_autofree char *select = g_strconcat (SELECT_VISITS, filters[query->filter].sql, ORDER_VISITS, NULL);
  g_autoptr (GbSqlStatement) s = prepare (connection, select, query->commune, query->team, today, error);

  return s != NULL ? read_rows (s, read_visit, (GDestroyNotify) gb_visit_free, error) : NULL;
}

/**
 * gb_team_repository_counts:
 * @query: its filter does not count
 * @counts: (out): how many rows each filter has
 */
gboolean
gb_team_repository_counts (GbSqlConnection    *connection,
                           const GbVisitQuery *query,
                           GbDay               today,
                           gint64              counts[GB_N_VISIT_FILTERS],
                           GError            **error)
{
  g_autoptr (GString) select = g_string_new ("SELECT ");
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  for (int i = 0; i < GB_N_VISIT_FILTERS; i++)
    g_string_append_printf (select, "%stotal(%s)", i > 0 ? "," : "", filters[i].sql);
  g_string_append (select, " FROM v");
  s = prepare (connection, select->str, query->commune, query->team, today, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  for (int i = 0; i < GB_N_VISIT_FILTERS; i++)
    counts[i] = gb_sql_statement_get_int (s, i);
  return TRUE;
}

/**
 * gb_visit_filter_nick:
 *
 * Returns: the name that scripts use
 */
const char *
gb_visit_filter_nick (GbVisitFilter filter)
{
  g_return_val_if_fail (filter < GB_N_VISIT_FILTERS, NULL);

  return filters[filter].nick;
}

/**
 * gb_visit_is_unreported:
 *
 * Returns: whether the visit is one of %GB_VISIT_FILTER_UNREPORTED
 */
gboolean
gb_visit_is_unreported (const GbVisit *self,
                        GbDay          today)
{
  return self->state == GB_VISIT_PLANNED && self->day != GB_DAY_NONE && self->day < today;
}

void
gb_team_free (GbTeam *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->kind);
  g_free (self->phone);
  g_free (self);
}

void
gb_visit_free (GbVisit *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->team);
  g_free (self->team_name);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->topic);
  g_free (self->result);
  g_free (self->proposals);
  g_free (self->asked_by);
  g_free (self);
}
