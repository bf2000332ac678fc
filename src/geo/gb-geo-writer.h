/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-geo-coverage.h"

G_BEGIN_DECLS

/**
 * GbGeoWriter:
 *
 * Writes areas as a GeoJSON FeatureCollection (RFC 7946), feature by feature, with the memory of one feature. Call
 * open, then for each feature begin, its properties and end, then close.
 */
typedef struct _GbGeoWriter GbGeoWriter;

GbGeoWriter *gb_geo_writer_new           (GOutputStream        *stream);
void         gb_geo_writer_free          (GbGeoWriter          *self);

void         gb_geo_writer_set_source     (GbGeoWriter          *self,
                                          const char           *source);
void         gb_geo_writer_open          (GbGeoWriter          *self,
                                          const GbGeoBounds    *bounds);
void         gb_geo_writer_begin_feature (GbGeoWriter          *self,
                                          const char           *id);
void         gb_geo_writer_text          (GbGeoWriter          *self,
                                          const char           *name,
                                          const char           *value);
void         gb_geo_writer_integer       (GbGeoWriter          *self,
                                          const char           *name,
                                          gint64                value);
void         gb_geo_writer_number        (GbGeoWriter          *self,
                                          const char           *name,
                                          double                value);
gboolean     gb_geo_writer_end_feature   (GbGeoWriter          *self,
                                          const GbGeoCoverage  *coverage,
                                          guint                 area,
                                          GCancellable         *cancellable,
                                          GError              **error);
gboolean     gb_geo_writer_end_as_read    (GbGeoWriter          *self,
                                          const GbGeoFeature   *feature,
                                          GCancellable         *cancellable,
                                          GError              **error);
gboolean     gb_geo_writer_end_point     (GbGeoWriter          *self,
                                          double                lon,
                                          double                lat,
                                          GCancellable         *cancellable,
                                          GError              **error);
gboolean     gb_geo_writer_close         (GbGeoWriter          *self,
                                          GCancellable         *cancellable,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoWriter, gb_geo_writer_free)

G_END_DECLS
