/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* The working calendar: make-up days, own hours with validity, computed holidays and precedence. Each
 * row asks for the end of the next working day, or what shows the rule better. */

#define D "day-end"
#define S GB_FIXTURE_SATURDAYS
#define SHORT_MONDAY "mon 08:00-12:00;tue-fri 08:00-12:00,13:00-16:00"

/* The hours of its record, of the day replaced, else Monday's. */
static const GbLimitVector make_up[] = {
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 10:00", SHORT_MONDAY, "none +2026-08-22@09:00-10:00", "DOMAIN: calendar precedence, the record's hours" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 11:00", NULL, "none +2026-08-22=2026-08-31@07:00-11:00", "DOMAIN: calendar precedence, the record's hours" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 16:00", SHORT_MONDAY, "none +2026-08-22=2026-08-18", "DOMAIN: calendar precedence, the day replaced" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 12:00", SHORT_MONDAY, "none +2026-08-22=2026-08-31", "DOMAIN: calendar precedence, the day replaced" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 12:00", SHORT_MONDAY, "none +2026-08-22", "DOMAIN: calendar precedence, else Monday's" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 12:00", SHORT_MONDAY, "none +2026-08-22=2026-08-23", "DOMAIN: calendar precedence, else Monday's" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 17:00", S, GB_FIXTURE_2026, "DOMAIN: calendar precedence, the day replaced" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-22 12:00", GB_WORK_HOURS_DEFAULT "|2026-08-24.. mon-fri 08:00-12:00", GB_FIXTURE_2026, "DOMAIN: calendar precedence, the day replaced" },
  { "1 working-day", D, NULL, "2026-08-21 09:00", "2026-08-23 17:00", NULL, "none -2026-08-24 +2026-08-23=2026-08-24", "DOMAIN: calendar precedence, the day replaced" },
  { "2 working-days", D, NULL, "2026-08-21 09:00", "2026-08-25 17:00", NULL, "none -2026-08-24 +2026-08-23=2026-08-24", "DOMAIN: calendar precedence, the day replaced" },
  { "1 working-day", NULL, NULL, "2026-08-21 15:00", "2026-08-22 12:00", "mon 08:00-12:00;tue-fri 08:00-12:00,13:00-17:00", "none +2026-08-22", "DOMAIN: same-time, day N closed then" },
  { "1 half-day", NULL, NULL, "2026-08-22 08:00", "2026-08-22 10:00", SHORT_MONDAY, "none +2026-08-22", "DOMAIN: half days, same-time" },
};

#define SUMMER GB_WORK_HOURS_DEFAULT "|2026-06-01..2026-07-31 mon-fri 06:30-11:00,13:00-16:30"
#define NESTED "..2026-12-31 mon-fri 08:00-12:00|2026-08-01..2026-08-31 mon-fri 09:00-10:00"
#define FROM_JULY GB_WORK_HOURS_DEFAULT "|2026-07-01.. " S

