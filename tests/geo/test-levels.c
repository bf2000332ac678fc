/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At every level of detail the same country: nothing between neighbours, nothing twice, nothing out of proportion. What
 * the program drew is judged by GEOS, not by the code that drew it. */
#include <geos_c.h>
#include <math.h>

#include "gb-geo-codec.h"
#include "geo-shapes.h"

/* The file's own area is right to this part at every level. */
#define MOST_DEVIATION 0.02

static GEOSContextHandle_t geos;

/* --- to GEOS -------------------------------------------------------------------------------------- */

static GEOSCoordSequence *
sequence_of (const GbGeoPoint *points,
             guint             n,
             gboolean          close)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n + close, 2);

  for (guint i = 0; i < n + close; i++)
    GEOSCoordSeq_setXY_r (geos, sequence, i, points[i % n].lon, points[i % n].lat);
  return sequence;
}

static GEOSGeometry *
lines_of (const GbGeoCoverage *coverage,
          guint                level)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      guint n;
      const GbGeoPoint *points = gb_geo_coverage_get_arc (coverage, i, level, &n, NULL, NULL);

      g_ptr_array_add (lines, GEOSGeom_createLineString_r (geos, sequence_of (points, n, FALSE)));
    }
  return GEOSGeom_createCollection_r (geos, GEOS_MULTILINESTRING, (GEOSGeometry **) lines->pdata, lines->len);
}

/* An area as what its loops enclose; what one of them takes away, its direction says. */
static GEOSGeometry *
area_of (const GbGeoCoverage *coverage,
         guint                area,
         guint                level)
{
  g_autoptr (GPtrArray) shells = g_ptr_array_new (), holes = g_ptr_array_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  GEOSGeometry *outer, *inner, *whole;

  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      GEOSCoordSequence *sequence;
      char against_clock;

      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, level, points);
      g_assert_cmpuint (points->len, >=, 3);
      sequence = sequence_of ((const GbGeoPoint *) points->data, points->len, TRUE);
      GEOSCoordSeq_isCCW_r (geos, sequence, &against_clock);
      g_ptr_array_add (against_clock ? shells : holes,
                       GEOSGeom_createPolygon_r (geos, GEOSGeom_createLinearRing_r (geos, sequence), NULL, 0));
    }
  outer = GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, (GEOSGeometry **) shells->pdata, shells->len);
  inner = GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, (GEOSGeometry **) holes->pdata, holes->len);
  whole = GEOSDifference_r (geos, outer, inner);
  GEOSGeom_destroy_r (geos, outer);
  GEOSGeom_destroy_r (geos, inner);
  g_assert_nonnull (whole);
  return whole;
}

static double
size_of (const GEOSGeometry *geometry)
{
  double area;

  g_assert_cmpint (GEOSArea_r (geos, geometry, &area), ==, 1);
  return area;
}

/* --- one level ------------------------------------------------------------------------------------ */

/* GEOS finds no crossing to cut the borders at, and no piece of border that is there twice. */
static void
check_borders (const GbGeoCoverage *coverage,
               guint                level)
{
  GEOSGeometry *lines = lines_of (coverage, level);
  GEOSGeometry *cut = GEOSUnaryUnion_r (geos, lines);

  g_assert_nonnull (cut);
  g_assert_cmpint (GEOSGetNumGeometries_r (geos, cut), ==, (int) gb_geo_coverage_get_n_arcs (coverage));
  GEOSGeom_destroy_r (geos, cut);
  GEOSGeom_destroy_r (geos, lines);
}

/* Returns how many points the level has. */
static guint
count_points (const GbGeoCoverage *coverage,
              guint                level)
{
  guint total = 0, n;

  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      const GbGeoPoint *points = gb_geo_coverage_get_arc (coverage, i, level, &n, NULL, NULL);
      guint n_all;
      const GbGeoPoint *all = gb_geo_coverage_get_arc (coverage, i, 0, &n_all, NULL, NULL);

      g_assert_cmpmem (&points[0], sizeof *points, &all[0], sizeof *all);
      g_assert_cmpmem (&points[n - 1], sizeof *points, &all[n_all - 1], sizeof *all);
      total += n;
    }
  return total;
}

