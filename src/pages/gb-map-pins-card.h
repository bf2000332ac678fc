/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-place-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PINS_CARD (gb_map_pins_card_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPinsCard, gb_map_pins_card, GB, MAP_PINS_CARD, GtkPopover)

GtkWidget     *gb_map_pins_card_new       (void);
void           gb_map_pins_card_show      (GbMapPinsCard  *self,
                                           GbPlaces       *places,
                                           const guint    *members,
                                           guint           n,
                                           gint64          now);
const GbPlace *gb_map_pins_card_get_place (GbMapPinsCard  *self);
guint          gb_map_pins_card_get_n     (GbMapPinsCard  *self);

G_END_DECLS
