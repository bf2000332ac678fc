/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-summary.h"

#include "gb-calendars.h"
#include "gb-commune-repository.h"
#include "gb-dossier-limits.h"
#include "gb-duration.h"
#include "gb-store-status.h"

typedef struct
{
  GbDossierQuery *query; /* (owned) */
  GbDossierGrouping grouping;
  gint64 now;
} GbSummaryRequest;

static const char *const nicks[GB_N_DOSSIER_GROUPINGS] = { "none", "officer", "field" };

static void
request_free (gpointer data)
{
  GbSummaryRequest *self = data;

  gb_dossier_query_free (self->query);
  g_free (self);
}

static gboolean
load_groups (GbDossierSummary *summary,
             GbSqlConnection  *connection,
             GbSummaryRequest *request,
             GError          **error)
{
  gboolean by_field = request->grouping == GB_DOSSIER_GROUPING_FIELD;
  g_autoptr (GbDossierQuery) query = gb_dossier_query_copy (request->query);
  g_autoptr (GbDossierQuery) none = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);

  if (request->grouping == GB_DOSSIER_GROUPING_NONE)
    return TRUE;
  gb_dossier_limit_copy (by_field ? GB_DOSSIER_LIMIT_FIELD : GB_DOSSIER_LIMIT_OFFICER, query, none);
  summary->groups = gb_dossier_repository_groups (
      connection, query, by_field ? GB_DOSSIER_GROUP_FIELD : GB_DOSSIER_GROUP_OFFICER,
      request->now, error);
  return summary->groups != NULL;
}

static gboolean
count_letters (GbDossierSummary *summary,
               GbSqlConnection  *connection,
               GbSummaryRequest *request,
               GError          **error)
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

static gboolean
load_communes (GbDossierSummary *summary,
               GbSqlConnection  *connection,
               GError          **error)
{
  g_autoptr (GPtrArray) communes = gb_commune_repository_list (connection, error);

  if (communes == NULL)
    return FALSE;
  summary->communes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      g_hash_table_insert (summary->communes, g_strdup (commune->code), g_strdup (commune->name));
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
  g_autoptr (GbDossierSummary) summary = g_new0 (GbDossierSummary, 1);
  g_autoptr (GbStoreStatus) status = NULL;
  g_autoptr (GbCalendars) calendars = NULL;
  GbWorkCalendar *calendar;

  summary->now = request->now;
  if (!gb_dossier_repository_counts (connection, request->query, request->now, &summary->counts,
                                     error) ||
      !gb_dossier_repository_next_boundary (connection, request->now, &summary->boundary, error) ||
      !count_letters (summary, connection, request, error) ||
      !load_groups (summary, connection, request, error) ||
      !load_communes (summary, connection, error))
    return NULL;
  status = gb_store_status_load (connection, error);
  if (status == NULL)
    return NULL;
  summary->as_of = status->as_of;
  summary->province = request->query->commune == NULL && status->scope != NULL &&
                      g_str_has_prefix (status->scope, "province:");
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
 * @query: what the table shows; its filter matters to the groups alone
 * @grouping: what groups are wanted
 *
 * Counts off the main thread.
 */
void
gb_dossier_summary_load_async (GbStore              *store,
                               const GbDossierQuery *query,
                               GbDossierGrouping     grouping,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  GbSummaryRequest *request = g_new0 (GbSummaryRequest, 1);

  request->query = gb_dossier_query_copy (query);
  request->grouping = grouping;
  request->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_read_async (store, load, request, request_free,
                       (GDestroyNotify) gb_dossier_summary_free, G_PRIORITY_DEFAULT, cancellable,
                       callback, user_data);
}

/**
 * gb_dossier_summary_load_finish:
 *
 * Returns: (transfer full): the figures, %NULL on error
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
gb_dossier_summary_get_count (const GbDossierSummary *self,
                              GbDossierFilter         filter)
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

void
gb_dossier_summary_free (GbDossierSummary *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->communes, g_hash_table_unref);
  g_free (self);
}

/**
 * gb_dossier_grouping_nick:
 *
 * Returns: the name that saved views and actions use
 */
const char *
gb_dossier_grouping_nick (GbDossierGrouping grouping)
{
  return nicks[grouping];
}

/**
 * gb_dossier_grouping_parse:
 * @nick: (nullable): a name as of gb_dossier_grouping_nick()
 *
 * Returns: whether @nick names one
 */
gboolean
gb_dossier_grouping_parse (const char        *nick,
                           GbDossierGrouping *grouping)
{
  for (int i = 0; i < GB_N_DOSSIER_GROUPINGS; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *grouping = i;
        return TRUE;
      }
  return FALSE;
}
