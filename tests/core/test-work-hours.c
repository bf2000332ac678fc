/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-error.h"
#include "gb-work-hours.h"

#include <string.h>

#define HOUR 3600

static const struct
{
  const char *text;
  int lengths[7]; /* working seconds, Monday first */
} hours[] = {
  { GB_WORK_HOURS_DEFAULT, { 8 * HOUR, 8 * HOUR, 8 * HOUR, 8 * HOUR, 8 * HOUR, 0, 0 } },
  { "mon-fri 07:30-11:30,13:30-17:00",
    { 7 * HOUR + 1800, 7 * HOUR + 1800, 7 * HOUR + 1800, 7 * HOUR + 1800, 7 * HOUR + 1800, 0, 0 } },
  { "mon-fri 07:00-11:30,13:30-17:00;sat 07:00-11:30",
    { 8 * HOUR, 8 * HOUR, 8 * HOUR, 8 * HOUR, 8 * HOUR, 4 * HOUR + 1800, 0 } },
  { " mon 08:00-12:00 ; SUN 00:00-24:00 ", { 4 * HOUR, 0, 0, 0, 0, 0, 24 * HOUR } },
};

/* The message names what is wrong and quotes the part where it stands. */
static const struct
{
  const char *text;
  const char *what;
  const char *quoted;
} refused[] = {
  { "", "no working day", "“”" },
  { ";", "weekdays", "“”" },
  { "mon 07:00-11:30;", "weekdays", "“”" },
  { "mon-fri", "has no session", "“mon-fri”" },
  { "mon-fri 07:00", "is no session", "“07:00”" },
  { "mon-fri 11:30-07:00", "is no session", "“11:30-07:00”" },
  { "mon-fri 07:00-07:00", "is no session", "“07:00-07:00”" },
  { "mon-fri 07:00-11:30,", "is no session", "“”" },
  { "mon-fri 07:00-11:30,11:00-17:00", "begins before", "“11:00-17:00”" },
  { "mon-fri 13:30-17:00,07:00-11:30", "begins before", "“07:00-11:30”" },
  { "fri-mon 07:00-11:30", "weekdays", "“fri-mon 07:00-11:30”" },
  { "mon- 07:00-11:30", "weekdays", "“mon- 07:00-11:30”" },
  { "07:00-11:30", "weekdays", "“07:00-11:30”" },
  { "mon 07:00-11:30;holiday 07:00-11:30", "weekdays", "“holiday 07:00-11:30”" },
  { "thứ hai 07:00-11:30", "weekdays", "“thứ hai 07:00-11:30”" },
  { "mon 7:00-11:30", "is no session", "“7:00-11:30”" },
  { "mon 07:00-24:01", "is no session", "“07:00-24:01”" },
  { "mon 07:61-08:00", "is no session", "“07:61-08:00”" },
  { "mon 01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00", "more than 4 sessions", "“01:00-02:00," },
};

static void
test_weekdays (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbWorkHours) parsed = gb_work_hours_parse (hours[i].text, &error);

      g_assert_no_error (error);
      for (int day = 1; day <= 7; day++)
        g_assert_cmpint (gb_sessions_length (gb_work_hours_weekday (parsed, day)), ==, hours[i].lengths[day - 1]);
    }
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gb_work_hours_parse (refused[i].text, &error));
      g_assert_error (error, GB_CORE_ERROR, GB_CORE_ERROR_HOURS);
      g_assert_true (g_str_has_prefix (error->message, "working hours: "));
      g_assert_nonnull (strstr (error->message, refused[i].what));
      g_assert_nonnull (strstr (error->message, refused[i].quoted));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work-hours/weekdays", test_weekdays);
  g_test_add_func ("/work-hours/refused", test_refused);
  return g_test_run ();
}
