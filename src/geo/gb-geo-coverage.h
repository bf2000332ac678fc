/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-geo-feature.h"
#include "gb-geo-refusal.h"

G_BEGIN_DECLS

/* How much detail there is: level 0 is all of it, each further one is drawn from farther away. */
#define GB_GEO_N_LEVELS 4

#define GB_GEO_NO_AREA G_MAXUINT

/**
 * GbGeoArea:
 * @id: what it is known by
 * @bounds: of all its parts
 * @label: the point farthest from the border, in its largest part
 * @label_radius: how far the border is from there, in metres
 * @km2: its extent on the sphere of the Earth's surface area
 */
typedef struct
{
  char *id;
  GbGeoBounds bounds;
  GbGeoPoint label;
  double label_radius;
  double km2;
} GbGeoArea;

/**
 * GbGeoCoverage:
 *
 * Areas that do not overlap, as borders (arcs) between two areas or between one and the outside: each border is there
 * once, so neighbours never part, whatever the level. Never changes; may be used by several threads.
 */
typedef struct _GbGeoCoverage GbGeoCoverage;

GbGeoCoverage    *gb_geo_coverage_new             (GPtrArray            *features,
                                                   GPtrArray            *refusals,
                                                   GCancellable         *cancellable,
                                                   GError              **error);
GbGeoCoverage    *gb_geo_coverage_ref             (GbGeoCoverage        *self);
void              gb_geo_coverage_unref           (GbGeoCoverage        *self);

double            gb_geo_coverage_tolerance       (guint                 level);
guint             gb_geo_coverage_get_n_areas     (const GbGeoCoverage  *self);
const GbGeoArea  *gb_geo_coverage_get_area        (const GbGeoCoverage  *self,
                                                   guint                 area);
guint             gb_geo_coverage_get_n_loops     (const GbGeoCoverage  *self,
                                                   guint                 area);
void              gb_geo_coverage_append_loop     (const GbGeoCoverage  *self,
                                                   guint                 area,
                                                   guint                 loop,
                                                   guint                 level,
                                                   GArray               *points);
guint             gb_geo_coverage_get_n_arcs      (const GbGeoCoverage  *self);
const GbGeoPoint *gb_geo_coverage_get_arc         (const GbGeoCoverage  *self,
                                                   guint                 arc,
                                                   guint                 level,
                                                   guint                *n_points,
                                                   guint                *left,
                                                   guint                *right);
gboolean          gb_geo_coverage_contains        (const GbGeoCoverage  *self,
                                                   guint                 area,
                                                   GbGeoPoint            point);
guint             gb_geo_coverage_find            (const GbGeoCoverage  *self,
                                                   GbGeoPoint            point);
GArray           *gb_geo_coverage_find_neighbours (const GbGeoCoverage  *self,
                                                   guint                 area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoCoverage, gb_geo_coverage_unref)

G_END_DECLS
