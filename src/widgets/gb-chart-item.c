/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-chart-item.h"

/**
 * GbChartItem:
 *
 * Lies unseen over a part of a drawn chart, so that keyboard, pointer and screen reader find it.
 */
struct _GbChartItem
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GbChartItem, gb_chart_item, GTK_TYPE_WIDGET)

static void
gb_chart_item_class_init (GbChartItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "chartitem");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gb_chart_item_init (GbChartItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * gb_chart_item_new:
 * @spoken: what it says, shown as tooltip as well
 *
 * Returns: (transfer floating): an item
 */
GtkWidget *
gb_chart_item_new (const char *spoken)
{
  GtkWidget *self = g_object_new (GB_TYPE_CHART_ITEM, "tooltip-text", spoken, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return self;
}
