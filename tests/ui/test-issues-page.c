/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-issue-row.h"
#include "gb-issues-page.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-tabs.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-window-pages.h"

#define ISSUE(id, kind, state, department, raised, due)                                                              \
  "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"kind\":\"" kind "\",\"commune\":\""      \
  GB_TEST_COMMUNE "\",\"field\":\"Đất đai\",\"title\":\"Thửa " id "\",\"state\":\"" state "\",\"level\":"              \
  "\"department\",\"department\":\"" department "\",\"raised\":\"2026-08-" raised "T08:00:00+07:00\",\"due\":"        \
  "\"2026-08-" due "T17:00:00+07:00\",\"urged\":0}}\n"

static const char lines[] =
    "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"SNN\",\"rev\":1,\"data\":{\"name\":\"Sở Nông nghiệp\",\"kind\":"
    "\"department\"}}\n"
    "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"STP\",\"rev\":1,\"data\":{\"name\":\"Sở Tư pháp\",\"kind\":"
    "\"department\"}}\n"
    ISSUE ("late1", "difficulty", "assigned", "SNN", "13", "14") ISSUE ("late2", "difficulty", "assigned", "STP", "13", "14")
    ISSUE ("wait", "difficulty", "assigned", "SNN", "21", "28") ISSUE ("new", "difficulty", "new", "SNN", "25", "28")
    ISSUE ("ended", "difficulty", "closed", "SNN", "03", "07") ISSUE ("question", "guidance", "assigned", "STP", "21", "28");

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  GtkWidget *page;
  const char *words;
} Fixture;

/* The n-th row that can be seen. */
static GbIssueRow *
row_at (Fixture *fixture,
        int      n)
{
  for (int i = 0;; i++)
    {
      int place = i;
      GtkWidget *row = gb_test_find_nth (fixture->page, GB_TYPE_ISSUE_ROW, &place);

      if (row == NULL)
        return NULL;
      if (gtk_widget_get_mapped (row) && n-- == 0)
        return GB_ISSUE_ROW (row);
    }
}

/* The rows that can be seen, in their order. */
static char *
seen_rows (Fixture *fixture)
{
  GString *seen = g_string_new (NULL);
  GbIssueRow *row;

  for (int i = 0; (row = row_at (fixture, i)) != NULL; i++)
    g_string_append_printf (seen, "%s%s", i > 0 ? " " : "", gb_issue_row_get_issue (row)->id);
  return g_string_free (seen, FALSE);
}

static gboolean
shows_rows (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *seen = seen_rows (fixture);

  return gb_window_is_settled (fixture->window) && g_str_equal (seen, fixture->words);
}

/* What a press of a key does may take a moment. */
static void
assert_rows (Fixture    *fixture,
             const char *ids)
{
  fixture->words = ids;
  gb_test_wait (shows_rows, fixture, ids);
}

static gboolean
says (gpointer data)
{
  Fixture *fixture = data;

  return gb_test_says (GTK_WIDGET (fixture->window), fixture->words);
}

static void
wait_for (Fixture    *fixture,
          const char *words)
{
  fixture->words = words;
  gb_test_wait (says, fixture, words);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  width)
{
  g_autofree char *path = NULL, *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  g_autoptr (GError) error = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_feed (store, lines);
  gb_store_close (store);
  g_object_unref (store);
  key = gb_test_key_file (fixture->folder);
  options.key_file = key;
  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 900);
  gb_window_set_first_page (fixture->window, "issues");
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  fixture->page = GTK_WIDGET (gb_window_get_page (fixture->window, "issues"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  width)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static GbIssueRow *
focused_row (Fixture *fixture)
{
  GtkWidget *row = gtk_widget_get_ancestor (focus_of (fixture), GB_TYPE_ISSUE_ROW);

  g_assert_nonnull (row);
  return GB_ISSUE_ROW (row);
}

static void
assert_focused (Fixture    *fixture,
                const char *id)
{
  g_assert_cmpstr (gb_issue_row_get_issue (focused_row (fixture))->id, ==, id);
}

/* What happens next, in words; settled ones when they are wanted. */
static void
test_list (Fixture       *fixture,
           gconstpointer  width)
{
  GtkWidget *row;

  assert_rows (fixture, "late1 late2 wait new");
  g_assert_cmpuint (gb_page_get_badge (GB_PAGE (fixture->page)), ==, 2);
  g_assert_true (gb_test_says (fixture->page, "Answers overdue"));
  g_assert_true (gb_test_says (fixture->page, "To be answered on 28/08"));
  g_assert_true (gb_test_says (fixture->page, "Go out on 27/08"));
  g_assert_true (gb_test_says (fixture->page, "The province collects until 17:00"));
  row = GTK_WIDGET (row_at (fixture, 0));
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Thửa late1");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Đất đai · sent on 13/08, to be answered by 14/08. Sở Nông nghiệp. "
                                       "waiting 8 days. not urged");
  g_assert_true (gtk_widget_activate_action (row, "issues.show-more", "i", GB_ISSUE_SET_SETTLED));
  assert_rows (fixture, "late1 late2 wait new ended");
}

