/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-scene-canvas.h"

G_BEGIN_DECLS

/**
 * GbSceneLikeness:
 * @GB_SCENE_LIKENESS_SAME: nothing to be seen changed
 * @GB_SCENE_LIKENESS_TYPE: only the shapes of letters did, as of another version of the font
 * @GB_SCENE_LIKENESS_CHANGED: something else did
 */
typedef enum
{
  GB_SCENE_LIKENESS_SAME,
  GB_SCENE_LIKENESS_TYPE,
  GB_SCENE_LIKENESS_CHANGED,
} GbSceneLikeness;

GbSceneLikeness gb_scene_compare            (const GbSceneCanvas *reference,
                                             const GbSceneCanvas *now,
                                             const GArray        *texts,
                                             const char          *difference);
char           *gb_scene_compare_platform   (void);
char           *gb_scene_compare_typeface   (GtkWidget           *widget);

G_END_DECLS
