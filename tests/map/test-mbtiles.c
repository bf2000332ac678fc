/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mbtiles-file.h"
#include "gb-tile-error.h"
#include "gb-tile-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define GOOD "('name','Bản đồ nền tỉnh'),('format','png'),('attribution','<a href=\"x\">&copy; Sở TN&amp;MT</a>\n tỉnh')," \
             "('bounds','108.0,14.3,109.2,15.5'),('minzoom','1'),('maxzoom','3')"

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* What it says, what it holds, and that not a byte of it and nothing beside it is written: the folder may be anybody's. */
static void
test_reads (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = gb_tile_test_mbtiles (folder, "nền của tỉnh %41 #1?.mbtiles", GOOD, 1, 3);
  g_autoptr (GBytes) before = read_file (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMbtiles) file = NULL;
  const GbTileInfo *info;

  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  file = gb_tile_test_open (path, &error);
  g_assert_no_error (error);
  info = gb_tile_provider_get_info (GB_TILE_PROVIDER (file));
  g_assert_cmpstr (info->name, ==, "Bản đồ nền tỉnh");
  g_assert_cmpstr (info->attribution, ==, "© Sở TN&MT tỉnh");
  g_assert_cmpuint (info->min_zoom, ==, 1);
  g_assert_cmpuint (info->max_zoom, ==, 3);
  g_assert_cmpfloat_with_epsilon (info->bounds.west, 108, 0.02);
  g_assert_cmpfloat_with_epsilon (info->bounds.north, 15.5, 0.02);
  g_assert_false (gb_tile_provider_can_fetch (GB_TILE_PROVIDER (file)));

  for (guint z = 1; z <= 3; z++)
    for (guint y = 0; y < 1u << z; y++)
      {
        g_autoptr (GbTileFound) found = gb_tile_test_look_up (GB_TILE_PROVIDER (file), (GbTileId) { z, 1, y }, &error);
        g_autoptr (GdkTexture) texture = NULL;

        g_assert_no_error (error);
        g_assert_true (found->known && found->fresh);
        texture = gdk_texture_new_from_bytes (found->bytes, &error);
        g_assert_no_error (error);
        g_assert_cmphex (gb_tile_test_pixel (texture, 0, 0), ==, z << 16 | 1 << 8 | y);
      }
  {
    g_autoptr (GbTileFound) none = gb_tile_test_look_up (GB_TILE_PROVIDER (file), (GbTileId) { 7, 100, 3 }, &error);

    g_assert_no_error (error);
    g_assert_null (none->bytes);
  }
  g_assert_finalize_object (g_steal_pointer (&file));
  {
    g_autoptr (GBytes) after = read_file (path);

    g_assert_true (g_bytes_equal (before, after));
  }
  g_assert_cmpuint (count_files (folder), ==, 1);
  gb_tile_test_remove (folder);
}

/* A view over two tables is how many programs write it; and the levels may be left out. */
static void
test_views (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = gb_tile_test_mbtiles (folder, "v.mbtiles", "('format','png'),('minzoom','x'),('bounds','1,2,3')", 2, 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMbtiles) file = NULL;
  const GbTileInfo *info;

  gb_tile_test_exec (path, "ALTER TABLE tiles RENAME TO map;"
                           "CREATE VIEW tiles AS SELECT zoom_level,tile_column,tile_row,tile_data FROM map;");
  file = gb_tile_test_open (path, &error);
  g_assert_no_error (error);
  info = gb_tile_provider_get_info (GB_TILE_PROVIDER (file));
  g_assert_cmpuint (info->min_zoom, ==, 2);
  g_assert_cmpuint (info->max_zoom, ==, 4);
  g_assert_null (info->attribution);
  g_assert_cmpfloat (info->bounds.west, ==, -180);
  g_clear_object (&file);
  gb_tile_test_remove (folder);
}

