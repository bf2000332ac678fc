/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dialog.h"

/* What is still on its way can hold the closed dialog longer than its parent lives, which GTK then
 * would look at. */
static void
on_unmap_cb (GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, NULL);
}

/**
 * gb_dialog_present:
 * @dialog: a window that is transient for another
 *
 * Shows it, no wider and no higher than the window it belongs to: on a small screen nothing of it
 * lies outside.
 */
void
gb_dialog_present (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  int width, height;

  gtk_window_get_default_size (dialog, &width, &height);
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 MIN (height, gtk_widget_get_height (GTK_WIDGET (parent))));
  g_signal_connect (dialog, "unmap", G_CALLBACK (on_unmap_cb), NULL);
  gtk_window_present (dialog);
}
