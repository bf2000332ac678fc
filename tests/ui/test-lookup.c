/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-item.h"
#include "gb-lookup-page.h"

#include <glib/gstdio.h>

#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-window-pages.h"

/* The page of look-ups in a real window, by the keyboard: what is found, what is told of it, and where it leads. */

#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define PROCEDURE(id, code, name, field, more)                                                                        \
  PUT ("procedure", id, "\"code\":\"" code "\",\"name\":\"" name "\",\"field\":\"" field "\"" more)

#define COMMUNE(id, name, lon, lat)                                                                                   \
  PUT ("commune", id, "\"name\":\"" name "\",\"type\":\"xã\",\"province\":\"51\",\"area_km2\":17.5,\"population\":1000,"   \
       "\"lon\":" lon ",\"lat\":" lat)

static const char base[] =
    COMMUNE ("21205", "Ba Gia", "108.6", "15.2") COMMUNE ("21220", "Sơn Tịnh", "108.7", "15.3")
    COMMUNE ("21136", "Cà Đam", "108.3", "15.0")
    PUT ("commune", "21028", "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.5,"
         "\"population\":73556,\"lon\":108.78,\"lat\":15.1")
    PUT ("predecessor", "p1", "\"name\":\"Lê Hồng Phong\",\"type\":\"phường\",\"district\":\"Thành phố Quảng Ngãi\","
         "\"province\":\"Tỉnh Quảng Ngãi\",\"commune\":\"21028\"")
    PUT ("agency", "so-tu-phap", "\"name\":\"Sở Tư pháp\",\"kind\":\"department\"")
    PUT ("channel", "c1", "\"kind\":\"hotline\",\"name\":\"Hộ tịch\",\"value\":\"0255 000 0103\",\"agency\":\"so-tu-phap\","
         "\"field\":\"Hộ tịch\",\"verified\":\"2026-08-24\"")
    PROCEDURE ("ks", "1.001193", "Đăng ký khai sinh", "Hộ tịch",
               ",\"papers\":[\"Tờ khai\",\"Giấy chứng sinh\"],\"fee\":0,\"online\":\"full\",\"limit\":{\"unit\":"
               "\"working-days\",\"amount\":2,\"rule\":\"same-time\",\"source\":\"Điều 16\"}")
    PROCEDURE ("kt", "1.000656", "Đăng ký khai tử", "Hộ tịch", "")
    PROCEDURE ("xd", "1.009994", "Cấp giấy phép xây dựng", "Xây dựng", "")
    PUT ("issue", "i1", "\"kind\":\"guidance\",\"commune\":\"21028\",\"field\":\"Hộ tịch\",\"title\":\"Khai sinh muộn\","
         "\"state\":\"confirmed\",\"level\":\"department\",\"department\":\"so-tu-phap\",\"raised\":"
         "\"2026-08-20T08:00:00+07:00\",\"answered\":\"2026-08-21T08:00:00+07:00\",\"answer\":\"Theo điều 16, khoản 2\","
         "\"guidance\":true");

typedef struct
{
  char *folder;
  char *path;
  GbServices *services;
  GbWindow *window;
  GbLookupPage *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_test_cache_feed (store, base);
  gb_store_close (store);
  g_object_unref (store);

  key = gb_test_key_file (fixture->folder);
  options.cache = fixture->path;
  options.key_file = key;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gb_window_set_first_page (fixture->window, "lookup");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (data), 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  fixture->page = GB_LOOKUP_PAGE (gb_window_get_page (fixture->window, "lookup"));
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

static GtkWidget *
find (Fixture *fixture,
      GType    type,
      int      n)
{
  return gb_test_find_nth (GTK_WIDGET (fixture->page), type, &n);
}

static GtkWidget *
entry_of (Fixture *fixture)
{
  return find (fixture, GTK_TYPE_SEARCH_ENTRY, 0);
}

static gboolean
is_settled (gpointer data)
{
  return !gb_page_get_loading (data);
}

static void
settle (Fixture *fixture)
{
  gb_test_wait (is_settled, fixture->page, "the answer");
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry_of (fixture)), text);
  g_signal_emit_by_name (entry_of (fixture), "search-changed");
  settle (fixture);
}

static gboolean
says (Fixture    *fixture,
      const char *text)
{
  return gb_test_says (GTK_WIDGET (fixture->page), text);
}

static guint
count_rows (Fixture *fixture)
{
  GtkListView *view = GTK_LIST_VIEW (find (fixture, GTK_TYPE_LIST_VIEW, 0));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view)));
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action);
  return found;
}

