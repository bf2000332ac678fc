/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-work-calendar.h"

#include "gb-deadline.h"
#include "gb-work-plan.h"

/**
 * GbWorkCalendar:
 *
 * When a commune works: hours by weekday with their validity, days off and make-up days. Filled
 * once by add_hours() and add_day(), then only read, from any thread. What was asked for is kept by
 * year, so that counting over months costs a subtraction.
 *
 * A year with any day's record uses only the records; another one the computed holidays of
 * gb_holidays_of_year() (DOMAIN.md, calendar precedence).
 */

/* Every year that a time can be written in, and a century more, because a limit ends after it
 * begins. Outside of these years nobody works. */
#define FIRST_YEAR GB_FIRST_YEAR
#define END_YEAR (GB_LAST_YEAR + 101)
#define N_YEARS (END_YEAR - FIRST_YEAR)
/* A search for the next working day gives up after this long: no calendar is off for a year. */
#define MAX_SEARCH_DAYS 400

struct _GbWorkCalendar
{
  GObject parent_instance;

  GbWorkPlan *plan; /* (owned) */
  int near_days;
  GbWorkYear *years[N_YEARS]; /* (owned) (nullable): made when first asked for, set atomically */
};

G_DEFINE_FINAL_TYPE (GbWorkCalendar, gb_work_calendar, G_TYPE_OBJECT)

static GbWorkYear *
get_year (GbWorkCalendar *self,
          int             number)
{
  int i = number - FIRST_YEAR;
  GbWorkYear *year = g_atomic_pointer_get (&self->years[i]);

  if (year == NULL)
    {
      year = gb_work_plan_make_year (self->plan, number);
      if (!g_atomic_pointer_compare_and_exchange (&self->years[i], NULL, year))
        {
          g_free (year);
          year = g_atomic_pointer_get (&self->years[i]);
        }
    }
  return year;
}

/* The year that @day lies in and the day's place there, or NULL outside of the table. */
static GbWorkYear *
year_of_day (GbWorkCalendar *self,
             GbDay           day,
             int            *index)
{
  int number;
  GbWorkYear *year;

  gb_day_to_ymd (day, &number, NULL, NULL);
  if (number < FIRST_YEAR || number >= END_YEAR)
    return NULL;
  year = get_year (self, number);
  *index = day - year->first;
  return year;
}

/* Working seconds of the day before its second @clock. */
static int
seconds_until (const GbSessions *sessions,
               int               clock)
{
  int seconds = 0;

  for (int i = 0; i < sessions->n; i++)
    seconds += MAX (0, MIN (clock, sessions->sessions[i].end) - sessions->sessions[i].start);
  return seconds;
}

static void
gb_work_calendar_finalize (GObject *object)
{
  GbWorkCalendar *self = GB_WORK_CALENDAR (object);

  for (int i = 0; i < N_YEARS; i++)
    g_free (self->years[i]);
  gb_work_plan_free (self->plan);

  G_OBJECT_CLASS (gb_work_calendar_parent_class)->finalize (object);
}

static void
gb_work_calendar_class_init (GbWorkCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_work_calendar_finalize;
}

static void
gb_work_calendar_init (GbWorkCalendar *self)
{
  self->plan = gb_work_plan_new ();
  self->near_days = GB_NEAR_DAYS;
}

/**
 * gb_work_calendar_new:
 *
 * Returns: (transfer full): a calendar with the default hours and the computed holidays
 */
GbWorkCalendar *
gb_work_calendar_new (void)
{
  return g_object_new (GB_TYPE_WORK_CALENDAR, NULL);
}

static void
forget_years (GbWorkCalendar *self)
{
  for (int i = 0; i < N_YEARS; i++)
    g_clear_pointer (&self->years[i], g_free);
}

/**
 * gb_work_calendar_set_compute_holidays:
 * @compute: whether a year without any record has the computed holidays, or none
 *
 * Only before the calendar is shared.
 */
void
gb_work_calendar_set_compute_holidays (GbWorkCalendar *self,
                                       gboolean        compute)
{
  g_return_if_fail (GB_IS_WORK_CALENDAR (self));

  gb_work_plan_set_compute_holidays (self->plan, compute);
  forget_years (self);
}

/**
 * gb_work_calendar_add_hours:
 * @from: first day of validity, or %GB_DAY_NONE
 * @to: last day of validity, or %GB_DAY_NONE
 * @hours: the hours
 *
 * Where spans overlap, the one added last counts. Only before the calendar is shared.
 */
void
gb_work_calendar_add_hours (GbWorkCalendar *self,
                            GbDay           from,
                            GbDay           to,
                            GbWorkHours    *hours)
{
  g_return_if_fail (GB_IS_WORK_CALENDAR (self));

  gb_work_plan_add_hours (self->plan, from, to, hours);
  forget_years (self);
}

