/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

#include <string.h>

/* How a due moment came about, step by step: which rule, to which moment. */

static const struct
{
  const char *limit;
  const char *rule;
  const char *cutoff;
  const char *received;
  const char *events;
  const char *steps; /* RULE=MOMENT, separated by spaces; 2026-08-03 is a Monday */
} rows[] = {
  /* Only what begins with hours says that a start outside them moved; days to their end begin with
   * the date, whatever the hour. */
  { "1 working-day", "same-time", NULL, "2026-08-03 09:00", NULL, "accepted=03T09:00 working-days:same-time=04T09:00" },
  { "1 working-day", "same-time", NULL, "2026-08-03 18:00", NULL, "accepted=03T18:00 next-open=04T07:00 working-days:same-time=05T07:00" },
  { "1 working-day", "day-end", NULL, "2026-08-03 18:00", NULL, "accepted=03T18:00 working-days:day-end=04T17:00" },
  { "1 half-day", "same-time", NULL, "2026-08-03 12:00", NULL, "accepted=03T12:00 next-open=03T13:30 half-days:same-time=04T07:30" },
  { "1 half-day", "day-end", NULL, "2026-08-03 12:00", NULL, "accepted=03T12:00 next-open=03T13:30 half-days:day-end=04T11:30" },
  { "1 half-day", "day-end", NULL, "2026-08-03 09:00", NULL, "accepted=03T09:00 half-days:day-end=03T17:00" },
  { "1 working-hour", "same-time", NULL, "2026-08-03 12:00", NULL, "accepted=03T12:00 next-open=03T13:30 working-hours=03T14:30" },
  { "1 working-hour", "day-end", NULL, "2026-08-03 12:00", NULL, "accepted=03T12:00 next-open=03T13:30 working-hours=03T14:30" },
  { "1 calendar-day", "same-time", NULL, "2026-08-02 12:00", NULL, "accepted=02T12:00 calendar-days=03T17:00" },
  { "0 working-days", "same-time", NULL, "2026-08-02 12:00", NULL, "accepted=02T12:00 same-day=03T17:00" },
  { "0 working-hours", "day-end", NULL, "2026-08-02 12:00", NULL, "accepted=02T12:00 same-day=03T17:00" },
  /* Cut-offs. */
  { "1 working-day", "day-end", "15:00", "2026-08-03 15:00", NULL, "accepted=03T15:00 working-days:day-end=04T17:00" },
  { "1 working-day", "day-end", "15:00", "2026-08-03 15:01", NULL, "accepted=03T15:01 cutoff=04T07:00 working-days:day-end=05T17:00" },
  { "1 working-day", "same-time", "last-hour", "2026-08-03 16:00", NULL, "accepted=03T16:00 last-hour=04T07:00 working-days:same-time=05T07:00" },
  { "1 working-hour", NULL, "15:00", "2026-08-02 09:00", NULL, "accepted=02T09:00 cutoff=03T07:00 working-hours=03T08:00" },
  { "1 working-day", "same-time", "15:00", "2026-08-03 06:00", NULL, "accepted=03T06:00 next-open=03T07:00 working-days:same-time=04T07:00" },
  { "0 working-days", NULL, "15:00", "2026-08-03 16:00", NULL, "accepted=03T16:00 cutoff=04T07:00 same-day=04T17:00" },
  /* What happens later. */
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "accepted@2026-08-03T10:00", "accepted=03T10:00 working-days:same-time=04T10:00" },
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "pause:finance@2026-08-03T10:00 resume@2026-08-03T11:00", "accepted=03T09:00 working-days:same-time=04T09:00 pause=04T09:00 resume=04T10:00" },
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "pause:finance@2026-08-03T10:00 pause:opinion@2026-08-03T10:30 resume@2026-08-03T11:00 resume@2026-08-03T14:00", "accepted=03T09:00 working-days:same-time=04T09:00 pause=04T09:00 resume=04T11:00" },
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "supplement-asked@2026-08-03T10:00", "accepted=03T09:00 working-days:same-time=04T09:00 supplement-asked=04T09:00" },
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "supplement-asked@2026-08-03T10:00 supplement-complete@2026-08-04T18:00", "accepted=03T09:00 working-days:same-time=04T09:00 supplement-asked=04T09:00 restart=04T18:00 next-open=05T07:00 working-days:same-time=06T07:00" },
  { "1 working-day", "day-end", "15:00", "2026-08-03 09:00", "supplement-asked@2026-08-03T10:00 supplement-complete@2026-08-04T16:00", "accepted=03T09:00 working-days:day-end=04T17:00 supplement-asked=04T17:00 restart=04T16:00 cutoff=05T07:00 working-days:day-end=06T17:00" },
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "apology@2026-08-03T10:00 extend@2026-08-03T10:00=2026-08-06T10:00 finished@2026-08-05T10:00", "accepted=03T09:00 working-days:same-time=04T09:00 extend=06T10:00 finished=05T10:00" },
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "pause:finance@2026-08-03T10:00 handed-over@2026-08-03T11:00", "accepted=03T09:00 working-days:same-time=04T09:00 pause=04T09:00 resume=04T10:00 finished=03T11:00" },
  /* What is left out leaves no step. */
  { "1 working-day", NULL, NULL, "2026-08-03 09:00", "resume@2026-08-03T10:00 pause:finance@2026-08-05T09:00 extend@2026-08-05T09:00=2026-08-10T09:00", "accepted=03T09:00 working-days:same-time=04T09:00" },
};

static void
check (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GbWorkCalendar) calendar = gb_fixture_calendar (NULL, GB_FIXTURE_2026);
  g_autoptr (GArray) events = gb_fixture_events (rows[i].events);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GbDeadline) deadline = NULL;
  gint64 received = gb_fixture_at (rows[i].received);
  GbLimit limit;

  g_assert_true (gb_limit_parse (rows[i].limit, rows[i].rule, rows[i].cutoff, &limit, NULL));
  deadline = gb_deadline_compute (&limit, calendar, received, (const GbDeadlineEvent *) events->data, events->len,
                                  gb_fixture_at ("2026-08-31 09:00"), 2);
  for (guint j = 0; j < deadline->trace->len; j++)
    {
      const GbDeadlineStep *step = &g_array_index (deadline->trace, GbDeadlineStep, j);
      g_autofree char *to = gb_time_format (step->to);

      g_assert_cmpint (step->from, ==, j == 0 ? received : (step - 1)->to);
      to[strlen ("2026-08-03T09:00")] = '\0';
      g_string_append_printf (steps, "%s%s=%s", j > 0 ? " " : "", gb_deadline_rule_id (step->rule),
                              to + strlen ("2026-08-"));
    }
  g_assert_cmpstr (steps->str, ==, rows[i].steps);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/vectors/trace/%03u", (guint) i + 1);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), check);
    }
  return g_test_run ();
}
