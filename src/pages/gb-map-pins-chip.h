/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-map-pin-sign.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PINS_CHIP (gb_map_pins_chip_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPinsChip, gb_map_pins_chip, GB, MAP_PINS_CHIP, GtkToggleButton)

GtkWidget    *gb_map_pins_chip_new       (const char     *name);
const char   *gb_map_pins_chip_get_name  (GbMapPinsChip  *self);
GbMapPinSign *gb_map_pins_chip_add_sign  (GbMapPinsChip  *self);
guint         gb_map_pins_chip_get_count (GbMapPinsChip  *self);
void          gb_map_pins_chip_set_count (GbMapPinsChip  *self,
                                          guint           count,
                                          gboolean        known);

G_END_DECLS
