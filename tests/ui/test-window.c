/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gb-dossier-table.h"
#include "gb-dossiers-page.h"
#include "gb-forget.h"
#include "gb-freshness.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-sidebar-row.h"
#include "gb-sidebar.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-tile.h"
#include "gb-today-page.h"
#include "gb-window-pages.h"

typedef struct
{
  char *folder;
  char *path;
  GbServices *services;
  GbWindow *window;
} Fixture;

static GtkWidget *
find (Fixture *fixture,
      GType    type,
      int      n)
{
  return gb_test_find_nth (GTK_WIDGET (fixture->window), type, &n);
}

static GbDossiersQuestion *
question_of (GbDossiersPage *page)
{
  return gb_dossiers_page_get_question (page);
}

static void
open_with (Fixture         *fixture,
           const GbOptions *options,
           int              width)
{
  fixture->services = gb_services_new (options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
}

static void
open_window (Fixture    *fixture,
             const char *cache,
             int         width)
{
  g_autofree char *key = gb_test_key_file (fixture->folder);
  GbOptions options = { .cache = (char *) cache, .key_file = key, .now = GB_TEST_NOW };

  open_with (fixture, &options, width);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_store_close (store);
  g_object_unref (store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static const struct
{
  GbDossierFilter filter;
  const char *nick;
} tiles[] = {
  { GB_DOSSIER_FILTER_OVERDUE, "overdue" },   { GB_DOSSIER_FILTER_DUE_TODAY, "due-today" },
  { GB_DOSSIER_FILTER_DUE_SOON, "due-soon" }, { GB_DOSSIER_FILTER_PAUSED, "paused" },
  { GB_DOSSIER_FILTER_ON_TRACK, "on-track" },
};

/* Each tile counts exactly the rows it opens. */
static void
test_tiles (Fixture       *fixture,
            gconstpointer  data)
{
  GbDossiersPage *dossiers;

  open_window (fixture, fixture->path, 1440);
  dossiers = GB_DOSSIERS_PAGE (find (fixture, GB_TYPE_DOSSIERS_PAGE, 0));
  for (gsize i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      GtkWidget *tile = find (fixture, GB_TYPE_TILE, (int) i);

      g_assert_cmpint (gb_tile_get_count (GB_TILE (tile)), ==,
                       gb_test_cache_expected (tiles[i].filter));
      gb_window_show_page (fixture->window, "today");
      g_signal_emit_by_name (tile, "clicked");
      g_assert_cmpint (gb_dossiers_question_get_filter (question_of (dossiers)), ==, tiles[i].filter);
      g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (dossiers)));
    }
  g_assert_cmpuint (gb_page_get_badge (GB_PAGE (dossiers)), ==,
                    gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
}

/* A due moment passes: the tiles turn without a sync. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  GbTile *overdue, *today;
  gint64 before_overdue, before_today;

  open_window (fixture, fixture->path, 1440);
  overdue = GB_TILE (find (fixture, GB_TYPE_TILE, 0));
  today = GB_TILE (find (fixture, GB_TYPE_TILE, 1));
  before_overdue = gb_tile_get_count (overdue);
  before_today = gb_tile_get_count (today);
  gb_clock_set (gb_services_get_clock (fixture->services), GB_TEST_NOW + 90 * 60);
  gb_test_wait (gb_test_is_settled, fixture->window, "the turned page");
  g_assert_cmpint (gb_tile_get_count (overdue), ==, before_overdue + 1);
  g_assert_cmpint (gb_tile_get_count (today), ==, before_today - 1);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GbDossiersPage *dossiers;

  open_window (fixture, fixture->path, 1440);
  dossiers = GB_DOSSIERS_PAGE (find (fixture, GB_TYPE_DOSSIERS_PAGE, 0));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", "s",
                                             "nguyen van an"));
  g_assert_cmpstr (gb_dossiers_question_get_search (question_of (dossiers)), ==, "nguyen van an");
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (dossiers)));
  gb_window_pages_search_dossiers (fixture->window, "");
  g_assert_null (gb_dossiers_question_get_search (question_of (dossiers)));

  /* here among the chosen ones, from elsewhere among all that are open */
  gb_window_pages_show_dossiers (fixture->window, "sign-today");
  gb_window_pages_search_dossiers (fixture->window, "nguyen van an");
  g_assert_cmpint (gb_dossiers_question_get_filter (question_of (dossiers)), ==, GB_DOSSIER_FILTER_SIGN_TODAY);
  gb_window_pages_search_dossiers (fixture->window, "");
  gb_window_show_page (fixture->window, "today");
  gb_window_pages_search_dossiers (fixture->window, "H48.91-260815-0005");
  g_assert_cmpint (gb_dossiers_question_get_filter (question_of (dossiers)), ==, GB_DOSSIER_FILTER_OPEN);
}

static gboolean
is_in_row (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);

  return focus != NULL && g_strcmp0 (gtk_widget_get_css_name (focus), "row") == 0;
}