static const GbLimitVector own_hours[] = {
  { "1 working-day", D, NULL, "2026-05-28 09:00", "2026-05-29 17:00", SUMMER, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", D, NULL, "2026-05-29 09:00", "2026-06-01 16:30", SUMMER, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", D, NULL, "2026-07-30 09:00", "2026-07-31 16:30", SUMMER, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", D, NULL, "2026-07-31 09:00", "2026-08-03 17:00", SUMMER, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", NULL, NULL, "2026-05-29 16:45", "2026-06-01 16:30", SUMMER, "none", "DOMAIN: same-time, day N closed then" },
  { "1 working-day", NULL, NULL, "2026-05-29 11:15", "2026-06-01 11:00", SUMMER, "none", "DOMAIN: same-time, day N closed then" },
  { "1 working-day", NULL, NULL, "2026-06-01 06:45", "2026-06-02 06:45", SUMMER, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", NULL, NULL, "2026-07-31 06:45", "2026-08-03 07:00", SUMMER, "none", "DOMAIN: same-time, day N closed then" },
  { "1 working-day", NULL, NULL, "2026-05-29 06:45", "2026-06-01 07:00", SUMMER, "none", "DOMAIN: a start outside hours" },
  { "8 working-hours", NULL, NULL, "2026-05-29 13:30", "2026-06-01 11:00", SUMMER, "none", "DOMAIN: used up at a session's end" },
  { "1 working-day", D, "last-hour", "2026-06-01 15:29:59", "2026-06-02 16:30", SUMMER, "none", "Decree 297/2025, last hour" },
  { "1 working-day", D, "last-hour", "2026-06-01 15:30:00", "2026-06-03 16:30", SUMMER, "none", "Decree 297/2025, last hour" },
  { "1 working-day", D, NULL, "2026-08-10 09:00", "2026-08-11 10:00", NESTED, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", D, NULL, "2026-08-31 09:00", "2026-09-01 12:00", NESTED, "none", "DOMAIN: working time, own hours" },
  { "1 working-day", D, NULL, "2026-12-31 09:00", "2027-01-01 17:00", NESTED, "none", "DOMAIN: working time, default hours" },
  { "1 working-day", D, NULL, "2026-06-26 09:00", "2026-06-29 17:00", FROM_JULY, "none", "DOMAIN: working time, Saturday mornings" },
  { "1 working-day", D, NULL, "2026-07-03 09:00", "2026-07-04 11:30", FROM_JULY, "none", "DOMAIN: working time, Saturday mornings" },
  { "1 working-day", D, NULL, "2026-06-30 09:00", "2026-07-01 17:00", FROM_JULY, "none", "DOMAIN: working time, own hours" },
};

/* The day before the holidays → the end of the first working day after them. */
static const GbLimitVector computed[] = {
  /* Tết: the eve and four days, at UTC+7; what falls on a rest day moves to the next working day. */
  { "1 working-day", D, NULL, "2020-01-23 09:00", "2020-01-31 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 25/01/2020" },
  { "1 working-day", D, NULL, "2021-02-10 09:00", "2021-02-18 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 12/02/2021" },
  { "1 working-day", D, NULL, "2022-01-28 09:00", "2022-02-07 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 01/02/2022" },
  { "1 working-day", D, NULL, "2023-01-20 09:00", "2023-01-30 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 22/01/2023" },
  { "1 working-day", D, NULL, "2024-02-08 09:00", "2024-02-16 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 10/02/2024" },
  { "1 working-day", D, NULL, "2025-01-27 09:00", "2025-02-04 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 29/01/2025" },
  { "1 working-day", D, NULL, "2026-02-13 09:00", "2026-02-23 17:00", NULL, NULL, "DOMAIN: working time, Tết 2026" },
  { "1 working-day", D, NULL, "2027-02-04 09:00", "2027-02-12 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 06/02/2027" },
  { "1 working-day", D, NULL, "2028-01-24 09:00", "2028-02-01 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 26/01/2028" },
  { "1 working-day", D, NULL, "2029-02-09 09:00", "2029-02-19 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 13/02/2029" },
  { "1 working-day", D, NULL, "2030-01-31 09:00", "2030-02-08 17:00", NULL, NULL, "DOMAIN: working time, Tết 2030 is 2 February" },
  { "1 working-day", D, NULL, "2033-01-28 09:00", "2033-02-07 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 31/01/2033" },
  { "1 working-day", D, NULL, "2035-02-06 09:00", "2035-02-14 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 08/02/2035" },
  { "1 working-day", D, NULL, "2040-02-10 09:00", "2040-02-20 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 12/02/2040" },
  { "1 working-day", D, NULL, "2050-01-21 09:00", "2050-01-31 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 23/01/2050" },
  { "1 working-day", D, NULL, "2053-02-14 09:00", "2053-02-24 17:00", NULL, NULL, "DOMAIN: lunar dates are UTC+7, Tết 18/02/2053 (China: 19)" },
  { "1 working-day", D, NULL, "2060-01-30 09:00", "2060-02-09 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(b), Tết 02/02/2060" },
  /* Hùng Kings: the 10th of the 3rd lunar month. */
  { "1 working-day", D, NULL, "2020-04-01 09:00", "2020-04-03 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e), 02/04/2020" },
  { "1 working-day", D, NULL, "2022-04-08 09:00", "2022-04-12 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(e), Sunday 10/04/2022" },
  { "1 working-day", D, NULL, "2023-04-28 09:00", "2023-05-04 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(c, d, e), three in a row" },
  { "1 working-day", D, NULL, "2024-04-17 09:00", "2024-04-19 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e), 18/04/2024" },
  { "1 working-day", D, NULL, "2025-04-04 09:00", "2025-04-08 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e), 07/04/2025" },
  { "1 working-day", D, NULL, "2026-04-24 09:00", "2026-04-28 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(e), Sunday 26/04/2026" },
  { "1 working-day", D, NULL, "2027-04-15 09:00", "2027-04-19 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e), 16/04/2027" },
  { "1 working-day", D, NULL, "2028-04-03 09:00", "2028-04-05 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e), 04/04/2028" },
  { "1 working-day", D, NULL, "2030-04-11 09:00", "2030-04-15 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(e), 12/04/2030" },
  /* 30 April, 1 May, 1 January. */
  { "1 working-day", D, NULL, "2027-04-29 09:00", "2027-05-04 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(c, d)" },
  { "1 working-day", D, NULL, "2028-04-28 09:00", "2028-05-03 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(c, d)" },
  { "1 working-day", D, NULL, "2029-04-27 09:00", "2029-05-02 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(c, d)" },
  { "1 working-day", D, NULL, "2022-12-30 09:00", "2023-01-03 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(a)" },
  { "1 working-day", D, NULL, "2027-12-31 09:00", "2028-01-04 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(a)" },
  { "1 working-day", D, NULL, "2028-12-29 09:00", "2029-01-02 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(a)" },
  /* 2 September and one day next to it: the one before, unless only the one after makes a day off. */
  { "1 working-day", D, NULL, "2024-08-30 09:00", "2024-09-04 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(đ)" },
  { "1 working-day", D, NULL, "2025-08-29 09:00", "2025-09-03 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(đ)" },
  { "1 working-day", D, NULL, "2027-08-31 09:00", "2027-09-03 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(đ)" },
  { "1 working-day", D, NULL, "2028-08-31 09:00", "2028-09-05 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(đ)" },
  { "1 working-day", D, NULL, "2029-08-31 09:00", "2029-09-05 17:00", NULL, NULL, "Labour Code 2019 art. 111(3), 112(1)(đ)" },
  { "1 working-day", D, NULL, "2030-08-30 09:00", "2030-09-04 17:00", NULL, NULL, "Labour Code 2019 art. 112(1)(đ)" },
  /* Where Saturdays are worked, a holiday on one moves nothing. */
  { "1 working-day", D, NULL, "2028-08-31 09:00", "2028-09-04 17:00", S, NULL, "Labour Code 2019 art. 111(3), 112(1)(đ)" },
  { "1 working-day", D, NULL, "2028-08-31 09:00", "2028-09-04 17:00", GB_WORK_HOURS_DEFAULT "|2028-07-01.. " S, NULL, "Labour Code 2019 art. 111(3), own hours of that day" },
  /* Vietnamese Culture Day, since 2026. */
  { "1 working-day", D, NULL, "2025-11-21 09:00", "2025-11-24 17:00", NULL, NULL, "Resolution 28/2026/QH16, not before 2026" },
  { "1 working-day", D, NULL, "2026-11-23 09:00", "2026-11-25 17:00", NULL, NULL, "Resolution 28/2026/QH16" },
  { "1 working-day", D, NULL, "2029-11-23 09:00", "2029-11-27 17:00", NULL, NULL, "Resolution 28/2026/QH16, Labour Code 2019 art. 111(3)" },
};

/* A year with any record uses only those; another one the computed days. */
static const GbLimitVector precedence[] = {
  { "1 working-day", D, NULL, "2026-09-01 09:00", "2026-09-02 17:00", NULL, "-2026-08-31", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2026-09-01 09:00", "2026-09-02 17:00", NULL, "+2026-08-22", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2026-02-16 09:00", "2026-02-17 17:00", NULL, "-2026-12-31", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2027-08-31 09:00", "2027-09-03 17:00", NULL, "-2026-08-31", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2026-08-31 09:00", "2026-09-03 17:00", NULL, "-2027-01-04", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2026-12-30 09:00", "2027-01-04 17:00", NULL, "-2026-12-31", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2026-12-30 09:00", "2027-01-01 17:00", NULL, "-2026-12-31 -2027-03-03", "DOMAIN: calendar precedence" },
  { "1 working-day", D, NULL, "2026-09-01 09:00", "2026-09-02 17:00", NULL, "none", "CLI: FILE replaces the whole calendar" },
  { "1 working-day", D, NULL, "2027-08-31 09:00", "2027-09-01 17:00", NULL, "none -2026-08-31", "CLI: FILE replaces the whole calendar" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_fixture_add_limits ("vectors/make-up-days", make_up, G_N_ELEMENTS (make_up));
  gb_fixture_add_limits ("vectors/own-hours", own_hours, G_N_ELEMENTS (own_hours));
  gb_fixture_add_limits ("vectors/computed-holidays", computed, G_N_ELEMENTS (computed));
  gb_fixture_add_limits ("vectors/precedence", precedence, G_N_ELEMENTS (precedence));
  return g_test_run ();
}
