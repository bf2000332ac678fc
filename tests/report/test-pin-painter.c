/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-painter.h"

#include <math.h>
#include <string.h>

static void
test_looks (void)
{
  static const struct
  {
    const char *field;
    GbPinGlyph glyph;
    const char *letters;
  } cases[] = {
    { "Trật tự đô thị", GB_PIN_ORDER, "" },
    { "An toàn giao thông", GB_PIN_TRAFFIC, "" },
    { "GIAO THÔNG", GB_PIN_TRAFFIC, "" },
    { "Vệ sinh môi trường", GB_PIN_WASTE, "" },
    { "Chiếu sáng - cây xanh", GB_PIN_LIGHT, "" },
    { "Cây xanh", GB_PIN_LIGHT, "" },
    { "Phòng, chống tội phạm", GB_PIN_CRIME, "" },
    { "Đất đai", GB_PIN_LETTERS, "ĐĐ" },
    { "đầu tư", GB_PIN_LETTERS, "ĐT" },
    { "Phân cấp, phân quyền", GB_PIN_LETTERS, "PC" },
    { "CNTT", GB_PIN_LETTERS, "C" },
    { "  - y tế", GB_PIN_LETTERS, "YT" },
    { "\u0110a\u0302\u0301t \u0111ai", GB_PIN_LETTERS, "ĐĐ" }, /* letters and marks apart */
    { "", GB_PIN_LETTERS, "" },
    { "…", GB_PIN_LETTERS, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbPinLook look = gb_pin_look_of_field (cases[i].field);

      g_test_message ("“%s”", cases[i].field);
      g_assert_cmpint (look.glyph, ==, cases[i].glyph);
      g_assert_cmpstr (look.letters, ==, cases[i].letters);
    }
}

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoLayout *layout;
  GbPinStyle style;
} Paper;

#define SIZE 160

static void
paper_init (Paper   *self,
            double   scale,
            gboolean dark,
            gboolean outlined)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");

  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  self->cr = cairo_create (self->surface);
  self->layout = pango_cairo_create_layout (self->cr);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  gb_pin_style_init (&self->style, scale, dark, outlined);
  cairo_translate (self->cr, SIZE / 2, SIZE / 2);
}

static void
paper_clear (Paper *self)
{
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
  g_object_unref (self->layout);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static guint32
pixel (const Paper *paper,
       int          x,
       int          y)
{
  const guchar *data = cairo_image_surface_get_data (paper->surface);
  guint32 value;

  memcpy (&value, data + y * cairo_image_surface_get_stride (paper->surface) + x * 4, sizeof value);
  return value;
}

/* How far from the middle anything is drawn. */
static double
reach (Paper *paper)
{
  double farthest = 0;

  cairo_surface_flush (paper->surface);
  for (int y = 0; y < SIZE; y++)
    {
      for (int x = 0; x < SIZE; x++)
        {
          if (pixel (paper, x, y) >> 24 > 20)
            farthest = MAX (farthest, hypot (x + 0.5 - SIZE / 2, y + 0.5 - SIZE / 2));
        }
    }
  return farthest;
}

static const guint numbers[] = { 2, 9, 10, 99, 100, 999, 1000, 9999, 10000, 123456 };

/* What is drawn stays within its radius, and two of them within the distance of their middles: no number can be under
 * another. */
static void
test_reach (void)
{
  for (int variant = 0; variant < 8; variant++)
    {
      double scale = variant & 4 ? 2 : 1;

      for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
        {
          const GbPinCluster cluster = { .n = numbers[i], .states = { 1, numbers[i] - 1, 0, 0 } };
          g_auto (Paper) paper = { 0 };

          paper_init (&paper, scale, variant & 1, variant & 2);
          gb_pin_draw_cluster (paper.cr, paper.layout, &paper.style, &cluster);
          g_assert_cmpfloat (reach (&paper), <=, gb_pin_radius (&paper.style, numbers[i]) + 1);
          g_assert_cmpfloat (2 * gb_pin_radius (&paper.style, numbers[i]), <=, gb_pin_distance (scale));
        }
      for (guint state = 0; state < GB_N_PIN_STATES; state++)
        {
          GbPinLook look = gb_pin_look_of_field ("Vệ sinh môi trường");
          g_auto (Paper) paper = { 0 };

          paper_init (&paper, scale, variant & 1, variant & 2);
          gb_pin_draw (paper.cr, paper.layout, &paper.style, state, &look);
          g_assert_cmpfloat (reach (&paper), <=, gb_pin_radius (&paper.style, 1) + 1);
          g_assert_cmpfloat (reach (&paper), >, 10 * scale);
        }
    }
}

static double
luminance (guint32 argb)
{
  double parts[3], sum = 0;
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };

  for (int i = 0; i < 3; i++)
    {
      double part = (argb >> (16 - 8 * i) & 0xff) / 255.0;

      parts[i] = part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
      sum += weights[i] * parts[i];
    }
  return sum;
}

