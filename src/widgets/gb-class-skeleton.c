/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-class-skeleton.h"

#include <glib/gi18n-lib.h>

/**
 * GbClassSkeleton:
 *
 * Where a table will stand in a moment: pale rows of its height, as many as there is room for.
 */
struct _GbClassSkeleton
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GbClassSkeleton, gb_class_skeleton, GTK_TYPE_WIDGET)

/* px: the rhythm of the table that takes its place */
#define HEADER_HEIGHT 36
#define ROW_HEIGHT 40
#define MARGIN 20
#define N_ROWS 24

/* starts and widths of the bars in a row, in hundredths of the width */
static const int bars[][2] = { { 0, 14 }, { 16, 34 }, { 53, 12 }, { 68, 10 }, { 81, 15 } };

static void
gb_class_skeleton_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int room = MAX (0, width - 2 * MARGIN);
  int i = 0;

  for (GtkWidget *bar = gtk_widget_get_first_child (widget); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar), i++)
    {
      int y = HEADER_HEIGHT + i / (int) G_N_ELEMENTS (bars) * ROW_HEIGHT;
      int x = room * bars[i % G_N_ELEMENTS (bars)][0] / 100;
      int length = room * bars[i % G_N_ELEMENTS (bars)][1] / 100;
      int least, thickness;

      gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, -1, &thickness, NULL, NULL, NULL);
      length = MAX (length, least);
      gtk_widget_size_allocate (bar,
                                &(GtkAllocation){ MARGIN + (mirrored ? room - x - length : x),
                                                  y + (ROW_HEIGHT - thickness) / 2, length,
                                                  thickness },
                                -1);
    }
}

static void
gb_class_skeleton_dispose (GObject *object)
{
  GtkWidget *bar;

  while ((bar = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (bar);

  G_OBJECT_CLASS (gb_class_skeleton_parent_class)->dispose (object);
}

static void
gb_class_skeleton_class_init (GbClassSkeletonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_class_skeleton_dispose;
  widget_class->size_allocate = gb_class_skeleton_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
gb_class_skeleton_init (GbClassSkeleton *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  for (gsize i = 0; i < N_ROWS * G_N_ELEMENTS (bars); i++)
    {
      GtkWidget *bar = g_object_new (GTK_TYPE_BOX, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (bar, "gb-skeleton");
      gtk_widget_set_parent (bar, GTK_WIDGET (self));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Loading"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
}

GtkWidget *
gb_class_skeleton_new (void)
{
  return g_object_new (GB_TYPE_CLASS_SKELETON, NULL);
}
