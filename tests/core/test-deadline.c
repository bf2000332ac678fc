/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline.h"

#define MAX_EVENTS 6

static GbWorkCalendar *
calendar_new (void)
{
  const char *const off[] = { "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19",
                              "2026-02-20", "2026-08-31", "2026-09-01", "2026-09-02" };
  GbWorkCalendar *calendar = gb_work_calendar_new ();
  GbDay day, replaced;

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

static GbDeadline *
compute (const char        *limit_text,
         const char        *received,
         const char *const *texts,
         const char        *now)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_new ();
  GbDeadlineEvent events[MAX_EVENTS];
  gsize n_events = 0;
  GbLimit limit;

  g_assert_true (gb_limit_parse (limit_text, "same-time", NULL, &limit, NULL));
  for (; n_events < MAX_EVENTS && texts[n_events] != NULL; n_events++)
    {
      g_auto (GStrv) parts = g_strsplit (texts[n_events], "=", 2);
      g_autofree char *text =
        parts[1] != NULL ? g_strconcat (parts[0], ":00+07:00=", parts[1], ":00+07:00", NULL)
                         : g_strconcat (parts[0], ":00+07:00", NULL);
      g_autoptr (GError) error = NULL;

      gb_deadline_event_parse (text, &events[n_events], &error);
      g_assert_no_error (error);
    }
  return gb_deadline_compute (&limit, calendar, at (received), events, n_events, at (now), 2);
}

