/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-file-fetch.h"

#include "gb-net-error.h"
#include "gb-page-size.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"

#include <glib/gi18n-lib.h>

#define MAX_CUTS 10

#define HTTP_NOT_FOUND 404
#define HTTP_RANGE 416

/* One fetching under way; belongs to the main context. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) */
  char *cache_path; /* (owned) */
  char *name; /* (owned) (nullable) */
  GbFileFetchFunc progress;
  gpointer progress_data;

  GbSyncLock *lock; /* (owned) */
  GPtrArray *records; /* (owned) (nullable) (element-type GbFileRecord) */
  guint index; /* of the file under way */
  GbPageSize size;
  gint64 asked_at; /* monotonic */
  guint cuts; /* one after the other */
  GbFileFetchResult counts;
  GError *error; /* (owned) (nullable): what was wrong with a file; the others went on */
} Run;

/* A part on its way to the disk. */
typedef struct
{
  char *cache_path; /* (owned) */
  char *sha256; /* (owned) */
  guint64 offset;
  GBytes *part; /* (owned) (nullable): nothing to add */
  gboolean complete; /* whether it was the last one */
} Job;

static void fetch_part (GTask *task);
static void fetch_file (GTask *task);

static void
run_free (Run *self)
{
  g_clear_pointer (&self->lock, gb_sync_lock_release);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_error (&self->error);
  g_free (self->cache_path);
  g_free (self->name);
  g_free (self);
}

static void
job_free (Job *self)
{
  g_clear_pointer (&self->part, g_bytes_unref);
  g_free (self->cache_path);
  g_free (self->sha256);
  g_free (self);
}

static GbFileRecord *
run_get_file (Run *self)
{
  return self->records->pdata[self->index];
}

/* (transfer full) of both; the next file may fare better. */
static void
leave_file (GTask  *task,
            GError *error)
{
  Run *run = g_task_get_task_data (task);

  if (run->error == NULL)
    run->error = error;
  else
    g_clear_error (&error);
  run->index++;
  fetch_file (task);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if ((job->part == NULL || gb_file_cache_append (job->cache_path, job->sha256, job->offset, job->part, &error))
      && (!job->complete || gb_file_cache_complete (job->cache_path, job->sha256, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GbFileRecord *file = run_get_file (run);
  const Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_FILE))
        leave_file (task, error);
      else
        {
          g_task_return_error (task, error);
          g_object_unref (task);
        }
      return;
    }
  file->have = job->offset + (job->part != NULL ? g_bytes_get_size (job->part) : 0);
  file->whole = job->complete;
  if (run->progress != NULL)
    run->progress (file, run->progress_data);
  if (!file->whole)
    {
      fetch_part (task);
      return;
    }
  run->counts.files++;
  run->index++;
  fetch_file (task);
}

/* (transfer full) of @task and @part */
static void
write_part (GTask  *task,
            guint64 offset,
            GBytes *part)
{
  Run *run = g_task_get_task_data (task);
  const GbFileRecord *file = run_get_file (run);
  g_autoptr (GTask) writing = g_task_new (NULL, NULL, on_written_cb, task);
  Job *job = g_new0 (Job, 1);

  job->cache_path = g_strdup (run->cache_path);
  job->sha256 = g_strdup (file->sha256);
  job->offset = offset;
  job->part = part;
  job->complete = offset + (part != NULL ? g_bytes_get_size (part) : 0) == file->bytes;
  g_task_set_source_tag (writing, write_part);
  g_task_set_task_data (writing, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (writing, write_in_thread);
}

/* Whether what came is what goes on where we are. */
static gboolean
check_part (const GbFileRecord *file,
            guint64             first,
            guint64             total,
            GBytes             *part,
            GError            **error)
{
  if (total == file->bytes && (first == file->have || first == 0) && g_bytes_get_size (part) <= file->bytes - first)
    return TRUE;
  g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
               _("The endpoint sent another part of “%s” than was asked for. If it happens again, tell the province's "
                 "data centre."),
               file->name);
  return FALSE;
}

/* What did not come is asked for again, less of it at a time; a file that is shorter there than what is
 * here is begun anew. */
static gboolean
may_retry (Run          *run,
           const GError *error,
           guint64       wire_bytes)
{
  GbFileRecord *file = run_get_file (run);

  if (++run->cuts >= MAX_CUTS)
    return FALSE;
  if (gb_client_get_status (run->client) == HTTP_RANGE && gb_client_has_problem (run->client) && file->have > 0)
    {
      gb_file_cache_forget_part (run->cache_path, file->sha256);
      file->have = 0;
      return TRUE;
    }
  gb_page_size_cut (&run->size, wire_bytes, g_get_monotonic_time () - run->asked_at);
  return g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_CUT)
         || (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT) && run->cuts <= 2);
}

