/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-dossier-pane.h"
#include "gb-dossier-table.h"
#include "gb-dossiers-fixture.h"

/* --- tests --- */

static void
test_counts_open_their_rows (DossiersFixture *fixture,
                             gconstpointer    data)
{
  gint64 sum = 0;

  for (int i = GB_DOSSIER_FILTER_OPEN; i <= GB_DOSSIER_FILTER_CROSS_BOUNDARY; i++)
    {
      const char *nick = gb_dossier_filter_nick (i);
      GbClassChip *chip = dossiers_get_chip (fixture, nick);

      gtk_widget_activate (GTK_WIDGET (chip));
      gb_dossiers_question_set_filter (fixture->question, i);
      g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
      dossiers_wait_for_rows (fixture, gb_test_cache_expected (i));
      g_assert_cmpint (gb_class_chip_get_count (chip), ==, gb_test_cache_expected (i));
      if (i >= GB_DOSSIER_FILTER_OVERDUE && i <= GB_DOSSIER_FILTER_FINISHED)
        sum += gb_class_chip_get_count (chip);
    }
  g_assert_cmpint (sum, ==, gb_test_cache_expected (GB_DOSSIER_FILTER_ALL));
}

static void
test_one_chip_at_a_time (DossiersFixture *fixture,
                         gconstpointer    data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.filter", "s", "paused");
  g_assert_cmpint (gb_dossiers_question_get_filter (fixture->question), ==, GB_DOSSIER_FILTER_PAUSED);
  for (int i = GB_DOSSIER_FILTER_OPEN; i <= GB_DOSSIER_FILTER_CROSS_BOUNDARY; i++)
    g_assert_cmpint (gtk_toggle_button_get_active (
                         GTK_TOGGLE_BUTTON (dossiers_get_chip (fixture, gb_dossier_filter_nick (i)))),
                     ==, i == GB_DOSSIER_FILTER_PAUSED);
}

static void
test_order (DossiersFixture *fixture,
            gconstpointer    data)
{
  g_autofree char *nick = NULL;

  dossiers_assert_first (fixture, "code", "H48.91-260815-0005");
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by remaining time");

  /* people sort by given name: An, Ân, Ánh … in the Vietnamese alphabet */
  dossiers_click_header (fixture, "Applicant", GTK_SORT_ASCENDING);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by applicant");
  dossiers_assert_first (fixture, "applicant", "Nguyễn Văn An");
  dossiers_click_header (fixture, "Applicant", GTK_SORT_DESCENDING);
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by applicant, reversed");
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  dossiers_assert_first (fixture, "applicant", "Lê Đình Cường");

  /* what has ended: the last first, and back again */
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  dossiers_click_header (fixture, "Remaining", GTK_SORT_ASCENDING);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_FINISHED);
  dossiers_wait_for_words (fixture, "9 dossiers, sorted by end, reversed");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OPEN);
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by remaining time");

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.descending", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.order", "s", "code");
  g_object_get (fixture->question, "order", &nick, NULL);
  g_assert_cmpstr (nick, ==, "code");
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by code, reversed");
}

/* The first rows of a whole province, which no choice of a commune has asked for again. */
static void
test_first_order (DossiersFixture *fixture,
                  gconstpointer    data)
{
  dossiers_wait_for_words (fixture, "79 dossiers, sorted by remaining time");
  dossiers_assert_first (fixture, "code", "H48.91-260815-0005");
}

static void
test_search (DossiersFixture *fixture,
             gconstpointer    data)
{
  gb_dossiers_question_set_search (fixture->question, "duc");
  gb_dossiers_question_set_search (fixture->question, " bich ");
  g_assert_cmpstr (gb_dossiers_question_get_search (fixture->question), ==, "bich");
  dossiers_wait_for_words (fixture, "17 dossiers match “bich”");
  dossiers_wait_for_rows (fixture, 17);
  dossiers_assert_first (fixture, "applicant", "Trần Thị Bích");
  g_assert_cmpint (gb_class_chip_get_count (dossiers_get_chip (fixture, "overdue")), ==, 1);

  gb_dossiers_question_set_search (fixture->question, "zzz");
  dossiers_wait_for_words (fixture, "Nothing found");
  g_assert_cmpuint (g_list_model_get_n_items (dossiers_get_rows (fixture)), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-search", NULL);
  g_assert_null (gb_dossiers_question_get_search (fixture->question));
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
}

static gboolean
row_has_focus (gpointer data)
{
  DossiersFixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->view)) &&
         g_strcmp0 (gtk_widget_get_css_name (focus), "row") == 0;
}

/* One that has ended is not among those that are open; the search can be widened to it, and ends
 * where it began. */
