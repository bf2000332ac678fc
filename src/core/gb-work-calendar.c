/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-work-calendar.h"

#include "gb-holidays.h"

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

#define FIRST_YEAR 1970
#define N_YEARS 160
/* A search for the next working day gives up after this long: no calendar is off for a year. */
#define MAX_SEARCH_DAYS 400

typedef struct
{
  GbDay from;
  GbDay to; /* inclusive */
  GbWorkHours *hours; /* (owned) */
} HoursSpan;

typedef enum
{
  MARK_NONE,
  MARK_OFF,
  MARK_MAKE_UP,
} Mark;

typedef struct
{
  GbDayKind kind;
  GbDay replaces; /* GB_DAY_NONE when none */
  gboolean has_sessions;
  GbSessions sessions;
} DayRecord;

/* One year's days; the sums count what lies before the day within the year, one more at the end. */
typedef struct
{
  GbDay first;
  int n_days;
  GbSessions sessions[366];
  guint8 marks[366]; /* Mark */
  gint32 seconds_before[367];
  gint16 days_before[367];
} Year;

struct _GbWorkCalendar
{
  GObject parent_instance;

  GbWorkHours *default_hours; /* (owned) */
  GArray *spans; /* (owned): of HoursSpan, the latest added wins */
  GHashTable *days; /* (owned): GbDay → DayRecord */
  gboolean compute_holidays;
  Year *years[N_YEARS]; /* (owned) (nullable): made when first asked for, set atomically */
};

G_DEFINE_FINAL_TYPE (GbWorkCalendar, gb_work_calendar, G_TYPE_OBJECT)

static void
hours_span_clear (gpointer data)
{
  HoursSpan *span = data;

  g_clear_pointer (&span->hours, gb_work_hours_unref);
}

static GbWorkHours *
hours_of_day (GbWorkCalendar *self,
              GbDay           day)
{
  for (guint i = self->spans->len; i > 0; i--)
    {
      HoursSpan *span = &g_array_index (self->spans, HoursSpan, i - 1);

      if (day >= span->from && day <= span->to)
        return span->hours;
    }
  return self->default_hours;
}

static const GbSessions *
weekly_sessions (GbWorkCalendar *self,
                 GbDay           day,
                 int             weekday)
{
  return gb_work_hours_weekday (hours_of_day (self, day), weekday);
}

/* A make-up day has its record's hours, else those of the day replaced, else Monday's. */
static void
make_up_sessions (GbWorkCalendar  *self,
                  GbDay            day,
                  const DayRecord *record,
                  GbSessions      *sessions)
{
  if (record->has_sessions)
    {
      *sessions = record->sessions;
      return;
    }
  *sessions = (GbSessions) { 0 };
  if (record->replaces != GB_DAY_NONE)
    *sessions = *weekly_sessions (self, record->replaces, gb_day_weekday (record->replaces));
  if (sessions->n == 0)
    *sessions = *weekly_sessions (self, day, 1);
}

/* Puts the records of the year's days over its weekly hours; returns whether there was any. */
static gboolean
apply_records (GbWorkCalendar *self,
               Year           *year)
{
  gboolean any = FALSE;

  for (int i = 0; i < year->n_days; i++)
    {
      GbDay day = year->first + i;
      DayRecord *record = g_hash_table_lookup (self->days, GINT_TO_POINTER (day));

      if (record == NULL)
        continue;
      any = TRUE;
      year->marks[i] = record->kind == GB_DAY_OFF ? MARK_OFF : MARK_MAKE_UP;
      if (record->kind == GB_DAY_OFF)
        year->sessions[i] = (GbSessions) { 0 };
      else
        make_up_sessions (self, day, record, &year->sessions[i]);
    }
  return any;
}

static void
apply_holidays (GbWorkCalendar *self,
                Year           *year,
                int             number)
{
  g_autoptr (GArray) days = gb_holidays_of_year (number, hours_of_day (self, year->first));

  for (guint i = 0; i < days->len; i++)
    {
      int index = g_array_index (days, GbDay, i) - year->first;

      year->marks[index] = MARK_OFF;
      year->sessions[index] = (GbSessions) { 0 };
    }
}

