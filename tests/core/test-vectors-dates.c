/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* Calendar days, same-day service and cut-offs. Every due moment was worked out from the text named
 * in its row. */

#define V GB_FIXTURE_VECTORS
#define S GB_FIXTURE_SATURDAYS
#define Y GB_FIXTURE_2026

static const GbLimitVector calendar_days[] = {
  { "3 calendar-days", "day-end", NULL, "2026-08-10 09:00", "2026-08-13 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "same-time", NULL, "2026-08-12 09:00", "2026-08-13 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "day-end", NULL, "2026-08-12 23:59:59", "2026-08-13 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "day-end", NULL, "2026-08-13 00:00:00", "2026-08-14 17:00", NULL, Y, "DOMAIN: calendar days" },
  /* A non-working day moves to the end of the next working day. */
  { "5 calendar-days", "day-end", NULL, "2026-08-10 09:00", "2026-08-17 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "6 calendar-days", "same-time", NULL, "2026-08-10 09:00", "2026-08-17 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "7 calendar-days", "same-time", NULL, "2026-08-10 09:00", "2026-08-17 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "day-end", NULL, "2026-08-21 09:00", "2026-08-22 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "2 calendar-days", "day-end", NULL, "2026-08-21 09:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "day-end", NULL, "2026-08-16 10:00", "2026-08-17 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "day-end", NULL, "2026-08-14 09:00", "2026-08-15 11:30", S, Y, "DOMAIN: calendar days" },
  { "2 calendar-days", "same-time", NULL, "2026-08-14 09:00", "2026-08-17 17:00", S, Y, "DOMAIN: calendar days" },
  /* Due on a holiday. */
  { "10 calendar-days", "day-end", NULL, "2026-08-21 09:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "5 calendar-days", "same-time", NULL, "2026-08-28 09:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "30 calendar-days", "day-end", NULL, "2026-08-03 09:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "31 calendar-days", "day-end", NULL, "2026-08-03 09:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "32 calendar-days", "day-end", NULL, "2026-08-03 09:00", "2026-09-04 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "3 calendar-days", "day-end", NULL, "2026-02-13 09:00", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "7 calendar-days", "same-time", NULL, "2026-02-13 09:00", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "10 calendar-days", "day-end", NULL, "2026-02-13 09:00", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "1 calendar-day", "day-end", NULL, "2027-04-15 09:00", "2027-04-19 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e)" },
  /* A year's end and leap days. */
  { "1 calendar-day", "day-end", NULL, "2026-12-31 09:00", "2027-01-04 17:00", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "4 calendar-days", "day-end", NULL, "2026-12-31 23:59:59", "2027-01-04 17:00", NULL, Y, "DOMAIN: calendar days" },
  { "1 calendar-day", "day-end", NULL, "2028-02-28 09:00", "2028-02-29 17:00", NULL, NULL, "DOMAIN: calendar days" },
  { "2 calendar-days", "day-end", NULL, "2028-02-28 09:00", "2028-03-01 17:00", NULL, NULL, "DOMAIN: calendar days" },
  { "365 calendar-days", "day-end", NULL, "2028-02-29 09:00", "2029-02-28 17:00", NULL, NULL, "DOMAIN: calendar days" },
  { "366 calendar-days", "day-end", NULL, "2028-02-29 09:00", "2029-03-01 17:00", NULL, NULL, "DOMAIN: calendar days" },
};

/* N = 0: the end of the first working day on or after the start, under both rules. */
static const GbLimitVector same_day[] = {
  { "0 working-days", "day-end", "15:00", "2026-08-26 14:59:00", "2026-08-26 17:00", V, Y, "DOMAIN: test vectors" },
  { "0 working-days", "day-end", "15:00", "2026-08-26 15:00:00", "2026-08-26 17:00", V, Y, "DOMAIN: test vectors" },
  { "0 working-days", "day-end", "15:00", "2026-08-26 15:00:01", "2026-08-27 17:00", V, Y, "DOMAIN: test vectors" },
  { "0 working-days", "same-time", "15:00", "2026-08-26 14:59:00", "2026-08-26 17:00", V, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "same-time", "15:00", "2026-08-26 15:00:00", "2026-08-26 17:00", V, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "same-time", "15:00", "2026-08-26 15:00:01", "2026-08-27 17:00", V, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "day-end", NULL, "2026-08-23 10:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "same-time", NULL, "2026-08-23 10:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "day-end", NULL, "2026-08-26 18:00", "2026-08-26 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "same-time", NULL, "2026-08-26 18:00", "2026-08-26 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "day-end", NULL, "2026-08-26 00:00:00", "2026-08-26 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "same-time", NULL, "2026-08-26 06:00", "2026-08-26 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "day-end", NULL, "2026-08-31 09:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "same-time", NULL, "2026-08-22 16:00", "2026-08-22 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "0 working-days", "same-time", "15:00", "2026-08-22 15:00:01", "2026-08-24 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "0 working-days", "same-time", "15:00", "2026-08-23 16:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "0 working-days", "day-end", "15:00", "2026-12-31 15:00:01", "2027-01-04 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "0 working-days", "day-end", "15:00", "2026-02-13 15:00:01", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "0 working-days", "day-end", "15:00", "2028-02-29 23:00", "2028-03-01 17:00", NULL, NULL, "DOMAIN: limit rules, cut-off" },
  { "0 working-days", "day-end", NULL, "2026-08-15 08:00", "2026-08-15 11:30", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "0 calendar-days", "day-end", NULL, "2026-08-23 10:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-hours", NULL, NULL, "2026-08-26 09:00", "2026-08-26 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 half-days", NULL, NULL, "2026-08-26 09:00", "2026-08-26 17:00", NULL, Y, "DOMAIN: limit rules, N = 0" },
  { "0 working-days", "day-end", "last-hour", "2026-08-26 15:59:59", "2026-08-26 17:00", NULL, Y, "Decree 297/2025, last hour" },
  { "0 working-days", "day-end", "last-hour", "2026-08-26 16:00:00", "2026-08-27 17:00", NULL, Y, "Decree 297/2025, last hour" },
  { "0 working-days", "day-end", "last-hour", "2026-08-15 10:29:59", "2026-08-15 11:30", S, Y, "Decree 297/2025, last hour" },
  { "0 working-days", "day-end", "last-hour", "2026-08-15 10:30:00", "2026-08-17 17:00", S, Y, "Decree 297/2025, last hour" },
  { "0 working-days", "same-time", "last-hour", "2026-08-28 16:00:00", "2026-09-03 17:00", NULL, Y, "Decree 297/2025, last hour" },
  { "0 working-days", "same-time", "last-hour", "2026-09-01 09:00", "2026-09-03 17:00", NULL, Y, "Decree 297/2025, last hour" },
};

static const GbLimitVector cutoffs[] = {
  { "1 working-day", "day-end", "15:00", "2026-08-12 15:00:00", "2026-08-13 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "day-end", "15:00", "2026-08-12 15:00:01", "2026-08-14 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "same-time", "15:00", "2026-08-12 15:00:00", "2026-08-13 15:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "same-time", "15:00", "2026-08-12 15:00:01", "2026-08-14 07:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "day-end", "15:00", "2026-08-14 15:30", "2026-08-18 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "day-end", "15:00", "2026-08-12 23:30", "2026-08-14 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "day-end", "15:00", "2026-08-13 00:30", "2026-08-14 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "day-end", "15:00", "2026-08-21 15:30", "2026-08-24 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "1 working-day", "day-end", "15:00", "2026-08-28 15:30", "2026-09-04 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 calendar-day", "day-end", "15:00", "2026-08-12 15:00:01", "2026-08-14 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "3 half-days", "same-time", "15:00", "2026-08-12 15:00:01", "2026-08-14 11:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "same-time", "11:30", "2026-08-12 11:30:00", "2026-08-13 13:30", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "same-time", "11:30", "2026-08-12 11:30:01", "2026-08-14 07:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  /* A start on a day off is past the cut-off of the day before: otherwise it would be due before what
   * came in earlier. */
  { "1 working-day", "day-end", "15:00", "2026-08-15 09:00", "2026-08-18 17:00", NULL, Y, "DOMAIN: properties, due never decreases" },
  { "1 working-day", "day-end", "15:00", "2026-08-16 23:59:59", "2026-08-18 17:00", NULL, Y, "DOMAIN: properties, due never decreases" },
  { "1 calendar-day", "day-end", "15:00", "2026-08-16 10:00", "2026-08-18 17:00", NULL, Y, "DOMAIN: properties, due never decreases" },
  { "1 working-day", "day-end", "15:00", "2026-08-17 07:00", "2026-08-18 17:00", NULL, Y, "DOMAIN: properties, due never decreases" },
  /* After a half Saturday's hours and still before the cut-off. */
  { "1 working-day", "day-end", "15:00", "2026-08-15 12:00", "2026-08-17 17:00", S, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "same-time", "15:00", "2026-08-15 12:00", "2026-08-18 07:00", S, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-day", "day-end", "15:00", "2026-08-15 15:00:01", "2026-08-18 17:00", S, Y, "DOMAIN: limit rules, cut-off" },
  /* From exactly 60 minutes before that day's end. */
  { "1 working-day", "day-end", "last-hour", "2026-08-12 15:59:59", "2026-08-13 17:00", V, Y, "Decree 297/2025, last hour" },
  { "1 working-day", "day-end", "last-hour", "2026-08-12 16:00:00", "2026-08-14 17:00", V, Y, "Decree 297/2025, last hour" },
  { "1 working-day", "same-time", "last-hour", "2026-08-12 15:59:59", "2026-08-13 15:59:59", NULL, Y, "Decree 297/2025, last hour" },
  { "1 working-day", "same-time", "last-hour", "2026-08-12 16:00:00", "2026-08-14 07:00", NULL, Y, "Decree 297/2025, last hour" },
  { "1 working-day", "same-time", "last-hour", "2026-08-15 10:29:59", "2026-08-17 10:29:59", S, Y, "Decree 297/2025, last hour" },
  { "1 working-day", "same-time", "last-hour", "2026-08-15 10:30:00", "2026-08-18 07:00", S, Y, "Decree 297/2025, last hour" },
  { "1 working-hour", NULL, "last-hour", "2026-08-12 16:30", "2026-08-13 08:00", NULL, Y, "Decree 297/2025, last hour" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_fixture_add_limits ("vectors/calendar-days", calendar_days, G_N_ELEMENTS (calendar_days));
  gb_fixture_add_limits ("vectors/same-day", same_day, G_N_ELEMENTS (same_day));
  gb_fixture_add_limits ("vectors/cut-offs", cutoffs, G_N_ELEMENTS (cutoffs));
  return g_test_run ();
}
