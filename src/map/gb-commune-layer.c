/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-layer.h"

#include <math.h>

#include "gb-commune-foci.h"
#include "gb-commune-layer-private.h"
#include "gb-commune-marks.h"
#include "gb-commune-view.h"

/* So much is drawn ahead on each side, as a part of the width and the height. */
#define AHEAD 0.25

/**
 * GbCommuneLayer:
 *
 * Communes as areas over a map. They are drawn on another thread a little beyond what is seen; while the hand moves,
 * that picture is moved and scaled, and no frame waits for a new one. The selected area has a callout with its amount;
 * the one under the pointer, or where the keyboard is, has one that tells more.
 */
struct _GbCommuneLayer
{
  ShumateLayer parent_instance;

  GbMapPicture *picture;     /* (owned) (nullable) */
  GbMapRaster *raster;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the drawing that is under way */
  gboolean again;            /* what is under way is outdated already */
  GbCommuneDescribe describe; /* (nullable) */
  gpointer user_data;
  GbCommuneMarks *marks;       /* (owned) */
  guint marks_tick;            /* before the next frame marks are given to what is in view */
  GbCommuneFoci *foci;         /* (owned) */
  guint selected;
  guint hovered;
  guint current; /* where the keyboard is */
  guint home;    /* the own commune */
  gboolean incomplete; /* "completed" is to be emitted once it is true */
  gboolean fitted;  /* all areas are in view, and stay so when the window changes its size */
  gboolean fitting;
  int fitted_width;
  int fitted_height;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_COMPLETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void queue_marks (GbCommuneLayer *self);
static void start_drawing (GbCommuneLayer *self);

G_DEFINE_FINAL_TYPE (GbCommuneLayer, gb_commune_layer, SHUMATE_TYPE_LAYER)

static ShumateViewport *
get_viewport (GbCommuneLayer *self)
{
  return shumate_layer_get_viewport (SHUMATE_LAYER (self));
}

GbGeoProjection
gb_commune_layer_get_projection (GbCommuneLayer *self)
{
  return gb_commune_view_projection (get_viewport (self), gtk_widget_get_width (GTK_WIDGET (self)),
                                     gtk_widget_get_height (GTK_WIDGET (self)));
}

GbGeoCoverage *
gb_commune_layer_get_coverage (GbCommuneLayer *self)
{
  return self->picture != NULL ? gb_map_picture_get_coverage (self->picture) : NULL;
}

/* --- drawing ahead -------------------------------------------------------------------------------- */

/* What has the callout in the colour of the focus: its name is not said twice. */
static guint
get_chosen (GbCommuneLayer *self)
{
  return self->selected != GB_GEO_NO_AREA ? self->selected : self->home;
}

static gboolean
raster_is_right (GbCommuneLayer *self)
{
  GbGeoProjection now = gb_commune_layer_get_projection (self);
  double x, y;

  if (self->raster == NULL || self->raster->projection.world != now.world || self->raster->nameless != get_chosen (self))
    return FALSE;
  x = now.x - self->raster->projection.x;
  y = now.y - self->raster->projection.y;
  return x >= 0 && y >= 0 && x + gtk_widget_get_width (GTK_WIDGET (self)) <= self->raster->width &&
         y + gtk_widget_get_height (GTK_WIDGET (self)) <= self->raster->height;
}

static void
on_drawn (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GbCommuneLayer) self = user_data;
  g_autoptr (GError) error = NULL;
  GbMapRaster *raster = gb_map_raster_render_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->raster, gb_map_raster_free);
  self->raster = raster;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->again || !raster_is_right (self))
    start_drawing (self);
}

/* One at a time: what comes in between is drawn afterwards, once. */
static void
start_drawing (GbCommuneLayer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GbGeoProjection projection;

  self->incomplete = TRUE;
  self->again = self->cancellable != NULL;
  if (self->again || self->picture == NULL || width <= 0 || height <= 0)
    return;
  projection = gb_commune_layer_get_projection (self);
  projection.x -= floor (AHEAD * width);
  projection.y -= floor (AHEAD * height);
  self->cancellable = g_cancellable_new ();
  gb_map_raster_render_async (self->picture, get_chosen (self), &projection, width + 2 * floor (AHEAD * width),
                              height + 2 * floor (AHEAD * height), gtk_widget_get_scale_factor (widget),
                              pango_context_get_font_description (gtk_widget_get_pango_context (widget)),
                              self->cancellable, on_drawn, g_object_ref (self));
}

