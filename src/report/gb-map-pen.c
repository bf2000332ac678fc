/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pen.h"

/* Has all Vietnamese letters; where it is missing, whatever has them. */
#define FAMILY "Noto Sans,sans-serif"

/**
 * gb_map_pen_init:
 * @self: (out caller-allocates): a pen
 * @cr: a page, in points
 */
void
gb_map_pen_init (GbMapPen *self,
                 cairo_t  *cr)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  self->cr = cr;
  self->layout = pango_cairo_create_layout (cr);
  pango_cairo_context_set_font_options (pango_layout_get_context (self->layout), options);
  pango_layout_context_changed (self->layout);
  cairo_font_options_destroy (options);
}

void
gb_map_pen_clear (GbMapPen *self)
{
  g_clear_object (&self->layout);
}

/**
 * gb_map_pen_set_size:
 * @size: of what is written next with the layout itself, in units of the page
 */
void
gb_map_pen_set_size (GbMapPen *self,
                     double    size,
                     gboolean  bold)
{
  PangoFontDescription *description = pango_font_description_from_string (FAMILY);

  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_font_description_set_weight (description, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (self->layout, description);
  pango_font_description_free (description);
}

static void
set_text (GbMapPen        *self,
          const GbMapFont *font,
          double           width,
          const char      *text)
{
  gb_map_pen_set_size (self, font->size, font->bold);
  pango_layout_set_attributes (self->layout, NULL);
  pango_layout_set_alignment (self->layout, font->align);
  pango_layout_set_width (self->layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->layout, font->lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_height (self->layout, font->lines > 0 ? -font->lines : -1);
  pango_layout_set_text (self->layout, text, -1);
}

static void
get_size (GbMapPen *self,
          double   *width,
          double   *height)
{
  int w, h;

  pango_layout_get_size (self->layout, &w, &h);
  *width = (double) w / PANGO_SCALE;
  *height = (double) h / PANGO_SCALE;
}

/**
 * gb_map_pen_text:
 * @x: the left edge
 * @y: the upper edge
 * @width: lines are broken there
 * @text: UTF-8
 *
 * Returns: how high it is
 */
double
gb_map_pen_text (GbMapPen        *self,
                 const GbMapFont *font,
                 double           x,
                 double           y,
                 double           width,
                 const char      *text)
{
  double w, h;

  set_text (self, font, width, text);
  get_size (self, &w, &h);
  cairo_set_source_rgb (self->cr, 1 - font->ink, 1 - font->ink, 1 - font->ink);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, self->layout);
  return h;
}

/**
 * gb_map_pen_measure:
 * @height: (out) (optional): how high one line is
 *
 * Returns: how wide a text is on one line
 */
double
gb_map_pen_measure (GbMapPen        *self,
                    const GbMapFont *font,
                    const char      *text,
                    double          *height)
{
  double w, h;

  set_text (self, font, 0, text);
  get_size (self, &w, &h);
  if (height != NULL)
    *height = h;
  return w;
}

/**
 * gb_map_pen_line:
 *
 * Draws a thin level line that parts what stands above it from what stands below.
 */
void
gb_map_pen_line (GbMapPen *self,
                 double    x,
                 double    y,
                 double    width)
{
  cairo_set_source_rgb (self->cr, 0.75, 0.75, 0.75);
  cairo_set_line_width (self->cr, 0.5);
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + width, y);
  cairo_stroke (self->cr);
}
