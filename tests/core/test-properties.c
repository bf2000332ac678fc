/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-reference.h"

/* Random calendars and limits against a reference that walks minute by minute, and the properties
 * that DOMAIN.md names. --seed repeats a run, --verbose tells its cases, -m slow has more of them. */

static int
n_calendars (void)
{
  return g_test_slow () ? 1000 : 120;
}

/* A moment of the first 50 days, now and then on a border. */
static gint64
random_moment (const GbReference *reference)
{
  gint64 first = gb_day_at (reference->monday, 0);
  gint64 at = first + g_test_rand_int_range (0, 50 * GB_DAY_SECONDS);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      return first + (at - first) / GB_DAY_SECONDS * GB_DAY_SECONDS;
    case 1:
      return gb_reference_day_end (reference, gb_reference_day (reference, at)) + g_test_rand_int_range (-1, 2);
    case 2:
      return gb_reference_day_end (reference, gb_reference_day (reference, at)) - 3600 + g_test_rand_int_range (-1, 2);
    case 3:
      return gb_reference_open (reference, at);
    default:
      return at;
    }
}

static int
random_cutoff (void)
{
  const int cutoffs[] = { GB_CUTOFF_NONE, GB_CUTOFF_NONE, GB_CUTOFF_LAST_HOUR, 15 * 3600 };
  int i = g_test_rand_int_range (0, G_N_ELEMENTS (cutoffs) + 1);

  return i < (int) G_N_ELEMENTS (cutoffs) ? cutoffs[i] : 60 * g_test_rand_int_range (0, 24 * 60 + 1);
}

static void
random_limit (GbLimit *limit)
{
  limit->unit = g_test_rand_int_range (0, 4);
  limit->rule = g_test_rand_int_range (0, 2);
  limit->amount = g_test_rand_int_range (0, limit->unit == GB_LIMIT_WORKING_HOURS ? 41 : 13);
  limit->cutoff = random_cutoff ();
}

static void
say (const char    *what,
     const GbLimit *limit,
     gint64         start)
{
  g_autofree char *from = gb_time_format (start);

  if (g_test_verbose ())
    g_test_message ("%s: %d of unit %d, rule %d, cut-off %d from %s", what, limit->amount, limit->unit, limit->rule,
                    limit->cutoff, from);
}

static void
check_calendar (const GbReference *reference,
                GbWorkCalendar    *calendar)
{
  for (int i = 0; i < 30; i++)
    {
      gint64 from = random_moment (reference);
      gint64 to = random_moment (reference);
      gint64 seconds = g_test_rand_int_range (0, 60 * 3600);
      int day = g_test_rand_int_range (150, 200);
      int n = g_test_rand_int_range (-10, 11);

      g_assert_cmpint (gb_work_calendar_worked (calendar, from, to), ==, gb_reference_worked (reference, from, to));
      g_assert_cmpint (gb_work_calendar_add_worked (calendar, from, seconds), ==,
                       gb_reference_add (reference, from, seconds));
      g_assert_cmpint (gb_work_calendar_next_open (calendar, from), ==, gb_reference_open (reference, from));
      g_assert_cmpint (gb_work_calendar_day_end (calendar, reference->monday + day), ==,
                       gb_reference_day_end (reference, day));
      g_assert_cmpint (gb_work_calendar_nth_day (calendar, reference->monday + day, n), ==,
                       reference->monday + gb_reference_nth_day (reference, day, n));
    }
}

/* Going back is undone by going ahead: what lies between is what was asked for. */
static void
check_backwards (GbWorkCalendar *calendar,
                 gint64          from)
{
  gint64 seconds = g_test_rand_int_range (1, 20 * 3600);
  gint64 to = gb_work_calendar_add_worked (calendar, from + 50 * GB_DAY_SECONDS, -seconds);

  g_assert_cmpint (gb_work_calendar_worked (calendar, to, from + 50 * GB_DAY_SECONDS), ==, seconds);
  g_assert_cmpint (gb_work_calendar_next_open (calendar, to), ==, to);
}

