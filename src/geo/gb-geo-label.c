/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-label.h"

#include <math.h>

#include "gb-geo-segments.h"

#define METRES_PER_DEGREE 111195.0

/* So many times longer than wide, an area has no room for a name anyway. */
#define NEEDLE 100

/* The largest part of an area, drawn so that a degree is as long in both directions. */
static GEOSGeometry *
flatten_largest (const GEOSGeometry *geometry,
                 double              stretch)
{
  const GEOSGeometry *largest = NULL, *shell;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  g_autoptr (GPtrArray) holes = g_ptr_array_new ();
  double best = -1, area;
  int n_holes;
  GEOSGeometry *outer;

  for (int i = 0; i < GEOSGetNumGeometries_r (gb_geos (), geometry); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (gb_geos (), geometry, i);

      if (GEOSArea_r (gb_geos (), part, &area) == 1 && area > best)
        {
          best = area;
          largest = part;
        }
    }
  n_holes = GEOSGetNumInteriorRings_r (gb_geos (), largest);
  for (int i = -1; i < n_holes; i++)
    {
      shell = i < 0 ? GEOSGetExteriorRing_r (gb_geos (), largest) : GEOSGetInteriorRingN_r (gb_geos (), largest, i);
      g_array_set_size (points, 0);
      gb_geos_append_points (shell, points);
      for (guint j = 0; j < points->len; j++)
        g_array_index (points, GbGeoPoint, j).lon *= stretch;
      g_ptr_array_add (holes, gb_geos_line ((const GbGeoPoint *) points->data, points->len, TRUE));
    }
  outer = g_ptr_array_steal_index (holes, 0);
  return GEOSGeom_createPolygon_r (gb_geos (), outer, (GEOSGeometry **) holes->pdata, holes->len);
}

/* A point of the largest part, and how far it is from the border. */
static gboolean
take_any_point (const GEOSGeometry *flat,
                GbGeoPoint         *middle,
                double             *radius)
{
  g_autoptr (GEOSGeometry) point = GEOSPointOnSurface_r (gb_geos (), flat);
  g_autoptr (GEOSGeometry) border = GEOSBoundary_r (gb_geos (), flat);

  return point != NULL && border != NULL && GEOSGeomGetX_r (gb_geos (), point, &middle->lon) == 1 &&
         GEOSGeomGetY_r (gb_geos (), point, &middle->lat) == 1 &&
         GEOSDistance_r (gb_geos (), point, border, radius) == 1;
}

static gboolean
find_circle (const GEOSGeometry *flat,
             double              tolerance,
             GbGeoPoint         *middle,
             double             *radius)
{
  g_autoptr (GEOSGeometry) line = GEOSMaximumInscribedCircle_r (gb_geos (), flat, tolerance);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  GbGeoPoint border;

  if (line == NULL)
    return FALSE;
  gb_geos_append_points (line, ends);
  *middle = g_array_index (ends, GbGeoPoint, 0);
  border = g_array_index (ends, GbGeoPoint, ends->len - 1);
  *radius = hypot (border.lon - middle->lon, border.lat - middle->lat);
  return TRUE;
}

/**
 * gb_geo_place_label:
 * @area: with its bounds; its label is set
 * @geometry: the same area
 *
 * The middle of the largest circle inside: there a name has most room.
 */
gboolean
gb_geo_place_label (GbGeoArea          *area,
                    const GEOSGeometry *geometry,
                    GError            **error)
{
  double stretch = cos ((area->bounds.south + area->bounds.north) / 2 * G_PI / 180);
  double wide = (area->bounds.east - area->bounds.west) * stretch, high = area->bounds.north - area->bounds.south;
  g_autoptr (GEOSGeometry) flat = flatten_largest (geometry, stretch);
  GbGeoPoint middle;
  double radius;
  gboolean found = FALSE;

  /* GEOS begins with squares as wide as the area is narrow: of a needle it would make millions */
  if (flat != NULL)
    found = MIN (wide, high) * NEEDLE < MAX (wide, high)
                ? take_any_point (flat, &middle, &radius)
                : find_circle (flat, MAX (MAX (wide, high) / 500, GB_GEO_GRID), &middle, &radius);
  if (!found)
    return gb_geos_failed ("label", error);
  area->label = gb_geo_grid_point_to_degrees (gb_geo_grid_point ((GbGeoPoint) { middle.lon / stretch, middle.lat }));
  area->label_radius = radius * METRES_PER_DEGREE;
  return TRUE;
}
