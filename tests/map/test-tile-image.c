/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-address.h"
#include "gb-tile-error.h"
#include "gb-tile-fixture.h"
#include "gb-tile-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define GOOD -1

static GBytes *
make_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 200, 100);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static GBytes *
change (GBytes *bytes,
        gsize   at,
        guint8  value,
        gsize   keep)
{
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  size = g_bytes_get_size (bytes);
  if (at < size)
    data[at] = value;
  return g_bytes_new (data, MIN (keep, size));
}

/* @done by hand: no encoder is at hand everywhere. */
static GBytes *
make_webp (const char *chunk,
           guint       side)
{
  guint8 data[40] = { 0 };

  memcpy (data, "RIFF", 4);
  data[4] = 32;
  memcpy (data + 8, "WEBP", 4);
  memcpy (data + 12, chunk, 4);
  if (g_str_equal (chunk, "VP8X"))
    {
      data[24] = data[27] = (guint8) ((side - 1) & 0xff);
      data[25] = data[28] = (guint8) ((side - 1) >> 8);
    }
  else if (g_str_equal (chunk, "VP8L"))
    {
      guint bits = (side - 1) | (side - 1) << 14;

      for (guint i = 0; i < 4; i++)
        data[21 + i] = (guint8) (bits >> (8 * i));
    }
  else
    {
      data[26] = data[28] = (guint8) (side & 0xff);
      data[27] = data[29] = (guint8) (side >> 8);
    }
  return g_bytes_new (data, sizeof data);
}

