/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-pins-model.h"
#include "gb-pin-layer.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PINS (gb_map_pins_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPins, gb_map_pins, GB, MAP_PINS, GtkPopover)

GbMapPins      *gb_map_pins_new         (GbStore    *store,
                                         ShumateMap *map);
GtkWidget      *gb_map_pins_make_button (GbMapPins  *self);
GbPinLayer     *gb_map_pins_get_layer   (GbMapPins  *self);
GbMapPinsModel *gb_map_pins_get_model   (GbMapPins  *self);
gboolean        gb_map_pins_get_loading (GbMapPins  *self);
void            gb_map_pins_set_active  (GbMapPins  *self,
                                         gboolean    active);

G_END_DECLS
