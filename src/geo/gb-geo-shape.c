/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-shape.h"

/**
 * gb_geo_shape_new:
 * @id: what the area is known by
 *
 * Returns: (transfer full): an area without polygons
 */
GbGeoShape *
gb_geo_shape_new (const char *id)
{
  GbGeoShape *self = g_new0 (GbGeoShape, 1);

  self->id = g_strdup (id);
  self->points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  self->rings = g_array_new (FALSE, FALSE, sizeof (guint));
  self->polygons = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
gb_geo_shape_free (GbGeoShape *self)
{
  g_free (self->id);
  g_array_unref (self->points);
  g_array_unref (self->rings);
  g_array_unref (self->polygons);
  g_free (self);
}

void
gb_geo_shape_add_point (GbGeoShape *self,
                        double      lon,
                        double      lat)
{
  GbGeoPoint point = { lon, lat };

  g_array_append_val (self->points, point);
}

/**
 * gb_geo_shape_end_ring:
 *
 * The points since the last ring are a ring.
 */
void
gb_geo_shape_end_ring (GbGeoShape *self)
{
  g_array_append_val (self->rings, self->points->len);
}

/**
 * gb_geo_shape_end_polygon:
 *
 * The rings since the last polygon are a polygon.
 */
void
gb_geo_shape_end_polygon (GbGeoShape *self)
{
  g_array_append_val (self->polygons, self->rings->len);
}
