/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-coverage-row.h"
#include "gb-day-entry.h"
#include "gb-dossiers-page.h"
#include "gb-hand-over-window.h"
#include "gb-language.h"
#include "gb-officer-pane.h"
#include "gb-officer-row.h"
#include "gb-options.h"
#include "gb-people-page.h"
#include "gb-posts-view.h"
#include "gb-secondments-view.h"
#include "gb-staffing-view.h"
#include "gb-tabs.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-store.h"
#include "gb-test-window.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define OFFICER(id, name, kind, agency, more, fields)                                              \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"" kind "\",\"commune\":\"" GB_TEST_COMMUNE "\"," \
       "\"agency\":\"" agency "\",\"phone\":\"0900000123\"" more ",\"fields\":[" fields "]")
#define MAIN(field) "{\"field\":\"" field "\",\"role\":\"main\"}"
#define STAND_IN(field) "{\"field\":\"" field "\",\"role\":\"stand-in\"}"

/* Lê Văn C has the dossiers of the cache whose serials three divides. */
static const char people[] =
    PUT ("commune", GB_TEST_COMMUNE,
         "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":1,\"population\":1,\"lon\":108,\"lat\":15")
    PUT ("agency", "kt", "\"name\":\"Phòng Kinh tế\",\"kind\":\"division\"")
    PUT ("agency", "tt", "\"name\":\"Trung tâm Phục vụ hành chính công\",\"kind\":\"centre\"")
    PUT ("agency", "sxd", "\"name\":\"Sở Xây dựng\",\"kind\":\"department\"")
    OFFICER ("C", "Lê Văn C", "seconded", "kt",
             ",\"home\":\"sxd\",\"field\":\"Đất đai\",\"from\":\"2025-09-15\",\"to\":\"2026-09-15\"",
             MAIN ("Đất đai") "," STAND_IN ("CNTT"))
    OFFICER ("A", "Nguyễn Văn A", "seconded", "kt",
             ",\"home\":\"sxd\",\"field\":\"Xây dựng\",\"decision\":\"1\",\"from\":\"2025-09-15\",\"to\":\"2027-03-31\"",
             MAIN ("Xây dựng"))
    OFFICER ("D", "Võ Văn Đ", "post", "kt", "", MAIN ("CNTT") "," STAND_IN ("Đất đai"))
    OFFICER ("K", "Võ Thị K", "post", "tt", ",\"mentor\":\"D\"", "");

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  GbPage *page;
} Fixture;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  int n = 0;

  return gb_test_find_nth (widget, type, &n);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  g_autoptr (GError) error = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  if (g_strcmp0 (data, "nobody") != 0)
    gb_test_cache_feed (store, people);
  gb_store_close (store);
  g_object_unref (store);

  key = gb_test_key_file (fixture->folder);
  options.key_file = key;
  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gb_window_set_first_page (fixture->window, "people");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), g_strcmp0 (data, "narrow") == 0 ? 480 : 1440, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  fixture->page = gb_window_get_page (fixture->window, "people");
  g_assert_true (GB_IS_PEOPLE_PAGE (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

/* The n-th row of an officer on the page. */
static GtkWidget *
officer_row (Fixture *fixture,
             int      n)
{
  return gb_test_find_nth (GTK_WIDGET (fixture->page), GB_TYPE_OFFICER_ROW, &n);
}

static GtkWidget *
coverage_row (Fixture    *fixture,
              const char *field)
{
  GtkWidget *row;

  for (int i = 0;; i++)
    {
      int n = i;

      row = gb_test_find_nth (GTK_WIDGET (fixture->page), GB_TYPE_COVERAGE_ROW, &n);
      if (row == NULL || gb_test_says (row, field))
        return row;
    }
}

/* What is there: who ends first comes first, with what is left and what the law has against it. */
static void
test_staffing (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *first = officer_row (fixture, 0);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL, "Lê Văn C · Đất đai");
  g_assert_true (gb_test_says (first, "còn 20 ngày"));
  g_assert_true (gb_test_says (first, "đến 15/09/2026"));
  g_assert_true (gb_test_says (first, "thiếu số quyết định"));
  g_assert_true (gb_test_says (officer_row (fixture, 1), "còn 217 ngày"));
  g_assert_cmpuint (gb_page_get_badge (fixture->page), ==, 1);

  g_assert_true (gb_test_says (coverage_row (fixture, "Đất đai"), "từ 16/09 thiếu người"));
  g_assert_true (gb_test_says (coverage_row (fixture, "Xây dựng"), "thiếu người thay thế"));
  g_assert_true (gb_test_says (coverage_row (fixture, "Y tế"), "chưa có người"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (coverage_row (fixture, "CNTT")), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "CNTT: từ 16/09 thiếu người thay thế. chính: Võ Văn Đ · thay thế: Lê Văn C");
}

static void
press (Fixture    *fixture,
       const char *what)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_test_message ("%s on %s", what, G_OBJECT_TYPE_NAME (focus));
  g_assert_true (gtk_widget_activate (focus));
}

static gboolean
tab_until (Fixture *fixture,
           GType    type)
{
  for (int i = 0; i < 60; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

      if (focus != NULL && g_type_is_a (G_OBJECT_TYPE (focus), type))
        return TRUE;
      gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
    }
  return FALSE;
}

/* By keyboard alone: to the first officer, who is opened; Escape closes and gives the focus back. */
static void
test_officer (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *pane = find (GTK_WIDGET (fixture->page), GB_TYPE_OFFICER_PANE);
  GtkWidget *focus;

  g_assert_true (tab_until (fixture, GB_TYPE_OFFICER_ROW));
  press (fixture, "Enter");
  g_assert_true (gb_page_get_detail_open (fixture->page));
  g_assert_true (gb_test_says (pane, "Sở Xây dựng"));
  g_assert_true (gb_test_says (pane, "0900000123"));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, pane));
  g_assert_true (gtk_widget_activate_action (focus, "people.close", NULL));
  g_assert_false (gb_page_get_detail_open (fixture->page));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page)));
}