/**
 * gb_work_calendar_add_day:
 * @day: the day
 * @kind: off or worked
 * @replaces: for a make-up day, the day off it stands in for, or %GB_DAY_NONE
 * @sessions: (nullable): for a make-up day, its own hours
 *
 * Only before the calendar is shared.
 */
void
gb_work_calendar_add_day (GbWorkCalendar   *self,
                          GbDay             day,
                          GbDayKind         kind,
                          GbDay             replaces,
                          const GbSessions *sessions)
{
  g_return_if_fail (GB_IS_WORK_CALENDAR (self));

  gb_work_plan_add_day (self->plan, day, kind, replaces, sessions);
  forget_years (self);
}

/**
 * gb_work_calendar_set_near_days:
 * @near_days: how many working days "due soon" reaches, at least 1
 *
 * Only before the calendar is shared.
 */
void
gb_work_calendar_set_near_days (GbWorkCalendar *self,
                                int             near_days)
{
  g_return_if_fail (GB_IS_WORK_CALENDAR (self));
  g_return_if_fail (near_days >= 1);

  self->near_days = near_days;
}

/**
 * gb_work_calendar_get_near_days:
 *
 * Returns: how many of its working days "due soon" reaches, %GB_NEAR_DAYS unless somebody wants another number
 */
int
gb_work_calendar_get_near_days (GbWorkCalendar *self)
{
  g_return_val_if_fail (GB_IS_WORK_CALENDAR (self), GB_NEAR_DAYS);

  return self->near_days;
}

/**
 * gb_work_calendar_day_sessions:
 * @sessions: (out caller-allocates): the day's sessions
 */
void
gb_work_calendar_day_sessions (GbWorkCalendar *self,
                               GbDay           day,
                               GbSessions     *sessions)
{
  int i;
  GbWorkYear *year = year_of_day (self, day, &i);

  *sessions = year != NULL ? year->sessions[i] : (GbSessions) { 0 };
}

/**
 * gb_work_calendar_is_working:
 *
 * Any day with a session is one working day, a half Saturday too.
 *
 * Returns: whether @day has a session
 */
gboolean
gb_work_calendar_is_working (GbWorkCalendar *self,
                             GbDay           day)
{
  int i;
  GbWorkYear *year = year_of_day (self, day, &i);

  return year != NULL && year->sessions[i].n > 0;
}

static gboolean
has_mark (GbWorkCalendar *self,
          GbDay           day,
          GbDayMark       mark)
{
  int i;
  GbWorkYear *year = year_of_day (self, day, &i);

  return year != NULL && year->marks[i] == mark;
}

/**
 * gb_work_calendar_is_off:
 *
 * Returns: whether @day is a holiday or was given off, weekly rest days aside
 */
gboolean
gb_work_calendar_is_off (GbWorkCalendar *self,
                         GbDay           day)
{
  return has_mark (self, day, GB_DAY_MARK_OFF);
}

/**
 * gb_work_calendar_is_make_up:
 *
 * Returns: whether @day is worked in another's place (làm bù)
 */
gboolean
gb_work_calendar_is_make_up (GbWorkCalendar *self,
                             GbDay           day)
{
  return has_mark (self, day, GB_DAY_MARK_MAKE_UP);
}

/**
 * gb_work_calendar_nth_day:
 * @after: a day, itself not counted
 * @n: how many working days; negative counts back; 0 is the first working day on or after @after
 *
 * Returns: the @n-th working day after @after
 */
GbDay
gb_work_calendar_nth_day (GbWorkCalendar *self,
                          GbDay           after,
                          int             n)
{
  GbDay day = n == 0 ? after - 1 : after;
  int step = n < 0 ? -1 : 1;
  gint64 left = MAX (1, ABS ((gint64) n));

  for (int idle = 0; left > 0 && idle < MAX_SEARCH_DAYS; idle++)
    {
      day += step;
      if (gb_work_calendar_is_working (self, day))
        {
          left--;
          idle = 0;
        }
    }
  return day;
}

/* Working seconds and working days from the start of @from to the start of @to, whole years at once. */
static void
sum_days (GbWorkCalendar *self,
          GbDay           from,
          GbDay           to,
          gint64         *seconds,
          int            *days)
{
  GbDay day = MAX (from, gb_day_from_ymd (FIRST_YEAR, 1, 1));
  GbDay end = MIN (to, gb_day_from_ymd (END_YEAR, 1, 1));

  *seconds = 0;
  *days = 0;
  while (day < end)
    {
      int first;
      GbWorkYear *year = year_of_day (self, day, &first);
      int last = MIN (end - year->first, year->n_days);

      *seconds += year->seconds_before[last] - year->seconds_before[first];
      *days += year->days_before[last] - year->days_before[first];
      day = year->first + year->n_days;
    }
}

/**
 * gb_work_calendar_count_days:
 * @from: first day
 * @to: last day, inclusive
 *
 * Returns: how many working days lie in the span, 0 when it is empty
 */
