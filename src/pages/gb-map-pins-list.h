/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-place-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PINS_LIST (gb_map_pins_list_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPinsList, gb_map_pins_list, GB, MAP_PINS_LIST, GObject)

GbMapPinsList *gb_map_pins_list_new       (GbPlaces       *places,
                                           const guint    *members,
                                           guint           n);
const GbPlace *gb_map_pins_list_get_place (GbMapPinsList  *self,
                                           guint           position);

G_END_DECLS
