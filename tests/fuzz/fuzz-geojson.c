/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "gb-geo-reader.h"

#include <gio/gio.h>

static const GbGeoLimits limits = {
  .max_bytes = 1 << 20,
  .max_features = 200,
  .max_feature_bytes = 1 << 16,
  .max_points = 500,
  .max_total_points = 5000,
  .max_properties = 20,
};

static void
check_ring (const GArray      *ring,
            const GbGeoBounds *bounds)
{
  const GbGeoPoint *points = (const GbGeoPoint *) ring->data;

  g_assert_cmpuint (ring->len, >=, 4);
  g_assert_true (points[0].lon == points[ring->len - 1].lon && points[0].lat == points[ring->len - 1].lat);
  for (guint i = 0; i < ring->len; i++)
    g_assert_true (points[i].lon >= bounds->west && points[i].lon <= bounds->east && points[i].lat >= bounds->south &&
                   points[i].lat <= bounds->north);
}

static void
check_feature (const GbGeoFeature *feature)
{
  GHashTableIter iter;
  gpointer name, value;

  g_assert_cmpuint (feature->polygons->len, >, 0);
  g_assert_cmpuint (feature->n_points, <=, limits.max_points);
  g_assert_true (feature->bounds.west >= -180 && feature->bounds.east <= 180);
  g_assert_true (feature->bounds.south >= -90 && feature->bounds.north <= 90);
  for (guint i = 0; i < feature->polygons->len; i++)
    {
      const GbGeoPolygon *polygon = g_ptr_array_index (feature->polygons, i);

      g_assert_cmpuint (polygon->rings->len, >, 0);
      for (guint j = 0; j < polygon->rings->len; j++)
        check_ring (g_ptr_array_index (polygon->rings, j), &feature->bounds);
    }
  g_assert_cmpuint (g_hash_table_size (feature->properties), <=, limits.max_properties);
  g_hash_table_iter_init (&iter, feature->properties);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_assert_true (g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL));
}

/* What is taken is an area, whatever the bytes were; what is not has a reason. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, &limits);

  for (;;)
    {
      g_autoptr (GbGeoFeature) feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;
      g_autoptr (GError) error = NULL;

      if (!gb_geo_reader_next (reader, &feature, &refusal, NULL, &error))
        {
          g_assert_nonnull (error);
          return 0;
        }
      if (feature == NULL && refusal == NULL)
        return 0;
      if (feature != NULL)
        check_feature (feature);
      else
        g_assert_true (refusal->reason[0] != '\0' && refusal->line > 0 && refusal->column > 0);
    }
}
