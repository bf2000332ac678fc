/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-chart.h"

#include <math.h>

#include "gb-format.h"

/* Charts with cairo and Pango alone, for the window and for paper alike. */

#define GRID_STEPS 3
#define AXIS_GAP 9
#define LABEL_GAP 4
#define BAR_SHARE 0.62
#define BAR_RADIUS 2
#define LINE_WIDTH 2.25
#define CASING_WIDTH 5
#define PART_GAP 2
#define STACK_RADIUS 3

/* Where things stand; all in the user units of the surface. */
typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
  double line_height;
  double step;
  double ceiling;
} GbChartFrame;

static void
set_color (cairo_t            *cr,
           const GbChartColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static void
measure_text (PangoLayout *layout,
              const char  *text,
              double      *width,
              double      *height)
{
  int w, h;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &w, &h);
  if (width != NULL)
    *width = (double) w / PANGO_SCALE;
  if (height != NULL)
    *height = (double) h / PANGO_SCALE;
}

/**
 * gb_chart_ceiling:
 * @maximum: the greatest value shown
 *
 * Returns: a round number not less than @maximum that three grid steps divide into round numbers
 */
double
gb_chart_ceiling (double maximum)
{
  static const double steps[] = { 1, 2, 3, 4, 5, 6, 8, 10 };
  double scale;

  if (maximum <= GRID_STEPS)
    return GRID_STEPS;
  scale = pow (10, floor (log10 (maximum / GRID_STEPS)));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * scale * GRID_STEPS >= maximum)
      return steps[i] * scale * GRID_STEPS;
  return 10 * scale * GRID_STEPS;
}

static void
make_frame (GbChartFrame       *frame,
            PangoLayout        *layout,
            const GbChartPoint *points,
            gsize               n_points,
            double              width,
            double              height)
{
  g_autofree char *top_label = NULL;
  double maximum = 0, label_width;
  int lines = 1;

  for (gsize i = 0; i < n_points; i++)
    {
      maximum = fmax (maximum, fmax (points[i].bar, points[i].line));
      if (points[i].note != NULL)
        lines = 2;
    }
  frame->ceiling = gb_chart_ceiling (maximum);
  top_label = gb_format_number ((gint64) frame->ceiling);
  measure_text (layout, top_label, &label_width, &frame->line_height);
  frame->left = ceil (label_width) + AXIS_GAP;
  frame->right = width;
  frame->top = ceil (frame->line_height / 2);
  frame->bottom = MAX (frame->top + 1, floor (height - lines * frame->line_height - LABEL_GAP));
  frame->step = n_points > 0 ? (frame->right - frame->left) / n_points : 0;
}

static double
value_y (const GbChartFrame *frame,
         double              value)
{
  return frame->bottom - (frame->bottom - frame->top) * value / frame->ceiling;
}

static double
point_x (const GbChartFrame *frame,
         gsize               i)
{
  return frame->left + frame->step * (i + 0.5);
}

/**
 * gb_chart_bar_areas:
 * @layout: a layout with the font of the axis
 * @areas: (out caller-allocates) (array length=n_points): for each point the stretch of the chart
 *   that belongs to it, over the whole height of the bars
 *
 * Where the points of gb_chart_draw_bars() stand, for pointers and keyboards.
 */
void
gb_chart_bar_areas (PangoLayout        *layout,
                    const GbChartPoint *points,
                    gsize               n_points,
                    double              width,
                    double              height,
                    GbChartArea        *areas)
{
  GbChartFrame frame;

  make_frame (&frame, layout, points, n_points, width, height);
  for (gsize i = 0; i < n_points; i++)
    {
      areas[i].x = frame.left + frame.step * i;
      areas[i].y = frame.top;
      areas[i].width = frame.step;
      areas[i].height = frame.bottom - frame.top;
    }
}

static void
draw_grid (cairo_t            *cr,
           PangoLayout        *layout,
           const GbChartStyle *style,
           const GbChartFrame *frame)
{
  for (int i = 0; i <= GRID_STEPS; i++)
    {
      double value = frame->ceiling * i / GRID_STEPS;
      double y = round (value_y (frame, value)) + 0.5;
      g_autofree char *label = gb_format_number ((gint64) value);
      double label_width;

      set_color (cr, &style->grid);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, frame->left, y);
      cairo_line_to (cr, frame->right, y);
      cairo_stroke (cr);

      measure_text (layout, label, &label_width, NULL);
      set_color (cr, &style->text);
      cairo_move_to (cr, frame->left - AXIS_GAP - label_width, y - frame->line_height / 2);
      pango_cairo_show_layout (cr, layout);
    }
}

