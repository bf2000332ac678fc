/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing-period.h"
#include "gb-hub-note.h"
#include "gb-issue.h"
#include "gb-people.h"
#include "gb-scorecard.h"
#include "gb-tracking.h"

G_BEGIN_DECLS

/**
 * GbBriefingFigureId:
 * @GB_BRIEFING_RECEIVED: accepted in the period (tiếp nhận trong kỳ)
 * @GB_BRIEFING_DONE: done in the period (đã xử lý xong)
 * @GB_BRIEFING_DONE_IN_TIME: of these, early or on time (trước hạn, đúng hạn)
 * @GB_BRIEFING_OPEN: in process or paused at the period's end or now (đang giải quyết)
 * @GB_BRIEFING_LATE: of these, in process past the due moment (quá hạn)
 *
 * The rows of the sheet's table. Each is a figure of the tracking table under decision 766/QĐ-TTg.
 */
typedef enum
{
  GB_BRIEFING_RECEIVED,
  GB_BRIEFING_DONE,
  GB_BRIEFING_DONE_IN_TIME,
  GB_BRIEFING_OPEN,
  GB_BRIEFING_LATE,
} GbBriefingFigureId;

#define GB_N_BRIEFING_FIGURES 5

/**
 * GbBriefingFigure:
 * @value: in the period
 * @before: in the one it is compared with
 * @set: (owned): text of the #GbDossierSet that @value counted, for the action that opens its rows
 */
typedef struct
{
  gint64 value;
  gint64 before;
  char *set;
} GbBriefingFigure;

/**
 * GbBriefingBar:
 * @from: first day
 * @to: last day
 * @received: dossiers accepted on these days
 * @done: dossiers that were done on them
 * @under_way: whether it is of today alone and work goes on: it would look like a fall
 *
 * A bar of the chart: a worked day with the rest days before it, a week or a month of a long period. The bars sum to
 * the figures.
 */
typedef struct
{
  GbDay from;
  GbDay to;
  gint64 received;
  gint64 done;
  gboolean under_way;
} GbBriefingBar;

/**
 * GbBriefingUnit:
 *
 * What a bar of the chart stands for: of a long period days are too many.
 */
typedef enum
{
  GB_BRIEFING_BY_DAY,
  GB_BRIEFING_BY_WEEK,
  GB_BRIEFING_BY_MONTH,
} GbBriefingUnit;

#define GB_N_BRIEFING_UNITS 3

/**
 * GbBriefingGroup:
 * @key: (owned): the field, the officer, "" for nobody, or the commune's code
 * @name: (owned): the same in words; "" for nobody
 * @late: late dossiers of the period
 * @before: those of the one it is compared with
 * @asked: of a field: the petitions and questions about it that wait now for an answer
 * @set: (owned): text of the #GbDossierSet that @late counted
 */
typedef struct
{
  char *key;
  char *name;
  gint64 late;
  gint64 before;
  gint64 asked;
  char *set;
} GbBriefingGroup;

/**
 * GbBriefingLate:
 * @code: (owned): the dossier's
 * @procedure: (owned): its name
 * @field: (owned): its name
 * @officer: (owned): whoever has it, "" for nobody
 * @commune: (owned): the owner's code
 * @due: UTC seconds
 * @late: working seconds past @due at the period's end or now
 * @day_seconds: how long a working day of the commune is
 * @reason: (owned) (nullable): why, as the last apology letter or answer to an urging slip says
 *
 * A late dossier. Nothing of the applicant: the sheet goes to others.
 */
typedef struct
{
  char *code;
  char *procedure;
  char *field;
  char *officer;
  char *commune;
  gint64 due;
  gint64 late;
  int day_seconds;
  char *reason;
} GbBriefingLate;

/**
 * GbBriefingReason:
 * @text: (owned) (nullable): as it was given; %NULL for those without one
 * @count: how many of #GbBriefing.late have it
 */
typedef struct
{
  char *text;
  guint count;
} GbBriefingReason;

/**
 * GbBriefingAsked:
 * @sent: raised in the period
 * @sent_before: in the one it is compared with
 * @answered: answered in the period
 * @answered_before: in the one it is compared with
 * @waiting: wait now for an answer: %GB_ISSUE_SET_ASKED
 * @overdue: of these, past the day of the answer: %GB_ISSUE_SET_OVERDUE
 * @waits: (owned) (element-type GbIssueWait): whom for, those that are late first
 *
 * Issues of a kind. What was sent and answered is of the period; what waits, of now: the state of an issue in the past
 * is not kept.
 */
