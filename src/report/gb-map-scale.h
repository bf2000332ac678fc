/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-projection.h"
#include "gb-map-pen.h"

G_BEGIN_DECLS

double gb_map_scale_choose     (double                 metres);
char  *gb_map_scale_words      (double                 metres);
double gb_map_scale_resolution (const GbGeoProjection *projection,
                                double                 width,
                                double                 height);
void   gb_map_scale_draw       (GbMapPen              *pen,
                                double                 metres_per_point,
                                double                 x,
                                double                 y,
                                double                 widest);
void   gb_map_scale_draw_north (GbMapPen              *pen,
                                double                 x,
                                double                 y,
                                double                 height);

G_END_DECLS
