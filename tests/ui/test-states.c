/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page, pane and window of the real program over a province's data, at the sizes, text sizes and colours that people
 * have: nothing is cut, on top of something else or out of the window. With GIAOBAN_STATES_PICTURES=FOLDER each is saved
 * as a picture for the eye. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-language.h"
#include "gb-options.h"
#include "gb-tabs.h"
#include "gb-test-cache.h"
#include "gb-test-hub.h"
#include "gb-test-layout.h"
#include "gb-test-store.h"
#include "gb-test-window.h"

/* As many as a ward has in a few months. */
#define DOSSIERS 2000

typedef struct
{
  const char *name;
  int width, height;
  double scale;
  gboolean dark;
} Look;

/* Brings the program's colours, sizes and icons. */
static GtkApplication *application;

static char *cache, *key_file;

static const Look looks[] = { { "narrow", 480, 800, 1, FALSE }, { "large-narrow", 480, 800, 2, FALSE } };

typedef struct
{
  const char *name;
  const char *page;
  const char *tab;    /* (nullable) */
  const char *action; /* (nullable): opens a detail */
  const char *sql;    /* (nullable): the parameter of @action */
  const char *close;  /* (nullable): the action that closes it again */
} Scene;

static const Scene scenes[] = {
  { "today", "today" },
  { "dossiers-pane", "dossiers", NULL, "win.open-dossier", "SELECT id FROM dossier WHERE state=4 ORDER BY due LIMIT 1", "dossiers.close" },
  { "issues", "issues", "difficulty" },
  { "issues-guidance", "issues", "guidance" },
  { "issues-reports", "issues", "report" },
  { "issues-pane", "issues", NULL, "win.open-issue", "SELECT id FROM issue WHERE kind='difficulty' ORDER BY id LIMIT 1", "issues.close" },
  { "tasks", "tasks", "tasks" },
  { "tasks-notices", "tasks", "notices" },
  { "tasks-pane", "tasks", NULL, "win.open-task", "SELECT id FROM task ORDER BY id LIMIT 1", "tasks.close" },
  { "notice-pane", "tasks", NULL, "win.open-notice", "SELECT id FROM notice WHERE kind<>'notice' ORDER BY id LIMIT 1", "tasks.close" },
  { "people", "people", "staffing" },
  { "people-posts", "people", "posts" },
  { "people-teams", "people", "teams" },
  { "people-pairs", "people", "pairs" },
  { "people-pane", "people", NULL, "win.open-officer", "SELECT id FROM officer WHERE kind='seconded' ORDER BY id LIMIT 1", "people.close" },
  { "map", "map" },
  { "map-pane", "map", NULL, "win.open-place", NULL, "map.close" },
  { "indicators", "indicators", "score" },
  { "indicators-tracking", "indicators", "tracking" },
  { "indicators-programmes", "indicators", "programmes" },
  { "indicators-reconcile", "indicators", "reconcile" },
  { "lookup", "lookup" },
  { "lookup-pane", "lookup", NULL, "win.look-up", "SELECT id FROM procedure ORDER BY id LIMIT 1", "lookup.close" },
  { "briefing", "briefing", "write" },
  { "briefing-sheet", "briefing", "sheet" },
};

typedef struct
{
  GbServices *services;
  GbWindow *window;
  const Look *look;
  guint n_faults;
} Fixture;

/* --- waiting ------------------------------------------------------------------------------------ */

static gboolean
on_frame_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       data)
{
  guint *frames = data;

  ++*frames;
  return G_SOURCE_CONTINUE;
}

/* What is shown is complete, laid out and drawn. */
static void
wait_drawn (Fixture   *fixture,
            GtkWidget *window)
{
  guint frames = 0;
  guint id;

  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  id = gtk_widget_add_tick_callback (window, on_frame_cb, &frames, NULL);
  while (frames < 6)
    {
      g_main_context_iteration (NULL, TRUE);
      if (!gb_window_is_settled (fixture->window))
        frames = 0;
    }
  gtk_widget_remove_tick_callback (window, id);
}

/* --- looking ------------------------------------------------------------------------------------ */