/* On the page of dossiers Enter goes from the search to the first row, Escape ends it and goes to the rows. */
static void
test_search_keys (Fixture       *fixture,
                  gconstpointer  data)
{
  GbDossiersPage *dossiers;
  GtkWidget *entry;

  open_window (fixture, fixture->path, 1440);
  dossiers = GB_DOSSIERS_PAGE (find (fixture, GB_TYPE_DOSSIERS_PAGE, 0));
  gb_window_pages_find_dossiers (fixture->window);
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                   GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nguyen van an");
  g_signal_emit_by_name (entry, "activate");
  gb_test_wait (is_in_row, fixture->window, "the first row");
  g_assert_cmpstr (gb_dossiers_question_get_search (question_of (dossiers)), ==, "nguyen van an");

  gb_window_pages_find_dossiers (fixture->window);
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_null (gb_dossiers_question_get_search (question_of (dossiers)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gb_test_wait (gb_test_is_settled, fixture->window, "the rows");
  g_assert_true (is_in_row (fixture->window));
}

static gboolean
has_no_sidebar (gpointer data)
{
  Fixture *fixture = data;

  return !gtk_widget_get_mapped (find (fixture, GB_TYPE_SIDEBAR_ROW, 0));
}

static void
test_sidebar (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *row;

  open_window (fixture, fixture->path, 1440);
  /* Only pages that exist. */
  row = find (fixture, GB_TYPE_SIDEBAR_ROW, 1);
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Dossiers (6)");
  g_assert_true (gtk_widget_get_mapped (row));
}

typedef struct
{
  GtkWindow *window;
  GtkWidget *page;
} FocusWait;

static gboolean
has_focus_in (gpointer data)
{
  FocusWait *wait = data;
  GtkWidget *focus = gtk_window_get_focus (wait->window);

  return focus != NULL && gtk_widget_is_ancestor (focus, wait->page);
}

/* Who goes to a page by keyboard goes on there, also where it has to be read first. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  const char *names[] = { "dossiers", "issues", "tasks", "people", "map", "indicators", "lookup", "briefing", "today" };
  FocusWait wait;
  GtkWidget *list, *tile;

  open_window (fixture, fixture->path, 1440);
  wait.window = GTK_WINDOW (fixture->window);
  wait.page = list = gtk_widget_get_parent (find (fixture, GB_TYPE_SIDEBAR_ROW, 0));
  g_assert_true (has_focus_in (&wait));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_widget_grab_focus (gtk_widget_get_ancestor (list, GB_TYPE_SIDEBAR));
      gb_window_show_page (fixture->window, names[i]);
      wait.page = GTK_WIDGET (gb_window_get_page (fixture->window, names[i]));
      gb_test_wait (has_focus_in, &wait, names[i]);
    }
  tile = find (fixture, GB_TYPE_TILE, 0);
  gtk_widget_grab_focus (tile);
  g_signal_emit_by_name (tile, "clicked");
  wait.page = find (fixture, GB_TYPE_DOSSIER_TABLE, 0);
  gb_test_wait (has_focus_in, &wait, "the rows of a tile");
}

/* By the arrow keys what is marked is shown; Tab passes the list in one step. */
static void
test_sidebar_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *page, *sidebar;
  FocusWait wait;

  open_window (fixture, fixture->path, 1440);
  page = GTK_WIDGET (gb_window_get_page (fixture->window, "issues"));
  sidebar = gtk_widget_get_ancestor (find (fixture, GB_TYPE_SIDEBAR_ROW, 0), GB_TYPE_SIDEBAR);
  wait = (FocusWait){ GTK_WINDOW (fixture->window), sidebar };
  g_assert_true (has_focus_in (&wait));
  for (int i = 0; i < 2; i++)
    g_signal_emit_by_name (gtk_widget_get_first_child (sidebar), "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (gtk_widget_get_child_visible (page));
  g_assert_true (has_focus_in (&wait));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  g_assert_false (has_focus_in (&wait));
  g_assert_true (gtk_widget_get_child_visible (page));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (wait.window) == find (fixture, GB_TYPE_SIDEBAR_ROW, 2));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  open_window (fixture, fixture->path, 480);
  gb_test_wait (has_no_sidebar, fixture, "the folded sidebar");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 520);
}

