/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-feature.h"

G_BEGIN_DECLS

/**
 * GbGeoCentre:
 * @id: what the area is known by
 * @point: its middle
 * @km2: its extent
 */
typedef struct
{
  const char *id;
  GbGeoPoint point;
  double km2;
} GbGeoCentre;

GPtrArray *gb_geo_cells_new (const GbGeoCentre *centres,
                             guint              n_centres,
                             GError           **error);

G_END_DECLS
