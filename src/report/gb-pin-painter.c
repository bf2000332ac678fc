/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-painter.h"

#include <math.h>

#include "gb-format.h"

/* A state has a shape and a line of its own, so that colour says nothing that the shape does not: a diamond asks for
 * somebody, a disc waits, a ring has its answer, a square is done. */
enum
{
  DIAMOND,
  DISC,
  RING,
  SQUARE,
};

/* Pixels of the letters at which the scale is 1. */
#define LETTERS 15.0

#define PIN_RADIUS 16.0
#define CASING 2.0

/* The largest that a number gets; two clusters are never nearer than twice that. */
#define MOST_RADIUS 27.0
#define DISTANCE (2 * (MOST_RADIUS + CASING) + 2)

/* Room between the parts of a ring, and the least part, of a whole turn. */
#define GAP 0.022
#define LEAST 0.045

/* How wide each state's part of the ring is. */
static const double widths[GB_N_PIN_STATES] = { 6, 4.5, 3, 1.75 };

#define RGB(hex) { ((hex) >> 16) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0, 1 }

static const GbPinStyle light = {
  .fills = { RGB (0xc01c28), RGB (0x1c63bd), RGB (0xffffff), RGB (0xffffff) },
  .inks = { RGB (0xffffff), RGB (0xffffff), RGB (0x177347), RGB (0x5e5c64) },
  .arcs = { RGB (0xc01c28), RGB (0x1c63bd), RGB (0x177347), RGB (0x77767b) },
  .casing = RGB (0xffffff),
  .card = RGB (0xffffff),
  .text = RGB (0x241f31),
  .focus = RGB (0x1a5fb4),
};

static const GbPinStyle dark_style = {
  .fills = { RGB (0xff7b6b), RGB (0x78aeed), RGB (0x242424), RGB (0x242424) },
  .inks = { RGB (0x2b0906), RGB (0x0b2138), RGB (0x7ee0a8), RGB (0xdeddda) },
  .arcs = { RGB (0xff7b6b), RGB (0x78aeed), RGB (0x7ee0a8), RGB (0xc0bfbc) },
  .casing = RGB (0x1e1e1e),
  .card = RGB (0x242424),
  .text = RGB (0xffffff),
  .focus = RGB (0xffffff),
};

/**
 * gb_pin_style_init:
 * @self: (out caller-allocates): the colours
 * @scale: 1 where the letters are 15 pixels high
 * @dark: whether the ground is dark
 * @outlined: whether shapes have a line round them
 */
void
gb_pin_style_init (GbPinStyle *self,
                   double      scale,
                   gboolean    dark,
                   gboolean    outlined)
{
  *self = dark ? dark_style : light;
  self->scale = scale;
  self->outlined = outlined;
}

/**
 * gb_pin_scale:
 * @context: with the font of what is beside the pins
 *
 * Returns: how large pins are to grow with the letters
 */
double
gb_pin_scale (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double resolution = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (resolution > 0 ? resolution : 96) / 72;
  return CLAMP (size / LETTERS, 0.5, 3);
}

/**
 * gb_pin_distance:
 *
 * Returns: how far apart clusters have to be so that what is drawn for them does not meet, in pixels
 */
double
gb_pin_distance (double scale)
{
  return DISTANCE * scale;
}

/**
 * gb_pin_radius:
 * @n: how many pins there are in a cluster, 1 for a single one
 *
 * Returns: how far what is drawn for them reaches, in pixels
 */
double
gb_pin_radius (const GbPinStyle *style,
               guint             n)
{
  double radius = n == 1 ? PIN_RADIUS + 2 : n < 10 ? 18 : n < 100 ? 20 : n < 1000 ? 23 : MOST_RADIUS;

  return (radius + CASING) * style->scale;
}

