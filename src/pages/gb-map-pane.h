/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-map-model.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PANE (gb_map_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPane, gb_map_pane, GB, MAP_PANE, AdwBin)

void gb_map_pane_show (GbMapPane       *self,
                       const GbMapView *view,
                       guint            area,
                       const char      *looked_for);

G_END_DECLS
