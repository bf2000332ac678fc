/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-time.h"

#include "gb-core-error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* The parts of an instant as they are written; offset in seconds. */
typedef struct
{
  int year, month, day;
  int hour, minute, second;
  int offset;
} Parts;

static gboolean
parts_exist (const Parts *parts)
{
  return g_date_valid_dmy (parts->day, parts->month, parts->year)
         && parts->hour >= 0 && parts->hour < 24
         && parts->minute >= 0 && parts->minute < 60
         && parts->second >= 0 && parts->second < 60;
}

static gboolean
check_year (const Parts *parts,
            const char  *text,
            GError     **error)
{
  if (parts->year >= GB_FIRST_YEAR && parts->year <= GB_LAST_YEAR)
    return TRUE;
  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME, _("not a year from %d to %d: “%s”"), GB_FIRST_YEAR,
               GB_LAST_YEAR, text);
  return FALSE;
}

static gint64
parts_to_instant (const Parts *parts)
{
  gint64 days = gb_day_from_ymd (parts->year, parts->month, parts->day);

  return days * GB_DAY_SECONDS + parts->hour * 3600 + parts->minute * 60 + parts->second
         - parts->offset;
}

static gboolean
read_digits (const char **text,
             int          n_digits,
             int         *value)
{
  const char *p = *text;

  *value = 0;
  for (int i = 0; i < n_digits; i++, p++)
    {
      if (!g_ascii_isdigit (*p))
        return FALSE;
      *value = *value * 10 + (*p - '0');
    }
  *text = p;
  return TRUE;
}

static gboolean
read_char (const char **text,
           const char  *allowed)
{
  if (**text == '\0' || strchr (allowed, **text) == NULL)
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
read_date (const char **text,
           Parts       *parts)
{
  return read_digits (text, 4, &parts->year) && read_char (text, "-")
         && read_digits (text, 2, &parts->month) && read_char (text, "-")
         && read_digits (text, 2, &parts->day);
}

/* hh:mm[:ss[.fraction]]; a fraction of a second is dropped. */
static gboolean
read_clock (const char **text,
            Parts       *parts)
{
  if (!read_digits (text, 2, &parts->hour) || !read_char (text, ":")
      || !read_digits (text, 2, &parts->minute))
    return FALSE;
  parts->second = 0;
  if (!read_char (text, ":"))
    return TRUE;
  if (!read_digits (text, 2, &parts->second))
    return FALSE;
  if (read_char (text, "."))
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      while (g_ascii_isdigit (**text))
        (*text)++;
    }
  return TRUE;
}

/* Z, +07:00 or +0700. */
static gboolean
read_offset (const char **text,
             Parts       *parts)
{
  gboolean negative = **text == '-';
  int hours, minutes;

  parts->offset = 0;
  if (read_char (text, "Zz"))
    return TRUE;
  if (!read_char (text, "+-") || !read_digits (text, 2, &hours))
    return FALSE;
  (void) read_char (text, ":");
  if (!read_digits (text, 2, &minutes) || hours > 14 || minutes > 59)
    return FALSE;
  parts->offset = (hours * 3600 + minutes * 60) * (negative ? -1 : 1);
  return TRUE;
}

/**
 * gb_day_from_ymd:
 * @year: of the Gregorian calendar
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: the day; the date must exist
 */
