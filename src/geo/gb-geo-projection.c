/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-projection.h"

#include <math.h>

#define TILE 256.0

/* Where Web Mercator ends, so that the world is a square. */
#define MAX_LAT 85.0511287798

/* No border may be farther from the true one than so many pixels. */
#define TOLERANCE_PIXELS 0.6

static double
mercator (double lat)
{
  return asinh (tan (CLAMP (lat, -MAX_LAT, MAX_LAT) * G_PI / 180));
}

static double
world_x (double world,
         double lon)
{
  return (lon + 180) / 360 * world;
}

static double
world_y (double world,
         double lat)
{
  return (1 - mercator (lat) / G_PI) / 2 * world;
}

/**
 * gb_geo_projection_new:
 * @centre: what is in the middle of the picture
 * @zoom: the zoom level, whole or not
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 */
GbGeoProjection
gb_geo_projection_new (GbGeoPoint centre,
                       double     zoom,
                       double     width,
                       double     height)
{
  double world = TILE * exp2 (zoom);

  return (GbGeoProjection) { world, world_x (world, centre.lon) - width / 2, world_y (world, centre.lat) - height / 2 };
}

/**
 * gb_geo_projection_fit:
 * @bounds: what is to be seen whole
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 * @margin: pixels left free at each edge
 */
GbGeoProjection
gb_geo_projection_fit (const GbGeoBounds *bounds,
                       double             width,
                       double             height,
                       double             margin)
{
  double wide = MAX (world_x (1, bounds->east) - world_x (1, bounds->west), 1e-9);
  double high = MAX (world_y (1, bounds->south) - world_y (1, bounds->north), 1e-9);
  double world = MIN (MAX (width - 2 * margin, 1) / wide, MAX (height - 2 * margin, 1) / high);
  double x = world_x (world, (bounds->west + bounds->east) / 2);
  double y = (world_y (world, bounds->north) + world_y (world, bounds->south)) / 2;

  return (GbGeoProjection) { world, x - width / 2, y - height / 2 };
}

double
gb_geo_projection_get_zoom (const GbGeoProjection *self)
{
  return log2 (self->world / TILE);
}

/**
 * gb_geo_projection_get_level:
 *
 * Returns: the level of a #GbGeoCoverage with the fewest points that still looks true
 */
guint
gb_geo_projection_get_level (const GbGeoProjection *self)
{
  for (guint level = GB_GEO_N_LEVELS; level-- > 1;)
    {
      if (gb_geo_coverage_tolerance (level) / 360 * self->world <= TOLERANCE_PIXELS)
        return level;
    }
  return 0;
}

/**
 * gb_geo_projection_project:
 * @point: where
 * @x: (out): pixels from the left edge
 * @y: (out): pixels from the upper edge
 */
void
gb_geo_projection_project (const GbGeoProjection *self,
                           GbGeoPoint             point,
                           double                *x,
                           double                *y)
{
  *x = world_x (self->world, point.lon) - self->x;
  *y = world_y (self->world, point.lat) - self->y;
}

GbGeoPoint
gb_geo_projection_unproject (const GbGeoProjection *self,
                             double                 x,
                             double                 y)
{
  double lat = atan (sinh (G_PI * (1 - 2 * (y + self->y) / self->world)));

  return (GbGeoPoint) { (x + self->x) / self->world * 360 - 180, lat * 180 / G_PI };
}

/**
 * gb_geo_projection_visible:
 *
 * Returns: what a picture of @width and @height pixels shows
 */
GbGeoBounds
gb_geo_projection_visible (const GbGeoProjection *self,
                           double                 width,
                           double                 height)
{
  GbGeoPoint corner = gb_geo_projection_unproject (self, 0, height);
  GbGeoPoint opposite = gb_geo_projection_unproject (self, width, 0);

  return (GbGeoBounds) { corner.lon, corner.lat, opposite.lon, opposite.lat };
}
