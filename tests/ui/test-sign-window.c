/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "gb-action-repository.h"
#include "gb-dossiers-page.h"
#include "gb-language.h"
#include "gb-letter-window.h"
#include "gb-setting-repository.h"
#include "gb-sign-item.h"
#include "gb-sign-row.h"
#include "gb-sign-window.h"
#include "gb-test-cache.h"
#include "gb-test-window.h"

/* Those of gb_test_cache_fill() that are due today. */
#define FILTER GB_DOSSIER_FILTER_DUE_TODAY

#define MANY 300
typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *parent;
  GtkWidget *page;
  GbSignWindow *window; /* (nullable): weak */
  const char *wanted;   /* for conditions */
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

static GListModel *
get_items (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get (fixture, "view"))));
}

static GbSignItem *
get_item (Fixture *fixture,
          guint    i)
{
  g_autoptr (GbSignItem) item = g_list_model_get_item (get_items (fixture), i);

  return item;
}

static void
write_reason (Fixture    *fixture,
              const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get (fixture, "reason"))), text, -1);
}

static char *
read_reason (Fixture *fixture)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get (fixture, "reason"))), "text", &text, NULL);
  return text;
}

static gboolean
can_sign (Fixture *fixture)
{
  return gtk_widget_get_sensitive (get (fixture, "save"));
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
close_window (Fixture *fixture)
{
  GbSignWindow *window = g_object_ref (fixture->window);

  gtk_window_destroy (GTK_WINDOW (window));
  gb_test_wait (is_last, window, "the window's last holder");
  g_assert_finalize_object (window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  gb_store_close (fixture->store);
  gb_test_wait (is_last, fixture->store, "the store's last holder");
  g_assert_finalize_object (fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
is_filled (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (get_items (fixture)) > 0 &&
         *gtk_label_get_label (GTK_LABEL (get (fixture, "count"))) != '\0';
}

static void
present (Fixture *fixture)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (FILTER);

  query->commune = g_strdup (GB_TEST_COMMUNE);
  fixture->window = gb_sign_window_present (fixture->page, fixture->store, query, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gb_test_wait (is_filled, fixture, "the letters");
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->window == NULL;
}

static gpointer
list_actions (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, NULL, error);
}

static gpointer
load_draft (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  char *text = NULL;

  gb_setting_load (connection, "draft:signing", &text, error);
  return text;
}

/* What another program, or the next one, finds on the disk. */
static gboolean
is_kept (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = gb_store_read (fixture->store, load_draft, NULL, NULL, NULL);

  return text != NULL && strstr (text, fixture->wanted) != NULL;
}

/* --- tests ---------------------------------------------------------------------------------- */

/* Each has a reason: its own, or that of all; who is left out is not signed. */
static void
test_sign (Fixture      *fixture,
           gconstpointer data)
{
  guint n = gb_test_cache_expected (FILTER);
  g_autofree char *first = NULL, *second = NULL, *label = NULL;
  g_autoptr (GPtrArray) actions = NULL;

  g_assert_cmpuint (n, >, 2);
  present (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_items (fixture)), ==, n);
  g_assert_false (can_sign (fixture));
  first = g_strdup (gb_sign_item_get_code (get_item (fixture, 0)));
  second = g_strdup (gb_sign_item_get_code (get_item (fixture, 1)));
  gb_sign_item_set_chosen (get_item (fixture, 0), FALSE);
  gb_sign_item_set_reason (get_item (fixture, 1), " Own ");
  g_assert_false (can_sign (fixture));
  write_reason (fixture, "Common");
  g_assert_true (can_sign (fixture));
  label = g_strdup_printf ("Sign %u letters", n - 1);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get (fixture, "save"))), ==, label);
  gtk_editable_set_text (GTK_EDITABLE (get (fixture, "signer")), "Trần Văn B");

  g_signal_emit_by_name (get (fixture, "save"), "clicked");
  gb_test_wait (is_gone, fixture, "the window's end");
  actions = gb_store_read (fixture->store, list_actions, NULL, NULL, NULL);
  g_assert_cmpuint (actions->len, ==, n - 1);
  for (guint i = 0; i < actions->len; i++)
    {
      const GbAction *action = actions->pdata[i];

      g_assert_cmpint (action->type, ==, GB_ACTION_APOLOGY);
      g_assert_cmpstr (action->target, !=, first);
      g_assert_cmpstr (gb_action_get (action, "reason"), ==, g_str_equal (action->target, second) ? "Own" : "Common");
      g_assert_cmpstr (gb_action_get (action, "signer"), ==, "Trần Văn B");
      g_assert_cmpint (gb_action_get_time (action, "new_due"), >, GB_TEST_NOW);
    }

  /* the one that is left, and that it is one */
  present (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_items (fixture)), ==, 1);
  g_assert_cmpstr (gb_sign_item_get_code (get_item (fixture, 0)), ==, first);
  g_assert_true (gb_sign_item_get_chosen (get_item (fixture, 0)));
  g_assert_true (gtk_widget_get_visible (get (fixture, "left_out")));
}

