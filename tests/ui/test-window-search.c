/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-search.h"

#include <glib/gstdio.h>

#include "gb-dossiers-page.h"
#include "gb-found-row.h"
#include "gb-language.h"
#include "gb-lookup-page.h"
#include "gb-options.h"
#include "gb-test-cache.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-window-pages.h"

/* The search of the window, from any page, in a real window. */

#define COMMUNE(code, name, lon)                                                                                      \
  "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"" code "\",\"rev\":1,\"data\":{\"name\":\"" name "\",\"type\":\"xã\","    \
  "\"province\":\"51\",\"area_km2\":17.5,\"population\":73556,\"lon\":" lon ",\"lat\":15.1}}\n"
#define UNIT(id, name, type, district, part, commune)                                                                 \
  "{\"op\":\"put\",\"type\":\"predecessor\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"name\":\"" name "\",\"type\":\"" type    \
  "\",\"district\":\"" district "\",\"province\":\"Tỉnh Quảng Ngãi\"" part ",\"commune\":\"" commune "\"}}\n"

static const char places[] =
    COMMUNE ("21028", "Nghĩa Lộ", "108.78") COMMUNE ("21205", "Ba Gia", "108.6") COMMUNE ("21220", "Sơn Tịnh", "108.7")
    COMMUNE ("21136", "Cà Đam", "108.3") COMMUNE ("21157", "Tây Trà Bồng", "108.2")
    UNIT ("p1", "Lê Hồng Phong", "phường", "Thành phố Quảng Ngãi", "", "21028")
    UNIT ("p2", "Trần Phú", "phường", "Thành phố Quảng Ngãi", "", "21028")
    UNIT ("p3", "Tịnh Bắc", "xã", "Huyện Sơn Tịnh", "", "21205")
    UNIT ("p4", "Tịnh Bình", "xã", "Huyện Sơn Tịnh", "", "21220")
    UNIT ("p5", "Tịnh Sơn", "xã", "Huyện Sơn Tịnh", "", "21220")
    UNIT ("p6", "Trà Bùi", "xã", "Huyện Trà Bồng", ",\"part\":\"một phần\"", "21136")
    UNIT ("p7", "Trà Bùi", "xã", "Huyện Trà Bồng", ",\"part\":\"phần còn lại\"", "21157")
    "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"ks\",\"rev\":1,\"data\":{\"name\":\"Đăng ký khai sinh\",\"field\":"
    "\"Hộ tịch\",\"code\":\"1.001193\"}}\n"
    "{\"op\":\"put\",\"type\":\"officer\",\"id\":\"o1\",\"rev\":1,\"data\":{\"name\":\"Võ Thị K\",\"title\":\"Chuyên viên\","
    "\"kind\":\"post\",\"commune\":\"21028\",\"agency\":\"g1\"}}\n"
    "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"i1\",\"rev\":1,\"data\":{\"kind\":\"difficulty\",\"commune\":\"21028\","
    "\"field\":\"Đất đai\",\"title\":\"Bản đồ giải thửa\",\"state\":\"assigned\",\"level\":\"department\",\"raised\":"
    "\"2026-08-20T08:00:00+07:00\"}}\n"
    "{\"op\":\"put\",\"type\":\"task\",\"id\":\"t1\",\"rev\":1,\"data\":{\"number\":\"12/UBND\",\"title\":\"Rà soát nội bộ\","
    "\"issuer\":\"UBND tỉnh\",\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-09-01T08:00:00+07:00\",\"state\":"
    "\"open\"}}\n"
    "{\"op\":\"put\",\"type\":\"channel\",\"id\":\"c1\",\"rev\":1,\"data\":{\"kind\":\"hotline\",\"name\":\"Trực đêm\","
    "\"value\":\"0255 000 0199\"}}\n";

#define LE_HONG_PHONG "Phường Lê Hồng Phong (former), TP. Quảng Ngãi, now in xã Nghĩa Lộ"

typedef struct
{
  char *folder;
  char *path;
  GbServices *services;
  GbWindow *window;
  GbWindowSearch *search;
} Fixture;

static GtkWidget *
find (Fixture *fixture,
      GType    type,
      int      n)
{
  return gb_test_find_nth (GTK_WIDGET (fixture->window), type, &n);
}

