/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-class-chip.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-reconcile-item.h"
#include "gb-reconcile-view.h"
#include "gb-indicators-page.h"
#include "gb-period-button.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-tracking-cell.h"
#include "gb-tracking-grid.h"
#include "gb-tracking-view.h"
#include "gb-window-pages.h"

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
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

/* The visible button with these words in it. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strcmp (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, words);

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
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_words (child, words))
      return TRUE;
  return FALSE;
}

/* More officers than a window shows at once. */
#define N_OFFICERS 300

static void
feed_officers (GbStore *store)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (int i = 0; i < N_OFFICERS; i++)
    g_string_append_printf (lines,
                            "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"O-%d\",\"rev\":1,"
                            "\"data\":{\"procedure\":\"Tách thửa đất\",\"field\":\"Đất đai\","
                            "\"channel\":\"online\",\"officer\":\"Người %03d\",\"commune\":\""
                            GB_TEST_COMMUNE "\",\"received_by\":\"" GB_TEST_COMMUNE "\",\"state\":4,"
                            "\"received\":\"2026-08-25T09:00:00+07:00\"}}\n",
                            i, i);
  gb_test_cache_feed (store, lines->str);
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
  if (g_strcmp0 (data, "officers") == 0)
    feed_officers (store);
  gb_store_close (store);
  g_object_unref (store);

  key = gb_test_key_file (fixture->folder);
  options.key_file = key;
  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window),
                               g_strcmp0 (data, "narrow") == 0 ? 480 : 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
wait_settled (Fixture *fixture)
{
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
}

static GtkWidget *
get_dossiers (Fixture *fixture)
{
  return find (GTK_WIDGET (fixture->window), GB_TYPE_DOSSIERS_PAGE);
}

static void
assert_rows (Fixture *fixture,
             guint    expected)
{
  GtkWidget *view = find (get_dossiers (fixture), GTK_TYPE_COLUMN_VIEW);

  wait_settled (fixture);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))),
      ==, expected);
}

static void
open_set (Fixture    *fixture,
          const char *text)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-dossier-set",
                                             "s", text));
}

static GbClassChip *
get_chip (Fixture    *fixture,
          const char *kind)
{
  GtkWidget *chip = find (get_dossiers (fixture), GB_TYPE_CLASS_CHIP);

  while (chip != NULL && strcmp (gb_class_chip_get_kind (GB_CLASS_CHIP (chip)), kind) != 0)
    chip = gtk_widget_get_next_sibling (chip);
  g_assert_nonnull (chip);
  return GB_CLASS_CHIP (chip);
}

/* What a figure counted is one more filter on the page of dossiers: shown in words, taken away by
 * its chip, narrowed by the others. */
static void
test_set (Fixture       *fixture,
          gconstpointer  data)
{
  GbDossiersPage *page = GB_DOSSIERS_PAGE (get_dossiers (fixture));
  GbDossiersQuestion *question = gb_dossiers_page_get_question (page);
  GtkWidget *chip;

  gb_dossiers_question_set_search (question, "nobody has this name");
  open_set (fixture, "tracking/done-early/2026-08-01/2026-08-31?unit=21028&field=Đất%20đai");
  g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (page)));
  assert_rows (fixture, 5);
  g_assert_cmpint (gb_class_chip_get_count (get_chip (fixture, "all")), ==, 5);
  g_assert_cmpint (gb_class_chip_get_count (get_chip (fixture, "finished")), ==, 5);
  g_assert_cmpint (gb_class_chip_get_count (get_chip (fixture, "overdue")), ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_chip (fixture, "open"))));
  g_assert_nonnull (find_button (GTK_WIDGET (page), "Done early · Đất đai · 01/08–26/08/2026"));

  /* another figure in its place, with all that is in process */
  open_set (fixture, "tracking/processing/2026-08-01/2026-08-31");
  assert_rows (fixture, 68);
  gb_dossiers_question_set_filter (question, GB_DOSSIER_FILTER_OVERDUE);
  assert_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OVERDUE));
  gb_dossiers_question_set_filter (question, GB_DOSSIER_FILTER_ALL);
  assert_rows (fixture, 68);

  chip = find_button (GTK_WIDGET (page), "In process · 01/08–26/08/2026");
  g_assert_nonnull (chip);
  gtk_test_accessible_assert_property (chip, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Remove the filter In process · 01/08–26/08/2026");
  g_signal_emit_by_name (chip, "clicked");
  assert_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_chip (fixture, "open"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_chip (fixture, "all"))));

  /* a tile opens its rows, whatever was shown before */
  open_set (fixture, "tracking/done/2026-08-01/2026-08-31");
  assert_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_FINISHED));
  gb_window_pages_show_dossiers (fixture->window, "paused");
  assert_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));

  /* what is no figure opens nothing */
  open_set (fixture, "tracking/none/2026-08-01/2026-08-31");
  assert_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_PAUSED));
}

