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
clean_ring (const GbGeoShape *shape,
            guint             ring,
            GError          **error)
{
  g_autoptr (GArray) clean = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  guint first = ring == 0 ? 0 : g_array_index (shape->rings, guint, ring - 1);
  guint end = g_array_index (shape->rings, guint, ring);
  const GbGeoPoint *last = NULL;

  for (guint i = first; i < end; i++)
    {
      GbGeoPoint point = g_array_index (shape->points, GbGeoPoint, i);

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

static GEOSGeometry *
make_polygon (const GbGeoShape *shape,
              guint             first_ring,
              guint             end_ring,
              GError          **error)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autofree gpointer *owned = NULL;
  gsize n;

  for (guint ring = first_ring; ring < end_ring; ring++)
    {
      g_autoptr (GArray) points = clean_ring (shape, ring, error);
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

/* Rings that cross themselves or each other become what a person sees in them: holes outside their shell and parts
 * that lie over each other are no more. */
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
 * @shape: as a file told it
 *
 * The area as valid geometry on the grid of %GB_GEO_GRID: the order of rings does not matter, points twice in a row
 * go, crossing rings are mended.
 *
 * Returns: (transfer full): a polygon or several; %NULL with #GB_GEO_ERROR_VALUE and the reason where nothing sensible
 *   can be made of it
 */
GEOSGeometry *
gb_geo_mend (const GbGeoShape *shape,
             GError          **error)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geos_geometry_free);
  g_autoptr (GEOSGeometry) all = NULL, valid = NULL, snapped = NULL;
  guint first = 0;
  double area = 0;

  for (guint i = 0; i < shape->polygons->len; i++)
    {
      guint end = g_array_index (shape->polygons, guint, i);
      GEOSGeometry *polygon = end > first ? make_polygon (shape, first, end, error) : NULL;

      if (end == first)
        continue;
      if (polygon == NULL)
        return NULL;
      g_ptr_array_add (polygons, polygon);
      first = end;
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
