/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-chart.h"

#include <math.h>

static const struct
{
  double maximum;
  double ceiling;
} ceilings[] = {
  { 0, 3 }, { 1, 3 }, { 3, 3 }, { 4, 6 }, { 7, 9 }, { 14, 15 }, { 101, 120 }, { 120, 120 },
  { 121, 150 }, { 299, 300 }, { 301, 600 }, { 8000, 9000 },
};

static void
test_ceiling (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ceilings); i++)
    g_assert_cmpfloat_with_epsilon (gb_chart_ceiling (ceilings[i].maximum), ceilings[i].ceiling,
                                    0.001);
}

static const GbChartColor red = { 1, 0, 0, 1 };
static const GbChartColor green = { 0, 1, 0, 1 };

static guint32
pixel (cairo_surface_t *surface,
       int              x,
       int              y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  cairo_surface_flush (surface);
  return *(const guint32 *) (data + y * cairo_image_surface_get_stride (surface) + x * 4);
}

static int
count_pixels (cairo_surface_t   *surface,
              const GbChartArea *area,
              guint32            color)
{
  int n = 0;

  for (int x = (int) area->x; x < (int) (area->x + area->width); x++)
    for (int y = (int) area->y; y < (int) (area->y + area->height); y++)
      n += pixel (surface, x, y) == color;
  return n;
}

/* What is not known is not 0: no bar, no line, and the scale is that of the others. */
static void
test_gaps (void)
{
  const GbChartPoint points[] = { { NAN, 9, NULL, NULL }, { 5, NAN, NULL, NULL }, { NAN, NAN, NULL, NULL },
                                  { 5, 9, NULL, NULL }, { 5, 9, NULL, NULL } };
  const GbChartStyle style = { red, green, { 0, 0, 0, 0 }, { 1, 1, 1, 0 }, { 0, 0, 0, 1 }, FALSE };
  const gboolean bars[] = { FALSE, TRUE, FALSE, TRUE, TRUE }, lines[] = { TRUE, FALSE, FALSE, TRUE, TRUE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 120);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  GbChartArea areas[G_N_ELEMENTS (points)];

  gb_chart_bar_areas (layout, points, G_N_ELEMENTS (points), 400, 120, areas);
  gb_chart_draw_bars (cr, layout, &style, points, G_N_ELEMENTS (points), 400, 120);
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_assert_cmpint (count_pixels (surface, &areas[i], 0xffff0000) > 0, ==, bars[i]);
      g_assert_cmpint (count_pixels (surface, &areas[i], 0xff00ff00) > 0, ==, lines[i]);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_bars (void)
{
  const GbChartPoint points[] = { { 10, 2, "16/07", NULL }, { 0, 0, NULL, "22/08" }, { 5, 9, NULL, NULL } };
  const GbChartStyle style = { red, green, { 0, 0, 0, 0 }, { 1, 1, 1, 0 }, { 0, 0, 0, 1 }, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 120);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  GbChartArea areas[3];

  gb_chart_bar_areas (layout, points, G_N_ELEMENTS (points), 300, 120, areas);
  g_assert_cmpfloat (areas[0].x, >, 0);
  for (gsize i = 1; i < G_N_ELEMENTS (areas); i++)
    g_assert_cmpfloat_with_epsilon (areas[i].x, areas[i - 1].x + areas[i - 1].width, 0.001);
  g_assert_cmpfloat_with_epsilon (areas[2].x + areas[2].width, 300, 0.001);

  gb_chart_draw_bars (cr, layout, &style, points, G_N_ELEMENTS (points), 300, 120);
  /* A bar where there is a value, none where there is not. */
  g_assert_cmphex (pixel (surface, (int) (areas[0].x + areas[0].width / 2),
                          (int) (areas[0].y + areas[0].height * 0.4)), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, (int) (areas[1].x + areas[1].width / 2),
                          (int) (areas[1].y + areas[1].height * 0.2)), ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_stack (void)
{
  const GbChartPart parts[] = { { 10, red, GB_CHART_PATTERN_DIAGONAL }, { 0, green, 0 }, { 30, green, GB_CHART_PATTERN_DOTS } };
  GbChartStyle style = { 0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 100, 14);
  cairo_t *cr = cairo_create (surface);

  /* 40 of 80 is half of the width. */
  g_assert_cmpfloat_with_epsilon (gb_chart_draw_stack (cr, &style, parts, 3, 80, 100, 14), 50, 0.5);
  g_assert_cmphex (pixel (surface, 6, 7), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 30, 7), ==, 0xff00ff00);
  g_assert_cmphex (pixel (surface, 60, 7), ==, 0);

  /* Nothing is drawn for nothing. */
  g_assert_cmpfloat (gb_chart_draw_stack (cr, &style, parts + 1, 1, 80, 100, 14), ==, 0);
  g_assert_cmpfloat (gb_chart_draw_stack (cr, &style, parts, 3, 0, 100, 14), ==, 0);

  style.outlined = TRUE;
  g_assert_cmpfloat_with_epsilon (gb_chart_draw_stack (cr, &style, parts, 3, 80, 100, 14), 50, 0.5);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/ceiling", test_ceiling);
  g_test_add_func ("/chart/bars", test_bars);
  g_test_add_func ("/chart/gaps", test_gaps);
  g_test_add_func ("/chart/stack", test_stack);

  return g_test_run ();
}
