/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-map-painter.h"

G_BEGIN_DECLS

/**
 * GbMapPicture:
 *
 * What a map shows: areas, the class of each, its name and value, in which colours. Never changes; may be drawn by
 * several threads.
 */
typedef struct _GbMapPicture GbMapPicture;

GbMapPicture        *gb_map_picture_new          (GbGeoCoverage         *coverage,
                                                  const guint           *classes,
                                                  const char *const     *names,
                                                  const char *const     *values,
                                                  const GbMapStyle      *style);
GbMapPicture        *gb_map_picture_ref          (GbMapPicture          *self);
void                 gb_map_picture_unref        (GbMapPicture          *self);

GbGeoCoverage       *gb_map_picture_get_coverage (const GbMapPicture    *self);
const GbMapStyle    *gb_map_picture_get_style    (const GbMapPicture    *self);
const char          *gb_map_picture_get_name     (const GbMapPicture    *self,
                                                  guint                  area);
const char          *gb_map_picture_get_value    (const GbMapPicture    *self,
                                                  guint                  area);
void                 gb_map_picture_draw         (const GbMapPicture    *self,
                                                  cairo_t               *cr,
                                                  PangoLayout           *layout,
                                                  const GbGeoProjection *projection,
                                                  double                 width,
                                                  double                 height);

GArray              *gb_map_picture_draw_named   (const GbMapPicture    *self,
                                                  cairo_t               *cr,
                                                  PangoLayout           *layout,
                                                  guint                  nameless,
                                                  const GbGeoProjection *projection,
                                                  double                 width,
                                                  double                 height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapPicture, gb_map_picture_unref)

G_END_DECLS