/* From the tabs to a row and on to the next group; who is late is urged, which shows at once and can be undone. */
static void
test_keyboard (Fixture       *fixture,
               gconstpointer  width)
{
  int nth = 0;
  GtkWidget *tabs = gb_test_find_nth (fixture->page, GB_TYPE_TABS, &nth), *tab = gtk_widget_get_first_child (tabs);

  gtk_test_accessible_assert_role (tabs, GTK_ACCESSIBLE_ROLE_TAB_LIST);
  gtk_test_accessible_assert_role (tab, GTK_ACCESSIBLE_ROLE_TAB);
  g_assert_true (gtk_widget_grab_focus (tab));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_RIGHT));
  g_assert_true (focus_of (fixture) == gtk_widget_get_next_sibling (tab));
  g_assert_true (gtk_widget_activate (focus_of (fixture)));
  assert_rows (fixture, "question");
  gb_tabs_set_selected (GB_TABS (tabs), "difficulty");
  assert_rows (fixture, "late1 late2 wait new");

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row_at (fixture, 0))));
  assert_focused (fixture, "late1");
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD));
  g_assert_true (GTK_IS_BUTTON (focus_of (fixture)));
  g_assert_true (gtk_widget_activate (focus_of (fixture)));
  wait_for (fixture, "urged 1 time");
  g_assert_cmpint (gb_issue_row_get_issue (row_at (fixture, 0))->urged, ==, 1);
  assert_focused (fixture, "late1");
}

/* In columns by state the arrow keys go from one to the next that has any. */
static void
test_board (Fixture       *fixture,
            gconstpointer  width)
{
  g_object_set (fixture->page, "view", "board", NULL);
  assert_rows (fixture, "new late1 late2 wait ended");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row_at (fixture, 0))));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_RIGHT));
  assert_focused (fixture, "late1");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row_at (fixture, 2))));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_RIGHT));
  assert_focused (fixture, "ended");
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_LEFT));
  assert_focused (fixture, "late1");
}

/* A figure opens exactly the rows that it counted, whatever was looked at before. */
static void
test_sets (Fixture       *fixture,
           gconstpointer  width)
{
  gb_window_pages_show_issues (fixture->window, "difficulty", "overdue-above", "STP");
  assert_rows (fixture, "late2");
  assert_focused (fixture, "late2");
  gb_window_pages_show_issues (fixture->window, "difficulty", "asked", "SNN");
  assert_rows (fixture, "late1 wait");
  gb_window_pages_show_issues (fixture->window, "guidance", "open", NULL);
  assert_rows (fixture, "question");
  gb_window_pages_show_issues (fixture->window, "report", "open", NULL);
  assert_rows (fixture, "");
  g_assert_true (gb_test_says (fixture->page, "No citizen has reported anything"));

  g_object_set (fixture->page, "view", "waits", NULL);
  gb_window_pages_show_issues (fixture->window, "difficulty", "settled", NULL);
  assert_rows (fixture, "ended");
  g_object_set (fixture->page, "filtering", FALSE, NULL);
  assert_rows (fixture, "late1 late2 wait new");
}

/* Whom we wait for: a row opens what it counted. */
static void
test_waits (Fixture       *fixture,
            gconstpointer  width)
{
  int nth = 0;
  GtkWidget *row;

  g_object_set (fixture->page, "view", "waits", NULL);
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
  g_assert_true (gb_test_says (fixture->page, "Sở Nông nghiệp"));
  do
    {
      int place = nth++;

      row = gb_test_find_nth (fixture->page, GTK_TYPE_LIST_BOX_ROW, &place);
      g_assert_nonnull (row);
    }
  while (!gtk_widget_get_mapped (row));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sở Nông nghiệp");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 waited for, 1 overdue · median 5 days, longest 8 days");
  g_assert_true (gtk_widget_activate (row));
  assert_rows (fixture, "late1 wait");
}

#define ADD(path, width, func) g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)

/* The rows that can be seen are those of the file; a group that nobody has opened stays out of it. */
static void
assert_file (Fixture    *fixture,
             const char *titles)
{
  g_autoptr (GPtrArray) rows = gb_test_export_rows (fixture->page, FALSE);
  g_auto (GStrv) column = gb_test_export_column (rows, "Issue");
  g_autofree char *all = g_strjoinv (" ", column);

  g_assert_cmpstr (all, ==, titles);
}

static void
test_export (Fixture       *fixture,
             gconstpointer  width)
{
  g_autoptr (GPtrArray) rows = NULL, waits = NULL;

  assert_rows (fixture, "late1 late2 wait new");
  assert_file (fixture, "Thửa late1 Thửa late2 Thửa wait Thửa new");
  rows = gb_test_export_rows (fixture->page, FALSE);
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Group"), ==, "Answers overdue");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Settled by"), ==, "Sở Nông nghiệp");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Answer due"), ==, "2026-08-14 17:00");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Working days waited"), ==, "8");
  gtk_widget_activate_action (GTK_WIDGET (row_at (fixture, 0)), "issues.show-more", "i", GB_ISSUE_SET_SETTLED);
  assert_rows (fixture, "late1 late2 wait new ended");
  assert_file (fixture, "Thửa late1 Thửa late2 Thửa wait Thửa new Thửa ended");
  gtk_widget_activate_action (GTK_WIDGET (row_at (fixture, 0)), "issues.view", "s", "waits");
  waits = gb_test_export_rows (fixture->page, FALSE);
  g_assert_cmpuint (waits->len, ==, 3);
  g_assert_cmpstr (gb_test_export_cell (waits, 0, "Whom we wait for"), ==, "Sở Nông nghiệp");
  g_assert_cmpstr (gb_test_export_cell (waits, 0, "Waited for"), ==, "2");
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

  ADD ("/issues-page/list", 1280, test_list);
  ADD ("/issues-page/keyboard", 1280, test_keyboard);
  ADD ("/issues-page/board", 1280, test_board);
  ADD ("/issues-page/sets", 1280, test_sets);
  ADD ("/issues-page/waits", 1280, test_waits);
  ADD ("/issues-page/narrow", 480, test_list);
  ADD ("/issues-page/export", 1280, test_export);

  status = g_test_run ();
  g_rmdir (home);
  return status;
}
