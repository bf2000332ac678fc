/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-geo-coverage.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "gb-geo-cells.h"
#include "gb-geo-codec.h"
#include "gb-geo-error.h"

/* --- areas of squares ----------------------------------------------------------------------------- */

static GbGeoShape *
rectangle (const char *id,
           double      west,
           double      south,
           double      east,
           double      north)
{
  GbGeoShape *shape = gb_geo_shape_new (id);

  gb_geo_shape_add_point (shape, west, south);
  gb_geo_shape_add_point (shape, east, south);
  gb_geo_shape_add_point (shape, east, north);
  gb_geo_shape_add_point (shape, west, north);
  gb_geo_shape_end_ring (shape);
  gb_geo_shape_end_polygon (shape);
  return shape;
}

static GPtrArray *
shapes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_shape_free);
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
  g_autoptr (GPtrArray) shapes = shapes_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GArray) neighbours = NULL;
  guint a, b, c;

  g_ptr_array_add (shapes, rectangle ("a", 108, 15, 109, 16));
  g_ptr_array_add (shapes, rectangle ("b", 109, 15, 110, 16));
  g_ptr_array_add (shapes, rectangle ("c", 112, 15, 113, 16));
  coverage = gb_geo_coverage_new (shapes, NULL, &error);
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
  GbGeoShape *beyond;
  g_autoptr (GPtrArray) shapes = shapes_new ();
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  g_ptr_array_add (shapes, rectangle ("first", 108, 15, 109.1, 16));
  g_ptr_array_add (shapes, rectangle ("second", 109, 15, 110, 16));
  beyond = gb_geo_shape_new ("beyond a gap");
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    gb_geo_shape_add_point (beyond, corners[i].lon, corners[i].lat);
  gb_geo_shape_end_ring (beyond);
  gb_geo_shape_end_polygon (beyond);
  g_ptr_array_add (shapes, beyond);
  g_ptr_array_add (shapes, rectangle ("under the first", 108.2, 15.2, 108.4, 15.4));
  coverage = gb_geo_coverage_new (shapes, refusals, &error);
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
    double points[12];
    guint n;
  } cases[] = {
    { "two points", { 108, 15, 109, 16 }, 2 },
    { "the same three", { 108, 15, 108, 15, 108, 15 }, 3 },
    { "a line", { 108, 15, 109, 15, 108.5, 15 }, 3 },
    { "not a number", { 108, 15, NAN, 15, 109, 16 }, 3 },
    { "beyond the pole", { 108, 15, 108, 95, 109, 16 }, 3 },
    { "latitude first", { 15, 108, 15, 109, 16, 109 }, 3 },
    { "round the world", { 179, 15, -179, 15, -179, 16, 179, 16 }, 4 },
    { "nothing", { 0 }, 0 },
  };
  g_autoptr (GPtrArray) shapes = shapes_new ();
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbGeoShape *shape = gb_geo_shape_new (cases[i].id);

      for (guint j = 0; j < cases[i].n; j++)
        gb_geo_shape_add_point (shape, cases[i].points[2 * j], cases[i].points[2 * j + 1]);
      gb_geo_shape_end_ring (shape);
      gb_geo_shape_end_polygon (shape);
      g_ptr_array_add (shapes, shape);
    }
  g_ptr_array_add (shapes, rectangle ("good", 108, 15, 109, 16));
  coverage = gb_geo_coverage_new (shapes, refusals, &error);
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
  g_autoptr (GPtrArray) shapes = NULL;
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
  shapes = gb_geo_cells_new (centres, 31, &error);
  g_assert_no_error (error);
  coverage = gb_geo_coverage_new (shapes, NULL, &error);
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

static void
add_ring (GbGeoShape *shape,
          JsonArray  *ring)
{
  for (guint i = 0; i < json_array_get_length (ring); i++)
    {
      JsonArray *point = json_array_get_array_element (ring, i);

      gb_geo_shape_add_point (shape, json_array_get_double_element (point, 0), json_array_get_double_element (point, 1));
    }
  gb_geo_shape_end_ring (shape);
}

static GPtrArray *
load_province (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GPtrArray *shapes = shapes_new ();
  JsonArray *features;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  features = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "features");
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);
      JsonObject *geometry = json_object_get_object_member (feature, "geometry");
      JsonArray *polygons = json_object_get_array_member (geometry, "coordinates");
      GbGeoShape *shape = gb_geo_shape_new (
          json_object_get_string_member (json_object_get_object_member (feature, "properties"), "code"));

      for (guint j = 0; j < json_array_get_length (polygons); j++)
        {
          JsonArray *rings = json_array_get_array_element (polygons, j);

          for (guint k = 0; k < json_array_get_length (rings); k++)
            add_ring (shape, json_array_get_array_element (rings, k));
          gb_geo_shape_end_polygon (shape);
        }
      g_ptr_array_add (shapes, shape);
    }
  return shapes;
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
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "data", "quang-ngai",
                                            "boundaries.geojson", NULL);
  g_autoptr (GPtrArray) shapes = NULL;
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbGeoCoverage) coverage = NULL;
  gint64 start;
  double sum = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the real boundaries are not here");
      return;
    }
  shapes = load_province (path);
  start = g_get_monotonic_time ();
  coverage = gb_geo_coverage_new (shapes, refusals, &error);
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
