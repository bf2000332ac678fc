/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-period.h"

static GbDay
day (const char *text)
{
  GbDay value = GB_DAY_NONE;

  g_assert_true (gb_day_parse (text, &value, NULL));
  return value;
}

/* A period chosen on a day, and the one it is compared with. */
static const struct
{
  GbPeriodKind kind;
  const char *today;
  const char *from, *to;
  const char *before_from, *before_to;
} periods[] = {
  { GB_PERIOD_THIS_WEEK, "2026-08-26", "2026-08-24", "2026-08-30", "2026-08-17", "2026-08-19" },
  { GB_PERIOD_THIS_WEEK, "2026-08-24", "2026-08-24", "2026-08-30", "2026-08-17", "2026-08-17" },
  { GB_PERIOD_THIS_WEEK, "2026-08-30", "2026-08-24", "2026-08-30", "2026-08-17", "2026-08-23" },
  { GB_PERIOD_THIS_MONTH, "2026-08-26", "2026-08-01", "2026-08-31", "2026-07-01", "2026-07-26" },
  { GB_PERIOD_THIS_MONTH, "2026-08-31", "2026-08-01", "2026-08-31", "2026-07-01", "2026-07-31" },
  { GB_PERIOD_THIS_MONTH, "2026-03-30", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28" },
  { GB_PERIOD_THIS_MONTH, "2026-02-28", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31" },
  { GB_PERIOD_THIS_MONTH, "2026-01-05", "2026-01-01", "2026-01-31", "2025-12-01", "2025-12-05" },
  { GB_PERIOD_THIS_MONTH, "2026-12-05", "2026-12-01", "2026-12-31", "2026-11-01", "2026-11-05" },
  { GB_PERIOD_THIS_QUARTER, "2026-08-26", "2026-07-01", "2026-09-30", "2026-04-01", "2026-05-26" },
  { GB_PERIOD_THIS_QUARTER, "2026-05-31", "2026-04-01", "2026-06-30", "2026-01-01", "2026-02-28" },
  { GB_PERIOD_THIS_QUARTER, "2026-02-01", "2026-01-01", "2026-03-31", "2025-10-01", "2025-11-01" },
  { GB_PERIOD_THIS_QUARTER, "2026-12-31", "2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30" },
  { GB_PERIOD_THIS_YEAR, "2026-08-26", "2026-01-01", "2026-12-31", "2025-01-01", "2025-08-26" },
  { GB_PERIOD_THIS_YEAR, "2028-02-29", "2028-01-01", "2028-12-31", "2027-01-01", "2027-02-28" },
  { GB_PERIOD_LAST_MONTH, "2026-08-26", "2026-07-01", "2026-07-31", "2026-06-01", "2026-06-30" },
  { GB_PERIOD_LAST_MONTH, "2026-01-31", "2025-12-01", "2025-12-31", "2025-11-01", "2025-11-30" },
  { GB_PERIOD_DAYS, "2026-08-26", "2026-08-26", "2026-08-26", "2026-08-25", "2026-08-25" },
};

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      GbPeriod period = gb_period_of (periods[i].kind, day (periods[i].today));
      GbPeriod before = gb_period_before (&period, day (periods[i].today));

      g_test_message ("period %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (period.kind, ==, periods[i].kind);
      g_assert_cmpint (period.from, ==, day (periods[i].from));
      g_assert_cmpint (period.to, ==, day (periods[i].to));
      g_assert_cmpint (before.from, ==, day (periods[i].before_from));
      g_assert_cmpint (before.to, ==, day (periods[i].before_to));
    }
}

/* As many days directly before; what is yet to come does not count. */
static void
test_days (void)
{
  GbPeriod days = { GB_PERIOD_DAYS, day ("2026-08-10"), day ("2026-08-20") };
  GbPeriod before = gb_period_before (&days, day ("2026-08-26"));

  g_assert_cmpint (before.from, ==, day ("2026-07-30"));
  g_assert_cmpint (before.to, ==, day ("2026-08-09"));
  before = gb_period_before (&days, day ("2026-08-12"));
  g_assert_cmpint (before.from, ==, day ("2026-08-07"));
  g_assert_cmpint (before.to, ==, day ("2026-08-09"));
  before = gb_period_before (&days, day ("2026-08-01"));
  g_assert_cmpint (before.from, ==, day ("2026-08-09"));
  g_assert_cmpint (before.to, ==, day ("2026-08-09"));
}

static void
test_format (void)
{
  g_autofree char *usual = gb_period_format (day ("2026-07-01"), day ("2026-08-26"));
  g_autofree char *years = gb_period_format (day ("2025-12-29"), day ("2026-01-04"));
  g_autofree char *one = gb_period_format (day ("2026-08-26"), day ("2026-08-26"));

  g_assert_cmpstr (usual, ==, "01/07–26/08/2026");
  g_assert_cmpstr (years, ==, "29/12/2025–04/01/2026");
  g_assert_cmpstr (one, ==, "26/08/2026");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/kinds", test_kinds);
  g_test_add_func ("/period/days", test_days);
  g_test_add_func ("/period/format", test_format);
  return g_test_run ();
}
