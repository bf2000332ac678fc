/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "geo-shapes.h"

static void
test_neighbours (void)
{
  g_autoptr (GPtrArray) features = shape_list ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GArray) neighbours = NULL;
  guint a, b, c;

  g_ptr_array_add (features, shape_rectangle ("a", 108, 15, 109, 16));
  g_ptr_array_add (features, shape_rectangle ("b", 109, 15, 110, 16));
  g_ptr_array_add (features, shape_rectangle ("c", 112, 15, 113, 16));
  coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 3);
  a = shape_find_area (coverage, "a");
  b = shape_find_area (coverage, "b");
  c = shape_find_area (coverage, "c");
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
  g_autoptr (GPtrArray) features = shape_list ();
  g_autoptr (GPtrArray) refusals = shape_refusals ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  g_ptr_array_add (features, shape_rectangle ("first", 108, 15, 109.1, 16));
  g_ptr_array_add (features, shape_rectangle ("second", 109, 15, 110, 16));
  g_ptr_array_add (features, shape_polygon ("beyond a gap", corners, G_N_ELEMENTS (corners)));
  g_ptr_array_add (features, shape_rectangle ("under the first", 108.2, 15.2, 108.4, 15.4));
  coverage = gb_geo_coverage_new (features, refusals, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, 3);
  g_assert_cmpuint (refusals->len, ==, 1);
  g_assert_cmpstr (((GbGeoRefusal *) refusals->pdata[0])->id, ==, "under the first");
  g_assert_cmpfloat_with_epsilon (shape_level_area (coverage, 0, 0), 1.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (shape_level_area (coverage, 1, 0) + shape_level_area (coverage, 2, 0), 1.9, 1e-6);
  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      guint n, left, right;

      gb_geo_coverage_get_arc (coverage, i, 0, &n, &left, &right);
      g_assert_cmpuint (left, !=, right);
    }
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
  island = shape_find_area (coverage, "30");
  neighbours = gb_geo_coverage_find_neighbours (coverage, island);
  g_assert_cmpuint (neighbours->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (gb_geo_coverage_get_area (coverage, island)->km2, 10, 0.5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/coverage/neighbours", test_neighbours);
  g_test_add_func ("/geo/coverage/overlap-and-gap", test_overlap_and_gap);
  g_test_add_func ("/geo/coverage/cells", test_cells);
  return g_test_run ();
}
