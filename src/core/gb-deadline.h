/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"
#include "gb-deadline-rules.h"
#include "gb-limit.h"

G_BEGIN_DECLS

/**
 * GbDeadlineEventKind:
 *
 * What can happen to a dossier's clock. Three operations, never mixed: a supplement restarts it, a
 * pause stops it, an extension replaces its end.
 */
typedef enum
{
  GB_DEADLINE_EVENT_ACCEPTED,
  GB_DEADLINE_EVENT_SUPPLEMENT_ASKED,
  GB_DEADLINE_EVENT_SUPPLEMENT_COMPLETE,
  GB_DEADLINE_EVENT_PAUSE,
  GB_DEADLINE_EVENT_RESUME,
  GB_DEADLINE_EVENT_EXTEND,
  GB_DEADLINE_EVENT_APOLOGY,
  GB_DEADLINE_EVENT_FINISHED,
  GB_DEADLINE_EVENT_HANDED_OVER,
} GbDeadlineEventKind;

typedef enum
{
  GB_PAUSE_FINANCE,
  GB_PAUSE_OPINION,
  GB_PAUSE_VERIFICATION,
  GB_PAUSE_IDENTITY,
  GB_PAUSE_STOPPED,
} GbPauseKind;

/**
 * GbDeadlineEvent:
 * @kind: what happened
 * @pause: for a pause, why
 * @at: when, UTC seconds
 * @new_due: for an extension, the new due moment, UTC seconds
 */
typedef struct
{
  GbDeadlineEventKind kind;
  GbPauseKind pause;
  gint64 at;
  gint64 new_due;
} GbDeadlineEvent;

/**
 * GbDeadlineStep:
 * @rule: what was applied
 * @from: the instant before, UTC seconds
 * @to: the instant after, UTC seconds
 * @at: when it happened, UTC seconds
 *
 * One step of the trace ("vì sao hạn là…").
 */
typedef struct
{
  GbDeadlineRule rule;
  gint64 from;
  gint64 to;
  gint64 at;
} GbDeadlineStep;

/**
 * GbLedgerKind:
 * @GB_LEDGER_COUNTED: against the limit; these entries add up to it
 * @GB_LEDGER_VOID: had counted until the limit began anew
 */
typedef enum
{
  GB_LEDGER_COUNTED,
  GB_LEDGER_VOID,
  GB_LEDGER_PAUSED,
  GB_LEDGER_SUPPLEMENT,
} GbLedgerKind;

/**
 * GbLedgerEntry:
 * @kind: whether the time counts against the limit
 * @from: UTC seconds
 * @to: UTC seconds
 * @seconds: working seconds between the two
 *
 * One line of the clock's ledger (sổ tính giờ).
 */
typedef struct
{
  GbLedgerKind kind;
  gint64 from;
  gint64 to;
  gint64 seconds;
} GbLedgerEntry;

/**
 * GbDeadline:
 * @has_due: %FALSE while the clock stands
 * @due: the due moment, UTC seconds
 * @klass: the deadline class at the asked instant
 * @has_remaining: %FALSE for a finished dossier
 * @remaining: working seconds left, negative when late; while the clock stands, what was left
 * @trace: (element-type GbDeadlineStep): how it came about
 * @ledger: (element-type GbLedgerEntry): which time counted
 * @warnings: (element-type GbDeadlineRule): which rules were broken or could not be applied
 */
typedef struct
{
  gboolean has_due;
  gint64 due;
  GbDeadlineClass klass;
  gboolean has_remaining;
  gint64 remaining;
  GArray *trace;
  GArray *ledger;
  GArray *warnings;
} GbDeadline;

gboolean    gb_deadline_event_parse (const char            *text,
                                     GbDeadlineEvent       *event,
                                     GError               **error);
GbDeadline *gb_deadline_compute     (const GbLimit         *limit,
                                     GbWorkCalendar        *calendar,
                                     gint64                 received,
                                     const GbDeadlineEvent *events,
                                     gsize                  n_events,
                                     gint64                 now,
                                     int                    near_days);
void        gb_deadline_free        (GbDeadline            *self);

gint64          gb_deadline_soon     (GbWorkCalendar       *calendar,
                                      gint64                now,
                                      int                   near_days);
GbDeadlineClass gb_deadline_classify (GbWorkCalendar       *calendar,
                                      gint64                due,
                                      gint64                now,
                                      int                   near_days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDeadline, gb_deadline_free)

G_END_DECLS
