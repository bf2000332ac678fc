/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gb-language.h"
#include "gb-reconcile-view.h"
#include "gb-test-cache.h"
#include "gb-test-export.h"

/* Accepted on Monday 10/08/2026 at 09:00, due five working days later, on Monday 17/08 at 09:00. */
#define PROCEDURE                                                                                              \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"p\",\"rev\":1,\"data\":{\"code\":\"1.000001\","             \
  "\"name\":\"Land\",\"field\":\"Land\",\"limit\":{\"unit\":\"working-days\",\"amount\":5}}}\n"
#define DOSSIER(code, due)                                                                                     \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"" code "\",\"rev\":1,\"data\":{\"procedure\":\"=Land, new\"," \
  "\"procedure_code\":\"1.000001\",\"field\":\"Land\",\"channel\":\"desk\",\"commune\":\"21028\","            \
  "\"received_by\":\"21028\",\"state\":4,\"received\":\"2026-08-10T09:00:00+07:00\"" due "}}\n"
#define AT(due) ",\"due\":\"2026-08-17T" due ":00+07:00\""
#define LINES                                                                                                  \
  PROCEDURE DOSSIER ("H48.91-260810-0001", AT ("09:00")) DOSSIER ("H48.91-260810-0002", AT ("10:00"))          \
  DOSSIER ("H48.91-260810-0003", AT ("08:00")) DOSSIER ("H48.91-260810-0004", "")
#define AGREEING PROCEDURE DOSSIER ("H48.91-260810-0001", AT ("09:00"))
#define STANDING                                                                                               \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"s\",\"rev\":1,\"data\":{\"dossier\":\"H48.91-260810-0001\"," \
  "\"at\":\"2026-08-11T09:00:00+07:00\",\"event\":\"pause:opinion\"}}\n"

typedef struct
{
  const char *lines;
  int width;
} Case;

typedef struct
{
  char *folder;
  GbStore *store;
  GtkWidget *window;
  GbReconcileView *view;
  const char *words; /* what is waited for */
  char *opened; /* (owned) (nullable): the code that was asked for */
} Fixture;

static void
on_open_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->opened);
  fixture->opened = g_variant_dup_string (parameter, NULL);
}

static gboolean
is_settled (gpointer data)
{
  Fixture *fixture = data;

  return !gb_reconcile_view_get_loading (fixture->view)
         && gb_reconcile_list_get_progress (gb_reconcile_view_get_list (fixture->view)) == 1;
}

static void
on_changed_cb (gboolean *changed)
{
  *changed = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* What was fed is told in the main loop; a view that hears of it later compares again. */
static void
feed (GbStore    *store,
      const char *lines)
{
  gboolean changed = FALSE;
  gulong handler = g_signal_connect_swapped (store, "changed", G_CALLBACK (on_changed_cb), &changed);

  gb_test_cache_feed (store, lines);
  gb_test_wait (is_true, &changed, "the change");
  g_signal_handler_disconnect (store, handler);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const Case *self = data;
  const GActionEntry entries[] = { { "open-dossier", on_open_cb, "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  fixture->store = gb_test_cache_new (fixture->folder);
  feed (fixture->store, self->lines);
  fixture->view = g_object_new (GB_TYPE_RECONCILE_VIEW, NULL);
  fixture->window = adw_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
  gb_reconcile_view_set_store (fixture->view, fixture->store);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (fixture->view));
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), self->width, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_test_wait (is_settled, fixture, "the comparison");
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
  g_object_ref (fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gb_test_wait (is_last, fixture->view, "what is still on its way");
  g_assert_finalize_object (fixture->view);
  g_clear_object (&fixture->store);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->opened);
}

/* The mapped label with these words. */
static GtkWidget *
find_words (GtkWidget  *widget,
            const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), words) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_words (gpointer data)
{
  Fixture *fixture = data;

  return find_words (fixture->window, fixture->words) != NULL;
}

