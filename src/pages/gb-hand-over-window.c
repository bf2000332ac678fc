/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hand-over-window.h"

#include <glib/gi18n-lib.h>

#include "gb-class-label.h"
#include "gb-compat.h"
#include "gb-hand-over-paper.h"
#include "gb-hand-over-words.h"
#include "gb-paper-file.h"
#include "gb-paper-print.h"
#include "gb-state-view.h"
#include "gb-table-file.h"
#include "gb-toast.h"
#include "gb-wrap-layout.h"

/**
 * GbHandOverWindow:
 *
 * The open dossiers of one who leaves, each with who could take it over: to be looked at, copied, or saved as a table
 * that both sign.
 */
struct _GbHandOverWindow
{
  AdwWindow parent_instance;

  GtkWidget *page;           /* (owned) (nullable): whose window has the page of dossiers */
  GbHandOver *list;          /* (owned) (nullable): until it is read */
  GCancellable *cancellable; /* (owned) */
  gboolean masked;

  AdwToastOverlay *toasts; /* the template's */
  GbStateView *state;
  GtkLabel *heading;
  GtkLabel *summary;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (GbHandOverWindow, gb_hand_over_window, ADW_TYPE_WINDOW)

typedef struct
{
  char *commune;
  char *officer;
  gint64 now;
} Request;

/* The list on its way into a file: a table for a spreadsheet, or the paper that both sign. */
typedef struct
{
  GbTable *table; /* (owned) (nullable) */
  GbPaper *paper; /* (owned) (nullable) */
  GFile *file;    /* (owned) */
  GbTableForm form;
  gint64 now;
} Saving;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->commune);
  g_free (self->officer);
  g_free (self);
}

static gpointer
load (GbSqlConnection  *connection,
      gpointer          data,
      GCancellable     *cancellable,
      GError          **error)
{
  const Request *request = data;

  return gb_hand_over_load (connection, request->commune, request->officer, request->now, error);
}

static void
add_item (GbHandOverWindow     *self,
          const GbHandOverItem *item)
{
  g_autofree char *title = g_strdup_printf ("%s · %s", gb_dossier_get_code (item->dossier),
                                            gb_dossier_get_procedure (item->dossier));
  g_autofree char *words = gb_hand_over_words_item (self->list, item, self->masked);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", words,
                                 "title-lines", 2, NULL);
  GtkWidget *label = gb_class_label_new ();

  gb_class_label_set_deadline_class (GB_CLASS_LABEL (label), (int) gb_dossier_get_class (item->dossier));
  gb_class_label_set_text (GB_CLASS_LABEL (label), gb_deadline_class_label (gb_dossier_get_class (item->dossier)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->rows, row);
}

static void
show (GbHandOverWindow *self)
{
  g_autofree char *heading = gb_hand_over_words_title (self->list, self->masked);
  g_autofree char *summary = gb_hand_over_words_summary (self->list);

  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->summary, summary);
  for (guint i = 0; i < self->list->items->len; i++)
    add_item (self, self->list->items->pdata[i]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-over.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-over.save", TRUE);
  gb_state_view_show_content (self->state);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbHandOverWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbHandOver) list = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
    return;
  if (error != NULL)
    gb_state_view_show_error (self->state, _("The dossiers cannot be read"), error->message);
  else if (list->items->len == 0)
    gb_state_view_show_empty (self->state, _("Nothing to hand over"), _("No open dossier has this officer's name"));
  else
    {
      self->list = g_steal_pointer (&list);
      show (self);
    }
}

/* --- actions --- */

static void
toast (GbHandOverWindow *self,
       const char       *text)
{
  adw_toast_overlay_add_toast (self->toasts, gb_toast_new (text));
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbHandOverWindow *self = GB_HAND_OVER_WINDOW (widget);
  g_autoptr (GtkWidget) page = NULL;
  g_autofree char *set = NULL;

  if (self->list == NULL || self->page == NULL)
    return;
  page = g_object_ref (self->page);
  set = gb_officer_dossiers (self->list->officer);
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (page, "win.show-dossier-set", "s", set);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbHandOverWindow *self = GB_HAND_OVER_WINDOW (widget);
  g_autoptr (GbTable) table = self->list != NULL ? gb_hand_over_words_table (self->list) : NULL;
  g_autofree char *text = table != NULL ? gb_table_to_text (table, GB_TABLE_TABS, NULL, NULL) : NULL;

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  toast (self, _("The table was copied"));
}

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_clear_pointer (&self->table, gb_table_free);
  g_clear_pointer (&self->paper, gb_paper_unref);
  g_object_unref (self->file);
  g_free (self);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Saving *self = data;
  GError *error = NULL;
  gboolean saved;

  if (self->paper != NULL)
    saved = gb_paper_save (self->paper, self->file, cancellable, &error);
  else
    saved = gb_table_save (&self->table, 1, self->form, self->now, self->file, NULL, NULL, cancellable, &error) >= 0;
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbHandOverWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    toast (self, _("The table was saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = g_strdup_printf (_("The table could not be saved: %s"), error->message);
      toast (self, text);
    }
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbHandOverWindow) self = user_data;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, NULL);

  if (file != NULL && self->list != NULL)
    gb_hand_over_window_save_to (self, file);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbHandOverWindow *self = GB_HAND_OVER_WINDOW (widget);
  g_autofree char *day = NULL;
  g_autofree char *suggestion = NULL;

  if (self->list == NULL)
    return;
  day = gb_day_format (gb_time_day (self->list->now));
  /* Translators: the beginning of a file's name, and a day */
  suggestion = g_strdup_printf (_("hand-over-%s.xlsx"), day);
  gb_compat_save_file_async (GTK_WINDOW (self), _("Save table"), suggestion, self->cancellable, on_file_chosen_cb,
                             g_object_ref (self));
}

