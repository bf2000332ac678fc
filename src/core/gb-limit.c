/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-limit.h"

#include "gb-core-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const units[] = {
  [GB_LIMIT_WORKING_DAYS] = "working-day",
  [GB_LIMIT_HALF_DAYS] = "half-day",
  [GB_LIMIT_WORKING_HOURS] = "working-hour",
  [GB_LIMIT_CALENDAR_DAYS] = "calendar-day",
};

/* "3 working-days": nobody counts further than ten years. */
static gboolean
parse_amount (const char  *text,
              int         *amount,
              GError     **error)
{
  gsize n_digits = strspn (text, "0123456789");
  g_autofree char *number = g_strndup (text, strcspn (text, " "));
  gint64 value = g_ascii_strtoll (text, NULL, 10);

  if (n_digits == 0 || n_digits != strlen (number) || value > GB_LIMIT_MOST)
    {
      g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE, _("limit: amount: “%s” is no whole number from 0 to %d"),
                   number, GB_LIMIT_MOST);
      return FALSE;
    }
  *amount = (int) value;
  return TRUE;
}

static gboolean
parse_unit (const char  *text,
            GbLimitUnit *unit,
            GError     **error)
{
  const char *space = strchr (text, ' ');
  const char *name = space != NULL ? space + 1 : "";
  gsize length = strlen (name);

  if (length > 0 && name[length - 1] == 's')
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i]) == length && strncmp (units[i], name, length) == 0)
      {
        *unit = i;
        return TRUE;
      }
  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE,
               _("limit: unit: “%s” is none of working-days, half-days, working-hours, calendar-days"), name);
  return FALSE;
}

static gboolean
parse_rule (const char  *text,
            GbLimitRule *rule,
            GError     **error)
{
  *rule = g_strcmp0 (text, "day-end") == 0 ? GB_LIMIT_DAY_END : GB_LIMIT_SAME_TIME;
  if (text == NULL || *rule == GB_LIMIT_DAY_END || strcmp (text, "same-time") == 0)
    return TRUE;
  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE, _("limit: rule: “%s” is neither same-time nor day-end"), text);
  return FALSE;
}

static gboolean
parse_cutoff (const char  *text,
              int         *cutoff,
              GError     **error)
{
  *cutoff = g_strcmp0 (text, "last-hour") == 0 ? GB_CUTOFF_LAST_HOUR : GB_CUTOFF_NONE;
  if (text == NULL || *text == '\0' || *cutoff == GB_CUTOFF_LAST_HOUR || gb_time_of_day_parse (text, cutoff))
    return TRUE;
  g_set_error (error, GB_CORE_ERROR, GB_CORE_ERROR_RANGE,
               _("limit: cut-off: “%s” is neither a time of day such as 15:00 nor last-hour"), text);
  return FALSE;
}

/**
 * gb_limit_parse:
 * @text: amount and unit, "3 working-days", "1 half-day", "8 working-hours" or "5 calendar-days"
 * @rule: (nullable): "same-time" (the default) or "day-end"
 * @cutoff: (nullable): "15:00" or "last-hour"
 * @limit: (out caller-allocates): the limit
 *
 * Returns: whether all parts are in order; otherwise @error is %GB_CORE_ERROR_RANGE and names the part
 */
gboolean
gb_limit_parse (const char *text,
                const char *rule,
                const char *cutoff,
                GbLimit    *limit,
                GError    **error)
{
  return parse_amount (text, &limit->amount, error) && parse_unit (text, &limit->unit, error)
         && parse_rule (rule, &limit->rule, error) && parse_cutoff (cutoff, &limit->cutoff, error);
}

/* Cut-off first moves the start to the next working day's first session. 15:00:00 is still in, for
 * `last-hour` (decree 297/2025) exactly 60 minutes before the day's end is out. A day off lies past
 * the cut-off of the day before it: what comes later must never be due earlier. */
static gint64
apply_cutoff (const GbLimit  *self,
              GbWorkCalendar *calendar,
              gint64          start)
{
  GbDay day = gb_time_day (start);
  gboolean out;

  if (self->cutoff == GB_CUTOFF_NONE)
    return start;
  if (!gb_work_calendar_is_working (calendar, day))
    out = TRUE;
  else if (self->cutoff == GB_CUTOFF_LAST_HOUR)
    out = start >= gb_work_calendar_day_end (calendar, day) - 3600;
  else
    out = gb_time_of_day (start) > self->cutoff;
  if (!out)
    return start;
  return gb_work_calendar_next_open (calendar,
                                     gb_day_at (gb_work_calendar_nth_day (calendar, day, 1), 0));
}

