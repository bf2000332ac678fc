/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-callout.h"

#include <math.h>
#include <string.h>

#include "gb-geo-coverage.h"

#define PADDING_X 11.0f
#define PADDING_Y 8.0f
#define CORNER 7.0f
#define MOST_WIDTH 280
#define MARGIN 8.0f
#define LINE 2.0f
#define DOT 9.0f

/* Room to names; how bad it is to cross one, as so many hidden pixels; how finely a line is looked at. */
#define GAP 3.0f
#define CROSSED 20.0f
#define N_STEPS 24

/* Places that are tried, from near to far in all directions. */
#define NEAREST 14.0
#define FARTHER 18.0
#define MOST_RADIUS 60.0
#define N_ANGLES 24

struct _GbCommuneCallout
{
  GtkWidget *layer; /* (unowned): with its font and size */
  gboolean strong;  /* in the colour of the focus, else on a card */
  guint area;
  GbGeoPoint point;
  PangoLayout *layout;   /* (owned) (nullable) */
  graphene_size_t size;
  graphene_point_t anchor; /* the middle of the area */
  graphene_point_t offset; /* from there to the box's corner */
  gboolean placed;
};

/**
 * gb_commune_callout_new:
 * @layer: whose font and size it has
 * @strong: whether it has the colour of the focus
 */
GbCommuneCallout *
gb_commune_callout_new (GtkWidget *layer,
                        gboolean   strong)
{
  GbCommuneCallout *self = g_new0 (GbCommuneCallout, 1);

  self->layer = layer;
  self->strong = strong;
  self->area = GB_GEO_NO_AREA;
  return self;
}

void
gb_commune_callout_free (GbCommuneCallout *self)
{
  g_clear_object (&self->layout);
  g_free (self);
}

/* One bold line; what more there is, smaller under it. */
static PangoLayout *
make_layout (GbCommuneCallout     *self,
             const GbCommuneTexts *texts)
{
  gboolean more = !self->strong && texts->detail != NULL;
  g_autofree char *text = more ? g_strdup_printf ("%s\n%s", texts->callout, texts->detail) : g_strdup (texts->callout);
  PangoLayout *layout = gtk_widget_create_pango_layout (self->layer, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *scale = pango_attr_scale_new (0.88);

  weight->end_index = (guint) strlen (texts->callout);
  scale->start_index = weight->end_index;
  pango_attr_list_insert (attributes, weight);
  pango_attr_list_insert (attributes, scale);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -4);
  pango_layout_set_width (layout, MOST_WIDTH * PANGO_SCALE);
  return layout;
}

/* Anew each time it is placed: the size of text may be another by then. */
static void
measure (GbCommuneCallout *self)
{
  int width, height;

  pango_layout_get_pixel_size (self->layout, &width, &height);
  graphene_size_init (&self->size, (float) width + 2 * PADDING_X, (float) height + 2 * PADDING_Y);
}

/**
 * gb_commune_callout_set_area:
 * @area: of which area it speaks, or %GB_GEO_NO_AREA
 * @texts: (nullable): what it says
 */
void
gb_commune_callout_set_area (GbCommuneCallout     *self,
                             guint                 area,
                             const GbCommuneTexts *texts)
{
  g_clear_object (&self->layout);
  self->placed = self->placed && self->area == area;
  self->area = area;
  if (area == GB_GEO_NO_AREA)
    return;
  self->point = texts->point;
  self->layout = make_layout (self, texts);
  measure (self);
}

guint
gb_commune_callout_get_area (GbCommuneCallout *self)
{
  return self->area;
}

/**
 * gb_commune_callout_get_point:
 *
 * Returns: what its line leads to
 */
GbGeoPoint
gb_commune_callout_get_point (GbCommuneCallout *self)
{
  return self->point;
}

/* --- where it stands ------------------------------------------------------------------------------ */

static graphene_rect_t
box_at (const GbCommuneCallout *self,
        graphene_point_t        offset)
{
  return GRAPHENE_RECT_INIT (roundf (self->anchor.x + offset.x), roundf (self->anchor.y + offset.y), self->size.width,
                             self->size.height);
}

/* Whether the line to the box crosses a name. */
static gboolean
crosses (const GbCommuneCallout *self,
         const graphene_rect_t  *box,
         const graphene_rect_t  *name)
{
  float x = CLAMP (self->anchor.x, box->origin.x, box->origin.x + box->size.width) - self->anchor.x;
  float y = CLAMP (self->anchor.y, box->origin.y, box->origin.y + box->size.height) - self->anchor.y;

  for (guint i = 1; i <= N_STEPS; i++)
    {
      float part = (float) i / N_STEPS;

      if (graphene_rect_contains_point (name, &GRAPHENE_POINT_INIT (self->anchor.x + x * part, self->anchor.y + y * part)))
        return TRUE;
    }
  return FALSE;
}

/* How much of what must not be hidden it hides, in pixels; also what lies beyond the layer. */
static float
count_hidden (const GbCommuneCallout *self,
              const GArray           *taken,
              graphene_point_t        offset)
{
  graphene_rect_t box = box_at (self, offset);
  graphene_rect_t view = GRAPHENE_RECT_INIT (MARGIN, MARGIN, (float) gtk_widget_get_width (self->layer) - 2 * MARGIN,
                                             (float) gtk_widget_get_height (self->layer) - 2 * MARGIN);
  graphene_rect_t common;
  float hidden = box.size.width * box.size.height;

  if (graphene_rect_intersection (&box, &view, &common))
    hidden -= common.size.width * common.size.height;
  /* What is cut off cannot be read at all. */
  hidden *= 4;
  for (guint i = 0; i < taken->len; i++)
    {
      graphene_rect_t name = g_array_index (taken, graphene_rect_t, i);

      graphene_rect_inset (&name, -GAP, -GAP);
      if (graphene_rect_intersection (&box, &name, &common))
        hidden += common.size.width * common.size.height;
      else if (self->strong && crosses (self, &box, &name))
        hidden += CROSSED;
    }
  return hidden < 1 ? 0 : hidden;
}

