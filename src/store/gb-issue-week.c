/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-week.h"

#include "gb-issue-private.h"
#include "gb-issue-rule-repository.h"

/* --- the week's days -------------------------------------------------------------------------------- */

/* A collection or an answer can have slipped into the week from the one before. */
static void
mark_cycle (GbIssueWeek        *self,
            const GbIssueCycle *cycle)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    {
      GbIssueWeekDay *day = &self->days[i];

      if (cycle->collect != 0 && gb_time_day (cycle->collect) == day->day)
        day->collect = cycle->collect;
      if (cycle->answer != 0 && gb_time_day (cycle->answer) == day->day)
        day->answer = cycle->answer;
    }
}

static void
set_days (GbIssueWeek        *self,
          const GbIssueRules *rules,
          GbIssueKind         kind,
          GbWorkCalendar     *calendar,
          gint64              now)
{
  GbDay today = gb_time_day (now), monday = today - (gb_day_weekday (today) - 1);

  /* On a weekly rest day the week is over. */
  if (gb_day_weekday (today) > 5 && !gb_work_calendar_is_working (calendar, today))
    monday += 7;
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    {
      self->days[i].day = monday + (GbDay) i;
      self->days[i].working = gb_work_calendar_is_working (calendar, self->days[i].day);
    }
  for (GbDay week = monday - 7; week <= monday; week += 7)
    {
      GbIssueCycle cycle;

      gb_issue_rules_cycle (rules, kind, calendar, week, &cycle);
      mark_cycle (self, &cycle);
    }
  self->n_days = 5;
  for (guint i = 5; i < G_N_ELEMENTS (self->days); i++)
    if (self->days[i].working)
      self->n_days = i + 1;
  self->collect = gb_issue_rules_due (rules, GB_ISSUE_STEP_COLLECT, kind, calendar, now);
}

/* --- how far it is ---------------------------------------------------------------------------------- */

static GbWorkCalendar *
calendar_of (GbCalendars        *calendars,
             const GbIssueQuery *query)
{
  return query->commune != NULL ? gb_calendars_of_commune (calendars, query->commune)
                                : gb_calendars_get_default (calendars);
}

/* The end of the week's day of answers, or of its last day. */
static gint64
last_answer (const GbIssueWeek *self)
{
  gint64 last = gb_day_at (self->days[self->n_days - 1].day + 1, 0) - 1;

  for (guint i = 0; i < self->n_days; i++)
    if (self->days[i].answer != 0)
      last = gb_day_at (self->days[i].day + 1, 0) - 1;
  return last;
}

static gboolean
count_set (GbSqlConnection    *connection,
           const GbIssueQuery *query,
           GbIssueSet          set,
           gint64              now,
           gint64             *count,
           GError            **error)
{
  g_autoptr (GbIssueQuery) one = gb_issue_query_copy (query);

  one->set = set;
  return gb_issue_repository_count (connection, one, now, count, error);
}

