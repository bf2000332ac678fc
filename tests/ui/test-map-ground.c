/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-ground.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-empty-source.h"
#include "gb-fake-network.h"
#include "gb-ground-repository.h"
#include "gb-test-store.h"
#include "gb-tile-error.h"
#include "gb-tile-fixture.h"
#include "gb-tile-source.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A map in a window, with the button beside it, and a server of tiles. */
typedef struct
{
  GbTestServer *server;
  GBytes *png;
  int n_asked; /* atomic */
  char *folder;
  char *cache;
  GbStore *store;
  GtkWindow *window;
  ShumateMap *map;
  GbMapGround *ground;
} Fixture;

static void
on_asked_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  Fixture *fixture = user_data;

  g_atomic_int_inc (&fixture->n_asked);
  if (g_str_has_prefix (path, "/html"))
    gb_test_reply (message, 200, "text/html", "<html/>");
  else
    gb_tile_test_reply (message, fixture->png);
}

static void
open_window (Fixture *fixture)
{
  g_autoptr (ShumateMapSource) empty = gb_empty_source_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  ShumateLayer *above;

  fixture->map = shumate_map_new ();
  shumate_map_set_map_source (fixture->map, empty);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->map), TRUE);
  shumate_viewport_set_zoom_level (shumate_map_get_viewport (fixture->map), 9);
  shumate_location_set_location (SHUMATE_LOCATION (shumate_map_get_viewport (fixture->map)), 15.12, 108.8);
  above = SHUMATE_LAYER (shumate_marker_layer_new (shumate_map_get_viewport (fixture->map)));
  shumate_map_add_layer (fixture->map, above);
  fixture->ground = GB_MAP_GROUND (gb_map_ground_new (fixture->store, fixture->map, above));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->map));
  gtk_box_append (GTK_BOX (box), gb_map_ground_get_caption (fixture->ground));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->ground));
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 700, 500);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_present (fixture->window);
}

