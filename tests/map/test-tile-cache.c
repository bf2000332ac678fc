/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-statement.h"
#include "gb-tile-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW 1787000000
#define LIMIT GB_TILE_CACHE_LEAST_LIMIT
#define SOURCE "web:https://bando.example.vn/{z}/{x}/{y}.png"

static void
store (GbTileCache *cache,
       guint        x,
       gsize        bytes)
{
  g_autoptr (GBytes) noise = bytes > 0 ? gb_tile_test_noise (bytes, x) : NULL;
  GbTileCopy copy = { noise, (char *) "\"e\"", NULL, NOW + 1000 };

  gb_tile_cache_store (cache, SOURCE, &(GbTileId) { 20, x, 1 }, &copy);
}

static gint64
size_on_disk (const char *path)
{
  static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
  gint64 size = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (path, parts[i], NULL);
      GStatBuf info;

      if (g_stat (part, &info) == 0)
        {
          size += info.st_size;
          g_assert_cmpint (info.st_mode & 0777, ==, 0600);
        }
    }
  return size;
}

static void
check_intact (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = gb_sql_connection_open (path, 0, &error);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  g_assert_no_error (error);
  s = gb_sql_connection_prepare (connection, "PRAGMA integrity_check", &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_statement_step (s, &row, &error));
  g_assert_cmpstr (gb_sql_statement_get_text (s, 0), ==, "ok");
}

static gboolean
has (GbTileCache *cache,
     guint        x)
{
  g_autoptr (GbTileCopy) copy = gb_tile_test_copy (cache, SOURCE, (GbTileId) { 20, x, 1 });

  return copy != NULL;
}

static void
check_copy (GbTileCache *cache,
            gint64       expires)
{
  g_autoptr (GBytes) noise = gb_tile_test_noise (5000, 7);
  g_autoptr (GbTileCopy) copy = gb_tile_test_copy (cache, SOURCE, (GbTileId) { 20, 7, 1 });
  g_autoptr (GbTileCopy) other = gb_tile_test_copy (cache, "web:other", (GbTileId) { 20, 7, 1 });
  g_autoptr (GbTileCopy) below = gb_tile_test_copy (cache, SOURCE, (GbTileId) { 20, 7, 2 });
  g_autoptr (GbTileCopy) none = gb_tile_test_copy (cache, SOURCE, (GbTileId) { 20, 8, 1 });

  g_assert_nonnull (copy);
  g_assert_true (g_bytes_equal (copy->bytes, noise));
  g_assert_cmpstr (copy->etag, ==, "\"e\"");
  g_assert_null (copy->modified);
  g_assert_cmpint (copy->expires, ==, expires);
  g_assert_null (other);
  g_assert_null (below);
  g_assert_nonnull (none);
  g_assert_null (none->bytes);
}

/* At once, after a while, and after the program was started anew. */
static void
test_keeps (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);

  g_assert_false (has (cache, 7));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  store (cache, 7, 5000);
  store (cache, 8, 0);
  check_copy (cache, NOW + 1000);
  g_assert_finalize_object (g_steal_pointer (&cache));

  cache = gb_tile_cache_new (path, clock, LIMIT);
  check_copy (cache, NOW + 1000);
  gb_tile_cache_renew (cache, SOURCE, &(GbTileId) { 20, 7, 1 }, NOW + 5000);
  check_copy (cache, NOW + 5000);
  g_assert_finalize_object (g_steal_pointer (&cache));

  cache = gb_tile_cache_new (path, clock, LIMIT);
  check_copy (cache, NOW + 5000);
  /* a tile that is there no more */
  store (cache, 7, 0);
  g_clear_object (&cache);
  cache = gb_tile_cache_new (path, clock, LIMIT);
  {
    g_autoptr (GbTileCopy) copy = gb_tile_test_copy (cache, SOURCE, (GbTileId) { 20, 7, 1 });

    g_assert_null (copy->bytes);
  }
  g_clear_object (&cache);
  g_assert_cmpint (size_on_disk (path), >, 0);
  gb_tile_test_remove (folder);
}

