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

/**
 * gb_compat_get_text_scale:
 *
 * Returns: how large text is, 1 at 100 %; from the resolution of fonts, which the desktop's text
 *   scaling changes
 */
double
gb_compat_get_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1;
}

/**
 * gb_compat_lookup_color:
 * @name: a colour defined in the style sheet
 * @color: (out): the colour as it is now, light, dark or in high contrast
 *
 * What is drawn by hand takes its colours from the style sheet. GTK deprecated the look-up (4.10)
 * without another way to a named colour.
 *
 * Returns: whether the style sheet defines it
 */
gboolean
gb_compat_lookup_color (GtkWidget  *widget,
                        const char *name,
                        GdkRGBA    *color)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, color);
  G_GNUC_END_IGNORE_DEPRECATIONS
}
