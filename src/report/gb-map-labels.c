/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the painter that is names. */
#include "gb-map-painter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Room that a name leaves to others, and to the border of its area, in pixels. */
#define LABEL_GAP 5.0
#define LABEL_INSET 2.0

/* How far from an island its name stands. */
#define LABEL_BESIDE 4.0

static gboolean
is_visible (const GbGeoBounds *a,
            const GbGeoBounds *b)
{
  return a->west <= b->east && a->east >= b->west && a->south <= b->north && a->north >= b->south;
}

/* --- where they stand ----------------------------------------------------------------------------- */

typedef struct
{
  PangoLayout *layout;
  const GbGeoCoverage *coverage;
  const GbMapName *names;
  const GbGeoProjection *projection;
  GbChartArea picture;
  GArray *labels; /* (element-type GbMapLabel) */
} Placing;

static void
label_clear (gpointer data)
{
  g_free (((GbMapLabel *) data)->text);
}

static gboolean
overlaps (const GbChartArea *a,
          const GbChartArea *b)
{
  return a->x < b->x + b->width + LABEL_GAP && b->x < a->x + a->width + LABEL_GAP &&
         a->y < b->y + b->height + LABEL_GAP && b->y < a->y + a->height + LABEL_GAP;
}

static gboolean
is_free (const Placing     *self,
         const GbChartArea *box)
{
  if (box->x < self->picture.x || box->y < self->picture.y ||
      box->x + box->width > self->picture.width || box->y + box->height > self->picture.height)
    return FALSE;
  for (guint i = 0; i < self->labels->len; i++)
    {
      if (overlaps (&g_array_index (self->labels, GbMapLabel, i).box, box))
        return FALSE;
    }
  return TRUE;
}

/* Whether a box lies whole inside an area, as far as points closer than borders usually wind tell: the corners first,
 * which fail most. */
static gboolean
fits_in (const Placing     *self,
         guint              area,
         const GbChartArea *box)
{
  static const double columns[] = { 0, 1, -1, 2, 0.5, 0.25, 0.75 }, rows[] = { 0, 1, 0.5, 0.25, 0.75 };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
      {
        double x = columns[i] < 0   ? box->x - LABEL_INSET
                   : columns[i] > 1 ? box->x + box->width + LABEL_INSET
                                    : box->x + columns[i] * box->width;

        if (!gb_geo_coverage_contains (self->coverage, area,
                                       gb_geo_projection_unproject (self->projection, x, box->y + rows[k] * box->height)))
          return FALSE;
      }
  return TRUE;
}

/* The name in two lines, parted where the halves are most alike. */
static char *
break_name (const char *name)
{
  const char *best = NULL;
  glong length = g_utf8_strlen (name, -1);
  char *broken;

  for (const char *space = strchr (name, ' '); space != NULL; space = strchr (space + 1, ' '))
    {
      if (best == NULL || labs (2 * g_utf8_pointer_to_offset (name, space) - length) <
                              labs (2 * g_utf8_pointer_to_offset (name, best) - length))
        best = space;
    }
  broken = g_strdup (name);
  if (best != NULL)
    broken[best - name] = '\n';
  return broken;
}

/* The name is bold, the value smaller. */
static void
set_text (PangoLayout *layout,
          const char  *text,
          gsize        name_length)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD);
  PangoAttribute *scale = pango_attr_scale_new (0.9);

  weight->end_index = (guint) name_length;
  scale->start_index = (guint) name_length;
  pango_attr_list_insert (attributes, weight);
  pango_attr_list_insert (attributes, scale);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
}

static gboolean
try_label (Placing    *self,
           guint       area,
           const char *text)
{
  const GbGeoArea *of = gb_geo_coverage_get_area (self->coverage, area);
  /* From its place a name moves by parts of its size until it fits. */
  static const double shifts[][2] = { { 0, 0 },     { 0, -0.3 }, { 0, 0.3 },  { -0.2, 0 }, { 0.2, 0 },
                                      { 0, -0.6 }, { 0, 0.6 },  { -0.4, 0 }, { 0.4, 0 } };
  GbMapLabel label = { area };
  int width, height;
  double x, y;

  label.name_length = strlen (self->names[area].name);
  set_text (self->layout, text, label.name_length);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gb_geo_projection_project (self->projection, of->label, &x, &y);
  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      label.box = (GbChartArea) { round (x + (shifts[i][0] - 0.5) * width), round (y + (shifts[i][1] - 0.5) * height),
                                  width, height };
      if (!is_free (self, &label.box) || !fits_in (self, area, &label.box))
        continue;
      label.text = g_strdup (text);
      g_array_append_val (self->labels, label);
      return TRUE;
    }
  return FALSE;
}

/* Whether nothing but ground is under a box. */
static gboolean
is_on_ground (const Placing     *self,
              const GbChartArea *box)
{
  for (guint i = 0; i < 9; i++)
    {
      double x = box->x + box->width * (i % 3) / 2, y = box->y + box->height * (i / 3) / 2;

      if (gb_geo_coverage_find (self->coverage, gb_geo_projection_unproject (self->projection, x, y)) != GB_GEO_NO_AREA)
        return FALSE;
    }
  return TRUE;
}

