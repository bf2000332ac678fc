/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-qr-matrix.h"

#include <glib/gstdio.h>
#include <string.h>

static const struct
{
  const char *text;
  guint modules; /* without those around it: 21 in version 1, four more in each (ISO/IEC 18004, 5.3.1) */
  int size;
} codes[] = {
  { "115", 21, 116 },
  { "tel:+842550000101", 25, 188 },
  { "https://zalo.example/g/minh-hoa-01", 29, 188 },
  { "https://hop.example/minh-hoa/01?mat-khau=0123456789&ten=phuong-nghia-lo", 37, 188 },
  { "Phường Nghĩa Lộ: đất đai", 29, 400 },
  /* room that is not divided by the modules */
  { "tel:+842550000101", 25, 149 },
};

/* (transfer full): a PNG in the middle of grey, as on a screen */
static char *
save (const char *text,
      int         size,
      const char *folder)
{
  g_autoptr (GbQrMatrix) matrix = gb_qr_matrix_new (text);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size + 40, size + 40);
  cairo_t *cr = cairo_create (surface);
  char *path = g_build_filename (folder, "code.png", NULL);

  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  cairo_paint (cr);
  cairo_translate (cr, 20, 20);
  gb_qr_matrix_draw (matrix, cr, size);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

/* A scanner of other people's reads what was put in. */
static void
test_scan (void)
{
  const char *scanner = g_getenv ("GIAOBAN_TEST_ZBARIMG");
  g_autofree char *folder = g_dir_make_tmp ("giaoban-qr-XXXXXX", NULL);

  if (scanner == NULL)
    {
      g_test_skip ("zbarimg is not there");
      g_rmdir (folder);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *path = save (codes[i].text, codes[i].size, folder);
      const char *const arguments[] = { scanner, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path, NULL };
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;
      int status;

      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, &status,
                    &error);
      g_assert_no_error (error);
      g_assert_cmpint (status, ==, 0);
      g_assert_cmpstr (g_strchomp (output), ==, codes[i].text);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
test_size (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GbQrMatrix) matrix = gb_qr_matrix_new (codes[i].text);

      g_assert_cmpuint (gb_qr_matrix_get_size (matrix), ==, codes[i].modules + 8);
    }
}

/* The most that level M of version 40 holds is 2,331 bytes (ISO/IEC 18004, table 7). */
static void
test_limits (void)
{
  g_autofree char *most = g_strnfill (2331, 'a');
  g_autofree char *more = g_strnfill (2332, 'a');
  g_autoptr (GbQrMatrix) largest = gb_qr_matrix_new (most);

  g_assert_nonnull (largest);
  g_assert_null (gb_qr_matrix_new (more));
  g_assert_null (gb_qr_matrix_new (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-matrix/scan", test_scan);
  g_test_add_func ("/qr-matrix/size", test_size);
  g_test_add_func ("/qr-matrix/limits", test_limits);
  return g_test_run ();
}
