/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PLACE_WINDOW (gb_place_window_get_type ())
G_DECLARE_FINAL_TYPE (GbPlaceWindow, gb_place_window, GB, PLACE_WINDOW, AdwWindow)

GbPlaceWindow *gb_place_window_present (GtkWidget   *parent,
                                        GbStore     *store,
                                        const char  *commune,
                                        double       lat,
                                        double       lon);

G_END_DECLS
