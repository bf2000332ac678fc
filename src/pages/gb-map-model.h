/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-view.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_MODEL (gb_map_model_get_type ())
G_DECLARE_FINAL_TYPE (GbMapModel, gb_map_model, GB, MAP_MODEL, GObject)

GbMapModel      *gb_map_model_new           (GbStore         *store);
const GbMapView *gb_map_model_get_view      (GbMapModel      *self);
const GError    *gb_map_model_get_error     (GbMapModel      *self);
gboolean         gb_map_model_get_loading   (GbMapModel      *self);
void             gb_map_model_set_active    (GbMapModel      *self,
                                             gboolean         active);
void             gb_map_model_set_indicator (GbMapModel      *self,
                                             const char      *indicator);
void             gb_map_model_set_quantiles (GbMapModel      *self,
                                             gboolean         quantiles);
void             gb_map_model_reload        (GbMapModel      *self);

G_END_DECLS
