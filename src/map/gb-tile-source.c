/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-source.h"

#include <glib/gi18n-lib.h>

#include "gb-tile-error.h"
#include "gb-tile-image.h"
#include "gb-tile-paintable.h"

#define TILE 256

/* Where a tile is not here, one so many levels above may be: better a coarse ground than none. */
#define MOST_LEVELS_UP 6

/* Tiles that wait for a better time; more than any screen has. */
#define MOST_WAITING 1000

#define RETRY_MS 250

/**
 * GbTileSource:
 *
 * Gives libshumate the tiles of a #GbTileProvider. What is here is shown at once, then asked for anew where it is old;
 * what cannot be had is shown coarser, from what is here of a wider view. A fault is never waited for: every tile comes
 * to an end, and is tried again when there is reason to.
 */
struct _GbTileSource
{
  ShumateMapSource parent_instance;

  GbTileProvider *provider;  /* (owned) */
  GtkWidget *map;            /* (nullable): weak */
  ShumateViewport *viewport; /* (owned) (nullable) */
  GNetworkMonitor *monitor;  /* (owned) */
  gboolean thrifty;          /* on a metered link nothing is fetched */
  GCancellable *stopped;     /* (owned) */
  GPtrArray *waiting;        /* (owned) (element-type Waiting) */
  guint retry;               /* a source */
  guint active;
  GError *error;             /* (owned) (nullable): of what failed last */
};

/* A tile that is still in view, and could not be had. */
typedef struct
{
  ShumateTile *tile;         /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): cancelled when it leaves the view */
} Waiting;

/* One tile on its way. */
typedef struct
{
  ShumateTile *tile;   /* (owned) */
  GCancellable *ended; /* (owned): the tile left the view, or the source was stopped */
  GCancellable *left;  /* (owned) (nullable): the map's */
  gulong left_handler;
  GCancellable *stopped; /* (owned): the source's */
  gulong stopped_handler;
  GbTileId id;         /* what is asked for: the tile, or one above it */
  guint levels_up;     /* beyond what the provider has at most */
  gboolean shown;
  gboolean falls_back; /* the tile itself cannot be had */
  gboolean fetched;    /* what is being decoded has just come */
  gboolean has_asked;  /* whether it is clear by now whether more can be had */
  GError *error;       /* (owned) (nullable): why not */
} Fill;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void look_up (GTask *task);

G_DEFINE_FINAL_TYPE (GbTileSource, gb_tile_source, SHUMATE_TYPE_MAP_SOURCE)

static void
fill_free (gpointer data)
{
  Fill *self = data;

  if (self->left != NULL)
    g_signal_handler_disconnect (self->left, self->left_handler);
  g_signal_handler_disconnect (self->stopped, self->stopped_handler);
  g_clear_object (&self->left);
  g_object_unref (self->stopped);
  g_object_unref (self->ended);
  g_object_unref (self->tile);
  g_clear_error (&self->error);
  g_free (self);
}

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_object_unref (self->tile);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
is_over (GTask *task)
{
  Fill *fill = g_task_get_task_data (task);

  return g_cancellable_is_cancelled (fill->ended);
}

/* --- coming to an end ----------------------------------------------------------------------------- */

/* That a server is left alone for a while says nothing new; that the link is metered does. */
static gboolean
is_news (GbTileSource *self,
         const GError *error)
{
  return !g_error_matches (error, GB_TILE_ERROR, GB_TILE_ERROR_WAITING) ||
         (self->thrifty && g_network_monitor_get_network_metered (self->monitor));
}

