/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_CLIP (gb_clip_get_type ())
G_DECLARE_FINAL_TYPE (GbClip, gb_clip, GB, CLIP, GtkWidget)

GtkWidget *gb_clip_new   (void);
void       gb_clip_place (GbClip    *self,
                          GtkWidget *child,
                          int        x,
                          int        y,
                          int        width,
                          int        height);

G_END_DECLS
