/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-core-reference.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

/* --- a random calendar --- */

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

/* Up to three sessions between 05:00 and 22:00, on five minutes. */
static void
random_sessions (GbSessions *sessions)
{
  int clock = 5 * 60;

  sessions->n = 0;
  for (int wanted = g_test_rand_int_range (1, 4); wanted > 0; wanted--)
    {
      int start = clock + 5 * g_test_rand_int_range (0, 48);
      int end = start + 5 * g_test_rand_int_range (6, 72);

      if (end > 22 * 60)
        return;
      sessions->sessions[sessions->n++] = (GbSession) { start * 60, end * 60 };
      /* Now and then one session follows the other without a break. */
      clock = one_in (8) ? end : end + 5;
    }
}

static void
random_week (GbReferenceSpan *span,
             gboolean         even)
{
  GbSessions usual = { 0 };

  while (usual.n == 0)
    random_sessions (&usual);
  for (int weekday = 0; weekday < 7; weekday++)
    {
      gboolean rests = weekday == 6 ? !one_in (10) : weekday == 5 ? one_in (2) : one_in (10);

      span->week[weekday] = rests && weekday > 0 ? (GbSessions) { 0 } : usual;
      if (!even && !rests && one_in (2))
        random_sessions (&span->week[weekday]);
    }
  /* No week without work. */
  if (span->week[0].n == 0)
    span->week[0] = usual;
}

static void
random_days (GbReference *self,
             gboolean     even)
{
  for (int day = 0; day < GB_REFERENCE_DAYS; day++)
    {
      GbReferenceDay *special = &self->days[day];

      *special = (GbReferenceDay) { .kind = 'w', .replaces = -1 };
      if (one_in (15))
        special->kind = 'o';
      else if (one_in (30))
        {
          special->kind = 'm';
          if (one_in (2))
            special->replaces = g_test_rand_int_range (0, GB_REFERENCE_DAYS);
          if (!even && one_in (3))
            random_sessions (&special->own);
        }
    }
}

/**
 * gb_reference_new:
 * @even: whether all working days have the same sessions
 *
 * Returns: (transfer full): a random calendar of 2026 and a bit, to be freed by g_free()
 */
GbReference *
gb_reference_new (gboolean even)
{
  GbReference *self = g_new0 (GbReference, 1);

  self->monday = gb_day_from_ymd (2026, 1, 5);
  self->n_spans = even ? 1 : g_test_rand_int_range (1, GB_REFERENCE_SPANS + 1);
  for (int i = 0; i < self->n_spans; i++)
    {
      GbReferenceSpan *span = &self->spans[i];

      span->first = i == 0 ? 0 : g_test_rand_int_range (0, 100);
      span->last = i == 0 || one_in (3) ? GB_REFERENCE_DAYS - 1 : span->first + g_test_rand_int_range (0, 60);
      random_week (span, even);
    }
  random_days (self, even);
  gb_reference_refresh (self);
  return self;
}

/* --- the strip of minutes --- */

static const GbSessions *
week_of (const GbReference *self,
         int                day,
         int                weekday)
{
  const GbSessions *sessions = NULL;

  for (int i = 0; i < self->n_spans; i++)
    if (day >= self->spans[i].first && day <= self->spans[i].last)
      sessions = &self->spans[i].week[weekday];
  return sessions;
}

static const GbSessions *
sessions_of (const GbReference *self,
             int                day)
{
  static const GbSessions none = { 0 };
  const GbReferenceDay *special = &self->days[day];
  const GbSessions *sessions;

  if (special->kind == 'o')
    return &none;
  if (special->kind == 'w')
    return week_of (self, day, day % 7);
  /* A make-up day has its record's hours, else those of the day replaced, else Monday's. */
  if (special->own.n > 0)
    return &special->own;
  if (special->replaces >= 0)
    {
      sessions = week_of (self, special->replaces, special->replaces % 7);
      if (sessions->n > 0)
        return sessions;
    }
  return week_of (self, day, 0);
}

/**
 * gb_reference_refresh:
 *
 * Makes the minutes anew after a change of the days.
 */
void
gb_reference_refresh (GbReference *self)
{
  memset (self->minutes, 0, sizeof self->minutes);
  for (int day = 0; day < GB_REFERENCE_DAYS; day++)
    {
      const GbSessions *sessions = sessions_of (self, day);

      self->works[day] = sessions->n > 0;
      for (int i = 0; i < sessions->n; i++)
        for (int second = sessions->sessions[i].start; second < sessions->sessions[i].end; second += 60)
          self->minutes[day * DAY_MINUTES + second / 60] = i + 1;
    }
}

