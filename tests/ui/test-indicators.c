/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-class-chip.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-test-cache.h"
#include "gb-window.h"

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
is_settled (gpointer data)
{
  return gb_window_is_settled (data);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  GbOptions options = { .now = GB_TEST_NOW };
  g_autoptr (GError) error = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_store_close (store);
  g_object_unref (store);

  options.cache = path;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (is_settled, fixture->window, "the window");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gb_test_wait (is_last, fixture->services, "the services' last holder");
  g_assert_finalize_object (fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
wait_settled (Fixture *fixture)
{
  gb_test_wait (is_settled, fixture->window, "the page");
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
  gb_window_show_dossiers (fixture->window, "paused");
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

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

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

  ADD ("/indicators/set", test_set);
  ADD ("/indicators/set-of-another", test_set_of_another);

  status = g_test_run ();
  g_rmdir (home);
  return status;
}
