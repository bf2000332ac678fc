/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-compat.h"

#include "gb-config.h"

#include <glib/gi18n-lib.h>

/**
 * gb_compat_present_about:
 * @parent: the window it belongs to
 *
 * Shows who made the program and under which licence; a dialog inside the window where libadwaita
 * has it (1.5), a window of its own before.
 */
void
gb_compat_present_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_show_about_dialog (GTK_WIDGET (parent),
#else
  adw_show_about_window (parent,
#endif
                         "application-name", _("Giao Ban"),
                         "application-icon", GB_APPLICATION_ID,
                         "version", GB_VERSION,
                         "developer-name", _("The Giao Ban project"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("The chairman's desk of a commune: what is late, whose, and why."),
                         NULL);
}
