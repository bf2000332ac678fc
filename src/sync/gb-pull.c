/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pull.h"

#include "gb-cursor-repository.h"
#include "gb-feed-reader.h"
#include "gb-hub-note.h"
#include "gb-net-error.h"
#include "gb-sync-error.h"
#include "gb-wire-error.h"

#include <glib/gi18n-lib.h>

/* How often in a row the same page is asked for again: a cut page comes smaller each time, silence
 * costs the whole timeout each time. */
#define MAX_CUTS 10
#define MAX_SILENCES 2

/* One pull under way. Everything here belongs to the main context. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) */
  char *scope; /* (owned) */
  GbRecordGroup group;
  GbPageSize *size; /* (unowned) */
  GbPullProgressFunc progress;
  gpointer progress_data;

  char *feed_id; /* (owned) (nullable) */
  char *cursor; /* (owned) (nullable): from the start */
  GCancellable *page; /* (owned) (nullable): of the request under way */
  guint deadline; /* source */
  gulong stopped; /* signal */
  gint64 asked_at; /* monotonic */
  gint64 asked_now; /* UTC seconds by the machine's clock */
  gint64 elapsed; /* microseconds until the answer was there */
  gboolean late; /* given up by us */
  guint cuts;
  guint silences;
  gboolean answered;
  gboolean restarted;
  gboolean more;
} Run;

static void pull_begin (GTask *task);
static void pull_fetch (GTask *task);

/* The request under way has ended. */
static void
page_end (Run          *self,
          GCancellable *cancellable)
{
  g_clear_handle_id (&self->deadline, g_source_remove);
  g_cancellable_disconnect (cancellable, self->stopped);
  self->stopped = 0;
  g_clear_object (&self->page);
}

static void
run_free (Run *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->feed_id, g_free);
  g_clear_pointer (&self->cursor, g_free);
  g_free (self);
}

static void
run_report (Run                  *self,
            const GbSyncProgress *step)
{
  if (self->progress != NULL)
    self->progress (step, self->progress_data);
}

/* The endpoint made the page some time between the asking and the answer: only what lies beyond that
 * is the clock's fault and not the link's. */
static void
run_report_clock (Run   *self,
                  gint64 server_time)
{
  gint64 now = gb_clock_machine_now (gb_store_get_clock (self->store));
  GbSyncProgress step = { .clock_known = TRUE };

  step.clock_skew = server_time - CLAMP (server_time, MIN (self->asked_now, now), now);
  run_report (self, &step);
}

static void
take_string (char      **place,
             const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
cursor_free (gpointer data)
{
  gb_cursor_clear (data);
  g_free (data);
}

/* Whether to ask again for what did not arrive, and how much. */
static gboolean
run_may_retry (Run          *self,
               const GError *error,
               guint64       wire_bytes)
{
  gboolean smaller = gb_page_size_cut (self->size, wire_bytes, self->elapsed);

  if (!self->late && g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TOO_LARGE))
    return smaller;
  if (self->late || g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_CUT)
      || g_error_matches (error, GB_WIRE_ERROR, GB_WIRE_ERROR_UNSEALED))
    return ++self->cuts < MAX_CUTS;
  if (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT)
      || (self->answered && g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE)))
    return ++self->silences <= MAX_SILENCES;
  return FALSE;
}