static double
distance (GbGeoPoint p,
          GbGeoPoint a,
          GbGeoPoint b)
{
  double x = b.lon - a.lon, y = b.lat - a.lat, length = x * x + y * y;
  double t = length > 0 ? CLAMP (((p.lon - a.lon) * x + (p.lat - a.lat) * y) / length, 0, 1) : 0;

  return hypot (p.lon - a.lon - t * x, p.lat - a.lat - t * y);
}

static double
farthest (const GbGeoPoint *from,
          guint             n_from,
          const GbGeoPoint *to,
          guint             n_to)
{
  double worst = 0;

  for (guint i = 0; i < n_from; i++)
    {
      double nearest = G_MAXDOUBLE;

      for (guint j = 0; j + 1 < n_to; j++)
        nearest = MIN (nearest, distance (from[i], to[j], to[j + 1]));
      worst = MAX (worst, nearest);
    }
  return worst;
}

/* How far a corner of either border lies from the other one. */
static double
check_straying (const GbGeoCoverage *coverage,
                guint                level)
{
  double worst = 0;

  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      guint n, n_all;
      const GbGeoPoint *points = gb_geo_coverage_get_arc (coverage, i, level, &n, NULL, NULL);
      const GbGeoPoint *all = gb_geo_coverage_get_arc (coverage, i, 0, &n_all, NULL, NULL);

      worst = MAX (worst, MAX (farthest (points, n, all, n_all), farthest (all, n_all, points, n)));
    }
  g_assert_cmpfloat (worst, <=, gb_geo_coverage_tolerance (level) + 1e-9);
  return worst;
}

static gboolean
label_is_inside (const GbGeoCoverage *coverage,
                 guint                area,
                 guint                level)
{
  GbGeoPoint at = gb_geo_coverage_get_area (coverage, area)->label;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  gboolean inside = FALSE;

  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, level, points);
      for (guint j = 0; j < points->len; j++)
        {
          GbGeoPoint a = g_array_index (points, GbGeoPoint, j);
          GbGeoPoint b = g_array_index (points, GbGeoPoint, (j + 1) % points->len);

          if ((a.lat > at.lat) != (b.lat > at.lat) &&
              at.lon < a.lon + (at.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
            inside = !inside;
        }
    }
  return inside;
}

/* Returns by which part the worst area differs from that of its feature. */
static double
check_sizes (const GbGeoCoverage *coverage,
             const GPtrArray     *features,
             guint                level)
{
  double worst = 0;

  for (guint i = 0; i < features->len; i++)
    {
      const GbGeoFeature *feature = features->pdata[i];
      guint area = shape_find_area (coverage, feature->id);
      double part;

      g_assert_cmpuint (area, !=, GB_GEO_NO_AREA);
      part = fabs (shape_level_area (coverage, area, level) / shape_area (feature) - 1);
      if (part > MOST_DEVIATION)
        g_error ("%s: %.1f %% at level %u", feature->id, part * 100, level);
      worst = MAX (worst, part);
      if (!label_is_inside (coverage, area, level))
        g_error ("%s: its label lies outside at level %u", feature->id, level);
    }
  return worst;
}

static int
count_holes (const GEOSGeometry *geometry)
{
  int n = 0;

  for (int i = 0; i < GEOSGetNumGeometries_r (geos, geometry); i++)
    n += GEOSGetNumInteriorRings_r (geos, GEOSGetGeometryN_r (geos, geometry, i));
  return n;
}

/* The union of all areas is as large as all areas together (none lies over another), has as many parts and holes as the
 * union at full detail (none has parted from its neighbour), and differs from it by less than a strip as wide as the
 * tolerance along the outline. @whole: (transfer full): the union at level 0, or %NULL. Returns the union. */
