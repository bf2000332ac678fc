/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_SET_ASIDE_WINDOW (gb_set_aside_window_get_type ())
G_DECLARE_FINAL_TYPE (GbSetAsideWindow, gb_set_aside_window, GB, SET_ASIDE_WINDOW, AdwWindow)

void gb_set_aside_window_present (GtkWidget        *parent,
                                  GbStore          *store,
                                  gboolean          masked);
void gb_set_aside_window_export  (GbSetAsideWindow *self,
                                  GFile            *file);

G_END_DECLS
