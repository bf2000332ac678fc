/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_CELL_LAYOUT (gb_cell_layout_get_type ())
G_DECLARE_FINAL_TYPE (GbCellLayout, gb_cell_layout, GB, CELL_LAYOUT, GtkLayoutManager)

GtkLayoutManager *gb_cell_layout_new (void);

G_END_DECLS