static void
append_week (GString               *text,
             const GbReferenceSpan *span)
{
  static const char *const names[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  for (int weekday = 0; weekday < 7; weekday++)
    {
      const GbSessions *sessions = &span->week[weekday];

      if (sessions->n > 0)
        g_string_append_printf (text, "%s%s ", text->len > 0 ? ";" : "", names[weekday]);
      for (int i = 0; i < sessions->n; i++)
        {
          int start = sessions->sessions[i].start / 60;
          int end = sessions->sessions[i].end / 60;

          g_string_append_printf (text, "%s%02d:%02d-%02d:%02d", i > 0 ? "," : "", start / 60, start % 60, end / 60,
                                  end % 60);
        }
    }
}

/**
 * gb_reference_calendar:
 *
 * Returns: (transfer full): the program's calendar of the same hours and days
 */
GbWorkCalendar *
gb_reference_calendar (const GbReference *self)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();

  gb_work_calendar_set_compute_holidays (calendar, FALSE);
  for (int i = 0; i < self->n_spans; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GbWorkHours) hours = NULL;
      g_autoptr (GError) error = NULL;

      append_week (text, &self->spans[i]);
      hours = gb_work_hours_parse (text->str, &error);
      g_assert_no_error (error);
      gb_work_calendar_add_hours (calendar, self->monday + self->spans[i].first, self->monday + self->spans[i].last,
                                  hours);
    }
  for (int day = 0; day < GB_REFERENCE_DAYS; day++)
    {
      const GbReferenceDay *special = &self->days[day];

      if (special->kind != 'w')
        gb_work_calendar_add_day (calendar, self->monday + day, special->kind == 'o' ? GB_DAY_OFF : GB_DAY_WORK,
                                  special->replaces >= 0 ? self->monday + special->replaces : GB_DAY_NONE,
                                  &special->own);
    }
  return calendar;
}

/* --- walking --- */

static gint64
minute_begin (const GbReference *self,
              int                minute)
{
  return (gint64) self->monday * 86400 - 7 * 3600 + (gint64) minute * 60;
}

static int
minute_of (const GbReference *self,
           gint64             instant)
{
  gint64 minute = (instant - minute_begin (self, 0)) / 60;

  g_assert_cmpint (minute, >=, 0);
  g_assert_cmpint (minute, <, GB_REFERENCE_MINUTES);
  return (int) minute;
}

/**
 * gb_reference_worked:
 *
 * Returns: the working seconds between the two, negative when @to is before @from
 */
gint64
gb_reference_worked (const GbReference *self,
                     gint64             from,
                     gint64             to)
{
  gint64 seconds = 0;

  if (to < from)
    return -gb_reference_worked (self, to, from);
  for (int minute = minute_of (self, from); minute_begin (self, minute) < to; minute++)
    if (self->minutes[minute] > 0)
      seconds += MIN (to, minute_begin (self, minute + 1)) - MAX (from, minute_begin (self, minute));
  return seconds;
}

/**
 * gb_reference_add:
 * @seconds: not negative
 *
 * Returns: where so much working time is used up
 */
gint64
gb_reference_add (const GbReference *self,
                  gint64             from,
                  gint64             seconds)
{
  if (seconds == 0)
    return from;
  for (int minute = minute_of (self, from); minute < GB_REFERENCE_MINUTES; minute++)
    if (self->minutes[minute] > 0)
      {
        gint64 begin = MAX (from, minute_begin (self, minute));
        gint64 rest = minute_begin (self, minute + 1) - begin;

        if (seconds <= rest)
          return begin + seconds;
        seconds -= rest;
      }
  g_assert_not_reached ();
}

/**
 * gb_reference_open:
 *
 * Returns: @instant if it is worked, else the next minute that is
 */
gint64
gb_reference_open (const GbReference *self,
                   gint64             instant)
{
  int minute = minute_of (self, instant);

  if (self->minutes[minute] > 0)
    return instant;
  while (self->minutes[minute] == 0)
    minute++;
  return minute_begin (self, minute);
}

/**
 * gb_reference_day:
 *
 * Returns: the day of @instant, counted from the reference's first
 */
int
gb_reference_day (const GbReference *self,
                  gint64             instant)
{
  return minute_of (self, instant) / DAY_MINUTES;
}

/**
 * gb_reference_nth_day:
 * @n: 0 = the first working day on or after @after
 *
 * Returns: the @n-th working day after @after; negative counts back
 */
