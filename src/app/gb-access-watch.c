/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-access-watch.h"

#include "gb-access.h"

/**
 * GbAccessWatch:
 *
 * Draws what follows from each run of the sync for the workstation's access, see
 * gb_access_settle_async().
 */
struct _GbAccessWatch
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  GbSync *sync;   /* (owned) */
  gboolean busy;
};

static guint wiped_signal;

G_DEFINE_FINAL_TYPE (GbAccessWatch, gb_access_watch, G_TYPE_OBJECT)

static void
on_settled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbAccessWatch) self = user_data;
  g_autoptr (GbWiped) wiped = NULL;
  g_autoptr (GError) error = NULL;

  self->busy = FALSE;
  /* What could not be wiped is tried again after the next run. */
  if (!gb_access_settle_finish (GB_STORE (source), result, &wiped, &error))
    g_debug ("the access was not settled: %s", error->message);
  else if (wiped != NULL)
    {
      g_autoptr (GError) told = NULL;

      gb_wiped_set_error (wiped, &told);
      g_signal_emit (self, wiped_signal, 0, told);
    }
}

static void
on_sync_state_cb (GbAccessWatch *self)
{
  GbClient *client = gb_sync_get_client (self->sync);

  if (gb_sync_get_state (self->sync) != GB_SYNC_STATE_IDLE || client == NULL || self->busy)
    return;
  self->busy = TRUE;
  gb_access_settle_async (self->store, client, gb_sync_get_last_error (self->sync), on_settled_cb, g_object_ref (self));
}

static void
gb_access_watch_dispose (GObject *object)
{
  GbAccessWatch *self = GB_ACCESS_WATCH (object);

  g_clear_object (&self->store);
  g_clear_object (&self->sync);

  G_OBJECT_CLASS (gb_access_watch_parent_class)->dispose (object);
}

static void
gb_access_watch_class_init (GbAccessWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_access_watch_dispose;

  /**
   * GbAccessWatch::wiped:
   * @error: %GB_WIPE_ERROR_WIPED, for the user
   *
   * The data are gone; the cache is closed.
   */
  wiped_signal = g_signal_new ("wiped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gb_access_watch_init (GbAccessWatch *self)
{
}

/**
 * gb_access_watch_new:
 * @store: an open cache
 * @sync: what fills it
 *
 * Returns: (transfer full): a watch
 */
GbAccessWatch *
gb_access_watch_new (GbStore *store,
                     GbSync  *sync)
{
  GbAccessWatch *self = g_object_new (GB_TYPE_ACCESS_WATCH, NULL);

  self->store = g_object_ref (store);
  self->sync = g_object_ref (sync);
  g_signal_connect_object (sync, "notify::state", G_CALLBACK (on_sync_state_cb), self, G_CONNECT_SWAPPED);
  return self;
}