static void
test_search_all (DossiersFixture *fixture,
                 gconstpointer    data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GbDossier *selected;

  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  gb_dossiers_question_set_search (fixture->question, "260810-0700");
  dossiers_wait_for_words (fixture, "Nothing found");
  dossiers_wait_for_words (fixture, "Search in all dossiers (1)");
  gb_dossiers_page_focus_rows (fixture->page); /* nothing to go to */
  gtk_widget_activate_action (page, "dossiers.search-all", NULL);
  dossiers_wait_for_rows (fixture, 1);
  dossiers_assert_first (fixture, "code", "H48.91-260810-0700");
  dossiers_wait_for_words (fixture, "1 dossier matches “260810-0700”");
  g_assert_false (dossiers_shows_words (page, "Search in all dossiers (1)"));

  /* Enter in the search goes to the row, which Enter then opens */
  gb_dossiers_page_focus_rows (fixture->page);
  gb_test_wait (row_has_focus, fixture, "the focus");
  selected = gb_dossier_table_get_selected (dossiers_get_table (fixture));
  g_assert_cmpstr (gb_dossier_get_code (selected), ==, "H48.91-260810-0700");

  gtk_widget_activate_action (page, "dossiers.back", NULL);
  g_assert_null (gb_dossiers_question_get_search (fixture->question));
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));

  /* what was chosen meanwhile stays */
  gb_dossiers_question_set_search (fixture->question, "bich");
  gtk_widget_activate_action (page, "dossiers.search-all", NULL);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_PAUSED);
  gtk_widget_activate_action (page, "dossiers.clear-search", NULL);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
}

/* Escape goes one step back: the detail, the marks, the search. */
static void
test_back (DossiersFixture *fixture,
           gconstpointer    data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  gb_dossiers_question_set_search (fixture->question, "bich");
  dossiers_wait_for_words (fixture, "17 dossiers match “bich”");
  gtk_widget_activate_action (page, "dossiers.select-many", NULL);
  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_true (gb_page_get_detail_open (GB_PAGE (page)));
  gtk_widget_activate_action (page, "dossiers.back", NULL);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (page)));
  g_assert_true (row_has_focus (fixture));
  g_assert_true (gb_dossier_table_get_many (dossiers_get_table (fixture)));
  gtk_widget_activate_action (page, "dossiers.back", NULL);
  g_assert_false (gb_dossier_table_get_many (dossiers_get_table (fixture)));
  gtk_widget_activate_action (page, "dossiers.back", NULL);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
}

static void
test_detail (DossiersFixture *fixture,
             gconstpointer    data)
{
  GtkWidget *pane = dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_PANE);

  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  g_assert_false (gtk_widget_get_visible (pane));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.close", NULL);

  /* arrow keys select, Enter opens */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (dossiers_get_rows (fixture)), 0, TRUE);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (fixture->page)));
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_true (gb_page_get_detail_open (GB_PAGE (fixture->page)));
  g_assert_true (gtk_widget_get_visible (pane));
  g_assert_cmpstr (gb_dossiers_page_get_code (fixture->page), ==, "H48.91-260815-0005");
  dossiers_wait_for_words (fixture, "In process: Võ Thị K");
  dossiers_wait_for_words (fixture, "Overdue, no result yet");
  dossiers_wait_for_words (fixture, "Thẩm định");

  /* what is open follows the selection */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (dossiers_get_rows (fixture)), 1, TRUE);
  g_assert_cmpstr (gb_dossiers_page_get_code (fixture->page), !=, "H48.91-260815-0005");

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.close", NULL);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (fixture->page)));
  g_assert_null (gb_dossiers_page_get_code (fixture->page));

  gb_dossiers_page_open (fixture->page, "H48.91-260899-9999");
  dossiers_wait_for_words (fixture, "The dossier is no longer here");
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
test_copy (DossiersFixture *fixture,
           gconstpointer    data)
{
  g_autofree char *text = NULL;

  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (dossiers_get_rows (fixture)), 0, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.copy-code", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL,
                                 on_text_cb, &text);
  gb_test_wait (is_set, &text, "the clipboard");
  g_assert_cmpstr (text, ==, "H48.91-260815-0005");
}

static gboolean
is_copied (gpointer data)
{
  GdkContentProvider *content = gdk_clipboard_get_content (data);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  return content != NULL && gdk_content_provider_get_value (content, &value, NULL) &&
         strchr (g_value_get_string (&value), '\t') != NULL;
}

static void
test_many (DossiersFixture *fixture,
           gconstpointer    data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GStrv) lines = NULL;

  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (dossiers_get_rows (fixture)), 0, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.select-many", NULL);
  dossiers_wait_for_words (fixture, "1 dossier selected");
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (dossiers_get_rows (fixture)), 1, 2, FALSE);
  dossiers_wait_for_words (fixture, "3 dossiers selected");
  g_assert_cmpuint (gb_dossier_table_get_n_selected (dossiers_get_table (fixture)), ==, 3);

  /* one more that is late: those selected stay so */
  gb_test_cache_feed (fixture->store,
                      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260801-0001\",\"rev\":2,"
                      "\"data\":{\"procedure\":\"Tách thửa đất\",\"field\":\"Đất đai\",\"channel\":\"desk\","
                      "\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":4,"
                      "\"received\":\"2026-08-12T09:20:00+07:00\","
                      "\"due\":\"2026-08-13T01:15:00+07:00\"}}\n");
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN) + 1);
  dossiers_wait_for_words (fixture, "3 dossiers selected");
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (dossiers_get_rows (fixture)), 0));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.copy-code", NULL);
  gb_test_wait (is_copied, clipboard, "the clipboard");
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL);
  lines = g_strsplit (g_value_get_string (&value), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "Code\tProcedure\tApplicant\t"));
  g_assert_true (g_str_has_prefix (lines[1], "H48.91-260815-0005\t"));
  g_assert_nonnull (strstr (lines[1], "/08/2026"));
  g_assert_cmpstr (lines[4], ==, "");

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.select-many", NULL);
  g_assert_cmpuint (gb_dossier_table_get_n_selected (dossiers_get_table (fixture)), ==, 0);
}

