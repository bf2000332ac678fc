/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo-shapes.h"

#include <math.h>
#include <string.h>

#include "gb-geo-reader.h"

/* (transfer full): an area of one ring that may or may not end where it begins */
GbGeoFeature *
shape_polygon (const char       *id,
               const GbGeoPoint *points,
               guint             n_points)
{
  GbGeoFeature *feature = gb_geo_feature_new ();

  feature->id = g_strdup (id);
  g_array_append_vals (gb_geo_polygon_add_ring (gb_geo_feature_add_polygon (feature)), points, n_points);
  gb_geo_feature_measure (feature);
  return feature;
}

GbGeoFeature *
shape_rectangle (const char *id,
                 double      west,
                 double      south,
                 double      east,
                 double      north)
{
  GbGeoPoint corners[] = { { west, south }, { east, south }, { east, north }, { west, north } };

  return shape_polygon (id, corners, G_N_ELEMENTS (corners));
}

/* (transfer full): "108 15, 109 15, 109 16 / 108.1 15.1, … | 110 15, …": points, rings, polygons */
GbGeoFeature *
shape_from_text (const char *id,
                 const char *text)
{
  GbGeoFeature *feature = gb_geo_feature_new ();
  g_auto (GStrv) polygons = g_strsplit (text, "|", -1);

  feature->id = g_strdup (id);
  for (char **polygon = polygons; *polygon != NULL; polygon++)
    {
      g_auto (GStrv) rings = g_strsplit (*polygon, "/", -1);
      GbGeoPolygon *into = gb_geo_feature_add_polygon (feature);

      for (char **ring = rings; *ring != NULL; ring++)
        {
          g_auto (GStrv) points = g_strsplit (*ring, ",", -1);
          GArray *corners = gb_geo_polygon_add_ring (into);

          for (char **at = points; *at != NULL && *g_strstrip (*at) != '\0'; at++)
            {
              char *rest;
              GbGeoPoint point;

              point.lon = g_ascii_strtod (*at, &rest);
              point.lat = g_ascii_strtod (rest, NULL);
              g_array_append_val (corners, point);
            }
        }
    }
  gb_geo_feature_measure (feature);
  return feature;
}

GPtrArray *
shape_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_feature_free);
}

GPtrArray *
shape_refusals (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_geo_refusal_free);
}

/* --- a country ------------------------------------------------------------------------------------ */

typedef struct
{
  guint columns;
  guint rows;
  guint n_points; /* of each side of a cell */
  double aside;
  GbGeoPoint *corners;
  GRand *random;
} Grid;

static GbGeoPoint
corner_at (const Grid *grid,
           guint       column,
           guint       row)
{
  return grid->corners[row * (grid->columns + 1) + column];
}

/* A border as rivers and ridges draw it: the middle aside by a part of the length, and so on between the halves. */
static void
add_border (const Grid *grid,
            GbGeoPoint *points,
            guint       n)
{
  guint middle = n / 2;
  double dx = points[n].lon - points[0].lon, dy = points[n].lat - points[0].lat;
  double aside;

  if (n < 2)
    return;
  aside = g_rand_double_range (grid->random, -grid->aside, grid->aside);
  points[middle] = (GbGeoPoint) { points[0].lon + dx * middle / n - dy * aside,
                                  points[0].lat + dy * middle / n + dx * aside };
  add_border (grid, points, middle);
  add_border (grid, points + middle, n - middle);
}

static GbGeoPoint *
make_border (const Grid *grid,
             GbGeoPoint  from,
             GbGeoPoint  to)
{
  GbGeoPoint *points = g_new (GbGeoPoint, grid->n_points + 1);

  points[0] = from;
  points[grid->n_points] = to;
  add_border (grid, points, grid->n_points);
  return points;
}

static void
append_border (GArray           *ring,
               const GbGeoPoint *points,
               guint             n,
               gboolean          back)
{
  for (guint i = 0; i < n; i++)
    g_array_append_val (ring, points[back ? n - i : i]);
}

static GbGeoFeature *
make_cell (const Grid  *grid,
           GbGeoPoint **across,
           GbGeoPoint **down,
           guint        column,
           guint        row)
{
  GbGeoFeature *feature = gb_geo_feature_new ();
  GArray *ring = gb_geo_polygon_add_ring (gb_geo_feature_add_polygon (feature));

  feature->id = g_strdup_printf ("%05u", row * grid->columns + column);
  append_border (ring, across[row * grid->columns + column], grid->n_points, FALSE);
  append_border (ring, down[row * (grid->columns + 1) + column + 1], grid->n_points, FALSE);
  append_border (ring, across[(row + 1) * grid->columns + column], grid->n_points, TRUE);
  append_border (ring, down[row * (grid->columns + 1) + column], grid->n_points, TRUE);
  gb_geo_feature_measure (feature);
  return feature;
}

