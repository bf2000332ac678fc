/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-error.h"
#include "gb-time.h"

/* 2026-08-26T07:12:00+07:00 */
#define MORNING G_GINT64_CONSTANT (1787703120)

static const struct
{
  const char *text;
  const char *formatted; /* NULL: refused */
} instants[] = {
  { "2026-08-26T07:12:00+07:00", "2026-08-26T07:12:00+07:00" },
  { "2026-08-26T00:12:00Z", "2026-08-26T07:12:00+07:00" },
  { "2026-08-26 00:12:00.999Z", "2026-08-26T07:12:00+07:00" },
  { "2026-08-25T19:12-05:00", "2026-08-26T07:12:00+07:00" },
  { "2028-02-29T00:00:00+07:00", "2028-02-29T00:00:00+07:00" },
  { "1969-12-31T23:59:59+07:00", "1969-12-31T23:59:59+07:00" },
  { "2026-08-26T07:12:00", NULL },
  { "2026-08-26", NULL },
  { "2027-02-29T00:00:00Z", NULL },
  { "2026-13-01T00:00:00Z", NULL },
  { "2026-08-26T24:00:00Z", NULL },
  { "2026-08-26T07:60:00Z", NULL },
  { "2026-08-26T07:12:00+07:00 ", NULL },
  { "2026-08-26T07:12:00.Z", NULL },
  { "1026-08-26T07:12:00Z", NULL },
  { "26/08/2026 07:12", NULL },
  { "", NULL },
  { NULL, NULL },
};

static void
test_rfc3339 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *formatted = NULL;
      gint64 instant;

      if (instants[i].formatted == NULL)
        {
          g_assert_false (gb_time_parse (instants[i].text, &instant, &error));
          g_assert_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME);
          continue;
        }
      g_assert_true (gb_time_parse (instants[i].text, &instant, &error));
      g_assert_no_error (error);
      formatted = gb_time_format (instant);
      g_assert_cmpstr (formatted, ==, instants[i].formatted);
    }
}

/* The three forms of the exchange messages, with and without offset. */
static const struct
{
  const char *text;
  gint64 instant;
  gboolean date_only;
} exchange[] = {
  { "20260826071200", MORNING, FALSE },
  { "2026-08-26 07:12:00", MORNING, FALSE },
  { "2026-08-26T07:12:00", MORNING, FALSE },
  { "2026-08-26T07:12:00+07:00", MORNING, FALSE },
  { "2026-08-26T00:12:00Z", MORNING, FALSE },
  { "2026-08-26 00:12:00+0000", MORNING, FALSE },
  { "20260826", MORNING - 7 * 3600 - 12 * 60, TRUE },
  { "2026-08-26", MORNING - 7 * 3600 - 12 * 60, TRUE },
};

static void
test_exchange (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exchange); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 instant;
      gboolean date_only;

      gb_time_parse_exchange (exchange[i].text, &instant, &date_only, &error);
      g_assert_no_error (error);
      g_assert_cmpint (instant, ==, exchange[i].instant);
      g_assert_cmpint (date_only, ==, exchange[i].date_only);
    }
}

static void
test_exchange_refused (void)
{
  const char *const refused[] = { NULL,         "",           "0",          "2026",       "202608260712",   "20261326071200",
                                  "2026-08-26T", "26/08/2026", "2026-8-26", "20260826 07", "20260826071260" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 instant;
      gboolean date_only;

      g_assert_false (gb_time_parse_exchange (refused[i], &instant, &date_only, &error));
      g_assert_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME);
    }
}

/* Every day of two centuries against GLib's own calendar. */
static void
test_days (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1900);

  for (GbDay day = gb_day_from_ymd (1900, 1, 1); day < gb_day_from_ymd (2101, 1, 1); day++)
    {
      int y, m, d;

      gb_day_to_ymd (day, &y, &m, &d);
      g_assert_cmpint (y, ==, g_date_get_year (date));
      g_assert_cmpint (m, ==, g_date_get_month (date));
      g_assert_cmpint (d, ==, g_date_get_day (date));
      g_assert_cmpint (gb_day_weekday (day), ==, g_date_get_weekday (date));
      g_assert_cmpint (gb_day_from_ymd (y, m, d), ==, day);
      g_date_add_days (date, 1);
    }
}

