/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the map: legend, the chosen commune, the greatest amounts, and the names that had no room. */
#include "gb-map-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "gb-format.h"
#include "gb-map-words.h"

#define SWATCH_WIDTH  22.0
#define SWATCH_HEIGHT 11.0
#define LINE          14.5
#define N_GREATEST    5
#define KEY_LINE      8.8
/* More numbers than that leave less room for the rest. */
#define MANY_NUMBERS  44
#define COLUMN_GAP    8.0

/* Where the next part begins; parts are below each other beside a map, and beside each other below it. */
typedef struct
{
  const GbMapSheet *sheet;
  GbMapPen *pen;
  double x, y, width, bottom;
} Column;

static const GbMapFont heading = { 8.5, TRUE, 0.85, PANGO_ALIGN_LEFT, 2 };
static const GbMapFont body = { 8.5, FALSE, 0.8, PANGO_ALIGN_LEFT, 1 };
static const GbMapFont figure = { 8.5, FALSE, 0.8, PANGO_ALIGN_RIGHT, 1 };
static const GbMapFont note = { 7, FALSE, 0.6, PANGO_ALIGN_LEFT, 2 };

/* --- legend --------------------------------------------------------------------------------------- */

static void
draw_class (Column *at,
            guint   class_index)
{
  const GbMapSheet *sheet = at->sheet;
  g_autofree char *words = gb_map_words_class (sheet->view, class_index);
  g_autofree char *count = gb_format_number (sheet->view->counts[MIN (class_index, GB_MAP_MAX_CLASSES)]);
  cairo_t *cr = at->pen->cr;

  cairo_save (cr);
  cairo_translate (cr, at->x, at->y + 1);
  /* As the map is drawn, in halves of a point: the patterns are alike. */
  cairo_scale (cr, 0.5, 0.5);
  gb_map_draw_swatch (cr, &sheet->style, class_index, SWATCH_WIDTH * 2, SWATCH_HEIGHT * 2);
  cairo_restore (cr);
  gb_map_pen_text (at->pen, &body, at->x + SWATCH_WIDTH + 7, at->y, at->width - SWATCH_WIDTH - 37, words);
  gb_map_pen_text (at->pen, &figure, at->x + at->width - 30, at->y, 30, count);
  at->y += LINE;
}

static void
draw_legend (Column *at)
{
  const GbMapView *view = at->sheet->view;
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  GbMapFont right = note;
  g_autofree char *unit = NULL;

  if (indicator != NULL)
    {
      at->y += gb_map_pen_text (at->pen, &(GbMapFont) { 8.5, TRUE, 0.85, PANGO_ALIGN_LEFT, 3 }, at->x, at->y, at->width,
                                indicator->name) + 2;
      /* Translators: what an indicator is counted in */
      unit = g_strdup_printf (_("Unit: %s"), indicator->unit);
      gb_map_pen_text (at->pen, &note, at->x, at->y, at->width - 50, unit);
    }
  right.align = PANGO_ALIGN_RIGHT;
  at->y += gb_map_pen_text (at->pen, &right, at->x + at->width - 60, at->y, 60, C_("legend", "Number")) + 3;
  for (guint i = 0; i < view->classes.n; i++)
    draw_class (at, i);
  if (view->counts[GB_MAP_MAX_CLASSES] > 0)
    draw_class (at, GB_MAP_NO_CLASS);
}

/* Of a map that shows a part: how much, and which. */
static void
draw_part (Column          *at,
           const GbMapPlan *plan)
{
  const GbMapView *view = at->sheet->view;
  GbChartArea area = { at->x, 0, at->width, MIN (at->bottom - at->y - 14, at->width * 0.75) };
  /* Translators: how many communes a map shows, and of how many */
  g_autofree char *text = g_strdup_printf (_("Within the frame: %u of %u"), plan->n_seen, view->communes->len);

  if (at->bottom - at->y < 14)
    return;
  at->y += gb_map_pen_text (at->pen, &note, at->x, at->y, at->width, text) + 3;
  area.y = at->y;
  if (area.height < 50)
    return;
  gb_map_overview_draw (at->sheet, plan, at->pen, &area);
  at->y += area.height;
}

/* --- communes ------------------------------------------------------------------------------------- */

static void
draw_row (Column *at,
          guint   commune)
{
  const GbMapView *view = at->sheet->view;
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  g_autofree char *amount = gb_map_words_amount (view->amounts[commune], indicator != NULL ? indicator->unit : NULL);
  double width = gb_map_pen_measure (at->pen, &figure, amount != NULL ? amount : "–", NULL) + 2;

  gb_map_pen_text (at->pen, &body, at->x, at->y, at->width - width - 6,
                   ((GbMapCommune *) view->communes->pdata[commune])->name);
  gb_map_pen_text (at->pen, &figure, at->x + at->width - width, at->y, width, amount != NULL ? amount : "–");
  at->y += LINE - 2;
}

static void
draw_chosen (Column *at)
{
  const GbMapSheet *sheet = at->sheet;
  const GbMapView *view = sheet->view;
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  guint commune = sheet->chosen != GB_GEO_NO_AREA ? view->of_area[sheet->chosen] : G_MAXUINT;
  g_autofree char *title = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *rank = NULL;

  if (commune >= view->communes->len)
    return;
  title = gb_map_words_title (view->communes->pdata[commune]);
  amount = gb_map_words_amount (view->amounts[commune], indicator != NULL ? indicator->unit : NULL);
  rank = gb_map_words_rank (view, commune);
  at->y += gb_map_pen_text (at->pen, &heading, at->x, at->y, at->width, title) + 1;
  at->y += gb_map_pen_text (at->pen, &(GbMapFont) { 15, TRUE, 0.9, PANGO_ALIGN_LEFT, 1 }, at->x, at->y, at->width,
                            amount != NULL ? amount : _("no data yet"));
  if (rank != NULL)
    {
      /* Translators: a place among communes, such as "9 of 96 with data" */
      g_autofree char *place = g_strdup_printf (_("Rank: %s"), rank);

      at->y += gb_map_pen_text (at->pen, &note, at->x, at->y, at->width, place);
    }
}

