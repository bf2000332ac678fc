/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pass-focus.h"

static gboolean
pass_focus (GtkWidget       *widget,
            GtkDirectionType direction)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  return child != NULL && gtk_widget_child_focus (child, direction);
}

/**
 * gb_pass_focus:
 * @widget_class: that of an #AdwBin which says where the focus goes when it is grabbed
 *
 * Lets Tab walk through what is in it. GTK would grab the focus of such a bin before or after it looks at its child: Tab
 * would jump over what comes before the place that grabs it, and Shift+Tab would never leave that place.
 */
void
gb_pass_focus (GtkWidgetClass *widget_class)
{
  widget_class->focus = pass_focus;
}

static gboolean (*arrow_in_box) (GtkWidget        *widget,
                                 GtkDirectionType  direction);

static gboolean
walk_box (GtkWidget        *widget,
          GtkDirectionType  direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (!back && direction != GTK_DIR_TAB_FORWARD)
    return arrow_in_box (widget, direction);
  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL; child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

/**
 * gb_keep_box_order:
 *
 * Lets Tab walk through every #GtkBox in the order of its children. GTK (seen in 4.18 and 4.24) treats Tab in a box like
 * an arrow key: from a child at the left of a column it passes over one at the right, for they do not overlap, so that
 * neither it nor what follows may ever be reached. The class of GTK is changed: such boxes are in GTK's and libadwaita's
 * own widgets, too.
 */
void
gb_keep_box_order (void)
{
  GtkWidgetClass *box_class = g_type_class_ref (GTK_TYPE_BOX);

  if (box_class->focus != walk_box)
    {
      arrow_in_box = box_class->focus;
      box_class->focus = walk_box;
    }
  g_type_class_unref (box_class);
}
