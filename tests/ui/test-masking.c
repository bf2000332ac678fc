/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-fixture.h"

#include <string.h>

#include "gb-dossier-cell.h"
#include "gb-dossier-pane.h"
#include "gb-dossiers-words.h"
#include "gb-forget.h"
#include "gb-language.h"

/* As the cache of the test has them. */
static const char *const names[] = { "Nguyễn Văn An", "Trần Thị Bích", "Lê Đình Cường", "Phạm Thị Ân", "Đặng Văn Ánh" };

/* A label anywhere below that has a whole name, shown or not: a screen reader finds it all the same. */
static gboolean
tells_name (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      if (strstr (gtk_label_get_text (GTK_LABEL (widget)), names[i]) != NULL)
        return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tells_name (child))
      return TRUE;
  return FALSE;
}

/* What is read aloud of the row that shows a dossier. */
static void
assert_read (DossiersFixture *fixture,
             const char      *applicant)
{
  GtkWidget *row = dossiers_find (GTK_WIDGET (fixture->view), GB_TYPE_DOSSIER_CELL);
  g_autoptr (GbDossier) first = g_list_model_get_item (dossiers_get_rows (fixture), 0);
  g_autofree char *words = gb_dossiers_words_row (first, 0, strchr (applicant, '.') != NULL, GB_TEST_NOW);
  g_autofree char *difference = NULL;

  g_assert_nonnull (strstr (words, applicant));
  while (g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  difference
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_assert_null (difference);
}

static gboolean
no_pane_word (gpointer data)
{
  return dossiers_shows_words (data, "text hidden");
}

static void
set_masked (DossiersFixture *fixture,
            gboolean         masked)
{
  gb_page_set_masked (GB_PAGE (fixture->page), masked);
}

/* Rows, what is read aloud of them, the detail: no whole name is left, from one moment to the next. */
static void
test_hides (DossiersFixture *fixture,
            gconstpointer    data)
{
  gb_dossiers_question_set_search (fixture->question, "bich");
  dossiers_wait_for_rows (fixture, 17);
  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  gb_dossiers_page_open (fixture->page, "H48.91-260815-0005");
  dossiers_wait_for_words (fixture, "Trần Thị Bích");
  assert_read (fixture, "Trần Thị Bích");

  set_masked (fixture, TRUE);
  g_assert_false (tells_name (GTK_WIDGET (fixture->view)));
  assert_read (fixture, "T. T. B.");
  dossiers_wait_for_words (fixture, "T. T. B.");
  g_assert_false (tells_name (GTK_WIDGET (fixture->view)));

  set_masked (fixture, FALSE);
  assert_read (fixture, "Trần Thị Bích");
}

/* The detail that is open, and what was written about its steps. */
static void
test_detail (DossiersFixture *fixture,
             gconstpointer    data)
{
  GtkWidget *pane = dossiers_find (GTK_WIDGET (fixture->page), GB_TYPE_DOSSIER_PANE);

  gb_test_cache_feed (fixture->store,
                      "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"s1\",\"rev\":1,\"data\":{\"dossier\":"
                      "\"H48.91-260815-0005\",\"at\":\"2026-08-20T08:00:00+07:00\",\"state\":4,\"text\":"
                      "\"Đã gọi bà Trần Thị Bích 0905123456\"}}\n");
  gb_dossiers_page_open (fixture->page, "H48.91-260815-0005");
  dossiers_wait_for_words (fixture, "Đã gọi bà Trần Thị Bích 0905123456");
  set_masked (fixture, TRUE);
  g_assert_false (dossiers_shows_words (pane, "Đã gọi bà Trần Thị Bích 0905123456"));
  gb_test_wait (no_pane_word, pane, "the masked detail");
  g_assert_false (tells_name (pane));
  set_masked (fixture, FALSE);
  dossiers_wait_for_words (fixture, "Đã gọi bà Trần Thị Bích 0905123456");
}

/* Masked before a row is there, the search looks at the whole name all the same. */
static void
test_search (DossiersFixture *fixture,
             gconstpointer    data)
{
  set_masked (fixture, TRUE);
  gb_dossiers_question_set_search (fixture->question, "tran thi bich");
  dossiers_wait_for_rows (fixture, 17);
  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  assert_read (fixture, "T. T. B.");
  g_assert_false (tells_name (GTK_WIDGET (fixture->view)));
}

static void
test_forgotten (DossiersFixture *fixture,
                gconstpointer    data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbDossier) first = NULL;

  gb_dossiers_question_set_filter (fixture->question, GB_DOSSIER_FILTER_FINISHED);
  dossiers_wait_for_rows (fixture, gb_test_cache_expected (GB_DOSSIER_FILTER_FINISHED));
  gb_test_wait (dossiers_first_is_filled, fixture, "the first row");
  g_assert_true (tells_name (GTK_WIDGET (fixture->view)));
  gb_test_cache_feed (fixture->store,
                      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260101-0001\",\"rev\":1,\"data\":{"
                      "\"procedure\":\"x\",\"field\":\"x\",\"channel\":\"desk\",\"commune\":\"21028\","
                      "\"received_by\":\"21028\",\"state\":10,\"applicant\":\"Trần Thị Bích\",\"finished\":"
                      "\"2026-01-03T08:00:00+07:00\"}}\n");
  gb_dossiers_question_set_search (fixture->question, "260101-0001");
  dossiers_wait_for_rows (fixture, 1);
  dossiers_wait_for_words (fixture, "personal data deleted");
  first = g_list_model_get_item (dossiers_get_rows (fixture), 0);
  g_assert_true (gb_dossier_is_forgotten (first));
  gb_dossiers_page_open (fixture->page, "H48.91-260101-0001");
  dossiers_wait_for_words (fixture, "personal data deleted");
  g_assert_false (tells_name (GTK_WIDGET (fixture->view)));
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  DOSSIERS_ADD ("/masking/hides", NULL, test_hides);
  DOSSIERS_ADD ("/masking/detail", NULL, test_detail);
  DOSSIERS_ADD ("/masking/search", NULL, test_search);
  DOSSIERS_ADD ("/masking/forgotten", NULL, test_forgotten);

  return g_test_run ();
}
