/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where words stand in a scene. */
typedef struct
{
  graphene_rect_t area; /* in the scene's own pixels, as far as it can be seen */
  double size;          /* of the type, in CSS pixels */
  gboolean bold;
  char *words;          /* (owned) (nullable): of what was painted with Cairo */
} GbSceneText;

/* Words that were painted straight on pixels: the map's names, pins, sheets of paper. */
typedef struct
{
  char *words; /* (owned) */
  double size;
  gboolean bold;
  double contrast;
} GbScenePainted;

GArray    *gb_scene_text_find    (GskRenderNode *node);
GPtrArray *gb_scene_text_painted (void);

G_END_DECLS
