/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issues-report.h"

#include <string.h>

#include "gb-cursor-repository.h"

static void
group_free (gpointer data)
{
  GbIssuesGroup *self = data;

  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_free (self);
}

/**
 * gb_issues_report_new:
 * @query: what is asked
 * @grouping: how the rows are put together
 * @limits: (array fixed-size=6): most rows wanted of each group
 * @now: UTC seconds
 *
 * Returns: (transfer full): what is wanted, without anything read
 */
GbIssuesReport *
gb_issues_report_new (const GbIssueQuery *query,
                      GbIssuesGrouping    grouping,
                      const guint        *limits,
                      gint64              now)
{
  GbIssuesReport *self = g_new0 (GbIssuesReport, 1);

  self->query = gb_issue_query_copy (query);
  self->grouping = grouping;
  memcpy (self->limits, limits, sizeof self->limits);
  self->now = now;
  return self;
}

/* The rows of a group, and how many there are: both by the same conditions. */
static gboolean
add_group (GbIssuesReport  *self,
           GbSqlConnection *connection,
           int              key,
           GError         **error)
{
  gboolean by_stage = self->grouping == GB_ISSUES_BY_STAGE;
  g_autoptr (GbIssueQuery) query = gb_issue_query_copy (self->query);
  GbIssuesGroup *group = g_new0 (GbIssuesGroup, 1);

  g_ptr_array_add (self->groups, group);
  group->key = key;
  if (!by_stage && key != GB_ISSUES_SETTLED)
    query->state = key;
  if (self->query->set == GB_ISSUE_SET_OPEN)
    query->set = by_stage ? (GbIssueSet) key : key == GB_ISSUES_SETTLED ? GB_ISSUE_SET_SETTLED : GB_ISSUE_SET_ALL;
  /* The tally has the stages already. */
  if (by_stage && self->query->set == GB_ISSUE_SET_OPEN)
    group->count = self->tally->stages[key];
  else if (!gb_issue_repository_count (connection, query, self->now, &group->count, error))
    return FALSE;
  group->issues = gb_issue_repository_list (connection, query, self->now, (int) self->limits[key], error);
  return group->issues != NULL;
}

/* Where a certain set was asked for, its rows are one group. */
static int
only_stage (const GbIssuesReport *self)
{
  if (self->query->set == GB_ISSUE_SET_OPEN)
    return -1;
  return self->query->set < GB_N_ISSUE_STAGES ? (int) self->query->set : GB_ISSUE_SET_OVERDUE;
}

/* A column of the board is there also where it is empty: it is a place in the issue's course. */
static gboolean
add_groups (GbIssuesReport  *self,
            GbSqlConnection *connection,
            GError         **error)
{
  gboolean by_stage = self->grouping == GB_ISSUES_BY_STAGE;
  int n = by_stage ? GB_N_ISSUE_STAGES : GB_N_ISSUES_GROUPS, only = only_stage (self);

  self->groups = g_ptr_array_new_with_free_func (group_free);
  for (int key = 0; key < n; key++)
    {
      if (by_stage && (only < 0 ? self->tally->stages[key] == 0 : only != key))
        continue;
      if (!by_stage && self->query->state != GB_ISSUE_ANY && MIN (self->query->state, GB_ISSUES_SETTLED) != key)
        continue;
      if (!add_group (self, connection, key, error))
        return FALSE;
    }
  return TRUE;
}

/* Of all that the tab has, whatever it is limited to. */
static gboolean
load_band (GbIssuesReport  *self,
           GbSqlConnection *connection,
           GError         **error)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);

  query->kind = self->query->kind;
  query->commune = g_strdup (self->query->commune);
  if (query->kind == GB_ISSUE_REPORT)
    self->limits_of_reports = gb_issue_limits_load (connection, query, self->now, error);
  else
    self->week = gb_issue_week_load (connection, query, self->now, error);
  return self->week != NULL || self->limits_of_reports != NULL;
}

/**
 * gb_issues_report_load:
 * @wanted: what to read
 *
 * Blocks; run it on a thread of the store.
 *
 * Returns: (transfer full): a new one with what was read
 */
GbIssuesReport *
gb_issues_report_load (GbSqlConnection      *connection,
                       const GbIssuesReport *wanted,
                       GError              **error)
{
  g_autoptr (GbIssuesReport) self
      = gb_issues_report_new (wanted->query, wanted->grouping, wanted->limits, wanted->now);
  g_autoptr (GbIssueQuery) overdue = gb_issue_query_new (GB_ISSUE_SET_OVERDUE);
  g_auto (GbCursor) cursor = { 0 };

  overdue->commune = g_strdup (wanted->query->commune);
  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) ||
      !gb_issue_repository_count (connection, overdue, self->now, &self->overdue, error))
    return NULL;
  self->as_of = cursor.as_of;
  self->brief = wanted->brief;
  if (self->brief)
    return g_steal_pointer (&self);
  self->tally = gb_issue_repository_tally (connection, self->query, self->now, error);
  if (self->tally == NULL || !add_groups (self, connection, error) || !load_band (self, connection, error))
    return NULL;
  self->waits = gb_issue_repository_waits (connection, self->query, self->now, error);
  return self->waits != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * gb_issues_report_is_empty:
 *
 * Returns: whether none of its groups has any
 */
gboolean
gb_issues_report_is_empty (const GbIssuesReport *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (((const GbIssuesGroup *) self->groups->pdata[i])->count > 0)
      return FALSE;
  return TRUE;
}

void
gb_issues_report_free (GbIssuesReport *self)
{
  if (self == NULL)
    return;
  gb_issue_query_free (self->query);
  g_clear_pointer (&self->tally, gb_issue_tally_free);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  g_clear_pointer (&self->limits_of_reports, g_ptr_array_unref);
  g_free (self->week);
  g_free (self);
}
