/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-fixture.h"

/* The class of a dossier whose clock runs, how a finished one ended, and the official due date. */

#define S GB_FIXTURE_SATURDAYS
#define Y GB_FIXTURE_2026
#define SECOND "DOMAIN: deadline class, to the second"
#define SOON "DOMAIN: deadline class, within 2 working days"

typedef struct
{
  const char *now;
  const char *due;
  int near_days;
  const char *klass;
  const char *hours;
  const char *calendar;
  const char *source;
} ClassVector;

static const ClassVector classes[] = {
  { "2026-08-26 08:30:00", "2026-08-26 08:30:00", 2, "due-today", NULL, Y, SECOND },
  { "2026-08-26 08:30:01", "2026-08-26 08:30:00", 2, "overdue", NULL, Y, SECOND },
  { "2026-08-26 00:00:00", "2026-08-26 08:30:00", 2, "due-today", NULL, Y, "DOMAIN: deadline class, due later today" },
  { "2026-08-26 07:15", "2026-08-26 17:00", 2, "due-today", NULL, Y, "DOMAIN: deadline class, due later today" },
  { "2026-08-26 17:00:00", "2026-08-26 17:00", 2, "due-today", NULL, Y, SECOND },
  { "2026-08-26 17:00:01", "2026-08-26 17:00", 2, "overdue", NULL, Y, SECOND },
  { "2026-08-26 23:59:59", "2026-08-26 17:00", 2, "overdue", NULL, Y, SECOND },
  { "2026-08-03 23:59:59", "2026-08-04 00:00:00", 2, "due-soon", NULL, Y, SECOND },
  { "2026-08-04 00:00:00", "2026-08-04 00:00:00", 2, "due-today", NULL, Y, SECOND },
  { "2026-08-04 00:00:01", "2026-08-04 00:00:00", 2, "overdue", NULL, Y, SECOND },
  { "2027-08-26 07:00", "2026-08-26 17:00", 2, "overdue", NULL, Y, SECOND },
  { "2026-08-03 07:00", "2026-08-05 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-03 18:00", "2026-08-05 23:59:59", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-03 18:00", "2026-08-06 00:00:00", 2, "on-track", NULL, Y, SOON },
  { "2026-08-03 07:00", "2026-08-06 07:00", 2, "on-track", NULL, Y, SOON },
  /* Of its commune's calendar: weekends, holidays, make-up days, own hours. */
  { "2026-08-07 07:00", "2026-08-11 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-07 07:00", "2026-08-12 07:00", 2, "on-track", NULL, Y, SOON },
  { "2026-08-09 10:00", "2026-08-11 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-09 10:00", "2026-08-12 07:00", 2, "on-track", NULL, Y, SOON },
  { "2026-08-28 07:00", "2026-09-04 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-28 07:00", "2026-09-07 07:00", 2, "on-track", NULL, Y, SOON },
  { "2026-02-13 07:00", "2026-02-24 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-02-13 07:00", "2026-02-25 07:00", 2, "on-track", NULL, Y, SOON },
  { "2026-08-21 07:00", "2026-08-24 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-21 07:00", "2026-08-25 07:00", 2, "on-track", NULL, Y, SOON },
  { "2026-08-14 07:00", "2026-08-18 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-08-14 07:00", "2026-08-18 07:00", 2, "on-track", S, Y, SOON },
  { "2026-08-14 07:00", "2026-08-17 17:00", 2, "due-soon", S, Y, SOON },
  { "2026-12-30 07:00", "2027-01-04 17:00", 2, "due-soon", NULL, Y, SOON },
  { "2026-12-30 07:00", "2027-01-05 07:00", 2, "on-track", NULL, Y, SOON },
  { "2028-02-28 07:00", "2028-03-01 17:00", 2, "due-soon", NULL, NULL, SOON },
  { "2028-02-28 07:00", "2028-03-02 07:00", 2, "on-track", NULL, NULL, SOON },
  /* Adjustable. */
  { "2026-08-03 07:00", "2026-08-10 17:00", 5, "due-soon", NULL, Y, "DOMAIN: deadline class, adjustable" },
  { "2026-08-03 07:00", "2026-08-11 07:00", 5, "on-track", NULL, Y, "DOMAIN: deadline class, adjustable" },
  { "2026-08-03 07:00", "2026-08-04 17:00", 1, "due-soon", NULL, Y, "DOMAIN: deadline class, adjustable" },
  { "2026-08-03 07:00", "2026-08-05 07:00", 1, "on-track", NULL, Y, "DOMAIN: deadline class, adjustable" },
  { "2026-08-03 07:00", "2026-08-04 07:00", 0, "on-track", NULL, Y, "DOMAIN: deadline class, adjustable" },
};

static void
check_class (gconstpointer data)
{
  const ClassVector *row = data;
  g_autoptr (GbWorkCalendar) calendar = gb_fixture_calendar (row->hours, row->calendar);
  GbDeadlineClass klass =
    gb_deadline_classify (calendar, gb_fixture_at (row->due), gb_fixture_at (row->now), row->near_days);

  g_test_message ("due %s at %s (%s)", row->due, row->now, row->source);
  g_assert_cmpstr (gb_deadline_class_nick (klass), ==, row->klass);
}

typedef struct
{
  const char *events; /* of a dossier that is due on Tuesday 4 August 2026 at 09:00 */
  GbDeadlineOutcome outcome;
  const char *source;
} OutcomeVector;

#define EARLY GB_DEADLINE_OUTCOME_EARLY
#define ON_TIME GB_DEADLINE_OUTCOME_ON_TIME
#define LATE GB_DEADLINE_OUTCOME_LATE
#define ENDED "DOMAIN: deadline class, a finished one"

static const OutcomeVector outcomes[] = {
  { "finished@2026-08-03T09:00:00", EARLY, ENDED },
  { "finished@2026-08-03T17:30", EARLY, ENDED },
  { "finished@2026-08-03T23:59:59", EARLY, ENDED },
  { "finished@2026-08-04T00:00:00", ON_TIME, ENDED },
  { "finished@2026-08-04T06:59:59", ON_TIME, "DOMAIN: working time, UTC+7" },
  { "finished@2026-08-04T08:00", ON_TIME, ENDED },
  { "finished@2026-08-04T09:00:00", ON_TIME, ENDED },
  { "finished@2026-08-04T09:00:01", LATE, ENDED },
  { "finished@2026-08-04T16:00", LATE, ENDED },
  { "finished@2026-08-10T08:00", LATE, ENDED },
  /* By the moment it entered state 9, 10 where 9 is missing. */
  { "handed-over@2026-08-03T16:00", EARLY, ENDED },
  { "handed-over@2026-08-04T08:00", ON_TIME, ENDED },
  { "handed-over@2026-08-05T08:00", LATE, ENDED },
  { "finished@2026-08-04T08:00 handed-over@2026-08-10T08:00", ON_TIME, ENDED },
  { "finished@2026-08-03T16:00 handed-over@2026-08-10T08:00", EARLY, ENDED },
  { "finished@2026-08-04T09:00:01 handed-over@2026-08-10T08:00", LATE, "DOMAIN: deadline class, a late one stays late" },
  /* By the due moment that the clock gave. */
  { "pause:finance@2026-08-03T16:00 resume@2026-08-04T08:00 finished@2026-08-04T11:00:00", ON_TIME, "DOMAIN: clock, pause" },
  { "pause:finance@2026-08-03T16:00 resume@2026-08-04T08:00 finished@2026-08-04T11:00:01", LATE, "DOMAIN: clock, pause" },
  { "pause:finance@2026-08-03T16:00 finished@2026-08-05T16:00", EARLY, "DOMAIN: clock, pause" },
  { "supplement-asked@2026-08-03T16:00 supplement-complete@2026-08-05T09:00 finished@2026-08-06T09:00:00", ON_TIME, "Decree 61/2018 art. 19(4)" },
  { "supplement-asked@2026-08-03T16:00 supplement-complete@2026-08-05T09:00 finished@2026-08-05T16:00", EARLY, "Decree 61/2018 art. 19(4)" },
  { "extend@2026-08-03T16:00=2026-08-06T09:00 finished@2026-08-05T16:00", EARLY, "Decree 61/2018 art. 19(9)" },
  { "extend@2026-08-03T16:00=2026-08-06T09:00 finished@2026-08-06T09:00:01", LATE, "Decree 61/2018 art. 19(9)" },
};

static void
check_outcome (gconstpointer data)
{
  const OutcomeVector *row = data;
  const GbClockVector clock = { .limit = "1 working-day", .received = "2026-08-03 09:00", .events = row->events,
                                .now = "2026-09-30 09:00", .calendar = Y };
  g_autoptr (GbDeadline) deadline = gb_fixture_compute (&clock);

  g_test_message ("%s (%s)", row->events, row->source);
  g_assert_cmpint (deadline->klass, ==, GB_DEADLINE_CLASS_FINISHED);
  g_assert_true (deadline->has_due);
  g_assert_cmpstr (gb_deadline_outcome_label (deadline->outcome), ==, gb_deadline_outcome_label (row->outcome));
}

typedef struct
{
  const char *date;
  const char *due;
  const char *hours;
  const char *calendar;
  const char *source;
} OfficialVector;

#define OFFICIAL "DOMAIN: deadline class, a due date without a time"

static const OfficialVector officials[] = {
  { "2026-08-26", "2026-08-26 17:00", NULL, Y, OFFICIAL },
  { "2026-08-22", "2026-08-22 17:00", NULL, Y, OFFICIAL },
  { "2026-08-15", "2026-08-15 11:30", S, Y, OFFICIAL },
  { "2026-08-26", "2026-08-26 16:30", "mon-fri 07:30-12:00,13:00-16:30", Y, OFFICIAL },
  { "2026-08-26", "2026-08-26 11:30", "mon-fri 07:30-11:30", Y, OFFICIAL },
  { "2026-08-26", "2026-08-26 20:00", "mon-fri 07:30-11:30,13:30-17:00,18:00-20:00", Y, OFFICIAL },
  { "2026-07-31", "2026-07-31 16:30", GB_WORK_HOURS_DEFAULT "|..2026-07-31 mon-fri 07:00-11:30,13:00-16:30", Y, OFFICIAL },
  { "2026-08-03", "2026-08-03 17:00", GB_WORK_HOURS_DEFAULT "|..2026-07-31 mon-fri 07:00-11:30,13:00-16:30", Y, OFFICIAL },
  { "2028-02-29", "2028-02-29 17:00", NULL, NULL, OFFICIAL },
  { "2026-12-31", "2026-12-31 17:00", NULL, Y, OFFICIAL },
  /* A day without a session has no end of its own: the next working day's. */
  { "2026-08-23", "2026-08-24 17:00", NULL, Y, "DOMAIN: calendar days, a non-working day" },
  { "2026-09-01", "2026-09-03 17:00", NULL, Y, "DOMAIN: calendar days, a non-working day" },
  { "2027-01-01", "2027-01-04 17:00", NULL, Y, "DOMAIN: calendar days, a non-working day" },
};

static void
check_official (gconstpointer data)
{
  const OfficialVector *row = data;
  g_autoptr (GbWorkCalendar) calendar = gb_fixture_calendar (row->hours, row->calendar);

  g_test_message ("%s (%s)", row->date, row->source);
  g_assert_cmpint (gb_work_calendar_day_end (calendar, gb_fixture_day (row->date)), ==, gb_fixture_at (row->due));
}

static void
add (const char   *name,
     gconstpointer rows,
     gsize         size,
     gsize         n_rows,
     GTestDataFunc check)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/vectors/%s/%03u", name, (guint) i + 1);

      g_test_add_data_func (path, (const char *) rows + i * size, check);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("class", classes, sizeof *classes, G_N_ELEMENTS (classes), check_class);
  add ("outcome", outcomes, sizeof *outcomes, G_N_ELEMENTS (outcomes), check_outcome);
  add ("official", officials, sizeof *officials, G_N_ELEMENTS (officials), check_official);
  return g_test_run ();
}
