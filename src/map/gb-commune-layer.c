/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-layer.h"

#include <math.h>

#include "gb-commune-mark.h"
#include "gb-map-raster.h"

/* So much is drawn ahead on each side, as a part of the width and the height. */
#define AHEAD 0.25

/* A screen reader is not helped by more. */
#define MOST_MARKS 200

#define MARGIN 24.0

/**
 * GbCommuneLayer:
 *
 * Communes as areas over a map. They are drawn on another thread a little beyond what is seen; while the hand moves,
 * that picture is moved and scaled, and no frame waits for a new one.
 */
struct _GbCommuneLayer
{
  ShumateLayer parent_instance;

  GbMapPicture *picture;     /* (owned) (nullable) */
  GbMapRaster *raster;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the drawing that is under way */
  gboolean again;            /* what is under way is outdated already */
  GPtrArray *marks;          /* (owned) (element-type GbCommuneMark) */
  guint selected;
  guint hovered;
  guint current;             /* where the keyboard is */
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_COMPLETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start_drawing (GbCommuneLayer *self);

G_DEFINE_FINAL_TYPE (GbCommuneLayer, gb_commune_layer, SHUMATE_TYPE_LAYER)

static ShumateViewport *
get_viewport (GbCommuneLayer *self)
{
  return shumate_layer_get_viewport (SHUMATE_LAYER (self));
}

/* libshumate's zoom levels between two whole ones grow evenly, not by powers. */
static double
world_at (GbCommuneLayer *self,
          double          zoom)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (get_viewport (self));

  return source == NULL ? 256 : shumate_map_source_get_tile_size_at_zoom (source, zoom) * exp2 (floor (zoom));
}

static GbGeoProjection
current_projection (GbCommuneLayer *self)
{
  ShumateViewport *viewport = get_viewport (self);
  GbGeoPoint centre = { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                        shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) };

  return gb_geo_projection_new (centre, log2 (world_at (self, shumate_viewport_get_zoom_level (viewport)) / 256),
                                gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
}

static GbGeoCoverage *
get_coverage (GbCommuneLayer *self)
{
  return self->picture != NULL ? gb_map_picture_get_coverage (self->picture) : NULL;
}

/* --- drawing ahead -------------------------------------------------------------------------------- */

static gboolean
raster_is_right (GbCommuneLayer *self)
{
  GbGeoProjection now = current_projection (self);
  double x, y;

  if (self->raster == NULL || self->raster->projection.world != now.world)
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
  else
    g_signal_emit (self, signals[SIGNAL_COMPLETED], 0);
}

/* One at a time: what comes in between is drawn afterwards, once. */
static void
start_drawing (GbCommuneLayer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GbGeoProjection projection;

  self->again = self->cancellable != NULL;
  if (self->again || self->picture == NULL || width <= 0 || height <= 0)
    return;
  projection = current_projection (self);
  projection.x -= floor (AHEAD * width);
  projection.y -= floor (AHEAD * height);
  self->cancellable = g_cancellable_new ();
  gb_map_raster_render_async (self->picture, &projection, width + 2 * floor (AHEAD * width),
                              height + 2 * floor (AHEAD * height), gtk_widget_get_scale_factor (widget),
                              pango_context_get_font_description (gtk_widget_get_pango_context (widget)),
                              self->cancellable, on_drawn, g_object_ref (self));
}

static void
on_viewport_notify_cb (GbCommuneLayer *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!raster_is_right (self))
    start_drawing (self);
}

/* --- marks ---------------------------------------------------------------------------------------- */

static GbCommuneMark *
find_mark (GbCommuneLayer *self,
           guint           area)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      if (gb_commune_mark_get_area (self->marks->pdata[i]) == area)
        return self->marks->pdata[i];
    }
  return NULL;
}

static gboolean
is_seen (const GbGeoBounds *bounds,
         GbGeoPoint         point)
{
  return point.lon >= bounds->west && point.lon <= bounds->east && point.lat >= bounds->south &&
         point.lat <= bounds->north;
}

static int
compare_room (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const GbGeoCoverage *coverage = user_data;
  double x = gb_geo_coverage_get_area (coverage, *(const guint *) a)->label_radius;
  double y = gb_geo_coverage_get_area (coverage, *(const guint *) b)->label_radius;

  return (x < y) - (x > y);
}

