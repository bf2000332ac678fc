/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-map-view.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_BORDERS (gb_map_borders_get_type ())
G_DECLARE_FINAL_TYPE (GbMapBorders, gb_map_borders, GB, MAP_BORDERS, GtkPopover)

GbMapBorders *gb_map_borders_new         (void);
GtkWidget    *gb_map_borders_make_button (GbMapBorders     *self);
void          gb_map_borders_show        (GbMapBorders     *self,
                                          const GbMapView  *view);

G_END_DECLS
