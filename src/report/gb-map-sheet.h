/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-map-painter.h"
#include "gb-map-view.h"

G_BEGIN_DECLS

/* In points: 1/72 inch; lying (ISO 216). */
#define GB_MAP_A4_WIDTH  841.89
#define GB_MAP_A4_HEIGHT 595.28
#define GB_MAP_A3_WIDTH  1190.55
#define GB_MAP_A3_HEIGHT 841.89

/**
 * GbMapSheetOptions:
 * @bounds: (nullable): what is to be seen; %NULL for all of it
 * @chosen: the code of the commune that is told of, or %NULL
 * @patterns: whether classes have patterns, for black-and-white paper
 * @table: whether pages with the values of all communes follow
 * @now: when it is made, UTC seconds
 */
typedef struct
{
  const GbGeoBounds *bounds;
  const char *chosen;
  gboolean patterns;
  gboolean table;
  gint64 now;
} GbMapSheetOptions;

/**
 * GbMapSheet:
 *
 * The map as pages of paper: title, map, legend, scale, what borders and figures are worth, and a table of the values.
 * Whatever the size of the page; in light colours. Never changes; may be drawn by several threads.
 */
typedef struct _GbMapSheet GbMapSheet;

GbMapSheet *gb_map_sheet_new         (GbMapView               *view,
                                      const GbMapSheetOptions *options);
GbMapSheet *gb_map_sheet_ref         (GbMapSheet              *self);
void        gb_map_sheet_unref       (GbMapSheet              *self);

char       *gb_map_sheet_dup_title   (const GbMapSheet        *self);
gint64      gb_map_sheet_get_now     (const GbMapSheet        *self);
guint       gb_map_sheet_get_n_pages (const GbMapSheet        *self,
                                      double                   width,
                                      double                   height);
void        gb_map_sheet_draw        (const GbMapSheet        *self,
                                      cairo_t                 *cr,
                                      guint                    page,
                                      double                   width,
                                      double                   height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapSheet, gb_map_sheet_unref)

G_END_DECLS