/* (transfer full) (element-type guint): the areas in view, at most as many as there may be marks */
static GArray *
list_seen (GbCommuneLayer        *self,
           const GbGeoProjection *projection)
{
  GbGeoCoverage *coverage = get_coverage (self);
  GbGeoBounds view = gb_geo_projection_visible (projection, gtk_widget_get_width (GTK_WIDGET (self)),
                                                gtk_widget_get_height (GTK_WIDGET (self)));
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; coverage != NULL && i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      if (is_seen (&view, gb_geo_coverage_get_area (coverage, i)->label))
        g_array_append_val (seen, i);
    }
  g_array_sort_with_data (seen, compare_room, coverage);
  if (seen->len > MOST_MARKS)
    g_array_set_size (seen, MOST_MARKS);
  return seen;
}

static gboolean
array_has (const GArray *array,
           guint         value)
{
  for (guint i = 0; i < array->len; i++)
    {
      if (g_array_index (array, guint, i) == value)
        return TRUE;
    }
  return FALSE;
}

/* A mark that stands for something out of view and has not the focus, or a new one. */
static GbCommuneMark *
take_mark (GbCommuneLayer *self,
           const GArray   *seen)
{
  GtkWidget *mark;

  for (guint i = 0; i < self->marks->len; i++)
    {
      mark = self->marks->pdata[i];
      if (!gtk_widget_has_focus (mark) && !array_has (seen, gb_commune_mark_get_area (GB_COMMUNE_MARK (mark))))
        return GB_COMMUNE_MARK (mark);
    }
  if (self->marks->len >= MOST_MARKS)
    return NULL;
  mark = gb_commune_mark_new ();
  gtk_widget_set_parent (mark, GTK_WIDGET (self));
  g_ptr_array_add (self->marks, mark);
  return GB_COMMUNE_MARK (mark);
}

static void
assign_marks (GbCommuneLayer *self,
              const GArray   *seen)
{
  for (guint i = 0; i < seen->len; i++)
    {
      guint area = g_array_index (seen, guint, i);
      GbCommuneMark *mark = find_mark (self, area);

      if (mark == NULL && (mark = take_mark (self, seen)) != NULL)
        gb_commune_mark_set_area (mark, area, gb_map_picture_get_name (self->picture, area),
                                  gb_map_picture_get_value (self->picture, area));
    }
}

static void
place_marks (GbCommuneLayer        *self,
             const GbGeoProjection *projection,
             const GArray          *seen)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      GtkWidget *mark = self->marks->pdata[i];
      guint area = gb_commune_mark_get_area (GB_COMMUNE_MARK (mark));
      gboolean here = area != GB_GEO_NO_AREA && (array_has (seen, area) || gtk_widget_has_focus (mark));
      GtkRequisition size;
      double x, y;

      gtk_widget_set_child_visible (mark, here);
      if (!here)
        continue;
      gtk_widget_get_preferred_size (mark, &size, NULL);
      gb_geo_projection_project (projection, gb_geo_coverage_get_area (get_coverage (self), area)->label, &x, &y);
      gtk_widget_size_allocate (mark, &(GtkAllocation) { (int) x - size.width / 2, (int) y - size.height / 2,
                                                         size.width, size.height }, -1);
    }
}

static void
gb_commune_layer_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  GbGeoProjection projection = current_projection (self);
  g_autoptr (GArray) seen = list_seen (self, &projection);

  assign_marks (self, seen);
  place_marks (self, &projection, seen);
  if (!raster_is_right (self))
    start_drawing (self);
}

/* --- frames --------------------------------------------------------------------------------------- */

static void
snapshot_focus (GbCommuneLayer        *self,
                GtkSnapshot           *snapshot,
                guint                  area,
                const GbGeoProjection *projection)
{
  const GbGeoBounds *bounds = &gb_geo_coverage_get_area (get_coverage (self), area)->bounds;
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_rect_t box, view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget));
  double left, top, right, bottom;
  cairo_t *cr;

  gb_geo_projection_project (projection, (GbGeoPoint) { bounds->west, bounds->north }, &left, &top);
  gb_geo_projection_project (projection, (GbGeoPoint) { bounds->east, bounds->south }, &right, &bottom);
  graphene_rect_init (&box, (float) left - 4, (float) top - 4, (float) (right - left) + 8, (float) (bottom - top) + 8);
  if (!graphene_rect_intersection (&box, &view, &box))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &box);
  gb_map_draw_focus (cr, gb_map_picture_get_style (self->picture), get_coverage (self), area, projection);
  cairo_destroy (cr);
}

static void
snapshot_raster (GbCommuneLayer        *self,
                 GtkSnapshot           *snapshot,
                 const GbGeoProjection *projection)
{
  const GbGeoProjection *drawn = &self->raster->projection;
  double ratio = projection->world / drawn->world;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (drawn->x * ratio - projection->x),
                                                          (float) (drawn->y * ratio - projection->y)));
  gtk_snapshot_scale (snapshot, (float) ratio, (float) ratio);
  gtk_snapshot_append_texture (snapshot, self->raster->texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float) self->raster->width, (float) self->raster->height));
  gtk_snapshot_restore (snapshot);
}

