/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-issue-rules.h"

G_BEGIN_DECLS

/**
 * GbIssueState:
 * @GB_ISSUE_NEW: raised, not collected yet
 * @GB_ISSUE_COLLECTED: with the province (tỉnh đã thu)
 * @GB_ISSUE_ASSIGNED: somebody has to answer (đã giao)
 * @GB_ISSUE_ESCALATED: passed on to a higher level, which has to answer (chuyển cấp trên)
 * @GB_ISSUE_ANSWERED: answered, not confirmed
 * @GB_ISSUE_CONFIRMED: the answer settled it
 * @GB_ISSUE_REJECTED: turned down
 * @GB_ISSUE_CLOSED: ended otherwise
 *
 * In the order in which an issue goes through them.
 */
typedef enum
{
  GB_ISSUE_NEW,
  GB_ISSUE_COLLECTED,
  GB_ISSUE_ASSIGNED,
  GB_ISSUE_ESCALATED,
  GB_ISSUE_ANSWERED,
  GB_ISSUE_CONFIRMED,
  GB_ISSUE_REJECTED,
  GB_ISSUE_CLOSED,
} GbIssueState;

#define GB_N_ISSUE_STATES 8

/**
 * GbIssueLevel:
 *
 * Who has to settle it, from below.
 */
typedef enum
{
  GB_ISSUE_LEVEL_COMMUNE,
  GB_ISSUE_LEVEL_DEPARTMENT,
  GB_ISSUE_LEVEL_PROVINCE,
  GB_ISSUE_LEVEL_MINISTRY,
} GbIssueLevel;

#define GB_N_ISSUE_LEVELS 4

/**
 * GbIssueSet:
 * @GB_ISSUE_SET_OVERDUE: the answer is late
 * @GB_ISSUE_SET_ANSWERED: there is an answer that the commune has to confirm or to turn down
 * @GB_ISSUE_SET_WAITING: somebody has to answer and has still time
 * @GB_ISSUE_SET_UNSENT: goes out with the next weekly collection; a report never is
 * @GB_ISSUE_SET_SETTLED: confirmed, turned down or closed
 * @GB_ISSUE_SET_ALL: every one
 * @GB_ISSUE_SET_OPEN: all that are not settled
 * @GB_ISSUE_SET_PENDING: no answer yet: overdue, waiting or unsent
 * @GB_ISSUE_SET_OVERDUE_ABOVE: overdue, and the commune waits for somebody else
 * @GB_ISSUE_SET_OVERDUE_OWN: overdue, and the commune's own to answer
 * @GB_ISSUE_SET_ASKED: overdue or waiting: what a department, a province or a ministry owes
 *
 * Named sets of issues; gb-issue-predicate.h has their conditions. Each issue is in exactly one of the first five, its
 * stage: what happens to it next.
 */
typedef enum
{
  GB_ISSUE_SET_OVERDUE,
  GB_ISSUE_SET_ANSWERED,
  GB_ISSUE_SET_WAITING,
  GB_ISSUE_SET_UNSENT,
  GB_ISSUE_SET_SETTLED,
  GB_ISSUE_SET_ALL,
  GB_ISSUE_SET_OPEN,
  GB_ISSUE_SET_PENDING,
  GB_ISSUE_SET_OVERDUE_ABOVE,
  GB_ISSUE_SET_OVERDUE_OWN,
  GB_ISSUE_SET_ASKED,
} GbIssueSet;

#define GB_N_ISSUE_STAGES 5
#define GB_N_ISSUE_SETS 11

/**
 * GbIssue:
 * @id: (owned): the record's, or that of the action that raised it
 * @stage: which of the first five sets it is in
 * @field: (owned): as whoever raised it named it
 * @title: (owned): in one line
 * @text: (owned) (nullable): in full
 * @commune: (owned): the commune's code
 * @commune_name: (owned) (nullable): with its type
 * @department: (owned) (nullable): the id of the agency that has to answer
 * @department_name: (owned) (nullable): its name
 * @raised: UTC seconds
 * @raised_by: (owned) (nullable): by whom
 * @due: when the answer is due, UTC seconds, 0 = no limit
 * @answered: UTC seconds, 0 = not yet
 * @answer: (owned) (nullable): in words
 * @cycle: the Thursday of its weekly cycle, or %GB_DAY_NONE; of one that was not collected the day of the next
 *   collection
 * @urged: how often whoever has to answer was urged, also by what is not sent yet
 * @waited: full working days of its commune since the day it was raised, until it was answered; one that was passed
 *   on with an answer waits on
 * @pending: whether something of it waits here to be sent
 * @local: whether it was raised here and the hub has not told of it yet
 * @placed: whether it is known where it is
 * @lon: degrees east
 * @lat: degrees north
 *
 * An issue as the user sees it: with what was done here and is not sent yet. Never changed, counted with references.
 */
typedef struct
{
  char *id;
  GbIssueKind kind;
  GbIssueState state;
  GbIssueSet stage;
  GbIssueLevel level;
  char *field;
  char *title;
  char *text;
  char *commune;
  char *commune_name;
  char *department;
  char *department_name;
  gint64 raised;
  char *raised_by;
  gint64 due;
  gint64 answered;
  char *answer;
  GbDay cycle;
  gint64 urged;
  int waited;
  gboolean pending;
  gboolean local;
  gboolean placed;
  double lon;
  double lat;
} GbIssue;

#define GB_TYPE_ISSUE (gb_issue_get_type ())
GType       gb_issue_get_type    (void);
GbIssue    *gb_issue_new         (void);
GbIssue    *gb_issue_ref         (GbIssue      *self);
void        gb_issue_unref       (GbIssue      *self);

const char *gb_issue_state_nick  (GbIssueState  self);
const char *gb_issue_state_label (GbIssueState  self);
gboolean    gb_issue_state_parse (const char   *nick,
                                  GbIssueState *self);
const char *gb_issue_level_nick  (GbIssueLevel  self);
gboolean    gb_issue_level_parse (const char   *nick,
                                  GbIssueLevel *self);
const char *gb_issue_set_nick    (GbIssueSet    self);
gboolean    gb_issue_set_parse   (const char   *nick,
                                  GbIssueSet   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssue, gb_issue_unref)

G_END_DECLS
