/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_URGE_WINDOW (gb_urge_window_get_type ())
G_DECLARE_FINAL_TYPE (GbUrgeWindow, gb_urge_window, GB, URGE_WINDOW, AdwWindow)

GbUrgeWindow *gb_urge_window_present (GtkWidget    *parent,
                                      GbStore      *store,
                                      const gint64 *numbers,
                                      gsize         n_numbers);

G_END_DECLS
