/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-legend.h"

#include <glib/gi18n-lib.h>

#include "gb-drop-down.h"
#include "gb-format.h"
#include "gb-map-words.h"

/* The names of a programme's indicators are long. */
#define TITLE_CHARS 26
#define ITEM_CHARS 46

/**
 * GbMapLegend:
 *
 * What the colours of the map mean, how many communes have each, whose figures they are and of when. Its heading chooses
 * the indicator, its foot how classes are made. Emits "chosen" with the indicator's id.
 */
struct _GbMapLegend
{
  AdwBin parent_instance;

  GtkDropDown *indicators; /* the template's */
  GtkGrid *classes;
  GtkLabel *whence;
  GtkToggleButton *even;

  GbMapStyle style;
  GPtrArray *ids; /* (owned) (element-type utf8): of the indicators in the list */
  gboolean updating;
};

enum
{
  PROP_QUANTILES = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
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
on_even_toggled_cb (GbMapLegend *self)
{
  if (!self->updating)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_QUANTILES]);
}

static void
add_class (GbMapLegend     *self,
           const GbMapView *view,
           guint            class_index,
           int              row)
{
  guint count = view->counts[MIN (class_index, GB_MAP_MAX_CLASSES)];
  g_autofree char *text = gb_map_words_class (view, class_index);
  g_autofree char *number = gb_format_number (count);
  /* Translators: how many communes there are in a class */
  g_autofree char *communes = g_strdup_printf (ngettext ("%s commune", "%s communes", count), number);
  GtkWidget *swatch = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *many = gtk_label_new (communes);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 24);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 15);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (class_index), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (many), 1);
  gtk_widget_set_hexpand (many, TRUE);
  gtk_widget_add_css_class (many, "gb-caption");
  gtk_grid_attach (self->classes, swatch, 0, row, 1, 1);
  gtk_grid_attach (self->classes, label, 1, row, 1, 1);
  gtk_grid_attach (self->classes, many, 2, row, 1, 1);
}

/* --- the list of indicators ----------------------------------------------------------------------- */

static void
on_setup_cb (GtkListItemFactory *factory,
             GtkListItem        *item,
             gpointer            user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (user_data));
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkListItemFactory *factory,
            GtkListItem        *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (label, name);
  /* The list is as wide as its button unless it needs more. */
  if (gtk_label_get_max_width_chars (GTK_LABEL (label)) == ITEM_CHARS)
    gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (name, -1), ITEM_CHARS));
}

static GtkListItemFactory *
make_factory (int chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (chars));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  return factory;
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

      gtk_string_list_append (names, gb_map_words_indicator (indicator));
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
  g_autofree char *whence = gb_map_words_whence (view);
  GtkWidget *child;
  int row = 0;

  g_return_if_fail (GB_IS_MAP_LEGEND (self));
  self->style = *style;
  self->updating = TRUE;
  if (!same_indicators (self, view))
    list_indicators (self, view);
  gtk_drop_down_set_selected (self->indicators, view->indicator);
  gtk_toggle_button_set_active (self->even, view->quantiles);
  self->updating = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->classes))) != NULL)
    gtk_grid_remove (self->classes, child);
  for (guint i = 0; i < view->classes.n; i++)
    add_class (self, view, i, row++);
  if (view->counts[GB_MAP_MAX_CLASSES] > 0)
    add_class (self, view, GB_MAP_NO_CLASS, row++);
  gtk_label_set_label (self->whence, whence != NULL ? whence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->whence), whence != NULL);
}

/**
 * gb_map_legend_get_quantiles:
 *
 * Returns: whether classes are to have as many communes each
 */
gboolean
gb_map_legend_get_quantiles (GbMapLegend *self)
{
  g_return_val_if_fail (GB_IS_MAP_LEGEND (self), FALSE);
  return gtk_toggle_button_get_active (self->even);
}

static void
gb_map_legend_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_boolean (value, gb_map_legend_get_quantiles (GB_MAP_LEGEND (object)));
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
  object_class->get_property = gb_map_legend_get_property;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-legend.ui");
  gtk_widget_class_bind_template_child (widget_class, GbMapLegend, indicators);
  gtk_widget_class_bind_template_child (widget_class, GbMapLegend, classes);
  gtk_widget_class_bind_template_child (widget_class, GbMapLegend, whence);
  gtk_widget_class_bind_template_child (widget_class, GbMapLegend, even);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_even_toggled_cb);
  props[PROP_QUANTILES] = g_param_spec_boolean ("quantiles", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  chosen_signal = g_signal_new ("chosen", GB_TYPE_MAP_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
gb_map_legend_init (GbMapLegend *self)
{
  g_autoptr (GtkListItemFactory) title = make_factory (TITLE_CHARS);
  g_autoptr (GtkListItemFactory) list = make_factory (ITEM_CHARS);

  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_factory (self->indicators, title);
  gtk_drop_down_set_list_factory (self->indicators, list);
  gb_drop_down_tell (self->indicators);
}
