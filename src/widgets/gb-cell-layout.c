/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cell-layout.h"

/**
 * GbCellLayout:
 *
 * The one child of what stands in a column, with text that wraps. A #GtkColumnView of a newer GTK (seen in 4.18) asks its
 * rows how high they are without telling how wide, and its cells how wide they are at the height of that one line: text
 * would neither wrap nor be seen whole. So the height is that of the width which was given last, and no height changes
 * the width.
 */
struct _GbCellLayout
{
  GtkLayoutManager parent_instance;

  int width; /* that was given last; 0 before there was any */
  guint update_id;
};

G_DEFINE_FINAL_TYPE (GbCellLayout, gb_cell_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
gb_cell_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gb_cell_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  GbCellLayout *self = GB_CELL_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least, wish;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wish, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = wish;
      return;
    }
  if (for_size < 0)
    for_size = self->width > 0 ? self->width : wish;
  gtk_widget_measure (child, orientation, MAX (for_size, least), minimum, natural, NULL, NULL);
}

static gboolean
update_cb (gpointer user_data)
{
  GbCellLayout *self = user_data;

  self->update_id = 0;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  return G_SOURCE_REMOVE;
}

/* Another height must not be asked for while sizes are given out. */
static void
gb_cell_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  GbCellLayout *self = GB_CELL_LAYOUT (manager);

  if (self->width != width && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
  self->width = width;
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
gb_cell_layout_dispose (GObject *object)
{
  g_clear_handle_id (&GB_CELL_LAYOUT (object)->update_id, g_source_remove);

  G_OBJECT_CLASS (gb_cell_layout_parent_class)->dispose (object);
}

static void
gb_cell_layout_class_init (GbCellLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_cell_layout_dispose;
  layout_class->get_request_mode = gb_cell_layout_get_request_mode;
  layout_class->measure = gb_cell_layout_measure;
  layout_class->allocate = gb_cell_layout_allocate;
}

static void
gb_cell_layout_init (GbCellLayout *self)
{
}

GtkLayoutManager *
gb_cell_layout_new (void)
{
  return g_object_new (GB_TYPE_CELL_LAYOUT, NULL);
}
