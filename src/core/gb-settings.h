/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keys; data/io.github.giaoban.GiaoBan.gschema.xml.in tells types, limits and defaults. */
#define GB_SETTINGS_LANGUAGE          "language"
#define GB_SETTINGS_COLOR_SCHEME      "color-scheme"
#define GB_SETTINGS_TEXT_SCALE        "text-scale"
#define GB_SETTINGS_COMMUNE           "commune"
#define GB_SETTINGS_NEAR_DAYS         "near-days"
#define GB_SETTINGS_WORK_HOURS        "work-hours"
#define GB_SETTINGS_REMINDERS_ENABLED "reminders-enabled"
#define GB_SETTINGS_REMIND_IN_BACKGROUND "remind-in-background"
#define GB_SETTINGS_REMINDER_TIME     "reminder-time"
#define GB_SETTINGS_DUE_WITHIN        "remind-due-within"
#define GB_SETTINGS_EXPIRY_DAYS       "remind-expiry-days"
#define GB_SETTINGS_QUIET_FROM        "quiet-from"
#define GB_SETTINGS_QUIET_TO          "quiet-to"

GSettings *gb_settings_new             (void);
int        gb_settings_get_time_of_day (GSettings  *settings,
                                        const char *key);

G_END_DECLS