/* A rectangle whose upper corners are rounded. */
static void
trace_bar (cairo_t *cr,
           double   x,
           double   y,
           double   width,
           double   height)
{
  double radius = MIN (BAR_RADIUS, MIN (height, width / 2));

  cairo_new_sub_path (cr);
  cairo_move_to (cr, x, y + height);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + width - radius, y + radius, radius, 1.5 * G_PI, 2 * G_PI);
  cairo_line_to (cr, x + width, y + height);
  cairo_close_path (cr);
}

static void
draw_columns (cairo_t            *cr,
              const GbChartStyle *style,
              const GbChartFrame *frame,
              const GbChartPoint *points,
              gsize               n_points)
{
  double width = MAX (2, MIN (frame->step * BAR_SHARE, 24));

  for (gsize i = 0; i < n_points; i++)
    {
      double y = value_y (frame, points[i].bar);

      if (isnan (points[i].bar) || points[i].bar <= 0)
        continue;
      trace_bar (cr, point_x (frame, i) - width / 2, y, width, frame->bottom - y);
      set_color (cr, &style->bar);
      if (!style->outlined)
        {
          cairo_fill (cr);
          continue;
        }
      cairo_fill_preserve (cr);
      set_color (cr, &style->text);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
}

/* The points that have a value, in stretches of those beside each other; the last of them. */
static const GbChartPoint *
trace_line (cairo_t            *cr,
            const GbChartFrame *frame,
            const GbChartPoint *points,
            gsize               n_points)
{
  const GbChartPoint *last = NULL;
  gboolean open = FALSE;

  for (gsize i = 0; i < n_points; i++)
    {
      gboolean known = !isnan (points[i].line);
      gboolean alone = known && !open && (i + 1 == n_points || isnan (points[i + 1].line));
      double x = point_x (frame, i), y = value_y (frame, points[i].line);
      double reach = frame->step * BAR_SHARE / 2;

      /* One alone is a stroke over its bar. */
      if (known && !open)
        cairo_move_to (cr, alone ? x - reach : x, y);
      if (known && (open || alone))
        cairo_line_to (cr, alone ? x + reach : x, y);
      last = known ? &points[i] : last;
      open = known;
    }
  return last;
}

static void
draw_line (cairo_t            *cr,
           const GbChartStyle *style,
           const GbChartFrame *frame,
           const GbChartPoint *points,
           gsize               n_points)
{
  const GbChartPoint *last = trace_line (cr, frame, points, n_points);

  if (last == NULL)
    return;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  set_color (cr, &style->casing);
  cairo_set_line_width (cr, CASING_WIDTH);
  cairo_stroke_preserve (cr);
  set_color (cr, &style->line);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);

  cairo_arc (cr, point_x (frame, (gsize) (last - points)), value_y (frame, last->line), 4, 0, 2 * G_PI);
  set_color (cr, &style->casing);
  cairo_set_line_width (cr, 2);
  cairo_stroke_preserve (cr);
  set_color (cr, &style->line);
  cairo_fill (cr);
}

/* Labels keep within the chart and stand apart; one that would touch its neighbour is left out. */
static void
draw_labels (cairo_t            *cr,
             PangoLayout        *layout,
             const GbChartStyle *style,
             const GbChartFrame *frame,
             const GbChartPoint *points,
             gsize               n_points,
             gboolean            notes)
{
  static const double dots[] = { 1.5, 1.5 };
  double free_from = -1;

  for (gsize i = 0; i < n_points; i++)
    {
      const char *text = notes ? points[i].note : points[i].label;
      double y = frame->bottom + LABEL_GAP + (notes ? frame->line_height : 0);
      double width, x;

      if (text == NULL)
        continue;
      measure_text (layout, text, &width, NULL);
      x = MIN (MAX (point_x (frame, i) - width / 2, 0), frame->right - width);
      if (x < free_from)
        continue;
      free_from = x + width + LABEL_GAP;
      set_color (cr, &style->text);
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout (cr, layout);
      if (notes)
        {
          cairo_save (cr);
          cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
          cairo_set_line_width (cr, 1);
          cairo_move_to (cr, floor (point_x (frame, i)) + 0.5, frame->bottom + 2);
          cairo_line_to (cr, floor (point_x (frame, i)) + 0.5, y + 1);
          cairo_stroke (cr);
          cairo_restore (cr);
        }
    }
}

