/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-feature.h"
#include "gb-geo-scanner.h"

G_BEGIN_DECLS

/**
 * GbGeoCoordinates:
 * @feature: (not owned): what the rings go to
 * @max_points: in all rings
 * @levels: how many arrays are around a number: 3 in a Polygon, 4 in a MultiPolygon; 0 while no number has come
 * @depth: how many are open
 *
 * The member "coordinates" on its way in. Whether it is a Polygon's or a MultiPolygon's may be told only after it.
 */
typedef struct
{
  GbGeoFeature *feature;
  gsize max_points;
  guint levels;
  guint depth;
  guint children[5];
  gsize n_points;
  double position[2];
  GbGeoPolygon *polygon;
  GArray *ring;
} GbGeoCoordinates;

gboolean gb_geo_coordinates_take (GbGeoCoordinates  *self,
                                  GbGeoToken         token,
                                  double             number,
                                  GError           **error);

G_END_DECLS
