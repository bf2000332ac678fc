/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-page.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-commune-layer.h"
#include "gb-empty-source.h"
#include "gb-map-borders.h"
#include "gb-map-export.h"
#include "gb-map-ground.h"
#include "gb-map-legend.h"
#include "gb-map-pane.h"
#include "gb-map-pins.h"
#include "gb-map-search.h"
#include "gb-map-words.h"
#include "gb-state-view.h"

/* A country fits into a window at 5; at 16 a street is seen. */
#define MIN_ZOOM 5
#define MAX_ZOOM 16

/**
 * GbMapPage:
 *
 * The page "Bản đồ": where is it, whose is it now, and where is it burning?
 */
struct _GbMapPage
{
  GbPage parent_instance;

  GbAdaptiveBin *bin; /* the template's */
  GbStateView *state;
  GtkWidget *ground;
  ShumateMap *map;
  GtkLabel *borders;
  GbMapBorders *drawn; /* the menu of its button */
  GtkBox *tools;
  GtkBox *corner;
  GtkWidget *buttons;
  GtkToggleButton *legend_button;
  GbMapSearch *search;
  GbMapLegend *legend;
  GbMapPane *pane;

  GbMapGround *under;    /* (nullable): the tools' */
  GbMapModel *model;     /* (owned) (nullable) */
  GbCommuneLayer *layer; /* (nullable): the map's */
  GbMapPins *pins;       /* (nullable): of the tools */
  GbMapView *shown;      /* (owned) (nullable): what is to be seen */
  char *old_unit;        /* (owned) (nullable): by which the chosen commune was found */
  gboolean placed;       /* whether the map was moved to the province */
  gboolean unasked;      /* the pane is open though nobody has asked for it */
  char *wanted;          /* (owned) (nullable): the commune to be shown as soon as the map is there */
  char *wanted_unit;     /* (owned) (nullable): the old unit by which that was found */
};

G_DEFINE_FINAL_TYPE (GbMapPage, gb_map_page, GB_TYPE_PAGE)

/* --- what is shown -------------------------------------------------------------------------------- */

static void
make_style (const GbMapView *view,
            GbMapStyle      *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gb_map_style_init (style, view->classes.n, adw_style_manager_get_dark (manager),
                     adw_style_manager_get_high_contrast (manager));
}

static GbMapPicture *
make_picture (const GbMapView  *view,
              const GbMapStyle *style)
{
  guint n = gb_geo_coverage_get_n_areas (view->coverage);
  g_autofree guint *classes = g_new (guint, MAX (n, 1));
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *unit = view->indicator != G_MAXUINT
                       ? ((GbIndicator *) view->indicators->pdata[view->indicator])->unit : NULL;

  for (guint i = 0; i < n; i++)
    {
      guint commune = view->of_area[i];

      classes[i] = gb_map_classes_find (&view->classes, view->amounts[commune]);
      names[i] = ((GbMapCommune *) view->communes->pdata[commune])->name;
      g_ptr_array_add (values, gb_map_words_amount (view->amounts[commune], unit));
    }
  return gb_map_picture_new (view->coverage, classes, names, (const char *const *) values->pdata, style);
}

static void
describe (guint           area,
          GbCommuneTexts *texts,
          gpointer        user_data)
{
  GbMapPage *self = user_data;
  const GbMapView *view = gb_map_model_get_view (self->model);
  guint commune = view->of_area[area];
  const GbMapCommune *of = view->communes->pdata[commune];

  texts->title = gb_map_words_title (of);
  texts->callout = gb_map_words_callout (view, commune);
  texts->spoken = gb_map_words_spoken (view, commune);
  texts->detail = gb_map_words_detail (view, commune);
  texts->point = (GbGeoPoint) { of->lon, of->lat };
}

/* Pins lie over the callouts: those keep away from them. */
static void
list_pins (const GbGeoProjection *projection,
           GArray                *taken,
           gpointer               user_data)
{
  GbMapPage *self = user_data;
  GtkWidget *layer = self->pins != NULL ? GTK_WIDGET (gb_map_pins_get_layer (self->pins)) : NULL;
  const GbPinClusters *clusters = layer != NULL && gtk_widget_get_mapped (layer)
                                    ? gb_pin_layer_get_clusters (GB_PIN_LAYER (layer)) : NULL;
  float size;

  if (clusters == NULL)
    return;
  size = (float) gb_pin_distance (gb_pin_scale (gtk_widget_get_pango_context (layer)));
  for (guint i = 0; i < gb_pin_clusters_get_n (clusters); i++)
    {
      double x, y;

      gb_geo_projection_project (projection, gb_pin_clusters_get (clusters, i)->at, &x, &y);
      g_array_append_val (taken, GRAPHENE_RECT_INIT ((float) x - size / 2, (float) y - size / 2, size, size));
    }
}