/* Another unit's figure is not this one's. */
static void
test_set_of_another (Fixture       *fixture,
                     gconstpointer  data)
{
  GbPage *page = GB_PAGE (get_dossiers (fixture));

  open_set (fixture, "tracking/done/2026-08-01/2026-08-31?unit=21028");
  assert_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_FINISHED));
  gb_page_set_commune (page, "21031");
  assert_rows (fixture, 5);
}

/* --- the table --------------------------------------------------------------------------------- */

static GbTrackingGrid *
open_table (Fixture *fixture)
{
  gb_window_pages_show_indicators (fixture->window, "tracking");
  wait_settled (fixture);
  return GB_TRACKING_GRID (find (GTK_WIDGET (fixture->window), GB_TYPE_TRACKING_GRID));
}

static void
choose (Fixture    *fixture,
        const char *words)
{
  GtkWidget *page = find (GTK_WIDGET (fixture->window), GB_TYPE_INDICATORS_PAGE);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, words)), TRUE);
  wait_settled (fixture);
}

static void
choose_period (Fixture     *fixture,
               GbPeriodKind kind,
               const char  *from,
               const char  *to)
{
  GtkWidget *button = find (find (GTK_WIDGET (fixture->window), GB_TYPE_TRACKING_VIEW), GB_TYPE_PERIOD_BUTTON);
  GbPeriod period = gb_period_of (kind, gb_time_day (GB_TEST_NOW));

  if (kind == GB_PERIOD_DAYS)
    {
      g_assert_true (gb_day_parse (from, &period.from, NULL));
      g_assert_true (gb_day_parse (to, &period.to, NULL));
    }
  gb_period_button_set_period (GB_PERIOD_BUTTON (button), &period, gb_time_day (GB_TEST_NOW));
  g_signal_emit_by_name (button, "changed");
  wait_settled (fixture);
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

/* Moves the focus to a cell and checks what a screen reader says there. */
static GtkWidget *
assert_cell (Fixture    *fixture,
             guint       row,
             int         column,
             const char *told)
{
  GtkWidget *grid = find (GTK_WIDGET (fixture->window), GB_TYPE_TRACKING_GRID);
  GtkWidget *cell;

  gb_tracking_grid_focus (GB_TRACKING_GRID (grid), row, column);
  cell = get_focus (fixture);
  g_assert_true (GB_IS_TRACKING_CELL (cell));
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, told);
  return cell;
}

/* By field: what the cache of the tests has. The row before the last is Hộ tịch, the last the total. */
static const struct
{
  int column;
  int land;
  int total;
} expected[] = {
  { GB_TRACKING_RECEIVED, 44, 84 },
  { GB_TRACKING_CARRIED, 0, 0 },
  { GB_TRACKING_PERIOD, 44, 84 },
  { GB_TRACKING_ONLINE, 0, 0 },
  { GB_TRACKING_DESK, 44, 84 },
  { GB_TRACKING_DONE, 5, 9 },
  { GB_TRACKING_DONE_EARLY, 5, 9 },
  { GB_TRACKING_DONE_ONTIME, 0, 0 },
  { GB_TRACKING_DONE_LATE, 0, 0 },
  { GB_TRACKING_PROCESSING, 35, 68 },
  { GB_TRACKING_PROCESSING_ONTIME, 30, 59 },
  { GB_TRACKING_PROCESSING_LATE, 3, 6 },
  { GB_TRACKING_PAUSED, 4, 7 },
  { GB_TRACKING_PAUSED_ONTIME, 0, 0 },
  { GB_TRACKING_PAUSED_LATE, 4, 7 },
};

/* Each figure opens as many rows as it counts. */
static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  const int totals[] = { 0, 2 };

  open_table (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (totals); k++)
      {
        int count = totals[k] == 0 ? expected[i].land : expected[i].total;
        g_autofree char *told
            = g_strdup_printf ("%s, %s: %d", gb_tracking_words_column (expected[i].column),
                               totals[k] == 0 ? "Đất đai" : "Total", count);
        GtkWidget *cell;

        open_table (fixture);
        cell = assert_cell (fixture, (guint) totals[k], expected[i].column, told);
        g_signal_emit_by_name (cell, "clicked");
        g_assert_true (gtk_widget_get_child_visible (get_dossiers (fixture)));
        assert_rows (fixture, (guint) count);
      }
}

