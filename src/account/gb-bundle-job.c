/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles off the main thread, with the keys of the user's keyring, which may ask to be unlocked. */
#include "gb-bundle-job.h"

#include "gb-workstation-keys.h"

/* One of a few lines a second is as much as anybody reads. */
#define PROGRESS_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GbStore *store; /* (owned) */
  GFile *file; /* (owned) */
  GMainContext *context; /* (owned): where progress is told */
  GbBundleProgressFunc progress;
  gpointer progress_data;
  gint64 told_at; /* monotonic */
} Job;

/* What was taken so far, on its way to who asked. */
typedef struct
{
  GTask *task; /* (owned) */
  GbSyncProgress progress;
} Told;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

static void
told_free (gpointer data)
{
  Told *self = data;

  g_object_unref (self->task);
  g_free (self);
}

static gboolean
on_told_cb (gpointer user_data)
{
  Told *told = user_data;
  Job *job = g_task_get_task_data (told->task);

  /* What comes after the end is of no interest any more. */
  if (!g_task_get_completed (told->task))
    job->progress (&told->progress, job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
on_progress_cb (const GbSyncProgress *progress,
                gpointer              user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  gint64 now = g_get_monotonic_time ();
  Told *told;

  if (job->progress == NULL || now - job->told_at < PROGRESS_INTERVAL)
    return;
  job->told_at = now;
  told = g_new0 (Told, 1);
  told->task = g_object_ref (task);
  told->progress = *progress;
  g_main_context_invoke_full (job->context, G_PRIORITY_DEFAULT, on_told_cb, told, told_free);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GbSealKeys) keys = NULL;
  GbBundleImport import = { job->store, job->file, NULL, on_progress_cb, task };
  GbBundleTaken *taken = NULL;
  GError *error = NULL;

  if (gb_workstation_keys_load (gb_store_get_path (job->store), &keys, cancellable, &error))
    {
      import.keys = keys;
      taken = gb_bundle_import (&import, cancellable, &error);
    }
  if (taken != NULL)
    g_task_return_pointer (task, taken, (GDestroyNotify) gb_bundle_taken_free);
  else
    g_task_return_error (task, error);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GbSealKeys) keys = NULL;
  GbBundleExport export = { job->store, job->file, NULL, FALSE };
  GbBundleGiven *given = NULL;
  GError *error = NULL;

  if (gb_workstation_keys_load (gb_store_get_path (job->store), &keys, cancellable, &error))
    {
      export.keys = keys;
      given = gb_bundle_export (&export, cancellable, &error);
    }
  if (given != NULL)
    g_task_return_pointer (task, given, (GDestroyNotify) gb_bundle_given_free);
  else
    g_task_return_error (task, error);
}

static Job *
job_new (GbStore *store,
         GFile   *file)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  self->file = g_object_ref (file);
  self->context = g_main_context_ref_thread_default ();
  return self;
}

/**
 * gb_bundle_import_async:
 * @store: an open cache
 * @file: the bundle
 * @progress: (nullable): told what was taken so far, in the caller's main context
 * @progress_data: for @progress; has to live until @callback is called
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * As gb_bundle_import(), on a thread of its own.
 */
void
gb_bundle_import_async (GbStore             *store,
                        GFile               *file,
                        GbBundleProgressFunc progress,
                        gpointer             progress_data,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = job_new (store, file);

  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, gb_bundle_import_async);
  /* A page that was taken was taken: what is told is what became of it. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, import_in_thread);
}

/**
 * gb_bundle_import_finish:
 * @store: the cache
 * @result: what the callback was given
 * @error: as of gb_bundle_import(), or a #GbSecretError
 *
 * Returns: (transfer full) (nullable): what was taken
 */
GbBundleTaken *
gb_bundle_import_finish (GbStore      *store,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gb_bundle_export_async:
 * @store: an open cache
 * @file: where to write
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * As gb_bundle_export(), on a thread of its own.
 */
void
gb_bundle_export_async (GbStore            *store,
                        GFile              *file,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_bundle_export_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job_new (store, file), job_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * gb_bundle_export_finish:
 * @store: the cache
 * @result: what the callback was given
 * @error: as of gb_bundle_export(), or a #GbSecretError
 *
 * Returns: (transfer full) (nullable): what was written
 */
GbBundleGiven *
gb_bundle_export_finish (GbStore      *store,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
