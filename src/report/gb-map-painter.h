/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-chart.h"
#include "gb-geo-projection.h"
#include "gb-map-classes.h"

G_BEGIN_DECLS

/**
 * GbMapStyle:
 * @ground: what lies round the areas
 * @classes: a colour for each class, from little to much
 * @unknown: where nothing is known; it is hatched, too
 * @border: between areas
 * @outline: round all of them
 * @focus: round the area that is looked at
 * @outlined: whether classes have patterns, too, for high contrast and black-and-white paper
 */
typedef struct
{
  GbChartColor ground;
  GbChartColor classes[GB_MAP_MAX_CLASSES];
  GbChartColor unknown;
  GbChartColor border;
  GbChartColor outline;
  GbChartColor focus;
  gboolean outlined;
} GbMapStyle;

/**
 * GbMapName:
 * @name: the area's name
 * @value: (nullable): what stands under it
 */
typedef struct
{
  const char *name;
  const char *value;
} GbMapName;

/**
 * GbMapLabel:
 * @area: which area
 * @box: where it stands, in pixels
 * @text: (owned): one line or more
 * @name_length: how many bytes of it are the name; the value follows
 * @outside: whether it stands beside its area, an island
 */
typedef struct
{
  guint area;
  GbChartArea box;
  char *text;
  gsize name_length;
  gboolean outside;
} GbMapLabel;

void    gb_map_style_init         (GbMapStyle            *self,
                                   guint                  n_classes,
                                   gboolean               dark,
                                   gboolean               outlined);
void    gb_map_draw_areas         (cairo_t               *cr,
                                   const GbMapStyle      *style,
                                   const GbGeoCoverage   *coverage,
                                   const guint           *classes,
                                   const GbGeoProjection *projection,
                                   double                 width,
                                   double                 height);
void    gb_map_draw_focus         (cairo_t               *cr,
                                   const GbMapStyle      *style,
                                   const GbGeoCoverage   *coverage,
                                   guint                  area,
                                   const GbGeoProjection *projection);
void    gb_map_draw_swatch        (cairo_t               *cr,
                                   const GbMapStyle      *style,
                                   guint                  class_index,
                                   double                 width,
                                   double                 height);
GArray *gb_map_place_labels       (PangoLayout           *layout,
                                   const GbGeoCoverage   *coverage,
                                   const GbMapName       *names,
                                   guint                  nameless,
                                   const GbGeoProjection *projection,
                                   double                 width,
                                   double                 height);
void    gb_map_draw_labels        (cairo_t               *cr,
                                   PangoLayout           *layout,
                                   const GbMapStyle      *style,
                                   const guint           *classes,
                                   const GArray          *labels);

G_END_DECLS
