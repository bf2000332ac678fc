/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-private.h"

#include "gb-commune-figures.h"
#include "gb-json-writer.h"
#include "gb-time.h"

#include <string.h>

static gboolean
list_communes (GbHub      *hub,
               GHashTable *communes,
               GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (hub), "SELECT id FROM commune ORDER BY id", error);
  gboolean row = TRUE;

  while (statement != NULL && gb_sql_statement_step (statement, &row, error) && row)
    g_hash_table_insert (communes, gb_sql_statement_dup_text (statement, 0), g_new0 (GbCommuneFigures, 1));
  return statement != NULL && !row;
}

/* Of every commune of the province, also of those without a dossier. */
static GHashTable *
count_all (GbHub   *hub,
           GError **error)
{
  g_auto (GbHorizon) horizon = { 0 };
  g_autoptr (GHashTable) communes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) counted = NULL;
  GbCalendars *calendars = gb_hub_get_calendars (hub, error);
  GHashTableIter iter;
  gpointer commune, figures;

  if (calendars == NULL || !list_communes (hub, communes, error))
    return NULL;
  gb_horizon_init (&horizon, calendars, gb_clock_now (gb_hub_get_clock (hub)));
  counted = gb_commune_figures_load (gb_hub_get_connection (hub), &horizon, error);
  if (counted == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, communes);
  while (g_hash_table_iter_next (&iter, &commune, &figures))
    {
      const GbCommuneFigures *of = g_hash_table_lookup (counted, commune);

      if (of != NULL)
        *(GbCommuneFigures *) figures = *of;
    }
  return g_steal_pointer (&communes);
}

/* Writes a value if it is another than before; when it was counted is no news. */
static gboolean
put_value (GbHub                  *hub,
           GbCommuneIndicator      indicator,
           const char             *commune,
           const GbCommuneFigures *figures,
           GError                **error)
{
  gint64 numerator, denominator;
  gint64 now = gb_clock_now (gb_hub_get_clock (hub));
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *day = gb_day_format (gb_time_day (now));
  g_autofree char *period = g_strndup (day, strlen ("2026-08"));
  g_autofree char *id = g_strdup_printf ("%s/%s/%s", gb_commune_indicator_id (indicator), commune, period);
  g_autofree char *before = NULL;
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;

  if (!gb_commune_figures_value (figures, indicator, &numerator, &denominator))
    return TRUE;
  if (!gb_hub_log_find (gb_hub_get_log (hub), GB_RECORD_INDICATOR_VALUE, id, &before, error))
    return FALSE;
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "indicator", gb_commune_indicator_id (indicator));
  gb_json_writer_text (&writer, "commune", commune);
  gb_json_writer_text (&writer, "period", period);
  gb_json_writer_integer (&writer, "numerator", numerator);
  if (denominator >= 0)
    gb_json_writer_integer (&writer, "denominator", denominator);
  if (before != NULL && g_str_has_prefix (before, writer.text->str)
      && before[writer.text->len] == ',')
    return TRUE;
  gb_json_writer_time (&writer, "as_of", now, FALSE);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_log_put (gb_hub_get_log (hub), GB_RECORD_INDICATOR_VALUE, id, data, &outcome,
                         error);
}

static gboolean
put_indicator (GbHub             *hub,
               GbCommuneIndicator indicator,
               GError           **error)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autofree char *data = NULL;
  GbHubLogOutcome outcome;

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "name", gb_commune_indicator_name (indicator));
  gb_json_writer_text (&writer, "unit", gb_commune_indicator_unit (indicator));
  gb_json_writer_text (&writer, "kind", "computed");
  gb_json_writer_integer (&writer, "order", indicator + 1);
  gb_json_writer_close (&writer, '}');
  data = gb_json_writer_steal (&writer);
  return gb_hub_log_put (gb_hub_get_log (hub), GB_RECORD_INDICATOR, gb_commune_indicator_id (indicator), data,
                         &outcome, error);
}

static gboolean
refresh (GbHub   *hub,
         GError **error)
{
  g_autoptr (GHashTable) communes = count_all (hub, error);
  GHashTableIter iter;
  gpointer commune, figures;

  if (communes == NULL)
    return FALSE;
  if (g_hash_table_size (communes) == 0)
    return TRUE;
  for (int i = 0; i < GB_N_COMMUNE_INDICATORS; i++)
    {
      if (!put_indicator (hub, i, error))
        return FALSE;
      g_hash_table_iter_init (&iter, communes);
      while (g_hash_table_iter_next (&iter, &commune, &figures))
        if (!put_value (hub, i, commune, figures, error))
          return FALSE;
    }
  return TRUE;
}

/**
 * gb_hub_refresh_indicators:
 *
 * Counts every commune's figures anew by the same predicates as the application (gb-predicate.h), at
 * the hub's present time, and puts those that changed into the feed: indicator values of the present
 * month, of kind `computed`.
 *
 * Returns: whether the database did its part
 */
gboolean
gb_hub_refresh_indicators (GbHub   *self,
                           GError **error)
{
  GbHubLog *log = gb_hub_get_log (self);

  if (!gb_hub_log_begin (log, error))
    return FALSE;
  if (refresh (self, error))
    return gb_hub_log_commit (log, error);
  gb_hub_log_rollback (log);
  return FALSE;
}