/* The corner of the box that stands in a direction, so far away that its nearest edge is at a distance. */
static graphene_point_t
offset_towards (const GbCommuneCallout *self,
                double                  angle,
                double                  distance)
{
  float x = (float) cos (angle), y = (float) sin (angle);
  graphene_point_t centre = GRAPHENE_POINT_INIT (x * ((float) distance + self->size.width / 2),
                                                 y * ((float) distance + self->size.height / 2));

  return GRAPHENE_POINT_INIT (centre.x - self->size.width / 2, centre.y - self->size.height / 2);
}

/**
 * gb_commune_callout_place:
 * @anchor: where the middle of the area is
 * @radius: how far its borders are from there, so that the box stands beside it where it is small
 * @taken: (element-type graphene_rect_t): what must not be hidden
 *
 * Where it is and still may be, it stays.
 *
 * Returns: whether it hides nothing, and its line crosses nothing
 */
gboolean
gb_commune_callout_place (GbCommuneCallout       *self,
                          const graphene_point_t *anchor,
                          double                  radius,
                          const GArray           *taken)
{
  double farthest = MAX (gtk_widget_get_width (self->layer), gtk_widget_get_height (self->layer));
  float least = G_MAXFLOAT;
  graphene_point_t best = GRAPHENE_POINT_INIT (0, 0);

  self->anchor = *anchor;
  measure (self);
  if (self->placed && count_hidden (self, taken, self->offset) == 0)
    return TRUE;
  for (double distance = NEAREST; distance < farthest && least > 0; distance += FARTHER)
    for (guint k = 0; k < N_ANGLES && least > 0; k++)
      {
        /* To the right first, then up and down from there. */
        double angle = (k % 2 ? 1 : -1) * (double) ((k + 1) / 2) * 2 * G_PI / N_ANGLES;
        graphene_point_t offset = offset_towards (self, angle, MIN (radius, MOST_RADIUS) + distance);
        float hidden = count_hidden (self, taken, offset);

        if (hidden >= least)
          continue;
        least = hidden;
        best = offset;
      }
  self->offset = best;
  self->placed = TRUE;
  return least == 0;
}

/**
 * gb_commune_callout_get_box:
 * @box: (out caller-allocates): where it stands
 *
 * Returns: whether it stands anywhere
 */
gboolean
gb_commune_callout_get_box (GbCommuneCallout *self,
                            graphene_rect_t  *box)
{
  if (self->layout == NULL || !self->placed)
    return FALSE;
  *box = box_at (self, self->offset);
  return TRUE;
}

/* --- drawing -------------------------------------------------------------------------------------- */

static GdkRGBA
rgba (const GbChartColor *color)
{
  return (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, (float) color->alpha };
}

/* A ring at the place, and a line from there to the nearest point of the box. */
static void
snapshot_line (GbCommuneCallout      *self,
               GtkSnapshot           *snapshot,
               const graphene_rect_t *box,
               const GdkRGBA         *color,
               const GdkRGBA         *hollow)
{
  float x = CLAMP (self->anchor.x, box->origin.x, box->origin.x + box->size.width) - self->anchor.x;
  float y = CLAMP (self->anchor.y, box->origin.y, box->origin.y + box->size.height) - self->anchor.y;
  graphene_rect_t dot = GRAPHENE_RECT_INIT (-DOT / 2, -DOT / 2, DOT, DOT);
  GskRoundedRect round;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &self->anchor);
  gsk_rounded_rect_init_from_rect (&round, &dot, DOT / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, hollow, &dot);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &round, (float[4]) { LINE, LINE, LINE, LINE },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
  gtk_snapshot_rotate (snapshot, (float) (atan2 (y, x) * 180 / G_PI));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (DOT / 2, -LINE / 2, hypotf (x, y) - DOT / 2, LINE));
  gtk_snapshot_restore (snapshot);
}

/**
 * gb_commune_callout_snapshot:
 * @style: the map's colours
 */
void
gb_commune_callout_snapshot (GbCommuneCallout *self,
                             GtkSnapshot      *snapshot,
                             const GbMapStyle *style)
{
  GdkRGBA line = rgba (&style->focus), hollow = rgba (&style->unknown), ink;
  GdkRGBA ground = self->strong ? line : hollow;
  graphene_rect_t box;
  GskRoundedRect round;

  if (!gb_commune_callout_get_box (self, &box))
    return;
  gdk_rgba_parse (&ink, 0.2126f * ground.red + 0.7152f * ground.green + 0.0722f * ground.blue < 0.5f ? "white" : "black");
  ground.alpha = 1;
  if (self->strong)
    snapshot_line (self, snapshot, &box, &line, &hollow);
  gsk_rounded_rect_init_from_rect (&round, &box, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &ground, &box);
  gtk_snapshot_pop (snapshot);
  if (!self->strong)
    gtk_snapshot_append_border (snapshot, &round, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f },
                                (GdkRGBA[4]) { line, line, line, line });
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (box.origin.x + PADDING_X, box.origin.y + PADDING_Y));
  gtk_snapshot_append_layout (snapshot, self->layout, &ink);
  gtk_snapshot_restore (snapshot);
}
