/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page and pane of the real program over a ward's data, at the sizes, text sizes and colours that people have: nothing
 * is cut, on top of something else or out of the window. */
#include "gb-tabs.h"
#include "gb-test-cache.h"
#include "gb-test-scenes.h"
#include "gb-test-store.h"
#include "gb-test-window.h"

/* As many as a ward has in a few months. */
#define DOSSIERS 2000

static char *cache, *key_file;

static const GbTestLook looks[] = {
  { "small", 1024, 700, 1, FALSE },
  { "narrow", 480, 800, 1, FALSE },
  { "large-narrow", 480, 800, 2, FALSE },
  { "wide", 1440, 900, 1, FALSE },
  { "large-dark", 1024, 700, 2, TRUE },
};

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
  { "dossiers", "dossiers" },
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
  const GbTestLook *look;
  guint n_faults;
} Fixture;

/* --- looking ------------------------------------------------------------------------------------ */

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
  gb_test_wait (gb_test_is_settled, fixture->window, scene->page);
  page = GTK_WIDGET (gb_window_get_page (fixture->window, scene->page));
  if (scene->tab != NULL)
    {
      GtkWidget *tabs = gb_test_find_nth (page, GB_TYPE_TABS, &n);
      gb_tabs_set_selected (GB_TABS (tabs), scene->tab);
    }
  if (scene->action != NULL)
    g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), scene->action, parameter_of (scene)));
  fixture->n_faults += gb_test_scenes_look_at (fixture->window, scene->name, fixture->look);
  if (scene->close != NULL)
    gtk_widget_activate_action (page, scene->close, NULL);
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
  fixture->window = gb_test_scenes_open (fixture->services);
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
  fixture->look = data;
  gb_test_scenes_put_on (fixture->window, data);
  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    show_scene (fixture, &scenes[i]);
  if (fixture->n_faults > 0)
    g_test_fail ();
}

static void
add (const char *home)
{
  GbTestHub *hub = gb_test_hub_new_seeded (DOSSIERS, 1);

  gb_test_hub_start (hub, NULL);
  cache = gb_test_scenes_cache (home, hub, "commune:" GB_TEST_COMMUNE);
  key_file = gb_test_key_file (home);
  gb_test_hub_free (hub);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/states/%s/pages", looks[i].name);

      if (gb_test_scenes_is_wanted (&looks[i]))
        g_test_add (path, Fixture, &looks[i], set_up, test_pages, tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  return gb_test_scenes_main (argc, argv, add);
}
