/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

#include <math.h>
#include <string.h>

/* "2026-08-21 09:00" → "2026-08-21T09:00:00+07:00" */
static char *
full_time (const char *text)
{
  char *full = g_strconcat (text, strlen (text) == strlen ("2026-08-21 09:00") ? ":00" : "", "+07:00", NULL);

  full[strlen ("2026-08-21")] = 'T';
  return full;
}

/**
 * gb_fixture_at:
 * @text: a moment in Viet Nam, "2026-08-21 09:00" with or without seconds
 *
 * Returns: UTC seconds
 */
gint64
gb_fixture_at (const char *text)
{
  g_autofree char *full = full_time (text);
  g_autoptr (GError) error = NULL;
  gint64 instant = 0;

  gb_time_parse (full, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

/**
 * gb_fixture_day:
 * @text: a date; an empty text is no day
 */
GbDay
gb_fixture_day (const char *text)
{
  g_autoptr (GError) error = NULL;
  GbDay day = GB_DAY_NONE;

  if (*text != '\0')
    gb_day_parse (text, &day, &error);
  g_assert_no_error (error);
  return day;
}

/* "FROM..TO mon-fri …"; both ends may be empty, and without ".." the hours are valid always. */
static void
add_hours (GbWorkCalendar *calendar,
           const char     *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbWorkHours) hours = NULL;
  GbDay from = GB_DAY_NONE;
  GbDay to = GB_DAY_NONE;
  const char *dots = strstr (text, "..");

  if (dots != NULL)
    {
      g_autofree char *first = g_strndup (text, dots - text);
      g_autofree char *last = g_strndup (dots + 2, strcspn (dots + 2, " "));

      from = gb_fixture_day (first);
      to = gb_fixture_day (last);
      text = strchr (dots, ' ') + 1;
    }
  hours = gb_work_hours_parse (text, &error);
  g_assert_no_error (error);
  gb_work_calendar_add_hours (calendar, from, to, hours);
}

/* "-FIRST[..LAST]" is off, "+DAY[=REPLACED][@SESSIONS]" is worked. */
static void
add_record (GbWorkCalendar *calendar,
            const char     *text)
{
  g_auto (GStrv) hours = g_strsplit (text + 1, "@", 2);
  g_auto (GStrv) days = g_strsplit (hours[0], *text == '-' ? ".." : "=", 2);
  GbDay first = gb_fixture_day (days[0]);
  GbDay second = days[1] != NULL ? gb_fixture_day (days[1]) : GB_DAY_NONE;
  GbSessions sessions = { 0 };

  if (*text == '-')
    for (GbDay day = first; day <= MAX (first, second); day++)
      gb_work_calendar_add_day (calendar, day, GB_DAY_OFF, GB_DAY_NONE, NULL);
  else
    {
      g_assert_true (hours[1] == NULL || gb_sessions_parse (hours[1], &sessions, NULL));
      gb_work_calendar_add_day (calendar, first, GB_DAY_WORK, second, hours[1] != NULL ? &sessions : NULL);
    }
}

/**
 * gb_fixture_calendar:
 * @hours: (nullable): spans separated by "|", each "mon-fri …" or "FROM..TO mon-fri …"; %NULL = the
 *   usual hours
 * @calendar: (nullable): words: "-DAY", "-FIRST..LAST" off; "+DAY", "+DAY=REPLACED",
 *   "+DAY@07:00-11:30" worked; "none" = no computed holidays
 *
 * Returns: (transfer full): the calendar
 */
GbWorkCalendar *
gb_fixture_calendar (const char *hours,
                     const char *calendar)
{
  GbWorkCalendar *self = gb_work_calendar_new ();
  g_auto (GStrv) spans = g_strsplit (hours != NULL ? hours : "", "|", -1);
  g_auto (GStrv) words = g_strsplit (calendar != NULL ? calendar : "", " ", -1);

  for (guint i = 0; spans[i] != NULL; i++)
    add_hours (self, spans[i]);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], GB_FIXTURE_PLAIN))
      gb_work_calendar_set_compute_holidays (self, FALSE);
    else
      add_record (self, words[i]);
  return self;
}

/**
 * gb_fixture_events:
 * @texts: (nullable): as in GbClockVector
 *
 * Returns: (transfer full) (element-type GbDeadlineEvent): the events in the order told
 */
GArray *
gb_fixture_events (const char *texts)
{
  g_auto (GStrv) words = g_strsplit (texts != NULL ? texts : "", " ", -1);
  g_autoptr (GError) error = NULL;
  GArray *events;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (words[i], "@=", 3);
      g_autofree char *at = full_time (parts[1]);
      g_autofree char *due = parts[2] != NULL ? full_time (parts[2]) : NULL;

      g_free (words[i]);
      words[i] = g_strconcat (parts[0], "@", at, due != NULL ? "=" : NULL, due, NULL);
    }
  events = gb_deadline_events_parse ((const char *const *) words, &error);
  g_assert_no_error (error);
  return events;
}