/* A letter shows its new date in the row, which keeps its class, and leaves the queue of those that
 * still want one. */
static void
test_rescheduled (DossiersFixture *fixture,
                  gconstpointer    data)
{
  GbClassChip *missed = dossiers_get_chip (fixture, "sign-missed");
  guint due_today = gb_test_cache_expected (GB_DOSSIER_FILTER_DUE_TODAY);
  gint64 before = gb_class_chip_get_count (missed);
  g_autoptr (GbAction) letter = NULL;
  g_autoptr (GbAction) stored = NULL;
  gint64 new_due;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (missed)));
  g_assert_cmpint (before, ==, due_today + gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
  gb_time_parse ("2026-09-04T17:00:00+07:00", &new_due, NULL);
  letter = gb_action_new_apology ("H48.91-260810-0100", "r", new_due, NULL);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_DUE_TODAY);
  stored = gb_store_add_action (fixture->store, letter, NULL, NULL, NULL);
  dossiers_wait_for_words (fixture, "now 04/09");
  dossiers_wait_for_rows (fixture, due_today);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_SIGN_MISSED);
  dossiers_wait_for_rows (fixture, before - 1);
}

static void
test_sync (DossiersFixture *fixture,
           gconstpointer    data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (dossiers_get_rows (fixture));
  guint overdue = gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE);
  guint open = gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN);

  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
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
  dossiers_wait_for_rows (fixture, open - 2);
  g_assert_cmpint (gb_class_chip_get_count (dossiers_get_chip (fixture, "overdue")), ==, overdue - 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
}

static void
test_empty (DossiersFixture *fixture,
            gconstpointer    data)
{
  dossiers_wait_for_words (fixture, "No dossiers");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  dossiers_wait_for_words (fixture, "No dossiers here");
  /* the first sync fills the open page */
  gb_test_cache_fill (fixture->store);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
}

static void
test_error (DossiersFixture *fixture,
            gconstpointer    data)
{
  g_autoptr (GError) error = NULL;

  gb_store_close (fixture->store);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_PAUSED);
  dossiers_wait_for_words (fixture, "The dossiers cannot be shown");
  dossiers_wait_for_words (fixture, "Try again");

  gb_store_open (fixture->store, NULL, &error);
  g_assert_no_error (error);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.refresh", NULL);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
}

static gboolean
is_narrow (gpointer data)
{
  return dossiers_shows_words (GTK_WIDGET (((DossiersFixture *) data)->view), "Dossier");
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (((DossiersFixture *) data)->view));
}

static gboolean
is_hidden (gpointer data)
{
  return !is_shown (data);
}

static void
test_narrow (DossiersFixture *fixture,
             gconstpointer    data)
{
  GtkWidget *pane = dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_PANE);

  gb_test_wait (is_narrow, fixture, "the narrow table");
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_true (gb_dossier_pane_get_paged (GB_DOSSIER_PANE (pane)));
  gb_test_wait (is_hidden, fixture, "the pane in the table's place");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), pane));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.close", NULL);
  gb_test_wait (is_shown, fixture, "the table");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  DOSSIERS_ADD ("/dossiers-page/counts", NULL, test_counts_open_their_rows);
  DOSSIERS_ADD ("/dossiers-page/one-chip", NULL, test_one_chip_at_a_time);
  DOSSIERS_ADD ("/dossiers-page/order", NULL, test_order);
  DOSSIERS_ADD ("/dossiers-page/first-order", "province", test_first_order);
  DOSSIERS_ADD ("/dossiers-page/search", NULL, test_search);
  DOSSIERS_ADD ("/dossiers-page/search-all", NULL, test_search_all);
  DOSSIERS_ADD ("/dossiers-page/back", NULL, test_back);
  DOSSIERS_ADD ("/dossiers-page/detail", NULL, test_detail);
  DOSSIERS_ADD ("/dossiers-page/copy", NULL, test_copy);
  DOSSIERS_ADD ("/dossiers-page/many", NULL, test_many);
  DOSSIERS_ADD ("/dossiers-page/rescheduled", NULL, test_rescheduled);
  DOSSIERS_ADD ("/dossiers-page/sync", NULL, test_sync);
  DOSSIERS_ADD ("/dossiers-page/empty", "empty", test_empty);
  DOSSIERS_ADD ("/dossiers-page/error", NULL, test_error);
  DOSSIERS_ADD ("/dossiers-page/narrow", "narrow", test_narrow);
  return g_test_run ();
}