static void
test_day_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GbDay day;

  g_assert_true (gb_day_parse ("2026-08-22", &day, &error));
  g_assert_cmpint (gb_day_weekday (day), ==, 6);
  text = gb_day_format (day);
  g_assert_cmpstr (text, ==, "2026-08-22");
  g_assert_false (gb_day_parse ("2026-02-30", &day, &error));
  g_assert_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME);
}

static void
test_local_day (void)
{
  g_autoptr (GDateTime) time = gb_time_to_date_time (MORNING);
  GbDay day = gb_time_day (MORNING);

  g_assert_cmpint (day, ==, gb_day_from_ymd (2026, 8, 26));
  g_assert_cmpint (gb_time_of_day (MORNING), ==, 7 * 3600 + 12 * 60);
  g_assert_cmpint (gb_day_at (day, 7 * 3600 + 12 * 60), ==, MORNING);
  g_assert_cmpint (g_date_time_get_hour (time), ==, 7);
  /* 23:59:59 and 00:00:00 lie on two days, though UTC has one. */
  g_assert_cmpint (gb_time_day (gb_day_at (day, -1)), ==, day - 1);
  g_assert_cmpint (gb_time_day (gb_day_at (day, 0)), ==, day);
  g_assert_cmpint (gb_time_day (-1 - GB_UTC_OFFSET), ==, -1);
}

/* Beyond four digits of a year an instant counts as the last that can be written. */
static void
test_extremes (void)
{
  const struct
  {
    gint64 instant;
    const char *text;
  } extremes[] = {
    { G_MININT64, "0001-01-01T07:00:00+07:00" },      { GB_TIME_MIN, "0001-01-01T07:00:00+07:00" },
    { GB_TIME_MIN + 1, "0001-01-01T07:00:01+07:00" }, { GB_TIME_MAX - 1, "9999-12-31T23:59:58+07:00" },
    { GB_TIME_MAX, "9999-12-31T23:59:59+07:00" },     { G_MAXINT64, "9999-12-31T23:59:59+07:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
    {
      g_autofree char *text = gb_time_format (extremes[i].instant);
      g_autoptr (GDateTime) time = gb_time_to_date_time (extremes[i].instant);

      g_assert_cmpstr (text, ==, extremes[i].text);
      g_assert_nonnull (time);
      g_assert_cmpint (g_date_time_get_year (time), ==, i < 3 ? 1 : 9999);
      g_assert_cmpint (gb_time_of_day (extremes[i].instant), <, GB_DAY_SECONDS);
      g_assert_cmpint (gb_time_of_day (extremes[i].instant), >=, 0);
    }
}

static void
test_time_of_day (void)
{
  const struct
  {
    const char *text;
    int seconds; /* -1: refused */
  } times[] = {
    { "00:00", 0 },   { "07:30", 27000 }, { "23:59", 86340 }, { "24:00", 86400 },    { "24:01", -1 },
    { "7:30", -1 },   { "07:60", -1 },    { "07.30", -1 },    { "07:30:00", -1 },    { "07:30 ", -1 },
    { "", -1 },       { "07", -1 },       { "07:", -1 },      { "-7:30", -1 },       { "15:00,16:00-17:00", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      int seconds = -1;

      g_assert_cmpint (gb_time_of_day_parse (times[i].text, &seconds), ==, times[i].seconds >= 0);
      if (times[i].seconds >= 0)
        g_assert_cmpint (seconds, ==, times[i].seconds);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/rfc3339", test_rfc3339);
  g_test_add_func ("/time/exchange", test_exchange);
  g_test_add_func ("/time/exchange-refused", test_exchange_refused);
  g_test_add_func ("/time/days", test_days);
  g_test_add_func ("/time/day-text", test_day_text);
  g_test_add_func ("/time/local-day", test_local_day);
  g_test_add_func ("/time/extremes", test_extremes);
  g_test_add_func ("/time/time-of-day", test_time_of_day);
  return g_test_run ();
}
