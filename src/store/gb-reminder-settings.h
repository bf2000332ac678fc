/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbReminderSettings:
 * @enabled: whether to remind at all
 * @time: when the day's counts are told, seconds after midnight
 * @due_within: how long before it is due something is told, seconds; 0 = never
 * @expiry_days: how many days before a term or a task ends it is told; 0 = never
 * @quiet_from: from when on nothing is said, seconds after midnight
 * @quiet_to: until when, seconds after midnight; may be on the next day; equal to @quiet_from = there is no such time
 *
 * What the user wants to be reminded of, and when.
 */
typedef struct
{
  gboolean enabled;
  int time;
  int due_within;
  int expiry_days;
  int quiet_from;
  int quiet_to;
} GbReminderSettings;

void  gb_reminder_settings_init        (GbReminderSettings *self);
void  gb_reminder_settings_load        (GbReminderSettings *self,
                                        GSettings          *settings);
char *gb_reminder_settings_dup_commune (GSettings          *settings);

G_END_DECLS