/* The cells of the table are those of the file. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (gtk_widget_get_ancestor (GTK_WIDGET (open_table (fixture)), GB_TYPE_PAGE));
  g_autoptr (GPtrArray) rows = gb_test_export_rows (page, FALSE);

  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Field"), ==, "Đất đai");
  g_assert_cmpstr (gb_test_export_cell (rows, rows->len - 2, "Field"), ==, "Total");
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const char *header = gb_tracking_words_column (expected[i].column);
      g_autofree char *land = g_strdup_printf ("%d", expected[i].land);
      g_autofree char *total = g_strdup_printf ("%d", expected[i].total);

      g_assert_cmpstr (gb_test_export_cell (rows, 0, header), ==, land);
      g_assert_cmpstr (gb_test_export_cell (rows, rows->len - 2, header), ==, total);
    }
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GbTrackingGrid *grid = open_table (fixture);
  GtkWidget *first = assert_cell (fixture, 0, GB_TRACKING_RECEIVED, "All received, Đất đai: 44");
  GtkWidget *share;

  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_DOWN));
  gtk_test_accessible_assert_property (get_focus (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "All received, Hộ tịch: 40");
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_DOWN));
  gtk_test_accessible_assert_property (get_focus (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Carried over, Total: 0");
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_LEFT));
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_UP));
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_UP));
  g_assert_true (get_focus (fixture) == first);
  /* one stop for Tab, which comes back to where it was */
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD));
  g_assert_false (GB_IS_TRACKING_CELL (get_focus (fixture)));
  g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
  g_assert_true (get_focus (fixture) == first);
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_TAB_FORWARD));

  /* a share is read and opens nothing */
  share = assert_cell (fixture, 2, GB_TRACKING_SHARE, "Share done on time, Total: 100,0 %");
  g_signal_emit_by_name (share, "clicked");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (grid)));
}

/* Another grouping, another period, and the one before it. */
static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *page;

  open_table (fixture);
  page = find (GTK_WIDGET (fixture->window), GB_TYPE_INDICATORS_PAGE);
  g_assert_true (shows_words (page, "2 fields"));
  g_assert_true (shows_words (page, "01/08–26/08/2026"));
  g_assert_true (shows_words (page, "not enough data from 01/07–26/07/2026 to compare"));
  choose (fixture, "Officer");
  assert_cell (fixture, 0, GB_TRACKING_DONE, "Done, Lê Văn C: 3");
  assert_cell (fixture, 1, GB_TRACKING_DONE, "Done, Võ Thị K: 6");
  choose (fixture, "Unit");
  assert_cell (fixture, 0, GB_TRACKING_DONE, "Done, " GB_TEST_COMMUNE ": 9");

  choose_period (fixture, GB_PERIOD_THIS_WEEK, NULL, NULL);
  g_assert_true (shows_words (page, "24/08–26/08/2026"));
  g_assert_true (shows_words (page, "compared with 17/08–19/08/2026"));
  assert_cell (fixture, 1, GB_TRACKING_DONE, "Done, Total: 9, previous period 0");
  assert_cell (fixture, 1, GB_TRACKING_PROCESSING, "In process, Total: 68, previous period 77");
  assert_cell (fixture, 1, GB_TRACKING_SHARE, "Share done on time, Total: 100,0 %, previous period –");
  g_assert_true (shows_words (page, "▲ 9"));
  g_assert_true (shows_words (page, "▼ 9"));

  choose_period (fixture, GB_PERIOD_DAYS, "2026-08-01", "2026-08-05");
  g_assert_true (shows_words (page, "No dossiers in this period"));
  choose_period (fixture, GB_PERIOD_DAYS, "2026-08-25", "2026-08-25");
  g_assert_true (shows_words (page, "compared with 24/08/2026"));
  g_signal_emit_by_name (assert_cell (fixture, 0, GB_TRACKING_DONE,
                                      "Done, " GB_TEST_COMMUNE ": 9, previous period 0"),
                         "clicked");
  assert_rows (fixture, 9);
  g_assert_nonnull (find_button (get_dossiers (fixture), "Done · " GB_TEST_COMMUNE " · 25/08/2026"));
}

/* A cache that cannot be read says so, and what to do. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  open_table (fixture);
  gb_store_close (gb_services_get_store (fixture->services));
  choose (fixture, "Officer");
  g_assert_true (shows_words (window, "The table cannot be read"));
  g_assert_nonnull (find_button (window, "Try again"));
}

/* A due moment passes: what was in time is late, without a sync. */
static void
test_clock (Fixture       *fixture,
            gconstpointer  data)
{
  open_table (fixture);
  assert_cell (fixture, 2, GB_TRACKING_PROCESSING_LATE, "In process, late, Total: 6");
  gb_clock_set (gb_services_get_clock (fixture->services), GB_TEST_NOW + 90 * 60);
  wait_settled (fixture);
  assert_cell (fixture, 2, GB_TRACKING_PROCESSING_LATE, "In process, late, Total: 7");
}

