/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-feature.h"

static void
polygon_free (gpointer data)
{
  GbGeoPolygon *self = data;

  g_ptr_array_unref (self->rings);
  g_free (self);
}

GbGeoFeature *
gb_geo_feature_new (void)
{
  GbGeoFeature *self = g_new0 (GbGeoFeature, 1);

  self->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->polygons = g_ptr_array_new_with_free_func (polygon_free);
  return self;
}

void
gb_geo_feature_free (GbGeoFeature *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_hash_table_unref (self->properties);
  g_ptr_array_unref (self->polygons);
  g_free (self);
}

/**
 * gb_geo_feature_get:
 * @name: of a property
 *
 * Returns: (nullable): its value; %NULL where there is none, or it is null or nested
 */
const char *
gb_geo_feature_get (const GbGeoFeature *self,
                    const char         *name)
{
  return g_hash_table_lookup (self->properties, name);
}

/**
 * gb_geo_feature_add_polygon:
 *
 * Returns: (transfer none): a polygon without rings
 */
GbGeoPolygon *
gb_geo_feature_add_polygon (GbGeoFeature *self)
{
  GbGeoPolygon *polygon = g_new0 (GbGeoPolygon, 1);

  polygon->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (self->polygons, polygon);
  return polygon;
}

/**
 * gb_geo_polygon_add_ring:
 *
 * Returns: (transfer none) (element-type GbGeoPoint): a ring without points
 */
GArray *
gb_geo_polygon_add_ring (GbGeoPolygon *self)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));

  g_ptr_array_add (self->rings, ring);
  return ring;
}

/**
 * gb_geo_feature_measure:
 *
 * Sets the bounds and the number of points from the rings.
 */
void
gb_geo_feature_measure (GbGeoFeature *self)
{
  self->n_points = 0;
  self->bounds = (GbGeoBounds) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < self->polygons->len; i++)
    {
      const GbGeoPolygon *polygon = g_ptr_array_index (self->polygons, i);

      for (guint j = 0; j < polygon->rings->len; j++)
        {
          const GArray *ring = g_ptr_array_index (polygon->rings, j);

          self->n_points += ring->len;
          for (guint k = 0; k < ring->len; k++)
            {
              const GbGeoPoint *point = &g_array_index (ring, GbGeoPoint, k);

              self->bounds.west = MIN (self->bounds.west, point->lon);
              self->bounds.south = MIN (self->bounds.south, point->lat);
              self->bounds.east = MAX (self->bounds.east, point->lon);
              self->bounds.north = MAX (self->bounds.north, point->lat);
            }
        }
    }
}
