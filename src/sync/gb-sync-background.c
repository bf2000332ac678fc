/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-background.h"

#include "gb-boundaries-feed.h"
#include "gb-cursor-repository.h"
#include "gb-feed-frame.h"
#include "gb-file-fetch.h"
#include "gb-net-error.h"
#include "gb-sync-private.h"

/* Seconds that the endpoint may keep us waiting for news; less than the link may stay silent. */
#define WAIT 25

/* An answer without news that came sooner is of an endpoint that does not wait. */
#define WAITED ((gint64) (WAIT - 5) * G_USEC_PER_SEC)

/**
 * GbSyncBackground:
 *
 * What a good link is used for between two runs: the big files that are not here yet, and then waiting
 * at the endpoint for news, so that a change shows within seconds (long poll). Neither where every byte
 * counts, nor over a slow link, nor after a run that failed; a run that begins ends both. Waiting takes
 * no record: it only tells, by #GbSyncBackground::news, that a run is worth it.
 */
struct _GbSyncBackground
{
  GObject parent_instance;

  GbSync *sync; /* (owned) */
  GbConnectivity *connectivity; /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of what is under way */
  gboolean started;
  gboolean waiting; /* at the endpoint */
  gint64 asked_at; /* monotonic */
};

enum
{
  NEWS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbSyncBackground, gb_sync_background, G_TYPE_OBJECT)

static void wait_for_news (GbSyncBackground *self);

/* What waits, on its way there and back. */
typedef struct
{
  GbSyncBackground *self; /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *scope; /* (owned) */
  GbCursor cursor;
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->self);
  g_object_unref (wait->cancellable);
  g_free (wait->scope);
  gb_cursor_clear (&wait->cursor);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

static gboolean
may_use_link (GbSyncBackground *self)
{
  return self->started && gb_sync_get_client (self->sync) != NULL
         && gb_sync_get_state (self->sync) == GB_SYNC_STATE_IDLE && gb_sync_get_last_error (self->sync) == NULL
         && gb_sync_get_progress (self->sync)->pages > 0 && gb_page_size_is_quick (&self->sync->size)
         && gb_connectivity_get_state (self->connectivity) != GB_CONNECTIVITY_STATE_PORTAL
         && !gb_connectivity_is_metered (self->connectivity);
}

static void
stop (GbSyncBackground *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->waiting = FALSE;
}

/* Whether the answer, or the refusal, says that there is something to fetch. */
static gboolean
has_news (Wait         *wait,
          GBytes       *body,
          const GError *error)
{
  GbFeedExpect expect = { wait->cursor.feed_id, wait->scope, gb_record_group_name (GB_RECORD_GROUP_WORK),
                          wait->cursor.cursor };
  g_autoptr (GbFeedFrame) frame = body != NULL ? gb_feed_frame_parse (body, &expect, NULL) : NULL;

  if (frame != NULL)
    return gb_feed_frame_get_n_lines (frame) > 0;
  return g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_GONE);
}

static void
on_answered_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Wait) wait = user_data;
  GbSyncBackground *self = wait->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_client_feed_finish (GB_CLIENT (object), result, NULL, &error);
  gboolean news;

  if (self->cancellable != wait->cancellable)
    return;
  self->waiting = FALSE;
  news = has_news (wait, body, error);
  if (news)
    g_signal_emit (self, signals[NEWS], 0);
  /* After a fault, or by an endpoint that does not wait, the schedule does what is needed. */
  else if (body != NULL && may_use_link (self) && g_get_monotonic_time () - self->asked_at >= WAITED)
    wait_for_news (self);
}

static gpointer
load_cursor (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Wait *wait = data;

  return GINT_TO_POINTER (gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &wait->cursor, error));
}

static void
on_cursor_loaded_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Wait) wait = user_data;
  GbSyncBackground *self = wait->self;
  GbFeedRequest request = { NULL };
  GCancellable *cancellable;

  gb_store_read_finish (GB_STORE (object), result, NULL);
  if (self->cancellable != wait->cancellable || wait->cursor.cursor == NULL || !may_use_link (self))
    return;
  request.scope = wait->scope;
  request.group = gb_record_group_name (GB_RECORD_GROUP_WORK);
  request.since = wait->cursor.cursor;
  request.limit = 1;
  request.max_bytes = GB_PAGE_SIZE_MIN;
  request.wait = WAIT;
  self->waiting = TRUE;
  self->asked_at = g_get_monotonic_time ();
  cancellable = wait->cancellable;
  gb_client_feed_async (self->sync->client, &request, cancellable, on_answered_cb, g_steal_pointer (&wait));
}

