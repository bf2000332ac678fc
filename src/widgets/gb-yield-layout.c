/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-yield-layout.h"

/**
 * GbYieldLayout:
 *
 * Of widgets below each other: the first, a #GtkScrolledWindow around a #GtkViewport, is as high as its content wants at its
 * width and scrolls where that is more than half of the whole, as with large text in a low window; the last has what is
 * left. (#GtkScrolledWindow:propagate-natural-height does not know on GTK 4.8 how wide the content is going to be, and
 * counts lines that wrap as one.)
 */
struct _GbYieldLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GbYieldLayout, gb_yield_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
gb_yield_layout_get_request_mode (GtkLayoutManager *manager,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural)
{
  GtkWidget *viewport = GTK_IS_SCROLLED_WINDOW (child) ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child)) : NULL;

  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (GTK_IS_VIEWPORT (viewport))
    gtk_widget_measure (gtk_viewport_get_child (GTK_VIEWPORT (viewport)), orientation, for_size, NULL, natural, NULL, NULL);
  *natural = MAX (*minimum, *natural);
}

static void
gb_yield_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  const gboolean down = orientation == GTK_ORIENTATION_VERTICAL;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, orientation, for_size, &child_minimum, &child_natural);
      *minimum = down ? *minimum + child_minimum : MAX (*minimum, child_minimum);
      *natural = down ? *natural + child_natural : MAX (*natural, child_natural);
    }
}

static void
gb_yield_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  GtkWidget *last = gtk_widget_get_last_child (widget);
  int spare = height;
  int least, y = 0;

  gtk_widget_measure (last, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural;

      if (!gtk_widget_should_layout (child))
        continue;
      measure_child (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);
      if (child == last)
        natural = MAX (spare, minimum);
      else if (GTK_IS_SCROLLED_WINDOW (child))
        natural = CLAMP (MIN (height / 2, spare - least), minimum, natural);
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, natural }, -1);
      y += natural;
      spare -= natural;
    }
}

static void
gb_yield_layout_class_init (GbYieldLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = gb_yield_layout_get_request_mode;
  layout_class->measure = gb_yield_layout_measure;
  layout_class->allocate = gb_yield_layout_allocate;
}

static void
gb_yield_layout_init (GbYieldLayout *self)
{
}