static void
set_color (cairo_t            *cr,
           const GbChartColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/* --- what is in a pin ----------------------------------------------------------------------------- */

/* All of them lie within 8 of the middle; where two shapes lie over each other there is a hole. */
static void
trace_house (cairo_t *cr)
{
  cairo_move_to (cr, 0, -7.5);
  cairo_line_to (cr, 7.5, -1);
  cairo_line_to (cr, 5.5, -1);
  cairo_line_to (cr, 5.5, 7);
  cairo_line_to (cr, -5.5, 7);
  cairo_line_to (cr, -5.5, -1);
  cairo_line_to (cr, -7.5, -1);
  cairo_close_path (cr);
  cairo_rectangle (cr, -1.75, 2, 3.5, 5);
}

static void
trace_rounded (cairo_t *cr,
               double   half_width,
               double   half_height,
               double   corner)
{
  double x = half_width - corner, y = half_height - corner;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x, -y, corner, -G_PI / 2, 0);
  cairo_arc (cr, x, y, corner, 0, G_PI / 2);
  cairo_arc (cr, -x, y, corner, G_PI / 2, G_PI);
  cairo_arc (cr, -x, -y, corner, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
trace_traffic_light (cairo_t *cr)
{
  trace_rounded (cr, 4.25, 8, 2.5);
  for (int i = -1; i <= 1; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, i * 4.75, 1.75, 0, 2 * G_PI);
      cairo_close_path (cr);
    }
}

static void
trace_bin (cairo_t *cr)
{
  cairo_rectangle (cr, -2.25, -8, 4.5, 1.5);
  cairo_rectangle (cr, -6.5, -6.5, 13, 2);
  cairo_move_to (cr, -5.5, -3.25);
  cairo_line_to (cr, 5.5, -3.25);
  cairo_line_to (cr, 4.5, 7.5);
  cairo_line_to (cr, -4.5, 7.5);
  cairo_close_path (cr);
  cairo_rectangle (cr, -2.5, -1, 1.5, 6.25);
  cairo_rectangle (cr, 1, -1, 1.5, 6.25);
}

static void
trace_bulb (cairo_t *cr)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, -2.5, 5.25, 0.75 * G_PI, 2.25 * G_PI);
  cairo_line_to (cr, 2.5, 3.75);
  cairo_line_to (cr, -2.5, 3.75);
  cairo_close_path (cr);
  cairo_rectangle (cr, -2.5, 4.75, 5, 1.25);
  cairo_rectangle (cr, -1.75, 6.75, 3.5, 1.25);
}

static void
trace_shield (cairo_t *cr)
{
  cairo_move_to (cr, 0, -8);
  cairo_line_to (cr, 6.5, -5.5);
  cairo_line_to (cr, 6.5, -0.5);
  cairo_curve_to (cr, 6.5, 3.5, 4, 6.5, 0, 8);
  cairo_curve_to (cr, -4, 6.5, -6.5, 3.5, -6.5, -0.5);
  cairo_line_to (cr, -6.5, -5.5);
  cairo_close_path (cr);
  cairo_move_to (cr, 0, -5.25);
  cairo_line_to (cr, 0, 5.25);
  cairo_curve_to (cr, 2.5, 4, 4.1, 2, 4.1, -0.5);
  cairo_line_to (cr, 4.1, -3.75);
  cairo_close_path (cr);
}

static void
show_text (cairo_t     *cr,
           PangoLayout *layout,
           const char  *text,
           double       size,
           double       room)
{
  PangoFontDescription *font = pango_font_description_copy (pango_layout_get_font_description (layout) != NULL
                                   ? pango_layout_get_font_description (layout)
                                   : pango_context_get_font_description (pango_layout_get_context (layout)));
  PangoRectangle ink;
  double fit;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  fit = MIN (1, room / MAX (ink.width, 1));
  cairo_save (cr);
  cairo_scale (cr, fit, fit);
  cairo_move_to (cr, -ink.x - ink.width / 2.0, -ink.y - ink.height / 2.0);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  pango_font_description_free (font);
}

