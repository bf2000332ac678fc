/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double  gb_scene_color_contrast (guint32        one,
                                 guint32        other);
guint32 gb_scene_color_over     (guint32        ground,
                                 double         red,
                                 double         green,
                                 double         blue,
                                 double         alpha);
guint   gb_scene_color_distance (guint32        one,
                                 guint32        other);

/* How often each colour stands in an area. */
typedef struct _GbSceneCensus GbSceneCensus;

GbSceneCensus *gb_scene_census_new    (const guint32       *pixels,
                                       int                  stride,
                                       int                  width,
                                       int                  height);
void           gb_scene_census_free   (GbSceneCensus       *self);
guint32        gb_scene_census_ground (const GbSceneCensus *self);
guint32        gb_scene_census_figure (const GbSceneCensus *self,
                                       guint32              ground);
guint32        gb_scene_census_far    (const GbSceneCensus *self,
                                       guint32              ground);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSceneCensus, gb_scene_census_free)

G_END_DECLS
