/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-error.h"
#include "gb-limit.h"

#include <string.h>

#define VECTOR_HOURS "mon-fri 07:30-11:30,13:30-17:00"

static GbWorkCalendar *
calendar_new (const char *text)
{
  const char *const off[] = { "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19",
                              "2026-02-20", "2026-08-31", "2026-09-01", "2026-09-02" };
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

static const struct
{
  const char *hours;
  const char *start;
  const char *limit;
  const char *rule;
  const char *cutoff;
  const char *due;
} limits[] = {
  /* DOMAIN.md, test vectors. */
  { VECTOR_HOURS, "2026-08-21T09:00:00", "1 working-day", "day-end", NULL, "2026-08-22T17:00:00" },
  { VECTOR_HOURS, "2026-08-28T09:00:00", "3 working-days", "day-end", NULL, "2026-09-07T17:00:00" },
  { VECTOR_HOURS, "2026-02-13T09:00:00", "1 working-days", "day-end", NULL, "2026-02-23T17:00:00" },
  { VECTOR_HOURS, "2026-08-26T14:59:00", "0 working-days", "day-end", "15:00", "2026-08-26T17:00:00" },
  { VECTOR_HOURS, "2026-08-26T15:00:00", "0 working-days", "day-end", "15:00", "2026-08-26T17:00:00" },
  { VECTOR_HOURS, "2026-08-26T15:00:01", "0 working-days", "day-end", "15:00", "2026-08-27T17:00:00" },
  { VECTOR_HOURS, "2026-08-26T15:59:59", "0 working-days", "same-time", "last-hour", "2026-08-26T17:00:00" },
  { VECTOR_HOURS, "2026-08-26T16:00:00", "0 working-days", "same-time", "last-hour", "2026-08-27T17:00:00" },
  { VECTOR_HOURS, "2026-08-29T10:00:00", "0 working-days", NULL, NULL, "2026-09-03T17:00:00" },
  /* same-time: the start outside hours moves; the same clock time on day N. */
  { NULL, "2026-08-12T09:20:00", "10 working-days", NULL, NULL, "2026-08-25T09:20:00" },
  { NULL, "2026-08-12T12:00:00", "1 working-day", "same-time", NULL, "2026-08-13T13:30:00" },
  { NULL, "2026-08-12T18:00:00", "1 working-day", "same-time", NULL, "2026-08-14T07:00:00" },
  /* Day N closed at that time: the end of its last session before it, else its first start. */
  { GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30", "2026-08-14T15:00:00", "1 working-day", NULL, NULL, "2026-08-15T11:30:00" },
  { "mon 07:00-11:00;tue 14:00-17:00", "2026-08-10T08:00:00", "1 working-day", NULL, NULL, "2026-08-11T14:00:00" },
  /* Half days. */
  { NULL, "2026-08-12T09:00:00", "1 half-day", "day-end", NULL, "2026-08-12T17:00:00" },
  { NULL, "2026-08-12T09:00:00", "2 half-days", "day-end", NULL, "2026-08-13T11:30:00" },
  { NULL, "2026-08-12T09:00:00", "3 half-days", "same-time", NULL, "2026-08-13T15:00:00" },
  { NULL, "2026-08-12T09:00:00", "1 half-day", "same-time", NULL, "2026-08-12T15:00:00" },
  /* Working hours used up exactly at a session's end are due at that end. */
  { NULL, "2026-08-12T13:30:00", "8 working-hours", NULL, NULL, "2026-08-13T11:30:00" },
  { NULL, "2026-08-12T07:00:00", "8 working-hours", NULL, NULL, "2026-08-12T17:00:00" },
  /* Calendar days: a non-working day moves to the end of the next working day. */
  { NULL, "2026-08-10T09:00:00", "3 calendar-days", "day-end", NULL, "2026-08-13T17:00:00" },
  { NULL, "2026-08-12T09:00:00", "3 calendar-days", "day-end", NULL, "2026-08-17T17:00:00" },
  { NULL, "2026-08-12T09:00:00", "3 calendar-days", "same-time", NULL, "2026-08-17T17:00:00" },
  /* A start on a day off lies past the cut-off. */
  { NULL, "2026-08-16T09:00:00", "1 working-day", "day-end", "15:00", "2026-08-18T17:00:00" },
  { NULL, "2026-08-16T09:00:00", "1 working-day", "day-end", NULL, "2026-08-17T17:00:00" },
  /* Cut-off first, then the rule. */
  { NULL, "2026-08-12T15:30:00", "1 working-day", "same-time", "15:00", "2026-08-14T07:00:00" },
};

static void
test_due (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbWorkCalendar) calendar =
        calendar_new (limits[i].hours != NULL ? limits[i].hours : GB_WORK_HOURS_DEFAULT);
      g_autofree char *start = g_strconcat (limits[i].start, "+07:00", NULL);
      g_autofree char *expected = g_strconcat (limits[i].due, "+07:00", NULL);
      g_autofree char *due = NULL;
      GbLimit limit;
      gint64 instant;

      g_assert_true (gb_limit_parse (limits[i].limit, limits[i].rule, limits[i].cutoff, &limit, &error));
      g_assert_true (gb_time_parse (start, &instant, &error));
      due = gb_time_format (gb_limit_due (&limit, calendar, instant));
      g_test_message ("%s from %s", limits[i].limit, limits[i].start);
      g_assert_cmpstr (due, ==, expected);
    }
}

