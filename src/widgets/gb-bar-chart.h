/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_BAR_CHART (gb_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (GbBarChart, gb_bar_chart, GB, BAR_CHART, GtkWidget)

void  gb_bar_chart_clear        (GbBarChart *self);
void  gb_bar_chart_add          (GbBarChart *self,
                                 double      bar,
                                 double      line,
                                 const char *label,
                                 const char *note,
                                 const char *spoken);
guint gb_bar_chart_get_n_points (GbBarChart *self);

G_END_DECLS
