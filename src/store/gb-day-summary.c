/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-day-summary.h"

#include "gb-calendars.h"
#include "gb-duration.h"
#include "gb-store-status.h"

#define CHART_DAYS 30

G_DEFINE_BOXED_TYPE (GbDaySummary, gb_day_summary, gb_day_summary_ref, gb_day_summary_unref)

static GbDossierQuery *
query_for (GbDossierFilter filter,
           const char     *commune)
{
  GbDossierQuery *query = gb_dossier_query_new (filter);

  query->commune = g_strdup (commune);
  return query;
}

/* The first row of a set in the order of due moments, %NULL when the set is empty. */
static gboolean
first_of (GbSqlConnection  *connection,
          GbDossierFilter   filter,
          const char       *commune,
          gint64            now,
          GbDossier       **dossier,
          GError          **error)
{
  g_autoptr (GbDossierQuery) query = query_for (filter, commune);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total;

  *dossier = NULL;
  rows = gb_dossier_repository_rows (connection, query, now, 0, 1, &total, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    *dossier = g_object_ref (g_ptr_array_index (rows, 0));
  return TRUE;
}

static gboolean
load_counts (GbDaySummary     *self,
             GbSqlConnection  *connection,
             const char       *commune,
             GError          **error)
{
  g_autoptr (GbDossierQuery) all = query_for (GB_DOSSIER_FILTER_ALL, commune);
  g_autoptr (GbDossierQuery) paused = query_for (GB_DOSSIER_FILTER_PAUSED, commune);
  g_autoptr (GPtrArray) rows = NULL;
  GbDossierCounts before;

  if (!gb_dossier_repository_counts (connection, all, self->now, &self->counts, error))
    return FALSE;
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    if (i != GB_DEADLINE_CLASS_AWAITING && i != GB_DEADLINE_CLASS_FINISHED)
      self->in_process += self->counts.classes[i];

  paused->state = GB_DOSSIER_STATE_PAPERS_ASKED;
  rows = gb_dossier_repository_rows (connection, paused, self->now, 0, 1, &self->papers_asked,
                                     error);
  if (rows == NULL)
    return FALSE;

  if (self->as_of == 0 || self->as_of >= self->now)
    return TRUE;
  if (!gb_dossier_repository_counts (connection, all, self->as_of, &before, error))
    return FALSE;
  self->newly_overdue = self->counts.classes[GB_DEADLINE_CLASS_OVERDUE]
                        - before.classes[GB_DEADLINE_CLASS_OVERDUE];
  return TRUE;
}

static gboolean
load_extremes (GbDaySummary     *self,
               GbSqlConnection  *connection,
               const char       *commune,
               GError          **error)
{
  g_autoptr (GbDossier) oldest = NULL;
  g_autoptr (GbDossier) first = NULL;

  if (!first_of (connection, GB_DOSSIER_FILTER_OVERDUE, commune, self->now, &oldest, error) ||
      !first_of (connection, GB_DOSSIER_FILTER_DUE_TODAY, commune, self->now, &first, error))
    return FALSE;
  if (oldest != NULL && gb_dossier_has_remaining (oldest))
    self->oldest_overdue = -gb_dossier_get_remaining (oldest);
  if (first != NULL)
    self->first_due_today = gb_dossier_get_due (first);
  return TRUE;
}

/* Thirty working days that are over, since the rest of a day would look like a fall; sixty calendar
 * days hold them whatever the holidays. */
static gboolean
load_days (GbDaySummary     *self,
           GbSqlConnection  *connection,
           GbWorkCalendar   *calendar,
           const char       *commune,
           GError          **error)
{
  GbDay today = gb_time_day (self->now);
  gboolean over = self->now >= gb_work_calendar_day_end (calendar, today);
  GbDay last = over ? today : today - 1;
  g_autoptr (GArray) all = gb_dossier_repository_daily (connection, commune, last - 60, last,
                                                        error);
  guint first = 0, working = 0;

  if (all == NULL)
    return FALSE;
  for (first = all->len; first > 0 && working < CHART_DAYS; first--)
    working += g_array_index (all, GbDossierDay, first - 1).working;
  for (guint i = first; i < all->len; i++)
    {
      const GbDossierDay *day = &g_array_index (all, GbDossierDay, i);

      if (!day->working)
        continue;
      g_array_append_val (self->days, *day);
      if (gb_work_calendar_is_make_up (calendar, day->day))
        g_array_append_val (self->make_up_days, day->day);
    }
  return TRUE;
}

/**
 * gb_day_summary_load:
 * @commune: (nullable): the commune; %NULL for the whole scope
 * @now: UTC seconds
 *
 * Blocks; to be run on a thread of the store.
 *
 * Returns: (transfer full): the summary; %NULL with @error set when the cache could not be read
 */
GbDaySummary *
gb_day_summary_load (GbSqlConnection  *connection,
                     const char       *commune,
                     gint64            now,
                     GError          **error)
{
  g_autoptr (GbDaySummary) self = g_atomic_rc_box_new0 (GbDaySummary);
  g_autoptr (GbStoreStatus) status = NULL;
  g_autoptr (GbCalendars) calendars = NULL;
  g_autoptr (GbDossierQuery) open = query_for (GB_DOSSIER_FILTER_OPEN, commune);
  GbWorkCalendar *calendar;

  self->now = now;
  self->days = g_array_new (FALSE, FALSE, sizeof (GbDossierDay));
  self->make_up_days = g_array_new (FALSE, FALSE, sizeof (GbDay));
  status = gb_store_status_load (connection, error);
  if (status == NULL)
    return NULL;
  self->as_of = status->as_of;
  calendars = gb_calendars_load (connection, error);
  if (calendars == NULL)
    return NULL;
  calendar = commune != NULL ? gb_calendars_of_commune (calendars, commune)
                             : gb_calendars_get_default (calendars);
  self->near_days = gb_work_calendar_get_near_days (calendar);
  self->day_seconds = gb_duration_typical_day (calendar, gb_time_day (now));
  if (!load_counts (self, connection, commune, error) ||
      !load_extremes (self, connection, commune, error) ||
      !load_days (self, connection, calendar, commune, error))
    return NULL;
  self->loads = gb_dossier_repository_load (connection, open, now, error);
  if (self->loads == NULL)
    return NULL;
  if (!gb_dossier_repository_next_boundary (connection, now, &self->next_boundary, error))
    return NULL;
  return g_steal_pointer (&self);
}

GbDaySummary *
gb_day_summary_ref (GbDaySummary *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GbDaySummary *self = data;

  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->make_up_days, g_array_unref);
  g_clear_pointer (&self->loads, g_ptr_array_unref);
}

void
gb_day_summary_unref (GbDaySummary *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
