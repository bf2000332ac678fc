/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-rules.h"

#include "gb-time.h"

#define AT(hours, minutes) ((hours) * 3600 + (minutes) * 60)

/* Of 2026: Tết is off from 16 to 20 February, Saturday the 14th is worked in place of another day; hours as usual. */
static GbWorkCalendar *
make_calendar (void)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();

  for (int day = 16; day <= 20; day++)
    gb_work_calendar_add_day (calendar, gb_day_from_ymd (2026, 2, day), GB_DAY_OFF, GB_DAY_NONE, NULL);
  gb_work_calendar_add_day (calendar, gb_day_from_ymd (2026, 2, 14), GB_DAY_WORK, gb_day_from_ymd (2026, 2, 16), NULL);
  return calendar;
}

static gint64
instant_of (const char *text)
{
  g_autofree char *whole = g_strdup_printf ("2026-%s:00+07:00", text);
  gint64 instant;

  g_assert_true (gb_time_parse (whole, &instant, NULL));
  return instant;
}

typedef enum
{
  USUAL,
  OFF,
  EARLY,      /* counts at 06:00, quiet until 06:30 */
  LATE,       /* counts at 09:00 */
  NOT_QUIET,  /* no quiet hours at all */
  NOON_QUIET, /* quiet from 11:30 to 13:30 */
} Wish;

static GbReminderSettings
settings_of (Wish wish)
{
  GbReminderSettings settings;

  gb_reminder_settings_init (&settings);
  settings.enabled = wish != OFF;
  if (wish == EARLY)
    settings.time = AT (6, 0);
  else if (wish == LATE)
    settings.time = AT (9, 0);
  else if (wish == NOT_QUIET)
    settings.quiet_from = settings.quiet_to = 0;
  else if (wish == NOON_QUIET)
    {
      settings.quiet_from = AT (11, 30);
      settings.quiet_to = AT (13, 30);
    }
  return settings;
}

static const struct
{
  Wish wish;
  const char *now;
  gboolean silent;
  gboolean day;
} moments[] = {
  /* Thursday: at its time, while it is being looked for, in working hours, not at noon nor in the evening. */
  { USUAL, "02-12T06:29", TRUE, FALSE },
  { USUAL, "02-12T06:30", FALSE, FALSE },
  { USUAL, "02-12T06:59", FALSE, FALSE },
  { USUAL, "02-12T07:00", FALSE, TRUE },
  { USUAL, "02-12T11:29", FALSE, TRUE },
  { USUAL, "02-12T11:30", FALSE, FALSE },
  { USUAL, "02-12T13:29", FALSE, FALSE },
  { USUAL, "02-12T13:30", FALSE, TRUE },
  { USUAL, "02-12T16:59", FALSE, TRUE },
  { USUAL, "02-12T17:00", FALSE, FALSE },
  { USUAL, "02-12T17:59", FALSE, FALSE },
  { USUAL, "02-12T18:00", TRUE, FALSE },
  { USUAL, "02-12T23:30", TRUE, FALSE },
  { USUAL, "02-13T02:00", TRUE, FALSE },
  /* The Saturday that makes up for another day, Sunday, Tết, and the first day after. */
  { USUAL, "02-14T07:00", FALSE, TRUE },
  { USUAL, "02-15T07:00", TRUE, FALSE },
  { USUAL, "02-16T07:00", TRUE, FALSE },
  { USUAL, "02-20T10:00", TRUE, FALSE },
  { USUAL, "02-21T07:00", TRUE, FALSE },
  { USUAL, "02-23T07:00", FALSE, TRUE },
  { OFF, "02-12T07:00", TRUE, FALSE },
  /* Wished for a quiet hour it comes as soon as that is over, before the working hours, too. */
  { EARLY, "02-12T06:00", TRUE, FALSE },
  { EARLY, "02-12T06:30", FALSE, TRUE },
  { EARLY, "02-12T06:50", FALSE, FALSE },
  { EARLY, "02-12T07:00", FALSE, TRUE },
  { LATE, "02-12T08:59", FALSE, FALSE },
  { LATE, "02-12T09:00", FALSE, TRUE },
  { NOT_QUIET, "02-12T03:00", FALSE, FALSE },
  { NOT_QUIET, "02-15T03:00", TRUE, FALSE },
  { NOON_QUIET, "02-12T12:00", TRUE, FALSE },
  { NOON_QUIET, "02-12T22:00", FALSE, FALSE },
};

