/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-job.h"

struct _GbStoreJob
{
  GbStoreFunc func;
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  int priority;
  guint sequence;
  gboolean read;

  GTask *task; /* (owned) (nullable) NULL: a thread blocks */
  GDestroyNotify result_free; /* (nullable) */

  GMutex lock;
  GCond done_cond;
  gboolean done;
  gpointer result;
  GError *error; /* (owned) (nullable) */
};

GbStoreJob *
gb_store_job_new (GbStoreFunc    func,
                  gpointer       data,
                  GDestroyNotify data_free,
                  GCancellable  *cancellable)
{
  static guint last_sequence;
  GbStoreJob *self = g_new0 (GbStoreJob, 1);

  self->func = func;
  self->data = data;
  self->data_free = data_free;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->sequence = (guint) g_atomic_int_add ((int *) &last_sequence, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->done_cond);
  return self;
}

static void
gb_store_job_free (GbStoreJob *self)
{
  if (self->data_free != NULL)
    self->data_free (self->data);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->done_cond);
  g_free (self);
}

/**
 * gb_store_job_set_task:
 * @task: (transfer full): who waits
 */
void
gb_store_job_set_task (GbStoreJob    *self,
                       GTask         *task,
                       GDestroyNotify result_free,
                       int            priority)
{
  self->task = task;
  self->result_free = result_free;
  self->priority = priority;
}

/**
 * gb_store_job_set_read:
 *
 * It only reads: the writing thread hands it on when its turn comes.
 */
void
gb_store_job_set_read (GbStoreJob *self)
{
  self->read = TRUE;
}

gboolean
gb_store_job_is_read (GbStoreJob *self)
{
  return self->read;
}

/* Lower numbers first, as everywhere in GLib; then in the order they came. */
int
gb_store_job_compare (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  const GbStoreJob *one = a, *other = b;

  if (one->priority != other->priority)
    return one->priority < other->priority ? -1 : 1;
  return (int) (one->sequence - other->sequence);
}

GCancellable *
gb_store_job_get_cancellable (GbStoreJob *self)
{
  return self->cancellable;
}

/**
 * gb_store_job_call:
 *
 * Calls the function, unless it was cancelled while it waited.
 */
gpointer
gb_store_job_call (GbStoreJob      *self,
                   GbSqlConnection *connection,
                   GError         **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  return self->func (connection, self->data, self->cancellable, error);
}

static gboolean
on_deliver (gpointer data)
{
  GbStoreJob *self = data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, self->result, self->result_free);
  gb_store_job_free (self);
  return G_SOURCE_REMOVE;
}

/**
 * gb_store_job_complete:
 * @self: (transfer full): the job
 * @result: (transfer full) (nullable): what the function gave
 * @error: (transfer full) (nullable): why it failed
 *
 * Hands the result to who waits. A task is finished in its own context, so that its last reference
 * (and with it perhaps the store's) is never dropped on a thread of the store.
 */
void
gb_store_job_complete (GbStoreJob *self,
                       gpointer    result,
                       GError     *error)
{
  self->result = result;
  self->error = error;
  if (self->task != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, g_task_get_priority (self->task));
      g_source_set_callback (source, on_deliver, self, NULL);
      g_source_set_name (source, g_task_get_name (self->task));
      g_source_attach (source, g_task_get_context (self->task));
      return;
    }
  g_mutex_lock (&self->lock);
  self->done = TRUE;
  g_cond_signal (&self->done_cond);
  g_mutex_unlock (&self->lock);
}

/**
 * gb_store_job_wait:
 * @self: (transfer full): a job without a task, already handed over
 *
 * Blocks until the job is done.
 */
gpointer
gb_store_job_wait (GbStoreJob *self,
                   GError    **error)
{
  gpointer result;

  g_mutex_lock (&self->lock);
  while (!self->done)
    g_cond_wait (&self->done_cond, &self->lock);
  g_mutex_unlock (&self->lock);

  result = self->result;
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  gb_store_job_free (self);
  return result;
}
