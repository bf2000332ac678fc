/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* What happens to the clock: pause, restart, extend and how they meet. Every due moment was worked out
 * from the text named in its row; 3 August 2026 is a Monday, five days from its 09:00 are due on
 * Monday the 10th at 09:00. */

#define V GB_FIXTURE_VECTORS
#define Y GB_FIXTURE_2026
#define FIVE "5 working-days", NULL, "2026-08-03 09:00"
#define D61_4 "Decree 61/2018 art. 19(4)"
#define D61_9 "Decree 61/2018 art. 19(9)"
#define PAUSE "DOMAIN: clock, pause"

static const GbClockVector pauses[] = {
  /* Friday 16:00 to Monday 09:00 is 1 h + 2 h, under both rules. */
  { FIVE, "pause:finance@2026-08-07T16:00 resume@2026-08-10T09:00", "2026-08-10 10:00", "2026-08-10 14:00", "due-today", 120, "", NULL, Y, PAUSE },
  { "5 working-days", "day-end", "2026-08-03 09:00", "pause:finance@2026-08-07T16:00 resume@2026-08-10T09:00", "2026-08-10 10:00", "2026-08-11 10:00", "due-soon", 480, "", NULL, Y, PAUSE },
  { "3 calendar-days", NULL, "2026-08-03 09:00", "pause:finance@2026-08-04T09:00 resume@2026-08-04T11:00", "2026-08-05 07:00", "2026-08-07 09:00", "due-soon", 1080, "", NULL, Y, PAUSE },
  { "8 working-hours", NULL, "2026-08-03 09:00", "pause:finance@2026-08-03T16:00 resume@2026-08-04T08:00", "2026-08-04 08:00", "2026-08-04 11:00", "due-today", 180, "", NULL, Y, PAUSE },
  { "2 half-days", NULL, "2026-08-03 09:00", "pause:finance@2026-08-03T10:00 resume@2026-08-03T11:00", "2026-08-04 07:00", "2026-08-04 10:00", "due-today", 180, "", NULL, Y, PAUSE },
  { "0 working-days", NULL, "2026-08-03 09:00", "pause:finance@2026-08-03T10:00 resume@2026-08-03T11:00", "2026-08-03 16:00", "2026-08-04 08:00", "due-soon", 120, "", NULL, Y, PAUSE },
  /* Every kind of pause is one. */
  { FIVE, "pause:opinion@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 09:00", "2026-08-10 10:00", "due-today", 60, "", NULL, Y, PAUSE },
  { FIVE, "pause:verification@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 09:00", "2026-08-10 10:00", "due-today", 60, "", NULL, Y, PAUSE },
  { FIVE, "pause:identity@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 09:00", "2026-08-10 10:00", "due-today", 60, "", NULL, Y, PAUSE },
  { FIVE, "pause:stopped@2026-08-04T09:00 resume@2026-08-04T10:00", "2026-08-10 09:00", "2026-08-10 10:00", "due-today", 60, "", NULL, Y, "DOMAIN: ten states, 8" },
  /* No working time in it: nothing moves. */
  { FIVE, "pause:finance@2026-08-04T11:30 resume@2026-08-04T13:30", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "", NULL, Y, PAUSE },
  { FIVE, "pause:finance@2026-08-04T17:00 resume@2026-08-05T07:00", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "", NULL, Y, PAUSE },
  { FIVE, "pause:finance@2026-08-08T10:00 resume@2026-08-09T10:00", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "", NULL, Y, PAUSE },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T09:00", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: properties, empty pause" },
  /* Never rounded. */
  { FIVE, "pause:finance@2026-08-04T09:00:00 resume@2026-08-04T09:00:01", "2026-08-10 09:00:01", "2026-08-10 09:00:01", "due-today", 0, "", NULL, Y, PAUSE },
  { FIVE, "pause:finance@2026-08-04T11:29:30 resume@2026-08-04T13:30:15", "2026-08-10 09:00:00", "2026-08-10 09:00:45", "due-today", 0.75, "", NULL, Y, PAUSE },
  /* Tết and other days off. */
  { "3 working-days", "day-end", "2026-02-12 09:00", "pause:opinion@2026-02-13T17:00 resume@2026-02-23T07:30", "2026-02-23 08:00", "2026-02-24 17:00", "due-soon", 870, "", V, Y, "DOMAIN: test vectors" },
  { "3 working-days", "day-end", "2026-02-12 09:00", "pause:opinion@2026-02-13T16:00 resume@2026-02-23T08:30", "2026-02-23 09:00", "2026-02-25 09:30", "due-soon", 930, "", V, Y, "DOMAIN: test vectors" },
  { "5 working-days", NULL, "2026-08-19 09:00", "pause:opinion@2026-08-21T16:00 resume@2026-08-24T08:00", "2026-08-24 08:00", "2026-08-26 11:00", "due-soon", 1140, "", NULL, Y, "DOMAIN: working time, make-up days" },
  { "2 working-days", NULL, "2026-12-29 09:00", "pause:opinion@2026-12-30T16:00 resume@2027-01-04T08:00", "2027-01-04 08:00", "2027-01-04 11:00", "due-today", 180, "", NULL, Y, "Labour Code 2019 art. 112(1)(a)" },
  { "1 working-day", NULL, "2028-02-28 09:00", "pause:opinion@2028-02-28T10:00 resume@2028-02-29T10:00", "2028-02-29 10:00", "2028-03-01 09:00", "due-soon", 420, "", NULL, NULL, PAUSE },
  /* Overlapping pauses are one. */
  { FIVE, "pause:finance@2026-08-04T09:00 pause:opinion@2026-08-04T10:00 resume@2026-08-04T11:00 resume@2026-08-05T09:00", "2026-08-05 09:00", "2026-08-11 09:00", "on-track", 1920, "", NULL, Y, "DOMAIN: clock, overlapping pauses" },
  { FIVE, "pause:opinion@2026-08-04T09:00 pause:opinion@2026-08-04T10:00 resume@2026-08-04T11:00 resume@2026-08-04T14:00", "2026-08-04 15:00", "2026-08-10 14:00", "on-track", 1860, "", NULL, Y, "DOMAIN: clock, overlapping pauses" },
  { FIVE, "pause:finance@2026-08-04T09:00 pause:opinion@2026-08-04T10:00 resume@2026-08-04T11:00", "2026-08-05 09:00", NULL, "paused", 1920, "", NULL, Y, "DOMAIN: clock, overlapping pauses" },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00 pause:opinion@2026-08-05T15:00 resume@2026-08-05T16:00", "2026-08-06 07:00", "2026-08-10 11:00", "due-soon", 1200, "", NULL, Y, PAUSE },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00 pause:opinion@2026-08-04T10:00 resume@2026-08-04T11:00", "2026-08-06 07:00", "2026-08-10 11:00", "due-soon", 1200, "", NULL, Y, PAUSE },
  /* While a pause is open, due is null and remaining is what was left. */
  { FIVE, "pause:finance@2026-08-04T09:00", "2026-08-20 09:00", NULL, "paused", 1920, "", NULL, Y, "DOMAIN: clock, an open pause" },
  { FIVE, "pause:stopped@2026-08-04T12:00", "2026-08-04 12:00", NULL, "paused", 1770, "", NULL, Y, "DOMAIN: clock, an open pause" },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00 pause:finance@2026-08-10T09:30", "2026-09-10 10:00", NULL, "paused", 30, "", NULL, Y, "DOMAIN: clock, an open pause" },
  /* At the due moment it is not after it yet. */
  { "1 working-day", NULL, "2026-08-03 09:00", "pause:finance@2026-08-04T09:00:00 resume@2026-08-05T09:00", "2026-08-05 09:00", "2026-08-05 09:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, after the due moment" },
  { "1 working-day", NULL, "2026-08-03 09:00", "pause:finance@2026-08-04T09:00:01 resume@2026-08-05T09:00", "2026-08-05 09:00", "2026-08-04 09:00", "overdue", -480, "pause-after-due", NULL, Y, "DOMAIN: clock, after the due moment" },
  { "1 working-day", NULL, "2026-08-03 09:00", "pause:finance@2026-08-04T10:00", "2026-08-05 09:00", "2026-08-04 09:00", "overdue", -480, "pause-after-due", NULL, Y, "DOMAIN: clock, after the due moment" },
  { "1 working-day", NULL, "2026-08-03 09:00", "pause:finance@2026-08-04T08:00 pause:opinion@2026-08-05T08:00 resume@2026-08-05T09:00 resume@2026-08-06T08:00", "2026-08-06 08:00", "2026-08-06 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, overlapping pauses" },
};

