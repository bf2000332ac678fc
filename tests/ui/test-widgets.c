/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-adaptive-bin.h"
#include "gb-bar-chart.h"
#include "gb-language.h"
#include "gb-load-chart.h"
#include "gb-pass-focus.h"
#include "gb-state-view.h"
#include "gb-test-cache.h"
#include "gb-tile-layout.h"
#include "gb-tile.h"

static GtkWidget *
present (GtkWidget *child,
         int        width,
         int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_width (data) > 0 && gtk_widget_get_height (data) > 0;
}

static void
test_tile (void)
{
  GtkWidget *tile = g_object_ref_sink (g_object_new (
      GB_TYPE_TILE, "title", "Overdue", "state", "late", "symbol", "gb-late-symbolic", NULL));

  /* Not known yet is told apart from none. */
  g_assert_cmpint (gb_tile_get_count (GB_TILE (tile)), ==, -1);
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL, "Overdue: –");
  g_assert_true (gtk_widget_has_css_class (tile, "late"));

  gb_tile_set_count (GB_TILE (tile), 1234);
  gb_tile_set_caption (GB_TILE (tile), "at most 1 d");
  gtk_test_accessible_assert_role (tile, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL, "Overdue: 1.234");
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "at most 1 d");
  g_assert_false (gtk_widget_has_css_class (tile, "zero"));
  gb_tile_set_count (GB_TILE (tile), 0);
  g_assert_true (gtk_widget_has_css_class (tile, "zero"));

  g_object_set (tile, "state", "paused", NULL);
  g_assert_false (gtk_widget_has_css_class (tile, "late"));
  g_assert_true (gtk_widget_has_css_class (tile, "paused"));
  g_assert_finalize_object (tile);
}

static const struct
{
  int width;
  double scale;
  int rows[5]; /* in which row each tile stands */
} layouts[] = {
  { 1176, 1, { 0, 0, 0, 0, 0 } },
  { 760, 1, { 0, 0, 1, 1, 1 } },
  { 480, 1, { 0, 0, 1, 1, 1 } },
  { 1176, 2, { 0, 0, 1, 1, 2 } },
};

static void
test_tile_layout (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *window;
      graphene_rect_t bounds, previous;
      int row = 0, n = 0;

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi",
                    (int) (96 * 1024 * layouts[i].scale), NULL);
      gtk_widget_set_layout_manager (box, g_object_new (GB_TYPE_TILE_LAYOUT, NULL));
      for (int j = 0; j < 5; j++)
        gtk_box_append (GTK_BOX (box), g_object_new (GB_TYPE_TILE, "title", "Tile", NULL));
      window = present (box, layouts[i].width, 700);
      gb_test_wait (is_drawn, box, "the tiles");
      for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
           child = gtk_widget_get_next_sibling (child), n++)
        {
          g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
          if (n > 0 && bounds.origin.y > previous.origin.y + 1)
            row++;
          g_assert_cmpint (row, ==, layouts[i].rows[n]);
          g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, layouts[i].width + 1);
          previous = bounds;
        }
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static gboolean
is_narrow (gpointer data)
{
  return gb_adaptive_bin_get_narrow (data);
}

static void
test_adaptive_bin (void)
{
  GbAdaptiveBin *bin = g_object_new (GB_TYPE_ADAPTIVE_BIN, "minimum-width", 200, "narrow-below",
                                     500, "medium-below", 900, NULL);
  GtkWidget *child = gtk_label_new (NULL);
  GtkWidget *window;
  int minimum;

  gtk_widget_set_size_request (child, 700, -1);
  gb_adaptive_bin_set_child (bin, child);
  g_assert_true (gb_adaptive_bin_get_child (bin) == child);
  /* What its child would like does not hold it. */
  gtk_widget_measure (GTK_WIDGET (bin), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 200);

  window = present (GTK_WIDGET (g_object_ref (bin)), 400, 300);
  gb_test_wait (is_narrow, bin, "the narrow bin");
  g_assert_true (gb_adaptive_bin_get_medium (bin));
  gtk_window_destroy (GTK_WINDOW (window));

  /* Twice the text makes half the width. */
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  window = present (GTK_WIDGET (bin), 800, 300);
  gb_test_wait (is_narrow, bin, "the narrow bin at large text");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  g_assert_finalize_object (bin);
}

static void
test_bar_chart (void)
{
  GtkWidget *chart = g_object_new (GB_TYPE_BAR_CHART, NULL);
  GtkWidget *window, *first, *last;

  gb_bar_chart_add (GB_BAR_CHART (chart), 80, 75, "24/08", NULL, "Monday: 80 received");
  gb_bar_chart_add (GB_BAR_CHART (chart), 40, 60, NULL, "make-up", "Tuesday: 40 received");
  gb_bar_chart_add (GB_BAR_CHART (chart), 0, 0, NULL, NULL, "Wednesday: none");
  g_assert_cmpuint (gb_bar_chart_get_n_points (GB_BAR_CHART (chart)), ==, 3);
  g_object_ref (chart);
  window = present (chart, 500, 200);
  gb_test_wait (is_drawn, chart, "the chart");

  first = gtk_widget_get_first_child (chart);
  last = gtk_widget_get_last_child (chart);
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (first, GTK_ACCESSIBLE_PROPERTY_LABEL, "Monday: 80 received");

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  /* Tab comes in at the newest bar, the arrows walk, Tab goes out. */
  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == last);
  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_LEFT));
  g_assert_true (gtk_widget_child_focus (chart, GTK_DIR_LEFT));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == first);
  g_assert_false (gtk_widget_child_focus (chart, GTK_DIR_LEFT));
  g_assert_false (gtk_widget_child_focus (chart, GTK_DIR_TAB_FORWARD));

  gb_bar_chart_clear (GB_BAR_CHART (chart));
  g_assert_null (gtk_widget_get_first_child (chart));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (chart);
}

