/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-figures.h"
#include "gb-geo-coverage.h"
#include "gb-hub-note.h"
#include "gb-map-classes.h"
#include "gb-map-repository.h"

G_BEGIN_DECLS

/**
 * GbMapView:
 * @coverage: (owned): the areas
 * @illustrated: whether the borders are made up from the communes' centres
 * @source: (owned) (nullable): who drew the borders; %NULL where they are made up, and where nobody said
 * @drawn: (owned) (nullable): the SHA-256 of the file that they are of; %NULL where they are made up
 * @imported: whether the user took them in by hand
 * @bordered: (owned) (nullable): of each commune, whether its borders are known, and its area is not a point for want of
 *   them; %NULL where all are made up
 * @communes: (owned) (element-type GbMapCommune): all of them
 * @of_area: (owned): the commune of each area, as its place in @communes
 * @indicators: (owned) (element-type GbIndicator): what can be shown
 * @indicator: which one is, as its place in @indicators; %G_MAXUINT where there is none
 * @values: (owned) (element-type GbIndicatorValue): of each commune, %NULL where nothing is known
 * @amounts: (owned): of each commune, NaN where nothing is known
 * @classes: how the amounts are parted
 * @counts: how many communes there are in each class, and after the last one those of which nothing is known
 * @quantiles: whether classes have as many communes each; otherwise their borders are round numbers that stay
 * @ranks: (owned): of each commune, 1 for the greatest amount; 0 where nothing is known
 * @n_known: of how many communes something is known
 * @computed: (owned) (element-type GbIndicatorValue): of each commune the values of all #GbCommuneIndicator, one
 *   commune after the other, %NULL where nothing is known
 * @reach: whose rows the cache has
 * @now: UTC seconds: when these were counted; 0 where they were not
 * @boundary: UTC seconds: when a count may change next though no record does; 0 where nothing was counted
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 * @hub: whose data these are
 *
 * What a map shows, on the screen, on paper and in a file, as it was read at one moment. Never changes; may be used by
 * several threads.
 */
typedef struct
{
  GbGeoCoverage *coverage;
  gboolean illustrated;
  char *source;
  char *drawn;
  gboolean imported;
  gboolean *bordered;
  GPtrArray *communes;
  guint *of_area;
  GPtrArray *indicators;
  guint indicator;
  GPtrArray *values;
  double *amounts;
  GbMapClasses classes;
  guint counts[GB_MAP_MAX_CLASSES + 1];
  gboolean quantiles;
  guint *ranks;
  guint n_known;
  GPtrArray *computed;
  GbMapReach reach;
  gint64 now;
  gint64 boundary;
  gint64 as_of;
  GbHubNote hub;
} GbMapView;

/**
 * GbMapWanted:
 * @indicator: (nullable): the id of what is to be shown; the first one where it is %NULL or not there
 * @quantiles: whether classes are to have as many communes each
 * @now: UTC seconds: what the cache has the rows of is counted at this moment; 0: the hub's figures are taken
 * @before: (owned) (nullable): an earlier view, whose areas serve again where the communes and their borders are the
 *   same: making them takes longest
 *
 * What a view is asked for.
 */
typedef struct
{
  const char *indicator;
  gboolean quantiles;
  gint64 now;
  GbMapView *before;
} GbMapWanted;

GbMapView         *gb_map_view_read          (GbSqlConnection  *connection,
                                              const char       *indicator,
                                              GbMapView        *before,
                                              GError          **error);
GbMapView         *gb_map_view_read_wanted   (GbSqlConnection   *connection,
                                              const GbMapWanted *wanted,
                                              GError           **error);
GbMapView         *gb_map_view_ref           (GbMapView        *self);
void               gb_map_view_unref         (GbMapView        *self);

const GbIndicator *gb_map_view_get_indicator (const GbMapView  *self);
const char        *gb_map_view_get_source    (const GbMapView  *self);
gboolean           gb_map_view_has_borders   (const GbMapView  *self,
                                              guint             commune);
guint              gb_map_view_find_area     (const GbMapView  *self,
                                              const char       *commune);
GbIndicatorValue  *gb_map_view_get_computed  (const GbMapView    *self,
                                              guint               commune,
                                              GbCommuneIndicator  indicator);
gint64             gb_map_view_counted_at    (const GbMapView  *self,
                                              gboolean         *live);
guint              gb_map_view_rank          (const GbMapView  *self,
                                              guint             commune,
                                              guint            *of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapView, gb_map_view_unref)

G_END_DECLS
