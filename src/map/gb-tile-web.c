/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-web.h"

#include <glib/gi18n-lib.h>

#include "gb-tile-address.h"
#include "gb-tile-error.h"
#include "gb-tile-request.h"

/* As a browser does: more would only take the link from what matters. */
#define PARALLEL 6

/* After so many failures in a row a server is left alone, each time twice as long. */
#define FAILURES 3
#define PAUSE_SECONDS 20
#define MOST_PAUSE_SECONDS 600

/**
 * GbTileWeb:
 *
 * Tiles at an address (máy chủ bản đồ của tỉnh), with a #GbTileCache before it. Never more than a few questions at
 * once; the newest first, for that is what is looked at; none for what left the view.
 */
struct _GbTileWeb
{
  GObject parent_instance;

  char *address;        /* (owned) */
  GbTileInfo info;
  GbTileCache *cache;   /* (owned) */
  GbTrust *trust;       /* (owned) (nullable) */
  SoupSession *session; /* (owned) */
  GHashTable *fetches;  /* (owned) (element-type utf8 Fetch): under way or waiting */
  GQueue waiting;       /* (element-type Fetch): the newest first */
  guint active;

  guint failures;       /* in a row */
  gint64 pause_end;     /* monotonic microseconds; 0 = no pause */
  guint pause_timer;
};

/* One tile, for everybody who wants it: of one that is enlarged, several parts are wanted. */
typedef struct
{
  GbTileWeb *web;            /* (owned) */
  char *key;                 /* (owned) */
  GbTileId id;
  GPtrArray *tasks;          /* (owned) (element-type GTask) */
  GArray *handlers;          /* (owned) (element-type gulong): of their cancellables */
  GCancellable *cancellable; /* (owned) */
  GbTileCopy *known;         /* (owned) (nullable) */
  GbTileReply *reply;        /* (owned) (nullable) */
  guint retry_after;         /* what the server asked for, in seconds */
} Fetch;

static void gb_tile_web_provider_init (GbTileProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbTileWeb, gb_tile_web, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_TILE_PROVIDER, gb_tile_web_provider_init))

/* --- pauses --------------------------------------------------------------------------------------- */

static gboolean
on_pause_over_cb (gpointer user_data)
{
  GbTileWeb *self = user_data;

  self->pause_timer = 0;
  self->pause_end = 0;
  gb_tile_provider_tell_retry (GB_TILE_PROVIDER (self));
  return G_SOURCE_REMOVE;
}

static void
pause_for (GbTileWeb *self,
           guint      seconds)
{
  self->pause_end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  g_clear_handle_id (&self->pause_timer, g_source_remove);
  self->pause_timer = g_timeout_add_seconds (seconds, on_pause_over_cb, self);
}

static void
note_outcome (GbTileWeb    *self,
              const GError *error,
              guint         retry_after)
{
  guint doubled;

  if (error == NULL)
    {
      self->failures = 0;
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->failures++;
  doubled = MIN (self->failures / FAILURES, 6);
  if (retry_after > 0)
    pause_for (self, retry_after);
  else if (self->failures % FAILURES == 0)
    pause_for (self, MIN (PAUSE_SECONDS << (doubled - 1), MOST_PAUSE_SECONDS));
}

/* Another network: whatever failed may work now. */
static void
on_network_changed_cb (GbTileWeb *self,
                       gboolean   available)
{
  if (!available)
    return;
  self->failures = 0;
  self->pause_end = 0;
  g_clear_handle_id (&self->pause_timer, g_source_remove);
  gb_tile_provider_tell_retry (GB_TILE_PROVIDER (self));
}

/* --- one tile ------------------------------------------------------------------------------------- */

static void
fetch_free (Fetch *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      GCancellable *cancellable = g_task_get_cancellable (self->tasks->pdata[i]);

      if (cancellable != NULL)
        g_signal_handler_disconnect (cancellable, g_array_index (self->handlers, gulong, i));
    }
  g_ptr_array_unref (self->tasks);
  g_array_unref (self->handlers);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->known, gb_tile_copy_free);
  g_clear_pointer (&self->reply, gb_tile_reply_free);
  g_free (self->key);
  g_object_unref (self->web);
  g_free (self);
}