GbDay
gb_day_from_ymd (int year,
                 int month,
                 int day)
{
  /* Days from the civil calendar: years begin in March, so the leap day comes last. */
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

/**
 * gb_day_to_ymd:
 * @year: (out) (optional): of the Gregorian calendar
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 */
void
gb_day_to_ymd (GbDay self,
               int  *year,
               int  *month,
               int  *day)
{
  gint64 z = (gint64) self + 719468;
  int era = (int) ((z >= 0 ? z : z - 146096) / 146097);
  int day_of_era = (int) (z - (gint64) era * 146097);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  if (year != NULL)
    *year = year_of_era + era * 400 + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

/**
 * gb_day_weekday:
 *
 * Returns: 1 for Monday to 7 for Sunday (ISO 8601)
 */
int
gb_day_weekday (GbDay self)
{
  /* Day 0 was a Thursday. */
  int since_monday = (self + 3) % 7;

  return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

/**
 * gb_day_at:
 * @seconds: since the day's midnight
 *
 * Returns: the instant in UTC seconds
 */
gint64
gb_day_at (GbDay self,
           int   seconds)
{
  return (gint64) self * GB_DAY_SECONDS - GB_UTC_OFFSET + seconds;
}

/**
 * gb_day_parse:
 * @text: a date, "2026-08-26"
 * @day: (out): the day
 *
 * Returns: whether @text is a date that exists; otherwise @error is %GB_CORE_ERROR_TIME
 */
gboolean
gb_day_parse (const char *text,
              GbDay      *day,
              GError    **error)
{
  Parts parts = { 0 };
  const char *p = text;

  if (text == NULL || !read_date (&p, &parts) || *p != '\0' || !parts_exist (&parts))
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME, _("not a date yyyy-mm-dd: “%s”"),
                   text != NULL ? text : "");
      return FALSE;
    }
  if (!check_year (&parts, text, error))
    return FALSE;
  *day = gb_day_from_ymd (parts.year, parts.month, parts.day);
  return TRUE;
}

/**
 * gb_day_format:
 *
 * Returns: (transfer full): the date in the form "2026-08-26"
 */
char *
gb_day_format (GbDay self)
{
  int year, month, day;

  gb_day_to_ymd (self, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static gint64
bound (gint64 instant)
{
  return CLAMP (instant, GB_TIME_MIN, GB_TIME_MAX);
}

/**
 * gb_time_day:
 * @instant: UTC seconds
 *
 * Returns: the day in Asia/Ho_Chi_Minh that @instant lies in
 */
GbDay
gb_time_day (gint64 instant)
{
  gint64 local = bound (instant) + GB_UTC_OFFSET;

  return (GbDay) ((local >= 0 ? local : local - (GB_DAY_SECONDS - 1)) / GB_DAY_SECONDS);
}

/**
 * gb_time_of_day:
 * @instant: UTC seconds
 *
 * Returns: the seconds since midnight in Asia/Ho_Chi_Minh
 */
int
gb_time_of_day (gint64 instant)
{
  return (int) (bound (instant) - gb_day_at (gb_time_day (instant), 0));
}

/**
 * gb_time_of_day_parse:
 * @text: hours and minutes, "07:30"; "24:00" is the day's end
 * @seconds: (out): since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean
gb_time_of_day_parse (const char *text,
                      int        *seconds)
{
  int hour, minute;

  if (!read_digits (&text, 2, &hour) || !read_char (&text, ":") || !read_digits (&text, 2, &minute)
      || *text != '\0' || minute > 59)
    return FALSE;
  *seconds = hour * 3600 + minute * 60;
  return *seconds <= GB_DAY_SECONDS;
}

/**
 * gb_time_parse:
 * @text: an instant after RFC 3339, always with an offset
 * @instant: (out): UTC seconds
 *
 * Returns: whether @text is an instant; otherwise @error is %GB_CORE_ERROR_TIME
 */
gboolean
gb_time_parse (const char *text,
               gint64     *instant,
               GError    **error)
{
  Parts parts = { 0 };
  const char *p = text;

  if (text == NULL || !read_date (&p, &parts) || !read_char (&p, "Tt ") || !read_clock (&p, &parts)
      || !read_offset (&p, &parts) || *p != '\0' || !parts_exist (&parts))
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME,
                   _("not an RFC 3339 time with offset: “%s”"), text != NULL ? text : "");
      return FALSE;
    }
  if (!check_year (&parts, text, error))
    return FALSE;
  *instant = parts_to_instant (&parts);
  return TRUE;
}

static gboolean
read_compact (const char **text,
              Parts       *parts,
              gboolean    *date_only)
{
  if (!read_digits (text, 4, &parts->year) || !read_digits (text, 2, &parts->month)
      || !read_digits (text, 2, &parts->day))
    return FALSE;
  *date_only = **text == '\0';
  return *date_only
         || (read_digits (text, 2, &parts->hour) && read_digits (text, 2, &parts->minute)
             && read_digits (text, 2, &parts->second));
}

static gboolean
read_spelled (const char **text,
              Parts       *parts,
              gboolean    *date_only)
{
  if (!read_date (text, parts))
    return FALSE;
  *date_only = **text == '\0';
  if (*date_only)
    return TRUE;
  if (!read_char (text, "Tt ") || !read_clock (text, parts))
    return FALSE;
  return **text == '\0' || read_offset (text, parts);
}

/**
 * gb_time_parse_exchange:
 * @text: a time as dossier systems write it: `yyyyMMddHHmmss`, `yyyy-MM-dd HH:mm:ss` or ISO 8601,
 *   with or without offset; the date alone is allowed
 * @instant: (out): UTC seconds; the day's midnight when only the date was given
 * @date_only: (out): whether @text has no time of day
 *
 * A time without offset is one of Asia/Ho_Chi_Minh.
 *
 * Returns: whether @text is a time; otherwise @error is %GB_CORE_ERROR_TIME
 */
gboolean
gb_time_parse_exchange (const char *text,
                        gint64     *instant,
                        gboolean   *date_only,
                        GError    **error)
{
  Parts parts = { .offset = GB_UTC_OFFSET };
  const char *p = text;
  gboolean compact = text != NULL && strlen (text) >= 5 && text[4] != '-';

  if (text == NULL
      || !(compact ? read_compact (&p, &parts, date_only) : read_spelled (&p, &parts, date_only))
      || *p != '\0' || !parts_exist (&parts))
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_TIME, _("not a time: “%s”"),
                   text != NULL ? text : "");
      return FALSE;
    }
  if (!check_year (&parts, text, error))
    return FALSE;
  *instant = parts_to_instant (&parts);
  return TRUE;
}

/**
 * gb_time_format:
 * @instant: UTC seconds
 *
 * Returns: (transfer full): the instant after RFC 3339 with the offset +07:00
 */
char *
gb_time_format (gint64 instant)
{
  g_autofree char *date = gb_day_format (gb_time_day (instant));
  int seconds = gb_time_of_day (instant);

  return g_strdup_printf ("%sT%02d:%02d:%02d+07:00", date, seconds / 3600, seconds / 60 % 60,
                          seconds % 60);
}

/**
 * gb_time_to_date_time:
 * @instant: UTC seconds
 *
 * Returns: (transfer full): the instant in Asia/Ho_Chi_Minh, for formatting
 */
GDateTime *
gb_time_to_date_time (gint64 instant)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (GB_UTC_OFFSET);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (bound (instant));

  return g_date_time_to_timezone (utc, zone);
}
