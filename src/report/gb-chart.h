/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha; /* 0 to 1 */
} GbChartColor;

/**
 * GbChartStyle:
 * @bar: fill of the bars
 * @line: the line over them
 * @grid: grid lines
 * @casing: what lies behind, drawn around the line so that it parts from the bars
 * @text: axis labels
 * @outlined: whether shapes get an outline and patterns, for high contrast
 */
typedef struct
{
  GbChartColor bar;
  GbChartColor line;
  GbChartColor grid;
  GbChartColor casing;
  GbChartColor text;
  gboolean outlined;
} GbChartStyle;

/**
 * GbChartPoint:
 * @bar: the bar's value, not negative; NaN where there is none
 * @line: the line's value, not negative; NaN where there is none: the line stops there
 * @label: (nullable): what stands under the bar
 * @note: (nullable): what stands in a second line under the bar, with a dotted mark up to it
 */
typedef struct
{
  double bar;
  double line;
  const char *label;
  const char *note;
} GbChartPoint;

typedef struct
{
  double x, y, width, height;
} GbChartArea;

typedef enum
{
  GB_CHART_PATTERN_NONE,
  GB_CHART_PATTERN_DIAGONAL,
  GB_CHART_PATTERN_DOTS,
} GbChartPattern;

/**
 * GbChartPart:
 *
 * One stretch of a stacked bar; @pattern is drawn where the style is outlined.
 */
typedef struct
{
  double value;
  GbChartColor color;
  GbChartPattern pattern;
} GbChartPart;

double gb_chart_ceiling    (double               maximum);
void   gb_chart_bar_areas  (PangoLayout         *layout,
                            const GbChartPoint  *points,
                            gsize                n_points,
                            double               width,
                            double               height,
                            GbChartArea         *areas);
void   gb_chart_draw_bars  (cairo_t             *cr,
                            PangoLayout         *layout,
                            const GbChartStyle  *style,
                            const GbChartPoint  *points,
                            gsize                n_points,
                            double               width,
                            double               height);
double gb_chart_draw_stack (cairo_t             *cr,
                            const GbChartStyle  *style,
                            const GbChartPart   *parts,
                            gsize                n_parts,
                            double               maximum,
                            double               width,
                            double               height);

G_END_DECLS
