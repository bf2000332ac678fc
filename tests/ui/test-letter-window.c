/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-letter-window.h"
#include "gb-paper-view.h"
#include "gb-test-cache.h"

/* Of gb_test_cache_fill(): one that is due today, so that its letter is late, and one that is due on the day after
 * tomorrow. */
#define LATE "H48.91-260810-0100"
#define IN_TIME "H48.91-260811-0201"

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *parent;
  GtkWidget *page;
  GbLetterWindow *window;
} Fixture;

static GtkWidget *
find (GtkWidget  *widget,
      const char *name)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, name);
  return found;
}

static GtkWidget *
get (Fixture    *fixture,
     const char *name)
{
  GtkWidget *found = find (GTK_WIDGET (fixture->window), name);

  g_assert_nonnull (found);
  return found;
}

static const char *
state_of (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (get (fixture, "state")));
}

static gboolean
is_idle (gpointer data)
{
  return gtk_widget_get_sensitive (get (data, "save"));
}

static gboolean
is_ready (gpointer data)
{
  return !g_str_equal (state_of (data), "loading");
}

/* --- fixture -------------------------------------------------------------------------------- */

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (fixture->store);
  fixture->parent = adw_window_new ();
  fixture->page = g_object_new (GB_TYPE_DOSSIERS_PAGE, "store", fixture->store, "commune", GB_TEST_COMMUNE, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->parent), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->parent));
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
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->window, "the window's last holder");
  g_assert_finalize_object (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
present (Fixture           *fixture,
         GbLetterType       type,
         const char *const *codes)
{
  g_autoptr (GbLetterBatch) batch = gb_letter_batch_new (type);

  for (gsize i = 0; codes[i] != NULL; i++)
    gb_letter_batch_add (batch, codes[i]);
  fixture->window = gb_letter_window_present (fixture->page, fixture->store, batch);
  gb_test_wait (is_ready, fixture, "the paper");
}

static char *
read_paper (Fixture *fixture)
{
  GbPaper *paper = gb_paper_view_get_paper (GB_PAPER_VIEW (get (fixture, "view")));

  return paper != NULL ? gb_paper_dup_text (paper, 0) : NULL;
}

static gboolean
shows (Fixture    *fixture,
       const char *words)
{
  g_autofree char *text = read_paper (fixture);

  return text != NULL && strstr (text, words) != NULL;
}

static gboolean
shows_first (gpointer data)
{
  return shows (data, LATE);
}

static gboolean
shows_second (gpointer data)
{
  return shows (data, IN_TIME);
}

/* --- tests ---------------------------------------------------------------------------------- */

/* What is to be known stands beside the paper; the next one has nothing of it. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const codes[] = { LATE, IN_TIME, NULL };
  GtkWidget *widget;

  present (fixture, GB_LETTER_APOLOGY, codes);
  widget = GTK_WIDGET (fixture->window);
  g_assert_cmpstr (state_of (fixture), ==, "paper");
  gb_test_wait (shows_first, fixture, "the first paper");
  g_assert_true (gtk_widget_get_visible (get (fixture, "warning")));
  g_assert_false (shows (fixture, gtk_label_get_label (GTK_LABEL (get (fixture, "warning")))));
  g_assert_true (gtk_widget_get_visible (get (fixture, "places")));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get (fixture, "place_label"))), ==, "Paper 1 of 2");

  gtk_widget_activate_action (widget, "letter.previous", NULL);
  g_assert_cmpuint (gb_letter_window_get_place (fixture->window), ==, 0);
  gtk_widget_activate_action (widget, "letter.next", NULL);
  gb_test_wait (shows_second, fixture, "the second paper");
  g_assert_false (gtk_widget_get_visible (get (fixture, "warning")));
  g_assert_cmpuint (gb_letter_window_get_place (fixture->window), ==, 1);
  gtk_widget_activate_action (widget, "letter.next", NULL);
  g_assert_cmpuint (gb_letter_window_get_place (fixture->window), ==, 1);
}

/* Names are not shown where others look; the paper is whole all the same. */
static void
test_masked (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const codes[] = { IN_TIME, NULL };

  gb_page_set_masked (GB_PAGE (fixture->page), TRUE);
  present (fixture, GB_LETTER_APOLOGY, codes);
  g_assert_cmpstr (state_of (fixture), ==, "hidden");
  g_assert_null (gb_paper_view_get_paper (GB_PAPER_VIEW (get (fixture, "view"))));
  g_assert_true (gtk_widget_get_sensitive (get (fixture, "print")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "letter.show", NULL);
  gb_test_wait (shows_second, fixture, "the paper");
  g_assert_cmpstr (state_of (fixture), ==, "paper");
}

/* What may not be written is neither shown nor printed. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const codes[] = { "unknown", NULL };

  present (fixture, GB_LETTER_URGING, codes);
  g_assert_cmpstr (state_of (fixture), ==, "problem");
  g_assert_false (gtk_widget_get_sensitive (get (fixture, "print")));
  g_assert_false (gtk_widget_get_sensitive (get (fixture, "save")));
}

static gboolean
is_saved (gpointer data)
{
  return g_file_query_exists (data, NULL);
}

static void
test_saved (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const codes[] = { LATE, IN_TIME, NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "letters.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "letters.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path (nowhere);
  g_autofree char *contents = NULL;

  present (fixture, GB_LETTER_APOLOGY, codes);
  gb_letter_window_save_to (fixture->window, file);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (get (fixture, "working"))));
  gb_test_wait (is_saved, file, "the file");
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  gb_test_wait (is_idle, fixture, "the end of saving");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (get (fixture, "working"))));

  gb_letter_window_save_to (fixture->window, missing);
  gb_test_wait (is_idle, fixture, "the end of saving");

  /* ended before it began: nothing is left of it */
  g_file_delete (file, NULL, NULL);
  gb_letter_window_save_to (fixture->window, file);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "letter.cancel", NULL);
  gb_test_wait (is_idle, fixture, "the end of saving");
  g_assert_false (g_file_query_exists (file, NULL));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/letter-window/many", test_many);
  ADD ("/letter-window/masked", test_masked);
  ADD ("/letter-window/refused", test_refused);
  ADD ("/letter-window/saved", test_saved);
  return g_test_run ();
}
