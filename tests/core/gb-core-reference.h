/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline.h"

G_BEGIN_DECLS

/* The days that a reference knows; what is asked for must end before them. */
#define GB_REFERENCE_DAYS 400
#define GB_REFERENCE_MINUTES (GB_REFERENCE_DAYS * 24 * 60)
#define GB_REFERENCE_SPANS 3

/**
 * GbReferenceSpan:
 * @first: the first day of validity, counted from the reference's first day
 * @last: the last day of validity, inclusive
 * @week: the sessions of each weekday, Monday first
 */
typedef struct
{
  int first;
  int last;
  GbSessions week[7];
} GbReferenceSpan;

/**
 * GbReferenceDay:
 * @kind: 'w' as the week says, 'o' off, 'm' a make-up day
 * @replaces: for a make-up day, the day replaced, or -1
 * @own: for a make-up day, its own sessions, if any
 */
typedef struct
{
  char kind;
  int replaces;
  GbSessions own;
} GbReferenceDay;

/**
 * GbReference:
 * @monday: the first day, a Monday
 * @spans: hours with their validity; the last that is valid counts
 * @days: what is special about each day
 * @minutes: for each minute the number of its session, 0 = closed; made of the above
 * @works: for each day whether any of its minutes is worked
 *
 * A working calendar as a strip of minutes, walked one by one: slow and obvious. It shares no code
 * with the calendar it is compared with.
 */
typedef struct
{
  GbDay monday;
  int n_spans;
  GbReferenceSpan spans[GB_REFERENCE_SPANS];
  GbReferenceDay days[GB_REFERENCE_DAYS];
  guint8 minutes[GB_REFERENCE_MINUTES];
  gboolean works[GB_REFERENCE_DAYS];
} GbReference;

/**
 * GbReferenceResult:
 * @warnings: bit n for rule n
 */
typedef struct
{
  gboolean has_due;
  gint64 due;
  GbDeadlineClass klass;
  GbDeadlineOutcome outcome;
  gint64 remaining;
  guint64 warnings;
} GbReferenceResult;

GbReference    *gb_reference_new      (gboolean               even);
void            gb_reference_refresh  (GbReference           *self);
GbWorkCalendar *gb_reference_calendar (const GbReference     *self);

gint64          gb_reference_worked   (const GbReference     *self,
                                       gint64                 from,
                                       gint64                 to);
gint64          gb_reference_add      (const GbReference     *self,
                                       gint64                 from,
                                       gint64                 seconds);
gint64          gb_reference_open     (const GbReference     *self,
                                       gint64                 instant);
int             gb_reference_day      (const GbReference     *self,
                                       gint64                 instant);
int             gb_reference_nth_day  (const GbReference     *self,
                                       int                    after,
                                       int                    n);
gint64          gb_reference_day_end  (const GbReference     *self,
                                       int                    day);
gint64          gb_reference_start    (const GbReference     *self,
                                       const GbLimit         *limit,
                                       gint64                 accepted);
gint64          gb_reference_due      (const GbReference     *self,
                                       const GbLimit         *limit,
                                       gint64                 accepted);

void            gb_reference_run      (const GbReference     *self,
                                       const GbLimit         *limit,
                                       gint64                 received,
                                       const GbDeadlineEvent *events,
                                       int                    n_events,
                                       gint64                 now,
                                       int                    near_days,
                                       GbReferenceResult     *result);

G_END_DECLS