static void
note_error (GbTileSource *self,
            const GError *error)
{
  gboolean same = error != NULL && self->error != NULL
                    ? g_error_matches (self->error, error->domain, error->code) : error == self->error;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (!same)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
end_fill (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);

  shumate_tile_set_state (fill->tile, SHUMATE_STATE_DONE);
  if (--self->active == 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
succeed (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);

  if (fill->error != NULL || fill->has_asked)
    note_error (self, fill->error);
  end_fill (task);
  g_task_return_boolean (task, TRUE);
}

/* The map keeps what succeeded: what was only made do with is a failure to it, though it is seen. */
static void
fail (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = g_steal_pointer (&fill->error);

  if (error == NULL)
    error = g_error_new_literal (GB_TILE_ERROR, GB_TILE_ERROR_MISSING, _("There is no such tile."));
  if (!is_over (task))
    {
      if (is_news (self, error))
        note_error (self, error);
      if (self->waiting->len < MOST_WAITING)
        {
          Waiting *waiting = g_new0 (Waiting, 1);

          waiting->tile = g_object_ref (fill->tile);
          waiting->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
          g_ptr_array_add (self->waiting, waiting);
        }
    }
  end_fill (task);
  g_task_return_error (task, error);
}

/* --- what may be asked for ------------------------------------------------------------------------ */

/* libshumate wants a ring of tiles round the view, too. */
static gboolean
is_in_view (GbTileSource *self,
            ShumateTile  *tile)
{
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (self);
  guint zoom = shumate_tile_get_zoom_level (tile);
  double size, x, y, half_width, half_height;

  if (self->map == NULL || self->viewport == NULL)
    return TRUE;
  /* The window in pixels of the tile's own level. */
  size = shumate_map_source_get_tile_size_at_zoom (source, shumate_viewport_get_zoom_level (self->viewport));
  half_width = gtk_widget_get_width (self->map) / 2.0 * TILE / size;
  half_height = gtk_widget_get_height (self->map) / 2.0 * TILE / size;
  x = shumate_map_source_get_x (source, zoom, shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)));
  y = shumate_map_source_get_y (source, zoom, shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)));
  return (shumate_tile_get_x (tile) + 1.0) * TILE > x - half_width && shumate_tile_get_x (tile) * TILE < x + half_width &&
         (shumate_tile_get_y (tile) + 1.0) * TILE > y - half_height && shumate_tile_get_y (tile) * TILE < y + half_height;
}

static gboolean
may_fetch (GbTileSource *self,
           ShumateTile  *tile)
{
  if (!gb_tile_provider_can_fetch (self->provider))
    return FALSE;
  if (!g_network_monitor_get_network_metered (self->monitor))
    return TRUE;
  return !self->thrifty && is_in_view (self, tile);
}

static gboolean
is_within (const GbTileInfo *info,
           const GbTileId   *id)
{
  GbGeoBounds bounds = gb_tile_id_bounds (id);

  return bounds.west < info->bounds.east && bounds.east > info->bounds.west && bounds.south < info->bounds.north &&
         bounds.north > info->bounds.south;
}

/* --- one tile ------------------------------------------------------------------------------------- */

/* The tile itself, or what is nearest to it above. */
static GbTileId
climb (const ShumateTile *tile,
       guint              levels)
{
  ShumateTile *mutable = (ShumateTile *) tile;

  return (GbTileId) { shumate_tile_get_zoom_level (mutable) - levels, shumate_tile_get_x (mutable) >> levels,
                      shumate_tile_get_y (mutable) >> levels };
}

static GbTileCrop
crop_of (const Fill *fill)
{
  guint levels = shumate_tile_get_zoom_level (fill->tile) - fill->id.z;

  return (GbTileCrop) { levels, shumate_tile_get_x (fill->tile) - (fill->id.x << levels),
                        shumate_tile_get_y (fill->tile) - (fill->id.y << levels) };
}

static void
show (Fill       *fill,
      GdkTexture *texture)
{
  g_autoptr (GdkPaintable) paintable = gb_tile_paintable_new (texture);

  shumate_tile_set_fade_in (fill->tile, FALSE);
  shumate_tile_set_paintable (fill->tile, paintable);
  /* The map draws anew when the state changes. */
  shumate_tile_set_state (fill->tile, SHUMATE_STATE_LOADING);
  shumate_tile_set_state (fill->tile, SHUMATE_STATE_LOADED);
  fill->shown = TRUE;
}