static GbOfficer *
find_officer (Fixture *fixture)
{
  return gb_officer_row_get (GB_OFFICER_ROW (officer_row (fixture, 0)));
}

/* What the officer's pane counts is what the page of dossiers then has. */
static void
test_dossiers (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 open = find_officer (fixture)->open;
  g_autofree char *set = gb_officer_dossiers (find_officer (fixture));
  GbPage *dossiers = gb_window_get_page (fixture->window, "dossiers");
  GtkWidget *table;

  g_assert_cmpint (open, >, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "win.show-dossier-set", "s", set));
  gb_test_wait (gb_test_is_settled, fixture->window, "the dossiers");
  table = find (GTK_WIDGET (dossiers), GTK_TYPE_COLUMN_VIEW);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)))), ==,
                    open);
  g_assert_true (gb_test_says (GTK_WIDGET (dossiers), "Lê Văn C"));
}

static gboolean
window_says (gpointer data)
{
  return gb_test_says (data, "giao cho Võ Văn Đ") && gb_test_says (data, "Hồ sơ bàn giao của Lê Văn C");
}

static gboolean
is_written (gpointer path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_size > 0;
}

/* The list names who takes over, and is saved whole. */
static void
test_hand_over (Fixture       *fixture,
                gconstpointer  data)
{
  GbOfficer *officer = find_officer (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "hand-over.csv", NULL);
  g_autofree char *workbook_path = g_build_filename (fixture->folder, "hand-over.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) workbook = g_file_new_for_path (workbook_path);
  g_autofree char *paper_path = g_build_filename (fixture->folder, "hand-over.pdf", NULL);
  g_autoptr (GFile) paper = g_file_new_for_path (paper_path);
  g_autofree char *pdf = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GbHandOverWindow *window
      = gb_hand_over_window_present (GTK_WIDGET (fixture->page), gb_page_get_store (fixture->page), officer, FALSE);

  gb_test_wait (window_says, window, "the list");
  gb_hand_over_window_save_to (window, file);
  gb_test_wait (is_written, path, "the table");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  /* a header, and an end of line at the end */
  g_assert_cmpint (g_strv_length (lines), ==, officer->open + 2);
  g_assert_true (g_str_has_prefix (lines[0], "\357\273\277STT,Mã hồ sơ"));
  g_assert_true (g_str_has_suffix (lines[1], "Lê Văn C,Võ Văn Đ"));
  gb_hand_over_window_save_to (window, workbook);
  gb_test_wait (is_written, workbook_path, "the workbook");
  gb_hand_over_window_save_to (window, paper);
  gb_test_wait (is_written, paper_path, "the paper");
  g_assert_true (g_file_get_contents (paper_path, &pdf, NULL, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The tabs say how many posts there are; the largest agency comes first, the other is chosen by keyboard. */
static void
test_posts (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *tabs = find (GTK_WIDGET (fixture->page), GB_TYPE_TABS);
  GtkWidget *view = find (GTK_WIDGET (fixture->page), GB_TYPE_POSTS_VIEW);
  GtkListBox *agencies;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (tabs), GTK_ACCESSIBLE_ROLE_TAB_LIST);
  g_assert_true (gb_test_says (tabs, "2 vị trí theo cơ quan"));
  gb_tabs_set_selected (GB_TABS (tabs), "posts");
  g_assert_true (gb_test_says (view, "Trung tâm Phục vụ hành chính công"));
  g_assert_true (gb_test_says (view, "50,0 %"));
  g_assert_true (gb_test_says (view, "Võ Văn Đ"));
  g_assert_false (gb_test_says (view, "Võ Thị K"));
  agencies = GTK_LIST_BOX (find (view, GTK_TYPE_LIST_BOX));
  gtk_list_box_select_row (agencies, gtk_list_box_get_row_at_index (agencies, 1));
  g_assert_true (gb_test_says (view, "Võ Thị K"));
  g_assert_true (gb_test_says (view, "quá hạn"));
}

/* Names and numbers are not to be read while others look on. */
static void
test_masked (Fixture       *fixture,
             gconstpointer  data)
{
  g_object_set (fixture->window, "masked", TRUE, NULL);
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
  g_assert_true (gb_test_says (officer_row (fixture, 0), "L. V. C."));
  g_assert_false (gb_test_says (GTK_WIDGET (fixture->page), "Lê Văn C"));
  gb_people_page_open_officer (GB_PEOPLE_PAGE (fixture->page), "C");
  g_assert_false (gb_test_says (GTK_WIDGET (fixture->page), "Lê Văn C"));
  g_assert_false (gb_test_says (GTK_WIDGET (fixture->page), "0900000123"));
}

static gboolean
has_names (gpointer fixture)
{
  return gb_test_says (coverage_row (fixture, "Đất đai"), "chính: Lê Văn C · thay thế: Võ Văn Đ");
}

/* Without room the matrix has names in place of marks, and the officer is a page of its own. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  gb_test_wait (has_names, fixture, "the names in place of marks");
  gb_people_page_open_officer (GB_PEOPLE_PAGE (fixture->page), "C");
  g_assert_false (gtk_widget_get_mapped (officer_row (fixture, 0)));
  g_assert_true (gtk_widget_activate_action (find (GTK_WIDGET (fixture->page), GB_TYPE_OFFICER_PANE), "people.close", NULL));
  g_assert_true (gtk_widget_get_mapped (officer_row (fixture, 0)));
}

static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->page), "Chưa có cán bộ nào"));
  g_assert_cmpuint (gb_page_get_badge (fixture->page), ==, 0);
}

/* Of the whole scope: how many from how many departments, on any day. */
static void
test_province (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *view;
  GbDay day;

  gb_page_set_commune (fixture->page, NULL);
  gb_test_wait (gb_test_is_settled, fixture->window, "the whole scope");
  view = find (GTK_WIDGET (fixture->page), GB_TYPE_SECONDMENTS_VIEW);
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_true (gb_test_says (view, "2 cán bộ biệt phái từ 1 sở, ngành"));
  g_assert_true (gb_day_parse ("2026-09-16", &day, NULL));
  gb_secondments_view_set_day (GB_SECONDMENTS_VIEW (view), day);
  g_assert_true (gb_test_says (view, "1 cán bộ biệt phái từ 1 sở, ngành"));
  g_assert_cmpint (gb_day_entry_get_day (GB_DAY_ENTRY (find (view, GB_TYPE_DAY_ENTRY))), ==, day);
  g_assert_true (gb_day_parse ("2025-09-14", &day, NULL));
  gb_secondments_view_set_day (GB_SECONDMENTS_VIEW (view), day);
  g_assert_true (gb_test_says (view, "Ngày này không có cán bộ biệt phái"));
}

/* Who is seen is in the file, in the same order; the last days are in the calendar, the numbers on cards. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  g_autoptr (GPtrArray) rows = gb_test_export_rows (page, FALSE), posts = NULL, one = NULL;
  g_autofree char *calendar = gb_test_export_text (page, GB_EXPORT_CALENDAR, FALSE);
  g_autofree char *cards = gb_test_export_text (page, GB_EXPORT_CONTACTS, FALSE);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Cán bộ"), ==, "Lê Văn C");
  g_assert_cmpstr (gb_test_export_cell (rows, 1, "Cán bộ"), ==, "Nguyễn Văn A");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Ngày cuối"), ==, "2026-09-15");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Đơn vị cử"), ==, "Sở Xây dựng");
  g_assert_nonnull (strstr (calendar, "secondment-C@giaoban"));
  g_assert_nonnull (strstr (calendar, "secondment-A@giaoban"));
  g_assert_nonnull (strstr (cards, "FN:Lê Văn C"));
  gb_page_set_masked (fixture->page, TRUE);
  gb_tabs_set_selected (GB_TABS (find (page, GB_TYPE_TABS)), "posts");
  posts = gb_test_export_rows (page, FALSE);
  g_assert_cmpuint (posts->len, ==, 3);
  /* the agency that is chosen, with its whole names */
  one = gb_test_export_rows (page, TRUE);
  g_assert_cmpuint (one->len, ==, 2);
  g_assert_cmpstr (gb_test_export_cell (one, 0, "Cán bộ"), ==, "Võ Văn Đ");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    const char *data;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/people/staffing", NULL, test_staffing }, { "/people/officer", NULL, test_officer },
    { "/people/dossiers", NULL, test_dossiers }, { "/people/hand-over", NULL, test_hand_over },
    { "/people/posts", NULL, test_posts },       { "/people/masked", NULL, test_masked },
    { "/people/narrow", "narrow", test_narrow }, { "/people/nobody", "nobody", test_nobody },
    { "/people/province", NULL, test_province }, { "/people/export", NULL, test_export },
  };

  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  gb_language_init (NULL);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, tests[i].data, set_up, tests[i].func, tear_down);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
