/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-class-chip.h"
#include "gb-dossier-table.h"
#include "gb-dossier.h"
#include "gb-dossier-groups.h"
#include "gb-dossiers-bar.h"
#include "gb-choice-button.h"
#include "gb-dossiers-views.h"
#include "gb-view-repository.h"
#include "gb-dossier-pane.h"
#include "gb-dossiers-page.h"
#include "gb-test-cache.h"

#include <string.h>

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbDossiersPage *page;
  GbDossiersQuestion *question; /* the page's */
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

static GbDossierTable *
get_table (Fixture *fixture)
{
  return GB_DOSSIER_TABLE (find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_TABLE));
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
  GbDossierFilter filter = gb_dossiers_question_get_filter (fixture->question);

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
  fixture->question = gb_dossiers_page_get_question (fixture->page);
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
      gb_dossiers_question_set_filter (fixture->question, i);
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
  g_assert_cmpint (gb_dossiers_question_get_filter (fixture->question), ==, GB_DOSSIER_FILTER_PAUSED);
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
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  click_header (fixture, "Remaining", GTK_SORT_ASCENDING);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_FINISHED);
  wait_for_words (fixture, "9 dossiers, sorted by end, reversed");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OPEN);
  wait_for_words (fixture, "79 dossiers, sorted by remaining time");

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.descending", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.order", "s", "code");
  g_object_get (fixture->question, "order", &nick, NULL);
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
  gb_dossiers_question_set_search (fixture->question, "duc");
  gb_dossiers_question_set_search (fixture->question, " bich ");
  g_assert_cmpstr (gb_dossiers_question_get_search (fixture->question), ==, "bich");
  wait_for_words (fixture, "17 dossiers match “bich”");
  wait_for_rows (fixture, 17);
  assert_first (fixture, "applicant", "Trần Thị Bích");
  g_assert_cmpint (gb_class_chip_get_count (get_chip (fixture, "overdue")), ==, 1);

  gb_dossiers_question_set_search (fixture->question, "zzz");
  wait_for_words (fixture, "Nothing found");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-search", NULL);
  g_assert_null (gb_dossiers_question_get_search (fixture->question));
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
}

static gboolean
row_has_focus (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->view)) &&
         g_strcmp0 (gtk_widget_get_css_name (focus), "row") == 0;
}

/* One that has ended is not among those that are open; the search can be widened to it, and ends
 * where it began. */
static void
test_search_all (Fixture      *fixture,
                 gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GbDossier *selected;

  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  gb_dossiers_question_set_search (fixture->question, "260810-0700");
  wait_for_words (fixture, "Nothing found");
  wait_for_words (fixture, "Search in all dossiers (1)");
  gb_dossiers_page_focus_rows (fixture->page); /* nothing to go to */
  gtk_widget_activate_action (page, "dossiers.search-all", NULL);
  wait_for_rows (fixture, 1);
  assert_first (fixture, "code", "H48.91-260810-0700");
  wait_for_words (fixture, "1 dossier matches “260810-0700”");
  g_assert_false (shows_words (page, "Search in all dossiers (1)"));

  /* Enter in the search goes to the row, which Enter then opens */
  gb_dossiers_page_focus_rows (fixture->page);
  gb_test_wait (row_has_focus, fixture, "the focus");
  selected = gb_dossier_table_get_selected (get_table (fixture));
  g_assert_cmpstr (gb_dossier_get_code (selected), ==, "H48.91-260810-0700");

  gtk_widget_activate_action (page, "dossiers.back", NULL);
  g_assert_null (gb_dossiers_question_get_search (fixture->question));
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));

  /* what was chosen meanwhile stays */
  gb_dossiers_question_set_search (fixture->question, "bich");
  gtk_widget_activate_action (page, "dossiers.search-all", NULL);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_PAUSED);
  gtk_widget_activate_action (page, "dossiers.clear-search", NULL);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
}