static void
on_viewport_notify_cb (GbCommuneLayer *self)
{
  self->fitted = self->fitted && self->fitting;
  queue_marks (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!raster_is_right (self))
    start_drawing (self);
}

/* --- marks ---------------------------------------------------------------------------------------- */

static gboolean
is_out_of_fit (GbCommuneLayer *self)
{
  return self->fitted && (self->fitted_width != gtk_widget_get_width (GTK_WIDGET (self)) ||
                          self->fitted_height != gtk_widget_get_height (GTK_WIDGET (self)));
}

static gboolean
on_marks_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  GbGeoProjection projection = gb_commune_layer_get_projection (self);

  self->marks_tick = 0;
  if (is_out_of_fit (self))
    {
      gb_commune_layer_show_all (self);
      projection = gb_commune_layer_get_projection (self);
    }
  gb_commune_marks_update (self->marks, &projection, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  gtk_widget_queue_allocate (widget);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

/* New children ask for a new allocation, so they are made before the frame is laid out. */
static void
queue_marks (GbCommuneLayer *self)
{
  self->incomplete = TRUE;
  if (self->marks_tick == 0)
    self->marks_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_marks_cb, NULL, NULL);
}

static void
gb_commune_layer_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  GbGeoProjection projection = gb_commune_layer_get_projection (self);

  gb_commune_marks_place (self->marks, &projection, width, height);
  if (raster_is_right (self) && !is_out_of_fit (self))
    return;
  queue_marks (self);
  start_drawing (self);
}

/* --- frames --------------------------------------------------------------------------------------- */

/* Which area is looked at: the one under the pointer, else where the keyboard is. */
static guint
find_looked_at (GbCommuneLayer *self)
{
  GtkWidget *mark = gb_commune_marks_find (self->marks, self->current);

  if (self->hovered != GB_GEO_NO_AREA)
    return self->hovered;
  return mark != NULL && gtk_widget_has_focus (mark) ? self->current : GB_GEO_NO_AREA;
}

static gboolean
on_complete_cb (gpointer user_data)
{
  GbCommuneLayer *self = user_data;

  if (self->marks != NULL)
    g_signal_emit (self, signals[SIGNAL_COMPLETED], 0);
  return G_SOURCE_REMOVE;
}

/* Not from within a frame: who hears it may ask for another one. */
static void
announce (GbCommuneLayer *self)
{
  if (!self->incomplete || !gb_commune_layer_is_complete (self))
    return;
  self->incomplete = FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_complete_cb, g_object_ref (self), g_object_unref);
}

static void
gb_commune_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  GbGeoProjection projection = gb_commune_layer_get_projection (self);
  const GbChartColor *ground;

  if (self->picture == NULL)
    return;
  ground = &gb_map_picture_get_style (self->picture)->ground;
  gtk_snapshot_append_color (
      snapshot,
      &(GdkRGBA) { (float) ground->red, (float) ground->green, (float) ground->blue, (float) ground->alpha },
      &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  if (self->raster != NULL)
    gb_map_raster_snapshot (self->raster, widget, snapshot, &projection);
  gb_commune_foci_snapshot (self->foci, snapshot, self->raster, &projection,
                            get_chosen (self), find_looked_at (self));
  announce (self);
}

/* --- pointer -------------------------------------------------------------------------------------- */

/* Layers of libshumate let the pointer through; drags and scrolling reach the map from here, too. */
static gboolean
gb_commune_layer_contains (GtkWidget *widget,
                           double     x,
                           double     y)
{
  return x >= 0 && y >= 0 && x < gtk_widget_get_width (widget) && y < gtk_widget_get_height (widget);
}

/**
 * gb_commune_layer_set_hovered:
 * @area: the area under the pointer, or %GB_GEO_NO_AREA
 */
