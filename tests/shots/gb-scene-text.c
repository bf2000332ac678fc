/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scene-text.h"

#include <pango/pangocairo.h>

#include "gb-scene-color.h"

/* Where words stand. Those of GTK's own widgets are text nodes of what a window draws. Those of our charts and maps are
 * painted with Cairo, which remembers no words: the linker hands each call of pango_cairo_show_layout() in the program to
 * the functions below first (see meson.build), which note it beside the surface it went to. */

void __real_pango_cairo_show_layout (cairo_t     *cr,
                                     PangoLayout *layout);
void __wrap_pango_cairo_show_layout (cairo_t     *cr,
                                     PangoLayout *layout);

/* Of a surface that records; the node that holds it tells where it stands. */
typedef struct
{
  cairo_surface_t *surface; /* (owned): so that no other gets its address */
  GbSceneText text;
} Recorded;

static GMutex lock;
static GPtrArray *recorded; /* (element-type Recorded) (owned) */
static GPtrArray *painted;  /* (element-type GbScenePainted) (owned) */

static void
painted_free (gpointer data)
{
  GbScenePainted *self = data;

  g_free (self->words);
  g_free (self);
}

static void
look_at_font (const PangoFontDescription *font,
              double                      factor,
              double                       *size,
              gboolean                   *bold)
{
  double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  *size = (pango_font_description_get_size_is_absolute (font) ? points : points * 96 / 72) * factor;
  *bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD;
}

/* In the pixels of the surface */
static graphene_rect_t
get_ink (cairo_t     *cr,
         PangoLayout *layout,
         double      *factor)
{
  PangoRectangle ink;
  double x, y, width, height;

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_get_current_point (cr, &x, &y);
  x += ink.x;
  y += ink.y;
  width = ink.width;
  height = ink.height;
  *factor = 1;
  cairo_user_to_device (cr, &x, &y);
  cairo_user_to_device_distance (cr, &width, &height);
  if (ink.height > 0)
    *factor = ABS (height) / ink.height;
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
}

static const PangoFontDescription *
font_of (PangoLayout *layout)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);

  return font != NULL ? font : pango_context_get_font_description (pango_layout_get_context (layout));
}

static void
note_recorded (cairo_t     *cr,
               PangoLayout *layout)
{
  Recorded *one = g_new0 (Recorded, 1);
  double factor;

  one->surface = cairo_surface_reference (cairo_get_target (cr));
  one->text.area = get_ink (cr, layout, &factor);
  one->text.words = g_strdup (pango_layout_get_text (layout));
  look_at_font (font_of (layout), factor, &one->text.size, &one->text.bold);
  g_mutex_lock (&lock);
  if (recorded == NULL)
    recorded = g_ptr_array_new ();
  g_ptr_array_add (recorded, one);
  g_mutex_unlock (&lock);
}

/* What lies below is there already. */
static void
note_painted (cairo_t     *cr,
              PangoLayout *layout)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  double device = 1, factor, red, green, blue, alpha;
  graphene_rect_t ink = get_ink (cr, layout, &factor);
  graphene_rect_t seen = GRAPHENE_RECT_INIT (0, 0, (float) cairo_image_surface_get_width (surface),
                                             (float) cairo_image_surface_get_height (surface));
  g_autoptr (GbSceneCensus) census = NULL;
  const guint32 *pixels;
  GbScenePainted *one;
  guint32 ground;
  int stride;

  cairo_surface_get_device_scale (surface, &device, &device);
  graphene_rect_scale (&ink, (float) device, (float) device, &ink);
  graphene_rect_round_extents (&ink, &ink);
  if (!graphene_rect_intersection (&ink, &seen, &ink) ||
      cairo_pattern_get_rgba (cairo_get_source (cr), &red, &green, &blue, &alpha) != CAIRO_STATUS_SUCCESS)
    return;
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface) / 4;
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface);
  pixels += (gsize) ink.origin.y * stride + (gsize) ink.origin.x;
  census = gb_scene_census_new (pixels, stride, (int) ink.size.width, (int) ink.size.height);
  ground = gb_scene_census_ground (census);

  one = g_new0 (GbScenePainted, 1);
  one->words = g_strdup (pango_layout_get_text (layout));
  look_at_font (font_of (layout), factor, &one->size, &one->bold);
  one->contrast = gb_scene_color_contrast (ground, gb_scene_color_over (ground, red, green, blue, alpha));
  g_mutex_lock (&lock);
  if (painted == NULL)
    painted = g_ptr_array_new_with_free_func (painted_free);
  g_ptr_array_add (painted, one);
  g_mutex_unlock (&lock);
}

void
__wrap_pango_cairo_show_layout (cairo_t     *cr,
                                PangoLayout *layout)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  if (type == CAIRO_SURFACE_TYPE_RECORDING)
    note_recorded (cr, layout);
  else if (type == CAIRO_SURFACE_TYPE_IMAGE &&
           cairo_image_surface_get_format (cairo_get_target (cr)) <= CAIRO_FORMAT_RGB24)
    note_painted (cr, layout);
  __real_pango_cairo_show_layout (cr, layout);
}