static guint
count_cells (GtkWidget *widget)
{
  guint n = GB_IS_TRACKING_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cells (child);
  return n;
}

static gboolean
is_in_sight (gpointer data)
{
  GtkWidget *cell = data;
  GtkWidget *clip = gtk_widget_get_parent (cell);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (cell, clip, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (clip) + 1 &&
         bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= gtk_widget_get_width (clip) + 1;
}

/* Only rows in sight have widgets; each can be reached. */
static void
test_many_rows (Fixture       *fixture,
                gconstpointer  data)
{
  GbTrackingGrid *grid = open_table (fixture);
  GtkWidget *cell;

  choose (fixture, "Officer");
  g_assert_true (shows_words (GTK_WIDGET (fixture->window), "302 officers"));
  cell = assert_cell (fixture, 250, GB_TRACKING_ONLINE, "Received online, Người 250: 1");
  gb_test_wait (is_in_sight, cell, "the row to come into sight");
  for (int i = 0; i < 40; i++)
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (grid), GTK_DIR_DOWN));
  gtk_test_accessible_assert_property (get_focus (fixture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Received online, Người 290: 1");
  gb_test_wait (is_in_sight, get_focus (fixture), "the row to come into sight");
  g_assert_cmpuint (count_cells (GTK_WIDGET (grid)), <, 60 * 17);
  assert_cell (fixture, 302, GB_TRACKING_ONLINE, "Received online, Total: 300");
}

/* In a narrow window the figures scroll under their header, the names stay. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *cell;

  open_table (fixture);
  g_assert_cmpint (gtk_widget_get_width (window), <=, 520);
  cell = assert_cell (fixture, 1, GB_TRACKING_PAUSED_LATE, "Paused, late, Hộ tịch: 3");
  gb_test_wait (is_in_sight, cell, "the column to come into sight");
  g_assert_true (shows_words (window, "Hộ tịch"));
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

/* --- the comparison of due dates --------------------------------------------------------------- */

/* Its row alone: the search for it waits a moment. */
static gboolean
shows_one (gpointer data)
{
  GtkWidget *view = find (get_dossiers (data), GTK_TYPE_COLUMN_VIEW);

  return gb_test_is_settled (((Fixture *) data)->window)
         && g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))) == 1;
}

/* The window's menu leads to it; a row opens its dossier with the detail, finished or not. */
static void
test_comparison (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *dossiers = get_dossiers (fixture);
  GbReconcileView *view;
  GListModel *rows;
  GtkWidget *table;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-indicators", "s", "reconcile"));
  wait_settled (fixture);
  view = GB_RECONCILE_VIEW (find (GTK_WIDGET (fixture->window), GB_TYPE_RECONCILE_VIEW));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view)));
  rows = G_LIST_MODEL (gb_reconcile_view_get_list (view));
  g_assert_cmpuint (g_list_model_get_n_items (rows), >, 1);

  for (guint i = 0; i < 2; i++)
    {
      guint position = i == 0 ? 0 : g_list_model_get_n_items (rows) - 1;
      g_autoptr (GbReconcileItem) item = g_list_model_get_item (rows, position);
      const char *code = gb_reconcile_item_get_row (item)->code;

      table = find (GTK_WIDGET (view), GTK_TYPE_COLUMN_VIEW);
      g_signal_emit_by_name (table, "activate", position);
      gb_test_wait (shows_one, fixture, "the dossier's row");
      g_assert_cmpstr (gb_dossiers_page_get_code (GB_DOSSIERS_PAGE (dossiers)), ==, code);
      g_assert_true (gtk_widget_get_mapped (dossiers));
      gb_window_pages_show_indicators (fixture->window, "reconcile");
      wait_settled (fixture);
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

  ADD ("/indicators/set", NULL, test_set);
  ADD ("/indicators/set-of-another", NULL, test_set_of_another);
  ADD ("/indicators/figures", NULL, test_figures);
  ADD ("/indicators/keyboard", NULL, test_keyboard);
  ADD ("/indicators/export", NULL, test_export);
  ADD ("/indicators/choices", NULL, test_choices);
  ADD ("/indicators/error", NULL, test_error);
  ADD ("/indicators/clock", NULL, test_clock);
  ADD ("/indicators/many-rows", "officers", test_many_rows);
  ADD ("/indicators/narrow", "narrow", test_narrow);
  ADD ("/indicators/comparison", NULL, test_comparison);

  status = g_test_run ();
  g_rmdir (home);
  return status;
}
