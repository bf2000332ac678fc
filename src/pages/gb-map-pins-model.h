/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-pins-choice.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PINS_MODEL (gb_map_pins_model_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPinsModel, gb_map_pins_model, GB, MAP_PINS_MODEL, GObject)

GbMapPinsModel        *gb_map_pins_model_new         (GbStore               *store);
GbPlaces              *gb_map_pins_model_get_places  (GbMapPinsModel        *self);
const GError          *gb_map_pins_model_get_error   (GbMapPinsModel        *self);
gboolean               gb_map_pins_model_get_loading (GbMapPinsModel        *self);
gint64                 gb_map_pins_model_get_now     (GbMapPinsModel        *self);
const GbMapPinsChoice *gb_map_pins_model_get_choice  (GbMapPinsModel        *self);
void                   gb_map_pins_model_set_shown   (GbMapPinsModel        *self,
                                                      gboolean               shown);
void                   gb_map_pins_model_set_kind    (GbMapPinsModel        *self,
                                                      GbPlaceKind            kind,
                                                      gboolean               wanted);
void                   gb_map_pins_model_set_state   (GbMapPinsModel        *self,
                                                      GbPlaceState           state,
                                                      gboolean               wanted);
void                   gb_map_pins_model_set_field   (GbMapPinsModel        *self,
                                                      const char            *field,
                                                      gboolean               wanted);
void                   gb_map_pins_model_set_span    (GbMapPinsModel        *self,
                                                      GbMapPinsSpan          span);
void                   gb_map_pins_model_set_days    (GbMapPinsModel        *self,
                                                      GbDay                  from,
                                                      GbDay                  to);
void                   gb_map_pins_model_unlimit     (GbMapPinsModel        *self);
void                   gb_map_pins_model_show_open   (GbMapPinsModel        *self,
                                                      GbPlaceKind            kind);
void                   gb_map_pins_model_set_active  (GbMapPinsModel        *self,
                                                      gboolean               active);

G_END_DECLS