static void
check_monotone (const char *hours,
                const char *unit)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_new (hours);
  g_autoptr (GbWorkCalendar) holiday = calendar_new (hours);
  gint64 start = gb_day_at (gb_day_from_ymd (2026, 8, 1), 0);

  gb_work_calendar_add_day (holiday, gb_day_from_ymd (2026, 8, 19), GB_DAY_OFF, GB_DAY_NONE, NULL);
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d %s", g_test_rand_int_range (1, 15), unit);
      gint64 from = start + g_test_rand_int_range (0, 30 * GB_DAY_SECONDS);
      gint64 later = from + g_test_rand_int_range (0, 100000);
      GbLimit limit, longer;

      gb_limit_parse (text, i % 2 == 0 ? "day-end" : "same-time", i % 3 == 0 ? "15:00" : NULL, &limit, NULL);
      longer = limit;
      longer.amount++;
      g_assert_cmpint (gb_limit_due (&limit, calendar, from), <=, gb_limit_due (&longer, calendar, from));
      g_assert_cmpint (gb_limit_due (&limit, calendar, from), <=, gb_limit_due (&limit, calendar, later));
      g_assert_cmpint (gb_limit_due (&limit, calendar, from), <=, gb_limit_due (&limit, holiday, from));
    }
}

/* due(received, n) never decreases in either; another holiday never makes it earlier. Half days
 * under same-time are the exception where days differ in length: half of a short day is less. */