static void
test_calendar (void)
{
  for (int i = 0; i < n_calendars (); i++)
    {
      g_autofree GbReference *reference = gb_reference_new (FALSE);
      g_autoptr (GbWorkCalendar) calendar = gb_reference_calendar (reference);

      check_calendar (reference, calendar);
      check_backwards (calendar, random_moment (reference));
    }
}

/* Each unit under each rule and cut-off. */
static void
test_limits (void)
{
  for (int i = 0; i < n_calendars (); i++)
    {
      g_autofree GbReference *reference = gb_reference_new (i % 4 == 0);
      g_autoptr (GbWorkCalendar) calendar = gb_reference_calendar (reference);

      for (int j = 0; j < 40; j++)
        {
          gint64 start = random_moment (reference);
          GbLimit limit;

          random_limit (&limit);
          say ("limit", &limit, start);
          g_assert_cmpint (gb_limit_start (&limit, calendar, start), ==, gb_reference_start (reference, &limit, start));
          g_assert_cmpint (gb_limit_due (&limit, calendar, start), ==, gb_reference_due (reference, &limit, start));
        }
    }
}

/* Half a short day is less than half a long one, so where days differ in length half days to the same
 * time can shrink from one day to the next: DOMAIN.md's rule and its property cannot both hold there. */
static gboolean
is_ordered (const GbLimit *limit,
            gboolean       even)
{
  return even || limit->unit != GB_LIMIT_HALF_DAYS || limit->rule == GB_LIMIT_DAY_END;
}

/* due(received, n) never decreases in either. Same-day service is a day, so hours and half days begin
 * with one. */
static void
check_monotone (GbWorkCalendar *calendar,
                const GbLimit  *limit,
                gint64          start)
{
  gint64 later = start + g_test_rand_int_range (0, 2 * GB_DAY_SECONDS);
  gint64 due = gb_limit_due (limit, calendar, start);
  GbLimit longer = *limit;

  longer.amount++;
  say ("monotone", limit, start);
  g_assert_cmpint (due, <=, gb_limit_due (limit, calendar, later));
  g_assert_cmpint (due, <=, gb_limit_due (limit, calendar, start + 1));
  if (limit->amount > 0 || limit->unit == GB_LIMIT_WORKING_DAYS || limit->unit == GB_LIMIT_CALENDAR_DAYS)
    g_assert_cmpint (due, <=, gb_limit_due (&longer, calendar, start));
}

static void
test_monotone (void)
{
  for (int i = 0; i < n_calendars (); i++)
    {
      gboolean even = i % 2 == 0;
      g_autofree GbReference *reference = gb_reference_new (even);
      g_autoptr (GbWorkCalendar) calendar = gb_reference_calendar (reference);

      for (int j = 0; j < 60; j++)
        {
          GbLimit limit;

          random_limit (&limit);
          if (is_ordered (&limit, even))
            check_monotone (calendar, &limit, random_moment (reference));
        }
    }
}

/* For limits without pauses another holiday never makes a due moment earlier. */
static void
test_holiday (void)
{
  for (int i = 0; i < n_calendars (); i++)
    {
      gboolean even = i % 2 == 0;
      g_autofree GbReference *reference = gb_reference_new (even);
      g_autoptr (GbWorkCalendar) calendar = gb_reference_calendar (reference);
      g_autoptr (GbWorkCalendar) fewer = NULL;

      reference->days[gb_reference_nth_day (reference, g_test_rand_int_range (0, 40), 1)].kind = 'o';
      fewer = gb_reference_calendar (reference);
      for (int j = 0; j < 60; j++)
        {
          gint64 start = random_moment (reference);
          GbLimit limit;

          random_limit (&limit);
          say ("holiday", &limit, start);
          if (is_ordered (&limit, even))
            g_assert_cmpint (gb_limit_due (&limit, calendar, start), <=, gb_limit_due (&limit, fewer, start));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties/calendar", test_calendar);
  g_test_add_func ("/properties/limits", test_limits);
  g_test_add_func ("/properties/monotone", test_monotone);
  g_test_add_func ("/properties/holiday", test_holiday);
  return g_test_run ();
}
