/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-tile-provider.h"

G_BEGIN_DECLS

#define GB_TYPE_TILE_SOURCE (gb_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (GbTileSource, gb_tile_source, GB, TILE_SOURCE, ShumateMapSource)

GbTileSource   *gb_tile_source_new              (GbTileProvider  *provider,
                                                 GtkWidget       *map,
                                                 ShumateViewport *viewport);
GbTileProvider *gb_tile_source_get_provider     (GbTileSource    *self);
const GError   *gb_tile_source_get_error        (GbTileSource    *self);
gboolean        gb_tile_source_get_busy         (GbTileSource    *self);
void            gb_tile_source_set_monitor      (GbTileSource    *self,
                                                 GNetworkMonitor *monitor);
void            gb_tile_source_set_thrifty      (GbTileSource    *self,
                                                 gboolean         thrifty);
void            gb_tile_source_stop             (GbTileSource    *self);

G_END_DECLS
