/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geos-private.h"

G_BEGIN_DECLS

GEOSGeometry *gb_geo_mend (const GbGeoFeature *feature,
                           GError            **error);

G_END_DECLS
