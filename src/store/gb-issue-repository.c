/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-repository.h"

#include "gb-calendars.h"
#include "gb-issue-private.h"
#include "gb-issue-rule-repository.h"

/* The columns of a row, in this order. */
enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_STATE,
  COLUMN_STAGE,
  COLUMN_LEVEL,
  COLUMN_FIELD,
  COLUMN_TITLE,
  COLUMN_TEXT,
  COLUMN_COMMUNE,
  COLUMN_COMMUNE_NAME,
  COLUMN_DEPARTMENT,
  COLUMN_DEPARTMENT_NAME,
  COLUMN_RAISED,
  COLUMN_RAISED_BY,
  COLUMN_DUE,
  COLUMN_ANSWERED,
  COLUMN_ANSWER,
  COLUMN_CYCLE,
  COLUMN_URGED,
  COLUMN_PENDING,
  COLUMN_LOCAL,
  COLUMN_LON,
  COLUMN_LAT,
};

#define COLUMNS                                                                                    \
  "i.id,i.kind,i.state,i.stage,i.level,i.field,i.title,i.text,i.commune,w.type||' '||w.name,"  \
  "i.department,coalesce(g.name,i.department),i.raised,i.raised_by,coalesce(i.due,0),"             \
  "coalesce(i.answered,0),i.answer,i.cycle,i.urged,i.pending,i.local,i.lon,i.lat"

/* Who waits longest past the day comes first; what has ended, the newest first. */
#define ORDER "i.stage,iif(i.stage=0,i.due,iif(i.stage=4,-coalesce(i.answered,i.raised),coalesce(i.due,i.raised))),i.raised,i.id"

/* Full days that nobody can have back: neither that on which it was raised nor the one that is not over. */
int
gb_issue_count_waited (GbCalendars *calendars,
                       const char  *commune,
                       gint64       raised,
                       gint64       until)
{
  GbWorkCalendar *calendar = gb_calendars_of_commune (calendars, commune);

  return gb_work_calendar_count_days (calendar, gb_time_day (raised) + 1, gb_time_day (until) - 1);
}

static GbDay
get_day (GbSqlStatement *s,
         int             column)
{
  const char *text = gb_sql_statement_get_text (s, column);
  GbDay day;

  return text != NULL && gb_day_parse (text, &day, NULL) ? day : GB_DAY_NONE;
}

/* What rows are reckoned with. */
typedef struct
{
  GbCalendars *calendars; /* (owned) */
  GbIssueRules *rules; /* (owned) */
  gint64 now;
} Reckoning;

