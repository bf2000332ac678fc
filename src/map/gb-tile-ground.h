/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-tile-cache.h"
#include "gb-tile-web.h"

G_BEGIN_DECLS

#define GB_TYPE_TILE_GROUND (gb_tile_ground_get_type ())
G_DECLARE_FINAL_TYPE (GbTileGround, gb_tile_ground, GB, TILE_GROUND, GObject)

GbTileGround     *gb_tile_ground_new          (ShumateMap           *map,
                                               ShumateLayer         *above,
                                               GbTileCache          *cache);
GbTileCache      *gb_tile_ground_get_cache    (GbTileGround         *self);
const GbTileInfo *gb_tile_ground_get_info     (GbTileGround         *self);
const GError     *gb_tile_ground_get_error    (GbTileGround         *self);
gboolean          gb_tile_ground_get_busy     (GbTileGround         *self);
void              gb_tile_ground_set_thrifty  (GbTileGround         *self,
                                               gboolean              thrifty);
void              gb_tile_ground_show_none    (GbTileGround         *self);
void              gb_tile_ground_show_file    (GbTileGround         *self,
                                               const char           *path);
void              gb_tile_ground_show_web     (GbTileGround         *self,
                                               const char           *address,
                                               const char           *authority);
void              gb_tile_ground_probe_async  (GbTileGround         *self,
                                               const char           *address,
                                               const char           *authority,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GbTileProbe      *gb_tile_ground_probe_finish (GbTileGround         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
