/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"
#include "gb-map-classes.h"
#include "gb-map-repository.h"
#include "gb-store.h"

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
 * What the map shows, as it was read at one moment.
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

#define GB_TYPE_MAP_MODEL (gb_map_model_get_type ())
G_DECLARE_FINAL_TYPE (GbMapModel, gb_map_model, GB, MAP_MODEL, GObject)

GbMapModel      *gb_map_model_new           (GbStore         *store);
const GbMapView *gb_map_model_get_view      (GbMapModel      *self);
const GError    *gb_map_model_get_error     (GbMapModel      *self);
gboolean         gb_map_model_get_loading   (GbMapModel      *self);
void             gb_map_model_set_active    (GbMapModel      *self,
                                             gboolean         active);
void             gb_map_model_set_indicator (GbMapModel      *self,
                                             const char      *indicator);
void             gb_map_model_reload        (GbMapModel      *self);

guint            gb_map_view_find_area      (const GbMapView *self,
                                             const char      *commune);
guint            gb_map_view_rank           (const GbMapView *self,
                                             guint            commune,
                                             guint           *of);

G_END_DECLS
