/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-store.h that reads and writes: what its threads do, and how they are asked. */
#include "gb-store-object.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-action-copy.h"
#include "gb-calendars-private.h"
#include "gb-dossier-index.h"
#include "gb-forget.h"
#include "gb-store-job.h"

char gb_store_end_of_writing;

/* Called by SQLite for each row written. */
void
gb_store_on_update (void         *data,
           int           op,
           const char   *database,
           const char   *table,
           sqlite3_int64 row)
{
  GbStore *self = data;

  if (table != self->last_table)
    {
      self->last_table = table;
      self->last_bit = 0;
      for (int i = 0; i < GB_N_RECORD_TYPES; i++)
        if (strcmp (gb_record_spec (i)->table, table) == 0)
          self->last_bit = GB_RECORD_BIT (i);
      if (strcmp (table, "boundary") == 0)
        self->last_bit = GB_STORE_CHANGED_BOUNDARIES;
    }
  self->touched |= self->last_bit;
}

/* --- writing -------------------------------------------------------------------------------- */

/* What follows from changed dossiers: those that are forgotten stay so, and search finds the others. */
static gboolean
complete_dossiers (GbStore  *self,
                   gboolean *purged,
                   GError  **error)
{
  GbSqlConnection *cache = self->files.cache;

  return gb_forget_settle (cache, error) && gb_dossier_index_complete (cache, error) &&
         gb_forget_purge (cache, purged, error);
}

/* Another program with the same cache, giaobanctl beside the window, tells nobody what it changed. */
void
gb_store_look_for_others (GbStore *self)
{
  GbSqlConnection *files[] = { self->files.cache, self->files.local };

  for (int i = 0; i < (int) G_N_ELEMENTS (files); i++)
    {
      /* without what this connection itself changed */
      gint64 version = gb_sql_connection_data_version (files[i]) >> 32;

      if (version != self->versions[i] && self->versions[i] != 0)
        self->foreign |= i == 0 ? (GB_RECORD_BIT (GB_N_RECORD_TYPES) - 1) | GB_STORE_CHANGED_BOUNDARIES
                               : GB_STORE_CHANGED_ACTIONS | GB_STORE_CHANGED_LOG;
      self->versions[i] = version;
    }
}

/* The actions are on the disk already: a copy that cannot be made is made with the next ones. */
static void
copy_actions (GbStore *self)
{
  GbSqlConnection *cache = self->files.cache;
  g_autoptr (GError) error = NULL;

  if (gb_sql_connection_begin_immediate (cache, &error) &&
      gb_sql_connection_end (cache, gb_action_copy_write (cache, self->files.local, &error), &error))
    return;
  g_debug ("the actions cannot be copied: %s", error->message);
}

/* A cache that is new, or whose copy could not be made when it was due. */
void
gb_store_complete_copy (GbStore *self)
{
  gint64 open, copied;

  if (gb_sql_connection_query_int (self->files.local, "SELECT count(*) FROM action WHERE state<>'applied'", &open, NULL) &&
      gb_sql_connection_query_int (self->files.cache, "SELECT count(*) FROM action_copy", &copied, NULL) && open != copied)
    copy_actions (self);
}

static void
write_one (GbStore    *self,
           GbStoreJob *job)
{
  GbSqlConnection *cache = self->files.cache;
  GError *error = NULL;
  gpointer result = NULL;
  gboolean purged = FALSE;
  g_autoptr (GbCalendarChoice) choice = gb_store_dup_calendar_choice (self);

  gb_calendars_set_choice (cache, choice);
  self->touched = 0;
  self->last_table = NULL;
  gb_store_look_for_others (self);
  gb_sql_connection_set_cancellable (cache, gb_store_job_get_cancellable (job));
  if (gb_sql_connection_begin_immediate (cache, &error))
    result = gb_store_job_call (job, cache, &error);
  if (error == NULL && (self->touched & GB_RECORD_BIT (GB_RECORD_DOSSIER)))
    complete_dossiers (self, &purged, &error);
  gb_sql_connection_set_cancellable (cache, NULL);

  if (gb_sql_connection_end (cache, error == NULL, &error))
    {
      if (self->touched & GB_STORE_CHANGED_ACTIONS)
        copy_actions (self);
      gb_store_announce (self, self->touched | self->foreign);
      self->foreign = 0;
    }
  else
    {
      gb_store_error_translate (&error, self->path);
      gb_store_note_damage (self, error);
    }
  if (purged && error == NULL)
    gb_forget_shorten_log (cache);
  gb_store_job_complete (job, result, error);
}

