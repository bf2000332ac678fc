/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"

G_BEGIN_DECLS

/**
 * GbGeoProjection:
 * @world: how many pixels wide the whole world is: 256 at zoom level 0, twice as many with each further one
 * @x: pixels from the 180th meridian west to the left edge of the picture
 * @y: pixels from 85.05° north to its upper edge
 *
 * Web Mercator (EPSG:3857) in pixels, as tiles have it.
 */
typedef struct
{
  double world;
  double x;
  double y;
} GbGeoProjection;

GbGeoProjection gb_geo_projection_new       (GbGeoPoint             centre,
                                             double                 zoom,
                                             double                 width,
                                             double                 height);
GbGeoProjection gb_geo_projection_fit       (const GbGeoBounds     *bounds,
                                             double                 width,
                                             double                 height,
                                             double                 margin);
double          gb_geo_projection_get_zoom  (const GbGeoProjection *self);
guint           gb_geo_projection_get_level (const GbGeoProjection *self);
void            gb_geo_projection_project   (const GbGeoProjection *self,
                                             GbGeoPoint             point,
                                             double                *x,
                                             double                *y);
GbGeoPoint      gb_geo_projection_unproject (const GbGeoProjection *self,
                                             double                 x,
                                             double                 y);
GbGeoBounds     gb_geo_projection_visible   (const GbGeoProjection *self,
                                             double                 width,
                                             double                 height);

G_END_DECLS
