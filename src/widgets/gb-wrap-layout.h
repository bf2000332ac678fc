/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_WRAP_LAYOUT (gb_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (GbWrapLayout, gb_wrap_layout, GB, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *gb_wrap_layout_new           (void);
void              gb_wrap_layout_measure_width (GbWrapLayout *self,
                                                GtkWidget    *widget,
                                                int          *minimum,
                                                int          *natural);
int               gb_wrap_layout_set_out       (GbWrapLayout *self,
                                                GtkWidget    *widget,
                                                int           width,
                                                gboolean      place);

G_END_DECLS
