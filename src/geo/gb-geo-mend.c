/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-mend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-geo-segments.h"

/* A ring of RFC 7946 has four positions, the last of which is the first again. */
#define MIN_CORNERS 3

/* What a careless hand and a bad export together do not reach; each costs the library some microseconds. */
#define MOST_MEETINGS 50000

static gboolean
refuse (GError     **error,
        guint        ring,
        const char  *reason)
{
  /* Translators: the first is the place of a ring in its file, the second the reason. */
  g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, _("ring %u: %s"), ring + 1, reason);
  return FALSE;
}

static gboolean
check_point (const GbGeoPoint *point,
             const GbGeoPoint *last,
             guint             ring,
             GError          **error)
{
  if (!isfinite (point->lon) || !isfinite (point->lat) || fabs (point->lon) > 180 || fabs (point->lat) > 90)
    return refuse (error, ring, _("a point lies outside the world; longitude comes first, then latitude, both in degrees"));
  if (last != NULL && fabs (point->lon - last->lon) > 180)
    return refuse (error, ring, _("the border runs over the 180th meridian"));
  return TRUE;
}

/* The points of a ring on the grid, none twice in a row and the first not again at the end. */
static GArray *
clean_ring (const GArray *points,
            guint         ring,
            GError      **error)
{
  g_autoptr (GArray) clean = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  const GbGeoPoint *last = NULL;

  for (guint i = 0; i < points->len; i++)
    {
      GbGeoPoint point = g_array_index (points, GbGeoPoint, i);

      if (!check_point (&point, last, ring, error))
        return NULL;
      point = gb_geo_grid_point_to_degrees (gb_geo_grid_point (point));
      if (last == NULL || last->lon != point.lon || last->lat != point.lat)
        g_array_append_val (clean, point);
      last = &g_array_index (clean, GbGeoPoint, clean->len - 1);
    }
  if (clean->len > 1)
    {
      GbGeoPoint *start = &g_array_index (clean, GbGeoPoint, 0);

      last = &g_array_index (clean, GbGeoPoint, clean->len - 1);
      if (start->lon == last->lon && start->lat == last->lat)
        g_array_set_size (clean, clean->len - 1);
    }
  if (clean->len >= MIN_CORNERS)
    return g_steal_pointer (&clean);
  refuse (error, ring, _("it has fewer than three corners"));
  return NULL;
}

/* (transfer full) (nullable) (element-type GArray): all rings of a polygon, clean
 * @first_ring: how many rings of the feature came before, for the place of a fault */
static GPtrArray *
clean_polygon (const GbGeoPolygon *polygon,
               guint               first_ring,
               GError            **error)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < polygon->rings->len; i++)
    {
      GArray *points = clean_ring (polygon->rings->pdata[i], first_ring + i, error);

      if (points == NULL)
        return NULL;
      g_ptr_array_add (rings, points);
    }
  return g_steal_pointer (&rings);
}

/* (transfer full) (nullable) (element-type GPtrArray) */
static GPtrArray *
clean_feature (const GbGeoFeature *feature,
               GError            **error)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n_rings = 0;

  for (guint i = 0; i < feature->polygons->len; i++)
    {
      const GbGeoPolygon *polygon = feature->polygons->pdata[i];
      GPtrArray *rings;

      if (polygon->rings->len == 0)
        continue;
      rings = clean_polygon (polygon, n_rings, error);
      if (rings == NULL)
        return NULL;
      g_ptr_array_add (polygons, rings);
      n_rings += rings->len;
    }
  return g_steal_pointer (&polygons);
}

static void
append_segments (const GArray *ring,
                 GArray       *segments)
{
  for (guint i = 0; i < ring->len; i++)
    {
      GbGeoSegment segment = { gb_geo_grid_point (g_array_index (ring, GbGeoPoint, i)),
                               gb_geo_grid_point (g_array_index (ring, GbGeoPoint, (i + 1) % ring->len)) };

      g_array_append_val (segments, segment);
    }
}