static GEOSGeometry *
check_union (const GbGeoCoverage *coverage,
             guint                level,
             const GEOSGeometry  *whole)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  double sum = 0, length = 0;
  GEOSGeometry *all, *one, *difference;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      g_ptr_array_add (areas, area_of (coverage, i, level));
      sum += size_of (areas->pdata[i]);
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **) areas->pdata, areas->len);
  one = GEOSUnaryUnion_r (geos, all);
  GEOSGeom_destroy_r (geos, all);
  g_assert_nonnull (one);
  g_assert_cmpfloat_with_epsilon (size_of (one) / sum, 1, 1e-9);
  if (whole == NULL)
    return one;
  g_assert_cmpint (GEOSGetNumGeometries_r (geos, one), ==, GEOSGetNumGeometries_r (geos, whole));
  g_assert_cmpint (count_holes (one), ==, count_holes (whole));
  difference = GEOSSymDifference_r (geos, one, whole);
  GEOSLength_r (geos, whole, &length);
  g_assert_cmpfloat (size_of (difference), <=, 1e-12 + length * gb_geo_coverage_tolerance (level));
  GEOSGeom_destroy_r (geos, difference);
  return one;
}

static void
check_levels (const char      *name,
              const GPtrArray *features,
              GbGeoCoverage   *coverage)
{
  GEOSGeometry *whole = check_union (coverage, 0, NULL);

  g_assert_cmpuint (gb_geo_coverage_get_n_areas (coverage), ==, features->len);
  for (guint level = 0; level < GB_GEO_N_LEVELS; level++)
    {
      guint n = count_points (coverage, level);
      double strayed = check_straying (coverage, level), deviation = check_sizes (coverage, features, level);

      check_borders (coverage, level);
      GEOSGeom_destroy_r (geos, check_union (coverage, level, whole));
      g_test_message ("%s, level %u: %u points, strays %.0f m of %.0f m, areas within %.4f %%", name, level, n,
                      strayed * 111195, gb_geo_coverage_tolerance (level) * 111195, deviation * 100);
    }
  GEOSGeom_destroy_r (geos, whole);
}

static GbGeoCoverage *
build (GPtrArray *features)
{
  g_autoptr (GPtrArray) refusals = shape_refusals ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GbGeoCoverage *coverage = gb_geo_coverage_new (features, refusals, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (refusals->len, ==, 0);
  g_test_message ("%u areas, %u borders in %.0f ms", gb_geo_coverage_get_n_areas (coverage),
                  gb_geo_coverage_get_n_arcs (coverage), (double) (g_get_monotonic_time () - start) / 1000);
  return coverage;
}

/* --- provinces ------------------------------------------------------------------------------------ */

/* Of each commune the centre is found in its area. Returns in how many it is not. */
static guint
check_centres (const GbGeoCoverage *coverage,
               const GArray        *centres)
{
  guint n_strangers = 0;

  for (guint i = 0; i < centres->len; i++)
    {
      const GbGeoCentre *centre = &g_array_index (centres, GbGeoCentre, i);
      guint found = gb_geo_coverage_find (coverage, centre->point);

      if (found != GB_GEO_NO_AREA && g_str_equal (gb_geo_coverage_get_area (coverage, found)->id, centre->id))
        continue;
      g_test_message ("the centre of %s lies in %s", centre->id,
                      found != GB_GEO_NO_AREA ? gb_geo_coverage_get_area (coverage, found)->id : "no area");
      n_strangers++;
    }
  return n_strangers;
}

static void
test_province (void)
{
  g_autoptr (GPtrArray) features = shape_read_province ();
  g_autoptr (GArray) centres = shape_read_centres ();
  g_autoptr (GbGeoCoverage) coverage = NULL;

  if (features == NULL)
    {
      g_test_skip ("the real boundaries are not here");
      return;
    }
  g_assert_cmpuint (features->len, ==, 96);
  coverage = build (features);
  check_levels ("province", features, coverage);
  g_assert_cmpuint (centres->len, ==, 96);
  g_assert_cmpuint (check_centres (coverage, centres), ==, 0);
}

static void
test_schematic (void)
{
  g_autoptr (GArray) centres = shape_read_centres ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) features =
      gb_geo_cells_new ((const GbGeoCentre *) (gpointer) centres->data, centres->len, &error);
  g_autoptr (GbGeoCoverage) coverage = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (features->len, ==, 96);
  coverage = build (features);
  check_levels ("schematic", features, coverage);
  g_assert_cmpuint (check_centres (coverage, centres), ==, 0);
}

