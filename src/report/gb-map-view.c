/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-view.h"

#include <math.h>

#include "gb-cursor-repository.h"
#include "gb-geo-cells.h"

#define N_CLASSES 5

/* Borders cannot be made up of fewer places. */
#define FEWEST_CENTRES 3

GbMapView *
gb_map_view_ref (GbMapView *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
view_clear (gpointer data)
{
  GbMapView *self = data;

  g_clear_pointer (&self->coverage, gb_geo_coverage_unref);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->of_area);
  g_free (self->amounts);
}

void
gb_map_view_unref (GbMapView *self)
{
  g_atomic_rc_box_release_full (self, view_clear);
}

/* --- reading -------------------------------------------------------------------------------------- */

static guint
find_commune (const GPtrArray *communes,
              const char      *code)
{
  guint low = 0, high = communes->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = g_strcmp0 (((GbMapCommune *) communes->pdata[middle])->code, code);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return G_MAXUINT;
}

/* The areas of before serve as long as each of them still has its commune. */
static gboolean
match_areas (GbMapView *view)
{
  guint n = gb_geo_coverage_get_n_areas (view->coverage);

  g_free (view->of_area);
  view->of_area = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      view->of_area[i] = find_commune (view->communes, gb_geo_coverage_get_area (view->coverage, i)->id);
      if (view->of_area[i] == G_MAXUINT)
        return FALSE;
    }
  return n == view->communes->len;
}

static GbGeoCoverage *
make_areas (const GPtrArray *communes,
            GError         **error)
{
  g_autofree GbGeoCentre *centres = g_new (GbGeoCentre, MAX (communes->len, 1));
  g_autoptr (GPtrArray) features = NULL;

  for (guint i = 0; i < communes->len; i++)
    {
      const GbMapCommune *commune = communes->pdata[i];

      centres[i] = (GbGeoCentre) { commune->code, { commune->lon, commune->lat }, commune->km2 };
    }
  features = communes->len >= FEWEST_CENTRES ? gb_geo_cells_new (centres, communes->len, error)
                                             : g_ptr_array_new ();
  return features != NULL ? gb_geo_coverage_new (features, NULL, NULL, error) : NULL;
}

static gboolean
load_areas (GbGeoCoverage *before,
            GbMapView     *view,
            GError       **error)
{
  view->illustrated = TRUE;
  if (before != NULL)
    {
      view->coverage = gb_geo_coverage_ref (before);
      if (match_areas (view))
        return TRUE;
      g_clear_pointer (&view->coverage, gb_geo_coverage_unref);
    }
  view->coverage = make_areas (view->communes, error);
  if (view->coverage == NULL)
    return FALSE;
  match_areas (view);
  return TRUE;
}

static guint
choose_indicator (const GPtrArray *indicators,
                  const char      *wanted)
{
  for (guint i = 0; wanted != NULL && i < indicators->len; i++)
    {
      if (g_str_equal (((GbIndicator *) indicators->pdata[i])->id, wanted))
        return i;
    }
  return indicators->len > 0 ? 0 : G_MAXUINT;
}

static gboolean
load_values (GbSqlConnection *connection,
             GbMapView       *view,
             GError         **error)
{
  g_autoptr (GPtrArray) values = NULL;

  view->values = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_indicator_value_free);
  g_ptr_array_set_size (view->values, (int) view->communes->len);
  view->amounts = g_new (double, MAX (view->communes->len, 1));
  for (guint i = 0; i < view->communes->len; i++)
    view->amounts[i] = NAN;
  if (view->indicator == G_MAXUINT)
    return TRUE;
  values = gb_map_repository_values (connection, gb_map_view_get_indicator (view)->id, error);
  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      GbIndicatorValue *value = values->pdata[i];
      guint commune = find_commune (view->communes, value->commune);

      if (commune == G_MAXUINT || view->values->pdata[commune] != NULL)
        continue;
      view->amounts[commune] = gb_indicator_value_amount (value);
      view->values->pdata[commune] = g_steal_pointer (&values->pdata[i]);
    }
  gb_map_classes_quantiles (&view->classes, view->amounts, view->communes->len, N_CLASSES);
  return TRUE;
}

/**
 * gb_map_view_read:
 * @indicator: (nullable): the id of what is to be shown; the first one where it is %NULL or not there
 * @coverage: (nullable): the areas of an earlier view, which serve again where the communes are the same: making them
 *   takes longest
 *
 * Reads what a map shows. Blocks; run it on a thread of the store.
 *
 * Returns: (transfer full): the view, or %NULL with @error set
 */
GbMapView *
gb_map_view_read (GbSqlConnection *connection,
                  const char      *indicator,
                  GbGeoCoverage   *coverage,
                  GError         **error)
{
  g_autoptr (GbMapView) view = g_atomic_rc_box_new0 (GbMapView);
  g_auto (GbCursor) cursor = { 0 };

  view->communes = gb_map_repository_communes (connection, error);
  if (view->communes == NULL || !load_areas (coverage, view, error))
    return NULL;
  view->indicators = gb_map_repository_indicators (connection, error);
  if (view->indicators == NULL)
    return NULL;
  view->indicator = choose_indicator (view->indicators, indicator);
  if (!load_values (connection, view, error) || !gb_cursor_load (connection, GB_RECORD_GROUP_BASE, &cursor, error))
    return NULL;
  view->as_of = cursor.as_of;
  return g_steal_pointer (&view);
}

/* --- questions ------------------------------------------------------------------------------------ */

/**
 * gb_map_view_get_indicator:
 *
 * Returns: (transfer none) (nullable): what is shown; %NULL where there is nothing to show
 */
const GbIndicator *
gb_map_view_get_indicator (const GbMapView *self)
{
  return self->indicator != G_MAXUINT ? self->indicators->pdata[self->indicator] : NULL;
}

/**
 * gb_map_view_get_source:
 *
 * Returns: (transfer none) (nullable): where the borders come from; %NULL where they are made up, and where nobody said
 */
const char *
gb_map_view_get_source (const GbMapView *self)
{
  return NULL;
}

/**
 * gb_map_view_find_area:
 * @commune: (nullable): a commune's code
 *
 * Returns: its area, or %GB_GEO_NO_AREA
 */
guint
gb_map_view_find_area (const GbMapView *self,
                       const char      *commune)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->coverage); i++)
    {
      if (g_strcmp0 (gb_geo_coverage_get_area (self->coverage, i)->id, commune) == 0)
        return i;
    }
  return GB_GEO_NO_AREA;
}

/**
 * gb_map_view_rank:
 * @commune: its place in @communes
 * @of: (out): how many communes have an amount
 *
 * Returns: 1 for the greatest amount, and so on; equal amounts have the same rank; 0 where nothing is known
 */
guint
gb_map_view_rank (const GbMapView *self,
                  guint            commune,
                  guint           *of)
{
  guint rank = 1;

  *of = 0;
  for (guint i = 0; i < self->communes->len; i++)
    {
      *of += !isnan (self->amounts[i]);
      rank += self->amounts[i] > self->amounts[commune];
    }
  return isnan (self->amounts[commune]) ? 0 : rank;
}