/* The same clock time on @day; closed then: the end of the last session before it, else the day's
 * first start. */
static gint64
clock_on_day (GbWorkCalendar *calendar,
              GbDay           day,
              int             clock)
{
  GbSessions sessions;
  int at;

  gb_work_calendar_day_sessions (calendar, day, &sessions);
  if (sessions.n == 0)
    return gb_day_at (day, clock);
  at = sessions.sessions[0].start;
  for (int i = 0; i < sessions.n; i++)
    if (clock >= sessions.sessions[i].start)
      at = MIN (clock, sessions.sessions[i].end);
  return gb_day_at (day, at);
}

static gint64
same_time_days (GbWorkCalendar *calendar,
                gint64          start,
                int             n)
{
  gint64 open = gb_work_calendar_next_open (calendar, start);

  if (n == 0)
    return open;
  return clock_on_day (calendar, gb_work_calendar_nth_day (calendar, gb_time_day (open), n),
                       gb_time_of_day (open));
}

/* The end of the Nth session after the session of the start. */
static gint64
nth_session_end (GbWorkCalendar *calendar,
                 gint64          start,
                 int             n)
{
  gint64 at = gb_work_calendar_next_open (calendar, start);
  GbDay day = gb_time_day (at);
  int clock = gb_time_of_day (at);
  int left = n + 1;

  for (;; day = gb_work_calendar_nth_day (calendar, day, 1), clock = 0)
    {
      GbSessions sessions;

      gb_work_calendar_day_sessions (calendar, day, &sessions);
      if (sessions.n == 0)
        return at;
      for (int i = 0; i < sessions.n; i++)
        if (sessions.sessions[i].end > clock && --left == 0)
          return gb_day_at (day, sessions.sessions[i].end);
    }
}

static gint64
half_days (const GbLimit  *self,
           GbWorkCalendar *calendar,
           gint64          start)
{
  gint64 at;
  GbSessions sessions;

  if (self->rule == GB_LIMIT_DAY_END)
    return nth_session_end (calendar, start, self->amount);

  at = same_time_days (calendar, start, self->amount / 2);
  if (self->amount % 2 == 0)
    return at;
  gb_work_calendar_day_sessions (calendar, gb_time_day (at), &sessions);
  return gb_work_calendar_add_worked (calendar, at, gb_sessions_length (&sessions) / 2);
}

/**
 * gb_limit_start:
 * @calendar: the commune's
 * @accepted: the moment of acceptance, UTC seconds
 *
 * Returns: the moment that the limit is counted from, after the cut-off, in UTC seconds
 */
gint64
gb_limit_start (const GbLimit  *self,
                GbWorkCalendar *calendar,
                gint64          accepted)
{
  return apply_cutoff (self, calendar, accepted);
}

/**
 * gb_limit_count:
 * @calendar: the commune's
 * @start: what gb_limit_start() gave, UTC seconds
 *
 * Returns: the due moment in UTC seconds
 */
gint64
gb_limit_count (const GbLimit  *self,
                GbWorkCalendar *calendar,
                gint64          start)
{
  if (self->amount == 0)
    return gb_work_calendar_day_end (calendar, gb_time_day (start));

  switch (self->unit)
    {
    case GB_LIMIT_WORKING_DAYS:
      if (self->rule == GB_LIMIT_SAME_TIME)
        return same_time_days (calendar, start, self->amount);
      return gb_work_calendar_day_end (
        calendar, gb_work_calendar_nth_day (calendar, gb_time_day (start), self->amount));
    case GB_LIMIT_HALF_DAYS:
      return half_days (self, calendar, start);
    case GB_LIMIT_WORKING_HOURS:
      return gb_work_calendar_add_worked (calendar, start, (gint64) self->amount * 3600);
    case GB_LIMIT_CALENDAR_DAYS:
      /* Under both rules: the end of date + N, of the next working day where that one is off. */
      return gb_work_calendar_day_end (calendar, gb_time_day (start) + self->amount);
    default:
      g_assert_not_reached ();
    }
}

/**
 * gb_limit_due:
 * @calendar: the commune's
 * @accepted: the moment of acceptance, UTC seconds
 *
 * Source of the counting rules: DOMAIN.md "Limit rules"; cut-off `last-hour`: decree 297/2025.
 *
 * Returns: the due moment in UTC seconds
 */
gint64
gb_limit_due (const GbLimit  *self,
              GbWorkCalendar *calendar,
              gint64          accepted)
{
  return gb_limit_count (self, calendar, gb_limit_start (self, calendar, accepted));
}
