/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue-repository.h"
#include "gb-issue-week.h"

G_BEGIN_DECLS

/**
 * GbIssuesGrouping:
 * @GB_ISSUES_BY_STAGE: by what happens next
 * @GB_ISSUES_BY_STATE: by the state that the feed gives; what has ended is one group
 */
typedef enum
{
  GB_ISSUES_BY_STAGE,
  GB_ISSUES_BY_STATE,
} GbIssuesGrouping;

/* Keys of groups by state: the states that are open, then all others together. */
#define GB_ISSUES_SETTLED GB_ISSUE_CONFIRMED
#define GB_N_ISSUES_GROUPS (GB_ISSUES_SETTLED + 1)

/**
 * GbIssuesGroup:
 * @key: a stage, or a #GbIssueState that is open, or %GB_ISSUES_SETTLED
 * @count: how many there are
 * @issues: (owned) (element-type GbIssue): the first ones
 */
typedef struct
{
  int key;
  gint64 count;
  GPtrArray *issues;
} GbIssuesGroup;

/**
 * GbIssuesReport:
 * @query: (owned): what was asked
 * @grouping: of @groups
 * @limits: by key: most rows wanted of a group
 * @brief: whether @overdue alone is wanted, for nobody looks at the rest
 * @now: when it was read, UTC seconds
 * @as_of: how fresh the cache is, UTC seconds; 0 = never synchronised
 * @tally: (owned): counts of the tabs, the groups and the choices of the filters
 * @overdue: how many answers are late, of all kinds in the query's commune
 * @groups: (owned) (element-type GbIssuesGroup): those that have any, what asks for somebody first
 * @waits: (owned) (element-type GbIssueWait): whom they wait for
 * @week: (owned) (nullable): the week of the cycle; %NULL for citizens' reports, which have none
 * @limits_of_reports: (owned) (nullable) (element-type GbIssueLimit): the limits of citizens' reports
 *
 * What the page of issues shows, read at one moment.
 */
typedef struct
{
  GbIssueQuery *query;
  GbIssuesGrouping grouping;
  guint limits[GB_N_ISSUES_GROUPS];
  gboolean brief;
  gint64 now;
  gint64 as_of;
  GbIssueTally *tally;
  gint64 overdue;
  GPtrArray *groups;
  GPtrArray *waits;
  GbIssueWeek *week;
  GPtrArray *limits_of_reports;
} GbIssuesReport;

GbIssuesReport *gb_issues_report_new  (const GbIssueQuery   *query,
                                       GbIssuesGrouping      grouping,
                                       const guint          *limits,
                                       gint64                now);
GbIssuesReport *gb_issues_report_load (GbSqlConnection      *connection,
                                       const GbIssuesReport *wanted,
                                       GError              **error);
gboolean        gb_issues_report_is_empty
                                      (const GbIssuesReport *self);
void            gb_issues_report_free (GbIssuesReport       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssuesReport, gb_issues_report_free)

G_END_DECLS
