/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-normalise.h"

#include "gb-geo-mend.h"

/* Outer rings run against the clock, holes with it (RFC 7946, 3.1.6). */
static gboolean
add_ring (GbGeoPolygon       *polygon,
          const GEOSGeometry *line,
          gboolean            hole,
          GError            **error)
{
  GArray *ring = gb_geo_polygon_add_ring (polygon);
  char ccw;

  if (GEOSCoordSeq_isCCW_r (gb_geos (), GEOSGeom_getCoordSeq_r (gb_geos (), line), &ccw) != 1)
    return gb_geos_failed ("ring", error);
  gb_geos_append_points (line, ring);
  if ((ccw != 0) != hole)
    return TRUE;
  for (guint i = 0; i < ring->len / 2; i++)
    {
      GbGeoPoint *a = &g_array_index (ring, GbGeoPoint, i);
      GbGeoPoint *b = &g_array_index (ring, GbGeoPoint, ring->len - 1 - i);
      GbGeoPoint swap = *a;

      *a = *b;
      *b = swap;
    }
  return TRUE;
}

static gboolean
add_polygon (GbGeoFeature       *self,
             const GEOSGeometry *part,
             GError            **error)
{
  GbGeoPolygon *polygon = gb_geo_feature_add_polygon (self);
  int n_holes = GEOSGetNumInteriorRings_r (gb_geos (), part);

  if (!add_ring (polygon, GEOSGetExteriorRing_r (gb_geos (), part), FALSE, error))
    return FALSE;
  for (int i = 0; i < n_holes; i++)
    {
      if (!add_ring (polygon, GEOSGetInteriorRingN_r (gb_geos (), part, i), TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_geo_feature_normalise:
 * @error: %GB_GEO_ERROR_VALUE where nothing sensible can be made of it; the feature is as it was then
 *
 * Mends the area's rings and puts them into the order and the direction that RFC 7946 asks for, on the grid of
 * gb_geo_mend().
 */
gboolean
gb_geo_feature_normalise (GbGeoFeature *self,
                          GError      **error)
{
  g_autoptr (GEOSGeometry) mended = gb_geo_mend (self, error);
  int n;

  if (mended == NULL)
    return FALSE;
  g_ptr_array_set_size (self->polygons, 0);
  n = GEOSGetNumGeometries_r (gb_geos (), mended);
  for (int i = 0; i < n; i++)
    {
      if (!add_polygon (self, GEOSGetGeometryN_r (gb_geos (), mended, i), error))
        return FALSE;
    }
  gb_geo_feature_measure (self);
  return TRUE;
}