static void
open_window (Fixture    *fixture,
             const char *page,
             int         width)
{
  g_autofree char *key = gb_test_key_file (fixture->folder);
  GbOptions options = { .cache = fixture->path, .key_file = key, .now = GB_TEST_NOW };

  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gb_window_set_first_page (fixture->window, page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.focus-search", NULL);
  fixture->search = GB_WINDOW_SEARCH (
      gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GB_TYPE_WINDOW_SEARCH));
  g_assert_nonnull (fixture->search);
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
  gb_test_cache_feed (store, places);
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

/* --- what is typed and shown --------------------------------------------------------------------- */

static GtkWidget *
entry_of (Fixture *fixture)
{
  return GTK_WIDGET (gb_window_search_get_entry (fixture->search));
}

static gboolean
is_answered (gpointer data)
{
  Fixture *fixture = data;

  return gb_window_search_get_open (fixture->search) && !gb_window_search_get_loading (fixture->search);
}

/* As if typed; the entry would tell a moment later. */
static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (gb_window_search_get_entry (fixture->search), text);
  g_signal_emit_by_name (entry_of (fixture), "search-changed");
  gb_test_wait (is_answered, fixture, text);
}

static GtkListBox *
list_of (Fixture *fixture)
{
  int n = 0;

  return GTK_LIST_BOX (gb_test_find_nth (GTK_WIDGET (fixture->search), GTK_TYPE_LIST_BOX, &n));
}

static char *
tell_rows (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_of (fixture), i)) != NULL; i++)
    g_string_append_printf (text, "%s\n", gb_found_row_get_sentence (GB_FOUND_ROW (row)));
  return g_string_free (text, FALSE);
}

static void
press (Fixture         *fixture,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry_of (fixture));
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !done; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &done);
    }
  if (!done && key == GDK_KEY_Return)
    g_signal_emit_by_name (entry_of (fixture), "activate");
  if (!done && key == GDK_KEY_Escape)
    g_signal_emit_by_name (entry_of (fixture), "stop-search");
}

static gboolean
shows_page (Fixture    *fixture,
            const char *name)
{
  GbPage *page = gb_window_get_page (fixture->window, name);

  return page != NULL && gtk_widget_get_child_visible (GTK_WIDGET (page));
}

static gboolean
shows_text (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL &&
      gtk_widget_get_mapped (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
shows_old_unit (gpointer data)
{
  GtkWidget *pane = find (data, g_type_from_name ("GbMapPane"), 0);

  return shows_text (pane, "Nghĩa Lộ") && shows_text (pane, "looked for");
}

/* What was found has the focus. */
static gboolean
has_left (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, g_type_from_name ("GbMapPage")) != NULL;
}

/* --- places -------------------------------------------------------------------------------------- */

static const char *const pages[] = { "today", "dossiers", "map", "indicators", "lookup" };

/* From each page, one step: what the citizen says, and Enter. */
static void
test_place (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *rows = NULL;

  open_window (fixture, data, 1440);
  type (fixture, "tôi ở phường Lê Hồng Phong cũ");
  rows = tell_rows (fixture);
  g_assert_cmpstr (rows, ==, LE_HONG_PHONG "\n");
  g_assert_true (shows_page (fixture, data));

  press (fixture, GDK_KEY_Return, 0);
  g_assert_false (gb_window_search_get_open (fixture->search));
  g_assert_cmpstr (gtk_editable_get_text (gb_window_search_get_entry (fixture->search)), ==, "");
  g_assert_true (shows_page (fixture, "map"));
  gb_test_wait (shows_old_unit, fixture, "the old unit beside the map");
  gb_test_wait (has_left, fixture, "the focus on the map");
}

/* Enter that comes before the answer opens it all the same. */
static void
test_impatience (Fixture       *fixture,
                 gconstpointer  data)
{
  open_window (fixture, "today", 1440);
  gtk_editable_set_text (gb_window_search_get_entry (fixture->search), "zzz");
  g_signal_emit_by_name (entry_of (fixture), "search-changed");
  gtk_editable_set_text (gb_window_search_get_entry (fixture->search), "le hong phong");
  press (fixture, GDK_KEY_Return, 0);
  g_assert_true (shows_page (fixture, "today"));
  gb_test_wait (shows_old_unit, fixture, "the old unit beside the map");
}

static void
test_district (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *rows = NULL;
  g_autofree char *parts = NULL;

  open_window (fixture, "today", 1440);
  type (fixture, "huyện Sơn Tịnh");
  rows = tell_rows (fixture);
  g_assert_cmpstr (rows, ==,
                   "Huyện Sơn Tịnh, now 2 communes: xã Ba Gia, xã Sơn Tịnh\n"
                   "Xã Ba Gia, made of xã Tịnh Bắc\n"
                   "Xã Sơn Tịnh, made of xã Tịnh Bình, xã Tịnh Sơn\n");
  type (fixture, "trà bùi");
  parts = tell_rows (fixture);
  g_assert_cmpstr (parts, ==,
                   "Xã Trà Bùi (former), Huyện Trà Bồng; một phần, now in xã Cà Đam\n"
                   "Xã Trà Bùi (former), Huyện Trà Bồng; phần còn lại, now in xã Tây Trà Bồng\n");
}

static gboolean
is_in_row (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);

  return focus != NULL && g_strcmp0 (gtk_widget_get_css_name (focus), "row") == 0;
}

