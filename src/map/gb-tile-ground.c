/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-ground.h"

#include "gb-mbtiles.h"
#include "gb-tile-source.h"

/**
 * GbTileGround:
 *
 * The ground of a map (bản đồ nền): one source of tiles at a time, under the communes. What is chosen is opened off the
 * main thread; until it is, what was shown before stays.
 */
struct _GbTileGround
{
  GObject parent_instance;

  ShumateMap *map;           /* (nullable): weak */
  ShumateLayer *above;       /* (nullable): weak */
  GbTileCache *cache;        /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of what is being opened */
  GbTileSource *source;      /* (owned) (nullable): what is shown */
  ShumateLayer *layer;       /* (nullable): the map's */
  GError *error;             /* (owned) (nullable): why what was chosen is not shown */
  gboolean thrifty;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbTileGround, gb_tile_ground, G_TYPE_OBJECT)

static void
tell (GbTileGround *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_away (GbTileGround *self)
{
  if (self->source == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->source, self);
  gb_tile_source_stop (self->source);
  if (self->map != NULL && self->layer != NULL)
    shumate_map_remove_layer (self->map, self->layer);
  self->layer = NULL;
  g_clear_object (&self->source);
}

static void
give_up_opening (GbTileGround *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
put (GbTileGround   *self,
     GbTileProvider *provider)
{
  ShumateViewport *viewport;

  take_away (self);
  if (self->map == NULL || self->above == NULL)
    return;
  viewport = shumate_map_get_viewport (self->map);
  self->source = gb_tile_source_new (provider, GTK_WIDGET (self->map), viewport);
  gb_tile_source_set_thrifty (self->source, self->thrifty);
  self->layer = SHUMATE_LAYER (shumate_map_layer_new (SHUMATE_MAP_SOURCE (self->source), viewport));
  shumate_map_insert_layer_behind (self->map, self->layer, self->above);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
}

/* --- opening -------------------------------------------------------------------------------------- */

typedef struct
{
  GbTileCache *cache; /* (owned) */
  char *address;      /* (owned) */
  char *authority;    /* (owned) (nullable) */
} WebJob;

static void
web_job_free (gpointer data)
{
  WebJob *job = data;

  g_object_unref (job->cache);
  g_free (job->address);
  g_free (job->authority);
  g_free (job);
}

/* The certificates are in a file. */
static void
read_trust (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  WebJob *job = task_data;
  GError *error = NULL;
  GbTrust *trust = job->authority != NULL ? gb_trust_new (job->authority, &error) : NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, trust, (GDestroyNotify) gb_trust_unref);
}

static void
open_web_async (GbTileGround       *self,
                const char         *address,
                const char         *authority,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  WebJob *job = g_new0 (WebJob, 1);

  g_task_set_source_tag (task, open_web_async);
  job->cache = g_object_ref (self->cache);
  job->address = g_strdup (address);
  job->authority = g_strdup (authority);
  g_task_set_task_data (task, job, web_job_free);
  g_task_run_in_thread (task, read_trust);
}

static GbTileWeb *
open_web_finish (GAsyncResult *result,
                 GError      **error)
{
  WebJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) failure = NULL;
  g_autoptr (GbTrust) trust = g_task_propagate_pointer (G_TASK (result), &failure);

  if (failure == NULL)
    return gb_tile_web_new (job->address, job->cache, trust, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* @provider and @error are taken over. */
static void
take_opened (GbTileGround   *self,
             GbTileProvider *provider,
             GError         *error)
{
  g_autoptr (GbTileProvider) owned = provider;

  /* Something else was chosen since. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = error;
  if (provider != NULL)
    put (self, provider);
  else
    take_away (self);
  tell (self);
}

static void
on_file_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbTileGround) self = user_data;
  GError *error = NULL;
  GbMbtiles *file = gb_mbtiles_open_finish (result, &error);

  take_opened (self, (GbTileProvider *) file, error);
}

static void
on_web_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GbTileGround) self = user_data;
  GError *error = NULL;
  GbTileWeb *web = open_web_finish (result, &error);

  take_opened (self, (GbTileProvider *) web, error);
}

/* --- trying --------------------------------------------------------------------------------------- */

static void
on_probed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GbTileProbe *probe = gb_tile_web_probe_finish (GB_TILE_WEB (object), result, &error);

  if (probe != NULL)
    g_task_return_pointer (task, probe, (GDestroyNotify) gb_tile_probe_free);
  else
    g_task_return_error (task, error);
}

/* Where the map is just now, there should be something. */
static GbTileId
tile_in_view (GbTileGround *self)
{
  ShumateViewport *viewport = self->map != NULL ? shumate_map_get_viewport (self->map) : NULL;
  GbGeoPoint point = { 0, 0 };

  if (viewport == NULL)
    return gb_tile_id_at (0, point);
  point.lon = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  point.lat = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  return gb_tile_id_at ((guint) shumate_viewport_get_zoom_level (viewport), point);
}

static void
on_probe_opened_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbTileGround *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GbTileWeb) web = open_web_finish (result, &error);
  GbTileId id = tile_in_view (self);

  if (web == NULL)
    g_task_return_error (task, error);
  else
    gb_tile_web_probe_async (web, &id, g_task_get_cancellable (task), on_probed_cb, g_object_ref (task));
}

