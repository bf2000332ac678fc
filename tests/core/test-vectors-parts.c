/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* Limits in half days and in working hours. Every due moment was worked out from the text named in
 * its row. */

#define V GB_FIXTURE_VECTORS
#define S GB_FIXTURE_SATURDAYS
#define Y GB_FIXTURE_2026
#define THREE "mon-fri 07:00-09:00,09:30-11:30,13:30-17:00"
/* 7 h 15 min a day: half of it is 3 h 37 min 30 s. */
#define ODD "mon-fri 07:00-11:15,13:30-16:30"
/* Two sessions without a break between them. */
#define JOINED "mon-fri 07:00-09:00,09:00-11:00"
#define ALWAYS "mon-sun 00:00-24:00"

static const GbLimitVector to_session_end[] = {
  { "1 half-day", "day-end", NULL, "2026-08-12 09:00", "2026-08-12 17:00", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-12 07:00:00", "2026-08-12 17:00", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-12 11:29:59", "2026-08-12 17:00", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-12 13:30:00", "2026-08-13 11:30", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-12 16:59:59", "2026-08-13 11:30", NULL, Y, "DOMAIN: half days, day-end" },
  { "2 half-days", "day-end", NULL, "2026-08-12 09:00", "2026-08-13 11:30", NULL, Y, "DOMAIN: half days, day-end" },
  { "2 half-days", "day-end", NULL, "2026-08-12 14:00", "2026-08-13 17:00", NULL, Y, "DOMAIN: half days, day-end" },
  { "3 half-days", "day-end", NULL, "2026-08-12 09:00", "2026-08-13 17:00", NULL, Y, "DOMAIN: half days, day-end" },
  { "5 half-days", "day-end", NULL, "2026-08-14 09:00", "2026-08-18 17:00", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-14 15:00", "2026-08-17 11:30", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-21 14:00", "2026-08-22 11:30", NULL, Y, "DOMAIN: working time, make-up days" },
  { "3 half-days", "day-end", NULL, "2026-08-28 15:00", "2026-09-04 11:30", NULL, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-12-31 14:00", "2027-01-04 11:30", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "1 half-day", "day-end", NULL, "2028-02-28 15:00", "2028-02-29 11:30", NULL, NULL, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-14 15:00", "2026-08-15 11:30", S, Y, "DOMAIN: half days, day-end" },
  { "2 half-days", "day-end", NULL, "2026-08-14 15:00", "2026-08-17 11:30", S, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-15 08:00", "2026-08-17 11:30", S, Y, "DOMAIN: half days, day-end" },
  /* The text counts sessions, however many a day has. */
  { "1 half-day", "day-end", NULL, "2026-08-12 08:00", "2026-08-12 11:30", THREE, Y, "DOMAIN: half days, day-end" },
  { "2 half-days", "day-end", NULL, "2026-08-12 08:00", "2026-08-12 17:00", THREE, Y, "DOMAIN: half days, day-end" },
  { "3 half-days", "day-end", NULL, "2026-08-12 08:00", "2026-08-13 09:00", THREE, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-12 08:59:59", "2026-08-12 11:00", JOINED, Y, "DOMAIN: half days, day-end" },
  { "1 half-day", "day-end", NULL, "2026-08-12 09:00:00", "2026-08-13 09:00", JOINED, Y, "DOMAIN: half days, day-end" },
  /* A start outside hours stands for the next session; the text leaves this open. */
  { "1 half-day", "day-end", NULL, "2026-08-12 12:00", "2026-08-13 11:30", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 half-day", "day-end", NULL, "2026-08-12 18:00", "2026-08-13 17:00", NULL, Y, "DOMAIN: a start outside hours" },
  { "1 half-day", "day-end", "15:00", "2026-08-12 15:30", "2026-08-13 17:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
};

static const GbLimitVector half_days[] = {
  { "1 half-day", "same-time", NULL, "2026-08-12 07:00", "2026-08-12 11:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 09:00", "2026-08-12 15:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 08:00", "2026-08-12 14:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 07:30", "2026-08-12 11:30", NULL, Y, "DOMAIN: used up at a session's end" },
  { "1 half-day", "same-time", NULL, "2026-08-12 13:30", "2026-08-13 07:30", NULL, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 16:00", "2026-08-13 10:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 12:00", "2026-08-13 07:30", NULL, Y, "DOMAIN: a start outside hours" },
  { "2 half-days", "same-time", NULL, "2026-08-12 09:00", "2026-08-13 09:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "3 half-days", "same-time", NULL, "2026-08-12 09:00", "2026-08-13 15:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "3 half-days", "same-time", NULL, "2026-08-13 16:00", "2026-08-17 10:00", NULL, Y, "DOMAIN: half days, same-time" },
  { "4 half-days", "same-time", NULL, "2026-08-21 15:00", "2026-08-24 15:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "1 half-day", "same-time", NULL, "2026-08-21 15:00", "2026-08-22 09:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "1 half-day", "same-time", NULL, "2026-08-28 15:00", "2026-09-03 09:00", NULL, Y, "DOMAIN: half days, same-time" },
  /* Half of that day's working minutes, where a day is not eight hours. */
  { "1 half-day", "same-time", NULL, "2026-08-12 07:30", "2026-08-12 11:15", V, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 08:00", "2026-08-12 13:45", V, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 07:00", "2026-08-12 10:37:30", ODD, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-12 08:00", "2026-08-12 13:52:30", ODD, Y, "DOMAIN: half days, same-time" },
  { "3 half-days", "same-time", NULL, "2026-08-12 08:00", "2026-08-13 13:52:30", ODD, Y, "DOMAIN: half days, same-time" },
  { "1 half-day", "same-time", NULL, "2026-08-15 07:00", "2026-08-15 09:15", S, Y, "DOMAIN: half days, same-time" },
  { "3 half-days", "same-time", NULL, "2026-08-14 09:00", "2026-08-15 11:15", S, Y, "DOMAIN: half days, same-time" },
  { "3 half-days", "same-time", NULL, "2026-08-14 10:00", "2026-08-17 07:45", S, Y, "DOMAIN: half days, same-time" },
  { "3 half-days", "same-time", NULL, "2026-08-14 15:00", "2026-08-17 09:15", S, Y, "DOMAIN: half days, same-time" },
};

static const GbLimitVector hours[] = {
  { "8 working-hours", NULL, NULL, "2026-08-12 07:00", "2026-08-12 17:00", NULL, Y, "DOMAIN: used up at a session's end" },
  { "8 working-hours", NULL, NULL, "2026-08-12 13:30", "2026-08-13 11:30", NULL, Y, "DOMAIN: used up at a session's end" },
  { "4 working-hours", NULL, NULL, "2026-08-12 07:30", "2026-08-12 11:30", NULL, Y, "DOMAIN: used up at a session's end" },
  { "1 working-hour", "day-end", NULL, "2026-08-12 10:30", "2026-08-12 11:30", NULL, Y, "DOMAIN: used up at a session's end" },
  { "1 working-hour", NULL, NULL, "2026-08-12 11:00", "2026-08-12 14:00", NULL, Y, "DOMAIN: working time, hours" },
  { "1 working-hour", NULL, NULL, "2026-08-12 10:59:59", "2026-08-12 13:59:59", NULL, Y, "DOMAIN: working time, hours" },
  { "1 working-hour", NULL, NULL, "2026-08-12 11:30", "2026-08-12 14:30", NULL, Y, "DOMAIN: working time, hours" },
  { "1 working-hour", NULL, NULL, "2026-08-12 12:00", "2026-08-12 14:30", NULL, Y, "DOMAIN: working time, hours" },
  { "1 working-hour", NULL, NULL, "2026-08-12 16:30", "2026-08-13 07:30", NULL, Y, "DOMAIN: working time, hours" },
  { "1 working-hour", NULL, NULL, "2026-08-12 17:00", "2026-08-13 08:00", NULL, Y, "DOMAIN: working time, hours" },
  { "1 working-hour", NULL, NULL, "2026-08-12 23:59:59", "2026-08-13 08:00", NULL, Y, "DOMAIN: working time, hours" },
  { "2 working-hours", NULL, NULL, "2026-08-16 10:00", "2026-08-17 09:00", NULL, Y, "DOMAIN: working time, hours" },
  { "8 working-hours", NULL, NULL, "2026-08-28 16:00", "2026-09-03 16:00", NULL, Y, "DOMAIN: working time, hours" },
  { "4 working-hours", NULL, NULL, "2026-08-21 15:00", "2026-08-22 09:00", NULL, Y, "DOMAIN: working time, make-up days" },
  { "16 working-hours", NULL, NULL, "2026-02-13 07:00", "2026-02-23 17:00", NULL, Y, "DOMAIN: working time, Tết 2026" },
  { "4 working-hours", NULL, NULL, "2026-08-14 15:00", "2026-08-15 09:00", S, Y, "DOMAIN: working time, Saturday mornings" },
  { "6 working-hours", NULL, NULL, "2026-08-14 15:00", "2026-08-15 11:00", S, Y, "DOMAIN: working time, Saturday mornings" },
  { "7 working-hours", NULL, NULL, "2026-08-14 15:00", "2026-08-17 07:30", S, Y, "DOMAIN: working time, Saturday mornings" },
  { "2 working-hours", NULL, "15:00", "2026-08-12 15:30", "2026-08-13 09:00", NULL, Y, "DOMAIN: limit rules, cut-off" },
  { "1 working-hour", NULL, NULL, "2026-12-31 16:30", "2027-01-04 07:30", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "9 working-hours", NULL, NULL, "2028-02-28 07:00", "2028-02-29 08:00", NULL, NULL, "DOMAIN: working time, hours" },
  { "24 working-hours", NULL, NULL, "2026-08-12 06:00", "2026-08-13 06:00", ALWAYS, GB_FIXTURE_PLAIN, "DOMAIN: working time, hours" },
  { "18 working-hours", NULL, NULL, "2026-08-12 06:00", "2026-08-13 00:00", ALWAYS, GB_FIXTURE_PLAIN, "DOMAIN: used up at a session's end" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_fixture_add_limits ("vectors/half-days/day-end", to_session_end, G_N_ELEMENTS (to_session_end));
  gb_fixture_add_limits ("vectors/half-days/same-time", half_days, G_N_ELEMENTS (half_days));
  gb_fixture_add_limits ("vectors/hours", hours, G_N_ELEMENTS (hours));
  return g_test_run ();
}