/* --- the others ---------------------------------------------------------------------------------- */

static void
test_dossiers (Fixture       *fixture,
               gconstpointer  data)
{
  GbDossiersPage *dossiers;
  g_autofree char *first = NULL;

  open_window (fixture, "today", 1440);
  dossiers = GB_DOSSIERS_PAGE (gb_window_get_page (fixture->window, "dossiers"));
  type (fixture, "H48.91-260815-0005");
  first = tell_rows (fixture);
  g_assert_nonnull (strstr (first, "H48.91-260815-0005"));
  g_assert_true (shows_text (GTK_WIDGET (list_of (fixture)), "Dossiers"));
  press (fixture, GDK_KEY_Return, 0);
  g_assert_true (shows_page (fixture, "dossiers"));
  g_assert_cmpstr (gb_dossiers_page_get_code (dossiers), ==, "H48.91-260815-0005");
  gb_test_wait (is_in_row, fixture->window, "its row");
  g_assert_cmpstr (gb_dossiers_page_get_code (dossiers), ==, "H48.91-260815-0005");
}

static gboolean
shows_procedure (gpointer data)
{
  Fixture *fixture = data;
  GbLookupPage *page = GB_LOOKUP_PAGE (gb_window_get_page (fixture->window, "lookup"));

  return shows_page (fixture, "lookup") && g_strcmp0 (gb_lookup_page_get_id (page), "ks") == 0 &&
         shows_text (GTK_WIDGET (page), "Time limit");
}

static gboolean
shows_officer (gpointer data)
{
  return shows_page (data, "people") &&
         shows_text (GTK_WIDGET (gb_window_get_page (((Fixture *) data)->window, "people")), "Võ Thị K");
}

/* A procedure leads to how it is done, an officer to the page of people. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *rows = NULL;

  open_window (fixture, "today", 1440);
  type (fixture, "1.001193");
  rows = tell_rows (fixture);
  g_assert_cmpstr (rows, ==, "Đăng ký khai sinh, 1.001193 · Hộ tịch\n");
  press (fixture, GDK_KEY_Return, 0);
  gb_test_wait (shows_procedure, fixture, "how it is done");

  gb_window_show_page (fixture->window, "today");
  gb_window_focus_search (fixture->window);
  type (fixture, "vo thi k");
  for (int i = 0; i < 20; i++)
    {
      const char *sentence
          = gb_found_row_get_sentence (GB_FOUND_ROW (gtk_list_box_get_selected_row (list_of (fixture))));

      if (g_str_has_prefix (sentence, "Võ Thị K, Chuyên viên"))
        break;
      press (fixture, GDK_KEY_Down, 0);
    }
  press (fixture, GDK_KEY_Return, 0);
  gb_test_wait (shows_officer, fixture, "the officer");
}

static const struct
{
  const char *text;
  const char *row;
  const char *page;
} work[] = {
  { "giai thua", "Bản đồ giải thửa, Đất đai\n", "issues" },
  { "12/ubnd", "Rà soát nội bộ, 12/UBND · UBND tỉnh\n", "tasks" },
  { "truc dem", "Trực đêm, 0255 000 0199\n", "lookup" },
};

static gboolean
shows_work (gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (work); i++)
    if (shows_page (data, work[i].page))
      return TRUE;
  return FALSE;
}

/* Issues, tasks and contacts lead to their pages. */
static void
test_work (Fixture       *fixture,
           gconstpointer  data)
{
  open_window (fixture, "today", 1440);
  for (gsize i = 0; i < G_N_ELEMENTS (work); i++)
    {
      g_autofree char *rows = NULL;

      gb_window_show_page (fixture->window, "today");
      gb_window_focus_search (fixture->window);
      type (fixture, work[i].text);
      rows = tell_rows (fixture);
      g_assert_cmpstr (rows, ==, work[i].row);
      press (fixture, GDK_KEY_Return, 0);
      gb_test_wait (shows_work, fixture, "the page");
      g_assert_true (shows_page (fixture, work[i].page));
    }
}

