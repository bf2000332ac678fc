/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_CLASS_TIMELINE (gb_class_timeline_get_type ())
G_DECLARE_FINAL_TYPE (GbClassTimeline, gb_class_timeline, GB, CLASS_TIMELINE, GtkWidget)

GtkWidget *gb_class_timeline_new   (void);
void       gb_class_timeline_clear (GbClassTimeline *self);
void       gb_class_timeline_add   (GbClassTimeline *self,
                                    const char      *when,
                                    const char      *what,
                                    const char      *detail,
                                    const char      *style);

G_END_DECLS
