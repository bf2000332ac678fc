/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define GB_TYPE_TILE_PAINTABLE (gb_tile_paintable_get_type ())
G_DECLARE_FINAL_TYPE (GbTilePaintable, gb_tile_paintable, GB, TILE_PAINTABLE, GObject)

GdkPaintable *gb_tile_paintable_new         (GdkTexture       *texture);
GdkTexture   *gb_tile_paintable_get_texture (GbTilePaintable  *self);

G_END_DECLS
