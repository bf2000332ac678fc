/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real pictures, real MBTiles files and short ways to wait, for tests of tiles. */
#include "gb-tile-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

char *
gb_tile_test_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("giaoban-tiles-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* @folder is taken over. */
void
gb_tile_test_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/* A picture whose quarters differ: upper left @rgb, the others with one channel turned round. */
GBytes *
gb_tile_test_png (guint   side,
                  guint32 rgb)
{
  static const guint32 turned[] = { 0, 0xff0000, 0x00ff00, 0x0000ff };
  gsize size = (gsize) side * side * 3;
  guint8 *pixels = g_malloc (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, size);
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < side * side; i++)
    {
      guint quarter = (i / side >= side / 2 ? 2 : 0) + (i % side >= side / 2 ? 1 : 0);
      guint32 color = rgb ^ turned[quarter];

      pixels[3 * i] = (guint8) (color >> 16);
      pixels[3 * i + 1] = (guint8) (color >> 8);
      pixels[3 * i + 2] = (guint8) color;
    }
  texture = gdk_memory_texture_new ((int) side, (int) side, GDK_MEMORY_R8G8B8, bytes, side * 3);
  return gdk_texture_save_to_png_bytes (texture);
}

/* What cannot be packed any smaller, for filling a disk. */
GBytes *
gb_tile_test_noise (gsize bytes,
                    guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (bytes);

  for (gsize i = 0; i < bytes; i++)
    data[i] = (guint8) g_rand_int (random);
  return g_bytes_new_take (data, bytes);
}

/* 0xRRGGBB */
guint32
gb_tile_test_pixel (GdkTexture *texture,
                    guint       x,
                    guint       y)
{
  guint width = (guint) gdk_texture_get_width (texture), height = (guint) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * height);

  g_assert_true (x < width && y < height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[y * width + x] & 0xffffff;
}

void
gb_tile_test_exec (const char *path,
                   const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = gb_sql_connection_open (path, GB_SQL_OPEN_CREATE, &error);

  g_assert_no_error (error);
  gb_sql_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

/* An MBTiles file with every tile of some levels: the colour tells which. @metadata: rows, "('format','png')". */
char *
gb_tile_test_mbtiles (const char *folder,
                      const char *name,
                      const char *metadata,
                      guint       min_zoom,
                      guint       max_zoom)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *values = g_strdup_printf ("INSERT INTO metadata VALUES %s", metadata);
  sqlite3 *handle;
  sqlite3_stmt *insert;

  gb_tile_test_exec (path, "CREATE TABLE metadata (name text, value text);"
                           "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
                           "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);");
  gb_tile_test_exec (path, values);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "INSERT INTO tiles VALUES (?1,?2,?3,?4)", -1, &insert, NULL), ==, SQLITE_OK);
  sqlite3_exec (handle, "PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL);
  for (guint z = min_zoom; z <= max_zoom; z++)
    for (guint x = 0; x < 1u << z; x++)
      for (guint y = 0; y < 1u << z; y++)
        {
          g_autoptr (GBytes) png = gb_tile_test_png (64, z << 16 | x << 8 | y);
          gsize size;
          gconstpointer data = g_bytes_get_data (png, &size);

          sqlite3_bind_int (insert, 1, (int) z);
          sqlite3_bind_int (insert, 2, (int) x);
          /* Rows count from the south in the file. */
          sqlite3_bind_int (insert, 3, (int) ((1u << z) - 1 - y));
          sqlite3_bind_blob (insert, 4, data, (int) size, SQLITE_TRANSIENT);
          g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
          sqlite3_reset (insert);
        }
  sqlite3_finalize (insert);
  g_assert_cmpint (sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return path;
}

void
gb_tile_test_reply (SoupServerMessage *message,
                    GBytes            *png)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (png, &size);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, data, size);
}

void
gb_tile_test_done (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GbTileWait *wait = user_data;

  wait->result = g_object_ref (result);
  wait->done = TRUE;
}

void
gb_tile_test_wait (GbTileWait *wait)
{
  gb_test_wait (&wait->done);
}

GbTileFound *
gb_tile_test_look_up (GbTileProvider *provider,
                      GbTileId        id,
                      GError        **error)
{
  GbTileWait wait = { 0 };
  GbTileFound *found;

  gb_tile_provider_look_up_async (provider, &id, NULL, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  found = gb_tile_provider_look_up_finish (provider, wait.result, error);
  g_object_unref (wait.result);
  return found;
}

GbTileFound *
gb_tile_test_fetch (GbTileProvider *provider,
                    GbTileId        id,
                    GError        **error)
{
  GbTileWait wait = { 0 };
  GbTileFound *found;

  gb_tile_provider_fetch_async (provider, &id, NULL, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  found = gb_tile_provider_fetch_finish (provider, wait.result, error);
  g_object_unref (wait.result);
  return found;
}

GbTileCopy *
gb_tile_test_copy (GbTileCache *cache,
                   const char  *source,
                   GbTileId     id)
{
  g_autoptr (GError) error = NULL;
  GbTileWait wait = { 0 };
  GbTileCopy *copy;

  gb_tile_cache_look_up_async (cache, source, &id, NULL, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  g_assert_true (gb_tile_cache_look_up_finish (cache, wait.result, &copy, &error));
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return copy;
}

GbMbtiles *
gb_tile_test_open (const char *path,
                   GError    **error)
{
  GbTileWait wait = { 0 };
  GbMbtiles *file;

  gb_mbtiles_open_async (path, NULL, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  file = gb_mbtiles_open_finish (wait.result, error);
  g_object_unref (wait.result);
  return file;
}