static void
update_loading (GbMapPage *self)
{
  gboolean drawn = self->layer == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->layer)) ||
                   gb_commune_layer_is_complete (self->layer);

  gb_page_set_loading (GB_PAGE (self), gb_map_model_get_loading (self->model) || !drawn ||
                                           (self->pins != NULL && gb_map_pins_get_loading (self->pins)));
}

static void
show_pane (GbMapPage *self)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  guint area = gb_commune_layer_get_selected (self->layer);
  gboolean open = view != NULL && area != GB_GEO_NO_AREA;

  if (open)
    gb_map_pane_show (self->pane, view, area, self->old_unit);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), open);
  gtk_widget_set_visible (self->ground, !open || !gb_adaptive_bin_get_narrow (self->bin));
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), gb_adaptive_bin_get_narrow (self->bin));
  gb_page_set_detail_open (GB_PAGE (self), open);
}

static void
go_to (GbMapPage  *self,
       const char *commune,
       const char *old_unit)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  guint area = view != NULL ? gb_map_view_find_area (view, commune) : GB_GEO_NO_AREA;

  if (area == GB_GEO_NO_AREA)
    return;
  g_free (self->old_unit);
  self->old_unit = old_unit != NULL && *old_unit != '\0' ? g_strdup (old_unit) : NULL;
  self->unasked = FALSE;
  gb_commune_layer_set_selected (self->layer, area);
  gb_commune_layer_show_area (self->layer, area);
  show_pane (self);
}

/* What was asked for from elsewhere, maybe before the map was there. */
static void
show_wanted (GbMapPage *self)
{
  g_autofree char *commune = NULL;
  g_autofree char *old_unit = NULL;

  if (self->wanted == NULL || !self->placed || gb_map_model_get_view (self->model) == NULL)
    return;
  commune = g_steal_pointer (&self->wanted);
  old_unit = g_steal_pointer (&self->wanted_unit);
  go_to (self, commune, old_unit);
  if (gtk_widget_get_visible (self->ground))
    gb_commune_layer_focus_area (self->layer, gb_commune_layer_get_selected (self->layer));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

/* The first time somebody sees the map it shows the province, with the own commune chosen. */
static void
place (GbMapPage       *self,
       const GbMapView *view)
{
  if (self->placed || gtk_widget_get_width (GTK_WIDGET (self->layer)) <= 0)
    return;
  self->placed = TRUE;
  gb_commune_layer_fit (self->layer);
  self->unasked = !gb_adaptive_bin_get_narrow (self->bin);
  if (self->unasked)
    gb_commune_layer_set_selected (self->layer, gb_map_view_find_area (view, gb_page_get_commune (GB_PAGE (self))));
}

static void
show_view (GbMapPage *self)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  const GError *error = gb_map_model_get_error (self->model);
  g_autoptr (GbMapPicture) picture = NULL;
  g_autofree char *borders = NULL;
  GbMapStyle style;

  if (view == NULL && error != NULL)
    gb_state_view_show_error (self->state, _("The map cannot be read"), error->message);
  else if (view == NULL)
    gb_state_view_show_loading (self->state);
  else if (gb_geo_coverage_get_n_areas (view->coverage) == 0)
    gb_state_view_show_empty (self->state, _("There are no communes yet"),
                              _("The map is here as soon as the province's data have been fetched."));
  else
    {
      make_style (view, &style);
      gb_map_legend_show (self->legend, view, &style);
      gb_map_ground_adjust_style (self->under, &style);
      picture = make_picture (view, &style);
      borders = gb_map_words_borders (view);
      gb_commune_layer_set_picture (self->layer, picture);
      gb_commune_layer_set_home (self->layer, gb_map_view_find_area (view, gb_page_get_commune (GB_PAGE (self))));
      gtk_label_set_label (self->borders, borders);
      gb_map_borders_show (self->drawn, view);
      gb_state_view_show_content (self->state);
      place (self, view);
      show_pane (self);
      show_wanted (self);
    }
  update_loading (self);
}

/* What is to be seen stays until the next is there. */
static void
on_changed_cb (GbMapPage *self)
{
  GbMapView *view = (GbMapView *) gb_map_model_get_view (self->model);

  if (view != NULL && view == self->shown)
    {
      update_loading (self);
      return;
    }
  g_clear_pointer (&self->shown, gb_map_view_unref);
  self->shown = view != NULL ? gb_map_view_ref (view) : NULL;
  show_view (self);
}

/* --- what the user does --------------------------------------------------------------------------- */

