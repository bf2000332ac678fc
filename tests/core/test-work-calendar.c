/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-work-calendar.h"

/* The calendar of 2026 with the hours of DOMAIN.md's test vectors. */
static GbWorkCalendar *
calendar_2026 (const char *text)
{
  const char *const off[] = { "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
                              "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02" };
  GbWorkCalendar *calendar = gb_work_calendar_new ();
  g_autoptr (GbWorkHours) hours = gb_work_hours_parse (text, NULL);
  GbDay day, replaced;

  gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, hours);
  for (gsize i = 0; i < G_N_ELEMENTS (off); i++)
    {
      gb_day_parse (off[i], &day, NULL);
      gb_work_calendar_add_day (calendar, day, GB_DAY_OFF, GB_DAY_NONE, NULL);
    }
  gb_day_parse ("2026-08-22", &day, NULL);
  gb_day_parse ("2026-08-31", &replaced, NULL);
  gb_work_calendar_add_day (calendar, day, GB_DAY_WORK, replaced, NULL);
  return calendar;
}

static gint64
at (const char *text)
{
  g_autofree char *full = g_strconcat (text, ":00+07:00", NULL);
  gint64 instant = 0;

  g_assert_true (gb_time_parse (full, &instant, NULL));
  return instant;
}

static const struct
{
  const char *from;
  const char *to;
  int minutes;
} spans[] = {
  /* DOMAIN.md: Friday 16:00 to Monday 09:00 is 1 h + 2 h. */
  { "2026-08-07T16:00", "2026-08-10T09:00", 180 },
  { "2026-08-26T07:15", "2026-08-26T08:30", 75 },
  { "2026-08-26T11:00", "2026-08-26T14:00", 60 },
  { "2026-08-26T12:00", "2026-08-26T13:00", 0 },
  { "2026-08-24T14:15", "2026-08-26T07:15", 660 },
  /* The make-up Saturday counts, Tết does not. */
  { "2026-08-21T17:00", "2026-08-24T07:00", 480 },
  { "2026-02-13T17:00", "2026-02-23T07:00", 0 },
  { "2025-12-31T17:00", "2027-01-01T07:00", 250 * 480 },
};

static void
test_worked (void)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_2026 (GB_WORK_HOURS_DEFAULT);

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gint64 from = at (spans[i].from);
      gint64 to = at (spans[i].to);

      g_assert_cmpint (gb_work_calendar_worked (calendar, from, to), ==, spans[i].minutes * 60);
      g_assert_cmpint (gb_work_calendar_worked (calendar, to, from), ==, -spans[i].minutes * 60);
    }
}

static const struct
{
  const char *from;
  int minutes;
  const char *to;
} sums[] = {
  { "2026-08-26T07:15", 75, "2026-08-26T08:30" },
  { "2026-08-26T11:00", 30, "2026-08-26T11:30" }, /* used up exactly at the session's end */
  { "2026-08-26T11:00", 31, "2026-08-26T13:31" },
  { "2026-08-26T12:00", 30, "2026-08-26T14:00" },
  { "2026-08-28T16:30", 60, "2026-09-03T07:30" },
  { "2026-08-10T09:00", -180, "2026-08-07T16:00" },
  { "2026-08-26T13:45", -30, "2026-08-26T11:15" },
  { "2026-08-26T13:30", -30, "2026-08-26T11:00" },
  { "2026-08-26T11:30", -270, "2026-08-26T07:00" }, /* back to exactly a session's start */
  { "2026-08-26T11:30", -271, "2026-08-25T16:59" },
  { "2026-08-26T12:00", 0, "2026-08-26T12:00" },
};

static void
test_add_worked (void)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_2026 (GB_WORK_HOURS_DEFAULT);

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    g_assert_cmpint (gb_work_calendar_add_worked (calendar, at (sums[i].from), sums[i].minutes * 60), ==,
                     at (sums[i].to));
}

/* What is added is what lies between, from any instant. */
static void
test_add_then_count (void)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_2026 (GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30");
  gint64 start = at ("2026-01-05T00:00");

  for (int i = 0; i < 3000; i++)
    {
      gint64 from = start + (gint64) g_test_rand_int_range (0, 300 * GB_DAY_SECONDS / 60) * 60;
      gint64 seconds = g_test_rand_int_range (-400 * 3600, 400 * 3600);
      gint64 to = gb_work_calendar_add_worked (calendar, from, seconds);

      g_assert_cmpint (gb_work_calendar_worked (calendar, from, to), ==, seconds);
    }
}

