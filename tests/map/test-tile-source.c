/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-fake-network.h"
#include "gb-tile-error.h"
#include "gb-tile-fixture.h"
#include "gb-tile-paintable.h"
#include "gb-tile-source.h"
#include "gb-tile-web.h"

#define NOW 1787000000

/* One colour a zoom level, from a server that can be told to fail. */
typedef struct
{
  GbTestServer *server;
  char *folder;
  GbClock *clock;
  GbTileCache *cache;
  GbTileProvider *web;
  GbFakeNetwork *network;
  GbTileSource *source;
  int fails; /* atomic */
  int asked; /* atomic */
} Fixture;

static void
on_asked_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GBytes) png = gb_tile_test_png (256, (guint32) atoi (path + 1) << 16);

  g_atomic_int_inc (&fixture->asked);
  if (g_atomic_int_get (&fixture->fails))
    gb_test_reply (message, 500, "text/plain", "no");
  else
    gb_tile_test_reply (message, png);
}

static void
setup (Fixture *fixture)
{
  g_autofree char *path = NULL, *root = NULL, *address = NULL;

  *fixture = (Fixture) { 0 };
  fixture->server = gb_test_server_new (on_asked_cb, fixture, NULL);
  fixture->folder = gb_tile_test_folder ();
  fixture->clock = gb_clock_new_fixed (NOW);
  path = g_build_filename (fixture->folder, "c.db.tiles", NULL);
  fixture->cache = gb_tile_cache_new (path, fixture->clock, GB_TILE_CACHE_DEFAULT_LIMIT);
  root = gb_test_server_address (fixture->server, "");
  address = g_strconcat (root, "/{z}/{x}/{y}", NULL);
  fixture->web = GB_TILE_PROVIDER (gb_tile_web_new (address, fixture->cache, NULL, NULL));
  fixture->network = gb_fake_network_new ();
  fixture->source = gb_tile_source_new (fixture->web, NULL, NULL);
  gb_tile_source_set_monitor (fixture->source, G_NETWORK_MONITOR (fixture->network));
}

/* A thread that has answered may let go of what it worked on a moment later. (transfer full) */
static void
assert_last (gpointer object)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (g_atomic_int_get ((int *) &G_OBJECT (object)->ref_count) > 1 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
  g_assert_finalize_object (G_OBJECT (object));
}

static void
teardown (Fixture *fixture)
{
  gb_tile_source_stop (fixture->source);
  assert_last (fixture->source);
  assert_last (fixture->web);
  assert_last (fixture->cache);
  g_object_unref (fixture->network);
  g_object_unref (fixture->clock);
  gb_test_server_free (fixture->server);
  gb_tile_test_remove (fixture->folder);
}

static ShumateTile *
fill (GbTileSource *source,
      guint         z,
      guint         x,
      guint         y,
      GCancellable *cancellable,
      GError      **error)
{
  ShumateTile *tile = shumate_tile_new_full (x, y, 256, z);
  GbTileWait wait = { 0 };

  g_object_ref_sink (tile);
  shumate_map_source_fill_tile_async (SHUMATE_MAP_SOURCE (source), tile, cancellable, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (source), wait.result, error);
  g_object_unref (wait.result);
  /* whatever came of it, nothing spins */
  g_assert_cmpint (shumate_tile_get_state (tile), ==, SHUMATE_STATE_DONE);
  return tile;
}

static void
check_tile (ShumateTile *tile,
            int          z,
            int          side)
{
  GdkPaintable *paintable = shumate_tile_get_paintable (tile);

  if (z < 0)
    {
      g_assert_null (paintable);
      return;
    }
  g_assert_true (GB_IS_TILE_PAINTABLE (paintable));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, side);
  g_assert_cmpuint (gb_tile_test_pixel (gb_tile_paintable_get_texture (GB_TILE_PAINTABLE (paintable)), 0, 0) >> 16, ==, (guint) z);
}

/* Comes by the network, is kept, and is there without one; a wider view stands in for what never came. */
static void
test_offline (void)
{
  Fixture fixture;
  g_autoptr (ShumateTile) first = NULL, again = NULL, deeper = NULL, far = NULL;
  g_autoptr (GError) error = NULL;

  setup (&fixture);
  first = fill (fixture.source, 8, 204, 116, NULL, &error);
  g_assert_no_error (error);
  check_tile (first, 8, 256);
  g_atomic_int_set (&fixture.fails, 1);

  /* fresh: nobody is asked */
  again = fill (fixture.source, 8, 204, 116, NULL, &error);
  g_assert_no_error (error);
  check_tile (again, 8, 256);
  g_assert_cmpint (fixture.asked, ==, 1);

  /* old: a fault with a kept copy is a success */
  gb_clock_set (fixture.clock, NOW + 30 * 86400);
  g_clear_object (&again);
  again = fill (fixture.source, 8, 204, 116, NULL, &error);
  g_assert_no_error (error);
  check_tile (again, 8, 256);
  g_assert_cmpint (fixture.asked, ==, 2);
  g_assert_error (gb_tile_source_get_error (fixture.source), GB_TILE_ERROR, GB_TILE_ERROR_SERVER);

  /* never seen: two levels above is better than nothing, though the map must not keep it */
  deeper = fill (fixture.source, 10, 816, 464, NULL, &error);
  g_assert_error (error, GB_TILE_ERROR, GB_TILE_ERROR_SERVER);
  g_clear_error (&error);
  check_tile (deeper, 8, 64);
  far = fill (fixture.source, 10, 5, 5, NULL, &error);
  g_assert_nonnull (error);
  check_tile (far, -1, 0);

  /* the network is back: what is still in view is asked for by itself */
  g_atomic_int_set (&fixture.fails, 0);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  while (shumate_tile_get_paintable (far) == NULL || gb_tile_source_get_busy (fixture.source))
    g_main_context_iteration (NULL, TRUE);
  check_tile (far, 10, 256);
  check_tile (deeper, 10, 256);
  g_assert_null (gb_tile_source_get_error (fixture.source));
  teardown (&fixture);
}

