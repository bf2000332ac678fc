/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* Limits in working days. Every due moment was worked out from the text named in its row. */

#define V GB_FIXTURE_VECTORS
#define S GB_FIXTURE_SATURDAYS
#define Y GB_FIXTURE_2026
#define UNEVEN "mon 08:00-12:00;tue 07:00-11:00,14:00-18:00;wed-fri 07:00-11:30,13:30-17:00"

static const GbLimitVector day_end[] = {
  { "1 working-day", "day-end", NULL, "2026-08-21 09:00", "2026-08-22 17:00", V, Y, "DOMAIN: test vectors" },
  { "3 working-days", "day-end", NULL, "2026-08-28 09:00", "2026-09-07 17:00", V, Y, "DOMAIN: test vectors" },
  { "1 working-day", "day-end", NULL, "2026-02-13 09:00", "2026-02-23 17:00", V, Y, "DOMAIN: test vectors" },
  /* The start's date is not counted, whatever the hour. */
  { "1 working-day", "day-end", NULL, "2026-08-21 00:00:00", "2026-08-22 17:00", V, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-21 23:59:59", "2026-08-22 17:00", V, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-22 00:00:00", "2026-08-24 17:00", V, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-24 07:00", "2026-08-25 17:00", NULL, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-24 17:00:00", "2026-08-25 17:00", NULL, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-24 17:00:01", "2026-08-25 17:00", NULL, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-23 10:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-08-31 10:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2026-09-01 00:00:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: limit rules, day-end" },
  { "2 working-days", "day-end", NULL, "2026-08-21 09:00", "2026-08-24 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "5 working-days", "day-end", NULL, "2026-08-28 16:59:59", "2026-09-09 17:00", V, Y, "DOMAIN: working time, make-up days" },
  { "20 working-days", "day-end", NULL, "2026-08-03 09:00", "2026-08-28 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "21 working-days", "day-end", NULL, "2026-08-03 09:00", "2026-09-03 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "30 working-days", "day-end", NULL, "2026-08-03 09:00", "2026-09-16 17:00", NULL, Y, "DOMAIN: working time, make-up days" },
  /* Tết 2026. */
  { "20 working-days", "day-end", NULL, "2026-01-16 09:00", "2026-02-13 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "21 working-days", "day-end", NULL, "2026-01-16 09:00", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "5 working-days", "day-end", NULL, "2026-02-13 09:00", "2026-02-27 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "10 working-days", "day-end", NULL, "2026-02-12 08:00", "2026-03-05 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "1 working-day", "day-end", NULL, "2026-02-18 08:00", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  /* The other holidays of 2026. */
  { "1 working-day", "day-end", NULL, "2026-04-29 09:00", "2026-05-04 17:00", NULL, Y, "Labour Code 2019 art. 112(1)(c, d)" },
  { "3 working-days", "day-end", NULL, "2026-04-24 09:00", "2026-05-04 17:00", NULL, Y, "Labour Code 2019 art. 111(3), 112(1)" },
  /* A year's end and a leap day. */
  { "1 working-day", "day-end", NULL, "2026-12-31 15:00", "2027-01-04 17:00", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "3 working-days", "day-end", NULL, "2026-12-29 09:00", "2027-01-04 17:00", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "1 working-day", "day-end", NULL, "2028-02-28 09:00", "2028-02-29 17:00", NULL, NULL, "DOMAIN: limit rules, day-end" },
  { "1 working-day", "day-end", NULL, "2028-02-29 09:00", "2028-03-01 17:00", NULL, NULL, "DOMAIN: limit rules, day-end" },
  { "2 working-days", "day-end", NULL, "2028-02-25 09:00", "2028-02-29 17:00", NULL, NULL, "DOMAIN: limit rules, day-end" },
  /* A half Saturday is one working day. */
  { "1 working-day", "day-end", NULL, "2026-08-14 09:00", "2026-08-15 11:30", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "2 working-days", "day-end", NULL, "2026-08-14 09:00", "2026-08-17 17:00", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "1 working-day", "day-end", NULL, "2026-08-15 08:00", "2026-08-17 17:00", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "6 working-days", "day-end", NULL, "2026-08-07 09:00", "2026-08-14 17:00", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "1 working-day", "day-end", NULL, "2026-08-28 09:00", "2026-08-29 11:30", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "2 working-days", "day-end", NULL, "2026-08-28 09:00", "2026-09-03 17:00", S, Y, "DOMAIN: limit rules, a half Saturday" },
};

static const GbLimitVector same_time[] = {
  { "1 working-day", "same-time", NULL, "2026-08-25 08:30", "2026-08-26 08:30", NULL, Y, "DOMAIN: limit rules, same-time" },
  { "3 working-days", NULL, NULL, "2026-08-28 09:00", "2026-09-07 09:00", NULL, Y, "DOMAIN: limit rules, same-time (default)" },
  { "1 working-day", NULL, NULL, "2026-08-21 15:00", "2026-08-22 15:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "1 working-day", NULL, NULL, "2026-02-13 16:00", "2026-02-23 16:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "1 working-day", NULL, NULL, "2026-12-31 16:00", "2027-01-04 16:00", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "1 working-day", NULL, NULL, "2028-02-29 10:15", "2028-03-01 10:15", NULL, NULL, "DOMAIN: limit rules, same-time" },
  { "10 working-days", NULL, NULL, "2026-08-12 09:20", "2026-08-25 09:20", NULL, Y, "DOMAIN: limit rules, same-time" },
  /* To the second, inside and outside of hours. */
  { "1 working-day", NULL, NULL, "2026-08-24 06:59:59", "2026-08-25 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-24 07:00:00", "2026-08-25 07:00", NULL, Y, "DOMAIN: limit rules, same-time" },
  { "1 working-day", NULL, NULL, "2026-08-24 11:29:59", "2026-08-25 11:29:59", NULL, Y, "DOMAIN: limit rules, same-time" },
  { "1 working-day", NULL, NULL, "2026-08-24 11:30:00", "2026-08-25 13:30", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-24 13:29:59", "2026-08-25 13:30", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-24 16:59:59", "2026-08-25 16:59:59", NULL, Y, "DOMAIN: limit rules, same-time" },
  { "1 working-day", NULL, NULL, "2026-08-24 17:00:00", "2026-08-26 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-24 23:59:59", "2026-08-26 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-25 00:00:00", "2026-08-26 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-23 10:00", "2026-08-25 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "2 working-days", NULL, NULL, "2026-08-28 17:00:00", "2026-09-07 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-09-01 09:00", "2026-09-04 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-02-13 17:30", "2026-02-24 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-12-31 23:59:59", "2027-01-05 07:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2028-02-28 23:59:59", "2028-03-01 07:00", NULL, NULL, "DOMAIN: a start outside hours" },
  /* Day N closed at that clock time: the end of its last session before it, else its first start. */
  { "1 working-day", NULL, NULL, "2026-08-14 15:00", "2026-08-15 11:30", S, Y, "DOMAIN: same-time, day N closed then" },
  { "1 working-day", NULL, NULL, "2026-08-14 11:15", "2026-08-15 11:15", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "1 working-day", NULL, NULL, "2026-08-14 11:30:00", "2026-08-15 11:30", S, Y, "DOMAIN: same-time, day N closed then" },
  { "1 working-day", NULL, NULL, "2026-08-14 07:00", "2026-08-15 07:00", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "2 working-days", NULL, NULL, "2026-08-14 15:00", "2026-08-17 15:00", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "1 working-day", NULL, NULL, "2026-08-15 11:30:00", "2026-08-18 07:00", S, Y, "DOMAIN: a start outside hours" },
  { "1 working-day", NULL, NULL, "2026-08-15 11:29:59", "2026-08-17 11:29:59", S, Y, "DOMAIN: limit rules, a half Saturday" },
  { "1 working-day", NULL, NULL, "2026-08-03 11:30", "2026-08-04 11:00", UNEVEN, GB_FIXTURE_PLAIN, "DOMAIN: same-time, day N closed then" },
  { "1 working-day", NULL, NULL, "2026-08-03 08:30", "2026-08-04 08:30", UNEVEN, GB_FIXTURE_PLAIN, "DOMAIN: limit rules, same-time" },
  { "1 working-day", NULL, NULL, "2026-08-04 17:30", "2026-08-05 17:00", UNEVEN, GB_FIXTURE_PLAIN, "DOMAIN: same-time, day N closed then" },
  { "4 working-days", NULL, NULL, "2026-08-04 07:30", "2026-08-10 08:00", UNEVEN, GB_FIXTURE_PLAIN, "DOMAIN: same-time, day N closed then" },
  { "3 working-days", NULL, NULL, "2026-08-05 12:00", "2026-08-10 12:00", UNEVEN, GB_FIXTURE_PLAIN, "DOMAIN: same-time, day N closed then" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_fixture_add_limits ("vectors/days/day-end", day_end, G_N_ELEMENTS (day_end));
  gb_fixture_add_limits ("vectors/days/same-time", same_time, G_N_ELEMENTS (same_time));
  return g_test_run ();
}
