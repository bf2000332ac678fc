/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"
#include "gb-map-classes.h"
#include "gb-map-repository.h"

G_BEGIN_DECLS

/**
 * GbMapView:
 * @coverage: (owned): the areas
 * @illustrated: whether the borders are made up from the communes' centres
 * @communes: (owned) (element-type GbMapCommune): all of them
 * @of_area: (owned): the commune of each area, as its place in @communes
 * @indicators: (owned) (element-type GbIndicator): what can be shown
 * @indicator: which one is, as its place in @indicators; %G_MAXUINT where there is none
 * @values: (owned) (element-type GbIndicatorValue): of each commune, %NULL where nothing is known
 * @amounts: (owned): of each commune, NaN where nothing is known
 * @classes: how the amounts are parted
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 *
 * What a map shows, on the screen, on paper and in a file, as it was read at one moment. Never changes; may be used by
 * several threads.
 */
typedef struct
{
  GbGeoCoverage *coverage;
  gboolean illustrated;
  GPtrArray *communes;
  guint *of_area;
  GPtrArray *indicators;
  guint indicator;
  GPtrArray *values;
  double *amounts;
  GbMapClasses classes;
  gint64 as_of;
} GbMapView;

GbMapView         *gb_map_view_read          (GbSqlConnection  *connection,
                                              const char       *indicator,
                                              GbGeoCoverage    *coverage,
                                              GError          **error);
GbMapView         *gb_map_view_ref           (GbMapView        *self);
void               gb_map_view_unref         (GbMapView        *self);

const GbIndicator *gb_map_view_get_indicator (const GbMapView  *self);
const char        *gb_map_view_get_source    (const GbMapView  *self);
guint              gb_map_view_find_area     (const GbMapView  *self,
                                              const char       *commune);
guint              gb_map_view_rank          (const GbMapView  *self,
                                              guint             commune,
                                              guint            *of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapView, gb_map_view_unref)

G_END_DECLS
