/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-place-window.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-layer.h"
#include "gb-coordinates.h"
#include "gb-empty-source.h"
#include "gb-map-model.h"
#include "gb-map-words.h"

#define LEAST_ZOOM 7
#define MOST_ZOOM 18
/* A ward fits the window; a place that is known is looked at closer. */
#define COMMUNE_ZOOM 13
#define POINT_ZOOM 15
/* How far an arrow moves the map, pixels. */
#define STEP 24

/**
 * GbPlaceWindow:
 *
 * Chooses a point on the map: what lies under the cross in its middle. The map is moved by dragging it, by a click on
 * the place, and by the arrow keys.
 */
struct _GbPlaceWindow
{
  AdwWindow parent_instance;

  ShumateMap *map; /* the template's */
  GtkLabel *point;

  GbCommuneLayer *layer; /* a child of @map */
  GbMapModel *model; /* (owned) (nullable) */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbPlaceWindow, gb_place_window, ADW_TYPE_WINDOW)

static ShumateViewport *
get_viewport (GbPlaceWindow *self)
{
  return shumate_map_get_viewport (self->map);
}

static void
show_point (GbPlaceWindow *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (get_viewport (self));
  g_autofree char *text = gb_coordinates_format (shumate_location_get_latitude (location),
                                                 shumate_location_get_longitude (location));

  gtk_label_set_label (self->point, text);
}

/* --- moving --------------------------------------------------------------------------------- */

static void
go_to (GbPlaceWindow *self,
       double         x,
       double         y)
{
  double lat, lon;

  shumate_viewport_widget_coords_to_location (get_viewport (self), GTK_WIDGET (self->map), x, y, &lat, &lon);
  shumate_location_set_location (SHUMATE_LOCATION (get_viewport (self)), lat, lon);
}

static void
clicked_cb (GbPlaceWindow *self,
            int            n,
            double         x,
            double         y)
{
  go_to (self, x, y);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbPlaceWindow *self = GB_PLACE_WINDOW (widget);
  int right, down;

  g_variant_get (parameter, "(ii)", &right, &down);
  go_to (self, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0 + right * STEP,
         gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0 + down * STEP);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  shumate_map_zoom_in (GB_PLACE_WINDOW (widget)->map);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  shumate_map_zoom_out (GB_PLACE_WINDOW (widget)->map);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ShumateLocation *location = SHUMATE_LOCATION (get_viewport (GB_PLACE_WINDOW (widget)));

  g_signal_emit (widget, signals[CHOSEN], 0, shumate_location_get_latitude (location),
                 shumate_location_get_longitude (location));
  gtk_window_destroy (GTK_WINDOW (widget));
}

/* --- map ------------------------------------------------------------------------------------ */

/* The communes as they lie, without a figure. */
static void
on_model_changed_cb (GbPlaceWindow *self)
{
  const GbMapView *view = gb_map_model_get_view (self->model);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree guint *classes = NULL;
  g_autofree const char **names = NULL, **values = NULL;
  g_autoptr (GbMapPicture) picture = NULL;
  GbMapStyle style;
  guint n;

  if (view == NULL)
    return;
  n = gb_geo_coverage_get_n_areas (view->coverage);
  classes = g_new0 (guint, MAX (n, 1));
  names = g_new0 (const char *, n + 1);
  values = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      names[i] = ((GbMapCommune *) view->communes->pdata[view->of_area[i]])->name;
      values[i] = "";
    }
  gb_map_style_init (&style, view->classes.n, adw_style_manager_get_dark (manager),
                     adw_style_manager_get_high_contrast (manager));
  picture = gb_map_picture_new (view->coverage, classes, names, values, &style);
  gb_commune_layer_set_picture (self->layer, picture);
}

static void
describe (guint           area,
          GbCommuneTexts *texts,
          gpointer        user_data)
{
  const GbMapView *view = gb_map_model_get_view (GB_PLACE_WINDOW (user_data)->model);
  const GbMapCommune *commune = view->communes->pdata[view->of_area[area]];

  texts->title = gb_map_words_title (commune);
  texts->callout = g_strdup (texts->title);
  texts->spoken = g_strdup (texts->title);
  texts->point = (GbGeoPoint) { commune->lon, commune->lat };
}

static void
make_map (GbPlaceWindow *self)
{
  ShumateViewport *viewport = get_viewport (self);
  g_autoptr (ShumateMapSource) ground = gb_empty_source_new ();

  shumate_map_set_map_source (self->map, ground);
  shumate_viewport_set_min_zoom_level (viewport, LEAST_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, MOST_ZOOM);
  self->layer = gb_commune_layer_new (viewport);
  gb_commune_layer_set_describe (self->layer, describe, self);
  gtk_widget_set_can_target (GTK_WIDGET (self->layer), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->layer), FALSE);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  g_signal_connect_object (viewport, "notify::latitude", G_CALLBACK (show_point), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify::longitude", G_CALLBACK (show_point), self, G_CONNECT_SWAPPED);
}

/* --- object --------------------------------------------------------------------------------- */

static void
gb_place_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_place_window_parent_class)->unmap (widget);

  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_place_window_dispose (GObject *object)
{
  GbPlaceWindow *self = GB_PLACE_WINDOW (object);

  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gb_place_window_parent_class)->dispose (object);
}

static void
add_key (GtkWidgetClass *widget_class,
         guint           key,
         int             right,
         int             down)
{
  gtk_widget_class_add_binding_action (widget_class, key, 0, "place.move", "(ii)", right, down);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "place.move", "(ii)", move_action);
  gtk_widget_class_install_action (widget_class, "place.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "place.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "place.choose", NULL, choose_action);
  add_key (widget_class, GDK_KEY_Left, -1, 0);
  add_key (widget_class, GDK_KEY_Right, 1, 0);
  add_key (widget_class, GDK_KEY_Up, 0, -1);
  add_key (widget_class, GDK_KEY_Down, 0, 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "place.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, 0, "place.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "place.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gb_place_window_class_init (GbPlaceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_place_window_dispose;
  widget_class->unmap = gb_place_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  /**
   * GbPlaceWindow::chosen:
   * @lat: degrees north, WGS 84
   * @lon: degrees east
   *
   * The user wants this point; the window goes.
   */
  signals[CHOSEN] = g_signal_new ("chosen", GB_TYPE_PLACE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  g_type_ensure (SHUMATE_TYPE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-place-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbPlaceWindow, map);
  gtk_widget_class_bind_template_child (widget_class, GbPlaceWindow, point);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  install_actions (widget_class);
}

static void
gb_place_window_init (GbPlaceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_map (self);
}

/**
 * gb_place_window_present:
 * @parent: a widget of the window it belongs to
 * @store: where the map comes from
 * @commune: (nullable): the code of the commune that is shown; %NULL = the point itself
 * @lat: degrees north, of the point or of the commune's centre
 * @lon: degrees east
 *
 * Returns: (transfer none): the window
 */
GbPlaceWindow *
gb_place_window_present (GtkWidget  *parent,
                         GbStore    *store,
                         const char *commune,
                         double      lat,
                         double      lon)
{
  GbPlaceWindow *self = g_object_new (GB_TYPE_PLACE_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  ShumateViewport *viewport = get_viewport (self);

  self->model = gb_map_model_new (store);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed_cb), self, G_CONNECT_SWAPPED);
  gb_map_model_set_active (self->model, TRUE);
  shumate_viewport_set_zoom_level (viewport, commune != NULL ? COMMUNE_ZOOM : POINT_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lat, lon);
  show_point (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->map));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
