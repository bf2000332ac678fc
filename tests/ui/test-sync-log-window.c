/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "gb-language.h"
#include "gb-sync-log-window.h"
#include "gb-sync-log.h"
#include "gb-test-cache.h"

typedef struct
{
  GtkWidget *window;
  guint n_rows;
  char *copied; /* (owned) (nullable) */
} Look;

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
rows_of (Look *look)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (look->window, ADW_TYPE_ACTION_ROW, found);
  return found;
}

static gboolean
has_rows (gpointer data)
{
  Look *look = data;
  g_autoptr (GPtrArray) rows = rows_of (look);

  return rows->len == look->n_rows;
}

static gboolean
is_copied (gpointer data)
{
  return ((Look *) data)->copied != NULL;
}

static gboolean
is_last (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ((Look *) user_data)->copied = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
write_run (GbStore       *store,
           gint64         began,
           GbSyncOutcome  outcome,
           const char    *problem,
           gint64         skew)
{
  g_autoptr (GbSyncLogEntry) entry = gb_sync_log_entry_new (GB_SYNC_LOG_RUN, GB_SYNC_REASON_SCHEDULE, began);
  g_autoptr (GError) error = NULL;

  entry->ended = began + 4;
  entry->outcome = outcome;
  entry->problem = g_strdup (problem);
  entry->skew = skew;
  gb_sync_log_write (store, entry, &error);
  g_assert_no_error (error);
}

static gboolean
shows (GtkWidget  *widget,
       const char *words)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
                   strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = shows (child, words);
  return found;
}

/* Empty, then a line for each run, the latest first; a clock that is wrong is said; the text for
 * support is what the store has, and names nobody. */
static void
test_log (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-XXXXXX", NULL);
  GbStore *store = gb_test_cache_new (folder);
  GtkWidget *parent = adw_window_new ();
  GListModel *windows = gtk_window_get_toplevels ();
  Look look = { 0 };

  gb_test_cache_fill (store);
  gtk_window_set_default_size (GTK_WINDOW (parent), 1000, 700);
  gtk_window_present (GTK_WINDOW (parent));
  gb_sync_log_window_present (parent, store);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GB_IS_SYNC_LOG_WINDOW (window))
        look.window = window;
    }
  g_assert_false (shows (look.window, "Đồng hồ máy này"));

  write_run (store, GB_TEST_NOW - 600, GB_SYNC_OUTCOME_FAILED, "net.offline", GB_SYNC_LOG_NO_SKEW);
  write_run (store, GB_TEST_NOW - 300, GB_SYNC_OUTCOME_DONE, NULL, 900);
  look.n_rows = 2;
  gb_test_wait (has_rows, &look, "the rows");
  {
    g_autoptr (GPtrArray) rows = rows_of (&look);

    g_assert_cmpstr (adw_preferences_row_get_title (rows->pdata[0]), ==, "07:10 · Đồng bộ, theo lịch");
    g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (rows->pdata[1]), "không thành"));
  }
  g_assert_true (shows (look.window, "Đồng hồ máy này"));

  g_assert_true (gtk_widget_activate_action (look.window, "sync-log.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (look.window), NULL, on_read_cb, &look);
  gb_test_wait (is_copied, &look, "the clipboard");
  g_assert_nonnull (strstr (look.copied, "2026-08-26T07:10:00+07:00"));
  g_assert_null (strstr (look.copied, "Nguyễn Văn An"));
  g_free (look.copied);

  gtk_window_destroy (GTK_WINDOW (look.window));
  gtk_window_destroy (GTK_WINDOW (parent));
  gb_store_close (store);
  gb_test_wait (is_last, store, "the store's last holder");
  g_assert_finalize_object (store);
  gb_test_cache_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  gb_language_init ("vi");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/sync-log-window/log", test_log);
  return g_test_run ();
}
