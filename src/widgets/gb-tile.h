/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_TILE (gb_tile_get_type ())
G_DECLARE_FINAL_TYPE (GbTile, gb_tile, GB, TILE, GtkButton)

gint64      gb_tile_get_count   (GbTile     *self);
void        gb_tile_set_count   (GbTile     *self,
                                 gint64      count);
const char *gb_tile_get_caption (GbTile     *self);
void        gb_tile_set_caption (GbTile     *self,
                                 const char *caption);

G_END_DECLS
