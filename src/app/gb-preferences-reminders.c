/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-preferences-reminders.h"

#include "gb-reminder-timer.h"
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
  gboolean showing;    /* what is set, so that nothing is to be done */

  GtkWidget *where_group;
  GtkWidget *what_group;
  GtkSwitch *enabled;
  AdwActionRow *background_row;
  GtkSwitch *background;
  GtkSpinButton *time;
  GtkSpinButton *due_within;
  GtkSpinButton *expiry_days;
  GtkSpinButton *quiet_from;
  GtkSpinButton *quiet_to;
};

G_DEFINE_FINAL_TYPE (GbPreferencesReminders, gb_preferences_reminders, ADW_TYPE_PREFERENCES_PAGE)

/* What is set, not what was wished for. */
static void
show_background (GbPreferencesReminders *self)
{
  self->showing = TRUE;
  gtk_switch_set_active (self->background, g_settings_get_boolean (self->settings, GB_SETTINGS_REMIND_IN_BACKGROUND));
  self->showing = FALSE;
}

static void
on_timer_set_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GbPreferencesReminders) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gb_reminder_timer_set_finish (result, &error))
    g_settings_set_boolean (self->settings, GB_SETTINGS_REMIND_IN_BACKGROUND, gtk_switch_get_active (self->background));
  else
    adw_action_row_set_subtitle (self->background_row, error->message);
  show_background (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->background), TRUE);
}

/* The desktop may take its time, and may say no. */
static void
on_background_cb (GbPreferencesReminders *self)
{
  if (self->showing || self->settings == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->background), FALSE);
  gb_reminder_timer_set_async (gtk_switch_get_active (self->background), NULL, on_timer_set_cb, g_object_ref (self));
}

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
  BIND (where_group);
  BIND (what_group);
  BIND (enabled);
  BIND (background_row);
  BIND (background);
  BIND (time);
  BIND (due_within);
  BIND (expiry_days);
  BIND (quiet_from);
  BIND (quiet_to);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_background_cb);
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
  g_settings_bind (settings, GB_SETTINGS_REMINDERS_ENABLED, self->where_group, "sensitive", G_SETTINGS_BIND_GET);
  show_background (self);
  gb_setting_rows_bind_time (settings, GB_SETTINGS_REMINDER_TIME, self->time);
  gb_setting_rows_bind_number (settings, GB_SETTINGS_DUE_WITHIN, self->due_within);
  gb_setting_rows_bind_number (settings, GB_SETTINGS_EXPIRY_DAYS, self->expiry_days);
  gb_setting_rows_bind_time (settings, GB_SETTINGS_QUIET_FROM, self->quiet_from);
  gb_setting_rows_bind_time (settings, GB_SETTINGS_QUIET_TO, self->quiet_to);
  return GTK_WIDGET (self);
}
