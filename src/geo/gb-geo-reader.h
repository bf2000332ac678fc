/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-geo-feature.h"
#include "gb-geo-refusal.h"

G_BEGIN_DECLS

/* Objects and arrays within each other; no GeoJSON of areas has more than eight. */
#define GB_GEO_MAX_DEPTH 32

/**
 * GbGeoLimits:
 * @max_bytes: of the file
 * @max_features: in it
 * @max_feature_bytes: of one feature
 * @max_points: of one feature
 * @max_total_points: of all features that are taken
 * @max_properties: of one feature
 *
 * What is accepted from a stranger.
 */
typedef struct
{
  guint64 max_bytes;
  guint max_features;
  guint64 max_feature_bytes;
  gsize max_points;
  gsize max_total_points;
  guint max_properties;
} GbGeoLimits;

extern const GbGeoLimits gb_geo_limits_default;

typedef struct _GbGeoReader GbGeoReader;

GbGeoReader *gb_geo_reader_new    (GInputStream      *stream,
                                   const GbGeoLimits *limits);
void         gb_geo_reader_free   (GbGeoReader       *self);
gboolean     gb_geo_reader_next   (GbGeoReader       *self,
                                   GbGeoFeature     **feature,
                                   GbGeoRefusal     **refusal,
                                   GCancellable      *cancellable,
                                   GError           **error);
const char  *gb_geo_reader_get_source
                                  (GbGeoReader       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoReader, gb_geo_reader_free)

G_END_DECLS
