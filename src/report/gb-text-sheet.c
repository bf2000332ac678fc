/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-text-sheet.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

/* Points. Margins after decree 30/2020/NĐ-CP, annex I: 20 mm above and below, 30 left, 20 right; on paper smaller than
 * A4 as much less. */
#define A4_WIDTH 595.28
#define TOP      56.7
#define LEFT     85.0
#define RIGHT    56.7
#define FOOT     24.0
#define SIZE     13.0 /* of the text, as the decree has it */
#define SMALL    10.0

/* A Times face that has all Vietnamese letters. */
#define FAMILY "TeX Gyre Termes, Times New Roman, serif"

struct _GbTextSheet
{
  char *markup; /* (owned) */
  char *foot;   /* (owned) */
};

static void
clear_sheet (gpointer data)
{
  GbTextSheet *self = data;

  g_free (self->markup);
  g_free (self->foot);
}

/**
 * gb_text_sheet_new:
 * @markup: Pango markup, a line for each paragraph
 * @foot: at the foot of each page, before its number
 *
 * Returns: (transfer full): the sheet
 */
GbTextSheet *
gb_text_sheet_new (const char *markup,
                   const char *foot)
{
  GbTextSheet *self = g_atomic_rc_box_new0 (GbTextSheet);

  self->markup = g_strdup (markup);
  self->foot = g_strdup (foot);
  return self;
}

GbTextSheet *
gb_text_sheet_ref (GbTextSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gb_text_sheet_unref (GbTextSheet *self)
{
  g_atomic_rc_box_release_full (self, clear_sheet);
}

/* How much smaller than A4 the paper is; larger paper has the same text. */
static double
scale_of (double width)
{
  return MIN (width / A4_WIDTH, 1);
}

static PangoLayout *
layout_new (cairo_t    *cr,
            double      size,
            double      width,
            const char *markup)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (FAMILY);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Paper knows no grid of pixels. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_layout_context_changed (layout);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, (int) (size * 0.35 * PANGO_SCALE));
  pango_layout_set_markup (layout, markup, -1);
  return layout;
}

static PangoLayout *
text_new (GbTextSheet *self,
          cairo_t     *cr,
          double       width)
{
  double scale = scale_of (width);

  return layout_new (cr, SIZE * scale, width - (LEFT + RIGHT) * scale, self->markup);
}

/* Draws the lines of @page, with %NULL none, and says how many pages there are. A line is on one page as a whole. */
static guint
go_through (PangoLayout *layout,
            double       room,
            guint        page,
            cairo_t     *cr,
            double       x,
            double       y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  guint at = 0;
  double begin = 0;

  do
    {
      PangoRectangle logical;
      double top, bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      top = pango_units_to_double (logical.y);
      bottom = pango_units_to_double (logical.y + logical.height);
      if (bottom - begin > room && top > begin)
        {
          at++;
          begin = top;
        }
      if (cr != NULL && at == page)
        {
          cairo_move_to (cr, x + pango_units_to_double (logical.x),
                         y + pango_units_to_double (pango_layout_iter_get_baseline (iter)) - begin);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return at + 1;
}

static double
room_of (double width,
         double height)
{
  return height - (2 * TOP + FOOT) * scale_of (width);
}

/**
 * gb_text_sheet_get_n_pages:
 * @width: of the paper, in points
 * @height: of the paper, in points
 *
 * Returns: how many pages it takes
 */
guint
gb_text_sheet_get_n_pages (GbTextSheet *self,
                           double       width,
                           double       height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = text_new (self, cr, width);
  guint n = go_through (layout, room_of (width, height), 0, NULL, 0, 0);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/**
 * gb_text_sheet_draw:
 * @cr: whose unit is the point
 * @page: from 0
 * @width: of the paper, in points
 * @height: of the paper, in points
 */
void
gb_text_sheet_draw (GbTextSheet *self,
                    cairo_t     *cr,
                    guint        page,
                    double       width,
                    double       height)
{
  double scale = scale_of (width);
  g_autoptr (PangoLayout) layout = text_new (self, cr, width);
  g_autoptr (PangoLayout) foot = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *escaped = NULL;
  guint n;

  cairo_set_source_rgb (cr, 0, 0, 0);
  n = go_through (layout, room_of (width, height), page, cr, LEFT * scale, TOP * scale);
  /* Translators: what stands at the foot of a page, the page's number, and how many there are */
  plain = n > 1 ? g_strdup_printf (_("%s · page %u of %u"), self->foot, page + 1, n) : g_strdup (self->foot);
  escaped = g_markup_escape_text (plain, -1);
  foot = layout_new (cr, SMALL * scale, width - (LEFT + RIGHT) * scale, escaped);
  cairo_move_to (cr, LEFT * scale, height - (TOP + FOOT) * scale + (FOOT - SMALL) * scale);
  pango_cairo_show_layout (cr, foot);
}
