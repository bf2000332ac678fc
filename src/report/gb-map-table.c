/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of all communes on pages of their own. */
#include "gb-map-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"
#include "gb-map-words.h"

#define ROW        12.6
#define HEAD       16.0
#define BLOCK_GAP  16.0
#define BLOCK_WIDE 240.0 /* at least */

static const GbMapFont cell = { 7.5, FALSE, 0.85, PANGO_ALIGN_LEFT, 1 };
static const GbMapFont number = { 7.5, FALSE, 0.85, PANGO_ALIGN_RIGHT, 1 };

/* How a page is parted into blocks of rows beside each other. */
typedef struct
{
  guint n_blocks;
  guint n_rows; /* of a block */
  double width;
  gboolean shares; /* whether values are parts of something */
} Blocks;

static Blocks
part_area (const GbMapSheet  *sheet,
           const GbChartArea *area)
{
  Blocks blocks = { .shares = FALSE };

  for (guint i = 0; i < sheet->view->values->len; i++)
    {
      const GbIndicatorValue *value = sheet->view->values->pdata[i];

      blocks.shares |= value != NULL && !isnan (value->denominator);
    }
  blocks.n_blocks = (guint) MAX ((area->width + BLOCK_GAP) / (BLOCK_WIDE + BLOCK_GAP), 1);
  blocks.n_rows = (guint) MAX ((area->height - HEAD) / ROW, 1);
  blocks.width = (area->width - (blocks.n_blocks - 1) * BLOCK_GAP) / blocks.n_blocks;
  /* What fits on one page is shared evenly. */
  if (sheet->view->communes->len <= blocks.n_blocks * blocks.n_rows)
    blocks.n_rows = (MAX (sheet->view->communes->len, 1) + blocks.n_blocks - 1) / blocks.n_blocks;
  return blocks;
}

/**
 * gb_map_table_count_pages:
 * @area: of a page
 */
guint
gb_map_table_count_pages (const GbMapSheet  *sheet,
                          const GbChartArea *area)
{
  Blocks blocks = part_area (sheet, area);
  guint each = blocks.n_blocks * blocks.n_rows;

  return (sheet->view->communes->len + each - 1) / each;
}

/* Number, name, share as a fraction, value, rank: their right edges as parts of a block. Without shares there is more
 * room for names. */
static double
edge (const Blocks *blocks,
      double        x,
      guint         column)
{
  static const double with[] = { 0.075, 0.585, 0.765, 0.895, 1 };
  static const double without[] = { 0.075, 0.7, 0.7, 0.89, 1 };

  return x + blocks->width * (blocks->shares ? with : without)[column];
}

static void
put (GbMapPen     *pen,
     const Blocks *blocks,
     double        x,
     double        y,
     guint         column,
     gboolean      bold,
     const char   *text)
{
  double left = column == 0 ? x : edge (blocks, x, column - 1);
  GbMapFont font = column == 1 ? cell : number;

  font.bold = bold;
  if (text == NULL)
    return;
  if (column == 1)
    gb_map_pen_text (pen, &font, left + 6, y, edge (blocks, x, column) - left - 6, text);
  else
    gb_map_pen_text (pen, &font, left, y, edge (blocks, x, column) - left, text);
}

static void
draw_block_head (const GbMapSheet *sheet,
                 GbMapPen         *pen,
                 const Blocks     *blocks,
                 double            x,
                 double            y)
{
  const GbIndicator *indicator = gb_map_view_get_indicator (sheet->view);
  GbMapFont left = { 7, TRUE, 0.75, PANGO_ALIGN_LEFT, 1 };
  GbMapFont right = { 7, TRUE, 0.75, PANGO_ALIGN_RIGHT, 1 };
  /* Translators: heads of a table's columns */
  const char *heads[] = { _("No."), _("Unit"), blocks->shares ? _("Of how many") : NULL, indicator != NULL ? indicator->unit : NULL, C_("column", "Rank") };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      double from = i == 0 ? x : edge (blocks, x, i - 1);

      if (heads[i] != NULL)
        gb_map_pen_text (pen, i == 1 ? &left : &right, from + (i == 1 ? 6 : 0), y,
                         edge (blocks, x, i) - from - (i == 1 ? 6 : 0), heads[i]);
    }
  gb_map_pen_line (pen, x, y + HEAD - 3, blocks->width);
}

static char *
format_share (const GbIndicatorValue *value)
{
  g_autofree char *numerator = NULL;
  g_autofree char *denominator = NULL;

  if (value == NULL || isnan (value->denominator))
    return NULL;
  numerator = gb_map_words_amount (value->numerator, NULL);
  denominator = gb_map_words_amount (value->denominator, NULL);
  return g_strdup_printf ("%s / %s", numerator, denominator);
}

static void
draw_row (const GbMapSheet *sheet,
          GbMapPen         *pen,
          const Blocks     *blocks,
          guint             place,
          double            x,
          double            y)
{
  const GbMapView *view = sheet->view;
  guint commune = sheet->order[place], of;
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  g_autofree char *index = g_strdup_printf ("%u", place + 1);
  g_autofree char *title = gb_map_words_title (view->communes->pdata[commune]);
  g_autofree char *share = format_share (view->values->pdata[commune]);
  g_autofree char *amount = gb_map_words_amount (view->amounts[commune], indicator != NULL ? indicator->unit : NULL);
  guint rank = gb_map_view_rank (view, commune, &of);
  g_autofree char *ranked = rank > 0 ? g_strdup_printf ("%u", rank) : NULL;
  gboolean chosen = sheet->chosen != GB_GEO_NO_AREA && view->of_area[sheet->chosen] == commune;

  if (place % 2 == 1)
    {
      cairo_set_source_rgb (pen->cr, 0.955, 0.955, 0.955);
      cairo_rectangle (pen->cr, x - 2, y - 1, blocks->width + 4, ROW);
      cairo_fill (pen->cr);
    }
  put (pen, blocks, x, y, 0, chosen, index);
  put (pen, blocks, x, y, 1, chosen, title);
  put (pen, blocks, x, y, 2, chosen, share);
  put (pen, blocks, x, y, 3, chosen, amount != NULL ? amount : "–");
  put (pen, blocks, x, y, 4, chosen, ranked);
}

/**
 * gb_map_table_draw:
 * @page: from 0
 * @area: of a page
 *
 * Draws the rows of one page, by the Vietnamese alphabet, block after block.
 */
void
gb_map_table_draw (const GbMapSheet  *sheet,
                   GbMapPen          *pen,
                   guint              page,
                   const GbChartArea *area)
{
  Blocks blocks = part_area (sheet, area);
  guint first = page * blocks.n_blocks * blocks.n_rows;
  guint last = MIN (first + blocks.n_blocks * blocks.n_rows, sheet->view->communes->len);

  for (guint i = first; i < last; i++)
    {
      guint block = (i - first) / blocks.n_rows, row = (i - first) % blocks.n_rows;
      double x = area->x + block * (blocks.width + BLOCK_GAP);

      if (row == 0)
        draw_block_head (sheet, pen, &blocks, x, area->y);
      draw_row (sheet, pen, &blocks, i, x, area->y + HEAD + row * ROW);
    }
}