/* The chip of a kind, with how much answers */
static void
assert_chip (Fixture    *fixture,
             int         n,
             const char *label)
{
  gtk_test_accessible_assert_property (find (fixture, GTK_TYPE_TOGGLE_BUTTON, n), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

/* --- procedures ----------------------------------------------------------------------------------- */

static void
test_procedure (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *open;

  g_assert_cmpuint (count_rows (fixture), ==, 3);
  type (fixture, "giấy chung sinh");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_chip (fixture, 0, "Procedures, 1");
  assert_chip (fixture, 1, "Former and new communes, 0");
  g_assert_true (says (fixture, "2 working days"));

  /* Enter opens the best answer. */
  g_signal_emit_by_name (entry_of (fixture), "activate");
  settle (fixture);
  g_assert_cmpstr (gb_lookup_page_get_id (fixture->page), ==, "ks");
  g_assert_true (says (fixture, "Papers to hand in (2)"));
  g_assert_true (says (fixture, "Điều 16"));
  g_assert_true (says (fixture, "No fee"));
  g_assert_true (says (fixture, "0255 000 0103"));
  /* Two working days from 07:15 on Wednesday */
  g_assert_true (says (fixture, "28/08 07:15"));

  /* The open dossiers: as many as their page then has. */
  open = find (fixture, g_type_from_name ("GbLookupPane"), 0);
  g_assert_nonnull (open);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "lookup.close", NULL);
  g_assert_null (gb_lookup_page_get_id (fixture->page));
  g_assert_false (gtk_widget_get_visible (open));
}

/* Escape ends the search; words that nothing has all of find what has most of them. */
static void
test_near (Fixture       *fixture,
           gconstpointer  data)
{
  type (fixture, "xin giay phep xay nha");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_assert_true (says (fixture, "No procedure has all of these words."));
  type (fixture, "zzqqxx");
  g_assert_true (says (fixture, "Nothing is called “zzqqxx”"));
  g_signal_emit_by_name (entry_of (fixture), "stop-search");
  settle (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_false (says (fixture, "No procedure has all of these words."));
}

static void
test_field (Fixture       *fixture,
            gconstpointer  data)
{
  GtkListBox *groups = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, 0));
  GtkListBoxRow *second = gtk_list_box_get_row_at_index (groups, 1);

  gtk_test_accessible_assert_property (second, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hộ tịch, 2");
  g_signal_emit_by_name (groups, "row-activated", second);
  settle (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  assert_chip (fixture, 0, "Procedures, 3");
}

/* --- the others ----------------------------------------------------------------------------------- */

static gboolean
shows_map (gpointer data)
{
  GbPage *map = gb_window_get_page (((Fixture *) data)->window, "map");

  return gtk_widget_get_child_visible (GTK_WIDGET (map)) && gb_test_says (GTK_WIDGET (map), "looked for");
}

static void
test_place (Fixture       *fixture,
            gconstpointer  data)
{
  type (fixture, "tôi ở phường lê hồng phong cũ");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, GTK_TYPE_TOGGLE_BUTTON, 1)), TRUE);
  settle (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_signal_emit_by_name (entry_of (fixture), "activate");
  gb_test_wait (shows_map, fixture, "the old unit on the map");
}

static void
test_contact (Fixture       *fixture,
              gconstpointer  data)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, GTK_TYPE_TOGGLE_BUTTON, 3)), TRUE);
  type (fixture, "tu phap");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_signal_emit_by_name (entry_of (fixture), "activate");
  settle (fixture);
  g_assert_true (says (fixture, "0255 000 0103"));
}

static gboolean
shows_issues (gpointer window)
{
  return gtk_widget_get_mapped (GTK_WIDGET (gb_window_get_page (window, "issues")));
}

/* What a department said is found by its answer, and leads to the question. */
static void
test_guidance (Fixture       *fixture,
               gconstpointer  data)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, GTK_TYPE_TOGGLE_BUTTON, 2)), TRUE);
  type (fixture, "dieu 16");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_chip (fixture, 2, "Guidance, 1");
  g_signal_emit_by_name (entry_of (fixture), "activate");
  settle (fixture);
  g_assert_cmpstr (gb_lookup_page_get_id (fixture->page), ==, "i1");
  g_assert_true (says (fixture, "Answered on 21/08/2026"));
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->page), "win.open-issue"), "clicked");
  gb_test_wait (shows_issues, fixture->window, "the question");
}