typedef struct
{
  gint64 sent;
  gint64 sent_before;
  gint64 answered;
  gint64 answered_before;
  gint64 waiting;
  gint64 overdue;
  GPtrArray *waits;
} GbBriefingAsked;

/**
 * GbBriefingTasks:
 * @pressing: (owned) (element-type GbTask): late or due within seven days, late first
 * @open: still to be done
 * @overdue: of these, late
 * @due: of these, due within seven days
 * @done: reported as done in the period
 * @done_before: in the one it is compared with
 */
typedef struct
{
  GPtrArray *pressing;
  guint open;
  guint overdue;
  guint due;
  guint done;
  guint done_before;
} GbBriefingTasks;

/**
 * GbBriefing:
 * @commune: (owned) (nullable): whose, by code; %NULL for the whole scope: the province's form
 * @commune_name: (owned) (nullable): its name without its type
 * @commune_type: (owned) (nullable): "xã", "phường" or "đặc khu"
 * @note: what the hub said: the province's name, whether the data are made up
 * @period: what it is about
 * @before: what it is compared with
 * @previous: the period before, for going there
 * @next: the period after
 * @has_next: whether that has begun
 * @now: UTC seconds: the moment it holds for
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 * @until: UTC seconds: the period's end or now, whichever is earlier: what the figures hold for
 * @figures: by #GbBriefingFigureId
 * @bars: (owned) (element-type GbBriefingBar): the chart
 * @unit: what its bars stand for
 * @fields: (owned) (element-type GbBriefingGroup): late dossiers by field, most first
 * @officers: (owned) (element-type GbBriefingGroup): late dossiers of a commune by officer, most first; empty for a
 *   whole scope: people of two communes may have one name
 * @communes: (owned) (element-type GbTrackingRow): the communes, who has most late dossiers first; empty for one alone
 * @late: (owned) (element-type GbBriefingLate): the late ones by due moment, at most %GB_BRIEFING_LATE_ROWS
 * @reasons: (owned) (element-type GbBriefingReason): why these are late, most frequent first, those without one last
 * @asked: by #GbIssueKind: petitions, questions and citizens' reports
 * @tasks: orders of the province
 * @staff: (owned): officers and the coverage matrix today
 * @gaps: (owned) (element-type utf8): fields of a commune that somebody does and nobody would take over; empty for a
 *   whole scope
 * @unmanned: (owned) (element-type utf8): fields of a commune that only those who stand in are left for, or nobody;
 *   empty for a whole scope
 * @n_gaps: how many @gaps; of a whole scope those of all communes
 * @n_gap_communes: how many communes have them
 * @ending: (owned) (element-type GbOfficer): secondments that end within %GB_PEOPLE_URGENT_DAYS, the next first
 * @score: the scorecard's total in the period
 * @score_before: in the one it is compared with
 *
 * What the leadership briefing (giao ban) says of a commune, or of the whole scope, for a period. Counted references;
 * not changed once loaded.
 */
typedef struct
{
  char *commune;
  char *commune_name;
  char *commune_type;
  GbHubNote note;
  GbBriefingPeriod period;
  GbBriefingPeriod before;
  GbBriefingPeriod previous;
  GbBriefingPeriod next;
  gboolean has_next;
  gint64 now;
  gint64 as_of;
  gint64 until;
  GbBriefingFigure figures[GB_N_BRIEFING_FIGURES];
  GArray *bars;
  GbBriefingUnit unit;
  GPtrArray *fields;
  GPtrArray *officers;
  GPtrArray *communes;
  GPtrArray *late;
  GPtrArray *reasons;
  GbBriefingAsked asked[GB_N_ISSUE_KINDS];
  GbBriefingTasks tasks;
  GbPeople *staff;
  GPtrArray *gaps;
  GPtrArray *unmanned;
  gint64 n_gaps;
  gint64 n_gap_communes;
  GPtrArray *ending;
  GbScoreTotal score;
  GbScoreTotal score_before;
} GbBriefing;

/* More late dossiers than that nobody reads out; the figures count them all. */
#define GB_BRIEFING_LATE_ROWS 500

#define GB_TYPE_BRIEFING (gb_briefing_get_type ())
GType       gb_briefing_get_type (void);
GbBriefing *gb_briefing_load     (GbSqlConnection         *connection,
                                  const char              *commune,
                                  const GbBriefingPeriod  *period,
                                  gint64                   now,
                                  GError                 **error);
GbBriefing *gb_briefing_ref      (GbBriefing              *self);
void        gb_briefing_unref    (GbBriefing              *self);
gboolean    gb_briefing_is_empty (const GbBriefing        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbBriefing, gb_briefing_unref)

G_END_DECLS
