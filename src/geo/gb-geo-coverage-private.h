/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"

G_BEGIN_DECLS

/* One level of detail: the points of all arcs, one arc after the other. */
typedef struct
{
  GArray *points; /* (owned) (element-type GbGeoPoint) */
  GArray *ends;   /* (owned) (element-type guint): where each arc ends in @points */
} GbGeoLevel;

/* A border that runs from one corner to the next, or round. */
typedef struct
{
  guint left;  /* the area there, or GB_GEO_NO_AREA */
  guint right;
} GbGeoArc;

/* Arcs that an area lies to the left of, so ordered that one begins where the last ended. */
typedef struct
{
  GArray *arcs; /* (owned) (element-type guint): twice the arc, plus one where it is gone backwards */
  GArray *ends; /* (owned) (element-type guint): where each loop ends in @arcs */
} GbGeoLoops;

struct _GbGeoCoverage
{
  GArray *areas;                      /* (owned) (element-type GbGeoArea) */
  GArray *loops;                      /* (owned) (element-type GbGeoLoops): one for each area */
  GArray *arcs;                       /* (owned) (element-type GbGeoArc) */
  GbGeoLevel levels[GB_GEO_N_LEVELS];
};

GbGeoCoverage    *gb_geo_coverage_alloc      (void);
void              gb_geo_coverage_sort_arcs  (GbGeoCoverage    *self);
void              gb_geo_coverage_make_loops (GbGeoCoverage    *self);
void              gb_geo_coverage_measure    (GbGeoCoverage    *self);
double            gb_geo_loop_km2            (const GbGeoPoint *points,
                                              guint             n_points);
const GbGeoPoint *gb_geo_level_get           (const GbGeoLevel *self,
                                              guint             arc,
                                              guint            *n_points);

G_END_DECLS