static void
on_completed_cb (GbMapPage *self)
{
  const GbMapView *view = gb_map_model_get_view (self->model);

  if (view != NULL && !self->placed)
    {
      place (self, view);
      show_pane (self);
      show_wanted (self);
    }
  update_loading (self);
}

static void
on_activated_cb (GbMapPage *self)
{
  g_clear_pointer (&self->old_unit, g_free);
  self->unasked = FALSE;
  show_pane (self);
}

static void
on_found_cb (GbMapPage  *self,
             const char *commune,
             const char *old_unit)
{
  go_to (self, commune, old_unit);
}

static void
on_neighbour_cb (GbMapPage  *self,
                 const char *commune)
{
  go_to (self, commune, NULL);
}

/* In a province another commune was chosen for all pages. */
static void
on_commune_cb (GbMapPage *self)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  const char *commune = gb_page_get_commune (GB_PAGE (self));

  if (view == NULL || !self->placed)
    return;
  gb_commune_layer_set_home (self->layer, gb_map_view_find_area (view, commune));
  if (commune != NULL && !gb_adaptive_bin_get_narrow (self->bin))
    go_to (self, commune, NULL);
}

static void
on_chosen_cb (GbMapPage  *self,
              const char *indicator)
{
  gb_map_model_set_indicator (self->model, indicator);
}

static void
on_quantiles_cb (GbMapPage *self)
{
  gb_map_model_set_quantiles (self->model, gb_map_legend_get_quantiles (self->legend));
}

/* Folded it leaves room for the map. */
static void
on_legend_toggled_cb (GbMapPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->legend), gtk_toggle_button_get_active (self->legend_button));
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbMapPage *self = GB_MAP_PAGE (widget);

  guint area = gb_commune_layer_get_selected (self->layer);

  gb_commune_layer_set_selected (self->layer, GB_GEO_NO_AREA);
  show_pane (self);
  if (area != GB_GEO_NO_AREA)
    gb_commune_layer_focus_area (self->layer, area);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  shumate_map_zoom_in (GB_MAP_PAGE (widget)->map);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  shumate_map_zoom_out (GB_MAP_PAGE (widget)->map);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gb_commune_layer_show_all (GB_MAP_PAGE (widget)->layer);
}

