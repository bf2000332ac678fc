/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text-sheet.h"

/* Text on paper: how many pages it takes, and that every line is on exactly one of them. */

#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89

static char *
make_text (guint lines)
{
  GString *text = g_string_new ("<b>Đăng ký khai sinh</b>");

  for (guint i = 0; i < lines; i++)
    g_string_append_printf (text, "\n%u. Giấy tờ tùy thân", i + 1);
  return g_string_free (text, FALSE);
}

/* How many pixels of the text's part of a page are black, each a point. */
static guint
count_ink (GbTextSheet *sheet,
           guint        page,
           double       width,
           double       height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  guint ink = 0;

  gb_text_sheet_draw (sheet, cr, page, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < (int) (height * 0.88); y++)
    for (int x = 0; x < (int) width; x++)
      ink += cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x] > 127;
  cairo_surface_destroy (surface);
  return ink;
}

static const struct
{
  guint lines;
  double width;
  double height;
  guint least;
  guint most;
} cases[] = {
  { 0, A4_WIDTH, A4_HEIGHT, 1, 1 },
  { 10, A4_WIDTH, A4_HEIGHT, 1, 1 },
  { 100, A4_WIDTH, A4_HEIGHT, 2, 4 },
  /* A5 has the same text, smaller, lying it has half of the lines. */
  { 10, A4_HEIGHT / 2, A4_WIDTH, 1, 1 },
  { 100, A4_HEIGHT / 2, A4_WIDTH, 2, 4 },
  { 100, A4_HEIGHT, A4_WIDTH, 4, 7 },
};

static void
test_pages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_text (cases[i].lines);
      g_autoptr (GbTextSheet) sheet = gb_text_sheet_new (text, "Theo dữ liệu ngày 26/08/2026 <&>");
      guint n = gb_text_sheet_get_n_pages (sheet, cases[i].width, cases[i].height);

      g_assert_cmpuint (n, >=, cases[i].least);
      g_assert_cmpuint (n, <=, cases[i].most);
      for (guint page = 0; page < n; page++)
        g_assert_cmpuint (count_ink (sheet, page, cases[i].width, cases[i].height), >, 0);
      /* Beyond the last page there is nothing. */
      g_assert_cmpuint (count_ink (sheet, n, cases[i].width, cases[i].height), ==, 0);
    }
}

/* As much ink on two pages as on one that is tall enough. */
static void
test_lines (void)
{
  g_autofree char *text = make_text (60);
  g_autoptr (GbTextSheet) sheet = gb_text_sheet_new (text, "");
  guint n = gb_text_sheet_get_n_pages (sheet, A4_WIDTH, A4_HEIGHT);
  guint ink = 0, whole;

  g_assert_cmpuint (n, ==, 2);
  for (guint page = 0; page < n; page++)
    ink += count_ink (sheet, page, A4_WIDTH, A4_HEIGHT);
  whole = count_ink (sheet, 0, A4_WIDTH, 4 * A4_HEIGHT);
  g_assert_cmpuint (gb_text_sheet_get_n_pages (sheet, A4_WIDTH, 4 * A4_HEIGHT), ==, 1);
  g_assert_cmpuint (ink, >, whole * 95 / 100);
  g_assert_cmpuint (ink, <, whole * 105 / 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-sheet/pages", test_pages);
  g_test_add_func ("/text-sheet/lines", test_lines);
  return g_test_run ();
}