static const struct
{
  const char *limit;
  const char *received;
  const char *events[MAX_EVENTS];
  const char *now;
  const char *due; /* NULL while the clock stands */
  GbDeadlineClass klass;
  int remaining; /* minutes */
  const char *warnings;
} cases[] = {
  /* The picture's dossier: ten days from 12/08 09:20, three hours of pause. */
  { "10 working-days", "2026-08-12T09:20", { "pause:finance@2026-08-14T16:00", "resume@2026-08-17T09:00" },
    "2026-08-26T07:15", "2026-08-25T14:20", GB_DEADLINE_CLASS_OVERDUE, -175, "" },
  /* Due today is not overdue, to the second. */
  { "1 working-days", "2026-08-25T08:30", { NULL }, "2026-08-26T08:30", "2026-08-26T08:30",
    GB_DEADLINE_CLASS_DUE_TODAY, 0, "" },
  { "1 working-days", "2026-08-25T08:30", { NULL }, "2026-08-26T08:31", "2026-08-26T08:30",
    GB_DEADLINE_CLASS_OVERDUE, -1, "" },
  { "3 working-days", "2026-08-25T09:00", { NULL }, "2026-08-26T09:00", "2026-08-28T09:00",
    GB_DEADLINE_CLASS_DUE_SOON, 960, "" },
  { "4 working-days", "2026-08-25T09:00", { NULL }, "2026-08-26T09:00", "2026-09-03T09:00",
    GB_DEADLINE_CLASS_ON_TRACK, 1440, "" },
  /* Supplement asked on day 2, complete on day 9, limit 5: five days from day 9. */
  { "5 working-days", "2026-08-03T09:00",
    { "supplement-asked@2026-08-04T10:00", "supplement-complete@2026-08-13T14:00" },
    "2026-08-14T07:00", "2026-08-20T14:00", GB_DEADLINE_CLASS_ON_TRACK, 4 * 480 + 270 + 30, "" },
  { "5 working-days", "2026-08-03T09:00", { "supplement-asked@2026-08-04T10:00" }, "2026-08-05T07:00", NULL,
    GB_DEADLINE_CLASS_PAUSED, 4 * 480 - 60, "" },
  /* Pause across Tết: no working time in the holiday. */
  { "2 working-days", "2026-02-12T16:00", { "pause:opinion@2026-02-13T16:00", "resume@2026-02-23T08:00" },
    "2026-02-23T09:00", "2026-02-24T08:00", GB_DEADLINE_CLASS_DUE_SOON, 420, "" },
  /* Overlapping pauses are one. */
  { "5 working-days", "2026-08-03T09:00",
    { "pause:finance@2026-08-04T09:00", "pause:opinion@2026-08-04T10:00", "resume@2026-08-04T11:00",
      "resume@2026-08-05T09:00" },
    "2026-08-05T09:00", "2026-08-11T09:00", GB_DEADLINE_CLASS_ON_TRACK, 4 * 480, "" },
  /* Extended once; a later pause still moves the new moment; the second is not applied. */
  { "5 working-days", "2026-08-03T09:00",
    { "apology@2026-08-07T16:00", "extend@2026-08-07T16:00=2026-08-14T09:00", "pause:finance@2026-08-10T09:00",
      "resume@2026-08-10T10:00", "extend@2026-08-12T09:00=2026-08-20T09:00" },
    "2026-08-12T10:00", "2026-08-14T10:00", GB_DEADLINE_CLASS_DUE_SOON, 960, "extend-twice" },
  { "5 working-days", "2026-08-03T09:00", { "apology@2026-08-10T07:30" }, "2026-08-10T08:00", "2026-08-10T09:00",
    GB_DEADLINE_CLASS_DUE_TODAY, 60, "apology-late" },
  /* After the due moment a pause or an extension changes nothing, a restart counts anew. */
  { "1 working-days", "2026-08-03T09:00", { "pause:finance@2026-08-05T09:00", "resume@2026-08-06T09:00" },
    "2026-08-06T09:00", "2026-08-04T09:00", GB_DEADLINE_CLASS_OVERDUE, -960, "pause-after-due" },
  { "1 working-days", "2026-08-03T09:00", { "extend@2026-08-05T09:00=2026-08-10T09:00" }, "2026-08-06T09:00",
    "2026-08-04T09:00", GB_DEADLINE_CLASS_OVERDUE, -960, "extend-after-due" },
  { "1 working-days", "2026-08-03T09:00",
    { "supplement-asked@2026-08-05T09:00", "supplement-complete@2026-08-06T09:00" }, "2026-08-06T09:00",
    "2026-08-07T09:00", GB_DEADLINE_CLASS_DUE_SOON, 480, "supplement-after-due" },
  /* What the law says of supplements. */
  { "9 working-days", "2026-08-03T09:00", { "supplement-asked@2026-08-07T08:00" }, "2026-08-07T09:00", NULL,
    GB_DEADLINE_CLASS_PAUSED, 5 * 480 + 60, "supplement-late" },
  { "9 working-days", "2026-08-03T09:00",
    { "supplement-asked@2026-08-04T08:00", "supplement-complete@2026-08-05T08:00", "supplement-asked@2026-08-06T08:00",
      "supplement-complete@2026-08-07T08:00" },
    "2026-08-07T08:00", "2026-08-20T08:00", GB_DEADLINE_CLASS_ON_TRACK, 9 * 480, "supplement-twice" },
  { "9 working-days", "2026-08-03T09:00", { "supplement-asked@2026-08-04T08:00" }, "2026-08-25T17:01", NULL,
    GB_DEADLINE_CLASS_PAUSED, 8 * 480 + 60, "supplement-incomplete" },
  /* Reception. */
  { "1 working-days", "2026-08-03T09:00", { "accepted@2026-08-04T09:00" }, "2026-08-04T09:00", "2026-08-05T09:00",
    GB_DEADLINE_CLASS_DUE_SOON, 480, "" },
  { "1 working-days", "2026-08-03T09:00", { "accepted@2026-08-04T09:01" }, "2026-08-04T09:01", "2026-08-05T09:01",
    GB_DEADLINE_CLASS_DUE_SOON, 480, "late-reception" },
  /* Disorder: out of order is put in order; what has no partner is left out, with a warning. */
  { "10 working-days", "2026-08-12T09:20", { "resume@2026-08-17T09:00", "pause:finance@2026-08-14T16:00" },
    "2026-08-26T07:15", "2026-08-25T14:20", GB_DEADLINE_CLASS_OVERDUE, -175, "" },
  { "1 working-days", "2026-08-03T09:00", { "resume@2026-08-03T10:00", "supplement-complete@2026-08-03T11:00" },
    "2026-08-04T09:00", "2026-08-04T09:00", GB_DEADLINE_CLASS_DUE_TODAY, 0, "no-partner" },
  { "1 working-days", "2026-08-03T09:00", { "pause:finance@2026-08-02T10:00" }, "2026-08-04T09:00",
    "2026-08-04T09:00", GB_DEADLINE_CLASS_DUE_TODAY, 0, "before-received" },
  { "5 working-days", "2026-08-03T09:00", { "pause:finance@2026-08-04T09:00" }, "2026-08-03T10:00", NULL,
    GB_DEADLINE_CLASS_PAUSED, 4 * 480, "future-event" },
  { "5 working-days", "2026-08-03T09:00", { "finished@2026-08-04T09:00", "pause:finance@2026-08-04T10:00" },
    "2026-08-20T10:00", "2026-08-10T09:00", GB_DEADLINE_CLASS_FINISHED, 0, "after-end" },
};

