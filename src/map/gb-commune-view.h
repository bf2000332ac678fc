/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-geo-projection.h"

G_BEGIN_DECLS

GbGeoProjection gb_commune_view_projection (ShumateViewport     *viewport,
                                            double               width,
                                            double               height);
void            gb_commune_view_show_all   (ShumateViewport     *viewport,
                                            const GbGeoCoverage *coverage,
                                            double               width,
                                            double               height);
void            gb_commune_view_show_point (ShumateViewport     *viewport,
                                            GbGeoPoint           point,
                                            double               width,
                                            double               height);

G_END_DECLS