static void
test_load_chart (void)
{
  const GbLoad loads[] = {
    { "Nguyễn Văn A", "đất đai", { 4, 2, 8, 50, 7 }, 74 },
    { "Bùi Thị H", NULL, { 0, 0, 0, 7, 0 }, 7 },
  };
  GbLoadChart *chart = g_object_ref_sink (g_object_new (GB_TYPE_LOAD_CHART, NULL));
  GtkWidget *list = adw_bin_get_child (ADW_BIN (chart));

  for (int again = 0; again < 2; again++)
    {
      GtkListBoxRow *row;

      gb_load_chart_set_loads (chart, loads, G_N_ELEMENTS (loads));
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
      gtk_test_accessible_assert_property (
          GTK_WIDGET (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
          "Nguyễn Văn A, đất đai: 74 dossiers, 4 overdue, 2 due today, 8 due soon, 50 in time, "
          "7 paused");
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1);
      gtk_test_accessible_assert_property (GTK_WIDGET (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "Bùi Thị H: 7 dossiers, 7 in time");
      g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2));
    }
  g_assert_finalize_object (chart);
}

static void
test_state_view (void)
{
  GbStateView *view = g_object_ref_sink (g_object_new (GB_TYPE_STATE_VIEW, "content",
                                                       gtk_label_new ("content"), NULL));
  GtkStack *stack = GTK_STACK (adw_bin_get_child (ADW_BIN (view)));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "loading");
  gb_state_view_show_content (view);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "content");
  /* A file's name in a message is not markup. */
  gb_state_view_show_error (view, "Title", "“a<b&c.db” cannot be read");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "status");
  gb_state_view_show_empty (view, "Nothing", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "status");
  g_assert_finalize_object (view);
}

/* A button at one side of a column, or at one end of a row's height */
static GtkWidget *
append_button (GtkWidget *box,
               GtkAlign   across)
{
  GtkWidget *button = gtk_button_new ();
  gboolean column = gtk_orientable_get_orientation (GTK_ORIENTABLE (box)) == GTK_ORIENTATION_VERTICAL;

  g_object_set (button, column ? "halign" : "valign", across, NULL);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
assert_walks_to (GtkWidget        *window,
                 GtkDirectionType  direction,
                 GtkWidget        *button)
{
  g_assert_true (gtk_widget_child_focus (window, direction));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == button);
}

/* Tab misses no child, wherever it stands; what is hidden or cannot be pressed is passed by. */
static void
test_box_order (gconstpointer orientation)
{
  GtkWidget *box = gtk_box_new (GPOINTER_TO_INT (orientation), 6);
  GtkWidget *window, *buttons[3];

  gb_keep_box_order ();
  buttons[0] = append_button (box, GTK_ALIGN_END);
  gtk_widget_set_visible (append_button (box, GTK_ALIGN_FILL), FALSE);
  buttons[1] = append_button (box, GTK_ALIGN_START);
  gtk_widget_set_sensitive (append_button (box, GTK_ALIGN_FILL), FALSE);
  buttons[2] = append_button (box, GTK_ALIGN_FILL);
  window = present (box, 400, 400);
  gb_test_wait (is_drawn, buttons[2], "the last button");

  gtk_window_set_focus (GTK_WINDOW (window), buttons[0]);
  assert_walks_to (window, GTK_DIR_TAB_FORWARD, buttons[1]);
  assert_walks_to (window, GTK_DIR_TAB_FORWARD, buttons[2]);
  assert_walks_to (window, GTK_DIR_TAB_BACKWARD, buttons[1]);
  assert_walks_to (window, GTK_DIR_TAB_BACKWARD, buttons[0]);
  g_assert_false (gtk_widget_child_focus (box, GTK_DIR_TAB_BACKWARD));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/tile/words", test_tile);
  g_test_add_func ("/tile-layout/rows", test_tile_layout);
  g_test_add_func ("/adaptive-bin/widths", test_adaptive_bin);
  g_test_add_func ("/bar-chart/keyboard", test_bar_chart);
  g_test_add_func ("/load-chart/rows", test_load_chart);
  g_test_add_func ("/state-view/states", test_state_view);
  g_test_add_data_func ("/box-order/column", GINT_TO_POINTER (GTK_ORIENTATION_VERTICAL), test_box_order);
  g_test_add_data_func ("/box-order/row", GINT_TO_POINTER (GTK_ORIENTATION_HORIZONTAL), test_box_order);

  return g_test_run ();
}