int
gb_reference_nth_day (const GbReference *self,
                      int                after,
                      int                n)
{
  int day = after;

  if (n == 0 && self->works[day])
    return day;
  for (int left = n == 0 ? 1 : ABS (n); left > 0;)
    {
      day += n < 0 ? -1 : 1;
      g_assert_cmpint (day, >=, 0);
      g_assert_cmpint (day, <, GB_REFERENCE_DAYS);
      if (self->works[day])
        left--;
    }
  return day;
}

/**
 * gb_reference_day_end:
 *
 * Returns: the end of the last session of @day, or of the next working day
 */
gint64
gb_reference_day_end (const GbReference *self,
                      int                day)
{
  int minute = (gb_reference_nth_day (self, day, 0) + 1) * DAY_MINUTES - 1;

  while (self->minutes[minute] == 0)
    minute--;
  return minute_begin (self, minute + 1);
}

/* --- limits, as DOMAIN.md says them --- */

/**
 * gb_reference_start:
 *
 * Returns: @accepted after the cut-off
 */
gint64
gb_reference_start (const GbReference *self,
                    const GbLimit     *limit,
                    gint64             accepted)
{
  int day = gb_reference_day (self, accepted);
  gint64 clock = accepted - minute_begin (self, day * DAY_MINUTES);
  gboolean out;

  if (limit->cutoff == GB_CUTOFF_NONE)
    return accepted;
  if (!self->works[day])
    out = TRUE;
  else if (limit->cutoff == GB_CUTOFF_LAST_HOUR)
    out = accepted >= gb_reference_day_end (self, day) - 60 * 60;
  else
    out = clock > limit->cutoff;
  if (!out)
    return accepted;
  return gb_reference_open (self, minute_begin (self, gb_reference_nth_day (self, day, 1) * DAY_MINUTES));
}

/* The same clock time on @day; closed then: back to the end of the session before it, else on to the
 * first start. */
static gint64
same_clock (const GbReference *self,
            int                day,
            gint64             clock)
{
  gint64 wanted = minute_begin (self, day * DAY_MINUTES) + clock;
  int minute = minute_of (self, wanted);

  if (self->minutes[minute] > 0)
    return wanted;
  for (; minute >= day * DAY_MINUTES; minute--)
    if (self->minutes[minute] > 0)
      return minute_begin (self, minute + 1);
  return gb_reference_open (self, minute_begin (self, day * DAY_MINUTES));
}

static gint64
same_time (const GbReference *self,
           gint64             start,
           int                n)
{
  gint64 open = gb_reference_open (self, start);
  int day = gb_reference_day (self, open);
  gint64 clock = open - minute_begin (self, day * DAY_MINUTES);

  return n == 0 ? open : same_clock (self, gb_reference_nth_day (self, day, n), clock);
}

/* The end of the Nth session after the session of the start: a session ends where the next minute
 * belongs to another or to none. */
static gint64
session_end (const GbReference *self,
             gint64             start,
             int                n)
{
  int minute = minute_of (self, gb_reference_open (self, start));

  for (int left = n + 1;; minute++)
    {
      g_assert_cmpint (minute, <, GB_REFERENCE_MINUTES - 1);
      if (self->minutes[minute] > 0 && self->minutes[minute + 1] != self->minutes[minute] && --left == 0)
        return minute_begin (self, minute + 1);
    }
}

static gint64
half_days (const GbReference *self,
           gint64             start,
           int                n)
{
  gint64 at = same_time (self, start, n / 2);
  int first = gb_reference_day (self, at) * DAY_MINUTES;
  int worked = 0;

  if (n % 2 == 0)
    return at;
  for (int minute = first; minute < first + DAY_MINUTES; minute++)
    worked += self->minutes[minute] > 0 ? 1 : 0;
  return gb_reference_add (self, at, worked * 30);
}

/**
 * gb_reference_due:
 *
 * Returns: the due moment
 */
gint64
gb_reference_due (const GbReference *self,
                  const GbLimit     *limit,
                  gint64             accepted)
{
  gint64 start = gb_reference_start (self, limit, accepted);
  int day = gb_reference_day (self, start);
  gboolean day_end = limit->rule == GB_LIMIT_DAY_END;
  int n = limit->amount;

  if (n == 0)
    return gb_reference_day_end (self, day);
  if (limit->unit == GB_LIMIT_WORKING_DAYS && day_end)
    return gb_reference_day_end (self, gb_reference_nth_day (self, day, n));
  if (limit->unit == GB_LIMIT_WORKING_DAYS)
    return same_time (self, start, n);
  if (limit->unit == GB_LIMIT_HALF_DAYS)
    return day_end ? session_end (self, start, n) : half_days (self, start, n);
  if (limit->unit == GB_LIMIT_WORKING_HOURS)
    return gb_reference_add (self, start, n * 3600);
  return gb_reference_day_end (self, day + n);
}
