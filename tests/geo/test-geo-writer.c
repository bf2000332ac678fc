/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-writer.h"

#include <math.h>
#include <string.h>

#include "gb-geo-cells.h"
#include "gb-geo-reader.h"
#include "gb-geo-rings.h"

/* --- helpers -------------------------------------------------------------------------------------- */

/* (transfer full): a feature of closed rings, each given as points and their number; the first one is outside */
static void
add_polygon (GbGeoFeature     *feature,
             const GbGeoPoint *outer,
             guint             n_outer,
             const GbGeoPoint *hole,
             guint             n_hole)
{
  GbGeoPolygon *polygon = gb_geo_feature_add_polygon (feature);

  g_array_append_vals (gb_geo_polygon_add_ring (polygon), outer, n_outer);
  if (n_hole > 0)
    g_array_append_vals (gb_geo_polygon_add_ring (polygon), hole, n_hole);
}

static void
add_square (GbGeoFeature *feature,
            double        west,
            double        south,
            double        size)
{
  GbGeoPoint corners[] = {
    { west, south }, { west + size, south }, { west + size, south + size }, { west, south + size }, { west, south },
  };

  add_polygon (feature, corners, G_N_ELEMENTS (corners), NULL, 0);
}

static GbGeoFeature *
feature_new (GPtrArray  *features,
             const char *id)
{
  GbGeoFeature *feature = gb_geo_feature_new ();

  feature->id = g_strdup (id);
  g_ptr_array_add (features, feature);
  return feature;
}

static GbGeoCoverage *
coverage_new (GPtrArray *features)
{
  g_autoptr (GError) error = NULL;
  GbGeoCoverage *coverage;

  for (guint i = 0; i < features->len; i++)
    gb_geo_feature_measure (features->pdata[i]);
  coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  return coverage;
}

static GBytes *
write_coverage (const GbGeoCoverage *coverage)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (stream);
  g_autoptr (GError) error = NULL;

  gb_geo_writer_open (writer, NULL);
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      gb_geo_writer_begin_feature (writer, gb_geo_coverage_get_area (coverage, i)->id);
      gb_geo_writer_end_feature (writer, coverage, i, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (gb_geo_writer_close (writer, NULL, &error));
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GPtrArray *
read_features (GInputStream *stream,
               gboolean      by_code)
{
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  GPtrArray *features = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);

  for (;;)
    {
      GbGeoFeature *feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (gb_geo_reader_next (reader, &feature, &refusal, NULL, &error));
      g_assert_no_error (error);
      g_assert_null (refusal);
      if (feature == NULL)
        return features;
      if (by_code)
        {
          g_free (feature->id);
          feature->id = g_strdup (gb_geo_feature_get (feature, "code"));
        }
      g_ptr_array_add (features, feature);
    }
}

/* Square degrees, positive against the clock. */
static double
signed_area (const GArray *ring)
{
  double sum = 0;

  for (guint i = 0; i + 1 < ring->len; i++)
    {
      GbGeoPoint o = g_array_index (ring, GbGeoPoint, 0);
      GbGeoPoint a = g_array_index (ring, GbGeoPoint, i), b = g_array_index (ring, GbGeoPoint, i + 1);

      sum += (a.lon - o.lon) * (b.lat - o.lat) - (b.lon - o.lon) * (a.lat - o.lat);
    }
  return sum / 2;
}

/* What RFC 7946 asks of a ring, and that it meets itself nowhere. */
static void
check_ring (const GArray *ring,
            gboolean      hole)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GbGeoPoint *first = &g_array_index (ring, GbGeoPoint, 0);
  const GbGeoPoint *last = &g_array_index (ring, GbGeoPoint, ring->len - 1);

  g_assert_cmpuint (ring->len, >=, 4);
  g_assert_cmpmem (first, sizeof *first, last, sizeof *last);
  for (guint i = 0; i + 1 < ring->len; i++)
    {
      const GbGeoPoint *point = &g_array_index (ring, GbGeoPoint, i);

      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%.6f %.6f", point->lon, point->lat)));
    }
  if (hole)
    g_assert_cmpfloat (signed_area (ring), <, 0);
  else
    g_assert_cmpfloat (signed_area (ring), >, 0);
}