int
gb_work_calendar_count_days (GbWorkCalendar *self,
                             GbDay           from,
                             GbDay           to)
{
  gint64 seconds;
  int days;

  sum_days (self, from, to + 1, &seconds, &days);
  return days;
}

/**
 * gb_work_calendar_day_end:
 * @day: a day; one without a session stands for the next that has one
 *
 * Returns: the end of the day's last session in UTC seconds
 */
gint64
gb_work_calendar_day_end (GbWorkCalendar *self,
                          GbDay           day)
{
  GbDay working = gb_work_calendar_nth_day (self, day, 0);
  GbSessions sessions;

  gb_work_calendar_day_sessions (self, working, &sessions);
  return gb_day_at (working, sessions.n > 0 ? sessions.sessions[sessions.n - 1].end : GB_DAY_SECONDS - 1);
}

/**
 * gb_work_calendar_next_open:
 * @instant: UTC seconds
 *
 * Returns: @instant if it lies in a session, else the start of the next session. A session's end
 *   lies outside it.
 */
gint64
gb_work_calendar_next_open (GbWorkCalendar *self,
                            gint64          instant)
{
  GbDay day = gb_time_day (instant);
  int clock = gb_time_of_day (instant);
  GbSessions sessions;

  gb_work_calendar_day_sessions (self, day, &sessions);
  for (int i = 0; i < sessions.n; i++)
    if (clock < sessions.sessions[i].end)
      return gb_day_at (day, MAX (clock, sessions.sessions[i].start));

  day = gb_work_calendar_nth_day (self, day, 1);
  gb_work_calendar_day_sessions (self, day, &sessions);
  return gb_day_at (day, sessions.n > 0 ? sessions.sessions[0].start : 0);
}

/**
 * gb_work_calendar_worked:
 * @from: UTC seconds
 * @to: UTC seconds
 *
 * Returns: the working seconds between the two, negative when @to is before @from
 */
gint64
gb_work_calendar_worked (GbWorkCalendar *self,
                         gint64          from,
                         gint64          to)
{
  GbSessions first, last;
  GbDay from_day = gb_time_day (from);
  GbDay to_day = gb_time_day (to);
  gint64 seconds;
  int days;

  if (to < from)
    return -gb_work_calendar_worked (self, to, from);

  gb_work_calendar_day_sessions (self, from_day, &first);
  gb_work_calendar_day_sessions (self, to_day, &last);
  sum_days (self, from_day, to_day, &seconds, &days);
  return seconds - seconds_until (&first, gb_time_of_day (from)) + seconds_until (&last, gb_time_of_day (to));
}

static gint64
add_forward (GbWorkCalendar *self,
             gint64          from,
             gint64          seconds)
{
  GbDay day = gb_time_day (from);
  int clock = gb_time_of_day (from);

  for (int idle = 0; idle < MAX_SEARCH_DAYS; idle++, day++, clock = 0)
    {
      GbSessions sessions;

      gb_work_calendar_day_sessions (self, day, &sessions);
      for (int i = 0; i < sessions.n; i++)
        {
          int start = MAX (clock, sessions.sessions[i].start);
          int length = sessions.sessions[i].end - start;

          if (length <= 0)
            continue;
          if (seconds <= length)
            return gb_day_at (day, start + (int) seconds);
          seconds -= length;
          idle = 0;
        }
    }
  return gb_day_at (day, 0);
}

static gint64
add_backward (GbWorkCalendar *self,
              gint64          from,
              gint64          seconds)
{
  GbDay day = gb_time_day (from);
  int clock = gb_time_of_day (from);

  for (int idle = 0; idle < MAX_SEARCH_DAYS; idle++, day--, clock = GB_DAY_SECONDS)
    {
      GbSessions sessions;

      gb_work_calendar_day_sessions (self, day, &sessions);
      for (int i = sessions.n - 1; i >= 0; i--)
        {
          int end = MIN (clock, sessions.sessions[i].end);
          int length = end - sessions.sessions[i].start;

          if (length <= 0)
            continue;
          if (seconds <= length)
            return gb_day_at (day, end - (int) seconds);
          seconds -= length;
          idle = 0;
        }
    }
  return gb_day_at (day, 0);
}

/**
 * gb_work_calendar_add_worked:
 * @from: UTC seconds
 * @seconds: working seconds, negative to go back
 *
 * Working time used up exactly at a session's end ends there, not at the next session's start.
 *
 * Returns: the instant that lies @seconds of working time from @from, in UTC seconds; 0 gives @from
 */
gint64
gb_work_calendar_add_worked (GbWorkCalendar *self,
                             gint64          from,
                             gint64          seconds)
{
  if (seconds == 0)
    return from;
  return seconds > 0 ? add_forward (self, from, seconds) : add_backward (self, from, -MAX (seconds, -G_MAXINT64));
}
