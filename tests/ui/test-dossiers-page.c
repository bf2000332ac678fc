/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-class-chip.h"
#include "gb-dossier-list.h"
#include "gb-dossier.h"
#include "gb-dossier-pane.h"
#include "gb-dossiers-page.h"
#include "gb-test-cache.h"

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbDossiersPage *page;
  GtkColumnView *view;
  guint expected; /* for conditions */
  const char *words;
} Fixture;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_words (GtkWidget  *widget,
             const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_words (child, words))
      return TRUE;
  return FALSE;
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_column_view_get_model (fixture->view));
}

static GbClassChip *
get_chip (Fixture    *fixture,
          const char *kind)
{
  GtkWidget *chip = find (GTK_WIDGET (fixture->page), GB_TYPE_CLASS_CHIP);

  while (chip != NULL && g_strcmp0 (gb_class_chip_get_kind (GB_CLASS_CHIP (chip)), kind) != 0)
    chip = gtk_widget_get_next_sibling (chip);
  g_assert_nonnull (chip);
  return GB_CLASS_CHIP (chip);
}

/* --- conditions --- */

static gboolean
is_settled (gpointer data)
{
  Fixture *fixture = data;

  return !gb_page_get_loading (GB_PAGE (fixture->page)) &&
         g_list_model_get_n_items (get_rows (fixture)) == fixture->expected;
}

static gboolean
has_words (gpointer data)
{
  Fixture *fixture = data;

  return shows_words (GTK_WIDGET (fixture->page), fixture->words);
}

static gboolean
first_is_filled (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GbDossier) first = g_list_model_get_item (get_rows (fixture), 0);

  return first != NULL && !gb_dossier_is_loading (first);
}

static gboolean
is_counted (gpointer data)
{
  Fixture *fixture = data;
  GbDossierFilter filter = gb_dossiers_page_get_filter (fixture->page);

  return gb_class_chip_get_count (get_chip (fixture, gb_dossier_filter_nick (filter)))
         == fixture->expected;
}

static void
wait_for_rows (Fixture *fixture,
               guint    n_rows)
{
  fixture->expected = n_rows;
  gb_test_wait (is_settled, fixture, "the rows");
  gb_test_wait (is_counted, fixture, "the count on the chip");
}

static void
wait_for_words (Fixture    *fixture,
                const char *words)
{
  fixture->words = words;
  gb_test_wait (has_words, fixture, words);
}

/* --- fixture --- */

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = gb_test_cache_new (fixture->folder);
  if (g_strcmp0 (data, "empty") != 0)
    gb_test_cache_fill (fixture->store);
  fixture->window = adw_window_new ();
  fixture->page = g_strcmp0 (data, "province") == 0
                      ? g_object_new (GB_TYPE_DOSSIERS_PAGE, "store", fixture->store, NULL)
                      : g_object_new (GB_TYPE_DOSSIERS_PAGE, "store", fixture->store, "commune",
                                      GB_TEST_COMMUNE, NULL);
  fixture->view = GTK_COLUMN_VIEW (find (GTK_WIDGET (fixture->page), GTK_TYPE_COLUMN_VIEW));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window),
                               g_strcmp0 (data, "narrow") == 0 ? 480 : 1200, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_rows (fixture, g_strcmp0 (data, "empty") != 0
                              ? gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN)
                              : 0);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* reads on their way hold the page */
  gb_test_wait (is_last, fixture->page, "the page's last holder");
  g_assert_finalize_object (fixture->page);
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

/* --- tests --- */

static void
test_counts_open_their_rows (Fixture      *fixture,
                             gconstpointer data)
{
  gint64 sum = 0;

  for (int i = GB_DOSSIER_FILTER_OPEN; i <= GB_DOSSIER_FILTER_CROSS_BOUNDARY; i++)
    {
      const char *nick = gb_dossier_filter_nick (i);
      GbClassChip *chip = get_chip (fixture, nick);

      gtk_widget_activate (GTK_WIDGET (chip));
      gb_dossiers_page_set_filter (fixture->page, i);
      g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
      wait_for_rows (fixture, gb_test_cache_expected (i));
      g_assert_cmpint (gb_class_chip_get_count (chip), ==, gb_test_cache_expected (i));
      if (i >= GB_DOSSIER_FILTER_OVERDUE && i <= GB_DOSSIER_FILTER_FINISHED)
        sum += gb_class_chip_get_count (chip);
    }
  g_assert_cmpint (sum, ==, gb_test_cache_expected (GB_DOSSIER_FILTER_ALL));
}