/* The tile itself is not to be had: is there something above it? */
static void
fall_back (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);
  guint min = gb_tile_provider_get_info (self->provider)->min_zoom;

  if (fill->shown || is_over (task) || fill->id.z <= min || fill->levels_up >= MOST_LEVELS_UP)
    {
      fail (task);
      g_object_unref (task);
      return;
    }
  fill->falls_back = TRUE;
  fill->levels_up++;
  fill->id = (GbTileId) { fill->id.z - 1, fill->id.x / 2, fill->id.y / 2 };
  look_up (task);
}

static void fetch (GTask *task);

/* @task is taken over. */
static void
go_on (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);

  if (is_over (task) || fill->falls_back)
    {
      fail (task);
      g_object_unref (task);
    }
  else if (fill->has_asked)
    {
      succeed (task);
      g_object_unref (task);
    }
  else if (may_fetch (self, fill->tile))
    fetch (task);
  else if (fill->shown)
    {
      succeed (task);
      g_object_unref (task);
    }
  else
    {
      fill->error = g_error_new_literal (GB_TILE_ERROR, GB_TILE_ERROR_WAITING,
                                         _("On a metered network only what is kept is shown."));
      fall_back (task);
    }
}

static void
on_decoded_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gb_tile_image_decode_finish (result, &error);

  if (texture != NULL && !is_over (task))
    show (fill, texture);
  if (texture != NULL || is_over (task))
    go_on (task);
  else if (fill->falls_back)
    fall_back (task);
  else
    {
      g_clear_error (&fill->error);
      fill->error = g_steal_pointer (&error);
      /* What is kept and cannot be shown is as good as not kept. */
      if (!fill->has_asked)
        go_on (task);
      else
        fall_back (task);
    }
}

/* Shows what was found, where it is a picture. @task is taken over. */
static void
take (GTask             *task,
      const GbTileFound *found)
{
  Fill *fill = g_task_get_task_data (task);
  GbTileCrop crop = crop_of (fill);

  if (found->texture != NULL && crop.levels == 0)
    {
      show (fill, found->texture);
      go_on (task);
    }
  else
    gb_tile_image_decode_async (found->bytes, &crop, fill->ended, on_decoded_cb, task);
}

static void
on_fetched_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbTileFound) found = gb_tile_provider_fetch_finish (GB_TILE_PROVIDER (object), result, &error);

  fill->has_asked = TRUE;
  if (found != NULL && found->bytes != NULL && !is_over (task))
    take (g_steal_pointer (&task), found);
  else if (found != NULL || is_over (task))
    go_on (g_steal_pointer (&task));
  else
    {
      /* A fault with something to show is a success. */
      fill->error = g_steal_pointer (&error);
      if (fill->shown)
        go_on (g_steal_pointer (&task));
      else
        fall_back (g_steal_pointer (&task));
    }
}

static void
fetch (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);

  g_clear_error (&fill->error);
  gb_tile_provider_fetch_async (self->provider, &fill->id, fill->ended, on_fetched_cb, task);
}

static void
on_looked_up_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbTileFound) found = gb_tile_provider_look_up_finish (GB_TILE_PROVIDER (object), result, &error);

  if (!fill->falls_back)
    {
      /* A file has all there is; a server is asked about what is old or was never seen. */
      fill->has_asked = found != NULL ? found->known && found->fresh
                                      : !gb_tile_provider_can_fetch (GB_TILE_PROVIDER (object));
      fill->error = g_steal_pointer (&error);
    }
  if (found != NULL && found->bytes != NULL && !is_over (task))
    take (g_steal_pointer (&task), found);
  else if (!is_over (task) && (fill->falls_back || (found == NULL && fill->has_asked)))
    fall_back (g_steal_pointer (&task));
  else
    go_on (g_steal_pointer (&task));
}

