/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-log-window.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dialog.h"
#include "gb-format.h"
#include "gb-sync-log-text.h"
#include "gb-toast.h"

/* What is shown, and what goes to somebody who was asked for help. */
#define MOST_ROWS   100
#define MOST_COPIED 200

/**
 * GbSyncLogWindow:
 *
 * What the sync did of late (nhật ký đồng bộ), and a text of it without personal data for whoever is
 * asked for help.
 */
struct _GbSyncLogWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *skew;
  GtkListBox *list;

  GbStore *store;        /* (owned) */
  GCancellable *reading; /* (owned) (nullable): of a reading under way */
  char *text;            /* (owned) (nullable): for somebody who helps */
};

G_DEFINE_FINAL_TYPE (GbSyncLogWindow, gb_sync_log_window, ADW_TYPE_WINDOW)

typedef struct
{
  GPtrArray *entries;    /* (owned) (nullable) */
  GbStoreStatus *status; /* (owned) (nullable) */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->status, gb_store_status_free);
  g_free (self);
}

static const char *
icon_of (const GbSyncLogEntry *entry)
{
  switch (entry->outcome)
    {
    case GB_SYNC_OUTCOME_DONE:
      return "emblem-ok-symbolic";
    case GB_SYNC_OUTCOME_OPEN:
      return "emblem-synchronizing-symbolic";
    case GB_SYNC_OUTCOME_FAILED:
    case GB_SYNC_OUTCOME_CANCELLED:
    case GB_SYNC_OUTCOME_INTERRUPTED:
    default:
      return "dialog-warning-symbolic";
    }
}

/* (transfer full): "07:12, đồng bộ theo lịch" */
static char *
title_of (const GbSyncLogEntry *entry,
          gint64                now)
{
  g_autofree char *moment = gb_format_moment (entry->began, now);

  if (entry->kind != GB_SYNC_LOG_RUN)
    return g_strdup_printf ("%s · %s", moment, gb_sync_log_kind_label (entry->kind));
  return g_strdup_printf ("%s · %s, %s", moment, gb_sync_log_kind_label (entry->kind),
                          gb_sync_reason_label (entry->reason));
}

static GtkWidget *
make_row (const GbSyncLogEntry *entry,
          gint64                now)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_of (entry), "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *title = title_of (entry, now);
  g_autofree char *outcome = gb_sync_log_text_outcome (entry);
  g_autofree char *counts = gb_sync_log_text_counts (entry);
  g_autofree char *subtitle = g_strconcat (outcome, *counts != '\0' ? " · " : "", counts, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
show (GbSyncLogWindow *self,
      const Answer    *answer)
{
  gint64 now = gb_clock_now (gb_store_get_clock (self->store));
  g_autofree char *skew = gb_sync_log_text_skew (answer->status->skew);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (answer->entries->len, MOST_ROWS); i++)
    gtk_list_box_append (self->list, make_row (answer->entries->pdata[i], now));
  gtk_label_set_label (self->skew, skew != NULL ? skew : "");
  gtk_widget_set_visible (GTK_WIDGET (self->skew), skew != NULL);
  gtk_stack_set_visible_child_name (self->stack, answer->entries->len > 0 ? "list" : "empty");
  g_free (self->text);
  self->text = gb_sync_log_text (answer->status, answer->entries, now);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync-log.copy", TRUE);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbSyncLogWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (answer == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, gb_toast_new (error->message));
      return;
    }
  show (self, answer);
  answer_free (answer);
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->entries = gb_sync_log_list (connection, MOST_COPIED, error);
  if (answer->entries != NULL)
    answer->status = gb_store_status_load (connection, error);
  if (answer->status != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

static void
reload (GbSyncLogWindow *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  gb_store_read_async (self->store, load, NULL, NULL, answer_free, G_PRIORITY_DEFAULT, self->reading, on_loaded_cb,
                       g_object_ref (self));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbSyncLogWindow *self = GB_SYNC_LOG_WINDOW (widget);

  if (self->text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The log was copied; it names no citizen")));
}

static void
gb_sync_log_window_dispose (GObject *object)
{
  GbSyncLogWindow *self = GB_SYNC_LOG_WINDOW (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_sync_log_window_parent_class)->dispose (object);
}

static void
gb_sync_log_window_finalize (GObject *object)
{
  g_free (GB_SYNC_LOG_WINDOW (object)->text);

  G_OBJECT_CLASS (gb_sync_log_window_parent_class)->finalize (object);
}

static void
gb_sync_log_window_class_init (GbSyncLogWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_sync_log_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_sync_log_window_finalize;
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/sync-log-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbSyncLogWindow, name)
  BIND (toasts);
  BIND (stack);
  BIND (skew);
  BIND (list);
#undef BIND
  gtk_widget_class_install_action (widget_class, "sync-log.copy", NULL, copy_action);
}

static void
gb_sync_log_window_init (GbSyncLogWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sync-log.copy", FALSE);
}

/**
 * gb_sync_log_window_present:
 * @parent: a widget of the window that it belongs to
 * @store: whose log is shown
 */
void
gb_sync_log_window_present (GtkWidget *parent,
                            GbStore   *store)
{
  GbSyncLogWindow *self
      = g_object_new (GB_TYPE_SYNC_LOG_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "log-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  gb_dialog_present (GTK_WINDOW (self));
}
