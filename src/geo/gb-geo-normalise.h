/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-geo-feature.h"

G_BEGIN_DECLS

gboolean gb_geo_feature_normalise (GbGeoFeature  *self,
                                   GError       **error);

G_END_DECLS
