/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scene-canvas.h"

#include <string.h>

static GbSceneCanvas *
canvas_of (GdkTexture *texture,
           int         scale)
{
  GbSceneCanvas *self = g_new0 (GbSceneCanvas, 1);

  self->width = gdk_texture_get_width (texture);
  self->height = gdk_texture_get_height (texture);
  self->scale = scale;
  self->pixels = g_new (guint32, (gsize) self->width * self->height);
  gdk_texture_download (texture, (guchar *) self->pixels, (gsize) self->width * 4);
  return self;
}

/**
 * gb_scene_canvas_record:
 * @widget: one that is shown
 *
 * Returns: (transfer full) (nullable): what it draws
 */
GskRenderNode *
gb_scene_canvas_record (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * gb_scene_canvas_new:
 * @widget: one that is shown
 * @node: what it draws
 * @scale: how much larger; text is drawn anew and not blown up
 *
 * Returns: (transfer full): its pixels
 */
GbSceneCanvas *
gb_scene_canvas_new (GtkWidget     *widget,
                     GskRenderNode *node,
                     int            scale)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  float width = (float) gdk_paintable_get_intrinsic_width (paintable);
  float height = (float) gdk_paintable_get_intrinsic_height (paintable);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  GskTransform *larger = gsk_transform_scale (NULL, (float) scale, (float) scale);
  /* there is no transform that leaves everything as it is */
  GskRenderNode *whole = larger != NULL ? gsk_transform_node_new (node, larger) : gsk_render_node_ref (node);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
      renderer, whole, &GRAPHENE_RECT_INIT (0, 0, width * (float) scale, height * (float) scale));

  gsk_render_node_unref (whole);
  gsk_transform_unref (larger);
  return canvas_of (texture, scale);
}

/**
 * gb_scene_canvas_load:
 * @path: a PNG file
 *
 * Returns: (transfer full) (nullable): its pixels; %NULL where it cannot be read
 */
GbSceneCanvas *
gb_scene_canvas_load (const char *path)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, NULL);

  return texture != NULL ? canvas_of (texture, 1) : NULL;
}

void
gb_scene_canvas_free (GbSceneCanvas *self)
{
  g_free (self->pixels);
  g_free (self);
}

void
gb_scene_canvas_save (const GbSceneCanvas *self,
                      const char          *path)
{
  gsize stride = (gsize) self->width * 4;
  g_autoptr (GBytes) bytes = g_bytes_new (self->pixels, stride * self->height);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (self->width, self->height, GDK_MEMORY_DEFAULT, bytes, stride);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s: cannot be written", path);
}

gboolean
gb_scene_canvas_equal (const GbSceneCanvas *self,
                       const GbSceneCanvas *other)
{
  return self->width == other->width && self->height == other->height &&
         memcmp (self->pixels, other->pixels, (gsize) self->width * self->height * 4) == 0;
}
