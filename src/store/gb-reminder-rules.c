/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-rules.h"

/* Whoever looks every few minutes may be that late and is still on time. */
#define PUNCTUAL (3 * GB_REMINDER_INTERVAL)
/* No holiday is longer. */
#define MOST_DAYS_OFF 40

static gboolean
is_quiet_time (const GbReminderSettings *settings,
               int                       seconds)
{
  if (settings->quiet_from <= settings->quiet_to)
    return seconds >= settings->quiet_from && seconds < settings->quiet_to;
  return seconds >= settings->quiet_from || seconds < settings->quiet_to;
}

/**
 * gb_reminder_rules_is_silent:
 * @calendar: of the commune
 * @now: UTC seconds
 *
 * Returns: whether nothing may be said: at night, on weekends and holidays, or because the user wants none of it
 */
gboolean
gb_reminder_rules_is_silent (const GbReminderSettings *settings,
                             GbWorkCalendar           *calendar,
                             gint64                    now)
{
  return !settings->enabled || !gb_work_calendar_is_working (calendar, gb_time_day (now)) ||
         is_quiet_time (settings, gb_time_of_day (now));
}

static gboolean
is_in_session (GbWorkCalendar *calendar,
               gint64          now)
{
  int seconds = gb_time_of_day (now);
  GbSessions sessions;

  gb_work_calendar_day_sessions (calendar, gb_time_day (now), &sessions);
  for (int i = 0; i < sessions.n; i++)
    if (seconds >= sessions.sessions[i].start && seconds < sessions.sessions[i].end)
      return TRUE;
  return FALSE;
}

/**
 * gb_reminder_rules_is_day:
 * @calendar: of the commune
 * @now: UTC seconds
 *
 * The day's counts are told at their time. A machine that slept then tells them as soon as it is awake in working
 * hours of the same day.
 *
 * Returns: whether what is told once a day may be said now
 */
gboolean
gb_reminder_rules_is_day (const GbReminderSettings *settings,
                          GbWorkCalendar           *calendar,
                          gint64                    now)
{
  int seconds = gb_time_of_day (now);
  int begin = is_quiet_time (settings, settings->time) ? settings->quiet_to : settings->time;

  if (seconds < begin || gb_reminder_rules_is_silent (settings, calendar, now))
    return FALSE;
  return seconds < begin + PUNCTUAL || is_in_session (calendar, now);
}

/* The first moment after @now at which it is silent, or not silent, as wished; %G_MAXINT64 = none in sight. */
static gint64
find_change (const GbReminderSettings *settings,
             GbWorkCalendar           *calendar,
             gint64                    now,
             gboolean                  silent)
{
  GbDay today = gb_time_day (now);
  gint64 found = G_MAXINT64;

  for (GbDay day = today; day <= today + MOST_DAYS_OFF && found == G_MAXINT64; day++)
    {
      const gint64 edges[] = { gb_day_at (day, 0), gb_day_at (day, settings->quiet_from),
                               gb_day_at (day, settings->quiet_to) };

      for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
        if (edges[i] > now && gb_reminder_rules_is_silent (settings, calendar, edges[i]) == silent)
          found = MIN (found, edges[i]);
    }
  return found;
}

/**
 * gb_reminder_rules_due_until:
 * @calendar: of the commune
 * @now: UTC seconds, not silent
 *
 * What becomes due while nothing may be said would never be told in time; so it is told in the last hour before
 * the silence, such as on Friday afternoon what is due on Sunday.
 *
 * Returns: UTC seconds: what is due from @now up to then is to be told now
 */
gint64
gb_reminder_rules_due_until (const GbReminderSettings *settings,
                             GbWorkCalendar           *calendar,
                             gint64                    now)
{
  gint64 until = now + settings->due_within;
  gint64 silence = find_change (settings, calendar, now, TRUE);
  gint64 end;

  if (silence > until)
    return until;
  end = find_change (settings, calendar, silence, FALSE);
  return end != G_MAXINT64 ? MAX (until, end) : until;
}

/**
 * gb_reminder_rules_last_expiry:
 * @calendar: of the commune
 * @today: a working day
 *
 * A week ahead of a term's end may lie in a holiday; then it is told on the last working day before, never later.
 *
 * Returns: the last day whose expiries are to be told by @today
 */
GbDay
gb_reminder_rules_last_expiry (const GbReminderSettings *settings,
                               GbWorkCalendar           *calendar,
                               GbDay                     today)
{
  return gb_work_calendar_nth_day (calendar, today, 1) - 1 + settings->expiry_days;
}

/**
 * gb_reminder_rules_next_look:
 * @now: UTC seconds
 *
 * Returns: UTC seconds: when to look again: on the full five minutes, as the clock on the wall has them
 */
gint64
gb_reminder_rules_next_look (gint64 now)
{
  return (now / GB_REMINDER_INTERVAL + 1) * GB_REMINDER_INTERVAL;
}