static guint32
argb_of (const GbChartColor *color)
{
  return (guint32) (color->red * 255 + 0.5) << 16 | (guint32) (color->green * 255 + 0.5) << 8 |
         (guint32) (color->blue * 255 + 0.5);
}

static double
contrast (const GbChartColor *a,
          const GbChartColor *b)
{
  double x = luminance (argb_of (a)), y = luminance (argb_of (b));

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

/* WCAG 2.1: 4.5 for words (1.4.3), 3 for what else has to be seen (1.4.11). */
static void
test_contrast (void)
{
  for (int dark = 0; dark <= 1; dark++)
    {
      GbPinStyle style;

      gb_pin_style_init (&style, 1, dark, FALSE);
      g_assert_cmpfloat (contrast (&style.text, &style.card), >=, 7);
      for (guint i = 0; i < GB_N_PIN_STATES; i++)
        {
          g_assert_cmpfloat (contrast (&style.inks[i], &style.fills[i]), >=, 4.5);
          g_assert_cmpfloat (contrast (&style.arcs[i], &style.card), >=, 3);
        }
    }
}

/* Without colour the states still differ: by where there is something, and how much of it is dark. */
static void
test_shapes (void)
{
  for (guint a = 0; a < GB_N_PIN_STATES; a++)
    {
      for (guint b = 0; b < a; b++)
        {
          g_auto (Paper) p = { 0 }, q = { 0 };
          guint differ = 0, seen = 0;

          paper_init (&p, 2, FALSE, FALSE);
          paper_init (&q, 2, FALSE, FALSE);
          gb_pin_draw (p.cr, p.layout, &p.style, a, NULL);
          gb_pin_draw (q.cr, q.layout, &q.style, b, NULL);
          cairo_surface_flush (p.surface);
          cairo_surface_flush (q.surface);
          for (int i = 0; i < SIZE * SIZE; i++)
            {
              guint32 x = pixel (&p, i % SIZE, i / SIZE), y = pixel (&q, i % SIZE, i / SIZE);

              seen += x >> 24 > 128 || y >> 24 > 128;
              differ += (x >> 24 > 128) != (y >> 24 > 128) || fabs (luminance (x) - luminance (y)) > 0.35;
            }
          g_assert_cmpuint (differ, >, seen / 20);
        }
    }
}

/* One that is late among thousands is seen in the ring. */
static void
test_little_part (void)
{
  const GbPinCluster with = { .n = 5000, .states = { 1, 0, 0, 4999 } };
  g_auto (Paper) paper = { 0 };
  guint red = 0;

  paper_init (&paper, 1, FALSE, FALSE);
  gb_pin_draw_cluster (paper.cr, paper.layout, &paper.style, &with);
  cairo_surface_flush (paper.surface);
  for (int i = 0; i < SIZE * SIZE; i++)
    {
      guint32 argb = pixel (&paper, i % SIZE, i / SIZE);

      red += argb >> 24 == 255 && (argb >> 16 & 0xff) > 150 && (argb >> 8 & 0xff) < 80;
    }
  g_assert_cmpuint (red, >, 15);
}

static void
test_all (void)
{
  GbPin pins[300];
  GbGeoProjection projection = gb_geo_projection_new ((GbGeoPoint) { 108, 15 }, 9.5, SIZE, SIZE);
  g_autoptr (GbPinClusters) clusters = NULL;
  g_auto (Paper) paper = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (pins); i++)
    pins[i] = (GbPin) { { 107.8 + i % 20 * 0.02, 14.8 + i / 20 * 0.02 }, i % GB_N_PIN_STATES,
                        gb_pin_look_of_field (i % 2 ? "Đất đai" : "Chiếu sáng") };
  clusters = gb_pin_clusters_new (pins, G_N_ELEMENTS (pins), floor (gb_geo_projection_get_zoom (&projection)),
                                  gb_pin_distance (1));
  paper_init (&paper, 1, FALSE, TRUE);
  cairo_identity_matrix (paper.cr);
  gb_pin_draw_all (paper.cr, paper.layout, &paper.style, pins, clusters, &projection, SIZE, SIZE);
  g_assert_cmpfloat (reach (&paper), >, SIZE / 4);
  g_assert_cmpint (cairo_status (paper.cr), ==, CAIRO_STATUS_SUCCESS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pin-painter/looks", test_looks);
  g_test_add_func ("/pin-painter/reach", test_reach);
  g_test_add_func ("/pin-painter/contrast", test_contrast);
  g_test_add_func ("/pin-painter/shapes", test_shapes);
  g_test_add_func ("/pin-painter/little-part", test_little_part);
  g_test_add_func ("/pin-painter/all", test_all);
  return g_test_run ();
}
