/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-coverage.h"

#include <math.h>

#include "gb-geo-cells.h"
#include "gb-geo-codec.h"
#include "gb-geo-error.h"
#include "gb-geo-reader.h"

/* --- areas of squares ----------------------------------------------------------------------------- */

/* (transfer full): an area of one ring that may or may not end where it begins */
static GbGeoFeature *
polygon (const char       *id,
         const GbGeoPoint *points,
         guint             n_points)
{
  GbGeoFeature *feature = gb_geo_feature_new ();

  feature->id = g_strdup (id);
  g_array_append_vals (gb_geo_polygon_add_ring (gb_geo_feature_add_polygon (feature)), points, n_points);
  gb_geo_feature_measure (feature);
  return feature;
}

static GbGeoFeature *
rectangle (const char *id,
           double      west,
           double      south,
           double      east,
           double      north)
{
  GbGeoPoint corners[] = { { west, south }, { east, south }, { east, north }, { west, north } };

  return polygon (id, corners, G_N_ELEMENTS (corners));
}

static GPtrArray *
features_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
}

static guint
find_area (const GbGeoCoverage *coverage,
           const char          *id)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      if (g_str_equal (gb_geo_coverage_get_area (coverage, i)->id, id))
        return i;
    }
  return GB_GEO_NO_AREA;
}

static double
level_area (const GbGeoCoverage *coverage,
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

          sum += (a.lon * b.lat - b.lon * a.lat) / 2;
        }
    }
  return sum;
}

static void
test_neighbours (void)
{
  g_autoptr (GPtrArray) features = features_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GArray) neighbours = NULL;
  guint a, b, c;

  g_ptr_array_add (features, rectangle ("a", 108, 15, 109, 16));
  g_ptr_array_add (features, rectangle ("b", 109, 15, 110, 16));
  g_ptr_array_add (features, rectangle ("c", 112, 15, 113, 16));
  coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 3);
  a = find_area (coverage, "a");
  b = find_area (coverage, "b");
  c = find_area (coverage, "c");
  g_assert_cmpuint (gb_geo_coverage_find (coverage, (GbGeoPoint) { 108.5, 15.5 }), ==, a);
  g_assert_cmpuint (gb_geo_coverage_find (coverage, (GbGeoPoint) { 109.5, 15.1 }), ==, b);
  g_assert_cmpuint (gb_geo_coverage_find (coverage, (GbGeoPoint) { 111, 15.5 }), ==, GB_GEO_NO_AREA);
  neighbours = gb_geo_coverage_find_neighbours (coverage, a);
  g_assert_cmpuint (neighbours->len, ==, 1);
  g_assert_cmpuint (g_array_index (neighbours, guint, 0), ==, b);
  g_clear_pointer (&neighbours, g_array_unref);
  neighbours = gb_geo_coverage_find_neighbours (coverage, c);
  g_assert_cmpuint (neighbours->len, ==, 0);
  /* A square degree at 15.5°: 111.32 km × 111.32 km × cos */
  g_assert_cmpfloat_with_epsilon (gb_geo_coverage_get_area (coverage, a)->km2, 11914, 30);
  /* The middle of a square that is narrower than high on the ground */
  g_assert_cmpfloat_with_epsilon (gb_geo_coverage_get_area (coverage, a)->label.lon, 108.5, 0.01);
  g_assert_cmpfloat_with_epsilon (gb_geo_coverage_get_area (coverage, a)->label_radius, 53578, 300);
}

static void
test_overlap_and_gap (void)
{
  static const GbGeoPoint corners[] = { { 110, 15 }, { 111, 15 }, { 111, 16 }, { 110, 16 }, { 110.0002, 15.5 } };
  g_autoptr (GPtrArray) features = features_new ();
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  g_ptr_array_add (features, rectangle ("first", 108, 15, 109.1, 16));
  g_ptr_array_add (features, rectangle ("second", 109, 15, 110, 16));
  g_ptr_array_add (features, polygon ("beyond a gap", corners, G_N_ELEMENTS (corners)));
  g_ptr_array_add (features, rectangle ("under the first", 108.2, 15.2, 108.4, 15.4));
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 3);
  g_assert_cmpuint (refusals->len, ==, 1);
  g_assert_cmpstr (((GbGeoRefusal *) refusals->pdata[0])->id, ==, "under the first");
  g_assert_cmpfloat_with_epsilon (level_area (coverage, 0, 0), 1.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (level_area (coverage, 1, 0) + level_area (coverage, 2, 0), 1.9, 1e-6);
  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      guint n, left, right;

      gb_geo_coverage_get_arc (coverage, i, 0, &n, &left, &right);
      g_assert_cmpuint (left, !=, right);
    }
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *id;
    GbGeoPoint points[4];
    guint n;
  } cases[] = {
    { "two points", { { 108, 15 }, { 109, 16 } }, 2 },
    { "the same three", { { 108, 15 }, { 108, 15 }, { 108, 15 } }, 3 },
    { "a line", { { 108, 15 }, { 109, 15 }, { 108.5, 15 } }, 3 },
    { "not a number", { { 108, 15 }, { NAN, 15 }, { 109, 16 } }, 3 },
    { "beyond the pole", { { 108, 15 }, { 108, 95 }, { 109, 16 } }, 3 },
    { "latitude first", { { 15, 108 }, { 15, 109 }, { 16, 109 } }, 3 },
    { "round the world", { { 179, 15 }, { -179, 15 }, { -179, 16 }, { 179, 16 } }, 4 },
    { "nothing", { { 0, 0 } }, 0 },
  };
  g_autoptr (GPtrArray) features = features_new ();
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (features, polygon (cases[i].id, cases[i].points, cases[i].n));
  g_ptr_array_add (features, rectangle ("good", 108, 15, 109, 16));
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 1);
  g_assert_cmpuint (refusals->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < refusals->len; i++)
    g_test_message ("%s: %s", ((GbGeoRefusal *) refusals->pdata[i])->id, ((GbGeoRefusal *) refusals->pdata[i])->reason);
}