/**
 * gb_pin_draw_look:
 * @cr: with its origin in the middle and the colour as source
 * @layout: for letters; its font and text change
 *
 * Draws a field's sign, 16 pixels high at most.
 */
void
gb_pin_draw_look (cairo_t         *cr,
                  PangoLayout     *layout,
                  const GbPinLook *look)
{
  static void (*const traces[]) (cairo_t *) = {
    [GB_PIN_ORDER] = trace_house, [GB_PIN_TRAFFIC] = trace_traffic_light, [GB_PIN_WASTE] = trace_bin,
    [GB_PIN_LIGHT] = trace_bulb,  [GB_PIN_CRIME] = trace_shield,
  };

  if (look->glyph == GB_PIN_LETTERS)
    {
      show_text (cr, layout, look->letters, 11.5, 19);
      return;
    }
  cairo_new_path (cr);
  traces[look->glyph](cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

/* --- pins ----------------------------------------------------------------------------------------- */

static void
trace_shape (cairo_t *cr,
             guint    state,
             double   more)
{
  cairo_new_path (cr);
  switch (state)
    {
    case DIAMOND:
      cairo_save (cr);
      cairo_rotate (cr, G_PI / 4);
      trace_rounded (cr, 13.25 + more, 13.25 + more, 4 + more);
      cairo_restore (cr);
      break;
    case SQUARE:
      trace_rounded (cr, 13 + more, 13 + more, 4 + more);
      break;
    default:
      cairo_arc (cr, 0, 0, 14.5 + more, 0, 2 * G_PI);
      cairo_close_path (cr);
    }
}

/**
 * gb_pin_draw:
 * @cr: with its origin where the pin stands
 * @layout: for letters; its font and text change
 * @state: below %GB_N_PIN_STATES
 * @look: (nullable): what is in it; %NULL for nothing, as in a legend
 */
void
gb_pin_draw (cairo_t          *cr,
             PangoLayout      *layout,
             const GbPinStyle *style,
             guint             state,
             const GbPinLook  *look)
{
  cairo_save (cr);
  cairo_scale (cr, style->scale, style->scale);
  trace_shape (cr, state, CASING + (style->outlined ? 1 : 0));
  set_color (cr, style->outlined ? &style->text : &style->casing);
  cairo_fill (cr);
  trace_shape (cr, state, style->outlined ? CASING : 0);
  set_color (cr, style->outlined ? &style->casing : &style->fills[state]);
  cairo_fill (cr);
  trace_shape (cr, state, 0);
  set_color (cr, &style->fills[state]);
  cairo_fill (cr);
  if (state == RING || state == SQUARE)
    {
      double width = state == RING ? 3 : 1.75;

      trace_shape (cr, state, -width / 2);
      set_color (cr, &style->arcs[state]);
      cairo_set_line_width (cr, width);
      cairo_stroke (cr);
    }
  set_color (cr, &style->inks[state]);
  if (look != NULL)
    gb_pin_draw_look (cr, layout, look);
  cairo_restore (cr);
}

/* How much of the ring each state has: as many as there are of it, but never so little that it is not seen. */
static void
share_ring (const GbPinCluster *cluster,
            double             *shares)
{
  double sum = 0;

  for (guint i = 0; i < GB_N_PIN_STATES; i++)
    {
      shares[i] = cluster->states[i] == 0 ? 0 : MAX ((double) cluster->states[i] / cluster->n, LEAST + GAP);
      sum += shares[i];
    }
  for (guint i = 0; i < GB_N_PIN_STATES && sum > 0; i++)
    shares[i] /= sum;
}

static void
draw_ring (cairo_t            *cr,
           const GbPinStyle   *style,
           const GbPinCluster *cluster,
           double              radius)
{
  double shares[GB_N_PIN_STATES], from = 0;

  share_ring (cluster, shares);
  for (guint i = 0; i < GB_N_PIN_STATES; i++)
    {
      gboolean whole = shares[i] >= 1;
      double start = (from + (whole ? 0 : GAP / 2)) * 2 * G_PI - G_PI / 2;
      double end = (from + shares[i] - (whole ? 0 : GAP / 2)) * 2 * G_PI - G_PI / 2;

      from += shares[i];
      if (shares[i] <= 0)
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, 0, 0, radius - widths[i] / 2, start, end);
      cairo_set_line_width (cr, widths[i]);
      set_color (cr, &style->arcs[i]);
      cairo_stroke (cr);
    }
}

/**
 * gb_pin_draw_cluster:
 * @cr: with its origin where the cluster stands
 * @layout: for the number; its font and text change
 * @cluster: of more than one pin
 *
 * How many there are, and round it how many of them are in which state: from the top on clockwise, what asks most for
 * somebody first and widest.
 */
void
gb_pin_draw_cluster (cairo_t            *cr,
                     PangoLayout        *layout,
                     const GbPinStyle   *style,
                     const GbPinCluster *cluster)
{
  double radius = gb_pin_radius (style, cluster->n) / style->scale - CASING;
  g_autofree char *number = gb_format_number (cluster->n);

  cairo_save (cr);
  cairo_scale (cr, style->scale, style->scale);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius + CASING, 0, 2 * G_PI);
  set_color (cr, style->outlined ? &style->text : &style->casing);
  cairo_fill (cr);
  cairo_arc (cr, 0, 0, radius + (style->outlined ? CASING - 1.25 : 0), 0, 2 * G_PI);
  set_color (cr, &style->card);
  cairo_fill (cr);
  draw_ring (cr, style, cluster, radius);
  set_color (cr, &style->text);
  show_text (cr, layout, number, cluster->n < 100 ? 15 : 14, 2 * (radius - widths[0]) - 3);
  cairo_restore (cr);
}