static void
look_at (Fixture    *fixture,
         GtkWidget  *window,
         const char *name)
{
  const char *folder = g_getenv ("GIAOBAN_STATES_PICTURES");
  g_autoptr (GPtrArray) faults = NULL;

  wait_drawn (fixture, window);
  faults = gb_test_layout_faults (window, window == GTK_WIDGET (fixture->window) ? fixture->look->width : 0);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s, %s: %s", name, fixture->look->name, (char *) g_ptr_array_index (faults, i));
  fixture->n_faults += faults->len;
  if (folder != NULL)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s.png", name, fixture->look->name);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      gb_test_layout_save (window, path);
    }
}

static char *
ask (const char *sql)
{
  g_autoptr (GbSqlConnection) connection = gb_test_store_file (cache);
  g_autoptr (GbSqlStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  gboolean row;

  statement = gb_sql_connection_prepare (connection, sql, &error);
  g_assert_no_error (error);
  gb_sql_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  g_assert_true (row);
  return gb_sql_statement_dup_text (statement, 0);
}

static GVariant *
parameter_of (const Scene *scene)
{
  g_autofree char *id = scene->sql != NULL ? ask (scene->sql) : NULL;

  if (g_str_equal (scene->action, "win.open-place"))
    return g_variant_new ("(ss)", "21028", "");
  if (g_str_equal (scene->action, "win.look-up"))
    return g_variant_new ("(ss)", "procedure", id);
  return g_variant_new_string (id);
}

static void
show_scene (Fixture     *fixture,
            const Scene *scene)
{
  GtkWidget *page;
  int n = 0;

  gb_window_show_page (fixture->window, scene->page);
  wait_drawn (fixture, GTK_WIDGET (fixture->window));
  page = GTK_WIDGET (gb_window_get_page (fixture->window, scene->page));
  if (scene->tab != NULL)
    {
      GtkWidget *tabs = gb_test_find_nth (page, GB_TYPE_TABS, &n);
      gb_tabs_set_selected (GB_TABS (tabs), scene->tab);
    }
  if (scene->action != NULL)
    g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), scene->action, parameter_of (scene)));
  look_at (fixture, GTK_WIDGET (fixture->window), scene->name);
  if (scene->close != NULL)
    gtk_widget_activate_action (page, scene->close, NULL);
}

static void
put_on (Fixture    *fixture,
        const Look *look)
{
  fixture->look = look;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * look->scale), NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), look->width, look->height);
}

/* A ward's data, by a sync with the hub. */
static void
make_cache (const char *folder)
{
  GbTestHub *hub = gb_test_hub_new_seeded (DOSSIERS, 1);
  g_autofree char *token = gb_test_hub_token (hub, "commune:" GB_TEST_COMMUNE);
  g_autofree char *endpoint = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) sync = NULL;

  cache = g_build_filename (folder, "cache.db", NULL);
  key_file = gb_test_key_file (folder);
  gb_test_hub_start (hub, NULL);
  endpoint = g_strdup_printf ("http://127.0.0.1:%u", gb_test_hub_get_port (hub));
  sync = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("GIAOBANCTL"), "--cache", cache, "--now",
                           GB_TEST_HUB_NOW, "--token-file", token, "sync", "--endpoint", endpoint,
                           key_file != NULL ? "--key-file" : NULL, key_file, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (sync, NULL, &error);
  g_assert_no_error (error);
  gb_test_hub_free (hub);
}

/* --- the tests ---------------------------------------------------------------------------------- */

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GbOptions options = { .now = GB_TEST_NOW };

  options.cache = cache;
  options.key_file = key_file;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (application, fixture->services);
  gtk_widget_add_css_class (GTK_WIDGET (fixture->window), "picture");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1440, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  put_on (fixture, data);
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    show_scene (fixture, &scenes[i]);
  g_assert_cmpuint (fixture->n_faults, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  make_cache (home);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/giaoban/GiaoBan");
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/states/%s/pages", looks[i].name);

      g_test_add (path, Fixture, &looks[i], set_up, test_pages, tear_down);
    }

  status = g_test_run ();
  g_object_unref (application);
  gb_test_cache_remove (home);
  return status;
}
