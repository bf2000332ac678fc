/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-toast.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-export-words.h"
#include "gb-toast.h"

/* Somebody who looks away while a long one is saved should still find it, s. */
#define TIMEOUT 15

/* What an opening needs that has not come to its end. */
typedef struct
{
  AdwToastOverlay *overlay; /* (owned) */
  GFile *file;              /* (owned) */
  gboolean folder;
} Opening;

static void
opening_free (Opening *self)
{
  g_object_unref (self->overlay);
  g_object_unref (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean opened = opening->folder ? gb_compat_open_folder_finish (result, &error)
                                    : g_app_info_launch_default_for_uri_finish (result, &error);

  if (opened)
    return;
  /* Translators: why not */
  text = g_strdup_printf (opening->folder ? _("The folder could not be opened: %s")
                                          : _("The file could not be opened: %s"),
                          error->message);
  adw_toast_overlay_add_toast (opening->overlay, gb_toast_new (text));
}

static Opening *
opening_new (AdwToast *toast,
             gboolean  folder)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->overlay = g_object_ref (ADW_TOAST_OVERLAY (
      gtk_widget_get_ancestor (adw_toast_get_custom_title (toast), ADW_TYPE_TOAST_OVERLAY)));
  opening->file = g_object_ref (g_object_get_data (G_OBJECT (toast), "file"));
  opening->folder = folder;
  return opening;
}

static void
on_open_cb (AdwToast *toast)
{
  Opening *opening = opening_new (toast, FALSE);
  g_autofree char *uri = g_file_get_uri (opening->file);

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_opened_cb, opening);
}

static void
on_folder_cb (AdwToast *toast)
{
  Opening *opening = opening_new (toast, TRUE);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (opening->overlay));

  gb_compat_open_folder_async (root != NULL ? GTK_WINDOW (root) : NULL, opening->file, NULL, on_opened_cb, opening);
  adw_toast_dismiss (toast);
}

/* A toast has room for one button of its own: the other stands beside the words, which have one line. */
static GtkWidget *
make_words (AdwToast   *toast,
            const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "ellipsize",
                                   PANGO_ELLIPSIZE_MIDDLE, "hexpand", TRUE, "tooltip-text", text, NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Show folder"));

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_folder_cb), toast, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/**
 * gb_export_toast_new_progress:
 *
 * Returns: (transfer floating): a toast that tells how far it is as long as it takes, with a button that stops it
 */
AdwToast *
gb_export_toast_new_progress (GbExportJob *job)
{
  g_autofree char *text = gb_export_words_progress (job);
  AdwToast *toast = gb_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Cancel"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (gb_export_job_cancel), job, G_CONNECT_SWAPPED);
  return toast;
}

/**
 * gb_export_toast_new_saved:
 * @file: what was saved
 * @text: that it was, in words
 *
 * Returns: (transfer floating): a toast that says so, and opens the file or its folder
 */
AdwToast *
gb_export_toast_new_saved (GFile      *file,
                           const char *text)
{
  AdwToast *toast = gb_toast_new (text);

  adw_toast_set_timeout (toast, TIMEOUT);
  /* It does not wait for what the last one had to say. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
  adw_toast_set_custom_title (toast, make_words (toast, text));
  adw_toast_set_button_label (toast, _("Open"));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_open_cb), NULL);
  return toast;
}

/**
 * gb_export_toast_new_failed:
 * @text: why nothing was saved
 *
 * Returns: (transfer floating): a toast that says so
 */
AdwToast *
gb_export_toast_new_failed (const char *text)
{
  AdwToast *toast = gb_toast_new (text);

  adw_toast_set_timeout (toast, TIMEOUT);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  return toast;
}

/**
 * gb_export_toast_new_done:
 * @job: one that is done
 *
 * Returns: (transfer floating): a toast that tells what was saved, and opens it, or why nothing was
 */
AdwToast *
gb_export_toast_new_done (GbExportJob *job)
{
  g_autofree char *text = NULL;

  if (gb_export_job_get_error (job) != NULL)
    return gb_export_toast_new_failed (gb_export_words_failed (job));
  text = gb_export_words_saved (job);
  return gb_export_toast_new_saved (gb_export_job_get_file (job), text);
}