static void
wait_for_news (GbSyncBackground *self)
{
  const char *scope = gb_sync_get_scope (self->sync);
  Wait *wait;

  if (scope == NULL)
    return;
  wait = g_new0 (Wait, 1);
  wait->self = g_object_ref (self);
  wait->cancellable = g_object_ref (self->cancellable);
  wait->scope = g_strdup (scope);
  gb_store_read_async (self->sync->store, load_cursor, wait, NULL, NULL, G_PRIORITY_LOW, NULL, on_cursor_loaded_cb,
                       wait);
}

/* What is wrong with a file was noted; the borders that were there stay. */
static void
on_refreshed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gb_boundaries_refresh_finish (result, &error))
    g_debug ("boundaries: %s", error->message);
}

static void
on_files_fetched_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Wait) wait = user_data;
  GbSyncBackground *self = wait->self;
  g_autoptr (GError) error = NULL;
  GbFileFetchResult counts;

  if (!gb_file_fetch_run_finish (result, &counts, &error))
    g_debug ("files: %s", error->message);
  if (self->cancellable != wait->cancellable)
    return;
  if (counts.files > 0)
    gb_boundaries_refresh_async (self->sync->store, self->cancellable, on_refreshed_cb, NULL);
  if (may_use_link (self))
    wait_for_news (self);
}

static void
fetch_files (GbSyncBackground *self)
{
  GbFileFetch fetch = { NULL };
  Wait *wait = g_new0 (Wait, 1);

  wait->self = g_object_ref (self);
  wait->cancellable = g_object_ref (self->cancellable);
  fetch.store = self->sync->store;
  fetch.client = self->sync->client;
  gb_file_fetch_run_async (&fetch, self->cancellable, on_files_fetched_cb, wait);
}

/* Also where there is no link: the program may have ended before it took in what had come. */
static void
on_old_files_taken_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (Wait) wait = user_data;
  GbSyncBackground *self = wait->self;

  on_refreshed_cb (object, result, NULL);
  if (self->cancellable == wait->cancellable && may_use_link (self))
    fetch_files (self);
}

/* What is missing of the files comes first: it ends, and waiting does not. */
static void
on_state_cb (GbSyncBackground *self)
{
  Wait *wait;

  stop (self);
  if (!self->started || gb_sync_get_state (self->sync) != GB_SYNC_STATE_IDLE)
    return;
  self->cancellable = g_cancellable_new ();
  wait = g_new0 (Wait, 1);
  wait->self = g_object_ref (self);
  wait->cancellable = g_object_ref (self->cancellable);
  gb_boundaries_refresh_async (self->sync->store, self->cancellable, on_old_files_taken_cb, wait);
}

/* Where every byte counts from now on. */
static void
on_network_changed_cb (GbSyncBackground *self)
{
  if (self->cancellable != NULL && !may_use_link (self))
    stop (self);
}

static void
gb_sync_background_dispose (GObject *object)
{
  GbSyncBackground *self = GB_SYNC_BACKGROUND (object);

  self->started = FALSE;
  stop (self);
  g_clear_object (&self->sync);
  g_clear_object (&self->connectivity);

  G_OBJECT_CLASS (gb_sync_background_parent_class)->dispose (object);
}

static void
gb_sync_background_class_init (GbSyncBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_sync_background_dispose;

  /* The endpoint has something that is not here. */
  signals[NEWS] = g_signal_new ("news", GB_TYPE_SYNC_BACKGROUND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_sync_background_init (GbSyncBackground *self)
{
}

/**
 * gb_sync_background_new:
 * @sync: between whose runs
 * @connectivity: whether every byte counts
 *
 * Returns: (transfer full): one that does nothing until it is started
 */
GbSyncBackground *
gb_sync_background_new (GbSync         *sync,
                        GbConnectivity *connectivity)
{
  GbSyncBackground *self = g_object_new (GB_TYPE_SYNC_BACKGROUND, NULL);

  self->sync = g_object_ref (sync);
  self->connectivity = g_object_ref (connectivity);
  g_signal_connect_object (sync, "notify::state", G_CALLBACK (on_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connectivity, "changed", G_CALLBACK (on_network_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (connectivity, "sleeping", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_sync_background_start:
 * @self: a background
 *
 * From now on it uses the time after each run.
 */
void
gb_sync_background_start (GbSyncBackground *self)
{
  g_return_if_fail (GB_IS_SYNC_BACKGROUND (self));

  self->started = TRUE;
}

/**
 * gb_sync_background_is_waiting:
 * @self: a background
 *
 * Returns: whether it waits at the endpoint for news
 */
gboolean
gb_sync_background_is_waiting (GbSyncBackground *self)
{
  g_return_val_if_fail (GB_IS_SYNC_BACKGROUND (self), FALSE);

  return self->waiting;
}
