/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-legend.h"

#include <math.h>

#include "gb-map-words.h"

/**
 * GbMapLegend:
 *
 * What the colours of the map mean; its heading chooses the indicator. Emits "chosen" with the indicator's id.
 */
struct _GbMapLegend
{
  AdwBin parent_instance;

  GtkDropDown *indicators; /* the template's */
  GtkBox *classes;

  GbMapStyle style;
  GPtrArray *ids; /* (owned) (element-type utf8): of the indicators in the list */
  gboolean updating;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (GbMapLegend, gb_map_legend, ADW_TYPE_BIN)

static void
on_selected_cb (GbMapLegend *self)
{
  guint selected = gtk_drop_down_get_selected (self->indicators);

  if (!self->updating && selected < self->ids->len)
    g_signal_emit (self, chosen_signal, 0, self->ids->pdata[selected]);
}

static void
draw_swatch (GtkDrawingArea *area,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        user_data)
{
  GbMapLegend *self = GB_MAP_LEGEND (gtk_widget_get_ancestor (GTK_WIDGET (area), GB_TYPE_MAP_LEGEND));

  gb_map_draw_swatch (cr, &self->style, GPOINTER_TO_UINT (user_data), width, height);
}

static void
add_class (GbMapLegend     *self,
           const GbMapView *view,
           guint            class_index)
{
  g_autofree char *text = gb_map_words_class (view, class_index);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *swatch = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 24);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 15);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (class_index), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->classes, row);
}

static gboolean
has_unknown (const GbMapView *view)
{
  for (guint i = 0; i < view->communes->len; i++)
    {
      if (isnan (view->amounts[i]))
        return TRUE;
    }
  return FALSE;
}

static void
list_indicators (GbMapLegend     *self,
                 const GbMapView *view)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < view->indicators->len; i++)
    {
      const GbIndicator *indicator = view->indicators->pdata[i];

      gtk_string_list_append (names, indicator->name);
      g_ptr_array_add (self->ids, g_strdup (indicator->id));
    }
  gtk_drop_down_set_model (self->indicators, G_LIST_MODEL (names));
}

static gboolean
same_indicators (GbMapLegend     *self,
                 const GbMapView *view)
{
  if (self->ids->len != view->indicators->len)
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (!g_str_equal (self->ids->pdata[i], ((GbIndicator *) view->indicators->pdata[i])->id))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_map_legend_show:
 * @view: what the map shows
 * @style: in which colours
 */
void
gb_map_legend_show (GbMapLegend      *self,
                    const GbMapView  *view,
                    const GbMapStyle *style)
{
  GtkWidget *child;

  g_return_if_fail (GB_IS_MAP_LEGEND (self));
  self->style = *style;
  self->updating = TRUE;
  if (!same_indicators (self, view))
    list_indicators (self, view);
  gtk_drop_down_set_selected (self->indicators, view->indicator);
  self->updating = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->classes))) != NULL)
    gtk_box_remove (self->classes, child);
  for (guint i = 0; i < view->classes.n; i++)
    add_class (self, view, i);
  if (has_unknown (view))
    add_class (self, view, GB_MAP_NO_CLASS);
}

static void
gb_map_legend_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_map_legend_parent_class)->dispose (object);
}

static void
gb_map_legend_finalize (GObject *object)
{
  g_ptr_array_unref (GB_MAP_LEGEND (object)->ids);
  G_OBJECT_CLASS (gb_map_legend_parent_class)->finalize (object);
}

static void
gb_map_legend_class_init (GbMapLegendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gb_map_legend_dispose;
  object_class->finalize = gb_map_legend_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-legend.ui");
  gtk_widget_class_bind_template_child (widget_class, GbMapLegend, indicators);
  gtk_widget_class_bind_template_child (widget_class, GbMapLegend, classes);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  chosen_signal = g_signal_new ("chosen", GB_TYPE_MAP_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
gb_map_legend_init (GbMapLegend *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