static Year *
year_new (GbWorkCalendar *self,
          int             number)
{
  Year *year = g_new0 (Year, 1);

  year->first = gb_day_from_ymd (number, 1, 1);
  year->n_days = gb_day_from_ymd (number + 1, 1, 1) - year->first;
  for (int i = 0; i < year->n_days; i++)
    year->sessions[i] = *weekly_sessions (self, year->first + i, gb_day_weekday (year->first + i));
  if (!apply_records (self, year) && self->compute_holidays)
    apply_holidays (self, year, number);
  for (int i = 0; i < year->n_days; i++)
    {
      year->seconds_before[i + 1] = year->seconds_before[i] + gb_sessions_length (&year->sessions[i]);
      year->days_before[i + 1] = year->days_before[i] + (year->sessions[i].n > 0 ? 1 : 0);
    }
  return year;
}

/* Years outside the table are those of its edge: nothing in this century asks for them. */
static Year *
get_year (GbWorkCalendar *self,
          int             number)
{
  int i = CLAMP (number, FIRST_YEAR, FIRST_YEAR + N_YEARS - 1) - FIRST_YEAR;
  Year *year = g_atomic_pointer_get (&self->years[i]);

  if (year == NULL)
    {
      year = year_new (self, FIRST_YEAR + i);
      if (!g_atomic_pointer_compare_and_exchange (&self->years[i], NULL, year))
        {
          g_free (year);
          year = g_atomic_pointer_get (&self->years[i]);
        }
    }
  return year;
}

static Year *
year_of_day (GbWorkCalendar *self,
             GbDay           day,
             int            *index)
{
  int number;
  Year *year;

  gb_day_to_ymd (day, &number, NULL, NULL);
  year = get_year (self, number);
  *index = CLAMP (day - year->first, 0, year->n_days - 1);
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
  g_array_unref (self->spans);
  g_hash_table_unref (self->days);
  gb_work_hours_unref (self->default_hours);

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
  self->default_hours = gb_work_hours_parse (GB_WORK_HOURS_DEFAULT, NULL);
  self->spans = g_array_new (FALSE, TRUE, sizeof (HoursSpan));
  g_array_set_clear_func (self->spans, hours_span_clear);
  self->days = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->compute_holidays = TRUE;
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

  self->compute_holidays = compute;
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
  HoursSpan span = { from, to == GB_DAY_NONE ? G_MAXINT32 : to, gb_work_hours_ref (hours) };

  g_return_if_fail (GB_IS_WORK_CALENDAR (self));

  g_array_append_val (self->spans, span);
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
  DayRecord *record;

  g_return_if_fail (GB_IS_WORK_CALENDAR (self));

  record = g_new0 (DayRecord, 1);
  record->kind = kind;
  record->replaces = replaces;
  record->has_sessions = sessions != NULL && sessions->n > 0;
  if (record->has_sessions)
    record->sessions = *sessions;
  g_hash_table_insert (self->days, GINT_TO_POINTER (day), record);
  forget_years (self);
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
  Year *year = year_of_day (self, day, &i);

  *sessions = year->sessions[i];
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
  Year *year = year_of_day (self, day, &i);

  return year->sessions[i].n > 0;
}

static gboolean
has_mark (GbWorkCalendar *self,
          GbDay           day,
          Mark            mark)
{
  int i;
  Year *year = year_of_day (self, day, &i);

  return year->marks[i] == mark;
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
  return has_mark (self, day, MARK_OFF);
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
  return has_mark (self, day, MARK_MAKE_UP);
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
  int left = MAX (1, ABS (n));

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
  int count = 0;

  while (from <= to)
    {
      int first, last;
      Year *year = year_of_day (self, from, &first);

      last = MIN (to - year->first, year->n_days - 1);
      if (last < first)
        break;
      count += year->days_before[last + 1] - year->days_before[first];
      from = year->first + year->n_days;
    }
  return count;
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

/* Working seconds of whole days: from the start of @from to the start of @to. */
static gint64
worked_days (GbWorkCalendar *self,
             GbDay           from,
             GbDay           to)
{
  gint64 seconds = 0;

  while (from < to)
    {
      int first, last;
      Year *year = year_of_day (self, from, &first);

      last = MIN (to - year->first, year->n_days);
      if (last <= first)
        break;
      seconds += year->seconds_before[last] - year->seconds_before[first];
      from = year->first + year->n_days;
    }
  return seconds;
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

  if (to < from)
    return -gb_work_calendar_worked (self, to, from);

  gb_work_calendar_day_sessions (self, from_day, &first);
  gb_work_calendar_day_sessions (self, to_day, &last);
  return worked_days (self, from_day, to_day) - seconds_until (&first, gb_time_of_day (from))
         + seconds_until (&last, gb_time_of_day (to));
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
  return seconds > 0 ? add_forward (self, from, seconds) : add_backward (self, from, -seconds);
}
