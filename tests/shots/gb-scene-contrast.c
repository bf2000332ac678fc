/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scene-contrast.h"

#include <math.h>

#include "gb-scene-color.h"
#include "gb-scene-text.h"

/* WCAG 2.1, 1.4.3 and 1.4.11: words 4.5:1, large words 3:1 (from 24 px, bold from 18.66 px), what else has to be seen 3:1 */
#define TEXT       4.5
#define LARGE      3.0
#define GRAPHIC    3.0
#define LARGE_SIZE 24
#define LARGE_BOLD 18.66

/* Drawn so much larger, the middle of a stroke has the colour of the words alone. */
#define SCALE 3

/* What is cut off so far that only a sliver is left cannot be measured, nor read. */
#define SLIVER 4

/* Of a sign's area; round it may be a disc, and round that what the disc lies on. */
#define MIDDLE 0.72f

typedef struct
{
  GbSceneContrast *result;
  const char *scene;
  GtkWidget *widget;
  GbSceneCanvas *canvas;
} Measuring;

static double
needed (double   size,
        gboolean bold)
{
  return size >= LARGE_SIZE || (bold && size >= LARGE_BOLD) ? LARGE : TEXT;
}

static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; widget != NULL && i < 4; i++, widget = gtk_widget_get_parent (widget))
    {
      g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);
      g_autofree char *joined = g_strjoinv (".", classes);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " < " : "", gtk_widget_get_css_name (widget),
                              *joined != '\0' ? "." : "", joined);
    }
  return g_string_free (text, FALSE);
}

static void
fail (Measuring  *self,
      const char *what,
      double      contrast,
      double      least,
      guint32     ground,
      guint32     figure,
      GtkWidget  *widget)
{
  g_autofree char *where = widget != NULL ? describe (widget) : g_strdup ("-");

  self->result->failures++;
  g_print ("%s: “%s” has %.2f:1 and needs %.1f:1 (#%06x on #%06x), %s\n", self->scene, what, contrast, least,
           figure & 0xffffff, ground & 0xffffff, where);
}

/* (nullable): of an area of the widget */
static GbSceneCensus *
census_of (const Measuring       *self,
           const graphene_rect_t *area)
{
  int x = MAX ((int) floor (area->origin.x * SCALE), 0), y = MAX ((int) floor (area->origin.y * SCALE), 0);
  int right = MIN ((int) ceil ((area->origin.x + area->size.width) * SCALE), self->canvas->width);
  int bottom = MIN ((int) ceil ((area->origin.y + area->size.height) * SCALE), self->canvas->height);

  if (right - x < SLIVER * SCALE || bottom - y < SLIVER * SCALE)
    return NULL;
  return gb_scene_census_new (self->canvas->pixels + (gsize) y * self->canvas->width + x, self->canvas->width, right - x,
                              bottom - y);
}

static GtkWidget *
find_at (const Measuring       *self,
         const graphene_rect_t *area)
{
  return gtk_widget_pick (self->widget, area->origin.x + area->size.width / 2, area->origin.y + area->size.height / 2,
                          GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);
}

static void
measure_text (Measuring         *self,
              const GbSceneText *text)
{
  GtkWidget *widget = find_at (self, &text->area);
  const char *words = text->words != NULL ? text->words : widget == NULL ? "?" : G_OBJECT_TYPE_NAME (widget);
  double least = needed (text->size, text->bold), contrast;
  g_autoptr (GbSceneCensus) census = NULL;
  guint32 ground, figure;

  if (widget != NULL && !gtk_widget_is_sensitive (widget))
    return;
  census = census_of (self, &text->area);
  if (census == NULL)
    return;
  if (text->words == NULL && GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  ground = gb_scene_census_ground (census);
  figure = gb_scene_census_figure (census, ground);
  contrast = gb_scene_color_contrast (ground, figure);
  self->result->texts++;
  self->result->least_text = MIN (self->result->least_text, contrast);
  if (contrast < least)
    fail (self, words, contrast, least, ground, figure, widget);
}

/* --- what is no text ---------------------------------------------------------------------------------- */

/* Returns: whether all of it can be seen; @area is where */
static gboolean
is_whole (const Measuring *self,
          GtkWidget       *widget,
          graphene_rect_t *area)
{
  if (!gtk_widget_compute_bounds (widget, self->widget, area))
    return FALSE;
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL; above = gtk_widget_get_parent (above))
    {
      graphene_rect_t clip;

      if (gtk_widget_get_overflow (above) == GTK_OVERFLOW_HIDDEN &&
          (!gtk_widget_compute_bounds (above, self->widget, &clip) || !graphene_rect_contains_rect (&clip, area)))
        return FALSE;
      if (above == self->widget)
        break;
    }
  return TRUE;
}