/* A machine that goes off takes at most the last words. */
static void
test_draft (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *reason = NULL, *fresh = NULL;

  present (fixture);
  write_reason (fixture, "Half a sent");
  gb_sign_item_set_chosen (get_item (fixture, 2), FALSE);
  gb_sign_item_set_reason (get_item (fixture, 1), "Its own");
  fixture->wanted = "Its own";
  gb_test_wait (is_kept, fixture, "the draft on the disk");

  close_window (fixture);
  present (fixture);
  reason = read_reason (fixture);
  g_assert_cmpstr (reason, ==, "Half a sent");
  g_assert_false (gb_sign_item_get_chosen (get_item (fixture, 2)));
  g_assert_true (gb_sign_item_get_chosen (get_item (fixture, 0)));
  g_assert_cmpstr (gb_sign_item_get_reason (get_item (fixture, 1)), ==, "Its own");
  g_assert_true (can_sign (fixture));

  /* who thinks better of it finds nothing of it */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "sign.none", NULL);
  g_assert_false (can_sign (fixture));
  g_signal_emit_by_name (get (fixture, "cancel"), "clicked");
  gb_test_wait (is_gone, fixture, "the window's end");
  present (fixture);
  fresh = read_reason (fixture);
  g_assert_cmpstr (fresh, ==, "");
  g_assert_true (gb_sign_item_get_chosen (get_item (fixture, 2)));
}

/* What was signed is on paper at once. */
static void
test_print (Fixture      *fixture,
            gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GbLetterWindow *found = NULL;

  present (fixture);
  write_reason (fixture, "Common");
  g_signal_emit_by_name (get (fixture, "print"), "clicked");
  gb_test_wait (is_gone, fixture, "the window's end");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GB_IS_LETTER_WINDOW (window))
        found = GB_LETTER_WINDOW (window);
    }
  g_assert_nonnull (found);
  g_assert_true (gtk_widget_get_visible (find (GTK_WIDGET (found), "places")));
  g_object_ref (found);
  gtk_window_destroy (GTK_WINDOW (found));
  gb_test_wait (is_last, found, "the letters' last holder");
  g_assert_finalize_object (found);
}

static void
add_many (GbStore *store)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *due = gb_time_format (gb_day_at (gb_time_day (GB_TEST_NOW), 16 * 60 * 60));

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (lines,
                            "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260820-%04u\",\"rev\":1,\"data\":{"
                            "\"procedure\":\"Tách thửa đất\",\"field\":\"Đất đai\",\"channel\":\"desk\",\"officer\":"
                            "\"Võ Thị K\",\"commune\":\"" GB_TEST_COMMUNE "\",\"received_by\":\"" GB_TEST_COMMUNE "\","
                            "\"received\":\"2026-08-11T09:00:00+07:00\",\"state\":4,\"due\":\"%s\"}}\n",
                            i, due);
  gb_test_cache_feed (store, lines->str);
}

static GtkWidget *
first_row (Fixture *fixture)
{
  int n = 0;

  return gb_test_find_nth (GTK_WIDGET (fixture->window), GB_TYPE_SIGN_ROW, &n);
}

static gboolean
is_drawn (gpointer data)
{
  graphene_rect_t place;
  GtkWidget *row = first_row (data);

  return row != NULL && gtk_widget_compute_bounds (row, row, &place) && place.size.height > 0;
}

static void
assert_no_wrapping (GtkWidget *widget)
{
  g_assert_false (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_no_wrapping (child);
}

/* Whoever signs all letters of a week is not kept waiting: the list has two hundred rows at once, and GTK lays a text that
 * wraps out one letter a line to measure it, which took ten seconds. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  add_many (fixture->store);
  present (fixture);
  gb_test_wait (is_drawn, fixture, "the first row");
  g_assert_cmpuint (g_list_model_get_n_items (get_items (fixture)), >=, MANY);
  assert_no_wrapping (first_row (fixture));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/sign-window/sign", test_sign);
  ADD ("/sign-window/draft", test_draft);
  ADD ("/sign-window/print", test_print);
  ADD ("/sign-window/many", test_many);
  return g_test_run ();
}
