/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-compat.h"

#include "gb-config.h"

#include <glib/gi18n-lib.h>

/**
 * gb_compat_present_about:
 * @parent: the window it belongs to
 *
 * Shows who made the program and under which licence; a dialog inside the window where libadwaita
 * has it (1.5), a window of its own before.
 */
void
gb_compat_present_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_show_about_dialog (GTK_WIDGET (parent),
#else
  adw_show_about_window (parent,
#endif
                         "application-name", _("Giao Ban"),
                         "application-icon", GB_APPLICATION_ID,
                         "version", GB_VERSION,
                         "developer-name", _("The Giao Ban project"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("The chairman's desk of a commune: what is late, whose, and why."),
                         NULL);
}

/**
 * gb_compat_get_text_scale:
 *
 * Returns: how large text is, 1 at 100 %; from the resolution of fonts, which the desktop's text
 *   scaling changes
 */
double
gb_compat_get_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1;
}

/**
 * gb_compat_show_day:
 *
 * Selects a day and turns to its month; GTK calls it otherwise since 4.20.
 */
void
gb_compat_show_day (GtkCalendar *calendar,
                    GDateTime   *date)
{
#if GTK_CHECK_VERSION(4, 20, 0)
  gtk_calendar_set_date (calendar, date);
#else
  gtk_calendar_select_day (calendar, date);
#endif
}

/**
 * gb_compat_lookup_color:
 * @name: a colour defined in the style sheet
 * @color: (out): the colour as it is now, light, dark or in high contrast
 *
 * What is drawn by hand takes its colours from the style sheet. GTK deprecated the look-up (4.10)
 * without another way to a named colour.
 *
 * Returns: whether the style sheet defines it
 */
gboolean
gb_compat_lookup_color (GtkWidget  *widget,
                        const char *name,
                        GdkRGBA    *color)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, color);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#if GTK_CHECK_VERSION(4, 10, 0)
static void
on_file_saved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_file_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}
#else
static void
on_native_response_cb (GtkNativeDialog *dialog,
                       int              response,
                       gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  g_task_return_pointer (task, file, g_object_unref);
}
#endif

/**
 * gb_compat_save_file_async:
 * @parent: the window it belongs to
 * @title: what is saved
 * @name: the file's name to begin with
 *
 * Asks where to save something, in the desktop's own way; a sandbox gets just that file.
 */
void
gb_compat_save_file_async (GtkWindow          *parent,
                           const char         *title,
                           const char         *name,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_compat_save_file_async);
#if GTK_CHECK_VERSION(4, 10, 0)
  {
    g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

    gtk_file_dialog_set_title (dialog, title);
    gtk_file_dialog_set_initial_name (dialog, name);
    gtk_file_dialog_save (dialog, parent, cancellable, on_file_saved_cb, g_steal_pointer (&task));
  }
#else
  {
    GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

    gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
    /* The dialog lives until it was answered. */
    g_signal_connect (dialog, "response", G_CALLBACK (on_native_response_cb), g_steal_pointer (&task));
    gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
  }
#endif
}

/**
 * gb_compat_save_file_finish:
 *
 * Returns: (transfer full) (nullable): where to save; %NULL without @error when the user thought better
 *   of it
 */
GFile *
gb_compat_save_file_finish (GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is wanted, and all else, for a file may have come under another name. */
static GListStore *
make_filters (const char *kind,
              const char *pattern)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) any = gtk_file_filter_new ();
  g_auto (GStrv) patterns = g_strsplit (pattern, ";", -1);

  gtk_file_filter_set_name (wanted, kind);
  for (gsize i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (wanted, patterns[i]);
  gtk_file_filter_set_name (any, _("All files"));
  gtk_file_filter_add_pattern (any, "*");
  g_list_store_append (filters, wanted);
  g_list_store_append (filters, any);
  return filters;
}

/**
 * gb_compat_open_file_async:
 * @parent: the window it belongs to
 * @title: what is opened
 * @kind: what the files wanted are called
 * @pattern: what their names are like, "*.csv", or "*.csv;*.txt"
 *
 * Asks which file to open, in the desktop's own way; a sandbox gets just that file.
 */
void
gb_compat_open_file_async (GtkWindow          *parent,
                           const char         *title,
                           const char         *kind,
                           const char         *pattern,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr (GListStore) filters = make_filters (kind, pattern);

  g_task_set_source_tag (task, gb_compat_open_file_async);
#if GTK_CHECK_VERSION(4, 10, 0)
  {
    g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

    gtk_file_dialog_set_title (dialog, title);
    gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
    gtk_file_dialog_open (dialog, parent, cancellable, on_file_opened_cb, g_steal_pointer (&task));
  }
#else
  {
    GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

    gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (filters)); i++)
      {
        g_autoptr (GtkFileFilter) filter = g_list_model_get_item (G_LIST_MODEL (filters), i);

        gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      }
    /* The dialog lives until it was answered. */
    g_signal_connect (dialog, "response", G_CALLBACK (on_native_response_cb), g_steal_pointer (&task));
    gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
  }
#endif
}

/**
 * gb_compat_open_file_finish:
 *
 * Returns: (transfer full) (nullable): what to open; %NULL without @error when the user thought better
 *   of it
 */
GFile *
gb_compat_open_file_finish (GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_folder_opened_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
#if GTK_CHECK_VERSION(4, 10, 0)
  gboolean opened = gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error);
#else
  gboolean opened = g_app_info_launch_default_for_uri_finish (result, &error);
#endif

  if (opened)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gb_compat_open_folder_async:
 * @parent: (nullable): the window it belongs to
 * @file: what is looked for
 *
 * Shows a file in its folder, with it chosen where the desktop can (GTK 4.10).
 */
void
gb_compat_open_folder_async (GtkWindow          *parent,
                             GFile              *file,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_compat_open_folder_async);
#if GTK_CHECK_VERSION(4, 10, 0)
  {
    g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

    gtk_file_launcher_open_containing_folder (launcher, parent, cancellable, on_folder_opened_cb,
                                              g_steal_pointer (&task));
  }
#else
  {
    g_autoptr (GFile) folder = g_file_get_parent (file);
    g_autofree char *uri = g_file_get_uri (folder != NULL ? folder : file);

    g_app_info_launch_default_for_uri_async (uri, NULL, cancellable, on_folder_opened_cb, g_steal_pointer (&task));
  }
#endif
}

/**
 * gb_compat_open_folder_finish:
 *
 * Returns: whether the folder is shown
 */
gboolean
gb_compat_open_folder_finish (GAsyncResult *result,
                              GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