static void start_next (GbTileWeb *self);

/* Everybody who waits for it is told; @error and @texture are %NULL where there is no such tile. */
static void
finish_fetch (Fetch        *self,
              GdkTexture   *texture,
              const GError *error)
{
  g_autoptr (GbTileWeb) web = g_object_ref (self->web);

  note_outcome (web, error, self->retry_after);
  /* What nobody wanted any more may have been begun anew. */
  if (g_hash_table_lookup (web->fetches, self->key) == self)
    g_hash_table_remove (web->fetches, self->key);
  for (guint i = 0; i < self->tasks->len; i++)
    {
      GbTileFound *found;

      if (error != NULL)
        {
          g_task_return_error (self->tasks->pdata[i], g_error_copy (error));
          continue;
        }
      found = gb_tile_found_new (texture != NULL ? self->reply->copy->bytes : NULL);
      g_set_object (&found->texture, texture);
      g_task_return_pointer (self->tasks->pdata[i], found, (GDestroyNotify) gb_tile_found_free);
    }
  fetch_free (self);
  web->active--;
  start_next (web);
}

/* Only what could be decoded is kept. */
static void
on_decoded_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fetch *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gb_tile_image_decode_finish (result, &error);

  if (texture != NULL && self->reply->unchanged)
    gb_tile_cache_renew (self->web->cache, self->web->info.id, &self->id, self->reply->copy->expires);
  else if (texture != NULL && self->reply->keep)
    gb_tile_cache_store (self->web->cache, self->web->info.id, &self->id, self->reply->copy);
  finish_fetch (self, texture, error);
}

/* Where a tile once was and is no more, a server is more likely wrong than the ground gone: it stays. */
static void
take_missing (Fetch *self)
{
  gb_tile_cache_store (self->web->cache, self->web->info.id, &self->id, self->reply->copy);
  finish_fetch (self, NULL, NULL);
}

static void
on_replied_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fetch *self = user_data;
  g_autoptr (GError) error = NULL;

  self->reply = gb_tile_request_finish (result, &self->retry_after, &error);
  if (error != NULL)
    {
      finish_fetch (self, NULL, error);
      return;
    }
  if (self->reply->copy->bytes == NULL && self->known != NULL && self->known->bytes != NULL)
    {
      self->reply->unchanged = TRUE;
      self->reply->copy->bytes = g_bytes_ref (self->known->bytes);
    }
  if (self->reply->copy->bytes == NULL)
    take_missing (self);
  else
    gb_tile_image_decode_async (self->reply->copy->bytes, NULL, self->cancellable, on_decoded_cb, self);
}

static void
on_known_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fetch *self = user_data;
  g_autofree char *address = gb_tile_address_expand (self->web->address, &self->id);
  g_autoptr (GError) error = NULL;

  if (!gb_tile_cache_look_up_finish (self->web->cache, result, &self->known, &error))
    {
      finish_fetch (self, NULL, error);
      return;
    }
  gb_tile_request_async (self->web->session, address, self->known, self->web->trust,
                         gb_tile_cache_get_clock (self->web->cache), self->cancellable, on_replied_cb, self);
}

/* The newest first; what nobody wants any more is not asked for. */
static void
start_next (GbTileWeb *self)
{
  while (self->active < PARALLEL && !g_queue_is_empty (&self->waiting))
    {
      Fetch *fetch = g_queue_pop_head (&self->waiting);

      self->active++;
      gb_tile_cache_look_up_async (self->cache, self->info.id, &fetch->id, fetch->cancellable, on_known_cb, fetch);
    }
}