/* A million corners can cross each other half a billion times; that is found out before the library tries. */
static gboolean
check_tangle (const GPtrArray *polygons,
              GError         **error)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (GbGeoSegment));
  g_autoptr (GbGeoSegments) segments = NULL;

  for (guint i = 0; i < polygons->len; i++)
    {
      const GPtrArray *rings = polygons->pdata[i];

      for (guint j = 0; j < rings->len; j++)
        append_segments (rings->pdata[j], all);
    }
  segments = gb_geo_segments_new (all);
  if (gb_geo_segments_count_meetings (segments, MOST_MEETINGS) <= MOST_MEETINGS)
    return TRUE;
  g_set_error_literal (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, _("its border is too tangled"));
  return FALSE;
}

static GEOSGeometry *
make_polygon (const GPtrArray *rings,
              GError         **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autofree gpointer *owned = NULL;
  gsize n;

  for (guint i = 0; i < rings->len; i++)
    {
      const GArray *points = rings->pdata[i];
      GEOSGeometry *line = gb_geos_line ((const GbGeoPoint *) points->data, points->len, TRUE);

      if (line == NULL)
        return gb_geos_failed ("ring", error), NULL;
      g_ptr_array_add (lines, line);
    }
  owned = g_ptr_array_steal (lines, &n);
  return GEOSGeom_createPolygon_r (gb_geos (), owned[0], (GEOSGeometry **) owned + 1, (unsigned int) (n - 1));
}

/* Rings that cross themselves or each other become what a person sees in them: parts that lie over each other are one, and
 * a hole outside its shell, as some programs write an island, is a part. */
static GEOSGeometry *
make_valid (const GEOSGeometry *geometry)
{
  GEOSMakeValidParams *params = GEOSMakeValidParams_create_r (gb_geos ());
  GEOSGeometry *valid;

  GEOSMakeValidParams_setMethod_r (gb_geos (), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r (gb_geos (), params, 0);
  valid = GEOSMakeValidWithParams_r (gb_geos (), geometry, params);
  GEOSMakeValidParams_destroy_r (gb_geos (), params);
  return valid;
}

/**
 * gb_geo_mend:
 * @feature: as a file told it
 *
 * The area as valid geometry on the grid of %GB_GEO_GRID: the order of rings does not matter, points twice in a row
 * go, crossing rings are mended, as long as they do not cross for the sake of it.
 *
 * Returns: (transfer full): a polygon or several; %NULL with #GB_GEO_ERROR_VALUE and the reason where nothing sensible
 *   can be made of it
 */
GEOSGeometry *
gb_geo_mend (const GbGeoFeature *feature,
             GError            **error)
{
  g_autoptr (GPtrArray) clean = clean_feature (feature, error);
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autoptr (GEOSGeometry) all = NULL, valid = NULL, snapped = NULL;
  double area = 0;

  if (clean == NULL || !check_tangle (clean, error))
    return NULL;
  for (guint i = 0; i < clean->len; i++)
    {
      GEOSGeometry *polygon = make_polygon (clean->pdata[i], error);

      if (polygon == NULL)
        return NULL;
      g_ptr_array_add (polygons, polygon);
    }
  all = gb_geos_collect (GEOS_MULTIPOLYGON, polygons);
  /* Most are as they should be; to mend them would take ten times as long */
  if (all != NULL && clean->len > 0 && GEOSisValid_r (gb_geos (), all) == 1)
    return g_steal_pointer (&all);
  valid = all != NULL ? make_valid (all) : NULL;
  snapped = valid != NULL ? GEOSGeom_setPrecision_r (gb_geos (), valid, GB_GEO_GRID, 0) : NULL;
  if (snapped == NULL)
    return gb_geos_failed ("mend", error), NULL;
  if (!GEOSArea_r (gb_geos (), snapped, &area) || area <= 0)
    {
      g_set_error (error, GB_GEO_ERROR, GB_GEO_ERROR_VALUE, _("the area has no extent"));
      return NULL;
    }
  return g_steal_pointer (&snapped);
}
