/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-score-forecast-card.h"
#include "gb-score-group.h"
#include "gb-score-row.h"
#include "gb-score-view.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-window-pages.h"

/* The points of the tests' province: all of the second group for what is on time. */
static const char split[] =
    "{\"op\":\"put\",\"type\":\"indicator\",\"id\":\"766-2.1\",\"rev\":1,\"data\":{\"name\":\"x\",\"unit\":\"%\","
    "\"kind\":\"scorecard\",\"order\":1,\"group\":2,\"points\":20}}\n"
    "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p\",\"rev\":1,\"data\":{\"name\":\"Chưa trực tuyến\",\"field\":\"F\","
    "\"online\":\"none\"}}\n";

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  GtkWidget *view;
} Fixture;

static void
wait_settled (Fixture *fixture)
{
  gb_test_wait (gb_test_is_settled, fixture->window, "the page");
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      int        n)
{
  return gb_test_find_nth (widget, type, &n);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_test_cache_feed (store, split);
  gb_store_close (store);
  g_object_unref (store);
  key = gb_test_key_file (fixture->folder);
  options.key_file = key;
  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), g_strcmp0 (data, "narrow") == 0 ? 480 : 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
  gb_window_pages_show_indicators (fixture->window, "score");
  wait_settled (fixture);
  fixture->view = find (GTK_WIDGET (fixture->window), GB_TYPE_SCORE_VIEW, 0);
  g_assert_true (gtk_widget_get_mapped (fixture->view));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

/* Presses the key that activates what has the focus. */
static void
activate_focus (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
}

/* Goes on with the Tab key until the focus is in @widget. */
static void
tab_to (Fixture   *fixture,
        GtkWidget *widget)
{
  for (int i = 0; i < 200; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

      if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
        return;
      gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
    }
  g_error ("the Tab key does not lead there");
}

static gboolean
shows_dossiers (gpointer window)
{
  return gb_window_get_shown_page (window) == gb_window_get_page (window, "dossiers");
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *page = find (GTK_WIDGET (fixture->window), GB_TYPE_DOSSIERS_PAGE, 0);
  GtkWidget *table = find (page, GTK_TYPE_COLUMN_VIEW, 0);

  /* A button that is activated clicks a little later. */
  gb_test_wait (shows_dossiers, fixture->window, "the page of dossiers");
  wait_settled (fixture);
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table))));
}

static void
unfold (GtkWidget *widget)
{
  gtk_expander_set_expanded (GTK_EXPANDER (find (widget, GTK_TYPE_EXPANDER, 0)), TRUE);
}

/* The first indicator of a group, which is unfolded for it; groups count from 1. */
static GtkWidget *
first_row (Fixture *fixture,
           int      group)
{
  GtkWidget *widget = find (fixture->view, GB_TYPE_SCORE_GROUP, group - 1);

  unfold (widget);
  return find (widget, GB_TYPE_SCORE_ROW, 0);
}

/* By the keyboard alone: to the group, unfold it, to the indicator, unfold that, and open what costs points. Of the
 * tests' cache 84 are in hand: 9 came in time, 59 are in process in time, and of the others 6 are late, 3 have no date
 * and 7 wait; of those 3 for papers that were asked for too late, 4 for payments. */
static void
test_keyboard (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *group = find (fixture->view, GB_TYPE_SCORE_GROUP, 1);
  GtkWidget *row = first_row (fixture, 2);
  GtkWidget *outer = find (group, GTK_TYPE_EXPANDER, 0), *inner = find (row, GTK_TYPE_EXPANDER, 0);
  const char *told = "2.1 Dossiers done or in process on time, 80,95 % · 68/84, 16,19/20";
  GtkWidget *button;

  gtk_expander_set_expanded (GTK_EXPANDER (outer), FALSE);
  tab_to (fixture, outer);
  activate_focus (fixture);
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (outer)));
  tab_to (fixture, inner);
  gtk_test_accessible_assert_role (inner, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (inner, GTK_ACCESSIBLE_PROPERTY_LABEL, told);
  activate_focus (fixture);
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (inner)));
  g_assert_true (gb_test_says (row, "16 dossiers cost 3,81 points"));
  g_assert_true (gb_test_says (row, "68 fulfilled"));
  g_assert_true (gb_test_says (row, "84 counted"));
  button = find (row, GTK_TYPE_BUTTON, 0);
  tab_to (fixture, button);
  activate_focus (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 16);
}

