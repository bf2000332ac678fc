/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-mend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A ring of RFC 7946 has four positions, the last of which is the first again. */
#define MIN_CORNERS 3

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

/* The points of a ring, none twice in a row and the first not again at the end. */
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

/* @first_ring: how many rings of the feature came before, for the place of a fault */
static GEOSGeometry *
make_polygon (const GbGeoPolygon *polygon,
              guint               first_ring,
              GError            **error)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autofree gpointer *owned = NULL;
  gsize n;

  for (guint i = 0; i < polygon->rings->len; i++)
    {
      g_autoptr (GArray) points = clean_ring (polygon->rings->pdata[i], first_ring + i, error);
      GEOSGeometry *line = NULL;

      if (points == NULL)
        return NULL;
      line = gb_geos_line ((const GbGeoPoint *) points->data, points->len, TRUE);
      if (line == NULL)
        return gb_geos_failed ("ring", error), NULL;
      g_ptr_array_add (rings, line);
    }
  owned = g_ptr_array_steal (rings, &n);
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
 * go, crossing rings are mended.
 *
 * Returns: (transfer full): a polygon or several; %NULL with #GB_GEO_ERROR_VALUE and the reason where nothing sensible
 *   can be made of it
 */
GEOSGeometry *
gb_geo_mend (const GbGeoFeature *feature,
             GError            **error)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autoptr (GEOSGeometry) all = NULL, valid = NULL, snapped = NULL;
  guint n_rings = 0;
  double area = 0;

  for (guint i = 0; i < feature->polygons->len; i++)
    {
      const GbGeoPolygon *rings = feature->polygons->pdata[i];
      GEOSGeometry *polygon = NULL;

      if (rings->rings->len == 0)
        continue;
      polygon = make_polygon (rings, n_rings, error);
      if (polygon == NULL)
        return NULL;
      g_ptr_array_add (polygons, polygon);
      n_rings += rings->rings->len;
    }
  all = gb_geos_collect (GEOS_MULTIPOLYGON, polygons);
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