/* What we gave up ourselves is no stop that somebody asked for. (transfer full) of both */
static GError *
run_late_error (Run    *self,
                GError *error)
{
  if (!self->late || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;
  g_error_free (error);
  return g_error_new (GB_NET_ERROR, GB_NET_ERROR_TIMEOUT,
                      _("The endpoint did not answer in time; the network may be slow. What came stays, and "
                        "the next try goes on there."));
}

static void
on_page_committed_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GbFeedPageResult counts = { 0 };
  GbSyncProgress step = { 0 };
  GError *error = NULL;

  if (!gb_store_commit_page_finish (GB_STORE (object), result, &counts, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  step.pages = 1;
  step.records = counts.put;
  step.deleted = counts.deleted + counts.removed;
  step.skipped = counts.skipped;
  step.set_aside = counts.set_aside;
  run_report (run, &step);

  if (run->more)
    pull_fetch (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
pull_commit (GTask      *task,
             GbFeedPage *page)
{
  Run *run = g_task_get_task_data (task);

  run->cuts = 0;
  run->silences = 0;
  run->more = page->more;
  take_string (&run->cursor, page->cursor);
  take_string (&run->feed_id, page->feed_id);
  gb_store_commit_page_async (run->store, page, g_task_get_cancellable (task), on_page_committed_cb, task);
}

static void
on_page_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GbFeedPage *page = gb_feed_reader_read_finish (result, &error);

  if (page != NULL)
    {
      gb_page_size_good (run->size, g_bytes_get_size (page->body), run->elapsed);
      run_report_clock (run, page->server_time);
      pull_commit (g_steal_pointer (&task), page);
    }
  else if (run_may_retry (run, error, 0))
    pull_fetch (g_steal_pointer (&task));
  else if (error->domain == GB_WIRE_ERROR)
    g_task_return_new_error (task, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_PAGE,
                             _("An answer of the endpoint cannot be taken; nothing was changed by it. If it happens "
                               "again, tell the province's data centre: %s"),
                             error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_restarted_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  gb_store_write_finish (GB_STORE (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    pull_begin (g_steal_pointer (&task));
}

static gpointer
restart (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  gb_cursor_restart (connection, GPOINTER_TO_INT (data), error);
  return NULL;
}

/* The hub does not know our cursor (410): from the start, into the same tables. */
static void
pull_restart (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  run->restarted = TRUE;
  gb_store_write_async (run->store, restart, GINT_TO_POINTER (run->group), NULL, NULL,
                        g_task_get_cancellable (task), on_restarted_cb, task);
}

static void
on_fed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GbSyncProgress step = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_client_feed_finish (GB_CLIENT (object), result, &step.bytes, &error);

  run->elapsed = g_get_monotonic_time () - run->asked_at;
  page_end (run, cancellable);
  run_report (run, &step);
  if (body != NULL)
    {
      GbFeedExpect expect = { run->feed_id, run->scope, gb_record_group_name (run->group), run->cursor };

      run->answered = TRUE;
      gb_feed_reader_read_async (body, &expect, gb_client_get_endpoint (run->client), cancellable, on_page_read_cb,
                                 g_steal_pointer (&task));
    }
  else if (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_GONE) && !run->restarted)
    pull_restart (g_steal_pointer (&task));
  else if (!g_cancellable_is_cancelled (cancellable) && run_may_retry (run, error, step.bytes))
    pull_fetch (g_steal_pointer (&task));
  else
    g_task_return_error (task, run_late_error (run, g_steal_pointer (&error)));
}

static void
on_stopped_cb (GCancellable *cancellable,
               gpointer      page)
{
  g_cancellable_cancel (page);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Run *run = user_data;

  run->deadline = 0;
  run->late = TRUE;
  g_cancellable_cancel (run->page);
  return G_SOURCE_REMOVE;
}

static void
pull_fetch (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GbFeedRequest request = { run->scope, gb_record_group_name (run->group), run->cursor,
                            gb_page_size_get_limit (run->size), run->size->max_bytes };
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint seconds = gb_page_size_get_deadline (run->size);

  run->late = FALSE;
  run->asked_at = g_get_monotonic_time ();
  run->asked_now = gb_clock_machine_now (gb_store_get_clock (run->store));
  run->page = g_cancellable_new ();
  if (cancellable != NULL)
    run->stopped = g_cancellable_connect (cancellable, G_CALLBACK (on_stopped_cb),
                                          g_object_ref (run->page), g_object_unref);
  if (seconds > 0)
    run->deadline = g_timeout_add_seconds (seconds, on_deadline_cb, run);
  gb_client_feed_async (run->client, &request, run->page, on_fed_cb, task);
}

static void
note_free (gpointer data)
{
  gb_hub_note_clear (data);
  g_free (data);
}

static gpointer
save_note (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gb_hub_note_save (connection, data, error);
  return NULL;
}

/* What maps and sheets say of the data. Nothing waits for it, and without it they say less. */
static void
keep_note (Run               *run,
           const GbDiscovery *discovery)
{
  GbHubNote *note = g_new0 (GbHubNote, 1);

  *note = (GbHubNote) { g_strdup (discovery->place), discovery->illustration };
  gb_store_write_async (run->store, save_note, note, note_free, NULL, NULL, NULL, NULL);
}

static void
on_discovered_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GbSyncProgress step = { 0 };
  GError *error = NULL;
  g_autoptr (GbDiscovery) discovery
      = gb_client_discover_finish (GB_CLIENT (object), result, &step.bytes, &error);

  run_report (run, &step);
  if (discovery == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_string (&run->feed_id, discovery->feed_id);
  if (run->group == GB_RECORD_GROUP_BASE)
    keep_note (run, discovery);
  if (discovery->max_bytes > 0)
    gb_page_size_limit (run->size, discovery->max_bytes);
  pull_fetch (g_steal_pointer (&task));
}

static void
on_cursor_loaded_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  GbCursor *cursor = gb_store_read_finish (GB_STORE (object), result, &error);

  if (cursor == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_string (&run->cursor, cursor->cursor);
  take_string (&run->feed_id, cursor->feed_id);
  cursor_free (cursor);

  if (run->cursor != NULL)
    pull_fetch (g_steal_pointer (&task));
  else
    gb_client_discover_async (run->client, cancellable, on_discovered_cb, g_steal_pointer (&task));
}

static gpointer
load_cursor (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  GbCursor *cursor = g_new0 (GbCursor, 1);

  if (!gb_cursor_load (connection, GPOINTER_TO_INT (data), cursor, error))
    g_clear_pointer (&cursor, cursor_free);
  return cursor;
}

/* Goes on where the last pull stopped, whatever stopped it. */
static void
pull_begin (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  gb_store_read_async (run->store, load_cursor, GINT_TO_POINTER (run->group), NULL, cursor_free,
                       G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_cursor_loaded_cb, task);
}

/**
 * gb_pull_run_async:
 * @pull: what to pull
 * @cancellable: (nullable): to stop; pages already taken stay
 * @callback: called when done
 * @user_data: for @callback
 *
 * Pulls one group to the feed's end, page by page, each page with its cursor in one transaction.
 */
void
gb_pull_run_async (const GbPull       *pull,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->store = g_object_ref (pull->store);
  run->client = g_object_ref (pull->client);
  run->scope = g_strdup (pull->scope);
  run->group = pull->group;
  run->size = pull->size;
  gb_page_size_begin (run->size);
  run->progress = pull->progress;
  run->progress_data = pull->progress_data;
  g_task_set_source_tag (task, gb_pull_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  pull_begin (task);
}

/**
 * gb_pull_run_finish:
 * @result: what the callback was given
 * @error: a #GbNetError, #GbStoreError, %GB_SYNC_ERROR_BAD_PAGE or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the end of the feed was reached
 */
gboolean
gb_pull_run_finish (GAsyncResult *result,
                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
