/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pin-layer.h"

#include <math.h>

#include "gb-commune-view.h"
#include "gb-pin-levels.h"
#include "gb-pin-marks.h"
#include "gb-pin-sprites.h"
#include "gb-pin-view.h"

/* A screen reader is not helped by more than 200; the communes have the others. */
#define MOST_MARKS 80

/**
 * GbPinLayer:
 *
 * Pins over a map, those that would stand too near to each other as one number. A click on a number goes nearer, as far
 * as its pins part there; what cannot be parted, and a single pin, is for who listens to "opened".
 */
struct _GbPinLayer
{
  ShumateLayer parent_instance;

  GbPinLevels *levels;       /* (owned) (nullable): what is shown */
  GbPinDescribe describe;
  gpointer describe_data;    /* (owned) */
  GDestroyNotify describe_destroy;

  GCancellable *cancellable; /* (owned) (nullable): of the clustering under way */
  GbPinSprites *sprites;     /* (owned) (nullable): as the colours and the letters are */
  double scale;
  gboolean dark;
  gboolean outlined;
  gboolean unfinished;       /* what is seen was not drawn whole in this frame */

  GbPinMarks *marks;         /* (owned) */
  guint current;             /* a pin of the cluster that the keyboard is at */
  guint hovered;             /* one of that under the pointer */
};

/* What is to be shown once it is clustered. */
typedef struct
{
  GbPinLayer *layer; /* (owned) */
  GbPinDescribe describe;
  gpointer data;
  GDestroyNotify destroy;
} Coming;

enum
{
  SIGNAL_OPENED,
  SIGNAL_COMPLETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbPinLayer, gb_pin_layer, SHUMATE_TYPE_LAYER)

static ShumateViewport *
get_viewport (GbPinLayer *self)
{
  return shumate_layer_get_viewport (SHUMATE_LAYER (self));
}

static const GbPin *
get_pin (GbPinLayer *self,
         guint       pin)
{
  return &g_array_index (gb_pin_levels_get_pins (self->levels), GbPin, pin);
}

/**
 * gb_pin_layer_get_clusters:
 *
 * Returns: (transfer none) (nullable): what is shown at the zoom level
 */
const GbPinClusters *
gb_pin_layer_get_clusters (GbPinLayer *self)
{
  g_return_val_if_fail (GB_IS_PIN_LAYER (self), NULL);
  return self->levels == NULL ? NULL
                              : gb_pin_levels_get (self->levels, shumate_viewport_get_zoom_level (get_viewport (self)));
}

static const GbPinCluster *
get_cluster_of (GbPinLayer *self,
                guint       pin)
{
  const GbPinClusters *clusters = gb_pin_layer_get_clusters (self);

  return gb_pin_clusters_get (clusters, gb_pin_clusters_find (clusters, pin));
}

static GbPinView
look (GbPinLayer *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  return (GbPinView) { gb_pin_layer_get_clusters (self), gb_commune_view_projection (get_viewport (self), width, height),
                       width, height };
}

static const GbPinStyle *
get_style (GbPinLayer *self)
{
  return gb_pin_sprites_get_style (self->sprites);
}

static guint
first_of (const GbPinClusters *clusters,
          guint                cluster)
{
  return gb_pin_clusters_get_members (clusters, cluster)[0];
}

/* --- clustering ----------------------------------------------------------------------------------- */

static void
coming_free (Coming *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_object_unref (self->layer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Coming, coming_free)

static gboolean
same_pin (const GbPin *a,
          const GbPin *b)
{
  return a->at.lon == b->at.lon && a->at.lat == b->at.lat && a->state == b->state;
}

/* The keyboard stays where it was, as far as that is still there. */
static guint
find_again (GbPinLayer        *self,
            const GbPinLevels *levels,
            guint              pin)
{
  GArray *pins = gb_pin_levels_get_pins (levels);

  for (guint i = 0; self->levels != NULL && pin != GB_NO_PIN && i < pins->len; i++)
    {
      if (same_pin (get_pin (self, pin), &g_array_index (pins, GbPin, i)))
        return i;
    }
  return GB_NO_PIN;
}

static void
forget_describe (GbPinLayer *self)
{
  if (self->describe_destroy != NULL)
    self->describe_destroy (self->describe_data);
  self->describe = NULL;
  self->describe_data = NULL;
  self->describe_destroy = NULL;
}

static void
on_clustered_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Coming) coming = user_data;
  GbPinLayer *self = coming->layer;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbPinLevels) levels = gb_pin_levels_new_finish (result, &error);

  if (levels == NULL)
    return; /* something newer is on its way */
  g_clear_object (&self->cancellable);
  self->current = find_again (self, levels, self->current);
  self->hovered = GB_NO_PIN;
  g_clear_pointer (&self->levels, gb_pin_levels_unref);
  self->levels = g_steal_pointer (&levels);
  if (coming->describe != NULL)
    {
      forget_describe (self);
      self->describe = coming->describe;
      self->describe_data = g_steal_pointer (&coming->data);
      self->describe_destroy = coming->destroy;
      coming->destroy = NULL;
    }
  gb_pin_marks_reset (self->marks, MIN (MOST_MARKS, gb_pin_levels_get_pins (self->levels)->len));
  self->unfinished = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
