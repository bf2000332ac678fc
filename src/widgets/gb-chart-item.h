/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_CHART_ITEM (gb_chart_item_get_type ())
G_DECLARE_FINAL_TYPE (GbChartItem, gb_chart_item, GB, CHART_ITEM, GtkWidget)

GtkWidget *gb_chart_item_new (const char *spoken);

G_END_DECLS
