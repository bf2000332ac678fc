/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-paper-private.h"

/* A Times face, as the decree asks; the first has all Vietnamese letters, and so must whatever stands in for it. */
#define FAMILY "TeX Gyre Termes,Times New Roman,Tinos,Liberation Serif,Noto Serif,serif"

/* From baseline to baseline, times the size: single spacing. */
#define LEADING 1.24

#define POINTS(mm) ((mm) * 72 / 25.4)

/* The decree's margins (upper and lower 20 to 25 mm, left 30 to 35, right 15 to 20) are A4's; A5 is narrower. */
static const struct
{
  double left, width, room, scale, head_scale;
} formats[] = {
  [GB_PAPER_A4] = { POINTS (30), POINTS (210 - 30 - 16), POINTS (297 - 20 - 20), 1, 1 },
  [GB_PAPER_A5] = { POINTS (18), POINTS (148 - 18 - 12), POINTS (210 - 15 - 15), 0.85, 0.8 },
};

/**
 * gb_paper_ink_init:
 * @self: (out caller-allocates): for drawing on paper, by the calling thread
 */
void
gb_paper_ink_init (GbPaperInk    *self,
                   GbPaperFormat  format)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (self->context, options);
  /* Lines break alike on the screen and on paper. */
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("vi"));
  cairo_font_options_destroy (options);
  self->left = formats[format].left;
  self->width = formats[format].width;
  self->room = formats[format].room;
  self->scale = formats[format].scale;
  self->head_scale = formats[format].head_scale;
}

void
gb_paper_ink_clear (GbPaperInk *self)
{
  g_clear_object (&self->context);
}

/**
 * gb_paper_ink_layout:
 * @style: sizes on A4
 * @width: where lines break, in points; 0 for one line
 * @markup: valid markup
 *
 * Returns: (transfer full): the text, broken to lines of even height whatever fonts stand in for missing letters
 */
PangoLayout *
gb_paper_ink_layout (GbPaperInk         *self,
                     const GbPaperStyle *style,
                     double              width,
                     const char         *markup)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FAMILY);
  PangoAttrList *attributes;
  double size = (style->size > 0 ? style->size : GB_PAPER_SIZE) * self->scale;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (style->flags & GB_PAPER_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (style->flags & GB_PAPER_ITALIC)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_markup (layout, markup, -1);
  attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));
  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute ((int) (size * LEADING * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_indent (layout, (int) (style->indent * self->scale * PANGO_SCALE));
  pango_layout_set_justify (layout, style->align == GB_PAPER_JUSTIFY);
  pango_layout_set_alignment (layout, style->align == GB_PAPER_CENTER  ? PANGO_ALIGN_CENTER
                                      : style->align == GB_PAPER_RIGHT ? PANGO_ALIGN_RIGHT
                                                                       : PANGO_ALIGN_LEFT);
  return layout;
}

/**
 * gb_paper_ink_put:
 * @cr: (nullable): where to; %NULL only measures
 * @text: (nullable): plain text
 *
 * Returns: how high it is, in points; 0 where there is no text
 */
double
gb_paper_ink_put (GbPaperInk         *self,
                  cairo_t            *cr,
                  const GbPaperStyle *style,
                  double              x,
                  double              y,
                  double              width,
                  const char         *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *markup = NULL;
  int height;

  if (text == NULL || *text == '\0')
    return 0;
  markup = g_markup_escape_text (text, -1);
  layout = gb_paper_ink_layout (self, style, width, markup);
  pango_layout_get_size (layout, NULL, &height);
  if (cr != NULL)
    {
      cairo_move_to (cr, x, y);
      pango_cairo_show_layout (cr, layout);
    }
  return pango_units_to_double (height);
}

/**
 * gb_paper_ink_measure:
 * @text: (nullable): plain text
 *
 * Returns: how wide the widest of its lines is where none is broken, in points
 */
double
gb_paper_ink_measure (GbPaperInk         *self,
                      const GbPaperStyle *style,
                      const char         *text)
{
  g_autofree char *markup = g_markup_escape_text (text != NULL ? text : "", -1);
  g_autoptr (PangoLayout) layout = gb_paper_ink_layout (self, style, 0, markup);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return pango_units_to_double (width);
}

/**
 * gb_paper_ink_rule:
 * @cr: (nullable): where to
 *
 * Draws a level line.
 */
void
gb_paper_ink_rule (cairo_t *cr,
                   double   x,
                   double   y,
                   double   width)
{
  if (cr == NULL)
    return;
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}