/* On a metered link only what is kept is shown, unless it was allowed. */
static void
test_metered (void)
{
  Fixture fixture;
  g_autoptr (ShumateTile) first = NULL, other = NULL, old = NULL;
  g_autoptr (GError) error = NULL;

  setup (&fixture);
  first = fill (fixture.source, 8, 204, 116, NULL, &error);
  gb_fake_network_set (fixture.network, G_NETWORK_CONNECTIVITY_FULL, TRUE);
  gb_clock_set (fixture.clock, NOW + 30 * 86400);
  old = fill (fixture.source, 8, 204, 116, NULL, &error);
  g_assert_no_error (error);
  check_tile (old, 8, 256);
  other = fill (fixture.source, 9, 408, 232, NULL, &error);
  g_assert_error (error, GB_TILE_ERROR, GB_TILE_ERROR_WAITING);
  check_tile (other, 8, 128);
  g_assert_error (gb_tile_source_get_error (fixture.source), GB_TILE_ERROR, GB_TILE_ERROR_WAITING);
  g_assert_cmpint (fixture.asked, ==, 1);

  gb_tile_source_set_thrifty (fixture.source, FALSE);
  while (gdk_paintable_get_intrinsic_width (shumate_tile_get_paintable (other)) != 256)
    g_main_context_iteration (NULL, TRUE);
  check_tile (other, 9, 256);
  g_assert_cmpint (fixture.asked, ==, 2);
  teardown (&fixture);
}

static void
test_given_up (void)
{
  Fixture fixture;
  g_autoptr (GCancellable) left = g_cancellable_new ();
  g_autoptr (ShumateTile) tile = NULL, later = NULL;
  g_autoptr (GError) error = NULL;

  setup (&fixture);
  g_cancellable_cancel (left);
  tile = fill (fixture.source, 8, 204, 116, left, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (fixture.asked, ==, 0);
  gb_tile_source_stop (fixture.source);
  later = fill (fixture.source, 8, 205, 116, NULL, &error);
  g_assert_nonnull (error);
  check_tile (later, -1, 0);
  g_assert_cmpint (fixture.asked, ==, 0);
  teardown (&fixture);
}

/* A file: enlarged beyond its levels, nothing below them, nothing outside its bounds, coarser where it has a hole. */
static void
test_file (void)
{
  char *folder = gb_tile_test_folder ();
  g_autofree char *path = gb_tile_test_mbtiles (folder, "f.mbtiles", "('format','png'),('bounds','0,0,180,85')", 2, 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMbtiles) file = NULL;
  g_autoptr (GbTileSource) source = NULL;
  static const struct { guint z, x, y; int level, side; gboolean fails; } cases[] = {
    { 4, 12, 3, 4, 64, FALSE },  { 3, 7, 3, 3, 64, FALSE },  { 6, 48, 12, 4, 16, FALSE }, { 9, 386, 97, 4, 2, FALSE },
    { 1, 1, 0, -1, 0, FALSE },   { 4, 2, 3, -1, 0, FALSE },  { 4, 12, 12, -1, 0, FALSE }, { 4, 13, 3, -1, 0, FALSE },
  };

  gb_tile_test_exec (path, "DELETE FROM tiles WHERE zoom_level=4 AND tile_column=13");
  file = gb_tile_test_open (path, &error);
  g_assert_no_error (error);
  source = gb_tile_source_new (GB_TILE_PROVIDER (file), NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ShumateTile) tile = NULL;

      g_test_message ("%u/%u/%u", cases[i].z, cases[i].x, cases[i].y);
      tile = fill (source, cases[i].z, cases[i].x, cases[i].y, NULL, &error);
      g_assert_no_error (error);
      check_tile (tile, cases[i].level, cases[i].side);
    }
  assert_last (g_steal_pointer (&source));
  assert_last (g_steal_pointer (&file));
  gb_tile_test_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tile-source/offline", test_offline);
  g_test_add_func ("/map/tile-source/metered", test_metered);
  g_test_add_func ("/map/tile-source/given-up", test_given_up);
  g_test_add_func ("/map/tile-source/file", test_file);
  return g_test_run ();
}