/* Escape goes one step back: the detail, the marks, the search. */
static void
test_back (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  gb_dossiers_question_set_search (fixture->question, "bich");
  wait_for_words (fixture, "17 dossiers match “bich”");
  gtk_widget_activate_action (page, "dossiers.select-many", NULL);
  gb_test_wait (first_is_filled, fixture, "the first row");
  g_signal_emit_by_name (fixture->view, "activate", 0);
  g_assert_true (gb_page_get_detail_open (GB_PAGE (page)));
  gtk_widget_activate_action (page, "dossiers.back", NULL);
  g_assert_false (gb_page_get_detail_open (GB_PAGE (page)));
  g_assert_true (row_has_focus (fixture));
  g_assert_true (gb_dossier_table_get_many (get_table (fixture)));
  gtk_widget_activate_action (page, "dossiers.back", NULL);
  g_assert_false (gb_dossier_table_get_many (get_table (fixture)));
  gtk_widget_activate_action (page, "dossiers.back", NULL);
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

/* --- limits, groups, columns, many --- */

static GtkWidget *
find_choice (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GB_IS_CHOICE_BUTTON (widget) &&
      g_strcmp0 (g_object_get_data (G_OBJECT (widget), "gb-label"), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, label);
  return found;
}

static void
choose (Fixture    *fixture,
        const char *label,
        const char *key)
{
  GtkWidget *choice = find_choice (GTK_WIDGET (fixture->page), label);

  g_assert_nonnull (choice);
  gb_choice_button_set_selected (GB_CHOICE_BUTTON (choice), key);
}

/* Rows of the table that the obvious way finds. */
static guint
count_by_hand (Fixture *fixture,
               const char *property,
               const char *value)
{
  GListModel *rows = get_rows (fixture);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (rows, i);
      g_autofree char *text = NULL;

      g_object_get (row, property, &text, NULL);
      n += g_strcmp0 (text, value) == 0;
    }
  return n;
}

static gboolean
all_are_filled (gpointer data)
{
  GListModel *rows = get_rows (data);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GbDossier) row = g_list_model_get_item (rows, i);

      if (gb_dossier_is_loading (row))
        return FALSE;
    }
  return TRUE;
}

static void
test_limits (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const fields[] = { "Đất đai", "Hộ tịch" };
  static const char *const officers[] = { "Võ Thị K", "Lê Văn C", "" };
  guint open = gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN);
  guint sum = 0;

  gb_test_wait (all_are_filled, fixture, "all rows");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint of_field = count_by_hand (fixture, "field", fields[i]);

      choose (fixture, "Field", fields[i]);
      wait_for_rows (fixture, of_field);
      gb_test_wait (all_are_filled, fixture, "all rows");
      for (gsize k = 0; k < G_N_ELEMENTS (officers); k++)
        {
          guint of_both = count_by_hand (fixture, "officer", officers[k]);

          choose (fixture, "Officer", officers[k]);
          wait_for_rows (fixture, of_both);
          sum += of_both;
          choose (fixture, "Officer", NULL);
          wait_for_rows (fixture, of_field);
          gb_test_wait (all_are_filled, fixture, "all rows");
        }
      choose (fixture, "Field", NULL);
      wait_for_rows (fixture, open);
      gb_test_wait (all_are_filled, fixture, "all rows");
    }
  g_assert_cmpuint (sum, ==, open);

  /* each in use can be taken away, and all at once */
  choose (fixture, "Channel", "online");
  choose (fixture, "State", "1");
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_AWAITING));
  wait_for_words (fixture, "Channel: Online");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-limit", "i", 3);
  choose (fixture, "Channel", "desk");
  wait_for_rows (fixture, 0);
  wait_for_words (fixture, "Nothing found");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.clear-limits", NULL);
  wait_for_rows (fixture, open);
}

static gint64
group_total (Fixture *fixture,
             guint   *n_groups)
{
  GtkWidget *list = find (find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_GROUPS),
                          GTK_TYPE_LIST_BOX);
  gint64 sum = 0;

  *n_groups = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

      if (g_object_get_data (G_OBJECT (row), "gb-key") != NULL)
        sum += g_ascii_strtoll (gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (box))),
                                NULL, 10);
      ++*n_groups;
    }
  return sum;
}

