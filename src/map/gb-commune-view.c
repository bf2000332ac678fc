/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between a viewport of libshumate and what the communes are drawn with. */
#include "gb-commune-view.h"

#include <math.h>

/* Room round what is shown, in pixels. */
#define MARGIN 24.0

/* How many pixels the world is wide. libshumate's zoom levels between two whole ones grow evenly, not by powers. */
static double
world_at (ShumateViewport *viewport,
          double           zoom)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);

  return source == NULL ? 256 : shumate_map_source_get_tile_size_at_zoom (source, zoom) * exp2 (floor (zoom));
}

/**
 * gb_commune_view_projection:
 * @width: of the layer, in pixels
 * @height: of the layer, in pixels
 *
 * Returns: what is seen now
 */
GbGeoProjection
gb_commune_view_projection (ShumateViewport *viewport,
                            double           width,
                            double           height)
{
  GbGeoPoint centre = { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                        shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) };

  return gb_geo_projection_new (centre, log2 (world_at (viewport, shumate_viewport_get_zoom_level (viewport)) / 256),
                                width, height);
}

/**
 * gb_commune_view_show_all:
 * @coverage: at least one area
 *
 * Moves and scales the map so that all areas are seen.
 */
void
gb_commune_view_show_all (ShumateViewport     *viewport,
                          const GbGeoCoverage *coverage,
                          double               width,
                          double               height)
{
  GbGeoBounds all = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  GbGeoProjection fit;
  GbGeoPoint centre;
  double zoom;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      const GbGeoBounds *bounds = &gb_geo_coverage_get_area (coverage, i)->bounds;

      all = (GbGeoBounds) { MIN (all.west, bounds->west), MIN (all.south, bounds->south),
                            MAX (all.east, bounds->east), MAX (all.north, bounds->north) };
    }
  fit = gb_geo_projection_fit (&all, MAX (width, 1), MAX (height, 1), MARGIN);
  centre = gb_geo_projection_unproject (&fit, MAX (width, 1) / 2, MAX (height, 1) / 2);
  zoom = floor (gb_geo_projection_get_zoom (&fit));
  /* Between whole levels the map's zoom is linear. */
  zoom += fit.world / world_at (viewport, zoom) - 1;
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), centre.lat, centre.lon);
}

/**
 * gb_commune_view_show_point:
 *
 * Moves the map so that a point is seen; where it is, nothing moves.
 */
void
gb_commune_view_show_point (ShumateViewport *viewport,
                            GbGeoPoint       point,
                            double           width,
                            double           height)
{
  GbGeoProjection projection = gb_commune_view_projection (viewport, width, height);
  double x, y;

  gb_geo_projection_project (&projection, point, &x, &y);
  if (x < MARGIN || y < MARGIN || x > width - MARGIN || y > height - MARGIN)
    shumate_location_set_location (SHUMATE_LOCATION (viewport), point.lat, point.lon);
}
