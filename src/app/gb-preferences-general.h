/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-window.h"

G_BEGIN_DECLS

#define GB_TYPE_PREFERENCES_GENERAL (gb_preferences_general_get_type ())
G_DECLARE_FINAL_TYPE (GbPreferencesGeneral, gb_preferences_general, GB, PREFERENCES_GENERAL, AdwPreferencesPage)

GtkWidget *gb_preferences_general_new (GbWindow *window);

G_END_DECLS