/**
 * gb_fixture_warnings:
 *
 * Returns: (transfer full): the ids of the warnings, separated by spaces
 */
char *
gb_fixture_warnings (const GbDeadline *deadline)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < deadline->warnings->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            gb_deadline_rule_id (g_array_index (deadline->warnings, GbDeadlineRule, i)));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/**
 * gb_fixture_compute:
 *
 * Returns: (transfer full): what the engine finds for the row
 */
GbDeadline *
gb_fixture_compute (const GbClockVector *row)
{
  g_autoptr (GbWorkCalendar) calendar = gb_fixture_calendar (row->hours, row->calendar);
  g_autoptr (GArray) events = gb_fixture_events (row->events);
  g_autoptr (GError) error = NULL;
  GbLimit limit;

  gb_limit_parse (row->limit, row->rule, NULL, &limit, &error);
  g_assert_no_error (error);
  return gb_deadline_compute (&limit, calendar, gb_fixture_at (row->received),
                              (const GbDeadlineEvent *) events->data, events->len, gb_fixture_at (row->now), 2);
}

static void
check_limit (gconstpointer data)
{
  const GbLimitVector *row = data;
  g_autoptr (GbWorkCalendar) calendar = gb_fixture_calendar (row->hours, row->calendar);
  g_autoptr (GError) error = NULL;
  g_autofree char *due = NULL;
  g_autofree char *expected = full_time (row->due);
  GbLimit limit;

  g_test_message ("%s %s %s from %s (%s)", row->limit, row->rule != NULL ? row->rule : "",
                  row->cutoff != NULL ? row->cutoff : "", row->start, row->source);
  gb_limit_parse (row->limit, row->rule, row->cutoff, &limit, &error);
  g_assert_no_error (error);
  due = gb_time_format (gb_limit_due (&limit, calendar, gb_fixture_at (row->start)));
  g_assert_cmpstr (due, ==, expected);
}

/* Each step begins where the one before it ended, and the last one ends at the due moment. */
static void
check_trace (const GbDeadline *deadline)
{
  for (guint i = 0; i < deadline->trace->len; i++)
    {
      const GbDeadlineStep *step = &g_array_index (deadline->trace, GbDeadlineStep, i);

      if (i > 0)
        g_assert_cmpint (step->from, ==, (step - 1)->to);
      if (i + 1 == deadline->trace->len && step->rule != GB_RULE_FINISHED)
        g_assert_cmpint (step->to, ==, deadline->due);
    }
}

static void
check_clock (gconstpointer data)
{
  const GbClockVector *row = data;
  g_autoptr (GbDeadline) deadline = gb_fixture_compute (row);
  g_autofree char *due = deadline->has_due ? gb_time_format (deadline->due) : NULL;
  g_autofree char *expected = row->due != NULL ? full_time (row->due) : NULL;
  g_autofree char *warnings = gb_fixture_warnings (deadline);

  g_test_message ("%s from %s, %s (%s)", row->limit, row->received, row->events != NULL ? row->events : "no events",
                  row->source);
  g_assert_cmpstr (due, ==, expected);
  g_assert_cmpstr (gb_deadline_class_nick (deadline->klass), ==, row->klass);
  g_assert_cmpstr (warnings, ==, row->warnings);
  g_assert_cmpint (deadline->has_remaining, ==, deadline->klass != GB_DEADLINE_CLASS_FINISHED);
  if (deadline->has_remaining)
    g_assert_cmpint (deadline->remaining, ==, llround (row->remaining * 60));
  check_trace (deadline);
}

static void
add_row (const char      *name,
         gsize            i,
         gconstpointer    row,
         GTestDataFunc    check)
{
  g_autofree char *path = g_strdup_printf ("/%s/%03u", name, (guint) i + 1);

  g_test_add_data_func (path, row, check);
}

/**
 * gb_fixture_add_limits:
 * @name: of the table
 * @rows: (array length=n_rows): must outlive the run
 *
 * Adds a test for each row.
 */
void
gb_fixture_add_limits (const char          *name,
                       const GbLimitVector *rows,
                       gsize                n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    add_row (name, i, &rows[i], check_limit);
}

/**
 * gb_fixture_add_clocks:
 * @name: of the table
 * @rows: (array length=n_rows): must outlive the run
 *
 * Adds a test for each row.
 */
void
gb_fixture_add_clocks (const char          *name,
                       const GbClockVector *rows,
                       gsize                n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    add_row (name, i, &rows[i], check_clock);
}
