/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button beneath a list of rich rows that shows only the first of many: a province has hundreds, a commune ten. */
#include "gb-more-button.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/**
 * gb_more_button_show:
 * @total: how many rows there are
 * @shown: how many of them are shown at most
 *
 * Says how many more there are; hides @button where there are none.
 */
void
gb_more_button_show (GtkButton *button,
                     guint      total,
                     guint      shown)
{
  guint rest = total > shown ? total - shown : 0;
  g_autofree char *number = gb_format_number (rest);
  /* Translators: rows of a list that are not shown yet */
  g_autofree char *label = g_strdup_printf (ngettext ("Show more, %s left", "Show more, %s left", rest), number);

  gtk_button_set_label (button, label);
  gtk_widget_set_visible (GTK_WIDGET (button), rest > 0);
}
