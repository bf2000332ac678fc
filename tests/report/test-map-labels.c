/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-painter.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "geo-shapes.h"

#define WIDTH 1400
#define HEIGHT 900

typedef struct
{
  GbGeoCoverage *coverage;
  GbMapName *names; /* (owned) */
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoLayout *layout;
} Map;

static GbGeoCoverage *
make_cells (void)
{
  g_autoptr (GArray) centres = shape_read_centres ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) features = gb_geo_cells_new ((const GbGeoCentre *) centres->data, centres->len, &error);
  GbGeoCoverage *coverage;

  g_assert_no_error (error);
  coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  return coverage;
}

/* (transfer full) (nullable) */
static GbGeoCoverage *
read_province (void)
{
  g_autoptr (GPtrArray) features = shape_read_province ();
  g_autoptr (GError) error = NULL;
  GbGeoCoverage *coverage = features != NULL ? gb_geo_coverage_new (features, NULL, NULL, &error) : NULL;

  g_assert_no_error (error);
  return coverage;
}

static gboolean
map_init (Map      *self,
          gboolean  real)
{
  static const GbMapName names[] = { { "Nghĩa Lộ", "2,1 %" }, { "Bờ Y", "0,8 %" },       { "Sơn Tây Thượng", "100 %" },
                                     { "Ia Đal", NULL },      { "Tu Mơ Rông", "12,5 %" }, { "Đặng Thùy Trâm", "1,1 %" } };
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 9.5");
  guint n;

  self->coverage = real ? read_province () : make_cells ();
  if (self->coverage == NULL)
    {
      g_test_skip ("the real boundaries are not here");
      return FALSE;
    }
  n = gb_geo_coverage_get_n_areas (self->coverage);
  g_assert_cmpuint (n, ==, 96);
  self->names = g_new (GbMapName, n);
  for (guint i = 0; i < n; i++)
    self->names[i] = names[i % G_N_ELEMENTS (names)];
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  self->cr = cairo_create (self->surface);
  self->layout = pango_cairo_create_layout (self->cr);
  pango_layout_set_font_description (self->layout, font);
  return TRUE;
}

static void
map_clear (Map *self)
{
  g_object_unref (self->layout);
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  gb_geo_coverage_unref (self->coverage);
  g_free (self->names);
}

/* The whole province, and so many times nearer to the middle of an area. */
static GbGeoProjection
look_at (const Map *self,
         guint      area,
         double     times)
{
  GbGeoBounds all = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  GbGeoProjection fit;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (self->coverage); i++)
    {
      const GbGeoBounds *bounds = &gb_geo_coverage_get_area (self->coverage, i)->bounds;

      all = (GbGeoBounds) { MIN (all.west, bounds->west), MIN (all.south, bounds->south),
                            MAX (all.east, bounds->east), MAX (all.north, bounds->north) };
    }
  fit = gb_geo_projection_fit (&all, WIDTH, HEIGHT, 24);
  return times == 1 ? fit
                    : gb_geo_projection_new (gb_geo_coverage_get_area (self->coverage, area)->label,
                                             gb_geo_projection_get_zoom (&fit) + log2 (times), WIDTH, HEIGHT);
}

