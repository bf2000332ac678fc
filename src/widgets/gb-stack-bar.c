/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-stack-bar.h"

#include <adwaita.h>

#include "gb-chart.h"
#include "gb-compat.h"

/**
 * GbStackBar:
 *
 * One bar of five stretches, always in the order late, due today, due soon, in time, paused. It is
 * decoration: what stands beside it says the numbers.
 */
struct _GbStackBar
{
  GtkWidget parent_instance;

  gint64 values[GB_N_STACK_PARTS];
  gint64 maximum;
};

G_DEFINE_FINAL_TYPE (GbStackBar, gb_stack_bar, GTK_TYPE_WIDGET)

static const struct
{
  const char *color;
  GbChartPattern pattern;
} looks[GB_N_STACK_PARTS] = {
  { "gb_late_fill", GB_CHART_PATTERN_DIAGONAL },
  { "gb_due_today_fill", GB_CHART_PATTERN_NONE },
  { "gb_due_soon_fill", GB_CHART_PATTERN_NONE },
  { "gb_on_track_fill", GB_CHART_PATTERN_NONE },
  { "gb_paused_fill", GB_CHART_PATTERN_DOTS },
};

static void
gb_stack_bar_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  GbStackBar *self = GB_STACK_BAR (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GbChartPart parts[GB_N_STACK_PARTS];
  GbChartStyle style = { 0 };
  GdkRGBA rgba;
  cairo_t *cr;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      rgba = (GdkRGBA) { 0.5, 0.5, 0.5, 1 };
      gb_compat_lookup_color (widget, looks[i].color, &rgba);
      parts[i] = (GbChartPart) { self->values[i],
                                 { rgba.red, rgba.green, rgba.blue, rgba.alpha },
                                 looks[i].pattern };
    }
  rgba = (GdkRGBA) { 0, 0, 0, 1 };
  gb_compat_lookup_color (widget, "window_fg_color", &rgba);
  style.text = (GbChartColor) { rgba.red, rgba.green, rgba.blue, rgba.alpha };
  style.outlined = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  gb_chart_draw_stack (cr, &style, parts, G_N_ELEMENTS (parts), self->maximum, width, height);
  cairo_destroy (cr);
}

static void
gb_stack_bar_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 60;
      *natural = 200;
    }
  else
    *minimum = *natural = 14;
}

static void
gb_stack_bar_class_init (GbStackBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = gb_stack_bar_snapshot;
  widget_class->measure = gb_stack_bar_measure;

  gtk_widget_class_set_css_name (widget_class, "stackbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gb_stack_bar_init (GbStackBar *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * gb_stack_bar_set_values:
 * @values: how many are late, due today, due soon, in time, paused
 * @maximum: how many would fill the whole width
 */
void
gb_stack_bar_set_values (GbStackBar   *self,
                         const gint64  values[GB_N_STACK_PARTS],
                         gint64        maximum)
{
  g_return_if_fail (GB_IS_STACK_BAR (self));

  for (gsize i = 0; i < GB_N_STACK_PARTS; i++)
    self->values[i] = values[i];
  self->maximum = maximum;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
