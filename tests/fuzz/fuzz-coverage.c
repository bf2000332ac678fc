/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "gb-geo-codec.h"
#include "gb-geo-coverage.h"
#include "gb-geo-error.h"

/* Points on a small grid meet often, which is where borders go wrong. */
#define MOST_POINTS 120

/* Bytes as areas: 255 begins an area, 254 a polygon, 253 a ring; else two bytes are a point. */
static GPtrArray *
read_areas (const guint8 *data,
            gsize         size)
{
  GPtrArray *features = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
  GbGeoFeature *feature = NULL;
  GbGeoPolygon *polygon = NULL;
  GArray *ring = NULL;

  for (gsize i = 0; i < MIN (size, 2 * MOST_POINTS); i++)
    {
      GbGeoPoint point;

      if (feature == NULL || data[i] == 255)
        {
          feature = gb_geo_feature_new ();
          feature->id = g_strdup_printf ("%u", features->len);
          g_ptr_array_add (features, feature);
          polygon = NULL;
        }
      if (polygon == NULL || data[i] == 254)
        ring = gb_geo_polygon_add_ring (polygon = gb_geo_feature_add_polygon (feature));
      else if (data[i] == 253)
        ring = gb_geo_polygon_add_ring (polygon);
      if (data[i] >= 253 || i + 1 >= size)
        continue;
      point = (GbGeoPoint) { 108 + data[i] * 0.0004, 15 + data[i + 1] * 0.0004 };
      g_array_append_val (ring, point);
      i++;
    }
  return features;
}

/* In square degrees; not less than nothing, whatever way its loops were found. */
static double
measure (const GbGeoCoverage *coverage,
         guint                area,
         guint                level)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  double sum = 0;

  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, level, points);
      for (guint j = 0; j < points->len; j++)
        {
          GbGeoPoint a = g_array_index (points, GbGeoPoint, j);
          GbGeoPoint b = g_array_index (points, GbGeoPoint, (j + 1) % points->len);

          sum += ((a.lon - 108) * (b.lat - 15) - (b.lon - 108) * (a.lat - 15)) / 2;
        }
    }
  return sum;
}

/* Each area is as large at every level, up to a step of the grid along its border; and is kept to the last byte. */
static void
check_coverage (const GbGeoCoverage *coverage)
{
  g_autoptr (GBytes) bytes = gb_geo_coverage_to_bytes (coverage), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) copy = gb_geo_coverage_from_bytes (bytes, &error);

  g_assert_no_error (error);
  again = gb_geo_coverage_to_bytes (copy);
  g_assert_true (g_bytes_equal (bytes, again));
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      double full = measure (coverage, i, 0);

      g_assert_cmpfloat (full, >, 0);
      for (guint level = 1; level < GB_GEO_N_LEVELS; level++)
        g_assert_cmpfloat_with_epsilon (measure (coverage, i, level), full, 1e-5);
    }
}

/* The first byte says what the others are: what was kept, or areas. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return 0;
  if (data[0] == 'g')
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, size);

      coverage = gb_geo_coverage_from_bytes (bytes, &error);
      if (coverage == NULL)
        g_assert_error (error, GB_GEO_ERROR, GB_GEO_ERROR_DATA);
      else
        gb_geo_coverage_find (coverage, (GbGeoPoint) { 108, 15 });
    }
  else
    {
      g_autoptr (GPtrArray) features = read_areas (data + 1, size - 1);
      g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);

      coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage) + refusals->len, ==, features->len);
      check_coverage (coverage);
    }
  return 0;
}
