/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-forecast.h"

#include "gb-json-text.h"
#include "gb-scorecard-private.h"

static char *
list_of (const char *const *ids)
{
  GString *list = g_string_new ("[");

  for (; *ids != NULL; ids++)
    {
      if (list->len > 1)
        g_string_append_c (list, ',');
      gb_json_text_append (list, *ids);
    }
  g_string_append_c (list, ']');
  return g_string_free (list, FALSE);
}

/**
 * gb_score_forecast_load:
 * @span: the period, as it is seen now
 * @commune: (nullable): only this one; %NULL for the cache's scope
 * @ids: (array zero-terminated=1): open dossiers
 * @by: UTC seconds, not before now
 *
 * Compares the scorecard as it will stand at @by if nothing else happens with that of the same moment if each of the
 * dossiers is finished, with an electronic result, by its due moment or, where that is later or over, by @by. By
 * the same conditions: it is what the scorecard will say once that has happened.
 *
 * Blocks; to be run on a thread of the store.
 *
 * Returns: (transfer full) (nullable): the comparison, %NULL with an error
 */
GbScoreForecast *
gb_score_forecast_load (GbSqlConnection      *connection,
                        const GbTrackingSpan *span,
                        const char           *commune,
                        const char *const    *ids,
                        gint64                by,
                        GError              **error)
{
  g_autoptr (GbScoreForecast) self = g_new0 (GbScoreForecast, 1);
  g_autofree char *list = list_of (ids);
  const GbTrackingSpan then = { span->from, span->to, by };
  const GbScoreFinish finish = { list, span->now, by };

  self->by = by;
  self->without = gb_score_report_load (connection, &then, commune, error);
  self->with = self->without != NULL
                   ? gb_score_report_load_finished (connection, &then, commune, &finish, error)
                   : NULL;
  if (self->with == NULL)
    return NULL;
  self->gain = self->with->total->total.points - self->without->total->total.points;
  return g_steal_pointer (&self);
}

/**
 * gb_score_forecast_free:
 */
void
gb_score_forecast_free (GbScoreForecast *self)
{
  if (self == NULL)
    return;
  gb_score_report_free (self->without);
  gb_score_report_free (self->with);
  g_free (self);
}
