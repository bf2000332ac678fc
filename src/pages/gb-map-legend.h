/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-map-model.h"
#include "gb-map-painter.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_LEGEND (gb_map_legend_get_type ())
G_DECLARE_FINAL_TYPE (GbMapLegend, gb_map_legend, GB, MAP_LEGEND, AdwBin)

void     gb_map_legend_show          (GbMapLegend      *self,
                                      const GbMapView  *view,
                                      const GbMapStyle *style);
gboolean gb_map_legend_get_quantiles (GbMapLegend      *self);

G_END_DECLS
