/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-window.h"

G_BEGIN_DECLS

#define GB_TYPE_PREFERENCES_TIMES (gb_preferences_times_get_type ())
G_DECLARE_FINAL_TYPE (GbPreferencesTimes, gb_preferences_times, GB, PREFERENCES_TIMES, AdwPreferencesPage)

GtkWidget *gb_preferences_times_new (GbWindow *window);

G_END_DECLS