/* --- ways here ------------------------------------------------------------------------------------ */

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  gb_window_show_page (fixture->window, "today");
  /* as a dossier names it: by code, or by name alone */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-procedure", "(ss)", "1.000656", "as others say");
  settle (fixture);
  g_assert_cmpstr (gb_lookup_page_get_id (fixture->page), ==, "kt");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  gb_window_pages_open_procedure (fixture->window, "", "Cấp giấy phép xây dựng");
  settle (fixture);
  g_assert_cmpstr (gb_lookup_page_get_id (fixture->page), ==, "xd");
  gb_window_pages_open_procedure (fixture->window, "9.9", "no such");
  settle (fixture);
  g_assert_true (says (fixture, "It is no longer here"));
}

static gboolean
has_dossier (gpointer window)
{
  return gb_test_is_settled (window) &&
         gb_test_says (GTK_WIDGET (gb_window_get_page (window, "dossiers")), "How it is done");
}

/* From a dossier to how it is done, and back to the open dossiers of the procedure: as many as were counted. */
static void
test_dossier (Fixture       *fixture,
              gconstpointer  data)
{
  GbPage *dossiers = gb_window_get_page (fixture->window, "dossiers");
  GtkWidget *open;
  g_autofree char *count = NULL;
  int first = 0;
  GtkWidget *table;

  gb_window_pages_open_dossier (fixture->window, "H48.91-260815-0005");
  gb_test_wait (has_dossier, fixture->window, "the dossier");
  g_signal_emit_by_name (find_button (GTK_WIDGET (dossiers), "win.open-procedure"), "clicked");
  settle (fixture);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
  g_assert_cmpstr (gb_lookup_page_get_id (fixture->page), ==, "ks");
  open = find_button (GTK_WIDGET (fixture->page), "win.show-dossiers-of");
  g_assert_nonnull (open);
  count = g_strdup (gtk_button_get_label (GTK_BUTTON (open)));
  g_signal_emit_by_name (open, "clicked");
  gb_test_wait (gb_test_is_settled, fixture->window, "the rows");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dossiers)));
  table = gb_test_find_nth (GTK_WIDGET (dossiers), GTK_TYPE_COLUMN_VIEW, &first);
  g_assert_cmpuint (g_ascii_strtoull (count + strlen ("Its "), NULL, 10), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)))));
}

static gboolean
is_gone (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

/* Without room the detail is a page of its own, and there is a way back. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  gb_window_pages_open_procedure (fixture->window, "ks", "");
  settle (fixture);
  g_assert_true (says (fixture, "Papers to hand in (2)"));
  gb_test_wait (is_gone, entry_of (fixture), "the pane in place of the list");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "lookup.close", NULL);
  g_assert_true (gtk_widget_get_mapped (entry_of (fixture)));
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *view = find (fixture, GTK_TYPE_LIST_VIEW, 0);

  gtk_test_accessible_assert_role (entry_of (fixture), GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_property (entry_of (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Look up procedures, places, guidance and contacts");
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "What was found");
  type (fixture, "khai tu");
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Đăng ký khai tử, 1.000656 · Hộ tịch");
}

/* What was found is in the file, the best first; contacts are cards too. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GListModel *shown;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *cards = NULL;

  gb_lookup_page_look_for (fixture->page, GB_LOOKUP_PROCEDURES, "");
  gb_test_wait (gb_test_is_settled, fixture->window, "the procedures");
  rows = gb_test_export_rows (page, FALSE);
  shown = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find (fixture, GTK_TYPE_LIST_VIEW, 0))));
  g_assert_cmpuint (rows->len - 1, ==, g_list_model_get_n_items (shown));
  for (guint i = 0; i + 1 < rows->len; i++)
    {
      g_autoptr (GbLookupItem) item = g_list_model_get_item (shown, i);

      g_assert_true (g_str_has_prefix (gb_lookup_item_get_sentence (item),
                                       ((GPtrArray *) rows->pdata[i + 1])->pdata[0]));
    }
  gb_lookup_page_look_for (fixture->page, GB_LOOKUP_CONTACTS, "");
  gb_test_wait (gb_test_is_settled, fixture->window, "the contacts");
  cards = gb_test_export_text (page, GB_EXPORT_CONTACTS, FALSE);
  g_assert_true (g_str_has_prefix (cards, "BEGIN:VCARD"));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, width, test) g_test_add ("/lookup/" path, Fixture, GINT_TO_POINTER (width), set_up, test, tear_down)
  ADD ("procedure", 1440, test_procedure);
  ADD ("near", 1440, test_near);
  ADD ("field", 1440, test_field);
  ADD ("place", 1440, test_place);
  ADD ("contact", 1440, test_contact);
  ADD ("guidance", 1440, test_guidance);
  ADD ("open", 1440, test_open);
  ADD ("dossier", 1440, test_dossier);
  ADD ("narrow", 480, test_narrow);
  ADD ("accessible", 1440, test_accessible);
  ADD ("export", 1440, test_export);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