static void
wait_for_words (Fixture    *fixture,
                const char *words)
{
  fixture->words = words;
  gb_test_wait (shows_words, fixture, words);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
chip (Fixture    *fixture,
      const char *title)
{
  GtkWidget *label;

  wait_for_words (fixture, title);
  label = find_words (fixture->window, title);
  return gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON);
}

static guint
n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gb_reconcile_view_get_list (fixture->view)));
}

/* Rows, their words, and counts that filter them. */
static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *all;

  g_assert_cmpuint (n_rows (fixture), ==, 3);
  wait_for_words (fixture, "H48.91-260810-0002");
  wait_for_words (fixture, "17/08 10:00");
  wait_for_words (fixture, "1 h later");
  wait_for_words (fixture, "1 h earlier");
  wait_for_words (fixture, "3 dossiers, open ones first");
  all = chip (fixture, "All");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (all)));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip (fixture, "No due date from the province")), TRUE);
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  wait_for_words (fixture, "1 dossier, open ones first");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (all)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (all), TRUE);
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_null (find_words (fixture->window, "Not counted anew"));
}

/* What the keyboard and a click do: the dossier is asked for by its code. */
static void
test_open (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *table = find_type (fixture->window, GTK_TYPE_COLUMN_VIEW);

  g_signal_emit_by_name (table, "activate", 0);
  g_assert_cmpstr (fixture->opened, ==, "H48.91-260810-0004");
  g_signal_emit_by_name (table, "activate", 2);
  g_assert_cmpstr (fixture->opened, ==, "H48.91-260810-0002");
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  wait_for_words (fixture, "Province: 17/08 10:00, ours: 17/08 09:00");
  wait_for_words (fixture, "The same day at another time");
  wait_for_words (fixture, "H48.91-260810-0002");
}

/* What is seen is in the file; the same reason that limits the rows limits it. */
static void
test_export (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) rows = gb_test_export_view (fixture->store, fixture->view), one = NULL;

  g_assert_cmpuint (rows->len, ==, 1 + 3);
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Code"), ==, "H48.91-260810-0004");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Province's due date"), ==, "");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Our due date"), ==, "2026-08-17 09:00");
  g_assert_cmpstr (gb_test_export_cell (rows, 0, "Reason"), ==, "The province gave no due date");
  g_assert_cmpstr (gb_test_export_cell (rows, 2, "Code"), ==, "H48.91-260810-0002");
  g_assert_cmpstr (gb_test_export_cell (rows, 2, "Difference"), ==, "1 h later");
  gb_reconcile_list_set_reason (gb_reconcile_view_get_list (fixture->view), GB_RECONCILE_NO_OFFICIAL);
  one = gb_test_export_view (fixture->store, fixture->view);
  g_assert_cmpuint (one->len, ==, 1 + 1);
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  wait_for_words (fixture, "No dossier has another due date");
  g_assert_null (find_words (fixture->window, "Try again now"));

  /* It fills when something comes. */
  gb_test_cache_feed (fixture->store, STANDING);
  wait_for_words (fixture, "The clock stands");
  wait_for_words (fixture, "stands");
}

static void
test_error (Fixture      *fixture,
            gconstpointer data)
{
  gb_store_close (fixture->store);
  gb_reconcile_list_start (gb_reconcile_view_get_list (fixture->view));
  wait_for_words (fixture, "The due dates could not be compared");
  wait_for_words (fixture, "Try again now");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "reconcile.retry", NULL);
  wait_for_words (fixture, "The due dates could not be compared");
}

int
main (int   argc,
      char *argv[])
{
  static const Case differing = { LINES, 1200 };
  static const Case narrow = { LINES, 480 };
  static const Case agreeing = { AGREEING, 1200 };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gb_language_init ("en");
#define ADD(name, data, function) g_test_add ("/reconcile-view/" name, Fixture, data, set_up, function, tear_down)
  ADD ("rows", &differing, test_rows);
  ADD ("open", &differing, test_open);
  ADD ("narrow", &narrow, test_narrow);
  ADD ("export", &differing, test_export);
  ADD ("empty", &agreeing, test_empty);
  ADD ("error", &differing, test_error);
#undef ADD
  return g_test_run ();
}
