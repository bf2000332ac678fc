/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map within its frame. */
#include "gb-map-sheet-private.h"

#include <math.h>

#include "gb-map-scale.h"

/* Pixels of the painter on a point: its lines become 0.35 and 0.7 points wide, as maps on paper have them. */
#define FINENESS 2.0

#define LABEL_SIZE  7.0
#define NUMBER_SIZE 6.0

/* Left free round all of it, in points. */
#define MARGIN 14.0

#define NUMBER_GAP 1.0

/* The scale bar and the arrow, in points. */
#define FURNITURE_WIDTH  190.0
#define FURNITURE_HEIGHT 46.0

static void
number_clear (gpointer data)
{
  g_free (((GbMapLabel *) data)->text);
}

static gboolean
overlaps (const GbChartArea *a,
          const GbChartArea *b)
{
  return a->x < b->x + b->width + NUMBER_GAP && b->x < a->x + a->width + NUMBER_GAP &&
         a->y < b->y + b->height + NUMBER_GAP && b->y < a->y + a->height + NUMBER_GAP;
}

static gboolean
is_free (const GbMapPlan   *self,
         const GbChartArea *box)
{
  const GArray *lists[] = { self->labels, self->numbers };

  if (box->x < 0 || box->y < 0 || box->x + box->width > self->frame.width * FINENESS ||
      box->y + box->height > self->frame.height * FINENESS)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < lists[i]->len; j++)
        {
          if (overlaps (&g_array_index (lists[i], GbMapLabel, j).box, box))
            return FALSE;
        }
    }
  return TRUE;
}

/* An area without room for its name gets its number in the table, if that meets nothing. */
static void
add_number (GbMapPlan        *self,
            const GbMapSheet *sheet,
            GbMapPen         *pen,
            guint             area)
{
  guint number = sheet->numbers[sheet->view->of_area[area]];
  GbMapFont font = { NUMBER_SIZE * FINENESS, TRUE, 1, PANGO_ALIGN_LEFT, 0 };
  GbMapLabel label = { area };
  double x, y;

  label.text = g_strdup_printf ("%u", number);
  label.box.width = gb_map_pen_measure (pen, &font, label.text, &label.box.height);
  gb_geo_projection_project (&self->projection, gb_geo_coverage_get_area (sheet->view->coverage, area)->label, &x, &y);
  label.box.x = x - label.box.width / 2;
  label.box.y = y - label.box.height / 2;
  if (is_free (self, &label.box))
    g_array_append_val (self->numbers, label);
  else
    g_free (label.text);
}

static void
place_numbers (GbMapPlan        *self,
               const GbMapSheet *sheet,
               GbMapPen         *pen)
{
  guint n = gb_geo_coverage_get_n_areas (sheet->view->coverage);
  g_autofree gboolean *named = g_new0 (gboolean, MAX (n, 1));

  for (guint i = 0; i < self->labels->len; i++)
    named[g_array_index (self->labels, GbMapLabel, i).area] = TRUE;
  if (sheet->chosen != GB_GEO_NO_AREA && !named[sheet->chosen])
    {
      add_number (self, sheet, pen, sheet->chosen);
      named[sheet->chosen] = TRUE;
    }
  for (guint i = 0; i < n; i++)
    {
      if (!named[i] && sheet->view->of_area[i] < sheet->view->communes->len)
        add_number (self, sheet, pen, i);
    }
}

static guint
count_seen (const GbMapPlan  *self,
            const GbMapSheet *sheet)
{
  guint n = 0;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (sheet->view->coverage); i++)
    {
      double x, y;

      gb_geo_projection_project (&self->projection, gb_geo_coverage_get_area (sheet->view->coverage, i)->label, &x, &y);
      n += x >= 0 && y >= 0 && x <= self->frame.width * FINENESS && y <= self->frame.height * FINENESS;
    }
  return n;
}

/**
 * gb_map_plan_init:
 * @self: (out caller-allocates): what stands where
 * @frame: in points
 */
void
gb_map_plan_init (GbMapPlan         *self,
                  const GbMapSheet  *sheet,
                  GbMapPen          *pen,
                  const GbChartArea *frame)
{
  double width = frame->width * FINENESS, height = frame->height * FINENESS;

  *self = (GbMapPlan) { .frame = *frame };
  self->projection = gb_geo_projection_fit (&sheet->bounds, width, height, sheet->whole ? MARGIN * FINENESS : 0);
  gb_map_pen_set_size (pen, LABEL_SIZE * FINENESS, FALSE);
  pango_layout_set_width (pen->layout, -1);
  pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_NONE);
  self->labels = gb_map_place_labels (pen->layout, sheet->view->coverage, sheet->names, GB_GEO_NO_AREA,
                                      &self->projection, width, height);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (GbMapLabel));
  g_array_set_clear_func (self->numbers, number_clear);
  place_numbers (self, sheet, pen);
  self->n_seen = count_seen (self, sheet);
}

void
gb_map_plan_clear (GbMapPlan *self)
{
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
}

