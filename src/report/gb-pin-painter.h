/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-chart.h"
#include "gb-geo-projection.h"
#include "gb-pin-clusters.h"

G_BEGIN_DECLS

/**
 * GbPinStyle:
 * @fills: of pins, by state
 * @inks: of what is drawn in them, by state
 * @arcs: of the ring round a number, by state
 * @casing: parts a pin from what is under it
 * @card: what a number stands on
 * @text: a number
 * @focus: round the pin that the keyboard is at
 * @scale: 1 where the letters are 15 pixels high; pins grow with them
 * @outlined: whether shapes have a line round them, for high contrast and black-and-white paper
 */
typedef struct
{
  GbChartColor fills[GB_N_PIN_STATES];
  GbChartColor inks[GB_N_PIN_STATES];
  GbChartColor arcs[GB_N_PIN_STATES];
  GbChartColor casing;
  GbChartColor card;
  GbChartColor text;
  GbChartColor focus;
  double scale;
  gboolean outlined;
} GbPinStyle;

void   gb_pin_style_init     (GbPinStyle            *self,
                              double                 scale,
                              gboolean               dark,
                              gboolean               outlined);
double gb_pin_scale          (PangoContext          *context);
double gb_pin_distance       (double                 scale);
double gb_pin_radius         (const GbPinStyle      *style,
                              guint                  n);
void   gb_pin_draw_look      (cairo_t               *cr,
                              PangoLayout           *layout,
                              const GbPinLook       *look);
void   gb_pin_draw           (cairo_t               *cr,
                              PangoLayout           *layout,
                              const GbPinStyle      *style,
                              guint                  state,
                              const GbPinLook       *look);
void   gb_pin_draw_cluster   (cairo_t               *cr,
                              PangoLayout           *layout,
                              const GbPinStyle      *style,
                              const GbPinCluster    *cluster);
void   gb_pin_draw_focus     (cairo_t               *cr,
                              const GbPinStyle      *style,
                              guint                  n);
void   gb_pin_draw_all       (cairo_t               *cr,
                              PangoLayout           *layout,
                              const GbPinStyle      *style,
                              const GbPin           *pins,
                              const GbPinClusters   *clusters,
                              const GbGeoProjection *projection,
                              double                 width,
                              double                 height);

G_END_DECLS
