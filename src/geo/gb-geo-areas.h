/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-matcher.h"
#include "gb-geo-reader.h"

G_BEGIN_DECLS

/**
 * GbGeoAreaFunc:
 * @feature: (transfer full): an area whose identifier is the code that was looked for
 * @index: which feature of the file it is, from 0
 * @error: %GB_GEO_ERROR_VALUE: it cannot be taken after all, and the next may; anything else ends the reading
 *
 * Returns: whether it was taken
 */
typedef gboolean (*GbGeoAreaFunc) (GbGeoFeature *feature,
                                   guint         index,
                                   gpointer      user_data,
                                   GError      **error);

/**
 * GbGeoAreas:
 * @matcher: the codes
 * @key: (nullable): the property that has them; %NULL for the identifier alone
 * @limits: (nullable): what is accepted; %NULL for the usual
 * @func: what takes an area
 * @user_data: for @func
 * @refusals: (element-type GbGeoRefusal): what is not taken is added here, as many as %GB_GEO_MOST_REFUSALS
 * @n_taken: how many areas were taken
 * @n_refused: how many features were not
 * @source: (owned) (nullable): who drew them, as the file says: its member "source"
 *
 * One reading of a file of areas that are known by their codes. What is not set at the beginning is 0.
 */
typedef struct
{
  GbGeoMatcher *matcher;
  const char *key;
  const GbGeoLimits *limits;
  GbGeoAreaFunc func;
  gpointer user_data;
  GPtrArray *refusals;
  guint n_taken;
  guint n_refused;
  char *source;
} GbGeoAreas;

/* More of them nobody reads; they are counted. */
#define GB_GEO_MOST_REFUSALS 1000

char    *gb_geo_areas_find_key (GInputStream       *stream,
                                GbGeoMatcher       *matcher,
                                const GbGeoLimits  *limits,
                                GCancellable       *cancellable,
                                GError            **error);
gboolean gb_geo_areas_read     (GbGeoAreas         *self,
                                GInputStream       *stream,
                                GCancellable       *cancellable,
                                GError            **error);
void     gb_geo_areas_refuse   (GbGeoAreas         *self,
                                guint               index,
                                const char         *id,
                                const char         *field,
                                const char         *reason);

G_END_DECLS
