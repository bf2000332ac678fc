/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue-query.h"

G_BEGIN_DECLS

/* Functions that block and read; run them on a thread of the store. */

/**
 * GbIssueWeekDay:
 * @day: which
 * @working: whether the commune works on it
 * @collect: when the province collects on it, UTC seconds; 0 = it does not
 * @answer: when answers are due on it, UTC seconds; 0 = none are by the weekly cycle
 */
typedef struct
{
  GbDay day;
  gboolean working;
  gint64 collect;
  gint64 answer;
} GbIssueWeekDay;

/**
 * GbIssueWeek:
 * @days: its days from Monday: the first five, and the others where something is done on them
 * @n_days: how many
 * @collect: the next collection in it or after it, UTC seconds; 0 = no such rule
 * @unsent: how many go out with the next collection
 * @sent: how many this week's collection took, or will have taken
 * @due: how many answers are due on this week's day of answers and are not late yet
 * @overdue: how many answers of others are late
 *
 * A week of the cycle (thu thứ Năm, trả lời thứ Sáu): that of today, or on a weekly rest day that which comes.
 */
typedef struct
{
  GbIssueWeekDay days[7];
  guint n_days;
  gint64 collect;
  gint64 unsent;
  gint64 sent;
  gint64 due;
  gint64 overdue;
} GbIssueWeek;

/**
 * GbIssueLimit:
 * @step: what has to happen
 * @amount: within how many working days; 0 = no such rule
 * @source: (owned) (nullable): the rule's article
 * @open: how many issues it has not happened to
 * @late: for how many of them it is too late
 *
 * How far the citizens' reports are with one of their limits.
 */
typedef struct
{
  GbIssueStep step;
  int amount;
  char *source;
  gint64 open;
  gint64 late;
} GbIssueLimit;

GbIssueWeek *gb_issue_week_load   (GbSqlConnection    *connection,
                                   const GbIssueQuery *query,
                                   gint64              now,
                                   GError            **error);
GPtrArray   *gb_issue_limits_load (GbSqlConnection    *connection,
                                   const GbIssueQuery *query,
                                   gint64              now,
                                   GError            **error);

G_END_DECLS
