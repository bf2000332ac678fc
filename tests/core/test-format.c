/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-format.h"
#include "gb-language.h"

/* 2026-08-26T07:12:00+07:00 */
#define MORNING G_GINT64_CONSTANT (1787703120)

static const struct
{
  gint64 number;
  const char *text;
} numbers[] = {
  { 0, "0" }, { 7, "7" }, { 999, "999" }, { 1000, "1.000" }, { 12345, "12.345" },
  { 300000, "300.000" }, { 1234567, "1.234.567" }, { -290, "-290" }, { -1290, "-1.290" },
};

static const struct
{
  gint64 bytes;
  const char *text;
} sizes[] = {
  { 0, "0 B" }, { 999, "999 B" }, { 1000, "1 kB" }, { 1449, "1,4 kB" }, { 1950, "2 kB" },
  { 14900, "14,9 kB" }, { 345678, "345 kB" }, { 1400000, "1,4 MB" },
  { G_GINT64_CONSTANT (2300000000), "2,3 GB" }, { G_MAXINT64, "9.223.372.036 GB" },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = gb_format_number (numbers[i].number);

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = gb_format_bytes (sizes[i].bytes);

      g_assert_cmpstr (text, ==, sizes[i].text);
    }
}

static const struct
{
  gint64 instant;
  const char *moment;
} moments[] = {
  { MORNING + 60 * 60, "08:12" },
  { MORNING - 24 * 60 * 60, "25/08 07:12" },
  { MORNING - G_GINT64_CONSTANT (365) * 24 * 60 * 60, "26/08/2025 07:12" },
};

static void
test_dates (void)
{
  GbDay today = gb_time_day (MORNING);
  g_autofree char *time = gb_format_time (MORNING);
  g_autofree char *full = gb_format_full_day (today);
  g_autofree char *here = gb_format_day (today, today);
  g_autofree char *elsewhere = gb_format_day (today, today + 365);

  g_assert_cmpstr (time, ==, "07:12");
  g_assert_cmpstr (full, ==, "26/08/2026");
  g_assert_cmpstr (here, ==, "26/08");
  g_assert_cmpstr (elsewhere, ==, "26/08/2026");
  g_assert_cmpstr (gb_format_weekday (today), ==, "Wednesday");
  g_assert_cmpstr (gb_format_weekday (today - 2), ==, "Monday");
  g_assert_cmpstr (gb_format_weekday (today + 4), ==, "Sunday");
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *text = gb_format_moment (moments[i].instant, MORNING);

      g_assert_cmpstr (text, ==, moments[i].moment);
    }
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/numbers", test_numbers);
  g_test_add_func ("/format/dates", test_dates);

  return g_test_run ();
}
