/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_COMMUNE_MARK (gb_commune_mark_get_type ())
G_DECLARE_FINAL_TYPE (GbCommuneMark, gb_commune_mark, GB, COMMUNE_MARK, GtkWidget)

GtkWidget *gb_commune_mark_new      (void);
guint      gb_commune_mark_get_area (GbCommuneMark *self);
void       gb_commune_mark_set_area (GbCommuneMark *self,
                                     guint          area,
                                     const char    *name,
                                     const char    *spoken);

G_END_DECLS
