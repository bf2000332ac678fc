/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scene-compare.h"

#include <adwaita.h>
#include <hb-ot.h>
#include <math.h>

#include "gb-scene-color.h"
#include "gb-scene-text.h"

/* Less than that in each channel nobody sees. */
#define SEEN 8

/* Letters of another version of a font reach so far beyond their old place. */
#define REACH 2

/* So much of the ink of words may change with the shapes of their letters; other words have another amount. */
#define INK 0.12

/* A speck here and there is rounding. */
#define SPECKS 8

typedef struct
{
  const GbSceneCanvas *reference;
  const GbSceneCanvas *now;
  guint8 *words; /* (owned): which pixels are of words */
} Pair;

static void
mark_words (Pair                  *self,
            const graphene_rect_t *area)
{
  int right = MIN ((int) ceil (area->origin.x + area->size.width) + REACH, self->now->width);
  int bottom = MIN ((int) ceil (area->origin.y + area->size.height) + REACH, self->now->height);

  for (int y = MAX ((int) area->origin.y - REACH, 0); y < bottom; y++)
    for (int x = MAX ((int) area->origin.x - REACH, 0); x < right; x++)
      self->words[(gsize) y * self->now->width + x] = 1;
}

static double
ink_of (const GbSceneCanvas   *canvas,
        const graphene_rect_t *area)
{
  int left = MAX ((int) area->origin.x, 0), top = MAX ((int) area->origin.y, 0);
  int right = MIN ((int) ceil (area->origin.x + area->size.width), canvas->width);
  int bottom = MIN ((int) ceil (area->origin.y + area->size.height), canvas->height);
  g_autoptr (GbSceneCensus) census = NULL;
  double ink = 0;
  guint32 ground;

  if (right <= left || bottom <= top)
    return 0;
  census = gb_scene_census_new (canvas->pixels + (gsize) top * canvas->width + left, canvas->width, right - left, bottom - top);
  ground = gb_scene_census_ground (census);
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      ink += gb_scene_color_distance (canvas->pixels[(gsize) y * canvas->width + x], ground);
  return ink;
}

static gboolean
other_words (const Pair        *self,
             const GbSceneText *text)
{
  double before = ink_of (self->reference, &text->area), now = ink_of (self->now, &text->area);

  return fabs (before - now) > INK * MAX (before, now);
}

static gboolean
differs (const Pair *self,
         gsize       i)
{
  return gb_scene_color_distance (self->reference->pixels[i], self->now->pixels[i]) > SEEN;
}

/* What it looks like now, faint, and in red what changed */
static void
save_difference (const Pair *self,
                 const char *path)
{
  gsize n = (gsize) self->now->width * self->now->height;
  GbSceneCanvas picture = *self->now;

  picture.pixels = g_new (guint32, n);
  for (gsize i = 0; i < n; i++)
    picture.pixels[i] = differs (self, i) ? 0xffe01b24 : gb_scene_color_over (self->now->pixels[i], 1, 1, 1, 0.75);
  gb_scene_canvas_save (&picture, path);
  g_free (picture.pixels);
}

static GbSceneLikeness
judge (Pair         *self,
       const GArray *texts)
{
  gsize n = (gsize) self->now->width * self->now->height;
  guint beside = 0, within = 0;

  for (guint i = 0; i < texts->len; i++)
    mark_words (self, &g_array_index (texts, GbSceneText, i).area);
  for (gsize i = 0; i < n; i++)
    if (differs (self, i))
      *(self->words[i] ? &within : &beside) += 1;
  if (beside > SPECKS)
    return GB_SCENE_LIKENESS_CHANGED;
  if (within <= SPECKS)
    return GB_SCENE_LIKENESS_SAME;
  for (guint i = 0; i < texts->len; i++)
    if (other_words (self, &g_array_index (texts, GbSceneText, i)))
      return GB_SCENE_LIKENESS_CHANGED;
  return GB_SCENE_LIKENESS_TYPE;
}

/**
 * gb_scene_compare:
 * @reference: what it looked like
 * @now: what it looks like
 * @texts: (element-type GbSceneText): where words stand now
 * @difference: where to leave a picture of what changed
 *
 * Returns: how alike they are
 */
GbSceneLikeness
gb_scene_compare (const GbSceneCanvas *reference,
                  const GbSceneCanvas *now,
                  const GArray        *texts,
                  const char          *difference)
{
  Pair pair = { reference, now, NULL };
  GbSceneLikeness likeness;

  if (reference->width != now->width || reference->height != now->height)
    {
      gb_scene_canvas_save (reference, difference);
      return GB_SCENE_LIKENESS_CHANGED;
    }
  pair.words = g_malloc0 ((gsize) now->width * now->height);
  likeness = judge (&pair, texts);
  if (likeness != GB_SCENE_LIKENESS_SAME)
    save_difference (&pair, difference);
  g_free (pair.words);
  return likeness;
}

/**
 * gb_scene_compare_platform:
 *
 * Returns: (transfer full): what draws here; with other versions everything looks a little different
 */
char *
gb_scene_compare_platform (void)
{
  return g_strdup_printf ("GTK %u.%u.%u, libadwaita %u.%u.%u, Pango %s, cairo %s", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), pango_version_string (),
                          cairo_version_string ());
}

/**
 * gb_scene_compare_typeface:
 *
 * Returns: (transfer full): the font of @widget, with its version
 */
char *
gb_scene_compare_typeface (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr (PangoFont) font = pango_context_load_font (context, pango_context_get_font_description (context));
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (font));
  const char *family = pango_font_description_get_family (pango_context_get_font_description (context));
  char version[200] = "";
  guint length = sizeof version;

  hb_ot_name_get_utf8 (face, HB_OT_NAME_ID_VERSION_STRING, HB_LANGUAGE_INVALID, &length, version);
  return g_strdup_printf ("%s, %s", family, version);
}