static void
gb_commune_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  GbGeoProjection projection = current_projection (self);
  GbCommuneMark *mark;

  if (self->picture == NULL)
    return;
  const GbChartColor *ground = &gb_map_picture_get_style (self->picture)->ground;
  gtk_snapshot_append_color (snapshot,
                             &(GdkRGBA) { (float) ground->red, (float) ground->green, (float) ground->blue, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
  if (self->raster != NULL)
    snapshot_raster (self, snapshot, &projection);
  if (self->hovered != GB_GEO_NO_AREA && self->hovered != self->selected)
    snapshot_focus (self, snapshot, self->hovered, &projection);
  if (self->selected != GB_GEO_NO_AREA)
    snapshot_focus (self, snapshot, self->selected, &projection);
  mark = find_mark (self, self->current);
  if (self->current != self->selected && mark != NULL && gtk_widget_has_focus (GTK_WIDGET (mark)))
    snapshot_focus (self, snapshot, self->current, &projection);
}

/* --- pointer -------------------------------------------------------------------------------------- */

static guint
find_at (GbCommuneLayer *self,
         double          x,
         double          y)
{
  GbGeoProjection projection = current_projection (self);
  GbGeoCoverage *coverage = get_coverage (self);

  return coverage == NULL ? GB_GEO_NO_AREA
                          : gb_geo_coverage_find (coverage, gb_geo_projection_unproject (&projection, x, y));
}

static void
set_hovered (GbCommuneLayer *self,
             guint           area)
{
  if (self->hovered == area)
    return;
  self->hovered = area;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
on_motion_cb (GbCommuneLayer *self,
              double          x,
              double          y)
{
  set_hovered (self, find_at (self, x, y));
}

static void
on_leave_cb (GbCommuneLayer *self)
{
  set_hovered (self, GB_GEO_NO_AREA);
}

static gboolean
gb_commune_layer_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard,
                                GtkTooltip *tooltip)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  guint area = keyboard ? self->current : find_at (self, x, y);
  g_autofree char *text = NULL;
  const char *value;

  if (self->picture == NULL || area == GB_GEO_NO_AREA)
    return FALSE;
  value = gb_map_picture_get_value (self->picture, area);
  text = g_strdup_printf (value != NULL ? "%s\n%s" : "%s", gb_map_picture_get_name (self->picture, area), value);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
activate (GbCommuneLayer *self,
          guint           area)
{
  if (area == GB_GEO_NO_AREA)
    return;
  self->current = area;
  gb_commune_layer_set_selected (self, area);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, area);
}

static void
on_released_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                GbCommuneLayer  *self)
{
  if (n_press == 1)
    activate (self, find_at (self, x, y));
}

/* --- keyboard ------------------------------------------------------------------------------------- */

/* The neighbour, or where there is none any area, that lies nearest in a direction: what is off to the side counts
 * double. */
static guint
find_towards (GbCommuneLayer *self,
              double          dx,
              double          dy)
{
  GbGeoCoverage *coverage = get_coverage (self);
  GbGeoPoint from = gb_geo_coverage_get_area (coverage, self->current)->label;
  guint best = GB_GEO_NO_AREA;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      GbGeoPoint to = gb_geo_coverage_get_area (coverage, i)->label;
      double along = (to.lon - from.lon) * dx + (to.lat - from.lat) * dy;
      double aside = fabs ((to.lon - from.lon) * dy) + fabs ((to.lat - from.lat) * dx);

      if (i == self->current || along <= 0 || aside > 2 * along || along + 2 * aside >= least)
        continue;
      least = along + 2 * aside;
      best = i;
    }
  return best;
}

