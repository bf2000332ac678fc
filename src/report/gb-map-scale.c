/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of the ellipsoid of WGS 84, which Web Mercator takes for a sphere. */
#define EQUATOR_METRES 40075016.7

#define BAR_HEIGHT 3.0

/**
 * gb_map_scale_choose:
 * @metres: how long a scale bar may be
 *
 * Returns: the longest of 1, 2 and 5 times a power of ten that is not longer
 */
double
gb_map_scale_choose (double metres)
{
  double power = pow (10, floor (log10 (MAX (metres, 1e-3))));

  return metres >= 5 * power ? 5 * power : metres >= 2 * power ? 2 * power : power;
}

/**
 * gb_map_scale_words:
 * @metres: as of gb_map_scale_choose()
 *
 * Returns: (transfer full): such as "20 km" or "500 m"
 */
char *
gb_map_scale_words (double metres)
{
  if (metres >= 1000)
    return g_strdup_printf ("%.0f km", metres / 1000);
  return g_strdup_printf ("%.0f m", metres);
}

/**
 * gb_map_scale_resolution:
 *
 * Returns: how many metres on the ground a unit of the picture is in its middle: Mercator stretches by the latitude
 */
double
gb_map_scale_resolution (const GbGeoProjection *projection,
                         double                 width,
                         double                 height)
{
  GbGeoPoint middle = gb_geo_projection_unproject (projection, width / 2, height / 2);

  return EQUATOR_METRES * cos (middle.lat * G_PI / 180) / projection->world;
}

/**
 * gb_map_scale_draw:
 * @metres_per_point: on the page
 * @x: the left edge
 * @y: the lower edge
 * @widest: how long the bar may be, in points
 *
 * Draws a scale bar of two halves with what they stand for above it.
 */
void
gb_map_scale_draw (GbMapPen *pen,
                   double    metres_per_point,
                   double    x,
                   double    y,
                   double    widest)
{
  double metres = gb_map_scale_choose (widest * metres_per_point);
  double width = metres / metres_per_point;
  g_autofree char *words = gb_map_scale_words (metres);
  GbMapFont font = { 7, FALSE, 0.8, PANGO_ALIGN_LEFT, 1 };
  double height, text_width = gb_map_pen_measure (pen, &font, words, &height);

  /* On areas and sea alike it can be read. */
  cairo_rectangle (pen->cr, x - 4, y - BAR_HEIGHT - height - 4, MAX (width + text_width / 2, text_width) + 12,
                   BAR_HEIGHT + height + 8);
  cairo_set_source_rgba (pen->cr, 1, 1, 1, 0.85);
  cairo_fill (pen->cr);
  gb_map_pen_text (pen, &font, x, y - BAR_HEIGHT - height - 1, 20, "0");
  gb_map_pen_text (pen, &font, x + width - text_width / 2, y - BAR_HEIGHT - height - 1, text_width + 4, words);
  cairo_set_source_rgb (pen->cr, 0.2, 0.2, 0.2);
  cairo_rectangle (pen->cr, x, y - BAR_HEIGHT, width / 2, BAR_HEIGHT);
  cairo_fill (pen->cr);
  cairo_set_line_width (pen->cr, 0.6);
  cairo_rectangle (pen->cr, x, y - BAR_HEIGHT, width, BAR_HEIGHT);
  cairo_stroke (pen->cr);
}

/**
 * gb_map_scale_draw_north:
 * @x: its middle
 * @y: the upper edge
 * @height: of the arrow; its letter stands below
 *
 * Draws an arrow to the north, which is up everywhere in Mercator.
 */
void
gb_map_scale_draw_north (GbMapPen *pen,
                         double    x,
                         double    y,
                         double    height)
{
  GbMapFont font = { 7, TRUE, 0.8, PANGO_ALIGN_CENTER, 1 };
  double half = height * 0.28;

  cairo_set_source_rgb (pen->cr, 0.2, 0.2, 0.2);
  cairo_set_line_width (pen->cr, 0.6);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_MITER);
  cairo_move_to (pen->cr, x, y);
  cairo_line_to (pen->cr, x - half, y + height);
  cairo_line_to (pen->cr, x, y + height * 0.75);
  cairo_close_path (pen->cr);
  cairo_fill_preserve (pen->cr);
  cairo_stroke (pen->cr);
  cairo_move_to (pen->cr, x, y);
  cairo_line_to (pen->cr, x + half, y + height);
  cairo_line_to (pen->cr, x, y + height * 0.75);
  cairo_close_path (pen->cr);
  cairo_set_source_rgb (pen->cr, 1, 1, 1);
  cairo_fill_preserve (pen->cr);
  cairo_set_source_rgb (pen->cr, 0.2, 0.2, 0.2);
  cairo_stroke (pen->cr);
  /* Translators: the letter of the north on a map */
  gb_map_pen_text (pen, &font, x - 10, y + height, 20, C_("compass", "N"));
}
