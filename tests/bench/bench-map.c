/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of a province and of a country: how long borders take to make, to load, to draw, and to move under the hand.
 * Beside it QGIS draws the same file (Debian: python3-qgis), where it is there. */
#include <gtk/gtk.h>
#include <pango/pangocairo.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-map-window.h"
#include "bench-tools.h"
#include "gb-geo-codec.h"
#include "geo-shapes.h"

#define WIDTH 1400
#define HEIGHT 900
#define N_EXTENTS 3
#define N_TIMES 5

/* All communes of Vietnam from 1 July 2025 on. */
#define COLUMNS 41
#define ROWS 81

static const char *const scripts[N_EXTENTS] = { "drawing all of it", "drawing a quarter", "drawing a sixteenth" };

/* --- borders -------------------------------------------------------------------------------------- */

static GbGeoCoverage *
build (GPtrArray *features)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GbGeoCoverage *coverage;
  double start, before;
  gsize n_points = 0;

  for (guint i = 0; i < features->len; i++)
    n_points += ((GbGeoFeature *) features->pdata[i])->n_points;
  bench_trim ();
  before = bench_resident ();
  start = bench_worked ();
  coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  bench_figure ("corners in the file", (double) n_points, "");
  bench_figure ("borders made in", bench_worked () - start, "s");
  bench_figure ("memory while they were made, at most", bench_peak () - before, "MB");
  bytes = gb_geo_coverage_to_bytes (coverage);
  gb_geo_coverage_unref (coverage);
  bench_trim ();
  before = bench_resident ();
  start = bench_worked ();
  coverage = gb_geo_coverage_from_bytes (bytes, &error);
  g_assert_no_error (error);
  bench_figure ("borders loaded in", (bench_worked () - start) * 1e3, "ms");
  bench_figure ("borders as kept", (double) g_bytes_get_size (bytes) / 1e6, "MB");
  bench_figure ("borders in memory", bench_resident () - before, "MB");
  return coverage;
}

/* --- what is shown -------------------------------------------------------------------------------- */

static GbMapPicture *
make_picture (GbGeoCoverage *coverage)
{
  guint n = gb_geo_coverage_get_n_areas (coverage);
  g_autofree guint *classes = g_new (guint, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free), values = g_ptr_array_new_with_free_func (g_free);
  GbMapStyle style;

  for (guint i = 0; i < n; i++)
    {
      classes[i] = i % 13 == 0 ? GB_MAP_NO_CLASS : i * 7 % 5;
      g_ptr_array_add (names, g_strdup_printf ("Xã Nghĩa Lộ %u", i));
      g_ptr_array_add (values, g_strdup_printf ("%u,%u %%", i % 40, i % 10));
    }
  gb_map_style_init (&style, 5, FALSE, FALSE);
  return gb_map_picture_new (coverage, classes, (const char *const *) names->pdata,
                             (const char *const *) values->pdata, &style);
}

static GbGeoBounds
bounds_of (const GbGeoCoverage *coverage)
{
  GbGeoBounds all = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      const GbGeoBounds *bounds = &gb_geo_coverage_get_area (coverage, i)->bounds;

      all = (GbGeoBounds) { MIN (all.west, bounds->west), MIN (all.south, bounds->south),
                            MAX (all.east, bounds->east), MAX (all.north, bounds->north) };
    }
  return all;
}

/* The middle of all, half and a fourth as wide. */
static void
make_extents (const GbGeoCoverage *coverage,
              GbGeoBounds         *extents)
{
  GbGeoBounds all = bounds_of (coverage);
  double x = (all.west + all.east) / 2, y = (all.south + all.north) / 2;

  for (guint i = 0; i < N_EXTENTS; i++)
    {
      double wide = (all.east - all.west) / (2 << i), high = (all.north - all.south) / (2 << i);

      extents[i] = (GbGeoBounds) { x - wide, y - high, x + wide, y + high };
    }
}

/* --- drawing -------------------------------------------------------------------------------------- */

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* One picture with all names, in ms: the median. */
static double
draw (const GbMapPicture *picture,
      const GbGeoBounds  *extent)
{
  GbGeoProjection projection = gb_geo_projection_fit (extent, WIDTH, HEIGHT, 0);
  double times[N_TIMES];

  for (guint i = 0; i < N_TIMES; i++)
    {
      double start = bench_seconds ();
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
      cairo_t *cr = cairo_create (surface);
      g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);

      gb_map_picture_draw (picture, cr, layout, &projection, WIDTH, HEIGHT);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      times[i] = (bench_seconds () - start) * 1e3;
    }
  qsort (times, N_TIMES, sizeof *times, compare);
  return times[N_TIMES / 2];
}