void
gb_commune_layer_set_hovered (GbCommuneLayer *self,
                              guint           area)
{
  if (self->hovered == area)
    return;
  self->hovered = area;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gb_commune_layer_activate (GbCommuneLayer *self,
                           guint           area)
{
  if (area == GB_GEO_NO_AREA)
    return;
  self->current = area;
  gb_commune_layer_set_selected (self, area);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, area);
}

/* --- keyboard ------------------------------------------------------------------------------------- */

guint
gb_commune_layer_get_current (GbCommuneLayer *self)
{
  return self->current;
}

guint
gb_commune_layer_get_home (GbCommuneLayer *self)
{
  return self->home;
}

void
gb_commune_layer_set_current (GbCommuneLayer *self,
                              guint           area)
{
  self->current = area;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* With a mark for each area in view as it is now. */
GbCommuneMarks *
gb_commune_layer_update_marks (GbCommuneLayer *self)
{
  GbGeoProjection projection = gb_commune_layer_get_projection (self);

  gb_commune_marks_update (self->marks, &projection, gtk_widget_get_width (GTK_WIDGET (self)),
                           gtk_widget_get_height (GTK_WIDGET (self)));
  return self->marks;
}

static void
on_mark_activated_cb (GbCommuneLayer *self,
                      GbCommuneMark  *mark)
{
  gb_commune_layer_activate (self, gb_commune_mark_get_area (mark));
}

/* --- life ----------------------------------------------------------------------------------------- */

static void
gb_commune_layer_constructed (GObject *object)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (gb_commune_layer_parent_class)->constructed (object);
  viewport = get_viewport (self);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (on_viewport_notify_cb), self, G_CONNECT_SWAPPED);
}

static void
gb_commune_layer_dispose (GObject *object)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->raster, gb_map_raster_free);
  g_clear_pointer (&self->picture, gb_map_picture_unref);
  g_clear_pointer (&self->marks, gb_commune_marks_free);
  g_clear_pointer (&self->foci, gb_commune_foci_free);
  G_OBJECT_CLASS (gb_commune_layer_parent_class)->dispose (object);
}

static void
gb_commune_layer_class_init (GbCommuneLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_commune_layer_constructed;
  object_class->dispose = gb_commune_layer_dispose;
  widget_class->size_allocate = gb_commune_layer_size_allocate;
  widget_class->snapshot = gb_commune_layer_snapshot;
  widget_class->contains = gb_commune_layer_contains;
  widget_class->focus = gb_commune_keys_focus;
  gtk_widget_class_set_css_name (widget_class, "communes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * GbCommuneLayer::activated:
   * @area: the area that was clicked or chosen by the keyboard
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", GB_TYPE_COMMUNE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * GbCommuneLayer::completed:
   *
   * What is seen is drawn as it should be.
   */
  signals[SIGNAL_COMPLETED] = g_signal_new ("completed", GB_TYPE_COMMUNE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
}

static void
gb_commune_layer_init (GbCommuneLayer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->marks = gb_commune_marks_new (GTK_WIDGET (self), G_CALLBACK (on_mark_activated_cb));
  self->foci = gb_commune_foci_new (GTK_WIDGET (self));
  self->selected = self->hovered = self->current = self->home = GB_GEO_NO_AREA;
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (gb_commune_keys_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gb_commune_pointer_attach (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * gb_commune_layer_new:
 * @viewport: of the map that the layer is added to; with a reference map source
 */
GbCommuneLayer *
gb_commune_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GB_TYPE_COMMUNE_LAYER, "viewport", viewport, NULL);
}

guint
gb_commune_layer_get_selected (GbCommuneLayer *self)
{
  g_return_val_if_fail (GB_IS_COMMUNE_LAYER (self), GB_GEO_NO_AREA);
  return self->selected;
}

/**
 * gb_commune_layer_set_picture:
 * @picture: (nullable): what is shown from now on
 */
void
gb_commune_layer_set_picture (GbCommuneLayer *self,
                              GbMapPicture   *picture)
{
  GbGeoCoverage *before = gb_commune_layer_get_coverage (self);

  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  if (picture != NULL)
    gb_map_picture_ref (picture);
  if (before != NULL && (picture == NULL || gb_map_picture_get_coverage (picture) != before))
    self->selected = self->hovered = self->current = self->home = GB_GEO_NO_AREA;
  g_clear_pointer (&self->picture, gb_map_picture_unref);
  self->picture = picture;
  gb_commune_marks_set (self->marks, gb_commune_layer_get_coverage (self), self->describe, self->user_data);
  gb_commune_foci_set (self->foci, picture, self->describe, self->user_data);
  queue_marks (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  start_drawing (self);
}

/**
 * gb_commune_layer_set_describe:
 * @describe: tells what is said of an area of the picture
 */
void
gb_commune_layer_set_describe (GbCommuneLayer    *self,
                               GbCommuneDescribe  tell,
                               gpointer           user_data)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  self->describe = tell;
  self->user_data = user_data;
}

/**
 * gb_commune_layer_add_obstacle:
 * @widget: lies over the map; no callout is put under it
 */
void
gb_commune_layer_add_obstacle (GbCommuneLayer *self,
                               GtkWidget      *widget)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  gb_commune_foci_add_obstacle (self->foci, widget);
}

/**
 * gb_commune_layer_set_list_taken:
 * @list: adds what else no callout may hide, such as pins
 */
void
gb_commune_layer_set_list_taken (GbCommuneLayer     *self,
                                 GbCommuneListTaken  list,
                                 gpointer            user_data)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  gb_commune_foci_set_list_taken (self->foci, list, user_data);
}

/**
 * gb_commune_layer_set_home:
 * @area: the own commune, to which the key Home leads, or %GB_GEO_NO_AREA
 */
void
gb_commune_layer_set_home (GbCommuneLayer *self,
                           guint           area)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  self->home = area;
  if (!raster_is_right (self))
    start_drawing (self);
}

