/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbGeoToken:
 *
 * What stands next in a JSON text (RFC 8259).
 */
typedef enum
{
  GB_GEO_TOKEN_END,
  GB_GEO_TOKEN_BEGIN_OBJECT,
  GB_GEO_TOKEN_END_OBJECT,
  GB_GEO_TOKEN_BEGIN_ARRAY,
  GB_GEO_TOKEN_END_ARRAY,
  GB_GEO_TOKEN_NAME,
  GB_GEO_TOKEN_STRING,
  GB_GEO_TOKEN_NUMBER,
  GB_GEO_TOKEN_TRUE,
  GB_GEO_TOKEN_FALSE,
  GB_GEO_TOKEN_NULL,
} GbGeoToken;

typedef struct _GbGeoScanner GbGeoScanner;

GbGeoScanner *gb_geo_scanner_new        (GInputStream  *stream,
                                         guint64        max_bytes);
void          gb_geo_scanner_free       (GbGeoScanner  *self);
gboolean      gb_geo_scanner_next       (GbGeoScanner  *self,
                                         GbGeoToken    *token,
                                         GCancellable  *cancellable,
                                         GError       **error);
const char   *gb_geo_scanner_get_text   (GbGeoScanner  *self);
gboolean      gb_geo_scanner_is_cut     (GbGeoScanner  *self);
double        gb_geo_scanner_get_number (GbGeoScanner  *self);
guint         gb_geo_scanner_get_depth  (GbGeoScanner  *self);
guint64       gb_geo_scanner_get_offset (GbGeoScanner  *self);
void          gb_geo_scanner_get_place  (GbGeoScanner  *self,
                                         guint         *line,
                                         guint         *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGeoScanner, gb_geo_scanner_free)

G_END_DECLS
