/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-map-painter.h"
#include "gb-store.h"
#include "gb-tile-ground.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_GROUND (gb_map_ground_get_type ())
G_DECLARE_FINAL_TYPE (GbMapGround, gb_map_ground, GB, MAP_GROUND, AdwBin)

GtkWidget    *gb_map_ground_new           (GbStore      *store,
                                           ShumateMap   *map,
                                           ShumateLayer *above);
GtkWidget    *gb_map_ground_get_caption   (GbMapGround  *self);
GbTileGround *gb_map_ground_get_ground    (GbMapGround  *self);
void          gb_map_ground_adjust_style  (GbMapGround  *self,
                                           GbMapStyle   *style);

G_END_DECLS
