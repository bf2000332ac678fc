/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue-query.h"

G_BEGIN_DECLS

/* Functions that block and read; run them on a thread of the store. */

/**
 * GbIssueChoice:
 * @key: (owned): the field's name or the agency's id; "" where no agency was named
 * @name: (owned): what it is called
 * @count: how many issues there would be, were it chosen
 */
typedef struct
{
  char *key;
  char *name;
  gint64 count;
} GbIssueChoice;

/**
 * GbIssueTally:
 * @kinds: by #GbIssueKind: how many the query has of each
 * @stages: by stage: how many of the query's kind are at each
 * @states: by #GbIssueState
 * @fields: (owned) (element-type GbIssueChoice): in Vietnamese order
 * @departments: (owned) (element-type GbIssueChoice): in Vietnamese order
 *
 * How many issues each choice has, by all other limits of the query: what choosing it alone in its row would show. A
 * set counts for @kinds only; the others count all issues.
 */
typedef struct
{
  gint64 kinds[GB_N_ISSUE_KINDS];
  gint64 stages[GB_N_ISSUE_STAGES];
  gint64 states[GB_N_ISSUE_STATES];
  GPtrArray *fields;
  GPtrArray *departments;
} GbIssueTally;

/**
 * GbIssueWait:
 * @department: (owned) (nullable): the agency's id; %NULL for the commune's own
 * @name: (owned) (nullable): its name
 * @open: how many answers it owes
 * @overdue: how many of them are late
 * @median: in full working days: the middle one of the waits, or the mean of the two in the middle
 * @worst: the longest wait in full working days
 * @worst_id: (owned): the id of the issue that waits longest
 *
 * Whom the communes wait for, and for how long.
 */
typedef struct
{
  char *department;
  char *name;
  guint open;
  guint overdue;
  double median;
  int worst;
  char *worst_id;
} GbIssueWait;

GPtrArray    *gb_issue_repository_list  (GbSqlConnection    *connection,
                                         const GbIssueQuery *query,
                                         gint64              now,
                                         int                 limit,
                                         GError            **error);
gboolean      gb_issue_repository_count (GbSqlConnection    *connection,
                                         const GbIssueQuery *query,
                                         gint64              now,
                                         gint64             *count,
                                         GError            **error);
gboolean      gb_issue_repository_find  (GbSqlConnection    *connection,
                                         const char         *id,
                                         gint64              now,
                                         GbIssue           **issue,
                                         GError            **error);
GbIssueTally *gb_issue_repository_tally (GbSqlConnection    *connection,
                                         const GbIssueQuery *query,
                                         gint64              now,
                                         GError            **error);
GPtrArray    *gb_issue_repository_waits (GbSqlConnection    *connection,
                                         const GbIssueQuery *query,
                                         gint64              now,
                                         GError            **error);
void          gb_issue_tally_free       (GbIssueTally       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssueTally, gb_issue_tally_free)

G_END_DECLS
