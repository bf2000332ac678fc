/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-painter.h"

#include <math.h>

/* Steps that are told apart with every kind of colour blindness and in grey: lightness falls evenly from yellow over
 * orange to dark red on light ground, and rises from dark to light on dark ground. */
static const GbChartColor light_ramp[GB_MAP_MAX_CLASSES] = {
  { 0.969, 0.965, 0.961, 1 }, { 0.992, 0.910, 0.796, 1 }, { 0.976, 0.773, 0.557, 1 },
  { 0.929, 0.584, 0.345, 1 }, { 0.769, 0.302, 0.169, 1 }, { 0.545, 0.114, 0.094, 1 },
};

static const GbChartColor dark_ramp[GB_MAP_MAX_CLASSES] = {
  { 0.243, 0.231, 0.227, 1 }, { 0.361, 0.259, 0.204, 1 }, { 0.541, 0.337, 0.200, 1 },
  { 0.769, 0.455, 0.235, 1 }, { 0.957, 0.647, 0.404, 1 }, { 1.000, 0.855, 0.671, 1 },
};

#define HATCH_STEP 6.0

/* --- colours -------------------------------------------------------------------------------------- */

/**
 * gb_map_style_init:
 * @self: (out caller-allocates): the colours
 * @n_classes: how many classes there are to be told apart
 * @dark: whether the ground is dark
 * @outlined: whether colour must not be alone
 */
void
gb_map_style_init (GbMapStyle *self,
                   guint       n_classes,
                   gboolean    dark,
                   gboolean    outlined)
{
  const GbChartColor *ramp = dark ? dark_ramp : light_ramp;
  double ink = dark ? 1 : 0;

  *self = (GbMapStyle) {
    .ground = dark ? (GbChartColor) { 0.118, 0.118, 0.118, 1 } : (GbChartColor) { 0.898, 0.906, 0.918, 1 },
    .unknown = dark ? (GbChartColor) { 0.212, 0.212, 0.212, 1 } : (GbChartColor) { 1, 1, 1, 1 },
    .border = { ink, ink, ink, outlined ? 0.9 : dark ? 0.45 : 0.32 },
    .outline = { ink, ink, ink, outlined ? 1 : 0.5 },
    .focus = dark ? (GbChartColor) { 0.47, 0.68, 0.93, 1 } : (GbChartColor) { 0.10, 0.37, 0.71, 1 },
    .outlined = outlined,
  };
  for (guint i = 0; i < n_classes; i++)
    self->classes[i] = ramp[n_classes > 1 && n_classes < GB_MAP_MAX_CLASSES ? i * (GB_MAP_MAX_CLASSES - 2) / (n_classes - 1) : i];
}

static void
set_color (cairo_t            *cr,
           const GbChartColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/* --- areas ---------------------------------------------------------------------------------------- */

static void
add_arc (cairo_t               *cr,
         const GbGeoProjection *projection,
         const GbGeoPoint      *points,
         guint                  n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      double x, y;

      gb_geo_projection_project (projection, points[i], &x, &y);
      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
}

static void
add_area (cairo_t               *cr,
          const GbGeoCoverage   *coverage,
          guint                  area,
          guint                  level,
          const GbGeoProjection *projection,
          GArray                *points)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, level, points);
      add_arc (cr, projection, (const GbGeoPoint *) points->data, points->len);
      cairo_close_path (cr);
    }
}

/* Lines through the clip, the denser the more there is; @slope 1 falls, -1 rises. */
static void
hatch (cairo_t            *cr,
       const GbChartColor *color,
       double              step,
       double              slope)
{
  double left, top, right, bottom;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  /* From the origin, so that the lines of neighbours meet. */
  for (double x = floor ((left - (bottom - top)) / step) * step - step; x < right + (bottom - top) + step; x += step)
    {
      double at = x + (slope > 0 ? fmod (top, step) : -fmod (top, step));

      cairo_move_to (cr, at, top);
      cairo_line_to (cr, at + slope * (bottom - top), bottom);
    }
  set_color (cr, color);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

static void
fill (cairo_t          *cr,
      const GbMapStyle *style,
      guint             class_index)
{
  gboolean known = class_index < GB_MAP_MAX_CLASSES;

  set_color (cr, known ? &style->classes[class_index] : &style->unknown);
  if (known && (!style->outlined || class_index == 0))
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  if (known)
    hatch (cr, &style->border, 4 * HATCH_STEP / (class_index + 1), 1);
  else
    hatch (cr, &style->border, 2 * HATCH_STEP, -1);
  cairo_restore (cr);
}

static gboolean
is_visible (const GbGeoBounds *a,
            const GbGeoBounds *b)
{
  return a->west <= b->east && a->east >= b->west && a->south <= b->north && a->north >= b->south;
}

static void
draw_borders (cairo_t               *cr,
              const GbMapStyle      *style,
              const GbGeoCoverage   *coverage,
              const GbGeoProjection *projection,
              gboolean               outer)
{
  guint level = gb_geo_projection_get_level (projection);

  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      guint n, left, right;
      const GbGeoPoint *points = gb_geo_coverage_get_arc (coverage, i, level, &n, &left, &right);

      if ((left == GB_GEO_NO_AREA || right == GB_GEO_NO_AREA) == outer)
        add_arc (cr, projection, points, n);
    }
  set_color (cr, outer ? &style->outline : &style->border);
  cairo_set_line_width (cr, outer ? 2 : style->outlined ? 1.5 : 0.8);
  cairo_stroke (cr);
}

/**
 * gb_map_draw_areas:
 * @classes: the class of each area, or %GB_MAP_NO_CLASS
 * @projection: where they lie
 * @width: of the picture, in pixels; what lies outside is left out
 * @height: of the picture, in pixels
 *
 * Draws all areas with their borders; may be called on any thread.
 */
void
gb_map_draw_areas (cairo_t               *cr,
                   const GbMapStyle      *style,
                   const GbGeoCoverage   *coverage,
                   const guint           *classes,
                   const GbGeoProjection *projection,
                   double                 width,
                   double                 height)
{
  GbGeoBounds visible = gb_geo_projection_visible (projection, width, height);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  guint level = gb_geo_projection_get_level (projection);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      if (!is_visible (&gb_geo_coverage_get_area (coverage, i)->bounds, &visible))
        continue;
      add_area (cr, coverage, i, level, projection, points);
      fill (cr, style, classes[i]);
    }
  draw_borders (cr, style, coverage, projection, FALSE);
  draw_borders (cr, style, coverage, projection, TRUE);
  cairo_restore (cr);
}

/**
 * gb_map_draw_focus:
 * @area: what is looked at
 *
 * Draws a thick line round one area.
 */
void
gb_map_draw_focus (cairo_t               *cr,
                   const GbMapStyle      *style,
                   const GbGeoCoverage   *coverage,
                   guint                  area,
                   const GbGeoProjection *projection)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));

  add_area (cr, coverage, area, gb_geo_projection_get_level (projection), projection, points);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_color (cr, &style->unknown);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  set_color (cr, &style->focus);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
}

/**
 * gb_map_draw_swatch:
 * @class_index: a class, or %GB_MAP_NO_CLASS
 *
 * Draws what a legend shows of a class, at the origin.
 */
void
gb_map_draw_swatch (cairo_t          *cr,
                    const GbMapStyle *style,
                    guint             class_index,
                    double            width,
                    double            height)
{
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  fill (cr, style, class_index);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  set_color (cr, &style->border);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}