/* Ranked by amount, none of it last; equal ones by the alphabet. */
static int
compare_amounts (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const GbMapSheet *sheet = user_data;
  guint x = *(const guint *) a, y = *(const guint *) b;
  double left = sheet->view->amounts[x], right = sheet->view->amounts[y];

  if (isnan (left) != isnan (right))
    return isnan (left) ? 1 : -1;
  if (left < right || left > right)
    return left < right ? 1 : -1;
  return sheet->numbers[x] < sheet->numbers[y] ? -1 : 1;
}

static void
draw_greatest (Column *at,
               guint   most)
{
  const GbMapView *view = at->sheet->view;
  guint n = view->communes->len;
  g_autoptr (GArray) ranked = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  if (view->classes.n < 2)
    return;
  g_array_append_vals (ranked, at->sheet->order, n);
  g_array_sort_with_data (ranked, compare_amounts, (gpointer) at->sheet);
  at->y += gb_map_pen_text (at->pen, &heading, at->x, at->y, at->width, _("Greatest")) + 2;
  for (guint i = 0; i < MIN (n, most); i++)
    {
      guint commune = g_array_index (ranked, guint, i);

      if (isnan (view->amounts[commune]))
        break;
      draw_row (at, commune);
    }
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return atoi (((const GbMapLabel *) a)->text) - atoi (((const GbMapLabel *) b)->text);
}

/* What the numbers in the map stand for; where not all fit, the table has them. */
static void
draw_key (Column          *at,
          const GbMapPlan *plan)
{
  GbMapFont small = { 6.5, FALSE, 0.8, PANGO_ALIGN_LEFT, 1 };
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (GbMapLabel));
  double width = (at->width - COLUMN_GAP) / 2, top;
  guint rows, shown;

  if (plan->numbers->len == 0)
    return;
  g_array_append_vals (numbers, plan->numbers->data, plan->numbers->len);
  g_array_sort (numbers, compare_numbers);
  top = at->y + gb_map_pen_text (at->pen, &heading, at->x, at->y, at->width, _("Numbers on the map")) + 2;
  rows = (guint) MAX ((at->bottom - top) / KEY_LINE, 0);
  if (rows == 0)
    return;
  shown = MIN (numbers->len, 2 * rows);
  rows = MIN (rows, (shown + 1) / 2);
  for (guint i = 0; i < shown; i++)
    {
      const GbMapLabel *label = &g_array_index (numbers, GbMapLabel, i);
      guint commune = at->sheet->view->of_area[label->area];
      const char *name = ((GbMapCommune *) at->sheet->view->communes->pdata[commune])->name;
      gboolean more = i + 1 == shown && shown < numbers->len;
      g_autofree char *text = more ? g_strdup ("…") : g_strdup_printf ("%s  %s", label->text, name);

      gb_map_pen_text (at->pen, &small, at->x + (i / rows) * (width + COLUMN_GAP), top + (i % rows) * KEY_LINE, width, text);
    }
  at->y = top + rows * KEY_LINE;
}

/* --- panel ---------------------------------------------------------------------------------------- */

static void
part (Column *at)
{
  at->y += 6;
  gb_map_pen_line (at->pen, at->x, at->y, at->width);
  at->y += 6;
}

static void
draw_stacked (Column          *at,
              const GbMapPlan *plan)
{
  draw_legend (at);
  if (at->sheet->chosen != GB_GEO_NO_AREA)
    {
      part (at);
      draw_chosen (at);
    }
  if (at->sheet->view->classes.n > 1)
    {
      part (at);
      draw_greatest (at, plan->numbers->len > MANY_NUMBERS ? 3 : N_GREATEST);
    }
  if (plan->numbers->len > 0 && at->bottom - at->y > 60)
    {
      part (at);
      draw_key (at, plan);
    }
  if (!at->sheet->whole && at->bottom - at->y > 30)
    {
      part (at);
      draw_part (at, plan);
    }
}

static void
draw_abreast (Column          *at,
              const GbMapPlan *plan,
              const GbChartArea *area)
{
  at->width = (area->width - 2 * COLUMN_GAP * 2) / 3;
  draw_legend (at);
  at->x += at->width + 2 * COLUMN_GAP;
  at->y = area->y;
  draw_chosen (at);
  at->y += at->y > area->y ? 8 : 0;
  draw_greatest (at, N_GREATEST);
  at->x += at->width + 2 * COLUMN_GAP;
  at->y = area->y;
  draw_key (at, plan);
  at->y += at->y > area->y ? 8 : 0;
  if (!at->sheet->whole)
    draw_part (at, plan);
}

/**
 * gb_map_panel_draw:
 * @area: where; higher than wide beside a map, wider than high below it
 */
void
gb_map_panel_draw (const GbMapSheet  *sheet,
                   const GbMapPlan   *plan,
                   GbMapPen          *pen,
                   const GbChartArea *area)
{
  Column at = { sheet, pen, area->x, area->y, area->width, area->y + area->height };

  if (area->height > area->width)
    draw_stacked (&at, plan);
  else
    draw_abreast (&at, plan, area);
}
