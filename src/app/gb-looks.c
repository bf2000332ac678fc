/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-looks.h"

#include <adwaita.h>

#include "gb-settings.h"

static void
on_color_scheme_cb (GSettings *settings)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int choice = g_settings_get_enum (settings, GB_SETTINGS_COLOR_SCHEME);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (choice, 0, 2)]);
}

/* Beside the desktop's own: who has large text everywhere keeps it. */
static void
on_text_scale_cb (GSettings *settings)
{
  GtkSettings *desktop = gtk_settings_get_default ();
  double scale = g_settings_get_double (settings, GB_SETTINGS_TEXT_SCALE);
  int dpi = -1;

  gtk_settings_reset_property (desktop, "gtk-xft-dpi");
  if (scale <= 1)
    return;
  g_object_get (desktop, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (desktop, "gtk-xft-dpi", (int) ((dpi > 0 ? dpi : 96 * PANGO_SCALE) * scale), NULL);
}

/**
 * gb_looks_follow:
 * @settings: as of gb_settings_new(); lives as long as the program
 * @colours: whether light or dark is as they say
 * @text: whether the size of text is
 *
 * Looks as the user prefers, from now on; after GTK started.
 */
void
gb_looks_follow (GSettings *settings,
                 gboolean   colours,
                 gboolean   text)
{
  if (colours)
    {
      g_signal_connect (settings, "changed::" GB_SETTINGS_COLOR_SCHEME, G_CALLBACK (on_color_scheme_cb), NULL);
      on_color_scheme_cb (settings);
    }
  if (text)
    {
      g_signal_connect (settings, "changed::" GB_SETTINGS_TEXT_SCALE, G_CALLBACK (on_text_scale_cb), NULL);
      on_text_scale_cb (settings);
    }
}