/**
 * gb_tile_ground_probe_async:
 * @address: where tiles are said to be
 * @authority: (nullable): a file with a certificate authority that is trusted, too
 *
 * Asks for the tile in the middle of the map, whatever is shown.
 */
void
gb_tile_ground_probe_async (GbTileGround       *self,
                            const char         *address,
                            const char         *authority,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_TILE_GROUND (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_tile_ground_probe_async);
  open_web_async (self, address, authority, cancellable, on_probe_opened_cb, task);
}

/**
 * gb_tile_ground_probe_finish:
 * @error: a #GbTileError, %GB_NET_ERROR_TLS, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what came
 */
GbTileProbe *
gb_tile_ground_probe_finish (GbTileGround *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_tile_ground_dispose (GObject *object)
{
  GbTileGround *self = GB_TILE_GROUND (object);

  give_up_opening (self);
  take_away (self);
  g_clear_weak_pointer (&self->map);
  g_clear_weak_pointer (&self->above);
  g_clear_object (&self->cache);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gb_tile_ground_parent_class)->dispose (object);
}

static void
gb_tile_ground_class_init (GbTileGroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_tile_ground_dispose;

  /**
   * GbTileGround::changed:
   *
   * Something else is shown, or something failed, or works again.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_TILE_GROUND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
gb_tile_ground_init (GbTileGround *self)
{
  self->thrifty = TRUE;
}

/**
 * gb_tile_ground_new:
 * @map: where it is shown
 * @above: the layer that it lies under
 * @cache: where a server's tiles are kept
 *
 * Returns: (transfer full): no ground yet
 */
GbTileGround *
gb_tile_ground_new (ShumateMap   *map,
                    ShumateLayer *above,
                    GbTileCache  *cache)
{
  GbTileGround *self = g_object_new (GB_TYPE_TILE_GROUND, NULL);

  g_set_weak_pointer (&self->map, map);
  g_set_weak_pointer (&self->above, above);
  self->cache = g_object_ref (cache);
  return self;
}

GbTileCache *
gb_tile_ground_get_cache (GbTileGround *self)
{
  g_return_val_if_fail (GB_IS_TILE_GROUND (self), NULL);
  return self->cache;
}

/**
 * gb_tile_ground_get_info:
 *
 * Returns: (nullable): what is shown; %NULL where nothing is
 */
const GbTileInfo *
gb_tile_ground_get_info (GbTileGround *self)
{
  g_return_val_if_fail (GB_IS_TILE_GROUND (self), NULL);
  return self->source != NULL ? gb_tile_provider_get_info (gb_tile_source_get_provider (self->source)) : NULL;
}

/**
 * gb_tile_ground_get_error:
 *
 * Returns: (nullable): why what was chosen is not shown, or not all of it
 */
const GError *
gb_tile_ground_get_error (GbTileGround *self)
{
  g_return_val_if_fail (GB_IS_TILE_GROUND (self), NULL);
  if (self->error != NULL || self->source == NULL)
    return self->error;
  return gb_tile_source_get_error (self->source);
}

/**
 * gb_tile_ground_get_busy:
 *
 * Returns: whether something is being opened, or tiles are on their way
 */
gboolean
gb_tile_ground_get_busy (GbTileGround *self)
{
  g_return_val_if_fail (GB_IS_TILE_GROUND (self), FALSE);
  return self->cancellable != NULL || (self->source != NULL && gb_tile_source_get_busy (self->source));
}

/**
 * gb_tile_ground_set_thrifty:
 * @thrifty: whether nothing is fetched while the link is metered
 */
void
gb_tile_ground_set_thrifty (GbTileGround *self,
                            gboolean      thrifty)
{
  g_return_if_fail (GB_IS_TILE_GROUND (self));
  self->thrifty = thrifty;
  if (self->source != NULL)
    gb_tile_source_set_thrifty (self->source, thrifty);
}

void
gb_tile_ground_show_none (GbTileGround *self)
{
  g_return_if_fail (GB_IS_TILE_GROUND (self));
  give_up_opening (self);
  take_away (self);
  g_clear_error (&self->error);
  tell (self);
}

/**
 * gb_tile_ground_show_file:
 * @path: of an MBTiles file
 */
void
gb_tile_ground_show_file (GbTileGround *self,
                          const char   *path)
{
  g_return_if_fail (GB_IS_TILE_GROUND (self));
  give_up_opening (self);
  self->cancellable = g_cancellable_new ();
  gb_mbtiles_open_async (path, self->cancellable, on_file_opened_cb, g_object_ref (self));
}

/**
 * gb_tile_ground_show_web:
 * @address: where tiles are
 * @authority: (nullable): a file with a certificate authority that is trusted, too
 */
void
gb_tile_ground_show_web (GbTileGround *self,
                         const char   *address,
                         const char   *authority)
{
  g_return_if_fail (GB_IS_TILE_GROUND (self));
  give_up_opening (self);
  self->cancellable = g_cancellable_new ();
  open_web_async (self, address, authority, self->cancellable, on_web_opened_cb, g_object_ref (self));
}