static void
test_moments (void)
{
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      GbReminderSettings settings = settings_of (moments[i].wish);
      gint64 now = instant_of (moments[i].now);

      g_test_message ("%s", moments[i].now);
      g_assert_cmpint (gb_reminder_rules_is_silent (&settings, calendar, now), ==, moments[i].silent);
      g_assert_cmpint (gb_reminder_rules_is_day (&settings, calendar, now), ==, moments[i].day);
    }
}

static const struct
{
  Wish wish;
  const char *now;
  const char *until;
} hours[] = {
  { USUAL, "02-12T07:00", "02-12T08:00" },
  { USUAL, "02-12T16:55", "02-12T17:55" },
  /* What falls into the night is told before it, and what falls into Tết on the last day before. */
  { USUAL, "02-12T17:00", "02-13T06:30" },
  { USUAL, "02-12T17:55", "02-13T06:30" },
  { USUAL, "02-14T17:30", "02-23T06:30" },
  { USUAL, "02-24T17:30", "02-25T06:30" },
  { NOT_QUIET, "02-12T23:30", "02-13T00:30" },
  { NOT_QUIET, "02-14T23:30", "02-23T00:00" },
  { NOON_QUIET, "02-12T10:30", "02-12T13:30" },
  { NOON_QUIET, "02-12T10:29", "02-12T11:29" },
};

static void
test_until (void)
{
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      GbReminderSettings settings = settings_of (hours[i].wish);
      g_autofree char *until
          = gb_time_format (gb_reminder_rules_due_until (&settings, calendar, instant_of (hours[i].now)));
      g_autofree char *expected = gb_time_format (instant_of (hours[i].until));

      g_test_message ("%s", hours[i].now);
      g_assert_cmpstr (until, ==, expected);
    }
}

/* Whatever becomes due, at some look before there is a word of it. */
static void
test_nothing_is_missed (void)
{
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();
  const Wish wishes[] = { USUAL, EARLY, LATE, NOT_QUIET, NOON_QUIET };

  for (gsize w = 0; w < G_N_ELEMENTS (wishes); w++)
    {
      GbReminderSettings settings = settings_of (wishes[w]);
      gint64 told = instant_of ("02-11T07:00");

      for (gint64 now = told; now < instant_of ("02-26T00:00"); now = gb_reminder_rules_next_look (now))
        if (!gb_reminder_rules_is_silent (&settings, calendar, now))
          {
            g_assert_cmpint (told, >=, now);
            told = MAX (told, gb_reminder_rules_due_until (&settings, calendar, now));
          }
    }
}

static const struct
{
  int today;
  int month;
  int last;
} expiries[] = {
  { 11, 2, 18 }, { 12, 2, 19 }, { 13, 2, 20 },
  /* The next working day is the 23rd. */
  { 14, 3, 1 },
  { 23, 3, 2 },
  /* A Friday tells what Saturday and Sunday would. */
  { 27, 3, 8 },
};

static void
test_expiries (void)
{
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();
  GbReminderSettings settings = settings_of (USUAL);

  for (gsize i = 0; i < G_N_ELEMENTS (expiries); i++)
    g_assert_cmpint (
        gb_reminder_rules_last_expiry (&settings, calendar, gb_day_from_ymd (2026, 2, expiries[i].today)), ==,
        gb_day_from_ymd (2026, expiries[i].month, expiries[i].last));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminder-rules/moments", test_moments);
  g_test_add_func ("/reminder-rules/until", test_until);
  g_test_add_func ("/reminder-rules/nothing-is-missed", test_nothing_is_missed);
  g_test_add_func ("/reminder-rules/expiries", test_expiries);

  return g_test_run ();
}