static const GbClockVector restarts[] = {
  /* Supplement asked on day 2, complete on day 9, limit 5: five days from day 9. */
  { "5 working-days", "day-end", "2026-08-03 09:00", "supplement-asked@2026-08-04T10:00 supplement-complete@2026-08-13T14:00", "2026-08-14 07:30", "2026-08-20 17:00", "on-track", 2250, "", V, Y, "DOMAIN: test vectors" },
  { FIVE, "supplement-asked@2026-08-04T10:00 supplement-complete@2026-08-11T10:00", "2026-08-18 10:00", "2026-08-18 10:00", "due-today", 0, "", NULL, Y, D61_4 },
  { FIVE, "supplement-asked@2026-08-04T10:00 supplement-complete@2026-08-15T10:00", "2026-08-22 06:00", "2026-08-22 07:00", "due-today", 0, "", NULL, Y, D61_4 },
  { "5 working-days", "day-end", "2026-08-03 09:00", "supplement-asked@2026-08-04T10:00 supplement-complete@2026-08-13T23:59:59", "2026-08-20 17:00:01", "2026-08-20 17:00", "overdue", 0, "", NULL, Y, D61_4 },
  { "0 working-days", NULL, "2026-08-03 09:00", "supplement-asked@2026-08-03T10:00 supplement-complete@2026-08-05T09:00", "2026-08-05 16:00", "2026-08-05 17:00", "due-today", 60, "", NULL, Y, D61_4 },
  { "8 working-hours", NULL, "2026-08-03 09:00", "supplement-asked@2026-08-03T16:00 supplement-complete@2026-08-05T09:00", "2026-08-06 09:00", "2026-08-06 09:00", "due-today", 0, "", NULL, Y, D61_4 },
  { "3 calendar-days", NULL, "2026-08-03 09:00", "supplement-asked@2026-08-04T16:00 supplement-complete@2026-08-05T09:00", "2026-08-10 16:00", "2026-08-10 17:00", "due-today", 60, "", NULL, Y, D61_4 },
  { "5 working-days", "day-end", "2026-02-09 09:00", "supplement-asked@2026-02-10T09:00 supplement-complete@2026-02-13T10:00", "2026-02-27 16:00", "2026-02-27 17:00", "due-today", 60, "", V, Y, "DOMAIN: working time, Tết 2026" },
  { FIVE, "supplement-asked@2026-08-04T10:00", "2026-08-05 07:00", NULL, "paused", 1860, "", NULL, Y, D61_4 },
  { "9 working-days", NULL, "2026-08-03 09:00", "supplement-asked@2026-08-04T08:00 supplement-complete@2026-08-05T08:00 supplement-asked@2026-08-06T08:00 supplement-complete@2026-08-07T08:00", "2026-08-20 08:00", "2026-08-20 08:00", "due-today", 0, "supplement-twice", NULL, Y, "DOMAIN: clock, asked only once" },
  /* After the due moment it counts anew, with a warning; at it there is none. */
  { "1 working-day", NULL, "2026-08-03 09:00", "supplement-asked@2026-08-04T09:00:00 supplement-complete@2026-08-05T09:00", "2026-08-06 09:00", "2026-08-06 09:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, after the due moment" },
  { "1 working-day", NULL, "2026-08-03 09:00", "supplement-asked@2026-08-04T09:00:01 supplement-complete@2026-08-05T09:00", "2026-08-06 09:00", "2026-08-06 09:00", "due-today", 0, "supplement-after-due", NULL, Y, "DOMAIN: clock, after the due moment" },
  /* With pauses: what was paused before counts no more, what is paused after moves the new moment. */
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00 supplement-asked@2026-08-04T14:00 supplement-complete@2026-08-06T09:00", "2026-08-13 08:00", "2026-08-13 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, three operations" },
  { FIVE, "supplement-asked@2026-08-04T14:00 supplement-complete@2026-08-06T09:00 pause:finance@2026-08-07T09:00 resume@2026-08-07T11:00", "2026-08-13 08:00", "2026-08-13 11:00", "due-today", 180, "", NULL, Y, "DOMAIN: clock, three operations" },
  { FIVE, "pause:finance@2026-08-04T09:00 supplement-asked@2026-08-04T10:00 resume@2026-08-05T09:00 supplement-complete@2026-08-06T09:00", "2026-08-13 08:00", "2026-08-13 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, three operations" },
  { FIVE, "pause:finance@2026-08-04T09:00 supplement-asked@2026-08-04T10:00 supplement-complete@2026-08-06T09:00 resume@2026-08-07T09:00", "2026-08-14 08:00", "2026-08-14 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, three operations" },
  { FIVE, "pause:finance@2026-08-04T09:00 supplement-asked@2026-08-04T10:00 supplement-complete@2026-08-06T09:00", "2026-08-14 08:00", NULL, "paused", 2400, "", NULL, Y, "DOMAIN: clock, three operations" },
  { FIVE, "supplement-asked@2026-08-04T10:00 pause:finance@2026-08-04T11:00 supplement-complete@2026-08-06T09:00 resume@2026-08-06T11:00", "2026-08-13 08:00", "2026-08-13 11:00", "due-today", 180, "", NULL, Y, "DOMAIN: clock, three operations" },
};