start_clustering (GbPinLayer *self,
                  GArray     *pins,
                  Coming     *coming)
{
  ShumateViewport *viewport = get_viewport (self);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_pin_levels_new_async (pins, shumate_viewport_get_min_zoom_level (viewport),
                           shumate_viewport_get_max_zoom_level (viewport), gb_pin_distance (self->scale),
                           self->cancellable, on_clustered_cb, coming);
}

static void
update_sprites (GbPinLayer *self)
{
  GbPinStyle style;

  gb_pin_style_init (&style, self->scale, self->dark, self->outlined);
  g_clear_pointer (&self->sprites, gb_pin_sprites_free);
  self->sprites = gb_pin_sprites_new (gtk_widget_get_pango_context (GTK_WIDGET (self)), &style,
                                      gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  self->unfinished = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gb_pin_layer_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GbPinLayer *self = GB_PIN_LAYER (widget);
  double scale;

  GTK_WIDGET_CLASS (gb_pin_layer_parent_class)->css_changed (widget, change);
  scale = gb_pin_scale (gtk_widget_get_pango_context (widget));
  if (scale == self->scale && self->sprites != NULL)
    return;
  self->scale = scale;
  update_sprites (self);
  if (self->levels != NULL && self->cancellable == NULL)
    {
      Coming *coming = g_new0 (Coming, 1);

      coming->layer = g_object_ref (self);
      start_clustering (self, gb_pin_levels_get_pins (self->levels), coming);
    }
}

/* --- marks ---------------------------------------------------------------------------------------- */

static void
gb_pin_layer_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GbPinLayer *self = GB_PIN_LAYER (widget);
  GbPinView view = look (self);
  g_autoptr (GArray) seen = NULL;

  if (view.clusters == NULL)
    return;
  seen = gb_pin_view_list (&view, self->current, MOST_MARKS);
  gb_pin_marks_place (self->marks, &view, seen, self->describe, self->describe_data);
}

/* --- frames --------------------------------------------------------------------------------------- */

static void
snapshot_ring (GbPinLayer      *self,
               GtkSnapshot     *snapshot,
               const GbPinView *view,
               guint            pin)
{
  const GbPinCluster *cluster = get_cluster_of (self, pin);
  double radius = gb_pin_radius (get_style (self), cluster->n) + 5 * self->scale, x, y;
  cairo_t *cr;

  gb_pin_view_locate (view, cluster, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (x - radius), (float) (y - radius),
                                                                 2 * (float) radius, 2 * (float) radius));
  cairo_translate (cr, round (x), round (y));
  gb_pin_draw_focus (cr, get_style (self), cluster->n);
  cairo_destroy (cr);
}

static void
snapshot_pins (GbPinLayer      *self,
               GtkSnapshot     *snapshot,
               const GbPinView *view)
{
  gboolean whole = TRUE;

  gb_pin_sprites_begin (self->sprites);
  for (guint i = 0; i < gb_pin_clusters_get_n (view->clusters); i++)
    {
      const GbPinCluster *cluster = gb_pin_clusters_get (view->clusters, i);
      double radius = gb_pin_radius (get_style (self), cluster->n), x, y;

      gb_pin_view_locate (view, cluster, &x, &y);
      if (gb_pin_view_sees (view, x, y, radius))
        whole &= gb_pin_sprites_show (self->sprites, snapshot, cluster,
                                      get_pin (self, gb_pin_clusters_get_members (view->clusters, i)[0]), x, y);
    }
  self->unfinished = !whole;
}

