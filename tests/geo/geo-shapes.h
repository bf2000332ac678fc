/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of geometry draw with. */
#pragma once

#include <gio/gio.h>

#include "gb-geo-cells.h"
#include "gb-geo-coverage.h"

GbGeoFeature *shape_polygon        (const char          *id,
                                    const GbGeoPoint    *points,
                                    guint                n_points);
GbGeoFeature *shape_rectangle      (const char          *id,
                                    double               west,
                                    double               south,
                                    double               east,
                                    double               north);
GbGeoFeature *shape_from_text      (const char          *id,
                                    const char          *text);
GPtrArray    *shape_list           (void);
GPtrArray    *shape_refusals       (void);
GPtrArray    *shape_cells          (guint                columns,
                                    guint                rows,
                                    guint                n_points,
                                    double               aside,
                                    guint32              seed);
GPtrArray    *shape_read_province  (void);
GArray       *shape_read_centres   (void);
double        shape_area           (const GbGeoFeature  *feature);
double        shape_level_area     (const GbGeoCoverage *coverage,
                                    guint                area,
                                    guint                level);
guint         shape_find_area      (const GbGeoCoverage *coverage,
                                    const char          *id);