static void
test_one_chip_at_a_time (Fixture      *fixture,
                         gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.filter", "s", "paused");
  g_assert_cmpint (gb_dossiers_page_get_filter (fixture->page), ==, GB_DOSSIER_FILTER_PAUSED);
  for (int i = GB_DOSSIER_FILTER_OPEN; i <= GB_DOSSIER_FILTER_CROSS_BOUNDARY; i++)
    g_assert_cmpint (gtk_toggle_button_get_active (
                         GTK_TOGGLE_BUTTON (get_chip (fixture, gb_dossier_filter_nick (i)))),
                     ==, i == GB_DOSSIER_FILTER_PAUSED);
}

static void
assert_first (Fixture    *fixture,
              const char *property,
              const char *value)
{
  g_autoptr (GbDossier) first = NULL;
  g_autofree char *text = NULL;

  gb_test_wait (first_is_filled, fixture, "the first row");
  first = g_list_model_get_item (get_rows (fixture), 0);
  g_object_get (first, property, &text, NULL);
  g_assert_cmpstr (text, ==, value);
}

static void
click_header (Fixture    *fixture,
              const char *title,
              GtkSortType order)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0 &&
          gtk_column_view_column_get_sorter (column) != NULL)
        gtk_column_view_sort_by_column (fixture->view, column, order);
    }
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *nick = NULL;

  assert_first (fixture, "code", "H48.91-260815-0005");
  wait_for_words (fixture, "79 dossiers, sorted by remaining time");

  /* people sort by given name: An, Ân, Ánh … in the Vietnamese alphabet */
  click_header (fixture, "Applicant", GTK_SORT_ASCENDING);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  wait_for_words (fixture, "79 dossiers, sorted by applicant");
  assert_first (fixture, "applicant", "Nguyễn Văn An");
  click_header (fixture, "Applicant", GTK_SORT_DESCENDING);
  wait_for_words (fixture, "79 dossiers, sorted by applicant, reversed");
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  assert_first (fixture, "applicant", "Lê Đình Cường");

  /* what has ended: the last first, and back again */
  gb_dossiers_page_set_filter (fixture->page, GB_DOSSIER_FILTER_OVERDUE);
  click_header (fixture, "Remaining", GTK_SORT_ASCENDING);
  gb_dossiers_page_set_filter (fixture->page, GB_DOSSIER_FILTER_FINISHED);
  wait_for_words (fixture, "9 dossiers, sorted by end, reversed");
  gb_dossiers_page_set_filter (fixture->page, GB_DOSSIER_FILTER_OPEN);
  wait_for_words (fixture, "79 dossiers, sorted by remaining time");

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.descending", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.order", "s", "code");
  g_object_get (fixture->page, "order", &nick, NULL);
  g_assert_cmpstr (nick, ==, "code");
  wait_for_words (fixture, "79 dossiers, sorted by code, reversed");
}

/* The first rows of a whole province, which no choice of a commune has asked for again. */
static void
test_first_order (Fixture      *fixture,
                  gconstpointer data)
{
  wait_for_words (fixture, "79 dossiers, sorted by remaining time");
  assert_first (fixture, "code", "H48.91-260815-0005");
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  gb_dossiers_page_set_search (fixture->page, "duc");
  gb_dossiers_page_set_search (fixture->page, " bich ");
  g_assert_cmpstr (gb_dossiers_page_get_search (fixture->page), ==, "bich");
  wait_for_words (fixture, "17 dossiers match “bich”");
  wait_for_rows (fixture, 17);
  assert_first (fixture, "applicant", "Trần Thị Bích");
  g_assert_cmpint (gb_class_chip_get_count (get_chip (fixture, "overdue")), ==, 1);

  gb_dossiers_page_set_search (fixture->page, "zzz");
  wait_for_words (fixture, "Nothing found");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-search", NULL);
  g_assert_null (gb_dossiers_page_get_search (fixture->page));
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
}