static void
check_features (GPtrArray *features)
{
  for (guint i = 0; i < features->len; i++)
    {
      const GbGeoFeature *feature = features->pdata[i];

      for (guint j = 0; j < feature->polygons->len; j++)
        {
          const GbGeoPolygon *polygon = feature->polygons->pdata[j];

          for (guint k = 0; k < polygon->rings->len; k++)
            check_ring (polygon->rings->pdata[k], k > 0);
        }
    }
}

/* What was written, read again, gives the same areas. */
static void
check_round_trip (const GbGeoCoverage *coverage)
{
  g_autoptr (GBytes) bytes = write_coverage (coverage);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GPtrArray) features = read_features (stream, FALSE);
  g_autoptr (GbGeoCoverage) again = NULL;

  check_features (features);
  again = coverage_new (features);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (again), ==, gb_geo_coverage_get_n_areas (coverage));
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      const GbGeoArea *before = gb_geo_coverage_get_area (coverage, i);
      const GbGeoArea *after = gb_geo_coverage_get_area (again, i);

      g_assert_cmpstr (after->id, ==, before->id);
      g_assert_cmpfloat_with_epsilon (after->km2, before->km2, before->km2 * 0.001);
    }
}

/* --- tests ---------------------------------------------------------------------------------------- */

/* The text to the letter: the order of members, six decimals and not one zero too many, no word for NaN. */
static void
test_text (void)
{
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (stream);
  GbGeoBounds bounds = { -108.5, -15, 109.25, 15.000001 };
  const char *text;

  add_square (feature_new (features, "21028"), 108.5, 15, 0.25);
  coverage = coverage_new (features);
  gb_geo_writer_open (writer, &bounds);
  gb_geo_writer_begin_feature (writer, "21028");
  gb_geo_writer_text (writer, "name", "Nghĩa \"Lộ\"\\\n\x01 \xff");
  gb_geo_writer_text (writer, "source", NULL);
  gb_geo_writer_integer (writer, "population", 73556);
  gb_geo_writer_number (writer, "area", 17.07);
  gb_geo_writer_number (writer, "third", 1.0 / 3);
  gb_geo_writer_number (writer, "unknown", NAN);
  gb_geo_writer_number (writer, "endless", -INFINITY);
  g_assert_true (gb_geo_writer_end_feature (writer, NULL, GB_GEO_NO_AREA, NULL, NULL));
  gb_geo_writer_begin_feature (writer, NULL);
  g_assert_true (gb_geo_writer_end_feature (writer, coverage, 0, NULL, NULL));
  g_assert_true (gb_geo_writer_close (writer, NULL, NULL));
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  text = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_str_has_prefix (
      text, "{\"type\":\"FeatureCollection\",\"bbox\":[-108.5,-15,109.25,15.000001],\"features\":[\n"
            "{\"type\":\"Feature\",\"id\":\"21028\",\"properties\":{"
            "\"name\":\"Nghĩa \\\"Lộ\\\"\\\\\\u000a\\u0001 \xef\xbf\xbd\",\"source\":null,\"population\":73556,"
            "\"area\":17.07,\"third\":0.33333333333333331,\"unknown\":null,\"endless\":null},\"geometry\":null},\n"
            "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[["));
  g_assert_true (g_str_has_suffix (text, "]]]}}\n]}\n"));
  g_assert_nonnull (strstr (text, "[108.75,15.25]"));
}

