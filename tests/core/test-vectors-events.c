/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* What the law forbids and what cannot be true: a warning, never a guess. Reception and the notices
 * that have their last day, to the second. */

#define V GB_FIXTURE_VECTORS
#define S GB_FIXTURE_SATURDAYS
#define Y GB_FIXTURE_2026
#define FIVE "5 working-days", NULL, "2026-08-03 09:00"
#define NINE "9 working-days", NULL, "2026-08-03 09:00"
#define ONE "1 working-day", NULL, "2026-08-03 09:00"
#define D61_4 "Decree 61/2018 art. 19(4)"
#define D61_9 "Decree 61/2018 art. 19(9)"
#define CLASH "DOMAIN: clock, never a guess"
#define RECEPTION "DOMAIN: limit rules, reception clock"

/* Accepted later than 8 working hours after it came in. */
static const GbClockVector reception[] = {
  { ONE, "accepted@2026-08-04T09:00:00", "2026-08-04 09:00", "2026-08-05 09:00", "due-soon", 480, "", NULL, Y, RECEPTION },
  { ONE, "accepted@2026-08-04T09:00:01", "2026-08-05 09:00:01", "2026-08-05 09:00:01", "due-today", 0, "late-reception", NULL, Y, RECEPTION },
  { "1 working-day", NULL, "2026-08-07 16:00", "accepted@2026-08-10T16:00:00", "2026-08-11 16:00", "2026-08-11 16:00", "due-today", 0, "", NULL, Y, RECEPTION },
  { "1 working-day", NULL, "2026-08-07 16:00", "accepted@2026-08-10T16:00:01", "2026-08-11 16:00:01", "2026-08-11 16:00:01", "due-today", 0, "late-reception", NULL, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-02-13 16:00", "accepted@2026-02-23T16:00:00", "2026-02-24 16:00", "2026-02-24 17:00", "due-today", 60, "", NULL, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-08-03 07:30", "accepted@2026-08-04T08:00:00", "2026-08-05 16:00", "2026-08-05 17:00", "due-today", 60, "", V, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-08-03 07:30", "accepted@2026-08-04T08:00:01", "2026-08-05 16:00", "2026-08-05 17:00", "due-today", 60, "late-reception", V, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-08-14 15:00", "accepted@2026-08-17T08:30:00", "2026-08-18 16:00", "2026-08-18 17:00", "due-today", 60, "", S, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-08-14 15:00", "accepted@2026-08-17T08:30:01", "2026-08-18 16:00", "2026-08-18 17:00", "due-today", 60, "late-reception", S, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-08-09 10:00", "accepted@2026-08-11T07:00:00", "2026-08-12 16:00", "2026-08-12 17:00", "due-today", 60, "", NULL, Y, RECEPTION },
  { "1 working-day", "day-end", "2026-08-09 10:00", "accepted@2026-08-11T07:00:01", "2026-08-12 16:00", "2026-08-12 17:00", "due-today", 60, "late-reception", NULL, Y, RECEPTION },
  /* The limit counts from the moment of acceptance. */
  { "1 working-hour", NULL, "2026-08-03 09:00", "accepted@2026-08-03T16:30", "2026-08-04 07:00", "2026-08-04 07:30", "due-today", 30, "", NULL, Y, "DOMAIN: limit rules, from acceptance" },
};

