/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbGeoPoint:
 * @lon: degrees east, WGS 84
 * @lat: degrees north
 */
typedef struct
{
  double lon;
  double lat;
} GbGeoPoint;

/**
 * GbGeoShape:
 * @id: what the area is known by, such as a commune's code
 * @points: (element-type GbGeoPoint): of all rings, one after the other; a closing point may be there or not
 * @rings: (element-type guint): where each ring ends in @points
 * @polygons: (element-type guint): where each polygon ends in @rings; its first ring is the outer one
 *
 * An area as a file tells it, not checked: RFC 7946, sections 3.1.6 and 3.1.7.
 */
typedef struct
{
  char *id;
  GArray *points;
  GArray *rings;
  GArray *polygons;
} GbGeoShape;

GbGeoShape *gb_geo_shape_new         (const char       *id);
void        gb_geo_shape_free        (GbGeoShape       *self);
void        gb_geo_shape_add_point   (GbGeoShape       *self,
                                      double            lon,
                                      double            lat);
void        gb_geo_shape_end_ring    (GbGeoShape       *self);
void        gb_geo_shape_end_polygon (GbGeoShape       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoShape, gb_geo_shape_free)

G_END_DECLS