static char *
join_warnings (const GbDeadline *deadline)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < deadline->warnings->len; i++)
    g_ptr_array_add (ids, (gpointer) gb_deadline_rule_id (g_array_index (deadline->warnings, GbDeadlineRule, i)));
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (GStrv) ids->pdata);
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbDeadline) deadline =
        compute (cases[i].limit, cases[i].received, cases[i].events, cases[i].now);
      g_autofree char *due = deadline->has_due ? gb_time_format (deadline->due) : NULL;
      g_autofree char *expected = cases[i].due != NULL ? g_strconcat (cases[i].due, ":00+07:00", NULL) : NULL;
      g_autofree char *warnings = join_warnings (deadline);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s from %s", i, cases[i].limit, cases[i].received);
      g_assert_cmpstr (due, ==, expected);
      g_assert_cmpstr (gb_deadline_class_nick (deadline->klass), ==, gb_deadline_class_nick (cases[i].klass));
      g_assert_cmpstr (warnings, ==, cases[i].warnings);
      if (deadline->has_remaining)
        g_assert_cmpint (deadline->remaining, ==, cases[i].remaining * 60);
    }
}

static gint64
counted (const GbDeadline *deadline)
{
  gint64 seconds = 0;

  for (guint i = 0; i < deadline->ledger->len; i++)
    {
      GbLedgerEntry *entry = &g_array_index (deadline->ledger, GbLedgerEntry, i);

      if (entry->kind == GB_LEDGER_COUNTED)
        seconds += entry->seconds;
    }
  return seconds;
}

/* The ledger adds up to the limit: 80 hours are ten days. */
static void
test_ledger (void)
{
  const char *const pause[] = { "pause:finance@2026-08-14T16:00", "resume@2026-08-17T09:00", NULL };
  const char *const restart[] = { "supplement-asked@2026-08-13T16:00", "supplement-complete@2026-08-17T09:00", NULL };
  g_autoptr (GbDeadline) paused = compute ("10 working-days", "2026-08-12T09:20", pause, "2026-08-26T07:15");
  g_autoptr (GbDeadline) restarted = compute ("10 working-days", "2026-08-12T09:20", restart, "2026-08-26T07:15");

  g_assert_cmpuint (paused->ledger->len, ==, 3);
  g_assert_cmpint (counted (paused), ==, 80 * 3600);
  g_assert_cmpint (g_array_index (paused->ledger, GbLedgerEntry, 1).seconds, ==, 3 * 3600);
  g_assert_cmpint (counted (restarted), ==, 80 * 3600);
  g_assert_cmpint (g_array_index (restarted->ledger, GbLedgerEntry, 0).kind, ==, GB_LEDGER_VOID);
}

/* Each step begins where the due moment stood, and the last one ends at the due moment. */
static void
test_trace (void)
{
  const char *const events[] = { "pause:finance@2026-08-14T16:00", "resume@2026-08-17T09:00", NULL };
  const char *const ids[] = { "accepted", "working-days:same-time", "pause", "resume" };
  g_autoptr (GbDeadline) deadline = compute ("10 working-days", "2026-08-12T09:20", events, "2026-08-26T07:15");

  g_assert_cmpuint (deadline->trace->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < deadline->trace->len; i++)
    {
      GbDeadlineStep *step = &g_array_index (deadline->trace, GbDeadlineStep, i);

      g_assert_cmpstr (gb_deadline_rule_id (step->rule), ==, ids[i]);
      g_assert_cmpstr (gb_deadline_rule_source (step->rule), !=, "");
    }
  g_assert_cmpint (g_array_index (deadline->trace, GbDeadlineStep, 3).to, ==, deadline->due);
}

/* Pause and resume at once changes nothing, wherever it falls before the due moment. */
static void
test_empty_pause (void)
{
  g_autoptr (GbWorkCalendar) calendar = calendar_new ();
  gint64 start = at ("2026-08-01T00:00");

  for (int i = 0; i < 2000; i++)
    {
      GbLimit limit = { i % 4, g_test_rand_int_range (1, 12), i % 8 < 4 ? GB_LIMIT_DAY_END : GB_LIMIT_SAME_TIME,
                        GB_CUTOFF_NONE };
      gint64 received = start + g_test_rand_int_range (0, 20 * GB_DAY_SECONDS);
      gint64 due = gb_limit_due (&limit, calendar, received);
      gint64 moment = received + g_test_rand_int_range (0, (int) (due - received) + 1);
      GbDeadlineEvent events[] = { { GB_DEADLINE_EVENT_PAUSE, GB_PAUSE_OPINION, moment, 0 },
                                   { GB_DEADLINE_EVENT_RESUME, 0, moment, 0 } };
      g_autoptr (GbDeadline) deadline = gb_deadline_compute (&limit, calendar, received, events, 2, received, 2);

      g_assert_cmpint (deadline->due, ==, due);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/cases", test_cases);
  g_test_add_func ("/deadline/ledger", test_ledger);
  g_test_add_func ("/deadline/trace", test_trace);
  g_test_add_func ("/deadline/empty-pause", test_empty_pause);
  return g_test_run ();
}
