/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-coverage.h"
#include "gb-geos-private.h"

G_BEGIN_DECLS

gboolean gb_geo_place_label (GbGeoArea           *area,
                             const GEOSGeometry  *geometry,
                             GError             **error);

G_END_DECLS