static void
on_printed_cb (GbHandOverWindow       *self,
               GtkPrintOperationResult result,
               GtkPrintOperation      *operation)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  text = g_strdup_printf (_("The list could not be printed: %s"), error != NULL ? error->message : "");
  toast (self, text);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbHandOverWindow *self = GB_HAND_OVER_WINDOW (widget);
  g_autoptr (GbPaper) paper = self->list != NULL ? gb_hand_over_paper_new (self->list) : NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (paper == NULL)
    return;
  operation = gb_paper_print_new (paper, gb_paper_get_title (paper));
  g_signal_connect_object (operation, "done", G_CALLBACK (on_printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

/* --- object --- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then would look at. */
static void
gb_hand_over_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_hand_over_window_parent_class)->unmap (widget);

  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_hand_over_window_dispose (GObject *object)
{
  GbHandOverWindow *self = GB_HAND_OVER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->page);
  g_clear_pointer (&self->list, gb_hand_over_free);

  G_OBJECT_CLASS (gb_hand_over_window_parent_class)->dispose (object);
}

static void
gb_hand_over_window_class_init (GbHandOverWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_hand_over_window_dispose;
  widget_class->unmap = gb_hand_over_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-hand-over-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbHandOverWindow, name)
  BIND (toasts);
  BIND (state);
  BIND (heading);
  BIND (summary);
  BIND (rows);
#undef BIND
  gtk_widget_class_install_action (widget_class, "hand-over.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "hand-over.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "hand-over.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "hand-over.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "hand-over.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "hand-over.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gb_hand_over_window_init (GbHandOverWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-over.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-over.save", FALSE);
}

/**
 * gb_hand_over_window_present:
 * @parent: a widget of the window that has the page of dossiers
 * @officer: who leaves
 * @masked: whether names must not be read on the screen
 *
 * Returns: (transfer none): the window
 */
GbHandOverWindow *
gb_hand_over_window_present (GtkWidget       *parent,
                             GbStore         *store,
                             const GbOfficer *officer,
                             gboolean         masked)
{
  GbHandOverWindow *self
      = g_object_new (GB_TYPE_HAND_OVER_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  Request *request = g_new0 (Request, 1);

  self->page = g_object_ref (parent);
  self->masked = masked;
  *request = (Request) { g_strdup (officer->commune), g_strdup (officer->id),
                         gb_clock_now (gb_store_get_clock (store)) };
  gb_store_read_async (store, load, request, request_free, (GDestroyNotify) gb_hand_over_free, G_PRIORITY_HIGH,
                       self->cancellable, on_loaded_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * gb_hand_over_window_save_to:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves the list as a table for spreadsheets, or as the paper that both sign, as the name's ending asks, and says whether
 * it worked.
 */
void
gb_hand_over_window_save_to (GbHandOverWindow *self,
                             GFile            *file)
{
  g_autofree char *name = NULL;
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (GB_IS_HAND_OVER_WINDOW (self) && self->list != NULL);

  name = g_file_get_basename (file);
  saving = g_new0 (Saving, 1);
  if (g_str_has_suffix (name, ".pdf"))
    saving->paper = gb_hand_over_paper_new (self->list);
  else
    saving->table = gb_hand_over_words_table (self->list);
  if (self->masked && saving->table != NULL)
    gb_table_add_note (saving->table, _("With all names and telephone numbers, which the screen hides"));
  saving->file = g_object_ref (file);
  saving->now = self->list->now;
  if (!gb_table_form_for_name (name, &saving->form))
    saving->form = GB_TABLE_XLSX;
  task = g_task_new (NULL, self->cancellable, on_saved_cb, g_object_ref (self));
  g_task_set_source_tag (task, gb_hand_over_window_save_to);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_in_thread);
}