/**
 * gb_pin_draw_focus:
 * @cr: with its origin where the pin or cluster stands
 * @n: how many pins there are in it
 */
void
gb_pin_draw_focus (cairo_t          *cr,
                   const GbPinStyle *style,
                   guint             n)
{
  double radius = gb_pin_radius (style, n) + 1.5 * style->scale;

  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  set_color (cr, &style->casing);
  cairo_set_line_width (cr, 5 * style->scale);
  cairo_stroke_preserve (cr);
  set_color (cr, &style->focus);
  cairo_set_line_width (cr, 3 * style->scale);
  cairo_stroke (cr);
}

/**
 * gb_pin_draw_all:
 * @pins: what @clusters were made of
 * @clusters: at the whole zoom level of @projection or below it, with gb_pin_distance() of the style's scale
 * @projection: what is shown
 * @width: of the picture
 * @height: of the picture
 *
 * Draws pins over a map, on the screen or on paper.
 */
void
gb_pin_draw_all (cairo_t               *cr,
                 PangoLayout           *layout,
                 const GbPinStyle      *style,
                 const GbPin           *pins,
                 const GbPinClusters   *clusters,
                 const GbGeoProjection *projection,
                 double                 width,
                 double                 height)
{
  for (guint i = gb_pin_clusters_get_n (clusters); i-- > 0;)
    {
      const GbPinCluster *cluster = gb_pin_clusters_get (clusters, i);
      const GbPin *pin = &pins[gb_pin_clusters_get_members (clusters, i)[0]];
      double radius = gb_pin_radius (style, cluster->n), x, y;

      x = cluster->x * projection->world - projection->x;
      y = cluster->y * projection->world - projection->y;
      if (x < -radius || y < -radius || x > width + radius || y > height + radius)
        continue;
      cairo_save (cr);
      cairo_translate (cr, x, y);
      if (cluster->n == 1)
        gb_pin_draw (cr, layout, style, pin->state, &pin->look);
      else
        gb_pin_draw_cluster (cr, layout, style, cluster);
      cairo_restore (cr);
    }
}
