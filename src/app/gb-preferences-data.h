/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-window.h"

G_BEGIN_DECLS

#define GB_TYPE_PREFERENCES_DATA (gb_preferences_data_get_type ())
G_DECLARE_FINAL_TYPE (GbPreferencesData, gb_preferences_data, GB, PREFERENCES_DATA, AdwPreferencesPage)

GtkWidget *gb_preferences_data_new (GbWindow *window);

G_END_DECLS