/* Six times the limit: the files never pass it, what is looked at stays, the rest goes oldest first. */
static void
test_limit (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbTileCache) cache = NULL;
  guint n = 0;
  gint64 most = 0;

  for (guint round = 0; round < 12; round++)
    {
      cache = gb_tile_cache_new (path, clock, LIMIT);
      gb_clock_set (clock, gb_clock_now (clock) + 7200);
      g_assert_true (round == 0 || has (cache, 3));
      for (guint i = 0; i < 400; i++, n++)
        store (cache, n, 1000 + 97 * i);
      g_clear_object (&cache);
      most = MAX (most, size_on_disk (path));
      g_assert_cmpint (most, <=, LIMIT);
    }
  g_test_message ("most on disk: %" G_GINT64_FORMAT, most);
  g_assert_cmpint (most, >, LIMIT / 2);
  cache = gb_tile_cache_new (path, clock, LIMIT);
  g_assert_true (has (cache, n - 1));
  g_assert_false (has (cache, 4));
  g_clear_object (&cache);
  check_intact (path);
  gb_tile_test_remove (folder);
}

static void
wait_for_size (const char *path,
               gint64      limit)
{
  gint64 end = g_get_monotonic_time () + 15 * G_USEC_PER_SEC;

  while (size_on_disk (path) > limit && g_get_monotonic_time () < end)
    g_usleep (10 * 1000);
  g_assert_cmpint (size_on_disk (path), <=, limit);
}

/* A smaller limit gives room back to the disk at once, and no program needs to end for it. */
static void
test_shrinks (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, 4 * LIMIT);

  for (guint i = 0; i < 400; i++)
    store (cache, i, 100 * 1000);
  g_clear_object (&cache);
  g_assert_cmpint (size_on_disk (path), >, 2 * LIMIT);
  cache = gb_tile_cache_new (path, clock, 4 * LIMIT);
  g_assert_true (has (cache, 399));
  gb_tile_cache_set_limit (cache, 1);
  g_assert_cmpuint (gb_tile_cache_get_limit (cache), ==, LIMIT);
  wait_for_size (path, LIMIT);
  g_clear_object (&cache);
  check_intact (path);

  /* or when it starts with one */
  cache = gb_tile_cache_new (path, clock, LIMIT);
  for (guint i = 0; i < 50; i++)
    store (cache, 1000 + i, 100 * 1000);
  g_assert_true (has (cache, 1049));
  g_clear_object (&cache);
  g_assert_cmpint (size_on_disk (path), <=, LIMIT);
  gb_tile_test_remove (folder);
}

static void
test_clears (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);
  g_autoptr (GError) error = NULL;
  GbTileWait clear = { 0 }, measure = { 0 };

  for (guint i = 0; i < 100; i++)
    store (cache, i, 50 * 1000);
  g_clear_object (&cache);
  cache = gb_tile_cache_new (path, clock, LIMIT);
  store (cache, 500, 1000);
  gb_tile_cache_clear_async (cache, NULL, gb_tile_test_done, &clear);
  gb_tile_test_wait (&clear);
  g_assert_true (gb_tile_cache_clear_finish (cache, clear.result, &error));
  g_assert_no_error (error);
  g_object_unref (clear.result);
  gb_tile_cache_measure_async (cache, NULL, gb_tile_test_done, &measure);
  gb_tile_test_wait (&measure);
  g_assert_cmpint (gb_tile_cache_measure_finish (cache, measure.result, &error), ==, 0);
  g_object_unref (measure.result);
  g_assert_false (has (cache, 1));
  g_assert_false (has (cache, 500));
  store (cache, 1, 1000);
  g_assert_true (has (cache, 1));
  g_clear_object (&cache);
  gb_tile_test_remove (folder);
}