static gboolean
meet (const GbChartArea *a,
      const GbChartArea *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* A name lies in its area and in no other, or beside an island and in none. */
static void
assert_in_place (const Map             *self,
                 const GbMapLabel      *label,
                 const GbGeoProjection *projection)
{
  for (guint i = 0; i < 4; i++)
    {
      double x = label->box.x + (i % 2) * label->box.width, y = label->box.y + (i / 2) * label->box.height;
      guint found = gb_geo_coverage_find (self->coverage, gb_geo_projection_unproject (projection, x, y));

      g_assert_cmpuint (found, ==, label->outside ? GB_GEO_NO_AREA : label->area);
    }
}

static guint
check (const Map *self,
       guint      area,
       double     times,
       guint      nameless)
{
  GbGeoProjection projection = look_at (self, area, times);
  g_autoptr (GArray) labels = gb_map_place_labels (self->layout, self->coverage, self->names, nameless, &projection, WIDTH,
                                                   HEIGHT);

  for (guint i = 0; i < labels->len; i++)
    {
      const GbMapLabel *label = &g_array_index (labels, GbMapLabel, i);

      g_assert_cmpuint (label->area, !=, nameless);
      g_assert_cmpfloat (label->box.x, >=, 0);
      g_assert_cmpfloat (label->box.y, >=, 0);
      g_assert_cmpfloat (label->box.x + label->box.width, <=, WIDTH);
      g_assert_cmpfloat (label->box.y + label->box.height, <=, HEIGHT);
      assert_in_place (self, label, &projection);
      for (guint k = 0; k < i; k++)
        g_assert_false (meet (&label->box, &g_array_index (labels, GbMapLabel, k).box));
    }
  return labels->len;
}

/* No name meets another or leaves its area, from wherever one looks; the nearer, the more of those in view. */
static void
test_labels (gconstpointer real)
{
  static const double times[] = { 1, 2.3, 6 };
  Map map;

  if (!map_init (&map, GPOINTER_TO_INT (real)))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    for (guint area = 0; area < (times[i] == 1 ? 1 : 96); area += 7)
      g_assert_cmpuint (check (&map, area, times[i], GB_GEO_NO_AREA), >, 0);
  g_assert_cmpuint (check (&map, 0, 1, GB_GEO_NO_AREA), >, 25);
  map_clear (&map);
}

/* What is chosen has its name elsewhere. */
static void
test_nameless (gconstpointer real)
{
  Map map;

  if (!map_init (&map, GPOINTER_TO_INT (real)))
    return;
  for (guint area = 0; area < 96; area += 5)
    check (&map, area, 1, area);
  map_clear (&map);
}

/* An island is too small for its name: it stands in the water. */
static void
test_island (void)
{
  g_autoptr (GPtrArray) features = shape_list ();
  const GbMapName names[] = { { "Lý Sơn", "0,2 %" }, { "Bình Sơn", "1 %" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) labels = NULL;
  GbGeoProjection projection;
  Map map;

  g_assert_true (map_init (&map, FALSE));
  gb_geo_coverage_unref (map.coverage);
  g_ptr_array_add (features, shape_rectangle ("island", 109.10, 15.37, 109.14, 15.39));
  g_ptr_array_add (features, shape_rectangle ("land", 108.0, 15.0, 108.9, 15.6));
  map.coverage = gb_geo_coverage_new (features, NULL, NULL, &error);
  g_assert_no_error (error);
  projection = gb_geo_projection_new ((GbGeoPoint) { 108.7, 15.3 }, 9, WIDTH, HEIGHT);
  labels = gb_map_place_labels (map.layout, map.coverage, names, GB_GEO_NO_AREA, &projection, WIDTH, HEIGHT);
  g_assert_cmpuint (labels->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const GbMapLabel *label = &g_array_index (labels, GbMapLabel, i);
      gboolean island = g_str_equal (gb_geo_coverage_get_area (map.coverage, label->area)->id, "island");

      g_assert_cmpint (label->outside, ==, island);
      assert_in_place (&map, label, &projection);
    }
  map_clear (&map);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/map-labels/cells", GINT_TO_POINTER (FALSE), test_labels);
  g_test_add_data_func ("/map-labels/real", GINT_TO_POINTER (TRUE), test_labels);
  g_test_add_data_func ("/map-labels/nameless-cells", GINT_TO_POINTER (FALSE), test_nameless);
  g_test_add_data_func ("/map-labels/nameless-real", GINT_TO_POINTER (TRUE), test_nameless);
  g_test_add_func ("/map-labels/island", test_island);
  return g_test_run ();
}
