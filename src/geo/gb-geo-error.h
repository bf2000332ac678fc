/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbGeoError:
 * @GB_GEO_ERROR_SYNTAX: not JSON, or cut off
 * @GB_GEO_ERROR_FORMAT: JSON, but no GeoJSON FeatureCollection in degrees
 * @GB_GEO_ERROR_LIMIT: more than is accepted
 * @GB_GEO_ERROR_VALUE: one value that cannot be; concerns a single feature
 * @GB_GEO_ERROR_KEY: nothing in the file tells which area is which
 * @GB_GEO_ERROR_DATA: stored geometry that was not written by this program
 * @GB_GEO_ERROR_GEOMETRY: the geometry library gave up
 */
typedef enum
{
  GB_GEO_ERROR_SYNTAX,
  GB_GEO_ERROR_FORMAT,
  GB_GEO_ERROR_LIMIT,
  GB_GEO_ERROR_VALUE,
  GB_GEO_ERROR_KEY,
  GB_GEO_ERROR_DATA,
  GB_GEO_ERROR_GEOMETRY,
} GbGeoError;

#define GB_GEO_ERROR (gb_geo_error_quark ())
GQuark gb_geo_error_quark (void);

G_END_DECLS