static gboolean
on_next_frame_cb (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  GbPinLayer *self = GB_PIN_LAYER (widget);

  if (self->unfinished)
    gtk_widget_queue_draw (widget);
  else
    g_signal_emit (self, signals[SIGNAL_COMPLETED], 0);
  return G_SOURCE_REMOVE;
}

static void
gb_pin_layer_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  GbPinLayer *self = GB_PIN_LAYER (widget);
  GbPinView view = look (self);
  gboolean before = self->unfinished;

  if (view.clusters == NULL || self->sprites == NULL)
    return;
  snapshot_pins (self, snapshot, &view);
  if (self->hovered != GB_NO_PIN)
    snapshot_ring (self, snapshot, &view, self->hovered);
  if (self->current != GB_NO_PIN && gtk_widget_get_focus_child (widget) != NULL &&
      gtk_widget_has_visible_focus (gtk_widget_get_focus_child (widget)))
    snapshot_ring (self, snapshot, &view, self->current);
  if (before || self->unfinished)
    gtk_widget_add_tick_callback (widget, on_next_frame_cb, NULL, NULL);
}

static void
on_viewport_notify_cb (GbPinLayer *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- pointer -------------------------------------------------------------------------------------- */

/* Returns: a cluster, or GB_NO_PIN */
static guint
find_at (GbPinLayer *self,
         double      x,
         double      y)
{
  GbPinView view = look (self);

  return view.clusters != NULL && self->sprites != NULL ? gb_pin_view_find_at (&view, get_style (self), x, y)
                                                        : GB_NO_PIN;
}

/* Between pins the pointer is over what lies under the layer. */
static gboolean
gb_pin_layer_contains (GtkWidget *widget,
                       double     x,
                       double     y)
{
  return find_at (GB_PIN_LAYER (widget), x, y) != GB_NO_PIN;
}

static void
set_hovered (GbPinLayer *self,
             guint       cluster)
{
  guint pin = cluster != GB_NO_PIN ? first_of (gb_pin_layer_get_clusters (self), cluster) : GB_NO_PIN;

  if (self->hovered == pin)
    return;
  self->hovered = pin;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
on_motion_cb (GbPinLayer *self,
              double      x,
              double      y)
{
  set_hovered (self, find_at (self, x, y));
}

static void
on_leave_cb (GbPinLayer *self)
{
  set_hovered (self, GB_NO_PIN);
}

static gboolean
gb_pin_layer_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  GbPinLayer *self = GB_PIN_LAYER (widget);
  const GbPinClusters *clusters = gb_pin_layer_get_clusters (self);
  guint cluster = GB_NO_PIN;
  g_autofree char *text = NULL;

  if (clusters == NULL || self->describe == NULL)
    return FALSE;
  if (!keyboard)
    cluster = find_at (self, x, y);
  else if (self->current != GB_NO_PIN)
    cluster = gb_pin_clusters_find (clusters, self->current);
  if (cluster == GB_NO_PIN)
    return FALSE;
  text = self->describe (gb_pin_clusters_get_members (clusters, cluster), gb_pin_clusters_get (clusters, cluster)->n,
                         self->describe_data);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_released_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                GbPinLayer      *self)
{
  guint cluster = find_at (self, x, y);

  if (n_press == 1 && cluster != GB_NO_PIN)
    gb_pin_layer_activate (self, cluster);
}

/* --- keyboard ------------------------------------------------------------------------------------- */

static void
focus_cluster (GbPinLayer *self,
               guint       cluster)
{
  GbPinView view = look (self);
  const GbPinCluster *it = gb_pin_clusters_get (view.clusters, cluster);
  GtkWidget *mark;
  double x, y;

  self->current = first_of (view.clusters, cluster);
  gb_pin_view_locate (&view, it, &x, &y);
  if (!gb_pin_view_sees (&view, x, y, -gb_pin_radius (get_style (self), it->n)))
    shumate_location_set_location (SHUMATE_LOCATION (get_viewport (self)), it->at.lat, it->at.lon);
  /* where it has none yet, the one that has the focus is given to it when the layer is allocated */
  mark = gb_pin_marks_find (self->marks, self->current);
  if (mark != NULL)
    gtk_widget_grab_focus (mark);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
zoom_by (GbPinLayer *self,
         double      steps)
{
  ShumateViewport *viewport = get_viewport (self);

  if (self->current != GB_NO_PIN)
    {
      GbGeoPoint at = get_cluster_of (self, self->current)->at;

      shumate_location_set_location (SHUMATE_LOCATION (viewport), at.lat, at.lon);
    }
  shumate_viewport_set_zoom_level (viewport, shumate_viewport_get_zoom_level (viewport) + steps);
}

static gboolean
on_key_pressed_cb (GbPinLayer *self,
                   guint       keyval)
{
  static const struct
  {
    guint keyval;
    double dx, dy;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 },
  };
  const GbPinClusters *clusters = gb_pin_layer_get_clusters (self);

  if (clusters == NULL || self->current == GB_NO_PIN)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      GbPinView view = look (self);
      guint to;

      if (arrows[i].keyval != keyval)
        continue;
      to = gb_pin_view_find_towards (&view, gb_pin_clusters_find (clusters, self->current), arrows[i].dx, arrows[i].dy);
      if (to != GB_NO_PIN)
        focus_cluster (self, to);
      return GDK_EVENT_STOP;
    }
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      gb_pin_layer_activate (self, gb_pin_clusters_find (clusters, self->current));
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      zoom_by (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* All pins are one stop of the Tab key: inside it the arrows lead on. The first is that which most are at. */
static gboolean
gb_pin_layer_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  GbPinLayer *self = GB_PIN_LAYER (widget);
  GbPinView view = look (self);
  g_autoptr (GArray) seen = NULL;
  double x, y;

  if (gtk_widget_get_focus_child (widget) != NULL || view.clusters == NULL)
    return FALSE;
  if (self->current != GB_NO_PIN)
    {
      gb_pin_view_locate (&view, get_cluster_of (self, self->current), &x, &y);
      if (!gb_pin_view_sees (&view, x, y, 0))
        self->current = GB_NO_PIN;
    }
  seen = gb_pin_view_list (&view, self->current, MOST_MARKS);
  if (seen->len == 0)
    return FALSE;
  focus_cluster (self, g_array_index (seen, guint, 0));
  return gtk_widget_get_focus_child (widget) != NULL;
}

/* --- life ----------------------------------------------------------------------------------------- */

static void
gb_pin_layer_constructed (GObject *object)
{
  GbPinLayer *self = GB_PIN_LAYER (object);

  G_OBJECT_CLASS (gb_pin_layer_parent_class)->constructed (object);
  g_signal_connect_object (get_viewport (self), "notify", G_CALLBACK (on_viewport_notify_cb), self, G_CONNECT_SWAPPED);
}

static void
gb_pin_layer_dispose (GObject *object)
{
  GbPinLayer *self = GB_PIN_LAYER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->levels, gb_pin_levels_unref);
  g_clear_pointer (&self->sprites, gb_pin_sprites_free);
  forget_describe (self);
  g_clear_pointer (&self->marks, gb_pin_marks_free);
  G_OBJECT_CLASS (gb_pin_layer_parent_class)->dispose (object);
}

