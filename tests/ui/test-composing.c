/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vietnamese as an input method gives it: what is still composed is not looked for, and nothing of it is lost to what the
 * window does meanwhile. (With IBus and Unikey themselves: tests/e2e/test-input-method.py.) */
#include <adwaita.h>

#include "gb-language.h"
#include "gb-test-cache.h"
#include "gb-test-composer.h"
#include "gb-test-store.h"
#include "gb-test-window.h"
#include "gb-text-field.h"
#include "gb-window-search.h"

typedef struct
{
  char *folder;
  GbServices *services;
  GbWindow *window;
  guint n_changes;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  page)
{
  GbOptions options = { .now = GB_TEST_NOW };
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;
  GbStore *store;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "cache.db", NULL);
  key = gb_test_key_file (fixture->folder);
  store = gb_test_cache_new (fixture->folder);
  gb_test_cache_fill (store);
  gb_store_close (store);
  g_object_unref (store);
  options.cache = path;
  options.key_file = key;
  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gb_window_set_first_page (fixture->window, page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1440, 900);
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
on_changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static gboolean
on_timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Longer than a search waits for more to be typed: what was going to be asked is asked. */
static void
let_it_ask (Fixture *fixture)
{
  gboolean over = FALSE;

  g_timeout_add (400, on_timeout_cb, &over);
  gb_test_wait (is_true, &over, "the search's patience");
  gb_test_wait (gb_test_is_settled, fixture->window, "what is found");
}

/* Where @action puts the cursor. */
static GtkEditable *
entry_of (Fixture    *fixture,
          const char *action)
{
  GtkWidget *focus;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_TEXT (focus));
  return GTK_EDITABLE (focus);
}

/* Half syllables are never looked for, and results that come meanwhile leave what is composed where it is. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const parts[] = { "d", "đ", "đu", "đuo", "đươ", "đươn", "đường" };
  GtkEditable *entry = entry_of (fixture, "win.focus-search");
  GtkWidget *search = gtk_widget_get_ancestor (GTK_WIDGET (entry), GB_TYPE_WINDOW_SEARCH);
  GbTestComposer *composer = gb_test_composer_of (GTK_WIDGET (entry));

  g_signal_connect_swapped (gb_window_search_get_entry (GB_WINDOW_SEARCH (search)), "search-changed",
                            G_CALLBACK (on_changed_cb), fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gb_test_composer_compose (composer, parts[i]);
  let_it_ask (fixture);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_false (gb_window_search_get_open (GB_WINDOW_SEARCH (search)));

  gb_test_composer_commit (composer, "đường ");
  gb_test_composer_compose (composer, "ngu");
  let_it_ask (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (gb_window_search_get_open (GB_WINDOW_SEARCH (search)));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "đường ");
  g_assert_cmpstr (gb_test_composer_get (composer), ==, "ngu");

  gb_test_composer_compose (composer, "nguyễn");
  gb_test_composer_commit (composer, "nguyễn");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "đường nguyễn");
  let_it_ask (fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (entry));
}

static char *
text_of (GtkTextView *view)
{
  return gb_text_field_dup_text (GB_TEXT_FIELD (view));
}

static gboolean
is_field (GtkWidget *focus)
{
  return focus != NULL && GB_IS_TEXT_FIELD (focus);
}

/* What is stored by itself meanwhile disturbs nothing, and what is still composed stays where the focus goes on. */
static void
test_editor (Fixture       *fixture,
             gconstpointer  data)
{
  int first = 0, second = 1;
  GtkWidget *view = gb_test_find_nth (GTK_WIDGET (fixture->window), GB_TYPE_TEXT_FIELD, &first);
  GtkWidget *next = gb_test_find_nth (GTK_WIDGET (fixture->window), GB_TYPE_TEXT_FIELD, &second);
  GbTestComposer *composer;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;

  gtk_widget_grab_focus (view);
  g_assert_true (is_field (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "", -1);
  composer = gb_test_composer_of (view);
  gb_test_composer_compose (composer, "Sơ");
  gb_test_composer_commit (composer, "Sở ");
  gb_test_composer_compose (composer, "Xây");
  let_it_ask (fixture);
  during = text_of (GTK_TEXT_VIEW (view));
  g_assert_cmpstr (during, ==, "Sở ");
  g_assert_cmpstr (gb_test_composer_get (composer), ==, "Xây");

  gtk_widget_grab_focus (next);
  let_it_ask (fixture);
  after = text_of (GTK_TEXT_VIEW (view));
  g_assert_cmpstr (after, ==, "Sở Xây");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("giaoban-home-XXXXXX", NULL);
  int status;

  /* The user's own cache is none of a test's. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gb_test_composer_install ();
  g_test_add ("/composing/search", Fixture, "today", set_up, test_search, tear_down);
  g_test_add ("/composing/editor", Fixture, "briefing", set_up, test_editor, tear_down);
  status = g_test_run ();
  gb_test_cache_remove (home);
  return status;
}
