/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-picture-window.h"

#include <glib/gi18n-lib.h>

/* How much of the window it belongs to a picture takes at most. */
#define SHARE 0.9
#define LEAST_WIDTH 360
#define LEAST_HEIGHT 240
#define HEADER 48

/**
 * GbPictureWindow:
 *
 * A picture that goes with an issue or a task, as large as there is room for it; at its own size by its button, so that
 * a part of it can be looked at.
 */
struct _GbPictureWindow
{
  AdwWindow parent_instance;

  GtkPicture *picture;
  GtkToggleButton *whole;
};

G_DEFINE_FINAL_TYPE (GbPictureWindow, gb_picture_window, ADW_TYPE_WINDOW)

static void
on_size_cb (GbPictureWindow *self)
{
  gtk_picture_set_can_shrink (self->picture, !gtk_toggle_button_get_active (self->whole));
}

static void
gb_picture_window_class_init (GbPictureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gb_picture_window_init (GbPictureWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->picture = GTK_PICTURE (gtk_picture_new ());
  self->whole = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->whole), "zoom-original-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->whole), _("At its own size"));
  g_signal_connect_swapped (self->whole, "toggled", G_CALLBACK (on_size_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->whole));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->picture));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * gb_picture_window_present:
 * @parent: (nullable): the window it belongs to
 * @name: what the picture is called
 *
 * Returns: (transfer none): the window, which is shown
 */
GbPictureWindow *
gb_picture_window_present (GtkWindow  *parent,
                           const char *name,
                           GdkTexture *picture)
{
  GbPictureWindow *self = g_object_new (GB_TYPE_PICTURE_WINDOW, "transient-for", parent, "modal", TRUE,
                                        "destroy-with-parent", TRUE, "title", name, NULL);
  int room_width = parent != NULL ? (int) (gtk_widget_get_width (GTK_WIDGET (parent)) * SHARE) : LEAST_WIDTH;
  int room_height = parent != NULL ? (int) (gtk_widget_get_height (GTK_WIDGET (parent)) * SHARE) : LEAST_HEIGHT;
  int width = MAX (gdk_texture_get_width (picture), 1), height = MAX (gdk_texture_get_height (picture), 1);
  double scale = MIN (1, MIN ((double) room_width / width, (double) (room_height - HEADER) / height));

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (picture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX ((int) (width * scale), LEAST_WIDTH),
                               MAX ((int) (height * scale) + HEADER, LEAST_HEIGHT));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