/* Borders as crooked as rivers, and some that cross themselves and each other. */
static void
test_crooked (void)
{
  static const double aside[] = { 0.12, 0.18 };

  for (guint i = 0; i < G_N_ELEMENTS (aside); i++)
    {
      g_autoptr (GPtrArray) features = shape_cells (12, 10, 300, aside[i], 7);
      g_autoptr (GbGeoCoverage) coverage = build (features);

      check_levels (aside[i] < 0.15 ? "crooked" : "crossing", features, coverage);
    }
}

/* An island in a bay, nearer to the coast than the tolerance, a lake, a place within a place, and a strip of land: none
 * of them is lost, swallowed, or on the other side of the border. */
static void
test_small (void)
{
  static const struct
  {
    const char *id, *shape;
  } areas[] = {
    { "coast", "108 15, 108.2 15, 108.2 15.0999, 108.1 15.1001, 108.11 15.095, 108.09 15.095, 108.0999 15.1001, 108 15.1" },
    { "in the bay", "108.0995 15.0960, 108.1005 15.0960, 108.1 15.0968" },
    { "round", "108.3 15, 108.4 15, 108.4 15.1, 108.3 15.1 / 108.35 15.05, 108.351 15.05, 108.351 15.051, 108.35 15.051" },
    { "within", "108.35 15.05, 108.351 15.05, 108.351 15.051, 108.35 15.051" },
    { "a lake", "108.5 15, 108.6 15, 108.6 15.1, 108.5 15.1 / 108.55 15.05, 108.5504 15.0501, 108.5502 15.0505" },
    { "a strip", "108.7 15, 108.9 15.0003, 108.9 15.0006, 108.8 15.0004, 108.7 15.0004" },
    { "beside it", "108.7 15.0004, 108.8 15.0004, 108.9 15.0006, 108.9 15.1, 108.7 15.1" },
  };
  g_autoptr (GPtrArray) features = shape_list ();
  g_autoptr (GbGeoCoverage) coverage = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    g_ptr_array_add (features, shape_from_text (areas[i].id, areas[i].shape));
  coverage = build (features);
  check_levels ("small", features, coverage);
}

/* What is kept is what was made, to the last byte. */
static void
test_codec (void)
{
  g_autoptr (GPtrArray) features = shape_cells (5, 4, 60, 0.12, 3);
  g_autoptr (GbGeoCoverage) coverage = build (features), copy = NULL;
  g_autoptr (GBytes) bytes = gb_geo_coverage_to_bytes (coverage), again = NULL;
  g_autoptr (GError) error = NULL;

  copy = gb_geo_coverage_from_bytes (bytes, &error);
  g_assert_no_error (error);
  again = gb_geo_coverage_to_bytes (copy);
  g_assert_true (g_bytes_equal (bytes, again));
  check_levels ("from bytes", features, copy);
  for (guint i = 0; i < features->len; i++)
    g_assert_cmpfloat (gb_geo_coverage_get_area (coverage, i)->km2, ==, gb_geo_coverage_get_area (copy, i)->km2);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  geos = GEOS_init_r ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/levels/province", test_province);
  g_test_add_func ("/geo/levels/schematic", test_schematic);
  g_test_add_func ("/geo/levels/crooked", test_crooked);
  g_test_add_func ("/geo/levels/small", test_small);
  g_test_add_func ("/geo/levels/codec", test_codec);
  result = g_test_run ();
  GEOS_finish_r (geos);
  return result;
}
