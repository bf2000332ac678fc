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
