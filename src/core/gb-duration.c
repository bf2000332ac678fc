/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-duration.h"

#include <glib/gi18n-lib.h>

/**
 * gb_duration_typical_day:
 * @calendar: (nullable): a commune's calendar
 * @around: a day in the week to look at
 *
 * How long "a day" is in that commune when working time is told in words: the most frequent length
 * of a working day in the four weeks up to @around, so that neither a half Saturday nor a holiday
 * changes it. Eight hours without a calendar.
 *
 * Returns: working seconds, at least one hour
 */
int
gb_duration_typical_day (GbWorkCalendar *calendar,
                         GbDay           around)
{
  int lengths[28];
  int best = GB_DURATION_DEFAULT_DAY;
  int best_count = 0;

  if (calendar == NULL)
    return GB_DURATION_DEFAULT_DAY;
  for (int i = 0; i < (int) G_N_ELEMENTS (lengths); i++)
    {
      GbSessions sessions;
      int count = 0;

      gb_work_calendar_day_sessions (calendar, around - i, &sessions);
      lengths[i] = gb_sessions_length (&sessions);
      for (int j = 0; j <= i; j++)
        count += lengths[j] == lengths[i];
      if (lengths[i] >= 60 * 60 && count > best_count)
        {
          best = lengths[i];
          best_count = count;
        }
    }
  return best;
}

/**
 * gb_duration_minutes:
 * @seconds: working seconds left, negative when late
 *
 * Rounded down: nobody has more time than the number says, and what is late by a second is negative.
 *
 * Returns: whole minutes
 */
gint64
gb_duration_minutes (gint64 seconds)
{
  return seconds / 60 - (seconds % 60 < 0 ? 1 : 0);
}

/**
 * gb_duration_format:
 * @seconds: an amount of working time; its sign does not matter
 * @day_seconds: how long a working day is, see gb_duration_typical_day()
 *
 * Days and hours from one day on, hours and minutes below. What is smaller is cut off, never
 * rounded up: nobody has more time than the words say.
 *
 * Returns: (transfer full): words such as "1 ngày 3 giờ"
 */
char *
gb_duration_format (gint64 seconds,
                    int    day_seconds)
{
  gint64 rest = ABS (seconds);
  int days, hours, minutes;

  g_return_val_if_fail (day_seconds > 0, NULL);

  days = (int) (rest / day_seconds);
  rest %= day_seconds;
  hours = (int) (rest / 3600);
  minutes = (int) (rest % 3600 / 60);
  if (days > 0 && hours == 0)
    /* Translators: a number of working days */
    return g_strdup_printf (_("%d d"), days);
  if (days > 0)
    /* Translators: working days and hours */
    return g_strdup_printf (_("%d d %d h"), days, hours);
  if (hours > 0 && minutes > 0)
    /* Translators: working hours and minutes */
    return g_strdup_printf (_("%d h %d min"), hours, minutes);
  if (hours > 0)
    /* Translators: a number of working hours */
    return g_strdup_printf (_("%d h"), hours);
  /* Translators: a number of working minutes */
  return g_strdup_printf (_("%d min"), minutes);
}

/**
 * gb_duration_format_working:
 * @seconds: an amount of working time; its sign does not matter
 * @day_seconds: how long a working day is
 *
 * Returns: (transfer full): words that say what kind of time it is, such as
 *   "1 ngày 3 giờ làm việc"
 */
char *
gb_duration_format_working (gint64 seconds,
                            int    day_seconds)
{
  g_autofree char *amount = gb_duration_format (seconds, day_seconds);

  /* Translators: %s is an amount of working time such as "1 d 3 h" */
  return g_strdup_printf (_("%s of working time"), amount);
}

/**
 * gb_duration_format_remaining:
 * @seconds: working seconds left, negative when late
 * @day_seconds: how long a working day is
 *
 * Returns: (transfer full): words such as "còn 1 ngày 5 giờ" or "quá 2 giờ 55 phút"
 */
char *
gb_duration_format_remaining (gint64 seconds,
                              int    day_seconds)
{
  g_autofree char *amount = gb_duration_format (seconds, day_seconds);

  if (seconds < 0)
    /* Translators: %s is an amount of working time such as "1 d 3 h" */
    return g_strdup_printf (_("%s late"), amount);
  /* Translators: %s is an amount of working time such as "1 d 3 h" */
  return g_strdup_printf (_("%s left"), amount);
}