/* What the sets do not tell: which week it was, and which day. */
static gboolean
count_week (GbIssueWeek        *self,
            GbSqlConnection    *connection,
            const GbIssueQuery *query,
            gint64              now,
            GError            **error)
{
  g_autoptr (GbIssueQuery) all = gb_issue_query_copy (query);
  g_autofree char *first = gb_day_format (self->days[0].day), *last = gb_day_format (self->days[6].day);
  g_autofree char *columns
      = g_strdup_printf ("sum(i.state<>'new' AND i.cycle BETWEEN :first AND :last),sum(%s AND i.due<=:answers)",
                         gb_issue_set_sql (GB_ISSUE_SET_WAITING));
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  all->set = GB_ISSUE_SET_ALL;
  s = gb_issue_prepare (connection, columns, "1", all, "", now, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_text (s, ":first", first);
  gb_sql_statement_set_text (s, ":last", last);
  gb_sql_statement_set_int (s, ":answers", last_answer (self));
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  self->sent = gb_sql_statement_get_int (s, 0);
  self->due = gb_sql_statement_get_int (s, 1);
  return TRUE;
}

/**
 * gb_issue_week_load:
 * @query: which kind, and whose; its set is not looked at
 * @now: UTC seconds
 *
 * Returns: (transfer full): the week, free it with g_free()
 */
GbIssueWeek *
gb_issue_week_load (GbSqlConnection    *connection,
                    const GbIssueQuery *query,
                    gint64              now,
                    GError            **error)
{
  g_autofree GbIssueWeek *self = g_new0 (GbIssueWeek, 1);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GbIssueRules) rules = calendars != NULL ? gb_issue_rule_repository_load (connection, error) : NULL;

  if (rules == NULL)
    return NULL;
  set_days (self, rules, query->kind != GB_ISSUE_ANY ? (GbIssueKind) query->kind : GB_ISSUE_DIFFICULTY,
            calendar_of (calendars, query), now);
  if (!count_set (connection, query, GB_ISSUE_SET_UNSENT, now, &self->unsent, error) ||
      !count_set (connection, query, GB_ISSUE_SET_OVERDUE_ABOVE, now, &self->overdue, error) ||
      !count_week (self, connection, query, now, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- the limits of reports -------------------------------------------------------------------------- */

/* Which reports a limit is about, on a row `i` beside its own record `r`, and since when it runs. What was refused or
 * asked back in time is no longer new. */
static const struct
{
  GbIssueStep step;
  const char *condition;
  const char *since;
} limits[] = {
  { GB_ISSUE_STEP_REFUSE, "i.state='new' AND r.refused IS NULL AND r.supplement_asked IS NULL", "i.raised" },
  { GB_ISSUE_STEP_SUPPLEMENT, "i.state='new' AND r.refused IS NULL AND r.supplement_asked IS NULL", "i.raised" },
  { GB_ISSUE_STEP_ANSWER, NULL, "i.raised" },
  { GB_ISSUE_STEP_PUBLISH, "i.state IN ('answered','confirmed') AND r.published IS NULL", "i.answered" },
};

static void
limit_free (gpointer data)
{
  GbIssueLimit *self = data;

  g_free (self->source);
  g_free (self);
}

static gboolean
count_limit (GbIssueLimit       *self,
             GbSqlStatement     *s,
             const GbIssueRules *rules,
             GbCalendars        *calendars,
             gint64              now,
             GError            **error)
{
  gboolean row;

  while (gb_sql_statement_step (s, &row, error))
    {
      gint64 due;

      if (!row)
        return TRUE;
      due = gb_issue_rules_due (rules, self->step, GB_ISSUE_REPORT,
                                gb_calendars_of_commune (calendars, gb_sql_statement_get_text (s, 0)),
                                gb_sql_statement_get_int (s, 1));
      /* What the province says goes before what we reckon. */
      if (self->step == GB_ISSUE_STEP_ANSWER && !gb_sql_statement_is_null (s, 2))
        due = gb_sql_statement_get_int (s, 2);
      self->open++;
      self->late += due != 0 && due < now;
    }
  return FALSE;
}

static GbIssueLimit *
limit_new (const GbIssueRules *rules,
           GbIssueStep         step,
           gint64              now)
{
  const GbIssueRule *rule = gb_issue_rules_find (rules, step, GB_ISSUE_REPORT, gb_time_day (now));
  GbIssueLimit *self = g_new0 (GbIssueLimit, 1);

  self->step = step;
  self->amount = rule != NULL ? rule->amount : 0;
  self->source = rule != NULL ? g_strdup (rule->source) : NULL;
  return self;
}

/**
 * gb_issue_limits_load:
 * @query: whose reports; its set and kind are not looked at
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbIssueLimit): the limits of citizens' reports, in the order of their course
 */
GPtrArray *
gb_issue_limits_load (GbSqlConnection    *connection,
                      const GbIssueQuery *query,
                      gint64              now,
                      GError            **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (limit_free);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GbIssueRules) rules = calendars != NULL ? gb_issue_rule_repository_load (connection, error) : NULL;
  g_autoptr (GbIssueQuery) reports = gb_issue_query_copy (query);

  if (rules == NULL)
    return NULL;
  reports->kind = GB_ISSUE_REPORT;
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *columns = g_strdup_printf ("i.commune,%s,i.due", limits[i].since);
      g_autofree char *condition = limits[i].condition != NULL
                                       ? g_strdup_printf ("EXISTS (SELECT 1 FROM issue r WHERE r.id=i.id AND %s)",
                                                          limits[i].condition)
                                       : g_strdup ("1");
      g_autoptr (GbSqlStatement) s = NULL;

      g_ptr_array_add (all, limit_new (rules, limits[i].step, now));
      reports->set = limits[i].condition != NULL ? GB_ISSUE_SET_ALL : GB_ISSUE_SET_ASKED;
      s = gb_issue_prepare (connection, columns, condition, reports, "", now, error);
      if (s == NULL || !count_limit (g_ptr_array_index (all, i), s, rules, calendars, now, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}
