/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Numbers, dates and times as Vietnamese papers write them, whatever the system's locale. */

/**
 * gb_format_number:
 * @number: a whole number
 *
 * Returns: (transfer full): the number with a point between thousands, such as "1.234"
 */
char *
gb_format_number (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (number));
  gsize length = strlen (digits);
  GString *text = g_string_new (number < 0 ? "-" : NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, '.');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * gb_format_bytes:
 * @bytes: a size, not negative
 *
 * Returns: (transfer full): the size with one decimal at most, such as "1,4 MB"
 */
char *
gb_format_bytes (gint64 bytes)
{
  static const char *const units[] = { "kB", "MB", "GB" };
  gint64 tenths = bytes / 100 + (bytes % 100 >= 50);
  gsize unit = 0;
  g_autofree char *whole = NULL;

  if (bytes < 1000)
    return g_strdup_printf ("%d B", (int) MAX (bytes, 0));
  while (tenths >= 10000 && unit + 1 < G_N_ELEMENTS (units))
    {
      tenths = (tenths + 500) / 1000;
      unit++;
    }
  whole = gb_format_number (tenths / 10);
  if (tenths % 10 == 0 || tenths >= 1000)
    return g_strdup_printf ("%s %s", whole, units[unit]);
  return g_strdup_printf ("%s,%d %s", whole, (int) (tenths % 10), units[unit]);
}

/**
 * gb_format_time:
 * @instant: UTC seconds
 *
 * Returns: (transfer full): the time of day in Viet Nam, such as "07:12"
 */
char *
gb_format_time (gint64 instant)
{
  int minutes = gb_time_of_day (instant) / 60;

  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

/**
 * gb_format_full_day:
 * @day: a day
 *
 * Returns: (transfer full): the day with its year, such as "26/08/2026"
 */
char *
gb_format_full_day (GbDay day)
{
  int year, month, day_of_month;

  gb_day_to_ymd (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%02d/%02d/%04d", day_of_month, month, year);
}

/**
 * gb_format_day:
 * @day: a day
 * @today: the day it is read on
 *
 * Returns: (transfer full): such as "26/08", with its year where it is another one than today's
 */
char *
gb_format_day (GbDay day,
               GbDay today)
{
  int year, month, day_of_month, this_year;

  gb_day_to_ymd (today, &this_year, &month, &day_of_month);
  gb_day_to_ymd (day, &year, &month, &day_of_month);
  if (year != this_year)
    return gb_format_full_day (day);
  return g_strdup_printf ("%02d/%02d", day_of_month, month);
}

/**
 * gb_format_moment:
 * @instant: UTC seconds
 * @now: UTC seconds when it is read
 *
 * Returns: (transfer full): the time of day on the same day, else the day and the time, such as
 *   "25/08 14:20"
 */
char *
gb_format_moment (gint64 instant,
                  gint64 now)
{
  g_autofree char *time = gb_format_time (instant);
  g_autofree char *day = NULL;

  if (gb_time_day (instant) == gb_time_day (now))
    return g_steal_pointer (&time);
  day = gb_format_day (gb_time_day (instant), gb_time_day (now));
  return g_strdup_printf ("%s %s", day, time);
}

/**
 * gb_format_weekday:
 * @day: a day
 *
 * Returns: the day of the week as it stands in a sentence, such as "thứ Tư"
 */
const char *
gb_format_weekday (GbDay day)
{
  static const char *const names[] = {
    N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"), N_ ("Thursday"),
    N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
  };

  return _(names[gb_day_weekday (day) - 1]);
}
