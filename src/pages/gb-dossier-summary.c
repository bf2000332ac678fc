/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-summary.h"

#include "gb-calendars.h"
#include "gb-duration.h"
#include "gb-store-status.h"

typedef struct
{
  GbDossierQuery *query; /* (owned) */
  gint64 now;
} GbSummaryRequest;

static void
request_free (gpointer data)
{
  GbSummaryRequest *self = data;

  gb_dossier_query_free (self->query);
  g_free (self);
}

static gboolean
count_letters (GbSqlConnection        *connection,
               const GbSummaryRequest *request,
               GbDossierSummary       *summary,
               GError                **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_copy (request->query);

  for (int i = 0; i < (int) G_N_ELEMENTS (summary->letters); i++)
    {
      query->filter = GB_DOSSIER_FILTER_SIGN_TODAY + i;
      if (!gb_dossier_repository_count (connection, query, request->now, &summary->letters[i], error))
        return FALSE;
    }
  return TRUE;
}

/* On a thread of the store. */
static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbSummaryRequest *request = data;
  g_autofree GbDossierSummary *summary = g_new0 (GbDossierSummary, 1);
  g_autoptr (GbStoreStatus) status = NULL;
  g_autoptr (GbCalendars) calendars = NULL;
  GbWorkCalendar *calendar;

  summary->now = request->now;
  if (!gb_dossier_repository_counts (connection, request->query, request->now, &summary->counts,
                                     error) ||
      !count_letters (connection, request, summary, error) ||
      !gb_dossier_repository_next_boundary (connection, request->now, &summary->boundary, error))
    return NULL;
  status = gb_store_status_load (connection, error);
  if (status == NULL)
    return NULL;
  summary->as_of = status->as_of;
  calendars = gb_calendars_load (connection, error);
  if (calendars == NULL)
    return NULL;
  calendar = request->query->commune != NULL
                 ? gb_calendars_of_commune (calendars, request->query->commune)
                 : gb_calendars_get_default (calendars);
  summary->day_seconds = gb_duration_typical_day (calendar, gb_time_day (request->now));
  return g_steal_pointer (&summary);
}

/**
 * gb_dossier_summary_load_async:
 * @query: what the table shows; its filter does not matter
 *
 * Counts off the main thread.
 */
void
gb_dossier_summary_load_async (GbStore              *store,
                               const GbDossierQuery *query,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  GbSummaryRequest *request = g_new0 (GbSummaryRequest, 1);

  request->query = gb_dossier_query_copy (query);
  request->query->filter = GB_DOSSIER_FILTER_ALL;
  request->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, load, request, request_free, g_free, G_PRIORITY_DEFAULT, cancellable,
                       callback, user_data);
}

/**
 * gb_dossier_summary_load_finish:
 *
 * Returns: (transfer full): the figures, to be freed with g_free(); %NULL on error
 */
GbDossierSummary *
gb_dossier_summary_load_finish (GbStore      *store,
                                GAsyncResult *result,
                                GError      **error)
{
  return gb_store_read_finish (store, result, error);
}

/**
 * gb_dossier_summary_get_count:
 *
 * Returns: how many rows @filter opens
 */
gint64
gb_dossier_summary_get_count (GbDossierSummary *self,
                              GbDossierFilter   filter)
{
  if (filter == GB_DOSSIER_FILTER_ALL)
    return self->counts.total;
  if (filter == GB_DOSSIER_FILTER_OPEN)
    return self->counts.total - self->counts.classes[GB_DEADLINE_CLASS_FINISHED];
  if (filter >= GB_DOSSIER_FILTER_SIGN_TODAY)
    return self->letters[filter - GB_DOSSIER_FILTER_SIGN_TODAY];
  if (filter >= GB_DOSSIER_FILTER_LATE_RECEPTION)
    return self->counts.marks[filter - GB_DOSSIER_FILTER_LATE_RECEPTION];
  return self->counts.classes[filter - GB_DOSSIER_FILTER_OVERDUE];
}
