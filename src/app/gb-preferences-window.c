/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-dialog.h"
#include "gb-preferences-data.h"
#include "gb-preferences-general.h"
#include "gb-preferences-reminders.h"
#include "gb-preferences-times.h"

/**
 * GbPreferencesWindow:
 *
 * What the user prefers (tùy chọn); everything holds as soon as it is set.
 */
struct _GbPreferencesWindow
{
  AdwWindow parent_instance;

  AdwViewStack *pages;
  AdwToastOverlay *toasts;
  GbAdaptiveBin *adaptive;
};

G_DEFINE_FINAL_TYPE (GbPreferencesWindow, gb_preferences_window, ADW_TYPE_WINDOW)

/* What belongs to the window behind: that opens or asks something, so this one goes. */
static void
on_window_action_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GtkWindow *behind = gtk_window_get_transient_for (GTK_WINDOW (widget));
  g_autoptr (GtkWindow) parent = behind != NULL ? g_object_ref (behind) : NULL;

  if (parent == NULL)
    return;
  gtk_window_close (GTK_WINDOW (widget));
  gtk_widget_activate_action (GTK_WIDGET (parent), g_variant_get_string (parameter, NULL), NULL);
}

static void
gb_preferences_window_class_init (GbPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbPreferencesWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GbPreferencesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GbPreferencesWindow, adaptive);
  gtk_widget_class_install_action (widget_class, "preferences.window", "s", on_window_action_cb);
}

static void
gb_preferences_window_init (GbPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_page (GbPreferencesWindow *self,
          GtkWidget           *page,
          const char          *name,
          const char          *title,
          const char          *icon_name)
{
  AdwViewStackPage *entry = adw_view_stack_add_titled (self->pages, page, name, title);

  adw_view_stack_page_set_icon_name (entry, icon_name);
}

/**
 * gb_preferences_window_present:
 * @window: whose preferences they are
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GbPreferencesWindow *
gb_preferences_window_present (GbWindow *window)
{
  GbPreferencesWindow *self = g_object_new (GB_TYPE_PREFERENCES_WINDOW, "transient-for", window, NULL);

  add_page (self, gb_preferences_general_new (window), "general", _("General"), "preferences-system-symbolic");
  add_page (self, gb_preferences_times_new (window), "times", C_ ("preferences", "Due dates"), "x-office-calendar-symbolic");
  add_page (self, gb_preferences_reminders_new (window), "reminders", _("Reminders"), "alarm-symbolic");
  add_page (self, gb_preferences_data_new (window), "data", C_ ("preferences", "Data"), "drive-harddisk-symbolic");
  gb_dialog_present (GTK_WINDOW (self));
  return self;
}