/**
 * shape_cells:
 * @n_points: of each area; a multiple of four
 * @aside: how crooked they are: 0.12 as rivers are, from 0.18 on they cross themselves and each other
 * @seed: the same seed, the same country
 *
 * Areas that share borders as crooked as real ones, each a tenth of a degree wide, from 102° E and 8° N.
 */
GPtrArray *
shape_cells (guint   columns,
             guint   rows,
             guint   n_points,
             double  aside,
             guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Grid grid = { columns, rows, n_points / 4, aside, g_new (GbGeoPoint, (columns + 1) * (rows + 1)), random };
  GPtrArray *features = shape_list ();
  g_autoptr (GPtrArray) across = g_ptr_array_new_with_free_func (g_free), down = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < (columns + 1) * (rows + 1); i++)
    grid.corners[i] = (GbGeoPoint) { 102 + 0.1 * (i % (columns + 1)) + g_rand_double_range (random, -0.02, 0.02),
                                     8 + 0.1 * (i / (columns + 1)) + g_rand_double_range (random, -0.02, 0.02) };
  for (guint row = 0; row <= rows; row++)
    for (guint column = 0; column < columns; column++)
      g_ptr_array_add (across, make_border (&grid, corner_at (&grid, column, row), corner_at (&grid, column + 1, row)));
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column <= columns; column++)
      g_ptr_array_add (down, make_border (&grid, corner_at (&grid, column, row), corner_at (&grid, column, row + 1)));
  for (guint i = 0; i < columns * rows; i++)
    g_ptr_array_add (features, make_cell (&grid, (GbGeoPoint **) across->pdata, (GbGeoPoint **) down->pdata,
                                          i % columns, i / columns));
  g_free (grid.corners);
  return features;
}

/* --- a province ----------------------------------------------------------------------------------- */

/* (transfer full) (nullable): the real boundaries, where they are */
GPtrArray *
shape_read_province (void)
{
  const char *path = g_getenv ("GIAOBAN_TEST_BOUNDARIES");
  g_autoptr (GFile) file = g_file_new_for_path (path != NULL ? path : "");
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GbGeoReader) reader = NULL;
  g_autoptr (GPtrArray) features = shape_list ();

  if (stream == NULL)
    return NULL;
  reader = gb_geo_reader_new (G_INPUT_STREAM (stream), NULL);
  for (;;)
    {
      g_autoptr (GbGeoFeature) feature = NULL;
      g_autoptr (GbGeoRefusal) refusal = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (gb_geo_reader_next (reader, &feature, &refusal, NULL, &error));
      g_assert_no_error (error);
      g_assert_null (refusal);
      if (feature == NULL)
        return g_steal_pointer (&features);
      g_free (feature->id);
      feature->id = g_strdup (gb_geo_feature_get (feature, "code"));
      g_ptr_array_add (features, g_steal_pointer (&feature));
    }
}

static void
clear_centre (gpointer data)
{
  g_free ((char *) ((GbGeoCentre *) data)->id);
}

/* (transfer full) (element-type GbGeoCentre): of the province's communes, from the project's own table */
GArray *
shape_read_centres (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *centres = g_array_new (FALSE, FALSE, sizeof (GbGeoCentre));

  g_array_set_clear_func (centres, clear_centre);
  g_file_get_contents (g_getenv ("GIAOBAN_TEST_COMMUNES"), &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "code,name,type,area_km2,population,lon,lat"));
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      GbGeoCentre centre = { g_strdup (fields[0]),
                             { g_ascii_strtod (fields[5], NULL), g_ascii_strtod (fields[6], NULL) },
                             g_ascii_strtod (fields[3], NULL) };

      g_array_append_val (centres, centre);
    }
  return centres;
}

/* --- measures, by another way than the program's --------------------------------------------------- */

static double
ring_area (const GArray *ring)
{
  double sum = 0;

  for (guint i = 0; i < ring->len; i++)
    {
      GbGeoPoint a = g_array_index (ring, GbGeoPoint, i), b = g_array_index (ring, GbGeoPoint, (i + 1) % ring->len);

      sum += (a.lon * b.lat - b.lon * a.lat) / 2;
    }
  return sum;
}

/* In square degrees, whatever way rings run. */
double
shape_area (const GbGeoFeature *feature)
{
  double sum = 0;

  for (guint i = 0; i < feature->polygons->len; i++)
    {
      const GPtrArray *rings = ((GbGeoPolygon *) feature->polygons->pdata[i])->rings;

      for (guint j = 0; j < rings->len; j++)
        sum += (j == 0 ? 1 : -1) * fabs (ring_area (rings->pdata[j]));
    }
  return sum;
}

/* In square degrees. */
double
shape_level_area (const GbGeoCoverage *coverage,
                  guint                area,
                  guint                level)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  double sum = 0;

  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, level, points);
      sum += ring_area (points);
    }
  return sum;
}

guint
shape_find_area (const GbGeoCoverage *coverage,
                 const char          *id)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      if (g_str_equal (gb_geo_coverage_get_area (coverage, i)->id, id))
        return i;
    }
  return GB_GEO_NO_AREA;
}