static void
test_monotone (void)
{
  check_monotone (GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30", "working-days");
  check_monotone (GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30", "working-hours");
  check_monotone (GB_WORK_HOURS_DEFAULT ";sat 07:00-11:30", "calendar-days");
  check_monotone (GB_WORK_HOURS_DEFAULT, "half-days");
}

/* The message names the part that is wrong, and how it was written. */
static const struct
{
  const char *text;
  const char *rule;
  const char *cutoff;
  const char *part;
  const char *quoted;
} refused[] = {
  { "", NULL, NULL, "amount:", "“”" },
  { "working-days", NULL, NULL, "amount:", "“working-days”" },
  { "-1 working-days", NULL, NULL, "amount:", "“-1”" },
  { "+3 working-days", NULL, NULL, "amount:", "“+3”" },
  { " 3 working-days", NULL, NULL, "amount:", "“”" },
  { "1.5 working-days", NULL, NULL, "amount:", "“1.5”" },
  { "0x3 working-days", NULL, NULL, "amount:", "“0x3”" },
  { "3651 working-days", NULL, NULL, "amount:", "“3651”" },
  { "99999999999999999999 working-days", NULL, NULL, "amount:", "“99999999999999999999”" },
  { "3working-days", NULL, NULL, "amount:", "“3working-days”" },
  { "3", NULL, NULL, "unit:", "“”" },
  { "3 ", NULL, NULL, "unit:", "“”" },
  { "3 s", NULL, NULL, "unit:", "“s”" },
  { "3 weeks", NULL, NULL, "unit:", "“weeks”" },
  { "3  working-days", NULL, NULL, "unit:", "“ working-days”" },
  { "3 working-days ", NULL, NULL, "unit:", "“working-days ”" },
  { "3 working-dayss", NULL, NULL, "unit:", "“working-dayss”" },
  { "3 Working-days", NULL, NULL, "unit:", "“Working-days”" },
  { "3 working-days", "sometime", NULL, "rule:", "“sometime”" },
  { "3 working-days", "", NULL, "rule:", "“”" },
  { "3 working-days", "day-end ", NULL, "rule:", "“day-end ”" },
  { "3 working-days", NULL, "25:00", "cut-off:", "“25:00”" },
  { "3 working-days", NULL, "noon", "cut-off:", "“noon”" },
  { "3 working-days", NULL, "15:00:00", "cut-off:", "“15:00:00”" },
  { "3 working-days", NULL, "15:00,16:00-17:00", "cut-off:", "“15:00,16:00-17:00”" },
  { "3 working-days", NULL, " 15:00", "cut-off:", "“ 15:00”" },
  { "3 working-days", NULL, "last-hours", "cut-off:", "“last-hours”" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      GbLimit limit;

      g_assert_false (gb_limit_parse (refused[i].text, refused[i].rule, refused[i].cutoff, &limit, &error));
      g_assert_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE);
      g_assert_true (g_str_has_prefix (error->message, "limit: "));
      g_assert_nonnull (strstr (error->message, refused[i].part));
      g_assert_nonnull (strstr (error->message, refused[i].quoted));
    }
}

/* Units in the singular and the plural, whatever the number; the largest amount. */
static void
test_parsed (void)
{
  const struct
  {
    const char *text;
    GbLimitUnit unit;
    int amount;
  } parsed[] = {
    { "1 working-day", GB_LIMIT_WORKING_DAYS, 1 },      { "1 working-days", GB_LIMIT_WORKING_DAYS, 1 },
    { "3 working-day", GB_LIMIT_WORKING_DAYS, 3 },      { "3 half-day", GB_LIMIT_HALF_DAYS, 3 },
    { "1 half-days", GB_LIMIT_HALF_DAYS, 1 },           { "8 working-hour", GB_LIMIT_WORKING_HOURS, 8 },
    { "1 working-hours", GB_LIMIT_WORKING_HOURS, 1 },   { "5 calendar-day", GB_LIMIT_CALENDAR_DAYS, 5 },
    { "005 calendar-days", GB_LIMIT_CALENDAR_DAYS, 5 }, { "0 working-days", GB_LIMIT_WORKING_DAYS, 0 },
    { "3650 calendar-days", GB_LIMIT_CALENDAR_DAYS, GB_LIMIT_MOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parsed); i++)
    {
      g_autoptr (GError) error = NULL;
      GbLimit limit;

      gb_limit_parse (parsed[i].text, NULL, "", &limit, &error);
      g_assert_no_error (error);
      g_assert_cmpint (limit.unit, ==, parsed[i].unit);
      g_assert_cmpint (limit.amount, ==, parsed[i].amount);
      g_assert_cmpint (limit.rule, ==, GB_LIMIT_SAME_TIME);
      g_assert_cmpint (limit.cutoff, ==, GB_CUTOFF_NONE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limit/due", test_due);
  g_test_add_func ("/limit/monotone", test_monotone);
  g_test_add_func ("/limit/refused", test_refused);
  g_test_add_func ("/limit/parsed", test_parsed);
  return g_test_run ();
}