typedef struct
{
  GbDossiersPage *dossiers;
  const char *search;
} SearchWait;

static gboolean
has_search (gpointer data)
{
  SearchWait *wait = data;

  return g_strcmp0 (gb_dossiers_question_get_search (question_of (wait->dossiers)), wait->search) == 0;
}

/* So it is in a narrow window. */
static void
test_narrow_search (Fixture       *fixture,
                    gconstpointer  data)
{
  SearchWait wait = { NULL, "nguyen" };
  GtkWidget *focus;

  open_window (fixture, fixture->path, 480);
  gb_test_wait (has_no_sidebar, fixture, "the folded sidebar");
  wait.dossiers = GB_DOSSIERS_PAGE (find (fixture, GB_TYPE_DOSSIERS_PAGE, 0));
  gb_window_pages_find_dossiers (fixture->window);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_EDITABLE (focus));
  gtk_editable_set_text (GTK_EDITABLE (focus), "nguy");
  gtk_editable_set_text (GTK_EDITABLE (focus), "nguyen");
  gb_test_wait (has_search, &wait, "the search");
  gb_test_wait (gb_test_is_settled, fixture->window, "the rows");
  g_assert_cmpstr (gb_dossiers_question_get_search (question_of (wait.dossiers)), ==, "nguyen");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==, "nguyen");
}

static void
test_newer_cache (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr (GbSqlConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = gb_test_store_file (fixture->path);
  gb_sql_connection_exec (connection, "PRAGMA user_version=99", &error);
  g_assert_no_error (error);
  g_clear_object (&connection);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));

  open_window (fixture, fixture->path, 1024);
  g_assert_cmpint (gb_services_get_state (fixture->services), ==, GB_SERVICES_STATE_FAILED);
  g_assert_error (gb_services_get_error (fixture->services), GB_STORE_ERROR, GB_STORE_ERROR_NEWER);
  g_assert_null (find (fixture, GB_TYPE_TODAY_PAGE, 0));
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static gboolean
is_offline (gpointer data)
{
  gboolean offline = FALSE;

  g_object_get (data, "offline", &offline, NULL);
  return offline;
}

/* Nobody answers: the figures stay, and the window says when it tries again. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *token_file = g_build_filename (fixture->folder, "token", NULL);
  g_autofree char *key = gb_test_key_file (fixture->folder);
  GbOptions options = { .cache = fixture->path, .key_file = key, .endpoint = (char *) "http://127.0.0.1:1/",
                        .token_file = token_file, .now = GB_TEST_NOW };
  g_autoptr (GbFreshness) freshness = NULL;
  g_autofree char *text = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (token_file, "secret\n", -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                             0600, &error);
  g_assert_no_error (error);
  open_with (fixture, &options, 1440);
  g_object_get (fixture->window, "freshness", &freshness, NULL);
  gb_test_wait (is_offline, freshness, "the failed sync");
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
  g_object_get (freshness, "text", &text, "problem", &problem, "band-title", &title, NULL);
  g_assert_true (g_str_has_prefix (text, "Offline - next attempt at "));
  g_assert_nonnull (problem);
  g_assert_null (strstr (problem, "secret"));
  g_assert_cmpstr (title, ==, "No connection since 07:15.");
  g_assert_cmpint (gb_tile_get_count (GB_TILE (find (fixture, GB_TYPE_TILE, 0))), ==,
                   gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
}

/* No cache and nowhere to fetch one from. */
static void
test_first_run (Fixture       *fixture,
                gconstpointer  data)
{
  open_window (fixture, NULL, 1024);
  g_assert_cmpint (gb_services_get_state (fixture->services), ==, GB_SERVICES_STATE_FIRST_RUN);
  g_assert_null (gb_services_get_store (fixture->services));
  g_assert_null (find (fixture, GB_TYPE_TODAY_PAGE, 0));
}