static const GbClockVector extensions[] = {
  { FIVE, "extend@2026-08-07T16:00=2026-08-14T09:00", "2026-08-10 08:00", "2026-08-14 09:00", "on-track", 1980, "", NULL, Y, D61_9 },
  { "5 working-days", "day-end", "2026-08-03 09:00", "extend@2026-08-07T16:00=2026-08-14T17:00", "2026-08-14 16:00", "2026-08-14 17:00", "due-today", 60, "", NULL, Y, D61_9 },
  { FIVE, "extend@2026-08-06T16:00=2026-08-09T10:00", "2026-08-07 09:00", "2026-08-09 10:00", "due-soon", 360, "", NULL, Y, D61_9 },
  { FIVE, "extend@2026-08-07T16:00=2026-08-14T09:00 extend@2026-08-12T09:00=2026-08-20T09:00", "2026-08-13 09:00", "2026-08-14 09:00", "due-soon", 480, "extend-twice", NULL, Y, D61_9 },
  { FIVE, "extend@2026-08-07T16:00=2026-08-14T09:00 extend@2026-08-07T16:00=2026-08-20T09:00", "2026-08-13 09:00", "2026-08-14 09:00", "due-soon", 480, "extend-twice", NULL, Y, D61_9 },
  /* A later pause still moves the new moment, an earlier one is in it already. */
  { FIVE, "extend@2026-08-07T16:00=2026-08-14T09:00 pause:finance@2026-08-10T09:00 resume@2026-08-10T10:00", "2026-08-14 09:00", "2026-08-14 10:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, extend once" },
  { FIVE, "pause:finance@2026-08-04T09:00 resume@2026-08-04T10:00 extend@2026-08-07T16:00=2026-08-14T09:00", "2026-08-14 09:00", "2026-08-14 09:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, extend once" },
  { FIVE, "pause:finance@2026-08-06T09:00 extend@2026-08-07T09:00=2026-08-14T09:00 resume@2026-08-10T09:00", "2026-08-17 08:00", "2026-08-17 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, extend once" },
  { FIVE, "pause:finance@2026-08-06T09:00 extend@2026-08-07T09:00=2026-08-14T09:00", "2026-08-17 08:00", NULL, "paused", 2400, "", NULL, Y, "DOMAIN: clock, an open pause" },
  { FIVE, "extend@2026-08-07T16:00=2026-08-09T10:00 pause:finance@2026-08-07T16:00 resume@2026-08-10T08:00", "2026-08-10 08:00", "2026-08-10 09:00", "due-today", 60, "", NULL, Y, "DOMAIN: clock, extend once" },
  /* The whole limit is counted again, whatever the letter had promised. */
  { FIVE, "extend@2026-08-04T09:00=2026-08-14T09:00 supplement-asked@2026-08-05T09:00 supplement-complete@2026-08-06T09:00", "2026-08-13 09:00", "2026-08-13 09:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, three operations" },
  { FIVE, "supplement-asked@2026-08-04T09:00 extend@2026-08-05T09:00=2026-08-20T09:00 supplement-complete@2026-08-06T09:00 extend@2026-08-12T09:00=2026-08-24T09:00", "2026-08-13 09:00", "2026-08-13 09:00", "due-today", 0, "extend-twice", NULL, Y, "DOMAIN: clock, three operations" },
  /* After the due moment it changes nothing, and is not the one that is allowed. */
  { "1 working-day", NULL, "2026-08-03 09:00", "extend@2026-08-04T09:00:00=2026-08-06T09:00", "2026-08-06 09:00", "2026-08-06 09:00", "due-today", 0, "", NULL, Y, "DOMAIN: clock, after the due moment" },
  { "1 working-day", NULL, "2026-08-03 09:00", "extend@2026-08-04T09:00:01=2026-08-06T09:00", "2026-08-06 09:00", "2026-08-04 09:00", "overdue", -960, "extend-after-due", NULL, Y, "DOMAIN: clock, after the due moment" },
  { "1 working-day", NULL, "2026-08-03 09:00", "extend@2026-08-04T10:00=2026-08-06T09:00 supplement-asked@2026-08-04T11:00 supplement-complete@2026-08-05T09:00 extend@2026-08-05T10:00=2026-08-07T09:00", "2026-08-07 09:00", "2026-08-07 09:00", "due-today", 0, "extend-after-due supplement-after-due", NULL, Y, "DOMAIN: clock, after the due moment" },
  /* All three operations on one dossier. */
  { "10 working-days", NULL, "2026-08-03 09:00",
    "pause:opinion@2026-08-04T09:00 resume@2026-08-04T11:00 supplement-asked@2026-08-05T09:00 supplement-complete@2026-08-07T09:00 "
    "apology@2026-08-18T09:00 extend@2026-08-18T09:00=2026-08-25T09:00 pause:finance@2026-08-19T15:00 resume@2026-08-20T08:00",
    "2026-08-25 09:00", "2026-08-25 12:00", "due-today", 180, "", "mon-fri 07:00-12:00,13:30-17:00", Y, "DOMAIN: clock, three operations" },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gb_fixture_add_clocks ("vectors/pause", pauses, G_N_ELEMENTS (pauses));
  gb_fixture_add_clocks ("vectors/restart", restarts, G_N_ELEMENTS (restarts));
  gb_fixture_add_clocks ("vectors/extend", extensions, G_N_ELEMENTS (extensions));
  return g_test_run ();
}
