/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"
#include "gb-deadline-event.h"
#include "gb-deadline-rules.h"
#include "gb-limit.h"

G_BEGIN_DECLS

/* "Sắp đến hạn": within so many working days after today. */
#define GB_NEAR_DAYS 2

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
 * @GB_LEDGER_COUNTED: against the limit; where the limit is one of working hours, or of days of equal
 *   length to the same time of day, these entries add up to it
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
 * @has_due: %FALSE while the clock stands, and for a dossier that ended while papers were missing
 * @due: the due moment, UTC seconds
 * @klass: the deadline class at the asked instant
 * @outcome: for a finished dossier with a due moment, how it ended
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
  GbDeadlineOutcome outcome;
  gboolean has_remaining;
  gint64 remaining;
  GArray *trace;
  GArray *ledger;
  GArray *warnings;
} GbDeadline;

GbDeadline *gb_deadline_compute     (const GbLimit         *limit,
                                     GbWorkCalendar        *calendar,
                                     gint64                 received,
                                     const GbDeadlineEvent *events,
                                     gsize                  n_events,
                                     gint64                 now,
                                     int                    near_days);
void        gb_deadline_warn        (GbDeadline            *self,
                                     GbDeadlineRule         rule);
void        gb_deadline_free        (GbDeadline            *self);

gint64            gb_deadline_soon     (GbWorkCalendar *calendar,
                                        gint64          now,
                                        int             near_days);
GbDeadlineClass   gb_deadline_classify (GbWorkCalendar *calendar,
                                        gint64          due,
                                        gint64          now,
                                        int             near_days);
GbDeadlineOutcome gb_deadline_outcome  (gint64          due,
                                        gint64          end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDeadline, gb_deadline_free)

G_END_DECLS