static void
gb_pin_layer_class_init (GbPinLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gb_pin_layer_constructed;
  object_class->dispose = gb_pin_layer_dispose;
  widget_class->css_changed = gb_pin_layer_css_changed;
  widget_class->size_allocate = gb_pin_layer_size_allocate;
  widget_class->snapshot = gb_pin_layer_snapshot;
  widget_class->contains = gb_pin_layer_contains;
  widget_class->query_tooltip = gb_pin_layer_query_tooltip;
  widget_class->focus = gb_pin_layer_focus;
  gtk_widget_class_set_css_name (widget_class, "pins");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * GbPinLayer::opened:
   * @members: (type gpointer): an array of guint: the pins that were clicked or chosen by the keyboard, as their
   *   places among all
   * @n: how many
   * @area: where they are, in the layer's pixels
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", GB_TYPE_PIN_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_UINT, GDK_TYPE_RECTANGLE);
  /**
   * GbPinLayer::completed:
   *
   * What is seen is drawn as it should be.
   */
  signals[SIGNAL_COMPLETED] = g_signal_new ("completed", GB_TYPE_PIN_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
}

static void
gb_pin_layer_init (GbPinLayer *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = gb_pin_marks_new (GTK_WIDGET (self));
  self->current = self->hovered = GB_NO_PIN;
  self->scale = 1;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (update_sprites), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

/**
 * gb_pin_layer_new:
 * @viewport: of the map that the layer is added to; with a reference map source and its zoom levels
 */
GbPinLayer *
gb_pin_layer_new (ShumateViewport *viewport)
{
  return g_object_new (GB_TYPE_PIN_LAYER, "viewport", viewport, NULL);
}

/**
 * gb_pin_layer_get_pins:
 *
 * Returns: (transfer none) (nullable) (element-type GbPin): what is shown
 */
GArray *
gb_pin_layer_get_pins (GbPinLayer *self)
{
  g_return_val_if_fail (GB_IS_PIN_LAYER (self), NULL);
  return self->levels != NULL ? gb_pin_levels_get_pins (self->levels) : NULL;
}

/**
 * gb_pin_layer_set_pins:
 * @pins: (element-type GbPin): what is shown from now on; nobody may change them any more
 * @describe: names them
 * @user_data: for @describe
 * @destroy: (nullable): of @user_data
 *
 * What is shown stays until these are clustered.
 */
void
gb_pin_layer_set_pins (GbPinLayer     *self,
                       GArray         *pins,
                       GbPinDescribe   describe,
                       gpointer        user_data,
                       GDestroyNotify  destroy)
{
  Coming *coming = g_new0 (Coming, 1);

  g_return_if_fail (GB_IS_PIN_LAYER (self) && pins != NULL && describe != NULL);
  *coming = (Coming) { g_object_ref (self), describe, user_data, destroy };
  start_clustering (self, pins, coming);
}

/**
 * gb_pin_layer_set_colors:
 * @dark: whether the map's ground is dark
 * @outlined: whether shapes have a line round them, for high contrast
 */
void
gb_pin_layer_set_colors (GbPinLayer *self,
                         gboolean    dark,
                         gboolean    outlined)
{
  g_return_if_fail (GB_IS_PIN_LAYER (self));
  if (self->sprites != NULL && self->dark == dark && self->outlined == outlined)
    return;
  self->dark = dark;
  self->outlined = outlined;
  update_sprites (self);
}

/**
 * gb_pin_layer_is_complete:
 *
 * Returns: whether what is seen is drawn as it should be
 */
gboolean
gb_pin_layer_is_complete (GbPinLayer *self)
{
  g_return_val_if_fail (GB_IS_PIN_LAYER (self), FALSE);
  return self->cancellable == NULL && !self->unfinished;
}

static void
go_nearer (GbPinLayer          *self,
           const GbPinCluster  *cluster,
           guint                level)
{
  ShumateViewport *viewport = get_viewport (self);
  GtkWidget *widget = GTK_WIDGET (self);
  double width = MAX (gtk_widget_get_width (widget), 1), height = MAX (gtk_widget_get_height (widget), 1);
  GbGeoProjection fit = gb_geo_projection_fit (&cluster->bounds, width, height, gb_pin_distance (self->scale));
  GbGeoPoint centre = gb_geo_projection_unproject (&fit, width / 2, height / 2);
  double zoom = CLAMP (floor (gb_geo_projection_get_zoom (&fit)), level, shumate_viewport_get_max_zoom_level (viewport));

  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), centre.lat, centre.lon);
}

