/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-window.h"

G_BEGIN_DECLS

#define GB_TYPE_PREFERENCES_REMINDERS (gb_preferences_reminders_get_type ())
G_DECLARE_FINAL_TYPE (GbPreferencesReminders, gb_preferences_reminders, GB, PREFERENCES_REMINDERS, AdwPreferencesPage)

GtkWidget *gb_preferences_reminders_new (GbWindow *window);

G_END_DECLS