static void
close_window (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->ground), (gpointer *) &fixture->ground);
  gtk_window_destroy (fixture->window);
  while (fixture->ground != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
setup (Fixture *fixture)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (1787703300);
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture) { 0 };
  fixture->png = gb_tile_test_png (256, 0x336699);
  fixture->server = gb_test_server_new (on_asked_cb, fixture, NULL);
  fixture->folder = gb_tile_test_folder ();
  fixture->cache = g_build_filename (fixture->folder, "c.db", NULL);
  fixture->store = gb_test_store_new (fixture->cache, clock);
  gb_store_open (fixture->store, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
on_late_cb (gpointer data)
{
  g_error ("waited in vain for “%s”", (const char *) data);
  return G_SOURCE_REMOVE;
}

static void
teardown (Fixture *fixture)
{
  g_autofree char *files = g_strconcat (fixture->cache, ".files", NULL);

  guint guard = g_timeout_add_seconds (20, on_late_cb, (gpointer) "the store's last use");

  close_window (fixture);
  while (G_OBJECT (fixture->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
  gb_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  gb_test_server_free (fixture->server);
  if (g_file_test (files, G_FILE_TEST_IS_DIR))
    gb_tile_test_remove (g_steal_pointer (&files));
  gb_tile_test_remove (fixture->folder);
  g_free (fixture->cache);
  g_bytes_unref (fixture->png);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return G_OBJECT (gtk_widget_get_template_child (GTK_WIDGET (fixture->ground), GB_TYPE_MAP_GROUND, name));
}

static gboolean
is_visible (Fixture    *fixture,
            const char *name)
{
  return gtk_widget_get_visible (child (fixture, name));
}

static const char *
caption_of (Fixture *fixture)
{
  GtkWidget *caption = gb_map_ground_get_caption (fixture->ground);

  return gtk_widget_get_visible (caption) ? gtk_label_get_label (GTK_LABEL (caption)) : "";
}

static const char *
said_by (Fixture *fixture)
{
  return is_visible (fixture, "said") ? gtk_label_get_label (child (fixture, "said")) : "";
}

/* Until the caption, or what is said, has these words. */
static void
wait_for (Fixture    *fixture,
          const char *(*get) (Fixture *fixture),
          const char *words)
{
  guint guard = g_timeout_add_seconds (20, on_late_cb, (gpointer) words);

  while (strstr (get (fixture), words) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

static gboolean
on_enough_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What does not come cannot be waited for; this long everything that does took in this window. */
static void
linger (void)
{
  gboolean enough = FALSE;

  g_timeout_add (400, on_enough_cb, &enough);
  gb_test_wait (&enough);
}

static void
type_address (Fixture    *fixture,
              const char *how)
{
  g_autofree char *root = gb_test_server_address (fixture->server, how);
  g_autofree char *address = g_strconcat (root, "/{z}/{x}/{y}.png", NULL);

  gtk_check_button_set_active (child (fixture, "web"), TRUE);
  gtk_editable_set_text (child (fixture, "address"), address);
  g_assert_true (gtk_widget_get_sensitive (child (fixture, "try")));
  g_signal_emit_by_name (child (fixture, "try"), "clicked");
}

/* Nobody chose: nothing is shown, nobody asked, and the communes cover the map. */
static void
test_none (void)
{
  Fixture fixture;
  GbMapStyle style = { .ground = { 1, 1, 1, 1 } };

  setup (&fixture);
  open_window (&fixture);
  linger ();
  g_assert_cmpstr (caption_of (&fixture), ==, "");
  g_assert_true (gtk_check_button_get_active (child (&fixture, "none")));
  g_assert_false (is_visible (&fixture, "province_row"));
  g_assert_false (is_visible (&fixture, "server"));
  g_assert_false (is_visible (&fixture, "looks"));
  gb_map_ground_adjust_style (fixture.ground, &style);
  g_assert_cmpfloat (style.ground.alpha, ==, 1);
  g_assert_cmpint (fixture.n_asked, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (child (&fixture, "address")), ==, "");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child (&fixture, "button")), GTK_ACCESSIBLE_PROPERTY_LABEL, "Base map");
  teardown (&fixture);
}

/* Tried, said, used, named, kept; and the same when the program starts anew. */
static void
test_server (void)
{
  Fixture fixture;
  GbMapStyle style = { .ground = { 1, 1, 1, 1 } };
  guint guard;

  setup (&fixture);
  open_window (&fixture);
  linger ();
  type_address (&fixture, "/html");
  wait_for (&fixture, said_by, "no picture but “text/html”");
  g_assert_cmpstr (caption_of (&fixture), ==, "");
  gtk_editable_set_text (child (&fixture, "address"), "http://bando.example.vn/{z}/{x}/{y}.png");
  g_signal_emit_by_name (child (&fixture, "try"), "clicked");
  wait_for (&fixture, said_by, "https://");
  g_assert_cmpint (fixture.n_asked, ==, 1);

  type_address (&fixture, "/good");
  wait_for (&fixture, said_by, "PNG picture, 256 × 256");
  gtk_editable_set_text (child (&fixture, "attribution"), " © Tỉnh ");
  wait_for (&fixture, caption_of, "© Tỉnh");
  g_assert_true (is_visible (&fixture, "keeping"));
  gtk_adjustment_set_value (child (&fixture, "adjustment"), 40);
  gb_map_ground_adjust_style (fixture.ground, &style);
  g_assert_cmpfloat (style.ground.alpha, ==, 0);
  g_assert_cmpfloat_with_epsilon (style.classes[2].alpha, 0.4, 1e-6);
  guard = g_timeout_add_seconds (20, on_late_cb, (gpointer) "the tiles");
  while (g_atomic_int_get (&fixture.n_asked) < 6 || gb_tile_ground_get_busy (gb_map_ground_get_ground (fixture.ground)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
  close_window (&fixture);

  open_window (&fixture);
  wait_for (&fixture, caption_of, "Base map: © Tỉnh");
  g_assert_true (gtk_check_button_get_active (child (&fixture, "web")));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (child (&fixture, "adjustment")), 40, 1e-6);
  gtk_check_button_set_active (child (&fixture, "none"), TRUE);
  g_assert_cmpstr (caption_of (&fixture), ==, "");
  teardown (&fixture);
}

static gboolean
is_missing (const char *path)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_clears (void)
{
  Fixture fixture;
  g_autofree char *tiles = NULL;

  setup (&fixture);
  tiles = g_strconcat (fixture.cache, ".tiles", NULL);
  open_window (&fixture);
  linger ();
  type_address (&fixture, "/good");
  wait_for (&fixture, caption_of, "127.0.0.1");
  /* another thread makes it, which wakes nobody here */
  while (is_missing (tiles))
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_signal_emit_by_name (child (&fixture, "clear"), "clicked");
  while (!is_missing (tiles))
    g_main_context_iteration (NULL, FALSE);
  teardown (&fixture);
}

/* Known to be foreign: not asked before the user said that it is allowed, whatever a settings file says. */
static void
test_foreign (void)
{
  Fixture fixture;
  GbGroundSettings settings = { .kind = GB_GROUND_WEB, .address = (char *) "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
                                .limit = 1, .opacity = 0.5 };

  setup (&fixture);
  gb_ground_save (fixture.store, &settings);
  open_window (&fixture);
  linger ();
  g_assert_cmpstr (caption_of (&fixture), ==, "");
  g_assert_null (gb_tile_ground_get_info (gb_map_ground_get_ground (fixture.ground)));

  gtk_check_button_set_active (child (&fixture, "none"), TRUE);
  gtk_check_button_set_active (child (&fixture, "web"), TRUE);
  g_assert_null (gb_tile_ground_get_info (gb_map_ground_get_ground (fixture.ground)));
  gtk_editable_set_text (child (&fixture, "address"), "https://mt0.google.com/vt?x={x}&y={y}&z={z}");
  g_assert_true (is_visible (&fixture, "allowed"));
  g_assert_false (gtk_widget_get_sensitive (child (&fixture, "try")));
  g_assert_nonnull (strstr (said_by (&fixture), "foreign"));
  g_signal_emit_by_name (child (&fixture, "address"), "entry-activated");
  linger ();
  g_assert_nonnull (strstr (said_by (&fixture), "foreign"));
  gtk_check_button_set_active (child (&fixture, "allowed"), TRUE);
  g_assert_true (gtk_widget_get_sensitive (child (&fixture, "try")));
  gtk_editable_set_text (child (&fixture, "address"), "https://bando.example.vn/{z}/{x}/{y}.png");
  g_assert_false (is_visible (&fixture, "allowed"));
  teardown (&fixture);
}

static gpointer
add_record (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gb_sql_connection_exec (connection, "INSERT INTO file (id,name,kind,sha256,bytes,rev,generation) VALUES "
                                      "('f','nen-tinh.mbtiles','basemap','" HASH "',1,1,1)", error);
  return NULL;
}

/* What the province sent is offered by itself, under the province's name, and not used by itself. */
static void
test_province (void)
{
  Fixture fixture;
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;

  setup (&fixture);
  folder = g_strconcat (fixture.cache, ".files", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  gb_store_write (fixture.store, add_record, NULL, NULL, &error);
  g_assert_no_error (error);
  open_window (&fixture);
  linger ();
  g_assert_false (is_visible (&fixture, "province_row"));

  path = gb_tile_test_mbtiles (folder, HASH, "('format','png')", 4, 4);
  gtk_menu_button_popup (child (&fixture, "button"));
  while (!is_visible (&fixture, "province_row"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_action_row_get_subtitle (child (&fixture, "province_row")), ==, "nen-tinh.mbtiles");
  g_assert_cmpstr (caption_of (&fixture), ==, "");
  gtk_check_button_set_active (child (&fixture, "province"), TRUE);
  wait_for (&fixture, caption_of, "nen-tinh.mbtiles, of the province");
  gtk_menu_button_popdown (child (&fixture, "button"));
  linger ();
  g_assert_cmpint (fixture.n_asked, ==, 0);
  teardown (&fixture);
}

static void
test_damaged_file (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;
  GbGroundSettings settings = { .kind = GB_GROUND_FILE, .limit = 1, .opacity = 0.5 };

  setup (&fixture);
  path = g_build_filename (fixture.folder, "x.mbtiles", NULL);
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  settings.file = path;
  gb_ground_save (fixture.store, &settings);
  open_window (&fixture);
  wait_for (&fixture, caption_of, "cannot be shown");
  wait_for (&fixture, said_by, "no MBTiles file");
  teardown (&fixture);
}

static void
fill (GbTileSource *source,
      ShumateTile  *tile,
      GError      **error)
{
  GbTileWait wait = { 0 };

  shumate_map_source_fill_tile_async (SHUMATE_MAP_SOURCE (source), tile, NULL, gb_tile_test_done, &wait);
  gb_tile_test_wait (&wait);
  shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (source), wait.result, error);
  g_object_unref (wait.result);
}

/* On a metered link that may be used nothing is fetched ahead: only what is in view, and what comes into it. */
static void
test_metered_view (void)
{
  Fixture fixture;
  ShumateViewport *viewport;
  GbTileId here = gb_tile_id_at (9, (GbGeoPoint) { 108.8, 15.12 });
  g_autoptr (GbFakeNetwork) network = gb_fake_network_new ();
  g_autoptr (GbTileWeb) web = NULL;
  g_autoptr (GbTileSource) source = NULL;
  g_autoptr (ShumateTile) seen = g_object_ref_sink (shumate_tile_new_full (here.x, here.y, 256, 9));
  g_autoptr (ShumateTile) beside = g_object_ref_sink (shumate_tile_new_full (here.x + 4, here.y, 256, 9));
  g_autoptr (GError) error = NULL;
  g_autofree char *root = NULL, *address = NULL;

  setup (&fixture);
  open_window (&fixture);
  linger ();
  viewport = shumate_map_get_viewport (fixture.map);
  root = gb_test_server_address (fixture.server, "");
  address = g_strconcat (root, "/{z}/{x}/{y}", NULL);
  web = gb_tile_web_new (address, gb_tile_ground_get_cache (gb_map_ground_get_ground (fixture.ground)), NULL, &error);
  g_assert_no_error (error);
  source = gb_tile_source_new (GB_TILE_PROVIDER (web), GTK_WIDGET (fixture.map), viewport);
  gb_fake_network_set (network, G_NETWORK_CONNECTIVITY_FULL, TRUE);
  gb_tile_source_set_monitor (source, G_NETWORK_MONITOR (network));
  gb_tile_source_set_thrifty (source, FALSE);

  fill (source, seen, &error);
  g_assert_no_error (error);
  g_assert_nonnull (shumate_tile_get_paintable (seen));
  fill (source, beside, &error);
  g_assert_error (error, GB_TILE_ERROR, GB_TILE_ERROR_WAITING);
  g_assert_null (shumate_tile_get_paintable (beside));
  g_assert_cmpint (fixture.n_asked, ==, 1);

  shumate_location_set_location (SHUMATE_LOCATION (viewport), 15.12, 108.8 + 4 * 360.0 / 512);
  while (shumate_tile_get_paintable (beside) == NULL || gb_tile_source_get_busy (source))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fixture.n_asked, ==, 2);
  gb_tile_source_stop (source);
  g_clear_object (&source);
  g_clear_object (&web);
  teardown (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/map-ground/none", test_none);
  g_test_add_func ("/ui/map-ground/server", test_server);
  g_test_add_func ("/ui/map-ground/clears", test_clears);
  g_test_add_func ("/ui/map-ground/foreign", test_foreign);
  g_test_add_func ("/ui/map-ground/province", test_province);
  g_test_add_func ("/ui/map-ground/damaged-file", test_damaged_file);
  g_test_add_func ("/ui/map-ground/metered-view", test_metered_view);
  return g_test_run ();
}