/**
 * gb_pin_layer_activate:
 * @cluster: one of those that are shown
 *
 * Does what a click on it does.
 */
void
gb_pin_layer_activate (GbPinLayer *self,
                       guint       cluster)
{
  const GbPinClusters *clusters = gb_pin_layer_get_clusters (self);
  const GbPinCluster *it;
  GbPinView view;
  double radius, x, y;
  guint level;

  g_return_if_fail (GB_IS_PIN_LAYER (self) && clusters != NULL && cluster < gb_pin_clusters_get_n (clusters));
  g_return_if_fail (self->sprites != NULL);
  it = gb_pin_clusters_get (clusters, cluster);
  self->current = first_of (clusters, cluster);
  level = it->n > 1 ? gb_pin_levels_find_split (self->levels, shumate_viewport_get_zoom_level (get_viewport (self)),
                                                cluster) : 0;
  if (level > 0)
    {
      go_nearer (self, it, level);
      return;
    }
  view = look (self);
  radius = gb_pin_radius (get_style (self), it->n);
  gb_pin_view_locate (&view, it, &x, &y);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, gb_pin_clusters_get_members (clusters, cluster), it->n,
                 &(GdkRectangle) { (int) (x - radius), (int) (y - radius), (int) (2 * radius), (int) (2 * radius) });
}