static gboolean
has_groups (gpointer data)
{
  guint n_groups;

  return group_total (data, &n_groups) == ((Fixture *) data)->expected;
}

static void
test_groups (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *groups = find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_GROUPS);
  GtkListBox *list = GTK_LIST_BOX (find (groups, GTK_TYPE_LIST_BOX));
  static const char *const kinds[] = { "officer", "field" };

  g_assert_false (gtk_widget_get_visible (groups));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.group", "s", kinds[i]);
      g_assert_true (gtk_widget_get_visible (groups));
      for (int filter = GB_DOSSIER_FILTER_OPEN; filter <= GB_DOSSIER_FILTER_FINISHED; filter++)
        {
          guint n_groups, total = gb_test_cache_expected (filter), sum = 0;

          gb_dossiers_question_set_filter (fixture->question, filter);
          wait_for_rows (fixture, total);
          gb_test_wait (has_groups, fixture, "the groups");
          group_total (fixture, &n_groups);
          for (guint k = 1; k < n_groups; k++)
            {
              GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, k));
              GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
              guint count = g_ascii_strtoull (
                  gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (box))), NULL, 10);

              gtk_widget_activate (row);
              wait_for_rows (fixture, count);
              sum += count;
              /* the others can still be chosen */
              fixture->expected = total;
              gb_test_wait (has_groups, fixture, "all groups");
            }
          g_assert_cmpuint (sum, ==, total);
          gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
        }
      gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OPEN);
      wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.group", "s", "none");
  g_assert_false (gtk_widget_get_visible (groups));
}

static gboolean
shows_column (Fixture    *fixture,
              const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_columns (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);

  g_assert_false (shows_column (fixture, "Channel"));
  g_assert_false (shows_column (fixture, "Commune"));
  gtk_widget_activate_action (page, "columns.channel", NULL);
  g_assert_true (shows_column (fixture, "Channel"));
  wait_for_words (fixture, "At the desk");
  gtk_widget_activate_action (page, "columns.field", NULL);
  g_assert_false (shows_column (fixture, "Field"));
  gtk_widget_activate_action (page, "columns.auto", NULL);
  g_assert_false (shows_column (fixture, "Channel"));
  g_assert_true (shows_column (fixture, "Field"));
}

static void
open_page (Fixture *fixture)
{
  fixture->page = g_object_new (GB_TYPE_DOSSIERS_PAGE, "store", fixture->store, "commune",
                                GB_TEST_COMMUNE, NULL);
  fixture->question = gb_dossiers_page_get_question (fixture->page);
  fixture->view = GTK_COLUMN_VIEW (find (GTK_WIDGET (fixture->page), GTK_TYPE_COLUMN_VIEW));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

/* The next page has the columns, the order and the groups of the last one, and all open dossiers. */
static void
test_memory (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *group = NULL;
  gboolean descending;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "columns.channel", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "columns.field", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.group", "s", "officer");
  click_header (fixture, "Applicant", GTK_SORT_DESCENDING);
  gb_dossiers_question_set_search (fixture->question, "bich");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
  wait_for_words (fixture, "1 dossier matches “bich”");

  open_page (fixture);
  wait_for_words (fixture, "79 dossiers, sorted by applicant, reversed");
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  assert_first (fixture, "applicant", "Lê Đình Cường");
  g_assert_true (shows_column (fixture, "Channel"));
  g_assert_false (shows_column (fixture, "Field"));
  g_object_get (fixture->question, "group", &group, NULL);
  g_assert_cmpstr (group, ==, "officer");

  /* the room alone again; what has ended is sorted by its end only there */
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "columns.auto", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.order", "s", "remaining");
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_FINISHED);
  wait_for_words (fixture, "9 dossiers, sorted by end, reversed");
  open_page (fixture);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  g_assert_cmpint (gb_dossiers_question_get_order (fixture->question, &descending), ==,
                   GB_DOSSIERS_ORDER_REMAINING);
  g_assert_false (descending);
  g_assert_true (shows_column (fixture, "Field"));
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
test_many (Fixture      *fixture,
           gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GStrv) lines = NULL;

  gb_test_wait (first_is_filled, fixture, "the first row");
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (fixture)), 0, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "dossiers.select-many", NULL);
  wait_for_words (fixture, "1 dossier selected");
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (get_rows (fixture)), 1, 2, FALSE);
  wait_for_words (fixture, "3 dossiers selected");
  g_assert_cmpuint (gb_dossier_table_get_n_selected (get_table (fixture)), ==, 3);

  /* one more that is late: those selected stay so */
  gb_test_cache_feed (fixture->store,
                      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260801-0001\",\"rev\":2,"
                      "\"data\":{\"procedure\":\"Tách thửa đất\",\"field\":\"Đất đai\",\"channel\":\"desk\","
                      "\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":4,"
                      "\"received\":\"2026-08-12T09:20:00+07:00\","
                      "\"due\":\"2026-08-13T01:15:00+07:00\"}}\n");
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN) + 1);
  wait_for_words (fixture, "3 dossiers selected");
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_rows (fixture)), 0));

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
  g_assert_cmpuint (gb_dossier_table_get_n_selected (get_table (fixture)), ==, 0);
}