static void
reckoning_clear (Reckoning *self)
{
  g_clear_object (&self->calendars);
  g_clear_pointer (&self->rules, gb_issue_rules_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reckoning, reckoning_clear)

static gboolean
reckoning_init (Reckoning       *self,
                GbSqlConnection *connection,
                gint64           now,
                GError         **error)
{
  self->now = now;
  self->calendars = gb_calendars_load (connection, error);
  self->rules = self->calendars != NULL ? gb_issue_rule_repository_load (connection, error) : NULL;
  return self->rules != NULL;
}

/* What was not collected yet goes out with the next collection, whatever week was planned. */
static GbDay
next_collection (const GbIssue   *issue,
                 const Reckoning *reckoning)
{
  gint64 collect = gb_issue_rules_due (reckoning->rules, GB_ISSUE_STEP_COLLECT, issue->kind,
                                       gb_calendars_of_commune (reckoning->calendars, issue->commune),
                                       reckoning->now);

  return collect != 0 ? gb_time_day (collect) : GB_DAY_NONE;
}

/* One that was passed on although there was an answer waits for another. */
static gboolean
is_answered (const GbIssue *issue)
{
  return issue->answered != 0 && (issue->stage == GB_ISSUE_SET_ANSWERED || issue->stage == GB_ISSUE_SET_SETTLED);
}

static GbIssue *
read_issue (GbSqlStatement  *s,
            const Reckoning *reckoning)
{
  GbIssue *self = gb_issue_new ();

  self->id = gb_sql_statement_dup_text (s, COLUMN_ID);
  gb_issue_kind_from_name (gb_sql_statement_get_text (s, COLUMN_KIND), &self->kind);
  gb_issue_state_parse (gb_sql_statement_get_text (s, COLUMN_STATE), &self->state);
  self->stage = (GbIssueSet) gb_sql_statement_get_int (s, COLUMN_STAGE);
  gb_issue_level_parse (gb_sql_statement_get_text (s, COLUMN_LEVEL), &self->level);
  self->field = gb_sql_statement_dup_text (s, COLUMN_FIELD);
  self->title = gb_sql_statement_dup_text (s, COLUMN_TITLE);
  self->text = gb_sql_statement_dup_text (s, COLUMN_TEXT);
  self->commune = gb_sql_statement_dup_text (s, COLUMN_COMMUNE);
  self->commune_name = gb_sql_statement_dup_text (s, COLUMN_COMMUNE_NAME);
  self->department = gb_sql_statement_dup_text (s, COLUMN_DEPARTMENT);
  self->department_name = gb_sql_statement_dup_text (s, COLUMN_DEPARTMENT_NAME);
  self->raised = gb_sql_statement_get_int (s, COLUMN_RAISED);
  self->raised_by = gb_sql_statement_dup_text (s, COLUMN_RAISED_BY);
  self->due = gb_sql_statement_get_int (s, COLUMN_DUE);
  self->answered = gb_sql_statement_get_int (s, COLUMN_ANSWERED);
  self->answer = gb_sql_statement_dup_text (s, COLUMN_ANSWER);
  self->cycle = get_day (s, COLUMN_CYCLE);
  self->urged = gb_sql_statement_get_int (s, COLUMN_URGED);
  self->pending = gb_sql_statement_get_int (s, COLUMN_PENDING) != 0;
  self->local = gb_sql_statement_get_int (s, COLUMN_LOCAL) != 0;
  self->placed = !gb_sql_statement_is_null (s, COLUMN_LON) && !gb_sql_statement_is_null (s, COLUMN_LAT);
  self->lon = gb_sql_statement_get_double (s, COLUMN_LON);
  self->lat = gb_sql_statement_get_double (s, COLUMN_LAT);
  self->waited = gb_issue_count_waited (reckoning->calendars, self->commune, self->raised,
                                        is_answered (self) ? self->answered : reckoning->now);
  if (self->stage == GB_ISSUE_SET_UNSENT && (self->cycle == GB_DAY_NONE || self->cycle < gb_time_day (reckoning->now)))
    self->cycle = next_collection (self, reckoning);
  return self;
}

/* Rows of issue_now as `i`, their commune as `w`, who has to answer as `g`. */
GbSqlStatement *
gb_issue_prepare (GbSqlConnection    *connection,
                  const char         *columns,
                  const char         *condition,
                  const GbIssueQuery *query,
                  const char         *rest,
                  gint64              now,
                  GError            **error)
{
  g_autoptr (GString) sql = g_string_new (gb_issue_with_sql ());
  g_autofree char *dues = gb_issue_dues_load (connection, error);
  GbSqlStatement *s;

  if (dues == NULL)
    return NULL;

  g_string_append_printf (sql, "SELECT %s FROM issue_now i LEFT JOIN commune w ON w.id=i.commune "
                               "LEFT JOIN agency g ON g.id=i.department WHERE %s AND ",
                          columns, condition);
  gb_issue_query_append_sql (query, sql);
  g_string_append_printf (sql, " %s", rest);
  s = gb_sql_connection_prepare (connection, sql->str, error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_set_int (s, ":now", now);
  gb_sql_statement_set_text (s, ":dues", dues);
  gb_issue_query_bind (query, s);
  return s;
}

/**
 * gb_issue_repository_list:
 * @now: UTC seconds
 * @limit: most rows wanted; -1 for all
 *
 * Returns: (transfer full) (element-type GbIssue): those of the query, by stage: who waits longest past the day first,
 *   what has ended last and there the newest first
 */
GPtrArray *
gb_issue_repository_list (GbSqlConnection    *connection,
                          const GbIssueQuery *query,
                          gint64              now,
                          int                 limit,
                          GError            **error)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_issue_unref);
  g_auto (Reckoning) reckoning = { NULL };
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (!reckoning_init (&reckoning, connection, now, error))
    return NULL;
  s = gb_issue_prepare (connection, COLUMNS, "1", query, "ORDER BY " ORDER " LIMIT :limit", now, error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_set_int (s, ":limit", limit);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&issues);
      g_ptr_array_add (issues, read_issue (s, &reckoning));
    }
  return NULL;
}

/**
 * gb_issue_repository_count:
 * @now: UTC seconds
 * @count: (out): how many gb_issue_repository_list() has
 */
gboolean
gb_issue_repository_count (GbSqlConnection    *connection,
                           const GbIssueQuery *query,
                           gint64              now,
                           gint64             *count,
                           GError            **error)
{
  g_autoptr (GbSqlStatement) s = gb_issue_prepare (connection, "count(*)", "1", query, "", now, error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *count = gb_sql_statement_get_int (s, 0);
  return TRUE;
}

/**
 * gb_issue_repository_find:
 * @id: an issue's, also one that was raised here and is not sent yet
 * @now: UTC seconds
 * @issue: (out) (transfer full) (nullable): it; %NULL where there is none
 */
gboolean
gb_issue_repository_find (GbSqlConnection *connection,
                          const char      *id,
                          gint64           now,
                          GbIssue        **issue,
                          GError         **error)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_ALL);
  g_auto (Reckoning) reckoning = { NULL };
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  *issue = NULL;
  if (!reckoning_init (&reckoning, connection, now, error))
    return FALSE;
  s = gb_issue_prepare (connection, COLUMNS, "i.id=:id", query, "", now, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_text (s, ":id", id);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *issue = read_issue (s, &reckoning);
  return TRUE;
}