static void
on_narrow_cb (GbMapPage *self)
{
  gboolean narrow = gb_adaptive_bin_get_narrow (self->bin);

  gtk_toggle_button_set_active (self->legend_button, !narrow);
  /* Where there is no room for both, the map comes first. */
  if (narrow && self->unasked)
    gb_commune_layer_set_selected (self->layer, GB_GEO_NO_AREA);
  self->unasked = self->unasked && !narrow;
  if (self->model != NULL)
    show_pane (self);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
make_map (GbMapPage *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  g_autoptr (ShumateMapSource) ground = gb_empty_source_new ();

  shumate_map_set_map_source (self->map, ground);
  shumate_viewport_set_min_zoom_level (viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, MAX_ZOOM);
  self->layer = gb_commune_layer_new (viewport);
  gb_commune_layer_set_describe (self->layer, describe, self);
  gb_commune_layer_set_list_taken (self->layer, list_pins, self);
  gb_commune_layer_add_obstacle (self->layer, GTK_WIDGET (self->search));
  gb_commune_layer_add_obstacle (self->layer, GTK_WIDGET (self->borders));
  gb_commune_layer_add_obstacle (self->layer, GTK_WIDGET (self->tools));
  gb_commune_layer_add_obstacle (self->layer, GTK_WIDGET (self->legend));
  gb_commune_layer_add_obstacle (self->layer, self->buttons);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  g_signal_connect_object (self->layer, "activated", G_CALLBACK (on_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "completed", G_CALLBACK (on_completed_cb), self, G_CONNECT_SWAPPED);
}

/* A menu button of what belongs to the map, with its tooltip and accessible label. */
static void
add_tool (GbMapPage *self,
          GtkWidget *button)
{
  gtk_widget_add_css_class (button, "gb-map-button");
  gtk_box_append (self->tools, button);
  gtk_widget_set_visible (GTK_WIDGET (self->tools), TRUE);
}

/* What lies under the communes, and who made it, which is always named. */
static void
make_ground (GbMapPage *self)
{
  GtkWidget *under = gb_map_ground_new (gb_page_get_store (GB_PAGE (self)), self->map, SHUMATE_LAYER (self->layer));
  GtkWidget *caption = gb_map_ground_get_caption (GB_MAP_GROUND (under));

  self->under = GB_MAP_GROUND (under);
  add_tool (self, under);
  gtk_box_append (self->corner, caption);
  gb_commune_layer_add_obstacle (self->layer, caption);
  g_signal_connect_object (under, "changed", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
}

/* Once the map has its layer; before anything was read. */
static void
make_tools (GbMapPage *self)
{
  g_autoptr (GbMapExport) export = NULL;

  self->pins = gb_map_pins_new (gb_page_get_store (GB_PAGE (self)), self->map);
  add_tool (self, gb_map_pins_make_button (self->pins));
  g_signal_connect_object (self->pins, "changed", G_CALLBACK (update_loading), self, G_CONNECT_SWAPPED);
  make_ground (self);
  export = gb_map_export_new (gb_store_get_clock (gb_page_get_store (GB_PAGE (self))), self->model, self->layer, self->map);
  add_tool (self, gb_map_export_make_button (export));
  self->drawn = gb_map_borders_new ();
  add_tool (self, gb_map_borders_make_button (self->drawn));
}

static void
gb_map_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_map_page_parent_class)->map (widget);
  gb_map_model_set_active (GB_MAP_PAGE (widget)->model, TRUE);
  gb_map_pins_set_active (GB_MAP_PAGE (widget)->pins, TRUE);
}

static void
gb_map_page_unmap (GtkWidget *widget)
{
  gb_map_model_set_active (GB_MAP_PAGE (widget)->model, FALSE);
  if (GB_MAP_PAGE (widget)->pins != NULL)
    gb_map_pins_set_active (GB_MAP_PAGE (widget)->pins, FALSE);
  GTK_WIDGET_CLASS (gb_map_page_parent_class)->unmap (widget);
}

static void
gb_map_page_constructed (GObject *object)
{
  GbMapPage *self = GB_MAP_PAGE (object);
  GbStore *store;

  G_OBJECT_CLASS (gb_map_page_parent_class)->constructed (object);
  store = gb_page_get_store (GB_PAGE (self));
  make_map (self);
  gb_map_search_set_store (self->search, store);
  self->model = gb_map_model_new (store);
  make_tools (self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::commune", G_CALLBACK (on_commune_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
  show_view (self);
}

static void
gb_map_page_dispose (GObject *object)
{
  GbMapPage *self = GB_MAP_PAGE (object);

  g_clear_pointer (&self->shown, gb_map_view_unref);
  g_clear_object (&self->model);
  g_clear_pointer (&self->old_unit, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_unit, g_free);
  self->pins = NULL;
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (gb_map_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_MAP_LEGEND);
  g_type_ensure (GB_TYPE_MAP_PANE);
  g_type_ensure (GB_TYPE_MAP_SEARCH);
  g_type_ensure (GB_TYPE_STATE_VIEW);
  g_type_ensure (SHUMATE_TYPE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbMapPage, name)
  BIND (bin);
  BIND (state);
  BIND (ground);
  BIND (map);
  BIND (borders);
  BIND (tools);
  BIND (corner);
  BIND (buttons);
  BIND (legend_button);
  BIND (search);
  BIND (legend);
  BIND (pane);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_legend_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_neighbour_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_quantiles_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
}

static void
gb_map_page_class_init (GbMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_map_page_constructed;
  object_class->dispose = gb_map_page_dispose;
  widget_class->map = gb_map_page_map;
  widget_class->unmap = gb_map_page_unmap;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "map.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "map.close", NULL);
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.show-all", NULL, show_all_action);
}

static void
gb_map_page_init (GbMapPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_map_page_look_for:
 * @text: the name of a place, new or old
 *
 * Searches as if the user had typed it.
 */
void
gb_map_page_look_for (GbMapPage  *self,
                      const char *text)
{
  g_return_if_fail (GB_IS_MAP_PAGE (self));
  gb_map_search_look_for (self->search, text);
}

/**
 * gb_map_page_show_place:
 * @commune: a commune's code
 * @old_unit: (nullable): the old unit, with its type, by which it was found
 *
 * Chooses the commune and marks the old unit beside it, as soon as the map is there.
 */
void
gb_map_page_show_place (GbMapPage  *self,
                        const char *commune,
                        const char *old_unit)
{
  g_return_if_fail (GB_IS_MAP_PAGE (self));
  g_free (self->wanted);
  g_free (self->wanted_unit);
  self->wanted = g_strdup (commune);
  self->wanted_unit = g_strdup (old_unit);
  show_wanted (self);
}

/**
 * gb_map_page_show_pins:
 * @kind: what to show
 *
 * Shows the open issues of that kind as pins, whatever was chosen before.
 */
void
gb_map_page_show_pins (GbMapPage  *self,
                       GbPlaceKind kind)
{
  g_return_if_fail (GB_IS_MAP_PAGE (self));
  gb_map_pins_model_show_open (gb_map_pins_get_model (self->pins), kind);
}