/* The name of an island has room in the water round it. */
static gboolean
try_beside (Placing    *self,
            guint       area,
            const char *text)
{
  static const double sides[][2] = { { 0, 1 }, { -1, 0 }, { 0, -1 }, { 1, 0 } };
  const GbGeoBounds *bounds = &gb_geo_coverage_get_area (self->coverage, area)->bounds;
  GbMapLabel label = { area };
  double left, top, right, bottom;
  int width, height;

  label.name_length = strlen (self->names[area].name);
  set_text (self->layout, text, label.name_length);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gb_geo_projection_project (self->projection, (GbGeoPoint) { bounds->west, bounds->north }, &left, &top);
  gb_geo_projection_project (self->projection, (GbGeoPoint) { bounds->east, bounds->south }, &right, &bottom);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      double x = (left + right) / 2 + sides[i][0] * ((right - left + width) / 2 + LABEL_BESIDE);
      double y = (top + bottom) / 2 + sides[i][1] * ((bottom - top + height) / 2 + LABEL_BESIDE);

      label.box = (GbChartArea) { round (x - width / 2.0), round (y - height / 2.0), width, height };
      if (!is_free (self, &label.box) || !is_on_ground (self, &label.box))
        continue;
      label.text = g_strdup (text);
      label.outside = TRUE;
      g_array_append_val (self->labels, label);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_island (const GbGeoCoverage *coverage,
           guint                area)
{
  g_autoptr (GArray) neighbours = gb_geo_coverage_find_neighbours (coverage, area);

  return neighbours->len == 0;
}

static void
place_label (Placing *self,
             guint    area)
{
  const GbMapName *name = &self->names[area];
  g_autofree char *broken = break_name (name->name);
  g_autofree char *both = name->value != NULL ? g_strdup_printf ("%s\n%s", name->name, name->value) : NULL;
  g_autofree char *all = name->value != NULL ? g_strdup_printf ("%s\n%s", broken, name->value) : NULL;
  const char *texts[] = { both, all, name->name, broken };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL && try_label (self, area, texts[i]))
        return;
    }
  if (is_island (self->coverage, area) && (both == NULL || !try_beside (self, area, both)))
    try_beside (self, area, name->name);
}

static int
compare_room (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const GbGeoCoverage *coverage = user_data;
  double x = gb_geo_coverage_get_area (coverage, *(const guint *) a)->label_radius;
  double y = gb_geo_coverage_get_area (coverage, *(const guint *) b)->label_radius;

  return (x < y) - (x > y);
}

/**
 * gb_map_place_labels:
 * @layout: with the font
 * @names: what stands in each area
 * @nameless: the area whose name stands elsewhere, or %GB_GEO_NO_AREA
 * @width: of the picture, in pixels
 * @height: of the picture, in pixels
 *
 * Names where they have room in their area and meet no other; more of them the nearer one looks.
 *
 * Returns: (transfer full) (element-type GbMapLabel): the names that are there
 */
GArray *
gb_map_place_labels (PangoLayout           *layout,
                     const GbGeoCoverage   *coverage,
                     const GbMapName       *names,
                     guint                  nameless,
                     const GbGeoProjection *projection,
                     double                 width,
                     double                 height)
{
  Placing self = { layout, coverage, names, projection, { 0, 0, width, height }, NULL };
  GbGeoBounds visible = gb_geo_projection_visible (projection, width, height);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  self.labels = g_array_new (FALSE, FALSE, sizeof (GbMapLabel));
  g_array_set_clear_func (self.labels, label_clear);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      if (i != nameless && is_visible (&gb_geo_coverage_get_area (coverage, i)->bounds, &visible))
        g_array_append_val (order, i);
    }
  g_array_sort_with_data (order, compare_room, (gpointer) coverage);
  for (guint i = 0; i < order->len; i++)
    place_label (&self, g_array_index (order, guint, i));
  return self.labels;
}

/* --- how they look --------------------------------------------------------------------------------- */

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* What can be read on a colour, by the contrast of WCAG 2: white from 4.5:1 on, else black, which then has more than that.
 * On light colours black need not be as hard as it can be. */
static void
set_ink (cairo_t            *cr,
         const GbChartColor *ground)
{
  double luminance = 0.2126 * linear (ground->red) + 0.7152 * linear (ground->green) + 0.0722 * linear (ground->blue);
  double white = 1.05 / (luminance + 0.05);

  if (white >= 4.5)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    cairo_set_source_rgba (cr, 0, 0, 0, luminance < 0.35 ? 1 : 0.85);
}

/**
 * gb_map_draw_labels:
 * @layout: with the font that they were placed with
 * @classes: the class of each area, or %GB_MAP_NO_CLASS
 * @labels: (element-type GbMapLabel): the names
 */
void
gb_map_draw_labels (cairo_t          *cr,
                    PangoLayout      *layout,
                    const GbMapStyle *style,
                    const guint      *classes,
                    const GArray     *labels)
{
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  for (guint i = 0; i < labels->len; i++)
    {
      const GbMapLabel *label = &g_array_index (labels, GbMapLabel, i);
      guint class_index = classes[label->area];
      const GbChartColor *ground = label->outside ? &style->ground
                                   : class_index < GB_MAP_MAX_CLASSES ? &style->classes[class_index] : &style->unknown;

      set_text (layout, label->text, label->name_length);
      /* What shines through may be of any colour. */
      if (ground->alpha < 1 || (!label->outside && (style->outlined || class_index == GB_MAP_NO_CLASS)))
        {
          cairo_move_to (cr, label->box.x, label->box.y);
          pango_cairo_layout_path (cr, layout);
          cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, MAX (ground->alpha, 0.85));
          cairo_set_line_width (cr, 4);
          cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
          cairo_stroke (cr);
        }
      cairo_move_to (cr, label->box.x, label->box.y);
      set_ink (cr, ground);
      pango_cairo_show_layout (cr, layout);
    }
}