/* @task is taken over. */
static void
look_up (GTask *task)
{
  GbTileSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);

  gb_tile_provider_look_up_async (self->provider, &fill->id, fill->ended, on_looked_up_cb, task);
}

static Fill *
new_fill (GbTileSource *self,
          ShumateTile  *tile,
          GCancellable *left)
{
  Fill *fill = g_new0 (Fill, 1);

  fill->tile = g_object_ref (tile);
  fill->ended = g_cancellable_new ();
  fill->stopped = g_object_ref (self->stopped);
  fill->stopped_handler =
      g_signal_connect_swapped (self->stopped, "cancelled", G_CALLBACK (g_cancellable_cancel), fill->ended);
  if (left != NULL)
    {
      fill->left = g_object_ref (left);
      fill->left_handler = g_signal_connect_swapped (left, "cancelled", G_CALLBACK (g_cancellable_cancel), fill->ended);
    }
  if (g_cancellable_is_cancelled (self->stopped) || g_cancellable_is_cancelled (left))
    g_cancellable_cancel (fill->ended);
  return fill;
}

static void
gb_tile_source_fill_tile_async (ShumateMapSource   *source,
                                ShumateTile        *tile,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GbTileSource *self = GB_TILE_SOURCE (source);
  const GbTileInfo *info = gb_tile_provider_get_info (self->provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  guint zoom = shumate_tile_get_zoom_level (tile);
  Fill *fill = new_fill (self, tile, cancellable);

  g_task_set_source_tag (task, gb_tile_source_fill_tile_async);
  g_task_set_task_data (task, fill, fill_free);
  self->active++;
  shumate_tile_set_state (tile, SHUMATE_STATE_LOADING);
  fill->id = climb (tile, zoom > info->max_zoom ? zoom - info->max_zoom : 0);
  if (is_over (task))
    {
      fail (task);
      g_object_unref (task);
    }
  else if (zoom < info->min_zoom || !is_within (info, &fill->id))
    {
      succeed (task);
      g_object_unref (task);
    }
  else
    look_up (task);
}

static gboolean
gb_tile_source_fill_tile_finish (ShumateMapSource *source,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- trying again --------------------------------------------------------------------------------- */

static void
on_tried_again_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

static gboolean
on_retry_cb (gpointer user_data)
{
  GbTileSource *self = user_data;
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->retry = 0;
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  for (guint i = 0; i < waiting->len; i++)
    {
      Waiting *item = waiting->pdata[i];

      if (item->cancellable == NULL || !g_cancellable_is_cancelled (item->cancellable))
        gb_tile_source_fill_tile_async (SHUMATE_MAP_SOURCE (self), item->tile, item->cancellable, on_tried_again_cb, NULL);
    }
  return G_SOURCE_REMOVE;
}

/* Many reasons may come at once; one try is enough. */
static void
retry_soon (GbTileSource *self)
{
  if (self->retry == 0 && self->waiting->len > 0 && !g_cancellable_is_cancelled (self->stopped))
    self->retry = g_timeout_add (RETRY_MS, on_retry_cb, self);
}

/* What stood beside the view and was not fetched over a metered link may be in it now. */
static void
on_viewport_notify_cb (GbTileSource *self)
{
  if (!self->thrifty && g_network_monitor_get_network_metered (self->monitor))
    retry_soon (self);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_tile_source_dispose (GObject *object)
{
  GbTileSource *self = GB_TILE_SOURCE (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->viewport);
  g_clear_object (&self->monitor);
  g_clear_object (&self->provider);
  G_OBJECT_CLASS (gb_tile_source_parent_class)->dispose (object);
}

static void
gb_tile_source_finalize (GObject *object)
{
  GbTileSource *self = GB_TILE_SOURCE (object);

  g_ptr_array_unref (self->waiting);
  g_object_unref (self->stopped);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gb_tile_source_parent_class)->finalize (object);
}

static void
gb_tile_source_class_init (GbTileSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  object_class->dispose = gb_tile_source_dispose;
  object_class->finalize = gb_tile_source_finalize;
  source_class->fill_tile_async = gb_tile_source_fill_tile_async;
  source_class->fill_tile_finish = gb_tile_source_fill_tile_finish;

  /**
   * GbTileSource::changed:
   *
   * Whether it is busy, or what failed last, is not what it was.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_TILE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
gb_tile_source_init (GbTileSource *self)
{
  self->thrifty = TRUE;
  self->stopped = g_cancellable_new ();
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
}

/**
 * gb_tile_source_new:
 * @provider: who has the tiles
 * @map: (nullable): the window on them
 * @viewport: (nullable): its place in the world
 *
 * Returns: (transfer full): a source of tiles for a #ShumateMapLayer
 */
GbTileSource *
gb_tile_source_new (GbTileProvider  *provider,
                    GtkWidget       *map,
                    ShumateViewport *viewport)
{
  const GbTileInfo *info = gb_tile_provider_get_info (provider);
  GbTileSource *self = g_object_new (GB_TYPE_TILE_SOURCE, "id", info->id, "min-zoom-level", 0, "max-zoom-level",
                                     GB_TILE_MAX_ZOOM, "tile-size", TILE, NULL);

  self->provider = g_object_ref (provider);
  g_set_weak_pointer (&self->map, map);
  if (viewport != NULL)
    {
      self->viewport = g_object_ref (viewport);
      g_signal_connect_object (viewport, "notify", G_CALLBACK (on_viewport_notify_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (provider, "retry", G_CALLBACK (retry_soon), self, G_CONNECT_SWAPPED);
  return self;
}

GbTileProvider *
gb_tile_source_get_provider (GbTileSource *self)
{
  g_return_val_if_fail (GB_IS_TILE_SOURCE (self), NULL);
  return self->provider;
}

/**
 * gb_tile_source_get_error:
 *
 * Returns: (nullable): a #GbTileError: why the tile that was tried last could not be had; %NULL when it could
 */
const GError *
gb_tile_source_get_error (GbTileSource *self)
{
  g_return_val_if_fail (GB_IS_TILE_SOURCE (self), NULL);
  return self->error;
}

/**
 * gb_tile_source_get_busy:
 *
 * Returns: whether tiles are on their way
 */
gboolean
gb_tile_source_get_busy (GbTileSource *self)
{
  g_return_val_if_fail (GB_IS_TILE_SOURCE (self), FALSE);
  return self->active > 0;
}

/**
 * gb_tile_source_set_monitor:
 * @monitor: who knows whether the link is metered; the system's when this was not called
 */
void
gb_tile_source_set_monitor (GbTileSource    *self,
                            GNetworkMonitor *monitor)
{
  g_return_if_fail (GB_IS_TILE_SOURCE (self));
  g_set_object (&self->monitor, monitor);
}

/**
 * gb_tile_source_set_thrifty:
 * @thrifty: whether nothing is fetched while the link is metered; otherwise what is in view is, and nothing ahead
 */
void
gb_tile_source_set_thrifty (GbTileSource *self,
                            gboolean      thrifty)
{
  g_return_if_fail (GB_IS_TILE_SOURCE (self));
  self->thrifty = thrifty;
  if (!thrifty)
    retry_soon (self);
}

/**
 * gb_tile_source_stop:
 *
 * Gives up what is under way and gives nothing any more. To be called before its layer is taken off the map, which
 * lives until its last tile came to an end.
 */
void
gb_tile_source_stop (GbTileSource *self)
{
  g_return_if_fail (GB_IS_TILE_SOURCE (self));
  g_cancellable_cancel (self->stopped);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_ptr_array_set_size (self->waiting, 0);
}

