/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_TILE_LAYOUT (gb_tile_layout_get_type ())
G_DECLARE_FINAL_TYPE (GbTileLayout, gb_tile_layout, GB, TILE_LAYOUT, GtkLayoutManager)

G_END_DECLS