/* What is damaged is made anew; what is another program's is not touched. */
static void
test_damaged (void)
{
  static const struct { const char *name; gsize first, length; } cases[] = {
    { "header", 0, 100 }, { "schema", 100, 3900 }, { "all", 0, 200 * 1000 }, { "middle", 9000, 90 * 1000 },
  };
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = gb_tile_test_folder ();
      g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
      g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);
      g_autofree char *junk = g_strnfill (cases[i].length, 'x');
      FILE *file;

      g_test_message ("%s", cases[i].name);
      for (guint k = 0; k < 100; k++)
        store (cache, k, 5000);
      g_clear_object (&cache);
      file = g_fopen (path, "r+");
      fseek (file, (long) cases[i].first, SEEK_SET);
      g_assert_cmpuint (fwrite (junk, 1, cases[i].length, file), ==, cases[i].length);
      fclose (file);
      for (guint round = 0; round < 3; round++)
        {
          cache = gb_tile_cache_new (path, clock, LIMIT);
          for (guint k = 0; k < 100; k++)
            has (cache, k);
          store (cache, 200, 5000);
          g_clear_object (&cache);
        }
      cache = gb_tile_cache_new (path, clock, LIMIT);
      g_assert_true (has (cache, 200));
      g_clear_object (&cache);
      gb_tile_test_remove (folder);
    }
}

static void
test_foreign (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);
  g_autoptr (GError) error = NULL;
  GbTileWait clear = { 0 };
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  gb_tile_test_exec (path, "CREATE TABLE mine (a); PRAGMA application_id=7");
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  store (cache, 1, 1000);
  gb_tile_cache_clear_async (cache, NULL, gb_tile_test_done, &clear);
  gb_tile_test_wait (&clear);
  g_assert_false (gb_tile_cache_clear_finish (cache, clear.result, &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_FOREIGN);
  g_object_unref (clear.result);
  store (cache, 1, 1000);
  g_clear_object (&cache);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  gb_tile_test_remove (folder);
}

/* --- another process ------------------------------------------------------------------------------ */

static void
write_without_end (const char *path)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);

  for (guint n = 0; n < 1000 * 1000; n++)
    {
      store (cache, n, 20 * 1000);
      if (n % 20 == 0)
        has (cache, n / 2);
    }
}

/* Killed in the middle of whatever it was writing, the file is whole and used again. */
static void
test_killed (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);

  for (guint round = 0; round < 5; round++)
    {
      pid_t child = fork ();
      int status;

      if (child == 0)
        {
          execl ("/proc/self/exe", "test-tile-cache", "--write", path, NULL);
          _exit (1);
        }
      while (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_usleep (1000);
      g_usleep (150 * 1000 + 37 * 1000 * round);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (size_on_disk (path), <=, LIMIT);
      {
        g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);

        store (cache, 77777, 1000);
        g_clear_object (&cache);
        cache = gb_tile_cache_new (path, clock, LIMIT);
        g_assert_true (has (cache, 77777));
      }
      check_intact (path);
    }
  gb_tile_test_remove (folder);
}

/* A limit of the file's size is as good as a disk that is full. */
static void
fill_disk (const char *path)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (NOW);
  struct rlimit limit = { 400 * 1000, 400 * 1000 };
  g_autoptr (GbTileCache) cache = gb_tile_cache_new (path, clock, LIMIT);

  store (cache, 1, 50 * 1000);
  g_clear_object (&cache);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  cache = gb_tile_cache_new (path, clock, LIMIT);
  for (guint i = 0; i < 60; i++)
    store (cache, 100 + i, 50 * 1000);
  g_clear_object (&cache);
  cache = gb_tile_cache_new (path, clock, LIMIT);
  g_assert_true (has (cache, 1));
}

static void
test_full (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = g_build_filename (folder, "c.db.tiles", NULL);
  g_autoptr (GError) error = NULL;
  int status;
  const char *argv[] = { "/proc/self/exe", "--full", path, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  check_intact (path);
  gb_tile_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    write_without_end (argv[2]);
  else if (argc == 3 && g_str_equal (argv[1], "--full"))
    fill_disk (argv[2]);
  else
    {
      g_test_init (&argc, &argv, NULL);
      g_test_add_func ("/map/tile-cache/keeps", test_keeps);
      g_test_add_func ("/map/tile-cache/limit", test_limit);
      g_test_add_func ("/map/tile-cache/shrinks", test_shrinks);
      g_test_add_func ("/map/tile-cache/clears", test_clears);
      g_test_add_func ("/map/tile-cache/damaged", test_damaged);
      g_test_add_func ("/map/tile-cache/foreign", test_foreign);
      g_test_add_func ("/map/tile-cache/killed", test_killed);
      g_test_add_func ("/map/tile-cache/full", test_full);
      return g_test_run ();
    }
  return 0;
}
