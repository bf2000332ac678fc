/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-clip.h"

/**
 * GbClip:
 *
 * A part of a larger widget that shows its children only as far as they lie within it: the body or
 * the frozen column of a table. It asks for no room and sets nothing out; whoever gives it its size
 * places its children as well.
 */
struct _GbClip
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GbClip, gb_clip, GTK_TYPE_WIDGET)

static void
gb_clip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gb_clip_parent_class)->dispose (object);
}

static void
gb_clip_class_init (GbClipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_clip_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "clip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gb_clip_init (GbClip *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
gb_clip_new (void)
{
  return g_object_new (GB_TYPE_CLIP, NULL);
}

/**
 * gb_clip_place:
 * @child: a child of @self
 * @x: px from the left edge of @self, perhaps outside
 * @y: px from its upper edge
 *
 * To be called while the widget around gives out sizes.
 */
void
gb_clip_place (GbClip    *self,
               GtkWidget *child,
               int        x,
               int        y,
               int        width,
               int        height)
{
  g_return_if_fail (GB_IS_CLIP (self));

  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}
