/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage-private.h"

G_BEGIN_DECLS

/**
 * GbGeoBordersState:
 * @GB_GEO_BORDERS_CLEAN: neighbours have the same corners, nothing lies over anything: the borders are known
 * @GB_GEO_BORDERS_UNCLEAN: areas meet between their corners, lie over each other, or leave a gap of metres
 * @GB_GEO_BORDERS_TANGLED: more often than there is a reason for
 */
typedef enum
{
  GB_GEO_BORDERS_CLEAN,
  GB_GEO_BORDERS_UNCLEAN,
  GB_GEO_BORDERS_TANGLED,
} GbGeoBordersState;

/* What a gap between two neighbours is filled up to: narrower than this many degrees, it is an error of drawing. */
#define GB_GEO_SLIVER_WIDTH 0.0005

GbGeoBordersState gb_geo_borders_find (GbGeoCoverage   *coverage,
                                       const GPtrArray *geometries);

G_END_DECLS
