/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-application.h"

#include "gb-config.h"
#include "gb-window.h"

/**
 * GbApplication:
 *
 * The program: its options, and the one window.
 */
struct _GbApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (GbApplication, gb_application, ADW_TYPE_APPLICATION)

static void
gb_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (gb_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static void
gb_application_class_init (GbApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = gb_application_activate;
}

static void
gb_application_init (GbApplication *self)
{
}

/**
 * gb_application_new:
 *
 * Returns: (transfer full): the program
 */
GbApplication *
gb_application_new (void)
{
  return g_object_new (GB_TYPE_APPLICATION,
                       "application-id", GB_APPLICATION_ID,
                       "resource-base-path", "/io/github/giaoban/GiaoBan",
                       NULL);
}