static void
focus_area (GbCommuneLayer *self,
            guint           area)
{
  GbCommuneMark *mark;

  if (area == GB_GEO_NO_AREA)
    return;
  self->current = area;
  gb_commune_layer_show_area (self, area);
  mark = find_mark (self, area);
  if (mark != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (mark));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
zoom_by (GbCommuneLayer *self,
         double          steps)
{
  ShumateViewport *viewport = get_viewport (self);

  shumate_viewport_set_zoom_level (viewport, shumate_viewport_get_zoom_level (viewport) + steps);
}

static gboolean
on_key_pressed_cb (GbCommuneLayer *self,
                   guint           keyval)
{
  static const struct
  {
    guint keyval;
    double dx, dy;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, 1 }, { GDK_KEY_Down, 0, -1 },
  };

  if (get_coverage (self) == NULL || self->current == GB_GEO_NO_AREA)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      if (arrows[i].keyval != keyval)
        continue;
      focus_area (self, find_towards (self, arrows[i].dx, arrows[i].dy));
      return GDK_EVENT_STOP;
    }
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate (self, self->current);
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
    case GDK_KEY_0:
    case GDK_KEY_Home:
      gb_commune_layer_show_all (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The map is one stop of the Tab key: inside it the arrows lead on. */
static gboolean
gb_commune_layer_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GbCommuneLayer *self = GB_COMMUNE_LAYER (widget);
  GbCommuneMark *mark;

  if (gtk_widget_get_focus_child (widget) != NULL || self->marks->len == 0)
    return FALSE;
  if (self->current == GB_GEO_NO_AREA)
    self->current = self->selected != GB_GEO_NO_AREA ? self->selected
                                                     : gb_commune_mark_get_area (self->marks->pdata[0]);
  mark = find_mark (self, self->current);
  if (mark == NULL)
    mark = self->marks->pdata[0];
  self->current = gb_commune_mark_get_area (mark);
  gtk_widget_queue_draw (widget);
  return gtk_widget_grab_focus (GTK_WIDGET (mark));
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
  if (self->marks != NULL)
    {
      for (guint i = 0; i < self->marks->len; i++)
        gtk_widget_unparent (self->marks->pdata[i]);
    }
  g_clear_pointer (&self->marks, g_ptr_array_unref);
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
  widget_class->query_tooltip = gb_commune_layer_query_tooltip;
  widget_class->focus = gb_commune_layer_focus;
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
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = g_ptr_array_new ();
  self->selected = self->hovered = self->current = GB_GEO_NO_AREA;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
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
  GbGeoCoverage *before = get_coverage (self);

  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  if (picture != NULL)
    gb_map_picture_ref (picture);
  if (before != NULL && (picture == NULL || gb_map_picture_get_coverage (picture) != before))
    self->selected = self->hovered = self->current = GB_GEO_NO_AREA;
  g_clear_pointer (&self->picture, gb_map_picture_unref);
  self->picture = picture;
  for (guint i = 0; i < self->marks->len; i++)
    gb_commune_mark_set_area (self->marks->pdata[i], GB_GEO_NO_AREA, NULL, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_bounds (GbCommuneLayer    *self,
             const GbGeoBounds *bounds)
{
  ShumateViewport *viewport = get_viewport (self);
  GtkWidget *widget = GTK_WIDGET (self);
  double width = MAX (gtk_widget_get_width (widget), 1), height = MAX (gtk_widget_get_height (widget), 1);
  GbGeoProjection fit = gb_geo_projection_fit (bounds, width, height, MARGIN);
  GbGeoPoint centre = gb_geo_projection_unproject (&fit, width / 2, height / 2);
  double zoom = floor (gb_geo_projection_get_zoom (&fit));

  /* Between whole levels the map's zoom is linear. */
  zoom += fit.world / world_at (self, zoom) - 1;
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), centre.lat, centre.lon);
}

/**
 * gb_commune_layer_show_all:
 *
 * Moves the map so that all areas are seen.
 */
void
gb_commune_layer_show_all (GbCommuneLayer *self)
{
  GbGeoCoverage *coverage = get_coverage (self);
  GbGeoBounds all = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  g_return_if_fail (GB_IS_COMMUNE_LAYER (self));
  if (coverage == NULL || gb_geo_coverage_get_n_areas (coverage) == 0)
    return;
  for (guint i = 0; i < gb_geo_coverage_get_n_areas (coverage); i++)
    {
      const GbGeoBounds *bounds = &gb_geo_coverage_get_area (coverage, i)->bounds;

      all = (GbGeoBounds) { MIN (all.west, bounds->west), MIN (all.south, bounds->south),
                            MAX (all.east, bounds->east), MAX (all.north, bounds->north) };
    }
  show_bounds (self, &all);
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
  GbGeoProjection projection = current_projection (self);
  GbGeoPoint label;
  double x, y;

  g_return_if_fail (GB_IS_COMMUNE_LAYER (self) && get_coverage (self) != NULL);
  label = gb_geo_coverage_get_area (get_coverage (self), area)->label;
  gb_geo_projection_project (&projection, label, &x, &y);
  if (x >= MARGIN && y >= MARGIN && x <= gtk_widget_get_width (GTK_WIDGET (self)) - MARGIN &&
      y <= gtk_widget_get_height (GTK_WIDGET (self)) - MARGIN)
    return;
  shumate_location_set_location (SHUMATE_LOCATION (get_viewport (self)), label.lat, label.lon);
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
  return self->cancellable == NULL && self->picture != NULL && raster_is_right (self);
}
