/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-duration.h"
#include "gb-language.h"

#define HOUR (60 * 60)

static const struct
{
  gint64 seconds;
  int day;
  const char *text;
  const char *remaining;
} durations[] = {
  { 0, 8 * HOUR, "0 min", "0 min left" },
  { 59, 8 * HOUR, "0 min", "0 min left" },
  { 75 * 60, 8 * HOUR, "1 h 15 min", "1 h 15 min left" },
  { 3 * HOUR + 59, 8 * HOUR, "3 h", "3 h left" },
  { 8 * HOUR - 1, 8 * HOUR, "7 h 59 min", "7 h 59 min left" },
  { 8 * HOUR, 8 * HOUR, "1 d", "1 d left" },
  { 8 * HOUR + 59 * 60, 8 * HOUR, "1 d", "1 d left" },
  { 11 * HOUR, 8 * HOUR, "1 d 3 h", "1 d 3 h left" },
  { 11 * HOUR, 7 * HOUR + 30 * 60, "1 d 3 h", "1 d 3 h left" },
  { -11 * HOUR, 8 * HOUR, "1 d 3 h", "1 d 3 h late" },
  { -175 * 60, 8 * HOUR, "2 h 55 min", "2 h 55 min late" },
  { 8 * HOUR, 4 * HOUR, "2 d", "2 d left" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *text = gb_duration_format (durations[i].seconds, durations[i].day);
      g_autofree char *remaining = gb_duration_format_remaining (durations[i].seconds,
                                                                 durations[i].day);
      g_autofree char *working = gb_duration_format_working (durations[i].seconds,
                                                             durations[i].day);
      g_autofree char *expected = g_strconcat (durations[i].text, " of working time", NULL);

      g_assert_cmpstr (text, ==, durations[i].text);
      g_assert_cmpstr (remaining, ==, durations[i].remaining);
      g_assert_cmpstr (working, ==, expected);
    }
}

static const struct
{
  const char *hours;
  int day;
} days[] = {
  { GB_WORK_HOURS_DEFAULT, 8 * HOUR },
  { "mon-fri 07:00-11:30,13:30-17:00;sat 07:00-11:30", 8 * HOUR },
  { "mon-fri 07:30-11:30,13:30-17:00", 7 * HOUR + 30 * 60 },
  { "mon 08:00-12:00;tue-sat 07:00-11:00,13:00-16:00", 7 * HOUR },
};

static void
test_typical_day (void)
{
  GbDay wednesday = gb_day_from_ymd (2026, 8, 26);

  g_assert_cmpint (gb_duration_typical_day (NULL, wednesday), ==, GB_DURATION_DEFAULT_DAY);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbWorkHours) hours = gb_work_hours_parse (days[i].hours, &error);
      g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();

      g_assert_no_error (error);
      gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, hours);
      /* A holiday in those weeks changes nothing. */
      gb_work_calendar_add_day (calendar, wednesday - 1, GB_DAY_OFF, GB_DAY_NONE, NULL);
      g_assert_cmpint (gb_duration_typical_day (calendar, wednesday), ==, days[i].day);
    }
}

/* Whole minutes, rounded down: what is late by a second is negative. */
static void
test_minutes (void)
{
  const struct
  {
    gint64 seconds;
    gint64 minutes;
  } cases[] = {
    { 0, 0 },   { 1, 0 },    { 59, 0 },   { 60, 1 },   { 119, 1 },   { 120, 2 },
    { -1, -1 }, { -59, -1 }, { -60, -1 }, { -61, -2 }, { -120, -2 }, { 28800, 480 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (gb_duration_minutes (cases[i].seconds), ==, cases[i].minutes);
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/duration/words", test_words);
  g_test_add_func ("/duration/typical-day", test_typical_day);
  g_test_add_func ("/duration/minutes", test_minutes);

  return g_test_run ();
}
