/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-briefing.h that is not of dossiers: issues, tasks, staff. */
#include "gb-briefing-private.h"

#include "gb-duty-private.h"
#include "gb-issue-private.h"
#include "gb-task-repository.h"

/* --- issues --------------------------------------------------------------------------------- */

static GbIssueQuery *
query_of (const GbBriefing *self,
          int               kind)
{
  GbIssueQuery *query = gb_issue_query_new (GB_ISSUE_SET_ALL);

  query->commune = g_strdup (self->commune);
  query->kind = kind;
  return query;
}

static void
bind_period (GbSqlStatement         *s,
             const GbBriefing       *self,
             const GbBriefingPeriod *period,
             const char             *from,
             const char             *until)
{
  gb_sql_statement_set_int (s, from, gb_day_at (period->from, 0));
  gb_sql_statement_set_int (s, until, gb_briefing_until (self, period));
}

/* What waits is counted by the sets that the page of issues lists. */
static gboolean
count_issues (GbBriefing       *self,
              GbSqlConnection  *connection,
              GError          **error)
{
  g_autoptr (GbIssueQuery) query = query_of (self, GB_ISSUE_ANY);
  g_autofree char *columns = g_strdup_printf (
      "i.kind,total(i.raised BETWEEN :from AND :until),total(i.raised BETWEEN :from2 AND :until2),"
      "total(coalesce(i.answered BETWEEN :from AND :until,0)),total(coalesce(i.answered BETWEEN :from2 AND :until2,0)),"
      "total(%s),total(%s)", gb_issue_set_sql (GB_ISSUE_SET_ASKED), gb_issue_set_sql (GB_ISSUE_SET_OVERDUE));
  g_autoptr (GbSqlStatement) s = gb_issue_prepare (connection, columns, "1", query, "GROUP BY 1", self->now, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  bind_period (s, self, &self->period, ":from", ":until");
  bind_period (s, self, &self->before, ":from2", ":until2");
  while (gb_sql_statement_step (s, &row, error))
    {
      GbBriefingAsked *asked;
      GbIssueKind kind;

      if (!row)
        return TRUE;
      if (!gb_issue_kind_from_name (gb_sql_statement_get_text (s, 0), &kind))
        continue;
      asked = &self->asked[kind];
      asked->sent = gb_sql_statement_get_int (s, 1);
      asked->sent_before = gb_sql_statement_get_int (s, 2);
      asked->answered = gb_sql_statement_get_int (s, 3);
      asked->answered_before = gb_sql_statement_get_int (s, 4);
      asked->waiting = gb_sql_statement_get_int (s, 5);
      asked->overdue = gb_sql_statement_get_int (s, 6);
    }
  return FALSE;
}

/* An issue has no dossier; that one of the same field waits can be why. */
static gboolean
count_by_field (GbBriefing       *self,
                GbSqlConnection  *connection,
                GError          **error)
{
  g_autoptr (GbIssueQuery) query = query_of (self, GB_ISSUE_ANY);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  query->set = GB_ISSUE_SET_ASKED;
  s = gb_issue_prepare (connection, "i.field,count(*)", "i.kind<>'report'", query, "GROUP BY 1", self->now, error);
  if (s == NULL)
    return FALSE;
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      for (guint i = 0; i < self->fields->len; i++)
        {
          GbBriefingGroup *group = self->fields->pdata[i];

          if (g_strcmp0 (group->key, gb_sql_statement_get_text (s, 0)) == 0)
            group->asked = gb_sql_statement_get_int (s, 1);
        }
    }
  return FALSE;
}

gboolean
gb_briefing_load_issues (GbBriefing       *self,
                         GbSqlConnection  *connection,
                         GError          **error)
{
  if (!count_issues (self, connection, error) || !count_by_field (self, connection, error))
    return FALSE;
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    {
      g_autoptr (GbIssueQuery) query = query_of (self, kind);

      self->asked[kind].waits = gb_issue_repository_waits (connection, query, self->now, error);
      if (self->asked[kind].waits == NULL)
        return FALSE;
    }
  return TRUE;
}

/* --- tasks ---------------------------------------------------------------------------------- */

static gboolean
was_done_in (const GbTask           *task,
             const GbBriefing       *self,
             const GbBriefingPeriod *period)
{
  return task->finished >= gb_day_at (period->from, 0) && task->finished <= gb_briefing_until (self, period);
}

gboolean
gb_briefing_load_tasks (GbBriefing       *self,
                        GbSqlConnection  *connection,
                        GError          **error)
{
  g_autoptr (GPtrArray) tasks = gb_task_repository_list (connection, self->commune, self->now, error);
  GbBriefingTasks *told = &self->tasks;

  told->pressing = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_task_unref);
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      GbTask *task = tasks->pdata[i];
      gboolean late = gb_task_is_in (task, GB_TASK_FILTER_OVERDUE, self->now);
      gboolean pressing = gb_task_is_in (task, GB_TASK_FILTER_PRESSING, self->now);

      told->open += gb_task_is_in (task, GB_TASK_FILTER_OPEN, self->now);
      told->overdue += late;
      told->due += pressing && !late;
      told->done += was_done_in (task, self, &self->period);
      told->done_before += was_done_in (task, self, &self->before);
      if (pressing)
        g_ptr_array_add (told->pressing, gb_task_ref (task));
    }
  return tasks != NULL;
}

/* --- staff ---------------------------------------------------------------------------------- */

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const GbOfficer *one = *(GbOfficer *const *) a, *other = *(GbOfficer *const *) b;

  return (one->to > other->to) - (one->to < other->to);
}

static void
take_ending (GbBriefing *self)
{
  GbDay today = gb_time_day (self->now);

  self->ending = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  for (guint i = 0; i < self->staff->officers->len; i++)
    if (gb_officer_ends (self->staff->officers->pdata[i], today, today + GB_PEOPLE_URGENT_DAYS))
      g_ptr_array_add (self->ending, gb_officer_ref (self->staff->officers->pdata[i]));
  g_ptr_array_sort (self->ending, compare_ends);
}

/* Fields that nobody does are missed only where the work needs them: communes lack people for those. */
static void
take_coverage (GbBriefing *self)
{
  self->gaps = g_ptr_array_new_with_free_func (g_free);
  self->unmanned = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->staff->coverage->len; i++)
    {
      const GbCoverage *row = self->staff->coverage->pdata[i];

      if (row->verdict == GB_COVERAGE_NO_STAND_IN)
        g_ptr_array_add (self->gaps, g_strdup (row->field));
      else if (row->verdict != GB_COVERAGE_ENOUGH)
        g_ptr_array_add (self->unmanned, g_strdup (row->field));
    }
}

static gboolean
count_gaps (GbBriefing       *self,
            GbSqlConnection  *connection,
            GError          **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "WITH " GB_DUTY_WITH " SELECT count(*),count(DISTINCT commune) FROM gap", error);
  g_autofree char *today = gb_day_format (gb_time_day (self->now));
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_text (s, ":commune", self->commune);
  gb_sql_statement_set_text (s, ":today", today);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  self->n_gaps = gb_sql_statement_get_int (s, 0);
  self->n_gap_communes = gb_sql_statement_get_int (s, 1);
  return TRUE;
}

gboolean
gb_briefing_load_staff (GbBriefing       *self,
                        GbSqlConnection  *connection,
                        GError          **error)
{
  self->staff = gb_people_load (connection, self->commune, self->now, error);
  if (self->staff == NULL)
    return FALSE;
  take_coverage (self);
  take_ending (self);
  return count_gaps (self, connection, error);
}