static void
on_part_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GbFileRecord *file = run_get_file (run);
  GError *error = NULL;
  guint64 first, total, wire_bytes;
  g_autoptr (GBytes) part = gb_client_file_finish (GB_CLIENT (object), result, &first, &total, &wire_bytes, &error);

  run->counts.bytes += wire_bytes;
  if (part != NULL && check_part (file, first, total, part, &error))
    {
      run->cuts = 0;
      gb_page_size_good (&run->size, g_bytes_get_size (part), g_get_monotonic_time () - run->asked_at);
      write_part (task, first, g_steal_pointer (&part));
    }
  else if (part == NULL && gb_client_get_status (run->client) == HTTP_NOT_FOUND)
    {
      run->counts.missing++;
      g_clear_error (&error);
      leave_file (task, NULL);
    }
  else if (part == NULL && may_retry (run, error, wire_bytes))
    {
      g_clear_error (&error);
      fetch_part (task);
    }
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/* (transfer full) of @task */
static void
fetch_part (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const GbFileRecord *file = run_get_file (run);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (file->have == file->bytes)
    {
      /* All had come when the last run ended, but it was not checked any more. */
      write_part (task, file->have, NULL);
      return;
    }
  run->asked_at = g_get_monotonic_time ();
  gb_client_file_async (run->client, file->sha256, file->have, MIN (run->size.max_bytes, file->bytes - file->have),
                        g_task_get_cancellable (task), on_part_cb, task);
}

static void
end (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  /* A cache that is being made anew knows of no file yet. */
  if (run->records->len > 0)
    run->counts.removed = gb_file_cache_sweep (run->cache_path, run->records);
  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* (transfer full) of @task */
static void
fetch_file (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const GbFileRecord *file;
  GError *error = NULL;

  while (run->index < run->records->len
         && (run_get_file (run)->whole || run_get_file (run)->bytes == 0
             || (run->name != NULL && g_strcmp0 (run_get_file (run)->name, run->name) != 0)))
    run->index++;
  if (run->index == run->records->len)
    {
      end (task);
      return;
    }
  file = run_get_file (run);
  run->cuts = 0;
  if (gb_file_cache_check_space (run->cache_path, file->bytes - file->have, &error))
    fetch_part (task);
  else
    leave_file (task, error);
}

static void
on_listed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->records = gb_store_read_finish (GB_STORE (object), result, &error);
  if (run->records != NULL)
    {
      fetch_file (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gpointer
list (GbSqlConnection *connection,
      gpointer         cache_path,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_file_record_list (connection, cache_path, error);
}

/**
 * gb_file_fetch_run_async:
 * @fetch: what to fetch
 * @cancellable: (nullable): to stop; what has come stays, and the next run goes on there
 * @callback: called when done
 * @user_data: for @callback
 *
 * Fetches the big files that the feed tells of and that are not here yet, part by part, each part as
 * large as the measured speed brings in some seconds. A file counts once its hash was checked. Not to be
 * run beside a sync of the same client: what matters more comes first.
 */
void
gb_file_fetch_run_async (const GbFileFetch  *fetch,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  g_autofree char *folder = NULL;
  GError *error = NULL;

  run->store = g_object_ref (fetch->store);
  run->client = g_object_ref (fetch->client);
  run->cache_path = g_strdup (gb_store_get_path (fetch->store));
  run->name = g_strdup (fetch->name);
  run->progress = fetch->progress;
  run->progress_data = fetch->progress_data;
  gb_page_size_init (&run->size);
  g_task_set_source_tag (task, gb_file_fetch_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  folder = gb_file_cache_dup_folder (run->cache_path);
  run->lock = gb_sync_lock_take (folder, &error);
  if (run->lock == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  gb_store_read_async (run->store, list, run->cache_path, NULL, (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_LOW,
                       cancellable, on_listed_cb, task);
}

/**
 * gb_file_fetch_run_finish:
 * @result: what the callback was given
 * @counts: (out) (optional): what was done, also on failure
 * @error: a #GbNetError, #GbStoreError, %GB_SYNC_ERROR_BUSY, %GB_SYNC_ERROR_BAD_FILE or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether nothing went wrong; a file that the endpoint does not have is only counted
 */
gboolean
gb_file_fetch_run_finish (GAsyncResult      *result,
                          GbFileFetchResult *counts,
                          GError           **error)
{
  const Run *run;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  run = g_task_get_task_data (G_TASK (result));
  if (counts != NULL)
    *counts = run->counts;
  return g_task_propagate_boolean (G_TASK (result), error);
}
