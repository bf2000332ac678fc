/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-view.h"

#include <math.h>

#include "gb-boundary-repository.h"
#include "gb-cursor-repository.h"
#include "gb-geo-cells.h"
#include "gb-geo-codec.h"
#include "gb-map-values-private.h"

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
  g_free (self->source);
  g_free (self->drawn);
  g_free (self->bordered);
  g_free (self->of_area);
  g_clear_pointer (&self->computed, g_ptr_array_unref);
  gb_map_reach_clear (&self->reach);
  gb_hub_note_clear (&self->hub);
  g_free (self->amounts);
  g_free (self->ranks);
}

void
gb_map_view_unref (GbMapView *self)
{
  g_atomic_rc_box_release_full (self, view_clear);
}

/* --- reading -------------------------------------------------------------------------------------- */

/* Whether each area has its commune; made up, each commune has its area, too. */
static gboolean
match_areas (GbMapView *view)
{
  guint n = gb_geo_coverage_get_n_areas (view->coverage);

  g_free (view->of_area);
  view->of_area = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      view->of_area[i] = gb_map_view_find_commune (view->communes, gb_geo_coverage_get_area (view->coverage, i)->id);
      if (view->of_area[i] == G_MAXUINT)
        return FALSE;
    }
  return !view->illustrated || n == view->communes->len;
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

/* The areas of an earlier view, where they are those of this file, or made up as these are to be. */
static gboolean
take_areas (const GbMapView *before,
            const char      *drawn,
            GbMapView       *view)
{
  if (before == NULL || g_strcmp0 (before->drawn, drawn) != 0)
    return FALSE;
  view->coverage = gb_geo_coverage_ref (before->coverage);
  if (match_areas (view))
    return TRUE;
  g_clear_pointer (&view->coverage, gb_geo_coverage_unref);
  return FALSE;
}

static gboolean
make_up_areas (const GbMapView *before,
               GbMapView       *view,
               GError         **error)
{
  view->illustrated = TRUE;
  if (take_areas (before, NULL, view))
    return TRUE;
  view->coverage = make_areas (view->communes, error);
  if (view->coverage == NULL)
    return FALSE;
  match_areas (view);
  return TRUE;
}

static gboolean
read_borders (GbSqlConnection  *connection,
              const GbBoundary *boundary,
              const GbMapView  *before,
              GbMapView        *view,
              GError          **error)
{
  g_autoptr (GbBoundary) whole = NULL;

  if (take_areas (before, boundary->sha256, view))
    return TRUE;
  if (!gb_boundary_repository_load (connection, boundary->origin, TRUE, &whole, error))
    return FALSE;
  /* The transaction is one: what was there a moment ago is there. */
  view->coverage = gb_geo_coverage_from_bytes (whole->coverage, error);
  if (view->coverage == NULL || match_areas (view))
    return view->coverage != NULL;
  /* They are of communes that are no more; until others come, none are better. */
  g_clear_pointer (&view->coverage, gb_geo_coverage_unref);
  return TRUE;
}

static void
note_borders (GbMapView        *view,
              const GbBoundary *boundary)
{
  view->source = g_strdup (boundary->source);
  view->drawn = g_strdup (boundary->sha256);
  view->imported = g_str_equal (boundary->origin, GB_BOUNDARY_FILE);
  view->bordered = g_new0 (gboolean, MAX (view->communes->len, 1));
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (view->coverage); i++)
    view->bordered[view->of_area[i]] = TRUE;
  for (gsize i = 0; boundary->missing[i] != NULL; i++)
    {
      guint commune = gb_map_view_find_commune (view->communes, boundary->missing[i]);

      if (commune != G_MAXUINT)
        view->bordered[commune] = FALSE;
    }
}

/* Those of a file, or else made up from the communes' centres. */
static gboolean
load_areas (GbSqlConnection *connection,
            const GbMapView *before,
            GbMapView       *view,
            GError         **error)
{
  g_autoptr (GbBoundary) boundary = NULL;

  if (!gb_boundary_repository_load (connection, NULL, FALSE, &boundary, error) ||
      (boundary != NULL && !read_borders (connection, boundary, before, view, error)))
    return FALSE;
  if (view->coverage == NULL)
    return make_up_areas (before, view, error);
  note_borders (view, boundary);
  return TRUE;
}

/**
 * gb_map_view_read_wanted:
 *
 * Reads what a map shows. Blocks; run it on a thread of the store.
 *
 * Returns: (transfer full): the view, or %NULL with @error set
 */
GbMapView *
gb_map_view_read_wanted (GbSqlConnection   *connection,
                         const GbMapWanted *wanted,
                         GError           **error)
{
  g_autoptr (GbMapView) view = g_atomic_rc_box_new0 (GbMapView);
  g_auto (GbCursor) cursor = { 0 };

  view->communes = gb_map_repository_communes (connection, error);
  if (view->communes == NULL || !load_areas (connection, wanted->before, view, error))
    return NULL;
  if (!gb_map_view_load_values (view, connection, wanted, error) ||
      !gb_cursor_load (connection, GB_RECORD_GROUP_BASE, &cursor, error) ||
      !gb_hub_note_load (connection, &view->hub, error))
    return NULL;
  view->as_of = cursor.as_of;
  return g_steal_pointer (&view);
}

/**
 * gb_map_view_read:
 * @indicator: (nullable): as in #GbMapWanted
 * @before: (nullable): as in #GbMapWanted
 *
 * As gb_map_view_read_wanted(), with the hub's figures.
 */
GbMapView *
gb_map_view_read (GbSqlConnection *connection,
                  const char      *indicator,
                  GbMapView       *before,
                  GError         **error)
{
  return gb_map_view_read_wanted (connection, &(GbMapWanted) { .indicator = indicator, .before = before }, error);
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
  return self->source;
}

/**
 * gb_map_view_has_borders:
 * @commune: its place in @communes
 *
 * Returns: whether its borders are those of a file: neither made up, nor a point for want of them
 */
gboolean
gb_map_view_has_borders (const GbMapView *self,
                         guint            commune)
{
  return self->bordered != NULL && self->bordered[commune];
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
 * gb_map_view_get_computed:
 * @commune: its place in @communes
 *
 * Returns: (transfer none) (nullable): a figure that is counted of every commune; %NULL where it is not known
 */
GbIndicatorValue *
gb_map_view_get_computed (const GbMapView    *self,
                          guint               commune,
                          GbCommuneIndicator  indicator)
{
  return self->computed->pdata[commune * GB_N_COMMUNE_INDICATORS + indicator];
}

/**
 * gb_map_view_counted_at:
 * @live: (out): whether all that is shown was counted from the cache's own rows
 *
 * Returns: UTC seconds: of when the latest figures are, apart from those that were counted here; 0 where it is not known
 */
gint64
gb_map_view_counted_at (const GbMapView *self,
                        gboolean        *live)
{
  GbCommuneIndicator computed;
  gint64 latest = 0;

  *live = self->n_known > 0;
  for (guint i = 0; i < self->communes->len; i++)
    {
      const GbIndicatorValue *value = self->values->pdata[i];

      if (value == NULL || value->live)
        continue;
      *live = FALSE;
      latest = MAX (latest, value->as_of);
    }
  /* The hub writes its figures when they change, and looks whether they have at every pull. */
  if (latest != 0 && gb_commune_indicator_parse (gb_map_view_get_indicator (self)->id, &computed))
    return self->as_of;
  return latest;
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
  *of = self->n_known;
  return self->ranks[commune];
}