/* What a row says is what the file holds. */
static void
test_export (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) rows = gb_test_export_rows (gtk_widget_get_ancestor (fixture->view, GB_TYPE_PAGE), FALSE);
  gboolean found = FALSE;

  for (guint i = 0; i + 1 < rows->len; i++)
    if (g_strcmp0 (gb_test_export_cell (rows, i, "Number"), "2.1") == 0)
      {
        g_assert_cmpstr (gb_test_export_cell (rows, i, "Value"), ==, "80,95 %");
        g_assert_cmpstr (gb_test_export_cell (rows, i, "Numerator"), ==, "68");
        g_assert_cmpstr (gb_test_export_cell (rows, i, "Denominator"), ==, "84");
        found = TRUE;
      }
  g_assert_true (found);
  g_assert_cmpstr (gb_test_export_cell (rows, rows->len - 2, "Group"), ==, "Total");
}

/* Every figure opens as many rows as it says. */
static void
test_figures (Fixture      *fixture,
              gconstpointer data)
{
  static const guint expected[] = { 16, 68, 84 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GtkWidget *button;

      gb_window_pages_show_indicators (fixture->window, "score");
      wait_settled (fixture);
      unfold (first_row (fixture, 2));
      button = find (first_row (fixture, 2), GTK_TYPE_BUTTON, (int) i);
      g_assert_true (gtk_widget_activate (button));
      g_assert_cmpuint (count_rows (fixture), ==, expected[i]);
    }
}

/* The total says over how many points it stands, and a list tells which procedures cost points. */
static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *offered = first_row (fixture, 3);

  unfold (offered);
  g_assert_true (gb_test_says (fixture->view, "out of 20 points that have data"));
  g_assert_true (gb_test_says (fixture->view, "80 points without data"));
  g_assert_true (gb_test_says (offered, "0,00 % · 0/1"));
  g_assert_true (gb_test_says (offered, "no points set"));
  g_assert_true (gb_test_says (offered, "Chưa trực tuyến"));
}

static guint
n_checked (GtkWidget *card)
{
  guint n = 0;

  for (int i = 0;; i++)
    {
      GtkWidget *check = find (card, GTK_TYPE_CHECK_BUTTON, i);

      if (check == NULL)
        return n;
      n += gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
    }
}

/* A dossier that is left out makes the forecast smaller, and the focus stays on it. */
static void
test_forecast (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *card = find (fixture->view, GB_TYPE_SCORE_FORECAST_CARD, 0);
  GtkWidget *check = find (card, GTK_TYPE_CHECK_BUTTON, 0);
  guint before = n_checked (card);

  g_assert_true (gtk_widget_get_mapped (card));
  g_assert_true (gb_test_says (card, "If these 19 dossiers are done by Friday, 28/08"));
  g_assert_true (gb_test_says (card, "+4,52 points"));
  tab_to (fixture, check);
  activate_focus (fixture);
  wait_settled (fixture);
  g_assert_true (gb_test_says (card, "If these 18 dossiers are done by Friday, 28/08"));
  g_assert_true (gb_test_says (card, "+4,29 points"));
  g_assert_cmpuint (n_checked (card), ==, before - 1);
  g_assert_true (gtk_widget_has_focus (check));
  activate_focus (fixture);
  wait_settled (fixture);
  g_assert_true (gb_test_says (card, "+4,52 points"));
  g_assert_true (gtk_widget_activate (find (card, GTK_TYPE_BUTTON, 0)));
  g_assert_cmpuint (count_rows (fixture), ==, 19);
}

static gboolean
is_narrow (gpointer widget)
{
  return gtk_widget_get_width (widget) <= 480;
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  gb_test_wait (is_narrow, fixture->view, "the width");
  g_assert_true (gtk_widget_get_mapped (find (fixture->view, GB_TYPE_SCORE_FORECAST_CARD, 0)));
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    const char *data;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/score/keyboard", NULL, test_keyboard },
    { "/score/export", NULL, test_export }, { "/score/figures", NULL, test_figures },
    { "/score/unknown", NULL, test_unknown },   { "/score/forecast", NULL, test_forecast },
    { "/score/narrow", "narrow", test_narrow },
  };
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].func, tear_down);
  status = g_test_run ();
  g_rmdir (home);
  return status;
}