static const GbClockVector supplements[] = {
  /* Notice at the latest 3 working days after receipt. */
  { NINE, "supplement-asked@2026-08-06T17:00:00", "2026-08-07 09:00", NULL, "paused", 2520, "", NULL, Y, D61_4 },
  { NINE, "supplement-asked@2026-08-06T17:00:01", "2026-08-07 09:00", NULL, "paused", 2520, "supplement-late", NULL, Y, D61_4 },
  { "9 working-days", "day-end", "2026-08-28 09:00", "supplement-asked@2026-09-07T17:00:00", "2026-09-08 09:00", NULL, "paused", 2880, "", NULL, Y, D61_4 },
  { "9 working-days", "day-end", "2026-08-28 09:00", "supplement-asked@2026-09-07T17:00:01", "2026-09-08 09:00", NULL, "paused", 2880, "supplement-late", NULL, Y, D61_4 },
  { "9 working-days", "day-end", "2026-08-03 23:00", "supplement-asked@2026-08-06T17:00:00", "2026-08-07 09:00", NULL, "paused", 2880, "", NULL, Y, D61_4 },
  { "9 working-days", "day-end", "2026-08-14 09:00", "supplement-asked@2026-08-18T17:00:01", "2026-08-19 09:00", NULL, "paused", 2880, "supplement-late", S, Y, D61_4 },
  { "9 working-days", "day-end", "2026-08-03 09:00", "accepted@2026-08-03T16:00 supplement-asked@2026-08-06T17:00:01", "2026-08-07 09:00", NULL, "paused", 2880, "supplement-late", NULL, Y, D61_4 },
  /* Only once. */
  { FIVE, "supplement-asked@2026-08-04T09:00 supplement-complete@2026-08-05T09:00 supplement-asked@2026-08-06T09:00", "2026-08-07 09:00", NULL, "paused", 1920, "supplement-twice", NULL, Y, "DOMAIN: clock, asked only once" },
  { FIVE, "supplement-asked@2026-08-04T09:00 supplement-asked@2026-08-05T09:00 supplement-complete@2026-08-06T09:00", "2026-08-13 09:00", "2026-08-13 09:00", "due-today", 0, "supplement-twice", NULL, Y, "DOMAIN: clock, asked only once" },
  /* Not completed after 15 working days: the 15th after 4 August is Monday the 24th. */
  { NINE, "supplement-asked@2026-08-04T08:00", "2026-08-24 17:00:00", NULL, "paused", 3900, "", NULL, Y, D61_4 },
  { NINE, "supplement-asked@2026-08-04T08:00", "2026-08-24 17:00:01", NULL, "paused", 3900, "supplement-incomplete", NULL, Y, D61_4 },
  { NINE, "supplement-asked@2026-08-04T08:00 supplement-asked@2026-08-05T08:00", "2026-08-24 17:00:01", NULL, "paused", 3900, "supplement-twice supplement-incomplete", NULL, Y, D61_4 },
  { FIVE, "supplement-asked@2026-08-04T08:00 supplement-complete@2026-08-24T17:00:00", "2026-09-04 07:00", "2026-09-04 07:00", "due-today", 0, "", NULL, Y, D61_4 },
  { FIVE, "supplement-asked@2026-08-04T08:00 supplement-complete@2026-08-25T08:00", "2026-09-04 08:00", "2026-09-04 08:00", "due-today", 0, "supplement-incomplete", NULL, Y, D61_4 },
};

/* The letter goes out at the latest one day before the deadline: the working day before the due day. */
static const GbClockVector letters[] = {
  { FIVE, "apology@2026-08-07T23:59:59", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "", NULL, Y, D61_9 },
  { FIVE, "apology@2026-08-08T00:00:00", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "apology-late", NULL, Y, D61_9 },
  { FIVE, "apology@2026-08-10T08:00", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "apology-late", NULL, Y, D61_9 },
  { "1 working-day", NULL, "2026-08-28 09:00", "apology@2026-08-28T16:00", "2026-09-03 08:00", "2026-09-03 09:00", "due-today", 60, "", NULL, Y, D61_9 },
  { "1 working-day", NULL, "2026-08-28 09:00", "apology@2026-09-01T08:00", "2026-09-03 08:00", "2026-09-03 09:00", "due-today", 60, "apology-late", NULL, Y, D61_9 },
  { "2 working-days", NULL, "2026-08-21 09:00", "apology@2026-08-22T08:00", "2026-08-24 08:00", "2026-08-24 09:00", "due-today", 60, "", NULL, Y, D61_9 },
  { FIVE, "pause:finance@2026-08-07T09:00 apology@2026-08-10T08:00", "2026-08-10 08:00", NULL, "paused", 480, "", NULL, Y, "DOMAIN: apology letter, not paused" },
  { FIVE, "apology@2026-08-10T08:00 extend@2026-08-10T08:00=2026-08-12T09:00", "2026-08-12 08:00", "2026-08-12 09:00", "due-today", 60, "apology-late", NULL, Y, D61_9 },
};