/* The switch reaches the pages, and is as it was left when the window opens again. */
static void
test_masked (Fixture       *fixture,
             gconstpointer  data)
{
  GbPage *page;
  gboolean masked;

  open_window (fixture, fixture->path, 1440);
  page = GB_PAGE (find (fixture, GB_TYPE_DOSSIERS_PAGE, 0));
  g_assert_false (gb_page_get_masked (page));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.mask", NULL);
  g_assert_true (gb_page_get_masked (page));

  gb_test_window_end (fixture->window, fixture->services);

  open_window (fixture, fixture->path, 1440);
  page = GB_PAGE (find (fixture, GB_TYPE_DOSSIERS_PAGE, 0));
  g_assert_true (gb_page_get_masked (page));
  g_object_get (fixture->window, "masked", &masked, NULL);
  g_assert_true (masked);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.mask", NULL);
  g_assert_false (gb_page_get_masked (page));
}

static gpointer
load_days (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  GbForgetStatus status;

  g_assert_true (gb_forget_load_status (connection, &status, error));
  return GINT_TO_POINTER (status.after_days);
}

static gboolean
are_ninety (gpointer data)
{
  return GPOINTER_TO_INT (gb_store_read (data, load_days, NULL, NULL, NULL)) == 90;
}

/* How long personal data are kept can be chosen in the menu. */
static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  GbStore *store;

  open_window (fixture, fixture->path, 1440);
  store = gb_services_get_store (fixture->services);
  g_assert_cmpint (GPOINTER_TO_INT (gb_store_read (store, load_days, NULL, NULL, NULL)), ==, GB_FORGET_AFTER_DAYS);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "forget.after", "s", "90"));
  gb_test_wait (are_ninety, store, "the setting");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

typedef struct
{
  GtkWidget *window;
  const char *title;
  const char *sentence;
} Scoped;

static gboolean
is_told (gpointer data)
{
  Scoped *scoped = data;

  return gb_test_says (scoped->window, scoped->title) &&
         (scoped->sentence == NULL || gb_test_says (scoped->window, scoped->sentence));
}

static gpointer
change (GbSqlConnection *cache,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  gb_sql_connection_exec (cache, data, error);
  return NULL;
}

/* What the machine is given may change while the window is open: the header follows, and says so once. */
static void
test_scope (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *scope;
    const char *title;
    const char *sentence;
  } cases[] = {
    { "province:51", "Whole province", "from phường Nghĩa Lộ to the whole province" },
    { "commune:21028", "Phường Nghĩa Lộ", NULL }, /* the next toast waits behind that one */
  };
  g_autoptr (GError) failure = NULL;
  GbPage *page;

  open_window (fixture, fixture->path, 1440);
  page = GB_PAGE (find (fixture, GB_TYPE_TODAY_PAGE, 0));
  gb_store_write (gb_services_get_store (fixture->services), change,
                  (gpointer) "INSERT INTO commune(id,name,type,province,area_km2,population,lon,lat,rev,generation,folded,name_key) VALUES('21028','Nghĩa Lộ','phường','51',17,45000,108.8,15.1,1,0,'nghia lo',x'00')", NULL, &failure);
  g_assert_no_error (failure);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE meta SET value='%s' WHERE key='scope'", cases[i].scope);
      Scoped scoped = { GTK_WIDGET (fixture->window), cases[i].title, cases[i].sentence };
      g_autoptr (GError) error = NULL;

      gb_store_write (gb_services_get_store (fixture->services), change, sql, NULL, &error);
      g_assert_no_error (error);
      gb_sync_load_async (gb_services_get_sync (fixture->services), NULL, NULL, NULL);
      gb_test_wait (is_told, &scoped, cases[i].title);
      g_assert_cmpstr (gb_page_get_commune (page), ==, i == 0 ? NULL : "21028");
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/window/tiles", test_tiles);
  ADD ("/window/clock", test_clock);
  ADD ("/window/search", test_search);
  ADD ("/window/search-keys", test_search_keys);
  ADD ("/window/sidebar", test_sidebar);
  ADD ("/window/focus", test_focus);
  ADD ("/window/sidebar-keys", test_sidebar_keys);
  ADD ("/window/narrow", test_narrow);
  ADD ("/window/narrow-search", test_narrow_search);
  ADD ("/window/masked", test_masked);
  ADD ("/window/forget", test_forget);
  ADD ("/window/newer-cache", test_newer_cache);
  ADD ("/window/scope", test_scope);
  ADD ("/window/first-run", test_first_run);
  ADD ("/window/offline", test_offline);

  status = g_test_run ();
  g_rmdir (home);
  return status;
}
