/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-preferences-reminders.h"

#include "gb-setting-rows.h"
#include "gb-settings.h"

/**
 * GbPreferencesReminders:
 *
 * Of what the user is reminded, and when.
 */
struct _GbPreferencesReminders
{
  AdwPreferencesPage parent_instance;

  GSettings *settings; /* (owned) */

  GtkWidget *what_group;
  GtkSwitch *enabled;
  GtkSpinButton *time;
  GtkSpinButton *due_within;
  GtkSpinButton *expiry_days;
  GtkSpinButton *quiet_from;
  GtkSpinButton *quiet_to;
};

G_DEFINE_FINAL_TYPE (GbPreferencesReminders, gb_preferences_reminders, ADW_TYPE_PREFERENCES_PAGE)

static void
gb_preferences_reminders_finalize (GObject *object)
{
  g_clear_object (&GB_PREFERENCES_REMINDERS (object)->settings);

  G_OBJECT_CLASS (gb_preferences_reminders_parent_class)->finalize (object);
}

static void
gb_preferences_reminders_class_init (GbPreferencesRemindersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_preferences_reminders_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/preferences-reminders.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbPreferencesReminders, child)
  BIND (what_group);
  BIND (enabled);
  BIND (time);
  BIND (due_within);
  BIND (expiry_days);
  BIND (quiet_from);
  BIND (quiet_to);
#undef BIND
}

static void
gb_preferences_reminders_init (GbPreferencesReminders *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_preferences_reminders_new:
 * @window: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
gb_preferences_reminders_new (GbWindow *window)
{
  GbPreferencesReminders *self = g_object_new (GB_TYPE_PREFERENCES_REMINDERS, NULL);
  GSettings *settings = gb_services_get_settings (gb_window_get_services (window));

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, GB_SETTINGS_REMINDERS_ENABLED, self->enabled, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, GB_SETTINGS_REMINDERS_ENABLED, self->what_group, "sensitive", G_SETTINGS_BIND_GET);
  gb_setting_rows_bind_time (settings, GB_SETTINGS_REMINDER_TIME, self->time);
  gb_setting_rows_bind_number (settings, GB_SETTINGS_DUE_WITHIN, self->due_within);
  gb_setting_rows_bind_number (settings, GB_SETTINGS_EXPIRY_DAYS, self->expiry_days);
  gb_setting_rows_bind_time (settings, GB_SETTINGS_QUIET_FROM, self->quiet_from);
  gb_setting_rows_bind_time (settings, GB_SETTINGS_QUIET_TO, self->quiet_to);
  return GTK_WIDGET (self);
}
