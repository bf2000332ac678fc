/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-fixture.h"

GtkWidget *
dossiers_find (GtkWidget *widget,
               GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = dossiers_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
dossiers_shows_words (GtkWidget  *widget,
                      const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (dossiers_shows_words (child, words))
      return TRUE;
  return FALSE;
}

GbDossierTable *
dossiers_get_table (DossiersFixture *fixture)
{
  return GB_DOSSIER_TABLE (dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_TABLE));
}

GListModel *
dossiers_get_rows (DossiersFixture *fixture)
{
  return G_LIST_MODEL (gtk_column_view_get_model (fixture->view));
}

GbClassChip *
dossiers_get_chip (DossiersFixture *fixture,
                   const char      *kind)
{
  GtkWidget *chip = dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_CLASS_CHIP);

  while (chip != NULL && g_strcmp0 (gb_class_chip_get_kind (GB_CLASS_CHIP (chip)), kind) != 0)
    chip = gtk_widget_get_next_sibling (chip);
  g_assert_nonnull (chip);
  return GB_CLASS_CHIP (chip);
}

/* --- conditions --- */

static gboolean
is_settled (gpointer data)
{
  DossiersFixture *fixture = data;

  return !gb_page_get_loading (GB_PAGE (fixture->page)) &&
         g_list_model_get_n_items (dossiers_get_rows (fixture)) == fixture->expected;
}

static gboolean
has_words (gpointer data)
{
  DossiersFixture *fixture = data;

  return dossiers_shows_words (GTK_WIDGET (fixture->page), fixture->words);
}

gboolean
dossiers_first_is_filled (gpointer data)
{
  DossiersFixture *fixture = data;
  g_autoptr (GbDossier) first = g_list_model_get_item (dossiers_get_rows (fixture), 0);

  return first != NULL && !gb_dossier_is_loading (first);
}

static gboolean
is_counted (gpointer data)
{
  DossiersFixture *fixture = data;
  GbDossierFilter filter = gb_dossiers_question_get_filter (fixture->question);

  return gb_class_chip_get_count (dossiers_get_chip (fixture, gb_dossier_filter_nick (filter)))
         == fixture->expected;
}

void
dossiers_wait_for_rows (DossiersFixture *fixture,
                        guint            n_rows)
{
  fixture->expected = n_rows;
  gb_test_wait (is_settled, fixture, "the rows");
  gb_test_wait (is_counted, fixture, "the count on the chip");
}

void
dossiers_wait_for_words (DossiersFixture *fixture,
                         const char      *words)
{
  fixture->words = words;
  gb_test_wait (has_words, fixture, words);
}

/* --- fixture --- */

void
dossiers_set_up (DossiersFixture *fixture,
                 gconstpointer    data)
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
  fixture->view = GTK_COLUMN_VIEW (dossiers_find (GTK_WIDGET (fixture->page), GTK_TYPE_COLUMN_VIEW));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window),
                               g_strcmp0 (data, "narrow") == 0 ? 480 : 1200, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  dossiers_wait_for_rows (fixture, g_strcmp0 (data, "empty") != 0
                              ? gb_test_cache_expected (GB_DOSSIER_FILTER_OPEN)
                              : 0);
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
dossiers_tear_down (DossiersFixture *fixture,
                    gconstpointer    data)
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

void
dossiers_assert_first (DossiersFixture *fixture,
                       const char      *property,
                       const char      *value)
{
  g_autoptr (GbDossier) first = NULL;
  g_autofree char *text = NULL;

  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  first = g_list_model_get_item (dossiers_get_rows (fixture), 0);
  g_object_get (first, property, &text, NULL);
  g_assert_cmpstr (text, ==, value);
}

void
dossiers_click_header (DossiersFixture *fixture,
                       const char      *title,
                       GtkSortType      order)
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