/* (transfer full) (nullable): what QGIS prints: the time to load, and one for each extent */
static char **
ask_qgis (const char        *path,
          const GbGeoBounds *extents)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;

  g_ptr_array_add (arguments, g_strdup ("/usr/bin/python3"));
  g_ptr_array_add (arguments, g_strdup (g_getenv ("GIAOBAN_BENCH_QGIS")));
  g_ptr_array_add (arguments, g_strdup (path));
  for (guint i = 0; i < N_EXTENTS; i++)
    g_ptr_array_add (arguments, g_strdup_printf ("%.6f,%.6f,%.6f,%.6f", extents[i].west, extents[i].south,
                                                 extents[i].east, extents[i].north));
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL) ||
      !g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0)
    return NULL;
  return g_strsplit (output, "\n", -1);
}

static void
compare_with_qgis (const GbMapPicture *picture,
                   const char         *path)
{
  GbGeoBounds extents[N_EXTENTS];
  g_auto (GStrv) lines = NULL;

  make_extents (gb_map_picture_get_coverage (picture), extents);
  lines = path != NULL ? ask_qgis (path, extents) : NULL;
  if (lines == NULL || g_strv_length (lines) <= N_EXTENTS)
    printf ("  QGIS is not here (python3-qgis): nothing beside it\n");
  for (guint i = 0; i < N_EXTENTS; i++)
    {
      double ours = draw (picture, &extents[i]);
      g_autofree char *ratio = g_strdup_printf ("%s, to QGIS", scripts[i]);

      bench_figure (scripts[i], ours, "ms");
      if (lines != NULL && g_strv_length (lines) > N_EXTENTS)
        bench_limit (ratio, ours / g_ascii_strtod (lines[i + 1], NULL), 1);
    }
}

/* --- all of it ------------------------------------------------------------------------------------ */

/* (transfer full): the areas as a file that others can read */
static char *
write_file (const GPtrArray *features)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (g_get_tmp_dir (), "giaoban-bench-map.geojson", NULL);

  for (guint i = 0; i < features->len; i++)
    {
      const GbGeoFeature *feature = features->pdata[i];
      const GArray *ring = ((GbGeoPolygon *) feature->polygons->pdata[0])->rings->pdata[0];

      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\"},\"geometry\":{\"type\":"
                                    "\"Polygon\",\"coordinates\":[[", i > 0 ? "," : "", feature->id);
      for (guint j = 0; j <= ring->len; j++)
        {
          GbGeoPoint point = g_array_index (ring, GbGeoPoint, j % ring->len);

          g_string_append_printf (text, "%s[%.6f,%.6f]", j > 0 ? "," : "", point.lon, point.lat);
        }
      g_string_append (text, "]]}}");
    }
  g_string_append (text, "]}");
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return path;
}

static void
measure (const char *title,
         GPtrArray  *features,
         const char *path)
{
  g_autoptr (GbGeoCoverage) coverage = NULL;
  g_autoptr (GbMapPicture) picture = NULL;

  bench_title (title);
  coverage = build (features);
  picture = make_picture (coverage);
  compare_with_qgis (picture, path);
  if (gtk_is_initialized ())
    bench_map_window (picture);
  else
    printf ("  no screen: run it within xvfb-run for what a window takes\n");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) country = NULL, province = NULL;
  g_autofree char *path = NULL, *drawn = NULL;

  setvbuf (stdout, NULL, _IOLBF, 0);
  gtk_init_check ();
  province = shape_read_province ();
  if (province != NULL)
    measure ("The province, 96 communes", province, g_getenv ("GIAOBAN_TEST_BOUNDARIES"));
  else
    {
      province = shape_cells (12, 8, 300, 0.08, 1);
      drawn = write_file (province);
      measure ("A made-up province, 96 communes (the real boundaries are not here)", province, drawn);
      g_unlink (drawn);
    }
  country = shape_cells (COLUMNS, ROWS, 300, 0.08, 1);
  path = write_file (country);
  measure ("A made-up country, 3,321 communes", country, path);
  g_unlink (path);
  return bench_failed () ? EXIT_FAILURE : EXIT_SUCCESS;
}
