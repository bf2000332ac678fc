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
 * @limits: (array fixed-size=8): most rows wanted of each group
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

/* A group is there where it was counted to have any, so that the count and the rows are of one moment. */
static gboolean
add_group (GbIssuesReport  *self,
           GbSqlConnection *connection,
           int              key,
           GError         **error)
{
  gboolean by_stage = self->grouping == GB_ISSUES_BY_STAGE;
  g_autoptr (GbIssueQuery) query = gb_issue_query_copy (self->query);
  GbIssuesGroup *group;

  query->set = by_stage ? (GbIssueSet) key : GB_ISSUE_SET_ALL;
  if (!by_stage)
    query->state = key;
  group = g_new0 (GbIssuesGroup, 1);
  g_ptr_array_add (self->groups, group);
  group->key = key;
  group->count = by_stage ? self->tally->stages[key] : self->tally->states[key];
  group->issues = gb_issue_repository_list (connection, query, self->now, (int) self->limits[key], error);
  return group->issues != NULL;
}

/* A column of the board is there also where it is empty: it is a place in the issue's course. */
static gboolean
add_groups (GbIssuesReport  *self,
            GbSqlConnection *connection,
            GError         **error)
{
  gboolean by_stage = self->grouping == GB_ISSUES_BY_STAGE;
  int n = by_stage ? GB_N_ISSUE_STAGES : GB_N_ISSUE_STATES;

  self->groups = g_ptr_array_new_with_free_func (group_free);
  for (int key = 0; key < n; key++)
    {
      if (by_stage && self->tally->stages[key] == 0)
        continue;
      if (!by_stage && self->query->state != GB_ISSUE_ANY && self->query->state != key)
        continue;
      if (!add_group (self, connection, key, error))
        return FALSE;
    }
  return TRUE;
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
  self->tally = gb_issue_repository_tally (connection, self->query, self->now, error);
  if (self->tally == NULL || !add_groups (self, connection, error))
    return NULL;
  self->waits = gb_issue_repository_waits (connection, self->query, self->now, error);
  return self->waits != NULL ? g_steal_pointer (&self) : NULL;
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
  g_free (self);
}
