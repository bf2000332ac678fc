/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-briefing.h that counts dossiers. */
#include "gb-briefing-private.h"

/* More bars than that are none any more on a sheet of paper: then they are weeks, else months. */
#define MAX_DAY_BARS 31
#define MAX_WEEK_BARS 26

static const int parts[GB_N_BRIEFING_FIGURES] = {
  [GB_BRIEFING_RECEIVED] = GB_TRACKING_PERIOD,
  [GB_BRIEFING_DONE] = GB_TRACKING_DONE,
  [GB_BRIEFING_DONE_IN_TIME] = GB_TRACKING_DONE_INTIME,
  [GB_BRIEFING_OPEN] = GB_TRACKING_OPEN,
  [GB_BRIEFING_LATE] = GB_TRACKING_PROCESSING_LATE,
};

/* The set that a figure counted; of one field or officer where it was theirs. */
static char *
set_text (const GbBriefing *self,
          int               part,
          const char       *unit,
          const char       *unit_name,
          const char       *field,
          const char       *officer)
{
  const GbDossierSet set = {
    .kind = GB_DOSSIER_SET_TRACKING,
    .part = part,
    .from = self->period.from,
    .to = self->period.to,
    .unit = (char *) unit,
    .unit_name = (char *) unit_name,
    .field = (char *) field,
    .officer = (char *) officer,
  };

  return gb_dossier_set_to_text (&set);
}

static gint64
figure_of (const gint64       *counts,
           GbBriefingFigureId  id)
{
  switch (id)
    {
    case GB_BRIEFING_DONE_IN_TIME:
      return counts[GB_TRACKING_DONE_EARLY] + counts[GB_TRACKING_DONE_ONTIME];
    case GB_BRIEFING_OPEN:
      return counts[GB_TRACKING_PROCESSING] + counts[GB_TRACKING_PAUSED];
    case GB_BRIEFING_RECEIVED:
    case GB_BRIEFING_DONE:
    case GB_BRIEFING_LATE:
    default:
      return counts[parts[id]];
    }
}

static void
take_total (GbBriefing          *self,
            const GbTrackingRow *total)
{
  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    {
      self->figures[i].value = figure_of (total->counts, i);
      self->figures[i].before = figure_of (total->previous, i);
      self->figures[i].set = set_text (self, parts[i], self->commune, self->commune_name, NULL, NULL);
    }
}

static void
group_free (gpointer data)
{
  GbBriefingGroup *self = data;

  g_free (self->key);
  g_free (self->name);
  g_free (self->set);
  g_free (self);
}

/* Stable: of those with as many the rows' own order stays. */
static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const GbBriefingGroup *one = *(GbBriefingGroup *const *) a, *other = *(GbBriefingGroup *const *) b;

  return (one->late < other->late) - (one->late > other->late);
}

/* The rows with something late; the last one of the table is the total. */
static GPtrArray *
take_groups (const GbBriefing *self,
             GPtrArray        *rows,
             GbTrackingBy      by)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i + 1 < rows->len; i++)
    {
      const GbTrackingRow *row = rows->pdata[i];
      GbBriefingGroup *group;

      if (row->counts[GB_TRACKING_PROCESSING_LATE] == 0)
        continue;
      group = g_new0 (GbBriefingGroup, 1);
      group->key = g_strdup (row->key);
      group->name = g_strdup (row->name);
      group->late = row->counts[GB_TRACKING_PROCESSING_LATE];
      group->before = row->previous[GB_TRACKING_PROCESSING_LATE];
      group->set = set_text (self, GB_TRACKING_PROCESSING_LATE, self->commune, self->commune_name,
                             by == GB_TRACKING_BY_FIELD ? row->key : NULL, by == GB_TRACKING_BY_OFFICER ? row->key : NULL);
      g_ptr_array_add (groups, group);
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/* Who has most late dossiers first; then who has the larger share of those in process. */
static int
compare_communes (gconstpointer a,
                  gconstpointer b)
{
  const gint64 *one = (*(GbTrackingRow *const *) a)->counts, *other = (*(GbTrackingRow *const *) b)->counts;
  const int late = GB_TRACKING_PROCESSING_LATE, all = GB_TRACKING_PROCESSING;

  if (one[late] != other[late])
    return one[late] < other[late] ? 1 : -1;
  return (one[all] > other[all]) - (one[all] < other[all]);
}

/* Without the total. */
static void
take_communes (GbBriefing *self,
               GPtrArray  *rows)
{
  g_ptr_array_set_size (rows, (int) rows->len - 1);
  g_ptr_array_sort (rows, compare_communes);
  self->communes = g_ptr_array_ref (rows);
}

gboolean
gb_briefing_load_figures (GbBriefing            *self,
                          GbSqlConnection       *connection,
                          const GbTrackingSpan  *span,
                          const GbTrackingSpan  *before,
                          GError               **error)
{
  GbTrackingBy other = self->commune != NULL ? GB_TRACKING_BY_OFFICER : GB_TRACKING_BY_UNIT;
  GPtrArray *tables[GB_N_TRACKING_BYS];
  GPtrArray *fields, *others;

  if (!gb_tracking_tables (connection, 1u << GB_TRACKING_BY_FIELD | 1u << other, span, before, self->commune, tables,
                           error))
    return FALSE;
  fields = tables[GB_TRACKING_BY_FIELD];
  others = tables[other];
  take_total (self, fields->pdata[fields->len - 1]);
  self->fields = take_groups (self, fields, GB_TRACKING_BY_FIELD);
  if (self->commune != NULL)
    self->officers = take_groups (self, others, GB_TRACKING_BY_OFFICER);
  else
    take_communes (self, others);
  if (self->officers == NULL)
    self->officers = g_ptr_array_new_with_free_func (group_free);
  if (self->communes == NULL)
    self->communes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_tracking_row_free);
  g_ptr_array_unref (fields);
  g_ptr_array_unref (others);
  return TRUE;
}