static void
on_cancelled_cb (Fetch *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      if (!g_cancellable_is_cancelled (g_task_get_cancellable (self->tasks->pdata[i])))
        return;
    }
  g_cancellable_cancel (self->cancellable);
}

static void
join (Fetch *self,
      GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  gulong handler = 0;

  g_ptr_array_add (self->tasks, task);
  if (cancellable != NULL)
    handler = g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (on_cancelled_cb), self);
  g_array_append_val (self->handlers, handler);
}

/* --- provider ------------------------------------------------------------------------------------- */

static const GbTileInfo *
gb_tile_web_get_info (GbTileProvider *provider)
{
  return &GB_TILE_WEB (provider)->info;
}

static void
on_looked_up_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbTileWeb *self = g_task_get_source_object (task);
  g_autoptr (GbTileCopy) copy = NULL;
  GError *error = NULL;
  GbTileFound *found;

  if (!gb_tile_cache_look_up_finish (self->cache, result, &copy, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  found = gb_tile_found_new (copy != NULL ? copy->bytes : NULL);
  found->known = copy != NULL;
  found->fresh = copy != NULL && copy->expires > gb_clock_now (gb_tile_cache_get_clock (self->cache));
  g_task_return_pointer (task, found, (GDestroyNotify) gb_tile_found_free);
}

static void
gb_tile_web_look_up_async (GbTileProvider     *provider,
                           const GbTileId     *id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GbTileWeb *self = GB_TILE_WEB (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_tile_web_look_up_async);
  gb_tile_cache_look_up_async (self->cache, self->info.id, id, cancellable, on_looked_up_cb, task);
}

static GbTileFound *
finish (GbTileProvider *provider,
        GAsyncResult   *result,
        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gb_tile_web_fetch_async (GbTileProvider     *provider,
                         const GbTileId     *id,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GbTileWeb *self = GB_TILE_WEB (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = g_strdup_printf ("%u/%u/%u", id->z, id->x, id->y);
  Fetch *fetch = g_hash_table_lookup (self->fetches, key);

  g_task_set_source_tag (task, gb_tile_web_fetch_async);
  if (self->pause_end > 0)
    {
      g_task_return_new_error (task, GB_TILE_ERROR, GB_TILE_ERROR_WAITING, _("The server is left alone for a while."));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (fetch != NULL && !g_cancellable_is_cancelled (fetch->cancellable))
    {
      join (fetch, g_steal_pointer (&task));
      return;
    }
  fetch = g_new0 (Fetch, 1);
  fetch->web = g_object_ref (self);
  fetch->key = g_steal_pointer (&key);
  fetch->id = *id;
  fetch->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  fetch->handlers = g_array_new (FALSE, FALSE, sizeof (gulong));
  fetch->cancellable = g_cancellable_new ();
  join (fetch, g_steal_pointer (&task));
  g_hash_table_replace (self->fetches, fetch->key, fetch);
  g_queue_push_head (&self->waiting, fetch);
  start_next (self);
}

static void
gb_tile_web_provider_init (GbTileProviderInterface *iface)
{
  iface->get_info = gb_tile_web_get_info;
  iface->look_up_async = gb_tile_web_look_up_async;
  iface->look_up_finish = finish;
  iface->fetch_async = gb_tile_web_fetch_async;
  iface->fetch_finish = finish;
}

/* --- trying an address ---------------------------------------------------------------------------- */

typedef struct
{
  GbTileProbe *probe; /* (owned) */
  gint64 begin;
} Probing;

static void
probing_free (gpointer data)
{
  Probing *self = data;

  g_clear_pointer (&self->probe, gb_tile_probe_free);
  g_free (self);
}

void
gb_tile_probe_free (GbTileProbe *self)
{
  g_free (self->host);
  g_free (self);
}

static void
on_probe_decoded_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Probing *probing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GdkTexture) texture = gb_tile_image_decode_finish (result, &error);

  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&probing->probe), (GDestroyNotify) gb_tile_probe_free);
}

