/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"

G_BEGIN_DECLS

/* How many steps of the grid a degree has: RFC 7946 advises six decimals (11.2). */
#define GB_GEO_STEPS 1000000

/**
 * GbGeoStep:
 * @x: millionths of a degree east
 * @y: millionths of a degree north
 */
typedef struct
{
  gint32 x;
  gint32 y;
} GbGeoStep;

/**
 * GbGeoRing:
 * @steps: (owned) (element-type GbGeoStep): its corners; the first is not there again at the end
 * @area: twice what it encloses, in square steps; positive against the clock, that is, outside; negative round a hole
 * @outside: of a hole, the ring that it lies in, as its place in the array
 *
 * A closed line that meets itself nowhere.
 */
typedef struct
{
  GArray *steps;
  double area;
  guint outside;
} GbGeoRing;

GArray *gb_geo_rings_new (const GbGeoCoverage *coverage,
                          guint                area);

G_END_DECLS