/**
 * gb_commune_layer_set_selected:
 * @area: which area has a line round it, or %GB_GEO_NO_AREA
 */
void
gb_commune_layer_set_selected (GbCommuneLayer *self,
                               guint           area)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  if (self->selected == area)
    return;
  self->selected = area;
  if (!raster_is_right (self))
    start_drawing (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gb_commune_layer_fit:
 *
 * Moves the map so that all areas are seen as soon as the layer has its room.
 */
void
gb_commune_layer_fit (GbCommuneLayer *self)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  self->fitted = TRUE;
  self->fitted_width = self->fitted_height = 0;
  queue_marks (self);
}

/**
 * gb_commune_layer_show_all:
 *
 * Moves the map so that all areas are seen; until somebody moves it they are also when the window gets another size.
 */
void
gb_commune_layer_show_all (GbCommuneLayer *self)
{
  GbGeoCoverage *coverage = gb_commune_layer_get_coverage (self);

  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  if (coverage == NULL || gb_geo_coverage_get_n_areas (coverage) == 0)
    return;
  self->fitted = self->fitting = TRUE;
  self->fitted_width = gtk_widget_get_width (GTK_WIDGET (self));
  self->fitted_height = gtk_widget_get_height (GTK_WIDGET (self));
  gb_commune_view_show_all (get_viewport (self), coverage, self->fitted_width, self->fitted_height);
  self->fitting = FALSE;
}

/**
 * gb_commune_layer_show_area:
 *
 * Moves the map so that the middle of an area is seen; where it is, nothing moves.
 */
void
gb_commune_layer_show_area (GbCommuneLayer *self,
                            guint           area)
{
  g_return_if_fail (GB_IS_COMMUNE_LAYER (self) && gb_commune_layer_get_coverage (self) != NULL);
  /* A move of ours must not stand in for the fit that is still to come. */
  if (self->fitted && self->fitted_width == 0)
    gb_commune_layer_show_all (self);
  gb_commune_view_show_point (get_viewport (self),
                              gb_geo_coverage_get_area (gb_commune_layer_get_coverage (self), area)->label,
                              gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
}

/**
 * gb_commune_layer_is_complete:
 *
 * Returns: whether what is seen is drawn as it should be
 */
gboolean
gb_commune_layer_is_complete (GbCommuneLayer *self)
{
  g_return_val_if_fail (GB_IS_COMMUNE_LAYER (self), FALSE);
  return self->cancellable == NULL && self->picture != NULL && raster_is_right (self) &&
         self->marks_tick == 0 && !is_out_of_fit (self) && gb_commune_foci_is_ready (self->foci);
}