/**
 * gb_scene_text_painted:
 *
 * Returns: (element-type GbScenePainted) (transfer full): what was painted straight on pixels since the last call
 */
GPtrArray *
gb_scene_text_painted (void)
{
  GPtrArray *taken;

  g_mutex_lock (&lock);
  taken = painted != NULL ? g_steal_pointer (&painted) : g_ptr_array_new_with_free_func (painted_free);
  g_mutex_unlock (&lock);
  return taken;
}

/* --- what a window draws ---------------------------------------------------------------------------- */

typedef struct
{
  GArray *found; /* (element-type GbSceneText) */
  graphene_matrix_t matrix;
  graphene_rect_t clip;
} Walk;

static void walk_node (const Walk    *walk,
                       GskRenderNode *node);

static void
add_text (const Walk        *walk,
          const GbSceneText *text)
{
  GbSceneText here = *text;

  graphene_matrix_transform_bounds (&walk->matrix, &text->area, &here.area);
  if (text->area.size.height > 0)
    here.size *= here.area.size.height / text->area.size.height;
  if (!graphene_rect_intersection (&here.area, &walk->clip, &here.area))
    return;
  here.words = g_strdup (text->words);
  g_array_append_val (walk->found, here);
}

static void
walk_text (const Walk    *walk,
           GskRenderNode *node)
{
  g_autoptr (PangoFontDescription) font
      = pango_font_describe_with_absolute_size (gsk_text_node_get_font (node));
  GbSceneText text = { 0 };

  gsk_render_node_get_bounds (node, &text.area);
  look_at_font (font, 1, &text.size, &text.bold);
  add_text (walk, &text);
}

static void
walk_cairo (const Walk    *walk,
            GskRenderNode *node)
{
  cairo_surface_t *surface = gsk_cairo_node_get_surface (node);

  g_mutex_lock (&lock);
  for (guint i = 0; recorded != NULL && i < recorded->len; i++)
    {
      const Recorded *one = g_ptr_array_index (recorded, i);

      if (one->surface == surface)
        add_text (walk, &one->text);
    }
  g_mutex_unlock (&lock);
}

static void
walk_transform (const Walk    *walk,
                GskRenderNode *node)
{
  Walk inside = *walk;
  graphene_matrix_t own;

  gsk_transform_to_matrix (gsk_transform_node_get_transform (node), &own);
  graphene_matrix_multiply (&own, &walk->matrix, &inside.matrix);
  walk_node (&inside, gsk_transform_node_get_child (node));
}

static void
walk_clipped (const Walk            *walk,
              const graphene_rect_t *clip,
              GskRenderNode         *child)
{
  Walk inside = *walk;
  graphene_rect_t here;

  graphene_matrix_transform_bounds (&walk->matrix, clip, &here);
  if (graphene_rect_intersection (&walk->clip, &here, &inside.clip))
    walk_node (&inside, child);
}

static void
walk_node (const Walk    *walk,
           GskRenderNode *node)
{
  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        walk_node (walk, gsk_container_node_get_child (node, i));
      break;
    case GSK_TEXT_NODE:
      walk_text (walk, node);
      break;
    case GSK_CAIRO_NODE:
      walk_cairo (walk, node);
      break;
    case GSK_TRANSFORM_NODE:
      walk_transform (walk, node);
      break;
    case GSK_CLIP_NODE:
      walk_clipped (walk, gsk_clip_node_get_clip (node), gsk_clip_node_get_child (node));
      break;
    case GSK_ROUNDED_CLIP_NODE:
      walk_clipped (walk, &gsk_rounded_clip_node_get_clip (node)->bounds, gsk_rounded_clip_node_get_child (node));
      break;
    case GSK_OPACITY_NODE:
      if (gsk_opacity_node_get_opacity (node) > 0)
        walk_node (walk, gsk_opacity_node_get_child (node));
      break;
    case GSK_COLOR_MATRIX_NODE:
      walk_node (walk, gsk_color_matrix_node_get_child (node));
      break;
    case GSK_SHADOW_NODE:
      walk_node (walk, gsk_shadow_node_get_child (node));
      break;
    case GSK_CROSS_FADE_NODE:
      walk_node (walk, gsk_cross_fade_node_get_end_child (node));
      break;
    case GSK_DEBUG_NODE:
      walk_node (walk, gsk_debug_node_get_child (node));
      break;
    default: /* has neither words nor children with words */
      break;
    }
}

static void
text_clear (gpointer data)
{
  g_free (((GbSceneText *) data)->words);
}

/**
 * gb_scene_text_find:
 * @node: what a widget draws
 *
 * Returns: (element-type GbSceneText) (transfer full): the words in it, as far as they can be seen
 */
GArray *
gb_scene_text_find (GskRenderNode *node)
{
  Walk walk = { .found = g_array_new (FALSE, TRUE, sizeof (GbSceneText)) };

  g_array_set_clear_func (walk.found, text_clear);
  graphene_matrix_init_identity (&walk.matrix);
  gsk_render_node_get_bounds (node, &walk.clip);
  walk_node (&walk, node);
  return walk.found;
}