static void
measure_image (Measuring *self,
               GtkWidget *widget)
{
  const char *name = gtk_image_get_icon_name (GTK_IMAGE (widget));
  g_autoptr (GbSceneCensus) census = NULL;
  graphene_rect_t seen;
  guint32 ground, figure;
  double contrast;

  if (name == NULL || !g_str_has_suffix (name, "-symbolic") || !is_whole (self, widget, &seen))
    return;
  graphene_rect_inset (&seen, seen.size.width * (1 - MIDDLE) / 2, seen.size.height * (1 - MIDDLE) / 2);
  census = census_of (self, &seen);
  if (census == NULL)
    return;
  ground = gb_scene_census_ground (census);
  figure = gb_scene_census_far (census, ground);
  contrast = gb_scene_color_contrast (ground, figure);
  self->result->images++;
  self->result->least_image = MIN (self->result->least_image, contrast);
  if (contrast < GRAPHIC)
    fail (self, name, contrast, GRAPHIC, ground, figure, widget);
}

static guint32
pixel_at (const Measuring *self,
          double           x,
          double           y)
{
  int column = CLAMP ((int) (x * SCALE), 0, self->canvas->width - 1);
  int line = CLAMP ((int) (y * SCALE), 0, self->canvas->height - 1);

  return self->canvas->pixels[(gsize) line * self->canvas->width + column];
}

/* A dot or a swatch: its middle against what is beside it. */
static void
measure_fill (Measuring *self,
              GtkWidget *widget)
{
  graphene_rect_t seen;
  guint32 fill, ground;
  double contrast;

  if (!is_whole (self, widget, &seen))
    return;
  fill = pixel_at (self, seen.origin.x + seen.size.width / 2, seen.origin.y + seen.size.height / 2);
  ground = pixel_at (self, seen.origin.x - 3, seen.origin.y + seen.size.height / 2);
  contrast = gb_scene_color_contrast (ground, fill);
  self->result->fills++;
  self->result->least_image = MIN (self->result->least_image, contrast);
  if (contrast < GRAPHIC)
    fail (self, "fill", contrast, GRAPHIC, ground, fill, widget);
}

static void
measure_graphics (Measuring *self,
                  GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) || gtk_widget_get_opacity (widget) == 0)
    return;
  if (GTK_IS_IMAGE (widget))
    measure_image (self, widget);
  else if (gtk_widget_has_css_class (widget, "dot") || gtk_widget_has_css_class (widget, "swatch"))
    measure_fill (self, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      measure_graphics (self, child);
}

/**
 * gb_scene_contrast_measure:
 * @scene: its name, for what is printed
 * @widget: what is shown
 * @node: what it draws
 *
 * Looks at all words and signs that can be seen, and prints those that stand out too little from what is behind them.
 * Disabled ones may.
 */
void
gb_scene_contrast_measure (GbSceneContrast *self,
                           const char      *scene,
                           GtkWidget       *widget,
                           GskRenderNode   *node)
{
  g_autoptr (GbSceneCanvas) canvas = gb_scene_canvas_new (widget, node, SCALE);
  g_autoptr (GArray) texts = gb_scene_text_find (node);
  Measuring measuring = { self, scene, widget, canvas };

  for (guint i = 0; i < texts->len; i++)
    measure_text (&measuring, &g_array_index (texts, GbSceneText, i));
  measure_graphics (&measuring, widget);
}

/**
 * gb_scene_contrast_painted:
 *
 * The same for words that were painted straight on pixels since the last call.
 */
void
gb_scene_contrast_painted (GbSceneContrast *self,
                           const char      *scene)
{
  g_autoptr (GPtrArray) painted = gb_scene_text_painted ();
  Measuring measuring = { .result = self, .scene = scene };

  for (guint i = 0; i < painted->len; i++)
    {
      const GbScenePainted *one = g_ptr_array_index (painted, i);
      double least = needed (one->size, one->bold);

      self->texts++;
      self->least_text = MIN (self->least_text, one->contrast);
      if (one->contrast < least)
        fail (&measuring, one->words, one->contrast, least, 0, 0, NULL);
    }
}