static gpointer
read_view (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (GPtrArray) views = gb_view_repository_list (connection, error);

  return g_strdup (views != NULL && views->len == 1 ? ((GbSavedView *) views->pdata[0])->data : "");
}

static gboolean
is_saved (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *json = gb_store_read (fixture->store, read_view, NULL, NULL, NULL);

  return json != NULL && *json != '\0';
}

static void
test_views (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *views = find (page, GB_TYPE_DOSSIERS_VIEWS);
  GtkWidget *entry = find (views, GTK_TYPE_ENTRY);
  g_autoptr (GbDossierView) view = NULL;
  g_autofree char *json = NULL;
  g_autofree char *group = NULL;
  guint of_field;

  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_PAUSED);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
  gb_test_wait (all_are_filled, fixture, "all rows");
  of_field = count_by_hand (fixture, "field", "Hộ tịch");
  choose (fixture, "Field", "Hộ tịch");
  wait_for_rows (fixture, of_field);
  gtk_widget_activate_action (page, "dossiers.group", "s", "officer");
  gtk_widget_activate_action (page, "dossiers.order", "s", "applicant");
  gtk_widget_activate_action (page, "columns.channel", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Của tôi");
  g_signal_emit_by_name (entry, "activate");
  gb_test_wait (is_saved, fixture, "the saved view");

  /* all else, and back */
  gtk_widget_activate_action (page, "dossiers.clear-limits", NULL);
  gtk_widget_activate_action (page, "dossiers.group", "s", "none");
  gtk_widget_activate_action (page, "dossiers.order", "s", "code");
  gtk_widget_activate_action (page, "columns.auto", NULL);
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OPEN);
  wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  json = gb_store_read (fixture->store, read_view, NULL, NULL, NULL);
  view = gb_dossier_view_parse (json, NULL);
  g_signal_emit_by_name (views, "chosen", view);
  wait_for_rows (fixture, of_field);
  g_assert_cmpint (gb_dossiers_question_get_filter (fixture->question), ==, GB_DOSSIER_FILTER_PAUSED);
  g_object_get (fixture->question, "group", &group, NULL);
  g_assert_cmpstr (group, ==, "officer");
  g_assert_true (shows_column (fixture, "Channel"));
  wait_for_words (fixture, "Field: Hộ tịch");
}

static GtkWidget *
find_tool (GtkWidget  *widget,
           const char *tooltip)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tool (child, tooltip);
  return found;
}

