/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_CLASS_SKELETON (gb_class_skeleton_get_type ())
G_DECLARE_FINAL_TYPE (GbClassSkeleton, gb_class_skeleton, GB, CLASS_SKELETON, GtkWidget)

GtkWidget *gb_class_skeleton_new (void);

G_END_DECLS
