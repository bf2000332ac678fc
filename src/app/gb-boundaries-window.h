/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_BOUNDARIES_WINDOW (gb_boundaries_window_get_type ())
G_DECLARE_FINAL_TYPE (GbBoundariesWindow, gb_boundaries_window, GB, BOUNDARIES_WINDOW, AdwWindow)

GbBoundariesWindow *gb_boundaries_window_new             (GtkWindow           *parent);
void                gb_boundaries_window_import          (GbBoundariesWindow  *self,
                                                          GbStore             *store,
                                                          GFile               *file);
void                gb_boundaries_window_show_no_account (GbBoundariesWindow  *self);
gboolean            gb_boundaries_window_is_over         (GbBoundariesWindow  *self);

G_END_DECLS
