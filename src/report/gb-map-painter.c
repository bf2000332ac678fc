/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-painter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Steps that are told apart with every kind of colour blindness and in grey: lightness falls evenly from yellow over
 * orange to dark red on light ground, and rises from dark to light on dark ground. */
static const GbChartColor light_ramp[GB_MAP_MAX_CLASSES] = {
  { 0.969, 0.965, 0.961, 1 }, { 0.992, 0.910, 0.796, 1 }, { 0.976, 0.773, 0.557, 1 },
  { 0.929, 0.584, 0.345, 1 }, { 0.788, 0.318, 0.180, 1 }, { 0.545, 0.114, 0.094, 1 },
};

static const GbChartColor dark_ramp[GB_MAP_MAX_CLASSES] = {
  { 0.243, 0.231, 0.227, 1 }, { 0.361, 0.259, 0.204, 1 }, { 0.541, 0.337, 0.200, 1 },
  { 0.769, 0.455, 0.235, 1 }, { 0.957, 0.647, 0.404, 1 }, { 1.000, 0.855, 0.671, 1 },
};

#define HATCH_STEP 6.0

/* Room that a name leaves round itself, in pixels. */
#define LABEL_GAP 3.0

/* --- colours -------------------------------------------------------------------------------------- */

/**
 * gb_map_style_init:
 * @self: (out caller-allocates): the colours
 * @n_classes: how many classes there are to be told apart
 * @dark: whether the ground is dark
 * @outlined: whether colour must not be alone
 */
void
gb_map_style_init (GbMapStyle *self,
                   guint       n_classes,
                   gboolean    dark,
                   gboolean    outlined)
{
  const GbChartColor *ramp = dark ? dark_ramp : light_ramp;
  double ink = dark ? 1 : 0;

  *self = (GbMapStyle) {
    .ground = dark ? (GbChartColor) { 0.165, 0.169, 0.176, 1 } : (GbChartColor) { 0.898, 0.906, 0.918, 1 },
    .unknown = dark ? (GbChartColor) { 0.212, 0.212, 0.212, 1 } : (GbChartColor) { 1, 1, 1, 1 },
    .border = { ink, ink, ink, outlined ? 0.9 : dark ? 0.45 : 0.32 },
    .outline = { ink, ink, ink, outlined ? 1 : 0.5 },
    .focus = dark ? (GbChartColor) { 0.47, 0.68, 0.93, 1 } : (GbChartColor) { 0.10, 0.37, 0.71, 1 },
    .outlined = outlined,
  };
  for (guint i = 0; i < n_classes; i++)
    self->classes[i] = ramp[n_classes > 1 && n_classes < GB_MAP_MAX_CLASSES ? i * (GB_MAP_MAX_CLASSES - 2) / (n_classes - 1) : i];
}

static void
set_color (cairo_t            *cr,
           const GbChartColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/* --- areas ---------------------------------------------------------------------------------------- */

static void
add_arc (cairo_t               *cr,
         const GbGeoProjection *projection,
         const GbGeoPoint      *points,
         guint                  n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      double x, y;

      gb_geo_projection_project (projection, points[i], &x, &y);
      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
}

static void
add_area (cairo_t               *cr,
          const GbGeoCoverage   *coverage,
          guint                  area,
          guint                  level,
          const GbGeoProjection *projection,
          GArray                *points)
{
  for (guint i = 0; i < gb_geo_coverage_get_n_loops (coverage, area); i++)
    {
      g_array_set_size (points, 0);
      gb_geo_coverage_append_loop (coverage, area, i, level, points);
      add_arc (cr, projection, (const GbGeoPoint *) points->data, points->len);
      cairo_close_path (cr);
    }
}

/* Lines through the clip, the denser the more there is; @slope 1 falls, -1 rises. */
static void
hatch (cairo_t            *cr,
       const GbChartColor *color,
       double              step,
       double              slope)
{
  double left, top, right, bottom;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  /* From the origin, so that the lines of neighbours meet. */
  for (double x = floor ((left - (bottom - top)) / step) * step - step; x < right + (bottom - top) + step; x += step)
    {
      double at = x + (slope > 0 ? fmod (top, step) : -fmod (top, step));

      cairo_move_to (cr, at, top);
      cairo_line_to (cr, at + slope * (bottom - top), bottom);
    }
  set_color (cr, color);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
}

static void
fill (cairo_t          *cr,
      const GbMapStyle *style,
      guint             class_index)
{
  gboolean known = class_index < GB_MAP_MAX_CLASSES;

  set_color (cr, known ? &style->classes[class_index] : &style->unknown);
  if (known && (!style->outlined || class_index == 0))
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  if (known)
    hatch (cr, &style->border, 4 * HATCH_STEP / (class_index + 1), 1);
  else
    hatch (cr, &style->border, 2 * HATCH_STEP, -1);
  cairo_restore (cr);
}

static gboolean
is_visible (const GbGeoBounds *a,
            const GbGeoBounds *b)
{
  return a->west <= b->east && a->east >= b->west && a->south <= b->north && a->north >= b->south;
}

static void
draw_borders (cairo_t               *cr,
              const GbMapStyle      *style,
              const GbGeoCoverage   *coverage,
              const GbGeoProjection *projection,
              gboolean               outer)
{
  guint level = gb_geo_projection_get_level (projection);

  for (guint i = 0; i < gb_geo_coverage_get_n_arcs (coverage); i++)
    {
      guint n, left, right;
      const GbGeoPoint *points = gb_geo_coverage_get_arc (coverage, i, level, &n, &left, &right);

      if ((left == GB_GEO_NO_AREA || right == GB_GEO_NO_AREA) == outer)
        add_arc (cr, projection, points, n);
    }
  set_color (cr, outer ? &style->outline : &style->border);
  cairo_set_line_width (cr, outer ? 1.4 : 0.7);
  cairo_stroke (cr);
}

/**
 * gb_map_draw_areas:
 * @classes: the class of each area, or %GB_MAP_NO_CLASS
 * @projection: where they lie
 * @width: of the picture, in pixels; what lies outside is left out
 * @height: of the picture, in pixels
 *
 * Draws all areas with their borders; may be called on any thread.
 */
void
gb_map_draw_areas (cairo_t               *cr,
                   const GbMapStyle      *style,
                   const GbGeoCoverage   *coverage,
                   const guint           *classes,
                   const GbGeoProjection *projection,
                   double                 width,
                   double                 height)
{
  GbGeoBounds visible = gb_geo_projection_visible (projection, width, height);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));
  guint level = gb_geo_projection_get_level (projection);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      if (!is_visible (&gb_geo_coverage_get_area (coverage, i)->bounds, &visible))
        continue;
      add_area (cr, coverage, i, level, projection, points);
      fill (cr, style, classes[i]);
    }
  draw_borders (cr, style, coverage, projection, FALSE);
  draw_borders (cr, style, coverage, projection, TRUE);
  cairo_restore (cr);
}