/* --- the chart ------------------------------------------------------------------------------ */

/* The Monday of a day's week, the first of its month. */
static GbDay
week_of (GbDay day)
{
  return day - (gb_day_weekday (day) - 1);
}

static GbDay
month_of (GbDay day)
{
  int year, month;

  gb_day_to_ymd (day, &year, &month, NULL);
  return gb_day_from_ymd (year, month, 1);
}

/* What came in on rest days stands with the next worked day, at the end (@last) with the last one. */
static gboolean
begins_bar (const GbBriefing *self,
            GbWorkCalendar   *calendar,
            GbDay             day,
            GbDay             last)
{
  const GbBriefingBar *bar;

  if (self->bars->len == 0)
    return TRUE;
  bar = &g_array_index (self->bars, GbBriefingBar, self->bars->len - 1);
  if (self->unit == GB_BRIEFING_BY_WEEK)
    return week_of (day) != week_of (bar->from);
  if (self->unit == GB_BRIEFING_BY_MONTH)
    return month_of (day) != month_of (bar->from);
  return gb_work_calendar_is_working (calendar, bar->to) && gb_work_calendar_count_days (calendar, day, last) > 0;
}

static void
add_bars (GbBriefing     *self,
          const GArray   *days,
          GbWorkCalendar *calendar)
{
  for (guint i = 0; i < days->len; i++)
    {
      const GbTrackingDay *day = &g_array_index (days, GbTrackingDay, i);
      GbBriefingBar *bar, fresh = { day->day, day->day, 0, 0 };

      if (begins_bar (self, calendar, day->day, g_array_index (days, GbTrackingDay, days->len - 1).day))
        g_array_append_val (self->bars, fresh);
      bar = &g_array_index (self->bars, GbBriefingBar, self->bars->len - 1);
      bar->to = day->day;
      bar->received += day->received;
      bar->done += day->done;
    }
}

static void
mark_last (GbBriefing     *self,
           GbWorkCalendar *calendar)
{
  GbDay today = gb_time_day (self->now);
  GbBriefingBar *last;

  if (self->bars->len == 0 || self->unit != GB_BRIEFING_BY_DAY)
    return;
  last = &g_array_index (self->bars, GbBriefingBar, self->bars->len - 1);
  last->under_way = last->to == today && self->now < gb_work_calendar_day_end (calendar, today);
}

gboolean
gb_briefing_load_bars (GbBriefing            *self,
                       GbSqlConnection       *connection,
                       GbWorkCalendar        *calendar,
                       const GbTrackingSpan  *span,
                       GError               **error)
{
  g_autoptr (GArray) days = gb_tracking_days (connection, span, self->commune, error);

  self->bars = g_array_new (FALSE, FALSE, sizeof (GbBriefingBar));
  if (days == NULL)
    return FALSE;
  if (days->len > 0 && gb_work_calendar_count_days (calendar, span->from, span->from + (GbDay) days->len - 1) > MAX_DAY_BARS)
    self->unit = days->len > MAX_WEEK_BARS * 7 ? GB_BRIEFING_BY_MONTH : GB_BRIEFING_BY_WEEK;
  add_bars (self, days, calendar);
  mark_last (self, calendar);
  return TRUE;
}
