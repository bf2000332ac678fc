/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-deadline.h"

G_BEGIN_DECLS

/* Hours of the tables: DOMAIN.md's vectors, the usual ones, the usual ones with Saturday mornings. */
#define GB_FIXTURE_VECTORS "mon-fri 07:30-11:30,13:30-17:00"
#define GB_FIXTURE_SATURDAYS GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30"

/* 2026 as DOMAIN.md has it: Tết off 16-20 February, 31 August off and Saturday 22 August worked in its
 * place, 1 and 2 September off; with the other holidays of the year. */
#define GB_FIXTURE_2026                                                                                               \
  "-2026-01-01 -2026-02-16..2026-02-20 -2026-04-27 -2026-04-30..2026-05-01 -2026-08-31..2026-09-02 "                  \
  "+2026-08-22=2026-08-31"
/* No holiday in any year. */
#define GB_FIXTURE_PLAIN "none"

/**
 * GbLimitVector:
 * @limit: such as "3 working-days"
 * @rule: (nullable)
 * @cutoff: (nullable)
 * @start: when it was accepted, "2026-08-21 09:00" with or without seconds, in Viet Nam
 * @due: the due moment in the same form, worked out by hand
 * @hours: (nullable): as gb_fixture_calendar() takes them
 * @calendar: (nullable): as gb_fixture_calendar() takes it
 * @source: where the rule stands
 */
typedef struct
{
  const char *limit;
  const char *rule;
  const char *cutoff;
  const char *start;
  const char *due;
  const char *hours;
  const char *calendar;
  const char *source;
} GbLimitVector;

/**
 * GbClockVector:
 * @limit: such as "5 working-days"
 * @rule: (nullable)
 * @received: when it came in
 * @events: (nullable): `KIND@TIME` or `extend@TIME=NEW`, separated by spaces; times such as
 *   "2026-08-04T09:00", with or without seconds
 * @now: the instant asked for
 * @due: (nullable): the due moment; %NULL while the clock stands
 * @klass: the nick of the class
 * @remaining: working minutes left; ignored when finished
 * @warnings: ids, separated by spaces, in the order in which they were found
 * @hours: (nullable)
 * @calendar: (nullable)
 * @source: where the rule stands
 */
typedef struct
{
  const char *limit;
  const char *rule;
  const char *received;
  const char *events;
  const char *now;
  const char *due;
  const char *klass;
  double remaining;
  const char *warnings;
  const char *hours;
  const char *calendar;
  const char *source;
} GbClockVector;

gint64          gb_fixture_at         (const char          *text);
GbDay           gb_fixture_day        (const char          *text);
GbWorkCalendar *gb_fixture_calendar   (const char          *hours,
                                       const char          *calendar);
GArray         *gb_fixture_events     (const char          *texts);
GbDeadline     *gb_fixture_compute    (const GbClockVector *row);
char           *gb_fixture_warnings   (const GbDeadline    *deadline);

void            gb_fixture_add_limits (const char          *name,
                                       const GbLimitVector *rows,
                                       gsize                n_rows);
void            gb_fixture_add_clocks (const char          *name,
                                       const GbClockVector *rows,
                                       gsize                n_rows);

G_END_DECLS
