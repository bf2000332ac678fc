/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-holidays.h"
#include "gb-lunar.h"
#include "gb-work-calendar.h"

/* Tết as announced or published for Viet Nam (UTC+7). In 2030 China has 3 February; the years 1985
 * and 2007 differed likewise. */
static const struct
{
  int year;
  const char *tet;
} new_years[] = {
  { 2007, "2007-02-17" }, { 2020, "2020-01-25" }, { 2021, "2021-02-12" }, { 2022, "2022-02-01" },
  { 2023, "2023-01-22" }, { 2024, "2024-02-10" }, { 2025, "2025-01-29" }, { 2026, "2026-02-17" },
  { 2027, "2027-02-06" }, { 2028, "2028-01-26" }, { 2029, "2029-02-13" }, { 2030, "2030-02-02" },
  { 2031, "2031-01-23" }, { 2032, "2032-02-11" }, { 2033, "2033-01-31" }, { 2034, "2034-02-19" },
  { 2035, "2035-02-08" }, { 2036, "2036-01-28" }, { 2040, "2040-02-12" }, { 2050, "2050-01-23" },
};

static void
test_tet (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (new_years); i++)
    {
      g_autofree char *day = gb_day_format (gb_lunar_day (new_years[i].year, 1, 1));

      g_assert_cmpstr (day, ==, new_years[i].tet);
    }
}

/* The Hùng Kings' day; 2023 and 2025 had leap months after it or before, 2020 a leap 4th month. */
static void
test_hung_kings (void)
{
  const struct
  {
    int year;
    const char *day;
  } days[] = {
    { 2020, "2020-04-02" }, { 2021, "2021-04-21" }, { 2022, "2022-04-10" }, { 2023, "2023-04-29" },
    { 2024, "2024-04-18" }, { 2025, "2025-04-07" }, { 2026, "2026-04-26" }, { 2027, "2027-04-16" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = gb_day_format (gb_lunar_day (days[i].year, 3, 10));

      g_assert_cmpstr (day, ==, days[i].day);
    }
}

static gboolean
is_rest_day (GbDay    day,
             gpointer hours)
{
  return gb_work_hours_weekday (hours, gb_day_weekday (day))->n == 0;
}

static void
assert_days (int         year,
             const char *hours_text,
             const char *expected)
{
  g_autoptr (GbWorkHours) hours = gb_work_hours_parse (hours_text, NULL);
  g_autoptr (GArray) days = gb_holidays_of_year (year, is_rest_day, hours);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      int month, day;

      gb_day_to_ymd (g_array_index (days, GbDay, i), NULL, &month, &day);
      g_string_append_printf (text, "%s%d/%d", i > 0 ? " " : "", day, month);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_years (void)
{
  /* 2023: 1 January a Sunday, Tết from a Saturday over a weekend, Hùng Kings on a Saturday. */
  assert_days (2023, GB_WORK_HOURS_DEFAULT,
               "1/1 2/1 21/1 22/1 23/1 24/1 25/1 26/1 27/1 29/4 30/4 1/5 2/5 3/5 1/9 2/9 4/9");
  /* 2024: 1 September a Sunday, so the day after is the one next to the 2nd. */
  assert_days (2024, GB_WORK_HOURS_DEFAULT, "1/1 9/2 10/2 11/2 12/2 13/2 14/2 15/2 18/4 30/4 1/5 2/9 3/9");
  assert_days (2026, GB_WORK_HOURS_DEFAULT, "1/1 16/2 17/2 18/2 19/2 20/2 26/4 27/4 30/4 1/5 1/9 2/9 24/11");
  /* Where Saturday is worked, a holiday on it moves nothing. */
  assert_days (2023, GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30",
               "1/1 2/1 21/1 22/1 23/1 24/1 25/1 26/1 29/4 30/4 1/5 2/5 1/9 2/9");
}

/* What a rest day is, the hours of that day say: Saturday 2 September 2028 moves to Monday where
 * Saturdays are off, and stays where they are worked since July. */
static void
test_hours_change (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  g_autoptr (GbWorkHours) saturdays = gb_work_hours_parse (GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30", NULL);
  GbDay monday = gb_day_from_ymd (2028, 9, 4);

  g_assert_true (gb_work_calendar_is_off (calendar, monday));
  gb_work_calendar_add_hours (calendar, gb_day_from_ymd (2028, 7, 1), GB_DAY_NONE, saturdays);
  g_assert_true (gb_work_calendar_is_off (calendar, monday - 2));
  g_assert_false (gb_work_calendar_is_off (calendar, monday));
  /* Saturday 1 January was still a rest day. */
  g_assert_true (gb_work_calendar_is_off (calendar, gb_day_from_ymd (2028, 1, 3)));
}

/* Hours could be such that no day is worked from a holiday to the year's end; nothing is written
 * outside of the year then. */
static void
test_no_day_left (void)
{
  static const char *const weekdays[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  GbDay first = gb_day_from_ymd (2026, 11, 24);
  GbDay last = gb_day_from_ymd (2027, 2, 20);

  for (GbDay day = first; day <= last; day++)
    {
      g_autofree char *text = g_strconcat (weekdays[gb_day_weekday (day) % 7], " 07:00-11:00", NULL);
      g_autoptr (GbWorkHours) hours = gb_work_hours_parse (text, NULL);

      gb_work_calendar_add_hours (calendar, day, day, hours);
    }
  /* 1 January and the five days of Tết 2027 move to the six working days from Monday 22 February. */
  g_assert_cmpint (gb_work_calendar_nth_day (calendar, first, 0), ==, gb_day_from_ymd (2027, 3, 2));
}

/* A year with any record uses only the records; the next one computes. */
static void
test_precedence (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();

  gb_work_calendar_add_day (calendar, gb_day_from_ymd (2026, 8, 31), GB_DAY_OFF, GB_DAY_NONE, NULL);
  g_assert_true (gb_work_calendar_is_off (calendar, gb_day_from_ymd (2026, 8, 31)));
  g_assert_true (gb_work_calendar_is_working (calendar, gb_day_from_ymd (2026, 9, 2)));
  g_assert_true (gb_work_calendar_is_off (calendar, gb_day_from_ymd (2027, 9, 2)));
  g_assert_false (gb_work_calendar_is_working (calendar, gb_day_from_ymd (2030, 2, 4)));

  gb_work_calendar_set_compute_holidays (calendar, FALSE);
  g_assert_true (gb_work_calendar_is_working (calendar, gb_day_from_ymd (2027, 9, 2)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holidays/tet", test_tet);
  g_test_add_func ("/holidays/hung-kings", test_hung_kings);
  g_test_add_func ("/holidays/years", test_years);
  g_test_add_func ("/holidays/hours-change", test_hours_change);
  g_test_add_func ("/holidays/no-day-left", test_no_day_left);
  g_test_add_func ("/holidays/precedence", test_precedence);
  return g_test_run ();
}
