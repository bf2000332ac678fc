/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-settings.h"

#include "gb-settings.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)

/**
 * gb_reminder_settings_init:
 * @self: (out caller-allocates): what holds for who changed nothing
 */
void
gb_reminder_settings_init (GbReminderSettings *self)
{
  *self = (GbReminderSettings) {
    .enabled = TRUE,
    .time = 7 * HOUR,
    .due_within = HOUR,
    .expiry_days = 7,
    .quiet_from = 18 * HOUR,
    .quiet_to = 6 * HOUR + 30 * MINUTE,
  };
}

/**
 * gb_reminder_settings_load:
 * @self: (out caller-allocates): what the user wants
 * @settings: as of gb_settings_new()
 */
void
gb_reminder_settings_load (GbReminderSettings *self,
                           GSettings          *settings)
{
  *self = (GbReminderSettings) {
    .enabled = g_settings_get_boolean (settings, GB_SETTINGS_REMINDERS_ENABLED),
    .time = gb_settings_get_time_of_day (settings, GB_SETTINGS_REMINDER_TIME),
    .due_within = g_settings_get_int (settings, GB_SETTINGS_DUE_WITHIN) * MINUTE,
    .expiry_days = g_settings_get_int (settings, GB_SETTINGS_EXPIRY_DAYS),
    .quiet_from = gb_settings_get_time_of_day (settings, GB_SETTINGS_QUIET_FROM),
    .quiet_to = gb_settings_get_time_of_day (settings, GB_SETTINGS_QUIET_TO),
  };
}

/**
 * gb_reminder_settings_dup_commune:
 * @settings: as of gb_settings_new()
 *
 * Returns: (transfer full) (nullable): the commune that one who sees a province chose for the first look, by code;
 *   %NULL for the cache's whole scope
 */
char *
gb_reminder_settings_dup_commune (GSettings *settings)
{
  g_autofree char *commune = g_settings_get_string (settings, GB_SETTINGS_COMMUNE);

  return *commune != '\0' ? g_steal_pointer (&commune) : NULL;
}