/* On patterns a number stands out by the colour that lies under them. */
static void
draw_halo (GbMapPen           *pen,
           const GbMapLabel   *label,
           const GbMapFont    *font,
           const GbChartColor *ground)
{
  gb_map_pen_measure (pen, font, label->text, NULL);
  cairo_move_to (pen->cr, label->box.x, label->box.y);
  pango_cairo_layout_path (pen->cr, pen->layout);
  cairo_set_source_rgb (pen->cr, ground->red, ground->green, ground->blue);
  cairo_set_line_width (pen->cr, 4);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (pen->cr);
}

static void
draw_numbers (const GbMapPlan  *self,
              const GbMapSheet *sheet,
              GbMapPen         *pen)
{
  for (guint i = 0; i < self->numbers->len; i++)
    {
      const GbMapLabel *label = &g_array_index (self->numbers, GbMapLabel, i);
      guint class_index = sheet->classes[label->area];
      /* White where the painter's names are, too. */
      gboolean dark = class_index < GB_MAP_MAX_CLASSES && sheet->style.classes[class_index].green < 0.4;
      GbMapFont font = { NUMBER_SIZE * FINENESS, TRUE, dark ? 0 : 0.85, PANGO_ALIGN_LEFT, 0 };

      if (sheet->style.outlined || class_index == GB_MAP_NO_CLASS)
        draw_halo (pen, label, &font, class_index < GB_MAP_MAX_CLASSES ? &sheet->style.classes[class_index]
                                                                       : &sheet->style.unknown);
      gb_map_pen_text (pen, &font, label->box.x, label->box.y, 0, label->text);
    }
}

/* How much of a box areas cover, as far as a grid of points tells. */
static guint
count_covered (const GbMapPlan   *self,
               const GbMapSheet  *sheet,
               const GbChartArea *box)
{
  guint n = 0;

  for (guint i = 0; i < 35; i++)
    {
      double x = (box->x + box->width * (i % 7) / 6) * FINENESS, y = (box->y + box->height * (i / 7) / 4) * FINENESS;

      n += gb_geo_coverage_find (sheet->view->coverage, gb_geo_projection_unproject (&self->projection, x, y)) !=
           GB_GEO_NO_AREA;
    }
  return n;
}

/* The emptiest corner, below left where all are alike. */
static GbChartArea
find_corner (const GbMapPlan  *self,
             const GbMapSheet *sheet)
{
  double width = MIN (FURNITURE_WIDTH, self->frame.width / 2), height = FURNITURE_HEIGHT;
  double right = self->frame.width - width, bottom = self->frame.height - height;
  const GbChartArea corners[] = {
    { 0, bottom, width, height }, { right, bottom, width, height }, { 0, 0, width, height }, { right, 0, width, height },
  };
  guint best = 0, fewest = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      guint covered = count_covered (self, sheet, &corners[i]);

      if (covered < fewest)
        {
          best = i;
          fewest = covered;
        }
    }
  return corners[best];
}

/* North arrow and scale bar, beside each other. */
static void
draw_furniture (const GbMapPlan  *self,
                const GbMapSheet *sheet,
                GbMapPen         *pen)
{
  GbChartArea corner = find_corner (self, sheet);
  double resolution = gb_map_scale_resolution (&self->projection, self->frame.width * FINENESS,
                                               self->frame.height * FINENESS) * FINENESS;

  gb_map_scale_draw_north (pen, corner.x + 20, corner.y + 11, 17);
  gb_map_scale_draw (pen, resolution, corner.x + 42, corner.y + corner.height - 15, corner.width - 80);
}

/**
 * gb_map_plan_draw:
 *
 * Draws the map, its scale and the frame round it.
 */
void
gb_map_plan_draw (const GbMapPlan  *self,
                  const GbMapSheet *sheet,
                  GbMapPen         *pen)
{
  cairo_t *cr = pen->cr;
  double width = self->frame.width * FINENESS, height = self->frame.height * FINENESS;

  cairo_save (cr);
  cairo_translate (cr, self->frame.x, self->frame.y);
  cairo_rectangle (cr, 0, 0, self->frame.width, self->frame.height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, sheet->style.ground.red, sheet->style.ground.green, sheet->style.ground.blue);
  cairo_paint (cr);
  cairo_save (cr);
  cairo_scale (cr, 1 / FINENESS, 1 / FINENESS);
  gb_map_draw_areas (cr, &sheet->style, sheet->view->coverage, sheet->classes, &self->projection, width, height);
  if (sheet->chosen != GB_GEO_NO_AREA)
    gb_map_draw_focus (cr, &sheet->style, sheet->view->coverage, sheet->chosen, &self->projection);
  gb_map_pen_set_size (pen, LABEL_SIZE * FINENESS, FALSE);
  pango_layout_set_width (pen->layout, -1);
  pango_layout_set_ellipsize (pen->layout, PANGO_ELLIPSIZE_NONE);
  gb_map_draw_labels (cr, pen->layout, &sheet->style, sheet->classes, self->labels);
  draw_numbers (self, sheet, pen);
  cairo_restore (cr);
  draw_furniture (self, sheet, pen);
  cairo_restore (cr);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_set_line_width (cr, 0.8);
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  cairo_stroke (cr);
}