/* Many dossiers: the newest, and a row that looks on their page; so does Ctrl+Enter. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  GbDossiersQuestion *question;
  g_autofree char *rows = NULL;

  open_window (fixture, "today", 1440);
  question = gb_dossiers_page_get_question (GB_DOSSIERS_PAGE (gb_window_get_page (fixture->window, "dossiers")));
  type (fixture, "nguyen");
  rows = tell_rows (fixture);
  g_assert_nonnull (strstr (rows, "dossiers: look on their page"));
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpstr (gb_dossiers_question_get_search (question), ==, "nguyen");
  g_assert_true (shows_page (fixture, "dossiers"));
  gb_test_wait (is_in_row, fixture->window, "the first row");
}

static void
test_masked (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *open = NULL;
  g_autofree char *masked = NULL;

  open_window (fixture, "today", 1440);
  type (fixture, "nguyen van an");
  open = tell_rows (fixture);
  g_assert_nonnull (strstr (open, "Nguyễn Văn An"));
  g_assert_true (shows_text (GTK_WIDGET (list_of (fixture)), "Nguyễn Văn An"));

  /* also while results are shown */
  g_object_set (fixture->window, "masked", TRUE, NULL);
  masked = tell_rows (fixture);
  g_assert_null (strstr (masked, "Nguyễn Văn An"));
  g_assert_nonnull (strstr (masked, "N. V. A."));
  g_assert_false (shows_text (GTK_WIDGET (list_of (fixture)), "Nguyễn"));
}

/* --- keys, names, width -------------------------------------------------------------------------- */

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  GtkListBox *list;

  open_window (fixture, "today", 1440);
  type (fixture, "huyện Sơn Tịnh");
  list = list_of (fixture);
  for (int i = 0; i < 5; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

      g_assert_cmpint (gtk_list_box_row_get_index (row), ==, MIN (i, 2));
      gtk_test_accessible_assert_property (entry_of (fixture), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           gb_found_row_get_sentence (GB_FOUND_ROW (row)));
      press (fixture, GDK_KEY_Down, 0);
    }
  press (fixture, GDK_KEY_Up, 0);
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list)), ==, 1);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_false (gb_window_search_get_open (fixture->search));
  g_assert_cmpstr (gtk_editable_get_text (gb_window_search_get_entry (fixture->search)), ==, "");
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                          GTK_WIDGET (fixture->search)));
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  open_window (fixture, "today", 1440);
  gtk_test_accessible_assert_role (entry_of (fixture), GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_property (entry_of (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search for dossiers, procedures, people, places, issues and tasks");
  type (fixture, "le hong phong");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (entry_of (fixture)),
                                                   GTK_ACCESSIBLE_RELATION_CONTROLS));
  gtk_test_accessible_assert_relation (entry_of (fixture), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                       gtk_list_box_get_row_at_index (list_of (fixture), 0));
  gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (list_of (fixture), 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, LE_HONG_PHONG);
  g_assert_true (shows_text (GTK_WIDGET (fixture->search), "1 result"));
  type (fixture, "zzqqxx");
  g_assert_true (shows_text (GTK_WIDGET (fixture->search), "Nothing is called “zzqqxx”"));
}

/* The answer to what was typed before does not come after the one to what is typed now. */
static void
test_late_answers (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const words[] = { "n", "ng", "ngu", "nguyen", "son", "tra bui", "le hong", "le hong phong" };
  g_autofree char *rows = NULL;

  open_window (fixture, "today", 1440);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gtk_editable_set_text (gb_window_search_get_entry (fixture->search), words[i]);
      g_signal_emit_by_name (entry_of (fixture), "search-changed");
      if (i % 2 != 0)
        g_main_context_iteration (NULL, FALSE);
    }
  gb_test_wait (is_answered, fixture, "the last answer");
  rows = tell_rows (fixture);
  g_assert_cmpstr (rows, ==, LE_HONG_PHONG "\n");
}

static gboolean
is_gone (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  open_window (fixture, "dossiers", 480);
  g_assert_nonnull (gtk_widget_get_ancestor (GTK_WIDGET (fixture->search), GTK_TYPE_SEARCH_BAR));
  type (fixture, "le hong phong");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (list_of (fixture))), <=, 480);
  press (fixture, GDK_KEY_Return, 0);
  g_assert_true (shows_page (fixture, "map"));
  gb_test_wait (shows_old_unit, fixture, "the old unit in place of the map");
  gb_test_wait (is_gone, entry_of (fixture), "the entry to go");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, data, test) g_test_add ("/window-search/" path, Fixture, data, set_up, test, tear_down)
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strconcat ("/window-search/place-from-", pages[i], NULL);

      g_test_add (path, Fixture, pages[i], set_up, test_place, tear_down);
    }
  ADD ("impatience", NULL, test_impatience);
  ADD ("district", NULL, test_district);
  ADD ("dossiers", NULL, test_dossiers);
  ADD ("others", NULL, test_others);
  ADD ("work", NULL, test_work);
  ADD ("many", NULL, test_many);
  ADD ("masked", NULL, test_masked);
  ADD ("keys", NULL, test_keys);
  ADD ("accessible", NULL, test_accessible);
  ADD ("late-answers", NULL, test_late_answers);
  ADD ("narrow", NULL, test_narrow);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