static void
on_probe_replied_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Probing *probing = g_task_get_task_data (task);
  GError *error = NULL;
  guint retry_after;
  g_autoptr (GbTileReply) reply = gb_tile_request_finish (result, &retry_after, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  probing->probe->milliseconds = (guint) ((g_get_monotonic_time () - probing->begin) / 1000);
  probing->probe->missing = reply->copy->bytes == NULL;
  if (probing->probe->missing)
    {
      g_task_return_pointer (task, g_steal_pointer (&probing->probe), (GDestroyNotify) gb_tile_probe_free);
      return;
    }
  probing->probe->bytes = g_bytes_get_size (reply->copy->bytes);
  probing->probe->image = reply->image;
  gb_tile_image_decode_async (reply->copy->bytes, NULL, g_task_get_cancellable (task), on_probe_decoded_cb,
                              g_object_ref (task));
}

/**
 * gb_tile_web_probe_async:
 * @id: which tile
 *
 * Asks for one tile, past the cache, to see whether the address is right.
 */
void
gb_tile_web_probe_async (GbTileWeb          *self,
                         const GbTileId     *id,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autofree char *address = gb_tile_address_expand (self->address, id);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Probing *probing = g_new0 (Probing, 1);

  g_task_set_source_tag (task, gb_tile_web_probe_async);
  probing->probe = g_new0 (GbTileProbe, 1);
  probing->probe->host = gb_tile_address_dup_host (self->address);
  probing->begin = g_get_monotonic_time ();
  g_task_set_task_data (task, probing, probing_free);
  gb_tile_request_async (self->session, address, NULL, self->trust, gb_tile_cache_get_clock (self->cache), cancellable,
                         on_probe_replied_cb, task);
}

/**
 * gb_tile_web_probe_finish:
 * @error: a #GbTileError that says what is wrong, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what came
 */
GbTileProbe *
gb_tile_web_probe_finish (GbTileWeb    *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_tile_web_finalize (GObject *object)
{
  GbTileWeb *self = GB_TILE_WEB (object);

  g_clear_handle_id (&self->pause_timer, g_source_remove);
  g_hash_table_unref (self->fetches);
  g_object_unref (self->session);
  g_object_unref (self->cache);
  g_clear_pointer (&self->trust, gb_trust_unref);
  gb_tile_info_clear (&self->info);
  g_free (self->address);
  G_OBJECT_CLASS (gb_tile_web_parent_class)->finalize (object);
}

static void
gb_tile_web_class_init (GbTileWebClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_tile_web_finalize;
}

static void
gb_tile_web_init (GbTileWeb *self)
{
  self->fetches = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->waiting);
  self->session = gb_tile_request_new_session (PARALLEL);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (on_network_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gb_tile_web_new:
 * @address: where tiles are, "https://bando.example.vn/{z}/{x}/{y}.png"
 * @cache: where what came is kept
 * @trust: (nullable): which certificates are trusted beside the system's
 * @error: %GB_TILE_ERROR_ADDRESS
 *
 * Returns: (transfer full): tiles at an address; nobody is asked yet
 */
GbTileWeb *
gb_tile_web_new (const char  *address,
                 GbTileCache *cache,
                 GbTrust     *trust,
                 GError     **error)
{
  GbTileWeb *self;

  g_return_val_if_fail (GB_IS_TILE_CACHE (cache), NULL);
  if (!gb_tile_address_check (address, error))
    return NULL;
  self = g_object_new (GB_TYPE_TILE_WEB, NULL);
  self->address = g_strdup (address);
  self->cache = g_object_ref (cache);
  self->trust = trust != NULL ? gb_trust_ref (trust) : NULL;
  self->info = (GbTileInfo) { g_strconcat ("web:", address, NULL), gb_tile_address_dup_host (address), NULL, 0,
                              GB_TILE_WEB_MAX_ZOOM, { -180, -90, 180, 90 } };
  return self;
}
