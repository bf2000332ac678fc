/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-limit.h"
#include "gb-work-calendar.h"

G_BEGIN_DECLS

/**
 * GbIssueStep:
 * @GB_ISSUE_STEP_COLLECT: the province collects what communes raised (tổng hợp)
 * @GB_ISSUE_STEP_ANSWER: who has to answers (trả lời)
 * @GB_ISSUE_STEP_FORWARD: it is passed to who has to answer (chuyển đơn vị xử lý)
 * @GB_ISSUE_STEP_REFUSE: it is refused (từ chối tiếp nhận)
 * @GB_ISSUE_STEP_SUPPLEMENT: more is asked of who raised it (yêu cầu bổ sung)
 * @GB_ISSUE_STEP_PUBLISH: the answer is made public (công khai)
 *
 * What has to happen to an issue by a certain time.
 */
typedef enum
{
  GB_ISSUE_STEP_COLLECT,
  GB_ISSUE_STEP_ANSWER,
  GB_ISSUE_STEP_FORWARD,
  GB_ISSUE_STEP_REFUSE,
  GB_ISSUE_STEP_SUPPLEMENT,
  GB_ISSUE_STEP_PUBLISH,
} GbIssueStep;

#define GB_N_ISSUE_STEPS 6

/**
 * GbIssueKind:
 * @GB_ISSUE_DIFFICULTY: raised by a commune (vướng mắc, kiến nghị)
 * @GB_ISSUE_GUIDANCE: a question (xin ý kiến nghiệp vụ)
 * @GB_ISSUE_REPORT: by a citizen (phản ánh)
 */
typedef enum
{
  GB_ISSUE_DIFFICULTY,
  GB_ISSUE_GUIDANCE,
  GB_ISSUE_REPORT,
} GbIssueKind;

#define GB_N_ISSUE_KINDS 3
#define GB_ISSUE_EVERY_KIND (-1)

/**
 * GbIssueRule:
 * @step: what has to happen
 * @kind: to which issues, a #GbIssueKind; %GB_ISSUE_EVERY_KIND
 * @weekday: 1 for Monday to 7 for Sunday in a weekly cycle; 0 for a limit
 * @seconds: the time of day in a weekly cycle, seconds after midnight
 * @amount: how many, in a limit
 * @unit: of what, in a limit
 * @source: (owned) (nullable): the article
 * @from: first day on which it is in force, %GB_DAY_NONE for always
 * @to: last day on which it is in force, %GB_DAY_NONE for ever
 */
typedef struct
{
  GbIssueStep step;
  int kind;
  int weekday;
  int seconds;
  int amount;
  GbLimitUnit unit;
  char *source;
  GbDay from;
  GbDay to;
} GbIssueRule;

/**
 * GbIssueCycle:
 * @monday: the first day of its week
 * @collect: when the province collects, UTC seconds; 0 when there is no such rule
 * @answer: when the answers are due, UTC seconds; 0 when there is no such rule
 *
 * One week of the cycle.
 */
typedef struct
{
  GbDay monday;
  gint64 collect;
  gint64 answer;
} GbIssueCycle;

typedef struct _GbIssueRules GbIssueRules;

const char        *gb_issue_kind_name       (GbIssueKind         kind);
gboolean           gb_issue_kind_from_name  (const char         *name,
                                             GbIssueKind        *kind);
const char        *gb_issue_step_name       (GbIssueStep         step);
gboolean           gb_issue_step_from_name  (const char         *name,
                                             GbIssueStep        *step);

GbIssueRules      *gb_issue_rules_new       (void);
GbIssueRules      *gb_issue_rules_ref       (GbIssueRules       *self);
void               gb_issue_rules_unref     (GbIssueRules       *self);
void               gb_issue_rules_add       (GbIssueRules       *self,
                                             const GbIssueRule  *rule);
const GbIssueRule *gb_issue_rules_find      (const GbIssueRules *self,
                                             GbIssueStep         step,
                                             GbIssueKind         kind,
                                             GbDay               day);
gint64             gb_issue_rules_due       (const GbIssueRules *self,
                                             GbIssueStep         step,
                                             GbIssueKind         kind,
                                             GbWorkCalendar     *calendar,
                                             gint64              from);
void               gb_issue_rules_cycle     (const GbIssueRules *self,
                                             GbIssueKind         kind,
                                             GbWorkCalendar     *calendar,
                                             GbDay               day,
                                             GbIssueCycle       *cycle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssueRules, gb_issue_rules_unref)

G_END_DECLS
