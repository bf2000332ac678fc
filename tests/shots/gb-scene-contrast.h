/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-scene-canvas.h"

G_BEGIN_DECLS

/* What was measured. */
typedef struct
{
  guint texts;
  guint images;
  guint fills;
  double least_text;  /* the least contrast of words */
  double least_image; /* of pictures and fills */
  guint failures;
} GbSceneContrast;

void gb_scene_contrast_measure (GbSceneContrast *self,
                                const char      *scene,
                                GtkWidget       *widget,
                                GskRenderNode   *node);
void gb_scene_contrast_painted (GbSceneContrast *self,
                                const char      *scene);

G_END_DECLS
