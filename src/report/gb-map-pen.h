/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * GbMapFont:
 * @size: of the text, in points
 * @bold: whether it stands out
 * @ink: 0 for white, 1 for black
 * @align: within its width
 * @lines: how many at most, then an ellipsis; 0 = as many as need be
 */
typedef struct
{
  double size;
  gboolean bold;
  double ink;
  PangoAlignment align;
  int lines;
} GbMapFont;

/**
 * GbMapPen:
 * @cr: (not owned): where to, in points
 * @layout: (owned): without hints, so that paper and screen break lines alike
 *
 * Writes text on paper. Of one thread.
 */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
} GbMapPen;

void   gb_map_pen_init    (GbMapPen        *self,
                           cairo_t         *cr);
void   gb_map_pen_clear   (GbMapPen        *self);
void   gb_map_pen_set_size (GbMapPen       *self,
                           double           size,
                           gboolean         bold);
double gb_map_pen_text    (GbMapPen        *self,
                           const GbMapFont *font,
                           double           x,
                           double           y,
                           double           width,
                           const char      *text);
double gb_map_pen_measure (GbMapPen        *self,
                           const GbMapFont *font,
                           const char      *text,
                           double          *height);
void   gb_map_pen_line    (GbMapPen        *self,
                           double           x,
                           double           y,
                           double           width);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbMapPen, gb_map_pen_clear)

G_END_DECLS