static void
check_refused (const char *path,
               int         code,
               const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_tile_test_open (path, &error));
  g_assert_error (error, GB_TILE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refused (void)
{
  static const struct { const char *name, *sql; int code; const char *word; } cases[] = {
    { "pbf", "UPDATE metadata SET value='pbf' WHERE name='format'", GB_TILE_ERROR_VECTOR, "vector" },
    { "gzip", "UPDATE tiles SET tile_data=x'1f8b0800000000000003'", GB_TILE_ERROR_VECTOR, "vector" },
    { "none", "DELETE FROM tiles", GB_TILE_ERROR_FILE, "no tiles" },
    { "null", "UPDATE tiles SET tile_data=NULL", GB_TILE_ERROR_FILE, "no tiles" },
    { "text", "UPDATE tiles SET tile_data='<html>'", GB_TILE_ERROR_NOT_A_PICTURE, "no whole" },
    { "no-table", "DROP TABLE tiles", GB_TILE_ERROR_FILE, "no MBTiles" },
    { "no-metadata", "DROP TABLE metadata", GB_TILE_ERROR_FILE, "no MBTiles" },
    { "bomb", "UPDATE tiles SET tile_data=zeroblob(9000000) WHERE rowid=1", GB_TILE_ERROR_FILE, "damaged" },
    { "function", "DROP TABLE metadata; CREATE VIEW metadata AS SELECT 'format' name, load_extension('x') value",
      GB_TILE_ERROR_FILE, "damaged" },
  };
  char *folder = gb_tile_test_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.mbtiles", NULL);
  g_autofree char *other = g_build_filename (folder, "other.mbtiles", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = gb_tile_test_mbtiles (folder, cases[i].name, GOOD, 0, 1);

      g_test_message ("%s", cases[i].name);
      gb_tile_test_exec (path, cases[i].sql);
      check_refused (path, cases[i].code, cases[i].word);
    }
  check_refused (missing, GB_TILE_ERROR_FILE, "not there");
  g_assert_true (g_file_set_contents (other, "PK\003\004 something else entirely", -1, NULL));
  check_refused (other, GB_TILE_ERROR_FILE, "no MBTiles");
  gb_tile_test_remove (folder);
}

/* Cut while it was copied, or overwritten in the middle: refused, or its tile is, and never a crash. */
static void
test_damaged (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = gb_tile_test_mbtiles (folder, "good.mbtiles", GOOD, 1, 3);
  g_autofree char *bad = g_build_filename (folder, "bad.mbtiles", NULL);
  g_autoptr (GBytes) bytes = read_file (path);
  gsize size = g_bytes_get_size (bytes);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  g_assert_true (g_file_set_contents (bad, g_bytes_get_data (bytes, NULL), (gssize) size - 4096, NULL));
  check_refused (bad, GB_TILE_ERROR_FILE, "cut short");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GbMbtiles) file = NULL;

      for (guint k = 0; k < 400; k++)
        data[100 + g_rand_int_range (random, 0, (gint32) size - 100)] ^= 0x55;
      g_assert_true (g_file_set_contents (bad, data, (gssize) size, NULL));
      file = gb_tile_test_open (bad, NULL);
      for (guint y = 0; file != NULL && y < 8; y++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GbTileFound) found = gb_tile_test_look_up (GB_TILE_PROVIDER (file), (GbTileId) { 3, 1, y }, &error);

          g_assert_true (found != NULL || error != NULL);
        }
    }
  gb_tile_test_remove (folder);
}

/* A view that never ends is given up with its tile. */
static void
test_endless (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = gb_tile_test_mbtiles (folder, "endless", GOOD, 0, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMbtiles) file = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GbTileWait wait = { 0 };

  gb_tile_test_exec (path, "ALTER TABLE tiles RENAME TO map;"
                           "CREATE VIEW tiles AS SELECT zoom_level,tile_column,tile_row,tile_data FROM map UNION ALL "
                           "SELECT 9,9,n,x'' FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c) SELECT -n n FROM c)");
  file = gb_tile_test_open (path, &error);
  g_assert_no_error (error);
  gb_tile_provider_look_up_async (GB_TILE_PROVIDER (file), &(GbTileId) { 9, 9, 9 }, cancellable, gb_tile_test_done, &wait);
  g_usleep (50 * 1000);
  g_assert_false (wait.done);
  g_cancellable_cancel (cancellable);
  gb_tile_test_wait (&wait);
  g_assert_null (gb_tile_provider_look_up_finish (GB_TILE_PROVIDER (file), wait.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (wait.result);
  g_clear_object (&file);
  gb_tile_test_remove (folder);
}

static void
test_plain (void)
{
  static const char *const cases[][2] = {
    { "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường" },
    { "<b>&copy; Tỉnh</b>  <i>2026</i>", "© Tỉnh 2026" },
    { "a < b & c &bogus; &#169;", "a < b & c &bogus; ©" },
    { "  <script>\n\t</script>  ", "" },
    { "", "" },
  };
  g_autofree char *many = g_strnfill (5000, 'x');
  g_autofree char *cut = gb_mbtiles_file_plain (many);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = gb_mbtiles_file_plain (cases[i][0]);

      g_assert_cmpstr (plain, ==, cases[i][1]);
    }
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/mbtiles/reads", test_reads);
  g_test_add_func ("/map/mbtiles/views", test_views);
  g_test_add_func ("/map/mbtiles/refused", test_refused);
  g_test_add_func ("/map/mbtiles/damaged", test_damaged);
  g_test_add_func ("/map/mbtiles/endless", test_endless);
  g_test_add_func ("/map/mbtiles/plain", test_plain);
  return g_test_run ();
}
