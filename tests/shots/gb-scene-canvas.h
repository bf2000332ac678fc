/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a widget looks like, as pixels. */
typedef struct
{
  int width;
  int height;
  int scale;       /* pixels of ours for one of the widget's */
  guint32 *pixels; /* (owned): 0xAARRGGBB */
} GbSceneCanvas;

GskRenderNode *gb_scene_canvas_record (GtkWidget          *widget);
GbSceneCanvas *gb_scene_canvas_new    (GtkWidget          *widget,
                                       GskRenderNode      *node,
                                       int                 scale);
GbSceneCanvas *gb_scene_canvas_load   (const char         *path);
void           gb_scene_canvas_free   (GbSceneCanvas      *self);
void           gb_scene_canvas_save   (const GbSceneCanvas *self,
                                       const char         *path);
gboolean       gb_scene_canvas_equal  (const GbSceneCanvas *self,
                                       const GbSceneCanvas *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSceneCanvas, gb_scene_canvas_free)

G_END_DECLS
