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
 * GbGeoBounds:
 *
 * The smallest rectangle of degrees around something.
 */
typedef struct
{
  double west;
  double south;
  double east;
  double north;
} GbGeoBounds;

/**
 * GbGeoPolygon:
 * @rings: (element-type GArray): rings of #GbGeoPoint, the first one outside, the others holes; each ends where it
 *   begins. In the direction they came in
 */
typedef struct
{
  GPtrArray *rings;
} GbGeoPolygon;

/**
 * GbGeoFeature:
 * @id: (nullable): its identifier, of a number the digits
 * @properties: (element-type utf8 utf8): texts, numbers and truth values by name; what is nested is left out
 * @polygons: (element-type GbGeoPolygon): at least one
 * @n_points: in all rings
 *
 * An area with what is told of it (RFC 7946, 3.2).
 */
typedef struct
{
  char *id;
  GHashTable *properties;
  GPtrArray *polygons;
  gsize n_points;
  GbGeoBounds bounds;
} GbGeoFeature;

GbGeoFeature *gb_geo_feature_new          (void);
void          gb_geo_feature_free         (GbGeoFeature *self);
const char   *gb_geo_feature_get          (const GbGeoFeature *self,
                                           const char         *name);
GbGeoPolygon *gb_geo_feature_add_polygon  (GbGeoFeature *self);
GArray       *gb_geo_polygon_add_ring     (GbGeoPolygon *self);
void          gb_geo_feature_measure      (GbGeoFeature *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoFeature, gb_geo_feature_free)

G_END_DECLS
