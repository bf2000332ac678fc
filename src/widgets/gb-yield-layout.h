/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_YIELD_LAYOUT (gb_yield_layout_get_type ())
G_DECLARE_FINAL_TYPE (GbYieldLayout, gb_yield_layout, GB, YIELD_LAYOUT, GtkLayoutManager)

G_END_DECLS
