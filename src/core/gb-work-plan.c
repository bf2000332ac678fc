/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-work-plan.h"

#include "gb-holidays.h"

typedef struct
{
  GbDay from;
  GbDay to; /* inclusive */
  GbWorkHours *hours; /* (owned) */
} HoursSpan;

typedef struct
{
  GbDayKind kind;
  GbDay replaces; /* GB_DAY_NONE when none */
  gboolean has_sessions;
  GbSessions sessions;
} DayRecord;

struct _GbWorkPlan
{
  GbWorkHours *default_hours; /* (owned) */
  GArray *spans; /* (owned): of HoursSpan, the latest added wins */
  GHashTable *days; /* (owned): GbDay → DayRecord */
  gboolean compute_holidays;
};

static void
hours_span_clear (gpointer data)
{
  HoursSpan *span = data;

  g_clear_pointer (&span->hours, gb_work_hours_unref);
}

static GbWorkHours *
hours_of_day (GbWorkPlan *self,
              GbDay       day)
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
weekly_sessions (GbWorkPlan *self,
                 GbDay       day,
                 int         weekday)
{
  return gb_work_hours_weekday (hours_of_day (self, day), weekday);
}

/* A make-up day has its record's hours, else those of the day replaced, else Monday's. */
static void
make_up_sessions (GbWorkPlan      *self,
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
apply_records (GbWorkPlan *self,
               GbWorkYear *year)
{
  gboolean any = FALSE;

  for (int i = 0; i < year->n_days; i++)
    {
      GbDay day = year->first + i;
      DayRecord *record = g_hash_table_lookup (self->days, GINT_TO_POINTER (day));

      if (record == NULL)
        continue;
      any = TRUE;
      year->marks[i] = record->kind == GB_DAY_OFF ? GB_DAY_MARK_OFF : GB_DAY_MARK_MAKE_UP;
      if (record->kind == GB_DAY_OFF)
        year->sessions[i] = (GbSessions) { 0 };
      else
        make_up_sessions (self, day, record, &year->sessions[i]);
    }
  return any;
}

static gboolean
is_rest_day (GbDay    day,
             gpointer data)
{
  return weekly_sessions (data, day, gb_day_weekday (day))->n == 0;
}

static void
apply_holidays (GbWorkPlan *self,
                GbWorkYear *year,
                int         number)
{
  g_autoptr (GArray) days = gb_holidays_of_year (number, is_rest_day, self);

  for (guint i = 0; i < days->len; i++)
    {
      int index = g_array_index (days, GbDay, i) - year->first;

      /* Hours that change oddly could move the last holiday past the year's end. */
      if (index >= year->n_days)
        continue;
      year->marks[index] = GB_DAY_MARK_OFF;
      year->sessions[index] = (GbSessions) { 0 };
    }
}

/**
 * gb_work_plan_make_year:
 * @number: of the Gregorian calendar
 *
 * Returns: (transfer full): the year, to be freed by g_free()
 */
GbWorkYear *
gb_work_plan_make_year (GbWorkPlan *self,
                        int         number)
{
  GbWorkYear *year = g_new0 (GbWorkYear, 1);

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

/**
 * gb_work_plan_new:
 *
 * Returns: (transfer full): a plan with the default hours and the computed holidays
 */
GbWorkPlan *
gb_work_plan_new (void)
{
  GbWorkPlan *self = g_new0 (GbWorkPlan, 1);

  self->default_hours = gb_work_hours_parse (GB_WORK_HOURS_DEFAULT, NULL);
  self->spans = g_array_new (FALSE, TRUE, sizeof (HoursSpan));
  g_array_set_clear_func (self->spans, hours_span_clear);
  self->days = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->compute_holidays = TRUE;
  return self;
}

/**
 * gb_work_plan_free:
 */
void
gb_work_plan_free (GbWorkPlan *self)
{
  g_array_unref (self->spans);
  g_hash_table_unref (self->days);
  gb_work_hours_unref (self->default_hours);
  g_free (self);
}

/**
 * gb_work_plan_set_compute_holidays:
 * @compute: whether a year without any record has the computed holidays, or none
 */
void
gb_work_plan_set_compute_holidays (GbWorkPlan *self,
                                   gboolean    compute)
{
  self->compute_holidays = compute;
}

/**
 * gb_work_plan_add_hours:
 * @from: first day of validity, or %GB_DAY_NONE
 * @to: last day of validity, or %GB_DAY_NONE
 * @hours: the hours; where spans overlap, those added last count
 */
void
gb_work_plan_add_hours (GbWorkPlan  *self,
                        GbDay        from,
                        GbDay        to,
                        GbWorkHours *hours)
{
  HoursSpan span = { from, to == GB_DAY_NONE ? G_MAXINT32 : to, gb_work_hours_ref (hours) };

  g_array_append_val (self->spans, span);
}

/**
 * gb_work_plan_add_day:
 * @day: the day
 * @kind: off or worked
 * @replaces: for a make-up day, the day off it stands in for, or %GB_DAY_NONE
 * @sessions: (nullable): for a make-up day, its own hours
 */
void
gb_work_plan_add_day (GbWorkPlan       *self,
                      GbDay             day,
                      GbDayKind         kind,
                      GbDay             replaces,
                      const GbSessions *sessions)
{
  DayRecord *record = g_new0 (DayRecord, 1);

  record->kind = kind;
  record->replaces = replaces;
  record->has_sessions = sessions != NULL && sessions->n > 0;
  if (record->has_sessions)
    record->sessions = *sessions;
  g_hash_table_insert (self->days, GINT_TO_POINTER (day), record);
}