static gboolean
has_tool (gpointer data)
{
  Fixture *fixture = data;

  return find_tool (GTK_WIDGET (fixture->page), fixture->words) != NULL;
}

static GtkWidget *
wait_for_tool (Fixture    *fixture,
               const char *tooltip)
{
  fixture->words = tooltip;
  gb_test_wait (has_tool, fixture, tooltip);
  return find_tool (GTK_WIDGET (fixture->page), tooltip);
}

/* The button of the toast that is shown. */
static GtkWidget *
find_toast (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Undo") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toast (child);
  return found;
}

static gboolean
has_no_tool (gpointer data)
{
  return !has_tool (data);
}

static void
type_name (Fixture    *fixture,
           const char *name)
{
  GtkWidget *entry = find (find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIERS_VIEWS),
                           GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
}

static gpointer
read_data (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (GPtrArray) views = gb_view_repository_list (connection, error);

  for (guint i = 0; i < views->len; i++)
    {
      const GbSavedView *view = views->pdata[i];

      if (g_strcmp0 (view->name, data) == 0)
        return g_strdup (view->data);
    }
  return NULL;
}

/* Saved, renamed, deleted and brought back. */
static void
test_view_changes (Fixture      *fixture,
                   gconstpointer data)
{
  GtkWidget *views = find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIERS_VIEWS);
  GtkMenuButton *button = GTK_MENU_BUTTON (find (views, GTK_TYPE_MENU_BUTTON));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_menu_button_popup (button);
  wait_for_words (fixture, "Overdue by officer");
  type_name (fixture, "Một");
  wait_for_tool (fixture, "Rename “Một”");
  before = gb_store_read (fixture->store, read_data, (gpointer) "Một", NULL, NULL);
  g_assert_nonnull (before);
  type_name (fixture, "  ");
  wait_for_words (fixture, "A view needs a name.");
  type_name (fixture, "Hai");
  wait_for_tool (fixture, "Rename “Hai”");

  gtk_widget_activate (wait_for_tool (fixture, "Rename “Hai”"));
  wait_for_words (fixture, "Rename");
  type_name (fixture, "Một");
  wait_for_words (fixture, "There is a view of that name already.");
  type_name (fixture, "Ba");
  wait_for_tool (fixture, "Delete “Ba”");
  g_assert_null (find_tool (views, "Delete “Hai”"));

  gtk_widget_activate (find_tool (views, "Delete “Một”"));
  fixture->words = "Delete “Một”";
  gb_test_wait (has_no_tool, fixture, "the end of the view");
  wait_for_words (fixture, "“Một” deleted");
  g_signal_emit_by_name (find_toast (GTK_WIDGET (fixture->page)), "clicked");
  wait_for_tool (fixture, "Delete “Một”");
  after = gb_store_read (fixture->store, read_data, (gpointer) "Một", NULL, NULL);
  g_assert_cmpstr (after, ==, before);
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
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_OVERDUE);
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
  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_PAUSED);
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
  ADD ("/dossiers-page/search-all", NULL, test_search_all);
  ADD ("/dossiers-page/back", NULL, test_back);
  ADD ("/dossiers-page/detail", NULL, test_detail);
  ADD ("/dossiers-page/copy", NULL, test_copy);
  ADD ("/dossiers-page/limits", NULL, test_limits);
  ADD ("/dossiers-page/groups", NULL, test_groups);
  ADD ("/dossiers-page/columns", NULL, test_columns);
  ADD ("/dossiers-page/memory", NULL, test_memory);
  ADD ("/dossiers-page/many", NULL, test_many);
  ADD ("/dossiers-page/views", NULL, test_views);
  ADD ("/dossiers-page/view-changes", NULL, test_view_changes);
  ADD ("/dossiers-page/sync", NULL, test_sync);
  ADD ("/dossiers-page/empty", "empty", test_empty);
  ADD ("/dossiers-page/error", NULL, test_error);
  ADD ("/dossiers-page/narrow", "narrow", test_narrow);
  return g_test_run ();
}
