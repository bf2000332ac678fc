/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bar-chart.h"

#include <adwaita.h>

#include "gb-chart-item.h"
#include "gb-chart.h"
#include "gb-compat.h"

/**
 * GbBarChart:
 *
 * Bars with a line over them. What is seen is drawn by gb-chart.h, as on paper; over each bar lies
 * a child that takes the focus and speaks the bar's values. Tab enters the chart at one bar, the
 * arrow keys, Home and End go along.
 */
struct _GbBarChart
{
  GtkWidget parent_instance;

  GArray *points;     /* (owned) (element-type GbChartPoint) */
  GStringChunk *text; /* (owned): the labels of the points */
  guint cursor;
};

G_DEFINE_FINAL_TYPE (GbBarChart, gb_bar_chart, GTK_TYPE_WIDGET)

static PangoLayout *
create_axis_layout (GbBarChart *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (
          gtk_widget_get_pango_context (GTK_WIDGET (self))));

  pango_font_description_set_size (font, (int) (8.6 * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

static void
take_color (GbBarChart   *self,
            const char   *name,
            GbChartColor *color)
{
  GdkRGBA rgba = { 0.5, 0.5, 0.5, 1 };

  gb_compat_lookup_color (GTK_WIDGET (self), name, &rgba);
  color->red = rgba.red;
  color->green = rgba.green;
  color->blue = rgba.blue;
  color->alpha = rgba.alpha;
}

static void
gb_bar_chart_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  GbBarChart *self = GB_BAR_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GbChartStyle style;
  g_autoptr (PangoLayout) layout = NULL;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  layout = create_axis_layout (self);
  take_color (self, "gb_chart_received", &style.bar);
  take_color (self, "gb_chart_finished", &style.line);
  take_color (self, "gb_chart_grid", &style.grid);
  take_color (self, "gb_chart_casing", &style.casing);
  take_color (self, "gb_secondary", &style.text);
  style.outlined = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gb_chart_draw_bars (cr, layout, &style, (GbChartPoint *) self->points->data, self->points->len,
                      width, height);
  cairo_destroy (cr);

  GTK_WIDGET_CLASS (gb_bar_chart_parent_class)->snapshot (widget, snapshot);
}

static void
gb_bar_chart_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GbBarChart *self = GB_BAR_CHART (widget);
  g_autofree GbChartArea *areas = g_new0 (GbChartArea, self->points->len + 1);
  g_autoptr (PangoLayout) layout = create_axis_layout (self);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  gb_chart_bar_areas (layout, (GbChartPoint *) self->points->data, self->points->len, width,
                      height, areas);
  for (guint i = 0; child != NULL && i < self->points->len; i++)
    {
      int left = (int) areas[i].x;
      int right = (int) (areas[i].x + areas[i].width);
      GtkAllocation place = { left, (int) areas[i].y, MAX (1, right - left),
                              MAX (1, (int) areas[i].height) };

      gtk_widget_size_allocate (child, &place, -1);
      child = gtk_widget_get_next_sibling (child);
    }
}

static void
gb_bar_chart_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  double scale = gb_compat_get_text_scale (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 480;
    }
  else
    *minimum = *natural = (int) (110 + 60 * scale);
}

static GtkWidget *
nth_item (GbBarChart *self,
          guint       n)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL && n-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static guint
focused_item (GbBarChart *self)
{
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    if (gtk_widget_has_focus (child))
      return i;
  return G_MAXUINT;
}

static gboolean
gb_bar_chart_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  GbBarChart *self = GB_BAR_CHART (widget);
  guint focused = focused_item (self);
  GtkWidget *item;

  if (self->points->len == 0)
    return FALSE;
  if (focused == G_MAXUINT)
    {
      item = nth_item (self, MIN (self->cursor, self->points->len - 1));
      return item != NULL && gtk_widget_grab_focus (item);
    }
  if (direction == GTK_DIR_LEFT && focused > 0)
    self->cursor = focused - 1;
  else if (direction == GTK_DIR_RIGHT && focused + 1 < self->points->len)
    self->cursor = focused + 1;
  else
    return FALSE;
  return gtk_widget_grab_focus (nth_item (self, self->cursor));
}

static gboolean
on_end_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  GbBarChart *self = GB_BAR_CHART (widget);

  if (self->points->len == 0)
    return GDK_EVENT_PROPAGATE;
  self->cursor = g_variant_get_boolean (args) ? self->points->len - 1 : 0;
  gtk_widget_grab_focus (nth_item (self, self->cursor));
  return GDK_EVENT_STOP;
}

static void
gb_bar_chart_dispose (GObject *object)
{
  GbBarChart *self = GB_BAR_CHART (object);

  if (self->points != NULL)
    gb_bar_chart_clear (self);

  G_OBJECT_CLASS (gb_bar_chart_parent_class)->dispose (object);
}

static void
gb_bar_chart_finalize (GObject *object)
{
  GbBarChart *self = GB_BAR_CHART (object);

  g_array_unref (self->points);
  g_string_chunk_free (self->text);

  G_OBJECT_CLASS (gb_bar_chart_parent_class)->finalize (object);
}

static void
gb_bar_chart_class_init (GbBarChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_bar_chart_dispose;
  object_class->finalize = gb_bar_chart_finalize;
  widget_class->snapshot = gb_bar_chart_snapshot;
  widget_class->size_allocate = gb_bar_chart_size_allocate;
  widget_class->measure = gb_bar_chart_measure;
  widget_class->focus = gb_bar_chart_focus;

  gtk_widget_class_set_css_name (widget_class, "barchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_end_key_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, on_end_key_cb, "b", TRUE);
}

static void
gb_bar_chart_init (GbBarChart *self)
{
  self->points = g_array_new (FALSE, TRUE, sizeof (GbChartPoint));
  self->text = g_string_chunk_new (256);
  /* Colours of the style sheet change without a change of any child. */
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * gb_bar_chart_clear:
 *
 * Takes all bars away.
 */
void
gb_bar_chart_clear (GbBarChart *self)
{
  GtkWidget *child;

  g_return_if_fail (GB_IS_BAR_CHART (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_array_set_size (self->points, 0);
  g_string_chunk_clear (self->text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gb_bar_chart_add:
 * @bar: the bar's value, or NaN
 * @line: the line's value there, or NaN
 * @label: (nullable): what stands under the bar
 * @note: (nullable): what stands in a second line under it
 * @spoken: all of the bar in words, for the tooltip and screen readers
 *
 * Adds a bar at the end; the cursor of the keyboard starts on the newest.
 */
void
gb_bar_chart_add (GbBarChart *self,
                  double      bar,
                  double      line,
                  const char *label,
                  const char *note,
                  const char *spoken)
{
  GbChartPoint point = { bar, line, NULL, NULL };

  g_return_if_fail (GB_IS_BAR_CHART (self));

  if (label != NULL)
    point.label = g_string_chunk_insert (self->text, label);
  if (note != NULL)
    point.note = g_string_chunk_insert (self->text, note);
  g_array_append_val (self->points, point);
  self->cursor = self->points->len - 1;
  gtk_widget_set_parent (gb_chart_item_new (spoken), GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gb_bar_chart_get_n_points:
 *
 * Returns: how many bars there are
 */
guint
gb_bar_chart_get_n_points (GbBarChart *self)
{
  g_return_val_if_fail (GB_IS_BAR_CHART (self), 0);

  return self->points->len;
}
