/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-one-stop.h"

/**
 * GbOneStop:
 *
 * Around a long list: Tab comes to one row of it, the chosen one or that of last time, goes through what can be pressed
 * in that row, and leaves. The arrow keys walk from row to row. Without it GTK has Tab stop at every row, and whoever
 * has no pointer does not get past a list of thousands. (What #GtkListView:tab-behavior does from GTK 4.12 on.)
 */
struct _GbOneStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GbOneStop, gb_one_stop, ADW_TYPE_BIN)

static GtkListBox *
find_list_box (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget))
    return GTK_LIST_BOX (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListBox *found = find_list_box (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The row that the focus is in; those of a #GtkListView are known by their CSS name only. */
static GtkWidget *
get_focus_row (GtkWidget *self)
{
  GtkRoot *root = gtk_widget_get_root (self);
  GtkWidget *row = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, self))
    return NULL;
  while (row != self && g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    row = gtk_widget_get_parent (row);
  return row != self ? row : NULL;
}

/* A list view comes back to its row by itself; a list box would go on from there. */
static gboolean
enter_list_box (GtkListBox *list)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (list));

  if (row == NULL)
    row = gtk_widget_get_focus_child (GTK_WIDGET (list));
  return row != NULL && gtk_widget_get_mapped (row) && gtk_widget_grab_focus (row);
}

static gboolean
gb_one_stop_focus (GtkWidget       *widget,
                   GtkDirectionType direction)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  GtkListBox *list = find_list_box (widget);
  GtkWidget *row = get_focus_row (widget);

  if (child == NULL)
    return FALSE;
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (child, direction);
  if (row != NULL)
    return gtk_widget_child_focus (row, direction);
  return (list != NULL && enter_list_box (list)) || gtk_widget_child_focus (child, direction);
}

static void
gb_one_stop_class_init (GbOneStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = gb_one_stop_focus;
}

static void
gb_one_stop_init (GbOneStop *self)
{
}

/**
 * gb_one_stop_new:
 * @child: a list, or what scrolls one
 *
 * Returns: @child with one stop for Tab
 */
GtkWidget *
gb_one_stop_new (GtkWidget *child)
{
  return g_object_new (GB_TYPE_ONE_STOP, "child", child, NULL);
}