static void
test_days (void)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_2026 (GB_WORK_HOURS_DEFAULT);
  GbDay friday = gb_day_from_ymd (2026, 8, 21);

  g_assert_cmpint (gb_work_calendar_nth_day (calendar, friday, 1), ==, friday + 1);
  g_assert_cmpint (gb_work_calendar_nth_day (calendar, friday, 2), ==, friday + 3);
  g_assert_cmpint (gb_work_calendar_nth_day (calendar, friday + 2, 0), ==, friday + 3);
  g_assert_cmpint (gb_work_calendar_nth_day (calendar, friday, 0), ==, friday);
  g_assert_cmpint (gb_work_calendar_nth_day (calendar, friday + 3, -1), ==, friday + 1);
  g_assert_cmpint (gb_work_calendar_count_days (calendar, friday, friday + 6), ==, 6);
  g_assert_cmpint (gb_work_calendar_count_days (calendar, friday, friday - 1), ==, 0);
  g_assert_true (gb_work_calendar_is_make_up (calendar, friday + 1));
  g_assert_true (gb_work_calendar_is_off (calendar, gb_day_from_ymd (2026, 9, 2)));
  g_assert_false (gb_work_calendar_is_off (calendar, friday + 2));
  g_assert_false (gb_work_calendar_is_working (calendar, friday + 2));
}

static void
test_opening (void)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_2026 (GB_WORK_HOURS_DEFAULT);

  g_assert_cmpint (gb_work_calendar_next_open (calendar, at ("2026-08-26T09:00")), ==, at ("2026-08-26T09:00"));
  g_assert_cmpint (gb_work_calendar_next_open (calendar, at ("2026-08-26T11:30")), ==, at ("2026-08-26T13:30"));
  g_assert_cmpint (gb_work_calendar_next_open (calendar, at ("2026-08-26T05:00")), ==, at ("2026-08-26T07:00"));
  g_assert_cmpint (gb_work_calendar_next_open (calendar, at ("2026-08-28T17:00")), ==, at ("2026-09-03T07:00"));
  g_assert_cmpint (gb_work_calendar_day_end (calendar, gb_day_from_ymd (2026, 8, 22)), ==, at ("2026-08-22T17:00"));
  g_assert_cmpint (gb_work_calendar_day_end (calendar, gb_day_from_ymd (2026, 8, 30)), ==, at ("2026-09-03T17:00"));
}

/* A make-up day has its record's hours, else those of the day replaced, else Monday's. */
static void
test_make_up_hours (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  g_autoptr (GbWorkHours) hours = gb_work_hours_parse ("mon 08:00-12:00;tue-fri 08:00-12:00,13:00-16:00", NULL);
  GbDay saturday = gb_day_from_ymd (2026, 8, 22);
  GbSessions own, sessions;

  gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, hours);
  gb_sessions_parse ("09:00-10:00", &own, NULL);
  gb_work_calendar_add_day (calendar, saturday, GB_DAY_WORK, GB_DAY_NONE, &own);
  gb_work_calendar_add_day (calendar, saturday + 7, GB_DAY_WORK, saturday + 3, NULL);
  gb_work_calendar_add_day (calendar, saturday + 14, GB_DAY_WORK, GB_DAY_NONE, NULL);

  gb_work_calendar_day_sessions (calendar, saturday, &sessions);
  g_assert_cmpint (gb_sessions_length (&sessions), ==, 3600);
  gb_work_calendar_day_sessions (calendar, saturday + 7, &sessions);
  g_assert_cmpint (gb_sessions_length (&sessions), ==, 7 * 3600);
  gb_work_calendar_day_sessions (calendar, saturday + 14, &sessions);
  g_assert_cmpint (gb_sessions_length (&sessions), ==, 4 * 3600);
}

static void
test_hours_change (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  g_autoptr (GbWorkHours) summer = gb_work_hours_parse ("mon-fri 06:30-11:00,13:30-17:00", NULL);
  GbDay from = gb_day_from_ymd (2026, 6, 1);
  GbSessions sessions;

  gb_work_calendar_add_hours (calendar, from, from + 30, summer);
  gb_work_calendar_day_sessions (calendar, from - 3, &sessions);
  g_assert_cmpint (sessions.sessions[0].start, ==, 7 * 3600);
  gb_work_calendar_day_sessions (calendar, from, &sessions);
  g_assert_cmpint (sessions.sessions[0].start, ==, 6 * 3600 + 1800);
  gb_work_calendar_day_sessions (calendar, from + 31, &sessions);
  g_assert_cmpint (sessions.sessions[0].start, ==, 7 * 3600);
}

/* What is kept by year must not show at the turn of a year, nor on 29 February. */
static void
test_year_borders (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  GbDay first = gb_day_from_ymd (2027, 11, 1);
  GbDay last = gb_day_from_ymd (2028, 4, 1);
  gint64 seconds = 0;
  int days = 0;

  gb_work_calendar_set_compute_holidays (calendar, FALSE);
  for (GbDay day = first; day <= last; day++)
    {
      GbSessions sessions;

      gb_work_calendar_day_sessions (calendar, day, &sessions);
      g_assert_cmpint (gb_work_calendar_is_working (calendar, day), ==, gb_day_weekday (day) <= 5);
      seconds += gb_sessions_length (&sessions);
      days += gb_work_calendar_is_working (calendar, day) ? 1 : 0;
      g_assert_cmpint (gb_work_calendar_count_days (calendar, first, day), ==, days);
      g_assert_cmpint (gb_work_calendar_worked (calendar, gb_day_at (first, 0), gb_day_at (day + 1, 0)), ==, seconds);
    }
}