/**
 * gb_chart_draw_bars:
 * @layout: a layout with the font of the axis; its text is changed
 * @points: (array length=n_points): what is shown, from left to right
 * @width: width of the whole chart in user units
 * @height: height of the whole chart
 *
 * Draws bars with a line over them, three grid lines and the labels, from the origin on.
 */
void
gb_chart_draw_bars (cairo_t            *cr,
                    PangoLayout        *layout,
                    const GbChartStyle *style,
                    const GbChartPoint *points,
                    gsize               n_points,
                    double              width,
                    double              height)
{
  GbChartFrame frame;

  make_frame (&frame, layout, points, n_points, width, height);
  draw_grid (cr, layout, style, &frame);
  draw_columns (cr, style, &frame, points, n_points);
  draw_line (cr, style, &frame, points, n_points);
  draw_labels (cr, layout, style, &frame, points, n_points, FALSE);
  draw_labels (cr, layout, style, &frame, points, n_points, TRUE);
}

static void
draw_pattern (cairo_t        *cr,
              GbChartPattern  pattern,
              double          x,
              double          width,
              double          height)
{
  if (pattern == GB_CHART_PATTERN_NONE)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, x, 0, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.5);
  if (pattern == GB_CHART_PATTERN_DIAGONAL)
    for (double from = x - height; from < x + width; from += 5)
      {
        cairo_move_to (cr, from, height);
        cairo_line_to (cr, from + height, 0);
      }
  else
    for (double cx = x + 3; cx < x + width; cx += 5)
      for (double cy = 3; cy < height; cy += 5)
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, cx, cy, 0.7, 0, 2 * G_PI);
        }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
trace_rounded (cairo_t *cr,
               double   width,
               double   height)
{
  double radius = MIN (STACK_RADIUS, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, width - radius, radius, radius, -0.5 * G_PI, 0);
  cairo_arc (cr, width - radius, height - radius, radius, 0, 0.5 * G_PI);
  cairo_arc (cr, radius, height - radius, radius, 0.5 * G_PI, G_PI);
  cairo_arc (cr, radius, radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/**
 * gb_chart_draw_stack:
 * @parts: (array length=n_parts): the stretches from left to right
 * @maximum: the sum that would fill the whole width
 *
 * Draws one stacked bar from the origin on, rounded at its ends, with gaps between its stretches.
 * A stretch that counts anything is at least wide enough to be seen.
 *
 * Returns: the width that was drawn
 */
double
gb_chart_draw_stack (cairo_t            *cr,
                     const GbChartStyle *style,
                     const GbChartPart  *parts,
                     gsize               n_parts,
                     double              maximum,
                     double              width,
                     double              height)
{
  double x = 0, total = 0;
  double visible = 0;

  for (gsize i = 0; i < n_parts; i++)
    {
      total += parts[i].value;
      visible += parts[i].value > 0;
    }
  if (total <= 0 || maximum <= 0)
    return 0;
  width = MAX (width * total / maximum - PART_GAP * (visible - 1), visible * 3);

  cairo_save (cr);
  trace_rounded (cr, width + PART_GAP * (visible - 1), height);
  cairo_clip (cr);
  for (gsize i = 0; i < n_parts; i++)
    {
      double part_width = MAX (3, width * parts[i].value / total);

      if (parts[i].value <= 0)
        continue;
      cairo_rectangle (cr, x, 0, part_width, height);
      set_color (cr, &parts[i].color);
      cairo_fill (cr);
      if (style->outlined)
        {
          set_color (cr, &style->text);
          draw_pattern (cr, parts[i].pattern, x, part_width, height);
          cairo_set_line_width (cr, 1);
          cairo_rectangle (cr, x + 0.5, 0.5, part_width - 1, height - 1);
          cairo_stroke (cr);
        }
      x += part_width + PART_GAP;
    }
  cairo_restore (cr);
  return x - PART_GAP;
}