/* --- cells ---------------------------------------------------------------------------------------- */

static void
test_cells (void)
{
  GbGeoCentre centres[31];
  g_autofree char *names = g_new0 (char, 31 * 4);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) features = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GArray) neighbours = NULL;
  guint island;

  for (guint i = 0; i < 31; i++)
    {
      g_snprintf (names + 4 * i, 4, "%u", i);
      centres[i] = (GbGeoCentre) { names + 4 * i,
                                   { 108 + (i % 6) * 0.1 + g_rand_double_range (random, 0, 0.06),
                                     14 + (i / 6) * 0.1 + g_rand_double_range (random, 0, 0.06) }, 100 };
    }
  centres[30] = (GbGeoCentre) { "30", { 109.6, 14.2 }, 10 };
  features = gb_geo_cells_new (centres, 31, &error);
  g_assert_no_error (error);
  coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 31);
  for (guint i = 0; i < 31; i++)
    {
      guint found = gb_geo_coverage_find (coverage, centres[i].point);

      g_assert_cmpuint (found, !=, GB_GEO_NO_AREA);
      g_assert_cmpstr (gb_geo_coverage_get_area (coverage, found)->id, ==, centres[i].id);
    }
  island = find_area (coverage, "30");
  neighbours = gb_geo_coverage_find_neighbours (coverage, island);
  g_assert_cmpuint (neighbours->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (gb_geo_coverage_get_area (coverage, island)->km2, 10, 0.5);
}

/* --- a real province ------------------------------------------------------------------------------ */

static GPtrArray *
load_province (GInputStream *stream)
{
  g_autoptr (GbGeoReader) reader = gb_geo_reader_new (stream, NULL);
  GPtrArray *features = features_new ();

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
      g_free (feature->id);
      feature->id = g_strdup (gb_geo_feature_get (feature, "code"));
      g_ptr_array_add (features, feature);
    }
}

static void
check_codec (GbGeoCoverage *coverage)
{
  g_autoptr (GBytes) bytes = gb_geo_coverage_to_bytes (coverage);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) copy = gb_geo_coverage_from_bytes (bytes, &error);

  g_assert_no_error (error);
  again = gb_geo_coverage_to_bytes (copy);
  g_assert_true (g_bytes_equal (bytes, again));
  g_test_message ("%" G_GSIZE_FORMAT " bytes", g_bytes_get_size (bytes));
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    g_assert_cmpfloat_with_epsilon (gb_geo_coverage_get_area (coverage, i)->km2, gb_geo_coverage_get_area (copy, i)->km2, 1e-6);
  for (gsize length = 0; length < g_bytes_get_size (bytes); length += 997)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr (GError) damage = NULL;

      g_assert_null (gb_geo_coverage_from_bytes (part, &damage));
      g_assert_error (damage, GB_GEO_ERROR, GB_GEO_ERROR_DATA);
    }
}

static void
test_province (void)
{
  const char *path = g_getenv ("GIAOBAN_TEST_BOUNDARIES");
  g_autoptr (GFile) file = g_file_new_for_path (path != NULL ? path : "");
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GPtrArray) features = NULL;
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  gint64 start;
  double sum = 0;

  if (stream == NULL)
    {
      g_test_skip ("the real boundaries are not here");
      return;
    }
  features = load_province (G_INPUT_STREAM (stream));
  start = g_get_monotonic_time ();
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%.0f ms, %u arcs, %u refused", (double) (g_get_monotonic_time () - start) / 1000,
                  gb_geo_coverage_get_n_arcs (coverage), refusals->len);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 96);
  for (guint i = 0; i < 96; i++)
    {
      const GbGeoArea *area = gb_geo_coverage_get_area (coverage, i);
      double full = level_area (coverage, i, 0);

      sum += area->km2;
      g_assert_cmpuint (gb_geo_coverage_find (coverage, area->label), ==, i);
      for (guint level = 1; level < GB_GEO_N_LEVELS; level++)
        {
          double ratio = level_area (coverage, i, level) / full;

          if (fabs (ratio - 1) > 0.02)
            g_test_message ("%s level %u: %.3f (%.1f km2, %u loops)", area->id, level, ratio, area->km2,
                            gb_geo_coverage_get_n_loops (coverage, i));
        }
    }
  for (guint level = 0; level < GB_GEO_N_LEVELS; level++)
    {
      guint total = 0, n;

      for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
        {
          gb_geo_coverage_get_arc (coverage, i, level, &n, NULL, NULL);
          total += n;
        }
      g_test_message ("level %u: %u points", level, total);
    }
  g_test_message ("%.2f km2", sum);
  check_codec (coverage);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/coverage/neighbours", test_neighbours);
  g_test_add_func ("/geo/coverage/overlap-and-gap", test_overlap_and_gap);
  g_test_add_func ("/geo/coverage/refusals", test_refusals);
  g_test_add_func ("/geo/coverage/cells", test_cells);
  g_test_add_func ("/geo/coverage/province", test_province);
  return g_test_run ();
}