/**
 * gb_map_draw_focus:
 * @area: what is looked at
 *
 * Draws a thick line round one area.
 */
void
gb_map_draw_focus (cairo_t               *cr,
                   const GbMapStyle      *style,
                   const GbGeoCoverage   *coverage,
                   guint                  area,
                   const GbGeoProjection *projection)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbGeoPoint));

  add_area (cr, coverage, area, gb_geo_projection_get_level (projection), projection, points);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_color (cr, &style->unknown);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  set_color (cr, &style->focus);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
}

/**
 * gb_map_draw_swatch:
 * @class_index: a class, or %GB_MAP_NO_CLASS
 *
 * Draws what a legend shows of a class, at the origin.
 */
void
gb_map_draw_swatch (cairo_t          *cr,
                    const GbMapStyle *style,
                    guint             class_index,
                    double            width,
                    double            height)
{
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  fill (cr, style, class_index);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  set_color (cr, &style->border);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* --- names ---------------------------------------------------------------------------------------- */

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

/* Whether a box lies whole inside an area, as far as its corners and the middles of its edges tell. */
static gboolean
fits_in (const Placing     *self,
         guint              area,
         const GbChartArea *box)
{
  for (guint i = 0; i < 9; i++)
    {
      double x = box->x + box->width * (i % 3) / 2, y = box->y + box->height * (i / 3) / 2;

      if (!gb_geo_coverage_contains (self->coverage, area, gb_geo_projection_unproject (self->projection, x, y)))
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
           const char *text,
           gboolean    force)
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
  for (guint i = 0; i < (force ? 1 : G_N_ELEMENTS (shifts)); i++)
    {
      label.box = (GbChartArea) { round (x + (shifts[i][0] - 0.5) * width), round (y + (shifts[i][1] - 0.5) * height),
                                  width, height };
      if (!is_free (self, &label.box) || (!force && !fits_in (self, area, &label.box)))
        continue;
      label.text = g_strdup (text);
      g_array_append_val (self->labels, label);
      return TRUE;
    }
  return FALSE;
}

static void
place_label (Placing  *self,
             guint     area,
             gboolean  force)
{
  const GbMapName *name = &self->names[area];
  g_autofree char *broken = break_name (name->name);
  g_autofree char *both = name->value != NULL ? g_strdup_printf ("%s\n%s", name->name, name->value) : NULL;
  g_autofree char *all = name->value != NULL ? g_strdup_printf ("%s\n%s", broken, name->value) : NULL;
  const char *texts[] = { both, all, name->name, broken };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL && try_label (self, area, texts[i], force))
        return;
    }
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
 * @first: the area whose name is there in any case, or %GB_GEO_NO_AREA
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
                     guint                  first,
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
      if (i != first && is_visible (&gb_geo_coverage_get_area (coverage, i)->bounds, &visible))
        g_array_append_val (order, i);
    }
  g_array_sort_with_data (order, compare_room, (gpointer) coverage);
  if (first != GB_GEO_NO_AREA)
    place_label (&self, first, TRUE);
  for (guint i = 0; i < order->len; i++)
    place_label (&self, g_array_index (order, guint, i), FALSE);
  return self.labels;
}

/* What can be read on a colour: by the relative luminance of WCAG 2. */
static gboolean
needs_light_text (const GbChartColor *ground)
{
  return 0.2126 * pow (ground->red, 2.2) + 0.7152 * pow (ground->green, 2.2) + 0.0722 * pow (ground->blue, 2.2) < 0.22;
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
      const GbChartColor *ground =
          class_index < GB_MAP_MAX_CLASSES ? &style->classes[class_index] : &style->unknown;
      double ink = needs_light_text (ground) ? 1 : 0;

      set_text (layout, label->text, label->name_length);
      if (style->outlined || class_index == GB_MAP_NO_CLASS)
        {
          cairo_move_to (cr, label->box.x, label->box.y);
          pango_cairo_layout_path (cr, layout);
          set_color (cr, ground);
          cairo_set_line_width (cr, 4);
          cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
          cairo_stroke (cr);
        }
      cairo_move_to (cr, label->box.x, label->box.y);
      cairo_set_source_rgba (cr, ink, ink, ink, ink > 0 ? 1 : 0.85);
      pango_cairo_show_layout (cr, layout);
    }
}