static const GbClockVector clashes[] = {
  /* Out of order: events apply in time order. */
  { FIVE, "resume@2026-08-04T10:00 pause:finance@2026-08-04T09:00", "2026-08-10 09:00", "2026-08-10 10:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, events in time order" },
  { FIVE, "supplement-complete@2026-08-06T09:00 supplement-asked@2026-08-04T09:00", "2026-08-13 09:00", "2026-08-13 09:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, events in time order" },
  { FIVE, "extend@2026-08-06T09:00=2026-08-20T09:00 extend@2026-08-05T09:00=2026-08-14T09:00", "2026-08-14 09:00", "2026-08-14 09:00", "due-today", 0, "extend-twice", NULL, Y, "DOMAIN: clock, events in time order" },
  { ONE, "pause:finance@2026-08-03T15:00 accepted@2026-08-03T14:00 resume@2026-08-03T16:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, events in time order" },
  /* Missing partner. */
  { FIVE, "resume@2026-08-04T10:00", "2026-08-10 09:00", "2026-08-10 09:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { FIVE, "supplement-complete@2026-08-04T10:00", "2026-08-10 09:00", "2026-08-10 09:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00 resume@2026-08-04T11:00", "2026-08-10 10:00", "2026-08-10 10:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { FIVE, "supplement-asked@2026-08-04T09:00 supplement-complete@2026-08-05T09:00 supplement-complete@2026-08-06T09:00", "2026-08-12 09:00", "2026-08-12 09:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { FIVE, "supplement-asked@2026-08-04T09:00 resume@2026-08-05T09:00 supplement-complete@2026-08-06T09:00", "2026-08-13 09:00", "2026-08-13 09:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { FIVE, "pause:finance@2026-08-04T09:00 supplement-complete@2026-08-05T09:00 resume@2026-08-05T09:00", "2026-08-11 09:00", "2026-08-11 09:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { ONE, "accepted@2026-08-03T15:00 accepted@2026-08-03T16:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { ONE, "pause:finance@2026-08-03T10:00 resume@2026-08-03T11:00 accepted@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { ONE, "finished@2026-08-03T10:00 accepted@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  /* Papers asked for before acceptance have their partner. */
  { ONE, "supplement-asked@2026-08-03T10:00 supplement-complete@2026-08-03T14:00 accepted@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "", NULL, Y, "DOMAIN: ten states, 1 to 5 to 2" },
  { ONE, "accepted@2026-08-03T15:00 supplement-asked@2026-08-03T10:00 supplement-complete@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "", NULL, Y, "DOMAIN: ten states, 1 to 5 to 2" },
  { ONE, "supplement-asked@2026-08-03T10:00 supplement-complete@2026-08-03T14:00 supplement-complete@2026-08-03T14:30 accepted@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  { ONE, "supplement-complete@2026-08-03T14:30 accepted@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "no-partner", NULL, Y, CLASH },
  /* The same event twice counts once. */
  { FIVE, "pause:finance@2026-08-04T09:00 pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 10:00", "2026-08-10 10:00", "due-today", 0, "duplicate", NULL, Y, CLASH },
  { FIVE, "supplement-asked@2026-08-04T09:00 supplement-asked@2026-08-04T09:00 supplement-complete@2026-08-05T09:00", "2026-08-12 09:00", "2026-08-12 09:00", "due-today", 0, "duplicate", NULL, Y, CLASH },
  { FIVE, "extend@2026-08-04T09:00=2026-08-14T09:00 extend@2026-08-04T09:00=2026-08-14T09:00", "2026-08-14 09:00", "2026-08-14 09:00", "due-today", 0, "duplicate", NULL, Y, CLASH },
  { ONE, "accepted@2026-08-03T15:00 accepted@2026-08-03T15:00", "2026-08-04 15:00", "2026-08-04 15:00", "due-today", 0, "duplicate", NULL, Y, CLASH },
  { FIVE, "finished@2026-08-04T09:00 finished@2026-08-04T09:00", "2026-08-10 09:00", "2026-08-10 09:00", "finished", 0, "duplicate", NULL, Y, CLASH },
  { FIVE, "pause:finance@2026-08-04T09:00 pause:opinion@2026-08-04T09:00 resume@2026-08-04T10:00 resume@2026-08-04T11:00", "2026-08-10 11:00", "2026-08-10 11:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, overlapping pauses" },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T09:00 pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 10:00", "2026-08-10 10:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, pause" },
  /* Later than now: they count. */
  { FIVE, "pause:finance@2026-08-04T09:00", "2026-08-03 10:00", NULL, "paused", 1920, "future-event", NULL, Y, "DOMAIN: clock, later than now" },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-04 09:30", "2026-08-10 10:00", "on-track", 1950, "future-event", NULL, Y, "DOMAIN: clock, later than now" },
  { FIVE, "finished@2026-08-04T09:00:01", "2026-08-04 09:00:00", "2026-08-10 09:00", "finished", 0, "future-event", NULL, Y, "DOMAIN: clock, later than now" },
  { FIVE, "finished@2026-08-04T09:00:00", "2026-08-04 09:00:00", "2026-08-10 09:00", "finished", 0, "", NULL, Y, "DOMAIN: clock, later than now" },
  /* Before reception. */
  { FIVE, "pause:finance@2026-08-03T08:59:59", "2026-08-10 09:00", "2026-08-10 09:00", "due-today", 0, "before-received", NULL, Y, CLASH },
  { FIVE, "pause:finance@2026-08-02T09:00 resume@2026-08-03T10:00", "2026-08-10 09:00", "2026-08-10 09:00", "due-today", 0, "before-received no-partner", NULL, Y, CLASH },
  { FIVE, "accepted@2026-08-03T08:00 pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 10:00", "2026-08-10 10:00", "due-today", 0, "before-received", NULL, Y, CLASH },
  { FIVE, "finished@2026-08-02T09:00", "2026-08-10 09:00", "2026-08-10 09:00", "due-today", 0, "before-received", NULL, Y, CLASH },
  /* After the end. */
  { FIVE, "finished@2026-08-04T09:00 pause:finance@2026-08-04T10:00", "2026-08-20 10:00", "2026-08-10 09:00", "finished", 0, "after-end", NULL, Y, CLASH },
  { FIVE, "finished@2026-08-04T09:00 extend@2026-08-04T10:00=2026-08-14T09:00", "2026-08-20 10:00", "2026-08-10 09:00", "finished", 0, "after-end", NULL, Y, CLASH },
  { FIVE, "finished@2026-08-04T09:00 handed-over@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-10 09:00", "finished", 0, "", NULL, Y, "DOMAIN: ten states, 9 and 10" },
  { FIVE, "handed-over@2026-08-04T09:00 finished@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-10 09:00", "finished", 0, "after-end", NULL, Y, CLASH },
  { FIVE, "handed-over@2026-08-04T09:00 handed-over@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-10 09:00", "finished", 0, "after-end", NULL, Y, CLASH },
  { FIVE, "finished@2026-08-04T09:00 handed-over@2026-08-05T09:00 handed-over@2026-08-06T09:00", "2026-08-20 10:00", "2026-08-10 09:00", "finished", 0, "after-end", NULL, Y, CLASH },
  { FIVE, "finished@2026-08-04T09:00 accepted@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-12 09:00", "overdue", -2940, "no-partner late-reception", NULL, Y, CLASH },
  /* It ended while the clock stood: the pause ends there, and papers that never came leave no due moment. */
  { FIVE, "pause:finance@2026-08-04T09:00 finished@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-11 09:00", "finished", 0, "open-at-end", NULL, Y, "DOMAIN: clock, pause; missing partner" },
  { FIVE, "pause:finance@2026-08-04T09:00 pause:opinion@2026-08-04T10:00 resume@2026-08-04T11:00 handed-over@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-11 09:00", "finished", 0, "open-at-end", NULL, Y, "DOMAIN: clock, pause; missing partner" },
  { FIVE, "supplement-asked@2026-08-04T09:00 finished@2026-08-05T09:00", "2026-08-20 10:00", NULL, "finished", 0, "open-at-end", NULL, Y, "DOMAIN: clock, restart; missing partner" },
  { FIVE, "supplement-asked@2026-08-04T09:00 finished@2026-08-05T09:00", "2026-09-30 10:00", NULL, "finished", 0, "open-at-end", NULL, Y, "DOMAIN: clock, restart; closed, so not to be closed" },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-05T09:00 finished@2026-08-05T09:00", "2026-08-20 10:00", "2026-08-11 09:00", "finished", 0, "", NULL, Y, "DOMAIN: clock, pause" },
};

/* An extension backwards cannot be typed, but a feed could send it. */
static void
test_backwards (void)
{
  const gint64 offsets[] = { 0, -1, -86400 };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (GbWorkCalendar) calendar = gb_fixture_calendar (NULL, Y);
      gint64 at = gb_fixture_at ("2026-08-04 09:00");
      GbDeadlineEvent event = { GB_DEADLINE_EVENT_EXTEND, 0, at, at + offsets[i] };
      GbLimit limit = { GB_LIMIT_WORKING_DAYS, 5, GB_LIMIT_SAME_TIME, GB_CUTOFF_NONE };
      g_autoptr (GbDeadline) deadline =
        gb_deadline_compute (&limit, calendar, gb_fixture_at ("2026-08-03 09:00"), &event, 1, at, 2);
      g_autofree char *warnings = gb_fixture_warnings (deadline);

      g_assert_cmpstr (warnings, ==, "extend-backwards");
      g_assert_cmpint (deadline->due, ==, gb_fixture_at ("2026-08-10 09:00"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_fixture_add_clocks ("vectors/reception", reception, G_N_ELEMENTS (reception));
  gb_fixture_add_clocks ("vectors/supplements", supplements, G_N_ELEMENTS (supplements));
  gb_fixture_add_clocks ("vectors/letters", letters, G_N_ELEMENTS (letters));
  gb_fixture_add_clocks ("vectors/clashes", clashes, G_N_ELEMENTS (clashes));
  g_test_add_func ("/vectors/backwards", test_backwards);
  return g_test_run ();
}