gpointer
gb_store_write_all (gpointer data)
{
  GbStore *self = data;
  gpointer job;

  while ((job = g_async_queue_pop (self->writes)) != &gb_store_end_of_writing)
    if (gb_store_job_is_read (job))
      g_thread_pool_push (self->pool, job, NULL);
    else
      write_one (self, job);
  return NULL;
}

/* --- reading -------------------------------------------------------------------------------- */

static gpointer
read_one (GbStore    *self,
          GbStoreJob *job,
          GError    **error)
{
  GError *failure = NULL;
  g_autoptr (GbCalendarChoice) choice = gb_store_dup_calendar_choice (self);
  gpointer result = gb_store_readers_run (self->readers, job, choice, &failure);

  gb_store_error_translate (&failure, self->path);
  gb_store_note_damage (self, failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return result;
}

void
gb_store_on_read (gpointer data,
         gpointer user_data)
{
  GError *error = NULL;
  gpointer result = read_one (user_data, data, &error);

  gb_store_job_complete (data, result, error);
}

static gboolean
check_open (GbStore *self,
            GError **error)
{
  if (g_atomic_int_get (&self->is_open))
    return TRUE;
  g_set_error_literal (error, GB_STORE_ERROR, GB_STORE_ERROR_CLOSED,
                       _ ("The data file is not open."));
  return FALSE;
}

/* --- public --------------------------------------------------------------------------------- */

/* A task whose function cannot be queued, for the store is closed. */
static GTask *
task_new (GbStore            *self,
          gpointer            tag,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  if (check_open (self, &error))
    return g_steal_pointer (&task);
  g_task_return_error (task, error);
  return NULL;
}

/* (nullable): where the store is closed, which the caller is told. */
static GbStoreJob *
read_job_new (GbStore            *self,
              GbStoreFunc         func,
              gpointer            data,
              GDestroyNotify      data_free,
              GDestroyNotify      result_free,
              int                 priority,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  GTask *task = task_new (self, gb_store_read_async, cancellable, callback, user_data);
  GbStoreJob *job;

  if (task == NULL)
    {
      if (data_free != NULL)
        data_free (data);
      return NULL;
    }
  job = gb_store_job_new (func, data, data_free, cancellable);
  gb_store_job_set_task (job, task, result_free, priority);
  return job;
}

/**
 * gb_store_read_async:
 * @func: what to do, on a thread of the store; everything it reads is one snapshot
 * @data: for @func
 * @data_free: (nullable): for @data, once @func was called or never will be
 * @result_free: (nullable): for a result that nobody fetched
 * @priority: lower numbers go first: %G_PRIORITY_DEFAULT for what the user waits for
 */
void
gb_store_read_async (GbStore            *self,
                     GbStoreFunc         func,
                     gpointer            data,
                     GDestroyNotify      data_free,
                     GDestroyNotify      result_free,
                     int                 priority,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GbStoreJob *job;

  g_return_if_fail (GB_IS_STORE (self));

  job = read_job_new (self, func, data, data_free, result_free, priority, cancellable, callback, user_data);
  if (job != NULL)
    g_thread_pool_push (self->pool, job, NULL);
}

/**
 * gb_store_read_back_async:
 * @func: as of gb_store_read_async()
 * @data: for @func
 * @data_free: (nullable): for @data, once @func was called or never will be
 * @result_free: (nullable): for a result that nobody fetched
 *
 * As gb_store_read_async(), but after all that was asked to be written before: who has just stored something reads it,
 * and nothing older. To be finished with gb_store_read_finish().
 */
void
gb_store_read_back_async (GbStore            *self,
                          GbStoreFunc         func,
                          gpointer            data,
                          GDestroyNotify      data_free,
                          GDestroyNotify      result_free,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GbStoreJob *job;

  g_return_if_fail (GB_IS_STORE (self));

  job = read_job_new (self, func, data, data_free, result_free, G_PRIORITY_HIGH, cancellable, callback, user_data);
  if (job == NULL)
    return;
  gb_store_job_set_read (job);
  g_async_queue_push (self->writes, job);
}

/**
 * gb_store_read_finish:
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
gb_store_read_finish (GbStore      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gb_store_read:
 *
 * As gb_store_read_async(), but blocks and calls @func on the calling thread.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
gb_store_read (GbStore      *self,
               GbStoreFunc   func,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  GbStoreJob *job;
  GError *failure = NULL;
  gpointer result;

  g_return_val_if_fail (GB_IS_STORE (self), NULL);

  if (!check_open (self, error))
    return NULL;
  job = gb_store_job_new (func, data, NULL, cancellable);
  result = read_one (self, job, &failure);
  gb_store_job_complete (job, result, failure);
  return gb_store_job_wait (job, error);
}

/**
 * gb_store_write_async:
 * @func: what to do, on the writing thread, between BEGIN IMMEDIATE and COMMIT; when it fails, all
 *   it did is undone
 * @data: for @func
 * @data_free: (nullable): for @data, once @func was called or never will be
 * @result_free: (nullable): for a result that nobody fetched
 */
void
gb_store_write_async (GbStore            *self,
                      GbStoreFunc         func,
                      gpointer            data,
                      GDestroyNotify      data_free,
                      GDestroyNotify      result_free,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GbStoreJob *job;
  GTask *task;

  g_return_if_fail (GB_IS_STORE (self));

  task = task_new (self, gb_store_write_async, cancellable, callback, user_data);
  if (task == NULL)
    {
      if (data_free != NULL)
        data_free (data);
      return;
    }
  /* What was committed must be told as done, even when it was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  job = gb_store_job_new (func, data, data_free, cancellable);
  gb_store_job_set_task (job, task, result_free, G_PRIORITY_DEFAULT);
  g_async_queue_push (self->writes, job);
}

/**
 * gb_store_write_finish:
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
gb_store_write_finish (GbStore      *self,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gb_store_write:
 *
 * As gb_store_write_async(), but blocks until the commit. Not to be called from a #GbStoreFunc.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
gb_store_write (GbStore      *self,
                GbStoreFunc   func,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  GbStoreJob *job;

  g_return_val_if_fail (GB_IS_STORE (self), NULL);
  g_return_val_if_fail (g_thread_self () != self->writer, NULL);

  if (!check_open (self, error))
    return NULL;
  job = gb_store_job_new (func, data, NULL, cancellable);
  g_async_queue_push (self->writes, job);
  return gb_store_job_wait (job, error);
}

/* For functions on the writing thread only: FILE.local, to be committed before the cache is. */
GbSqlConnection *
gb_store_get_local_connection (GbStore *self)
{
  g_return_val_if_fail (g_thread_self () == self->writer, NULL);

  return self->files.local;
}

/* For functions on the writing thread only: what #GbStore::changed shall tell beside the rows that
 * SQLite saw change in the cache. */
void
gb_store_touch (GbStore *self,
                guint64  changed)
{
  g_return_if_fail (g_thread_self () == self->writer);

  self->touched |= changed;
}