static void
check_probe (GBytes     *bytes,
             int         code,
             const char *format,
             guint       width,
             guint       height)
{
  g_autoptr (GBytes) owned = bytes;
  g_autoptr (GError) error = NULL;
  GbTileImage image = { 0 };

  if (code == GOOD)
    {
      g_assert_true (gb_tile_image_probe (owned, &image, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (image.format, ==, format);
      g_assert_cmpuint (image.width, ==, width);
      g_assert_cmpuint (image.height, ==, height);
      return;
    }
  g_assert_false (gb_tile_image_probe (owned, &image, &error));
  g_assert_error (error, GB_TILE_ERROR, code);
}

static void
test_probe (void)
{
  g_autoptr (GBytes) png = gb_tile_test_png (256, 0x102030);
  g_autoptr (GBytes) jpeg = make_jpeg ();
  gsize all = G_MAXSIZE;

  check_probe (g_bytes_ref (png), GOOD, "PNG", 256, 256);
  check_probe (g_bytes_ref (jpeg), GOOD, "JPEG", 200, 100);
  check_probe (make_webp ("VP8X", 512), GOOD, "WebP", 512, 512);
  check_probe (make_webp ("VP8L", 256), GOOD, "WebP", 256, 256);
  check_probe (make_webp ("VP8 ", 256), GOOD, "WebP", 256, 256);
  check_probe (make_webp ("ANIM", 256), GB_TILE_ERROR_NOT_A_PICTURE, NULL, 0, 0);
  /* a bomb: 65,536 pixels wide by its own word */
  check_probe (change (png, 17, 1, all), GB_TILE_ERROR_TOO_LARGE, NULL, 0, 0);
  check_probe (make_webp ("VP8L", 4096), GB_TILE_ERROR_TOO_LARGE, NULL, 0, 0);
  check_probe (gb_tile_test_noise (GB_TILE_MAX_BYTES + 1, 1), GB_TILE_ERROR_TOO_LARGE, NULL, 0, 0);
  /* cut, or no picture at all */
  check_probe (change (png, all, 0, g_bytes_get_size (png) / 2), GB_TILE_ERROR_NOT_A_PICTURE, NULL, 0, 0);
  check_probe (change (jpeg, all, 0, g_bytes_get_size (jpeg) - 100), GB_TILE_ERROR_NOT_A_PICTURE, NULL, 0, 0);
  check_probe (g_bytes_new_static ("", 0), GB_TILE_ERROR_NOT_A_PICTURE, NULL, 0, 0);
  check_probe (g_bytes_new_static ("<html>no</html>", 15), GB_TILE_ERROR_NOT_A_PICTURE, NULL, 0, 0);
  check_probe (g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41), GB_TILE_ERROR_NOT_A_PICTURE, NULL, 0, 0);
}

/* Every cut and many wrong bytes: none is read beyond its end, as the sanitizers see. */
static void
test_hostile (void)
{
  GBytes *pictures[] = { gb_tile_test_png (16, 0x102030), make_jpeg (), make_webp ("VP8L", 256) };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    for (gsize n = 0; n < g_bytes_get_size (pictures[i]); n++)
      {
        g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (pictures[i], NULL), n);
        g_autoptr (GBytes) wrong = change (pictures[i], n, (guint8) g_rand_int (random), G_MAXSIZE);
        GbTileImage image;

        gb_tile_image_probe (cut, &image, NULL);
        gb_tile_image_probe (wrong, &image, NULL);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_bytes_unref (pictures[i]);
}

static GdkTexture *
decode (GBytes     *bytes,
        GbTileCrop *crop,
        GError    **error)
{
  GbTileWait wait = { 0 };
  GdkTexture *texture;

  gb_tile_image_decode_async (bytes, crop, NULL, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  texture = gb_tile_image_decode_finish (wait.result, error);
  g_object_unref (wait.result);
  return texture;
}

static void
test_decode (void)
{
  static const guint32 quarters[2][2] = { { 0x102030, 0xef2030 }, { 0x10df30, 0x1020cf } };
  g_autoptr (GBytes) png = gb_tile_test_png (256, 0x102030);
  g_autoptr (GdkTexture) whole = decode (png, NULL, NULL);
  g_autoptr (GBytes) wrong = make_webp ("VP8L", 256);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gdk_texture_get_width (whole), ==, 256);
  for (guint y = 0; y < 2; y++)
    for (guint x = 0; x < 2; x++)
      {
        GbTileCrop crop = { 1, x, y }, deep = { 3, 4 * x, 4 * y }, deepest = { 20, 0, 0 };
        g_autoptr (GdkTexture) part = decode (png, &crop, NULL), small = decode (png, &deep, NULL);
        g_autoptr (GdkTexture) point = decode (png, &deepest, NULL);

        g_assert_cmphex (gb_tile_test_pixel (whole, 10 + 200 * x, 10 + 200 * y), ==, quarters[y][x]);
        g_assert_cmpint (gdk_texture_get_width (part), ==, 128);
        g_assert_cmphex (gb_tile_test_pixel (part, 127 * x, 127 * y), ==, quarters[y][x]);
        g_assert_cmpint (gdk_texture_get_width (small), ==, 32);
        g_assert_cmphex (gb_tile_test_pixel (small, 5, 5), ==, quarters[y][x]);
        g_assert_cmpint (gdk_texture_get_width (point), ==, 1);
      }
  g_assert_null (decode (wrong, NULL, &error));
  g_assert_error (error, GB_TILE_ERROR, GB_TILE_ERROR_NOT_A_PICTURE);
}

static void
test_places (void)
{
  /* Quảng Ngãi's harbour and the islands, by the formulas of the OSGeo wiki (slippy map tile names) */
  static const struct { guint z; GbGeoPoint point; guint x, y; } cases[] = {
    { 0, { 108.8, 15.12 }, 0, 0 },
    { 8, { 108.8, 15.12 }, 205, 117 },
    { 12, { 112.33, 16.53 }, 3326, 1857 },
    { 12, { -180, 85.06 }, 0, 0 },
    { 12, { 180, -85.06 }, 4095, 4095 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbTileId id = gb_tile_id_at (cases[i].z, cases[i].point);
      GbGeoBounds bounds = gb_tile_id_bounds (&id);

      g_assert_cmpuint (id.x, ==, cases[i].x);
      g_assert_cmpuint (id.y, ==, cases[i].y);
      g_assert_true (cases[i].point.lon >= bounds.west - 1e-9 && cases[i].point.lon <= bounds.east + 1e-9);
    }
}

static void
test_address (void)
{
  static const struct { const char *address; gboolean good; const char *third; gboolean foreign; } cases[] = {
    { "https://bando.example.vn/{z}/{x}/{y}.png", TRUE, "https://bando.example.vn/3/5/1.png", FALSE },
    { "https://bando.example.vn/tms/{z}/{x}/{-y}.png?v=2", TRUE, "https://bando.example.vn/tms/3/5/6.png?v=2", FALSE },
    { "https://bando.example.vn/wmts?TileMatrix={z}&TileCol={x}&TileRow={y}", TRUE,
      "https://bando.example.vn/wmts?TileMatrix=3&TileCol=5&TileRow=1", FALSE },
    { "http://127.0.0.1:8000/{z}/{x}/{y}.png", TRUE, "http://127.0.0.1:8000/3/5/1.png", FALSE },
    { "http://bando.example.vn/{z}/{x}/{y}.png", FALSE, NULL, FALSE },
    { "https://bando.example.vn/{z}/{x}.png", FALSE, NULL, FALSE },
    { "https://bando.example.vn/{z}/{y}.png", FALSE, NULL, FALSE },
    { "https://bando.example.vn/{x}/{y}.png", FALSE, NULL, FALSE },
    { "https://{x}.example.vn/{z}/{x}/{y}.png", FALSE, NULL, FALSE },
    { "https://an:mat@bando.example.vn/{z}/{x}/{y}.png", FALSE, NULL, FALSE },
    { "file:///etc/{z}/{x}/{y}", FALSE, NULL, FALSE },
    { "ftp://bando.example.vn/{z}/{x}/{y}", FALSE, NULL, FALSE },
    { "{z}{x}{y}", FALSE, NULL, FALSE },
    { "", FALSE, NULL, FALSE },
    { "https://tile.openstreetmap.org/{z}/{x}/{y}.png", TRUE, NULL, TRUE },
    { "https://MT1.GOOGLE.COM/vt?x={x}&y={y}&z={z}", TRUE, NULL, TRUE },
    { "https://server.arcgisonline.com./{z}/{y}/{x}", TRUE, NULL, TRUE },
    { "https://notgoogle.com.example.vn/{z}/{y}/{x}", TRUE, NULL, FALSE },
    { "https://xgoogle.com/{z}/{y}/{x}", TRUE, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].address);
      g_assert_true (gb_tile_address_check (cases[i].address, &error) == cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, GB_TILE_ERROR, GB_TILE_ERROR_ADDRESS);
      g_assert_true (gb_tile_address_is_foreign (cases[i].address) == cases[i].foreign);
      if (cases[i].third != NULL)
        {
          g_autofree char *expanded = gb_tile_address_expand (cases[i].address, &(GbTileId) { 3, 5, 1 });

          g_assert_cmpstr (expanded, ==, cases[i].third);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tile-image/probe", test_probe);
  g_test_add_func ("/map/tile-image/hostile", test_hostile);
  g_test_add_func ("/map/tile-image/decode", test_decode);
  g_test_add_func ("/map/tile-image/places", test_places);
  g_test_add_func ("/map/tile-image/address", test_address);
  return g_test_run ();
}