/* Holes, islands in holes, parts that touch in a corner, a hole that touches its border in a corner. */
static void
test_shapes (void)
{
  static const GbGeoPoint frame[] = { { 108, 14 }, { 109, 14 }, { 109, 15 }, { 108, 15 }, { 108, 14 } };
  static const GbGeoPoint hole[] = { { 108.2, 14.2 }, { 108.2, 14.8 }, { 108.8, 14.8 }, { 108.8, 14.2 }, { 108.2, 14.2 } };
  static const GbGeoPoint touching[] = { { 110, 14 }, { 110.3, 14.5 }, { 110.5, 14.3 }, { 110, 14 } };
  static const GbGeoPoint beyond[] = { { 110, 14 }, { 111, 14 }, { 111, 15 }, { 110, 15 }, { 110, 14 } };
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GArray) rings = NULL;
  GbGeoFeature *feature = feature_new (features, "frame and island");

  add_polygon (feature, frame, G_N_ELEMENTS (frame), hole, G_N_ELEMENTS (hole));
  add_square (feature, 108.4, 14.4, 0.2);
  feature = feature_new (features, "corner to corner");
  add_square (feature, 106, 14, 0.5);
  add_square (feature, 106.5, 14.5, 0.5);
  add_polygon (feature_new (features, "touched from within"), beyond, G_N_ELEMENTS (beyond), touching,
               G_N_ELEMENTS (touching));
  coverage = coverage_new (features);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 3);
  rings = gb_geo_rings_new (coverage, 0);
  g_assert_cmpuint (rings->len, ==, 3);
  for (guint i = 0; i < rings->len; i++)
    {
      const GbGeoRing *ring = &g_array_index (rings, GbGeoRing, i);

      if (ring->area < 0)
        g_assert_cmpfloat (g_array_index (rings, GbGeoRing, ring->outside).area, ==, 2e12);
    }
  g_clear_pointer (&rings, g_array_unref);
  rings = gb_geo_rings_new (coverage, 1);
  g_assert_cmpuint (rings->len, ==, 2);
  g_clear_pointer (&rings, g_array_unref);
  rings = gb_geo_rings_new (coverage, 2);
  g_assert_cmpuint (rings->len, ==, 2);
  check_round_trip (coverage);
}

static void
test_cells (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) features = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GError) error = NULL;
  GbGeoCentre centres[96];
  char names[96][4];

  for (guint i = 0; i < 96; i++)
    {
      g_snprintf (names[i], sizeof names[i], "%u", i);
      centres[i] = (GbGeoCentre) { names[i],
                                   { 107.4 + (i % 10) * 0.17 + g_rand_double_range (random, 0, 0.1),
                                     14 + (i / 10) * 0.15 + g_rand_double_range (random, 0, 0.1) }, 150 };
    }
  features = gb_geo_cells_new (centres, 96, &error);
  g_assert_no_error (error);
  coverage = coverage_new (features);
  check_round_trip (coverage);
}

static void
test_province (void)
{
  const char *path = g_getenv ("GIAOBAN_TEST_BOUNDARIES");
  g_autoptr (GFile) file = g_file_new_for_path (path != NULL ? path : "");
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GPtrArray) features = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  if (stream == NULL)
    {
      g_test_skip ("the province's boundaries are not here");
      return;
    }
  features = read_features (G_INPUT_STREAM (stream), TRUE);
  coverage = coverage_new (features);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, features->len);
  check_round_trip (coverage);
}

/* A full disk, as a stream that takes only so much. */
static void
test_full (void)
{
  char room[100];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (stream);
  g_autoptr (GError) error = NULL;
  gboolean written = TRUE;

  gb_geo_writer_open (writer, NULL);
  for (guint i = 0; i < 3000 && written; i++)
    {
      gb_geo_writer_begin_feature (writer, "x");
      written = gb_geo_writer_end_feature (writer, NULL, GB_GEO_NO_AREA, NULL, &error);
    }
  g_assert_false (written);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_cancelled (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GbGeoWriter) writer = gb_geo_writer_new (stream);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gb_geo_writer_open (writer, NULL);
  gb_geo_writer_begin_feature (writer, "x");
  g_assert_false (gb_geo_writer_end_feature (writer, NULL, GB_GEO_NO_AREA, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo-writer/text", test_text);
  g_test_add_func ("/geo-writer/shapes", test_shapes);
  g_test_add_func ("/geo-writer/cells", test_cells);
  g_test_add_func ("/geo-writer/province", test_province);
  g_test_add_func ("/geo-writer/full", test_full);
  g_test_add_func ("/geo-writer/cancelled", test_cancelled);
  return g_test_run ();
}