/* Far from this century, too, what lies between is the sum of the days; beyond the table nobody
 * works, and no question hangs. */
static void
test_far_years (void)
{
  const int years[] = { 1899, 1900, 1969, 2129, 2130, 2199, 2299, 2300, 9999 };
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      GbDay first = gb_day_from_ymd (years[i], 1, 1);
      GbDay last = gb_day_from_ymd (years[i], 12, 31);
      gint64 seconds = 0;
      int days = 0;

      for (GbDay day = first; day <= last; day++)
        {
          GbSessions sessions;

          gb_work_calendar_day_sessions (calendar, day, &sessions);
          seconds += gb_sessions_length (&sessions);
          days += sessions.n > 0 ? 1 : 0;
        }
      g_assert_cmpint (days > 0, ==, years[i] >= 1900 && years[i] < 2300);
      g_assert_cmpint (gb_work_calendar_count_days (calendar, first, last), ==, days);
      g_assert_cmpint (gb_work_calendar_worked (calendar, gb_day_at (first, 0), gb_day_at (last, 86399)), ==, seconds);
    }
}

static void
test_extreme_instants (void)
{
  const gint64 instants[] = { G_MININT64, GB_TIME_MIN, G_MININT32, -1, 0, G_MAXINT32, GB_TIME_MAX, G_MAXINT64 };
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_assert_cmpint (gb_work_calendar_next_open (calendar, instants[i]), >=,
                       CLAMP (instants[i], GB_TIME_MIN, GB_TIME_MAX));
      g_assert_cmpint (gb_work_calendar_day_end (calendar, gb_time_day (instants[i])), >=,
                       gb_day_at (gb_time_day (instants[i]), 0));
      for (gsize j = 0; j < G_N_ELEMENTS (instants); j++)
        {
          gint64 moved = gb_work_calendar_add_worked (calendar, instants[i], instants[j]);

          g_assert_cmpint (gb_work_calendar_worked (calendar, instants[i], instants[j]), ==,
                           -gb_work_calendar_worked (calendar, instants[j], instants[i]));
          g_assert_true (instants[j] >= 0 ? moved >= MIN (instants[i], GB_TIME_MAX)
                                          : moved <= MAX (instants[i], GB_TIME_MIN));
        }
    }
}

static gpointer
ask_years (gpointer data)
{
  gint64 *sum = g_new0 (gint64, 1);

  for (int year = 1990; year < 2070; year++)
    *sum += gb_work_calendar_worked (data, gb_day_at (gb_day_from_ymd (year, 1, 1), 0),
                                     gb_day_at (gb_day_from_ymd (year + 1, 1, 1), 0));
  return sum;
}

/* Threads that ask for the same years at once get the same answer. */
static void
test_threads (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  GThread *threads[4];
  gint64 totals[G_N_ELEMENTS (threads)];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", ask_years, calendar);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree gint64 *sum = g_thread_join (threads[i]);

      totals[i] = *sum;
    }
  for (gsize i = 1; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (totals[i], ==, totals[0]);
}

/* A calendar without an end of days off must not hang anyone. */
static void
test_never_open (void)
{
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  GbDay first = gb_day_from_ymd (2026, 1, 1);

  for (GbDay day = first; day < first + 800; day++)
    gb_work_calendar_add_day (calendar, day, GB_DAY_OFF, GB_DAY_NONE, NULL);
  g_assert_cmpint (gb_work_calendar_nth_day (calendar, first, 1), >, first);
  g_assert_cmpint (gb_work_calendar_add_worked (calendar, gb_day_at (first, 0), 60), >, gb_day_at (first, 0));
  g_assert_cmpint (gb_work_calendar_worked (calendar, gb_day_at (first, 0), gb_day_at (first + 700, 0)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work-calendar/worked", test_worked);
  g_test_add_func ("/work-calendar/add-worked", test_add_worked);
  g_test_add_func ("/work-calendar/add-then-count", test_add_then_count);
  g_test_add_func ("/work-calendar/days", test_days);
  g_test_add_func ("/work-calendar/opening", test_opening);
  g_test_add_func ("/work-calendar/make-up-hours", test_make_up_hours);
  g_test_add_func ("/work-calendar/hours-change", test_hours_change);
  g_test_add_func ("/work-calendar/year-borders", test_year_borders);
  g_test_add_func ("/work-calendar/far-years", test_far_years);
  g_test_add_func ("/work-calendar/extreme-instants", test_extreme_instants);
  g_test_add_func ("/work-calendar/threads", test_threads);
  g_test_add_func ("/work-calendar/never-open", test_never_open);
  return g_test_run ();
}