static void
test_detail (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *pane = find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_PANE);

  gb_test_wait (first_is_filled, fixture, "the first row");
  g_assert_false (gtk_widget_get_visible (pane));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.close", NULL);

  /* arrow keys select, Enter opens */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (fixture)), 0, TRUE);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (fixture->page)));
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_true (gb_page_get_detail_open (GB_PAGE (fixture->page)));
  g_assert_true (gtk_widget_get_visible (pane));
  g_assert_cmpstr (gb_dossiers_page_get_code (fixture->page), ==, "H48.91-260815-0005");
  wait_for_words (fixture, "In process: Võ Thị K");
  wait_for_words (fixture, "Overdue, no result yet");
  wait_for_words (fixture, "Thẩm định");

  /* what is open follows the selection */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (fixture)), 1, TRUE);
  g_assert_cmpstr (gb_dossiers_page_get_code (fixture->page), !=, "H48.91-260815-0005");

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.close", NULL);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (fixture->page)));
  g_assert_null (gb_dossiers_page_get_code (fixture->page));

  gb_dossiers_page_open (fixture->page, "H48.91-260899-9999");
  wait_for_words (fixture, "The dossier is no longer here");
}

static void
on_text_cb (GObject      *clipboard,
            GAsyncResult *result,
            gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copy (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *text = NULL;

  gb_test_wait (first_is_filled, fixture, "the first row");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (fixture)), 0, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.copy-code", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL,
                                 on_text_cb, &text);
  gb_test_wait (is_set, &text, "the clipboard");
  g_assert_cmpstr (text, ==, "H48.91-260815-0005");
}

static void
test_sync (Fixture      *fixture,
           gconstpointer data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (get_rows (fixture));
  guint overdue = gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE);
  guint open = gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN);

  gb_test_wait (first_is_filled, fixture, "the first row");
  gtk_selection_model_select_item (selection, 2, TRUE);
  /* the first row of the table is finished, another one leaves */
  gb_test_cache_feed (fixture->store,
                      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260815-0005\",\"rev\":2,"
                      "\"data\":{\"procedure\":\"Tách thửa đất\",\"field\":\"Đất đai\",\"channel\":\"desk\","
                      "\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":10,"
                      "\"received\":\"2026-08-12T09:20:00+07:00\","
                      "\"due\":\"2026-08-25T01:15:00+07:00\","
                      "\"finished\":\"2026-08-26T07:10:00+07:00\"}}\n"
                      "{\"op\":\"del\",\"type\":\"dossier\",\"id\":\"H48.91-260810-0300\","
                      "\"rev\":2}\n");
  wait_for_rows (fixture, open - 2);
  g_assert_cmpint (gb_class_chip_get_count (get_chip (fixture, "overdue")), ==, overdue - 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  wait_for_words (fixture, "No dossiers");
  gb_dossiers_page_set_filter (fixture->page, GB_DOSSIER_FILTER_OVERDUE);
  wait_for_words (fixture, "No dossiers here");
  /* the first sync fills the open page */
  gb_test_cache_fill (fixture->store);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
}

static void
test_error (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gb_store_close (fixture->store);
  gb_dossiers_page_set_filter (fixture->page, GB_DOSSIER_FILTER_PAUSED);
  wait_for_words (fixture, "The dossiers cannot be shown");
  wait_for_words (fixture, "Try again");

  gb_store_open (fixture->store, NULL, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.refresh", NULL);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
}

static gboolean
is_narrow (gpointer data)
{
  return shows_words (GTK_WIDGET (((Fixture *) data)->view), "Dossier");
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *pane = find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_PANE);

  gb_test_wait (is_narrow, fixture, "the narrow table");
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_true (gb_dossier_pane_get_paged (GB_DOSSIER_PANE (pane)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), pane));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.close", NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/dossiers-page/counts", NULL, test_counts_open_their_rows);
  ADD ("/dossiers-page/one-chip", NULL, test_one_chip_at_a_time);
  ADD ("/dossiers-page/order", NULL, test_order);
  ADD ("/dossiers-page/first-order", "province", test_first_order);
  ADD ("/dossiers-page/search", NULL, test_search);
  ADD ("/dossiers-page/detail", NULL, test_detail);
  ADD ("/dossiers-page/copy", NULL, test_copy);
  ADD ("/dossiers-page/sync", NULL, test_sync);
  ADD ("/dossiers-page/empty", "empty", test_empty);
  ADD ("/dossiers-page/error", NULL, test_error);
  ADD ("/dossiers-page/narrow", "narrow", test_narrow);
  return g_test_run ();
}
