/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "gb-geo-projection.h"

G_BEGIN_DECLS

GbGeoProjection gb_viewport_projection (ShumateViewport *viewport,
                                        GtkWidget       *widget);

G_END_DECLS
