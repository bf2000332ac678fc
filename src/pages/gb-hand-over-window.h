/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-officer.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_HAND_OVER_WINDOW (gb_hand_over_window_get_type ())
G_DECLARE_FINAL_TYPE (GbHandOverWindow, gb_hand_over_window, GB, HAND_OVER_WINDOW, AdwWindow)

GbHandOverWindow *gb_hand_over_window_present (GtkWidget         *parent,
                                               GbStore           *store,
                                               const GbOfficer   *officer,
                                               gboolean           masked);
void              gb_hand_over_window_save_to (GbHandOverWindow  *self,
                                               GFile             *file);

G_END_DECLS
