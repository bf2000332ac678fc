/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-cache.h"

#include "gb-tile-file.h"

#define FLUSH_MS 500
#define FLUSH_BYTES ((gsize) 1000 * 1000)
/* More than a slow disk's backlog: what comes then is shown and not kept. */
#define MOST_WAITING_BYTES ((gsize) 16 * 1000 * 1000)
/* A use is noted so often at most: looking must not write all the time. */
#define USE_SECONDS 3600

/**
 * GbTileCache:
 *
 * Tiles that came once (bộ nhớ bản đồ nền), to be shown without a network. One SQLite file, used by one thread that is
 * not the main one: looking first, writing in batches when nobody looks. All of it can be fetched again: whatever goes
 * wrong with the file, the map is only slower.
 */
struct _GbTileCache
{
  GObject parent_instance;

  GbClock *clock;      /* (owned) */
  guint64 limit;
  GThreadPool *pool;   /* (owned): of one thread */
  GbTileFile *file;    /* (owned): the thread's */
  guint timer;
  guint n_jobs;        /* so far, to keep their order */

  GMutex mutex;
  GHashTable *waiting; /* (owned) (element-type utf8 GbTileWrite): to be written; under the mutex */
  gsize waiting_bytes; /* under the mutex */
};

/* In the order in which they are done. */
typedef enum
{
  JOB_LOOK_UP,
  JOB_MEASURE,
  JOB_CLEAR,
  JOB_LIMIT,
  JOB_WRITE,
} JobKind;

typedef struct
{
  JobKind kind;
  guint number;
  GTask *task;  /* (owned) (nullable): holds nothing of the cache, which waits for its jobs when it goes */
  char *source; /* (owned) (nullable) */
  GbTileId id;
  guint64 limit;
  gint64 now;
} Job;

G_DEFINE_FINAL_TYPE (GbTileCache, gb_tile_cache, G_TYPE_OBJECT)

/**
 * gb_tile_copy_dup:
 *
 * Returns: (transfer full): a copy of a copy
 */
GbTileCopy *
gb_tile_copy_dup (const GbTileCopy *self)
{
  GbTileCopy *copy = g_new0 (GbTileCopy, 1);

  copy->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  copy->etag = g_strdup (self->etag);
  copy->modified = g_strdup (self->modified);
  copy->expires = self->expires;
  return copy;
}

void
gb_tile_copy_free (GbTileCopy *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->etag);
  g_free (self->modified);
  g_free (self);
}

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job->source);
  g_free (job);
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Job *x = a, *y = b;

  return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind) : (x->number > y->number) - (x->number < y->number);
}

static char *
make_key (const char     *source,
          const GbTileId *id)
{
  return g_strdup_printf ("%u/%u/%u/%s", id->z, id->x, id->y, source);
}

/* --- what waits to be written --------------------------------------------------------------------- */

/* Under the mutex. @write is taken over. */
static void
add_waiting (GbTileCache *self,
             GbTileWrite *write)
{
  g_autofree char *key = make_key (write->source, &write->id);
  GbTileWrite *before = g_hash_table_lookup (self->waiting, key);

  if (before != NULL && write->copy == NULL)
    {
      if (before->copy != NULL && write->expires > 0)
        before->copy->expires = write->expires;
      else if (write->expires > 0)
        before->expires = write->expires;
      gb_tile_write_free (write);
      return;
    }
  if (self->waiting_bytes > MOST_WAITING_BYTES)
    {
      gb_tile_write_free (write);
      return;
    }
  if (before != NULL)
    self->waiting_bytes -= gb_tile_write_get_size (before);
  self->waiting_bytes += gb_tile_write_get_size (write);
  g_hash_table_replace (self->waiting, g_steal_pointer (&key), write);
}

static GbTileWrite *
new_write (const char       *source,
           const GbTileId   *id,
           const GbTileCopy *copy,
           gint64            expires)
{
  GbTileWrite *write = g_new0 (GbTileWrite, 1);

  write->source = g_strdup (source);
  write->id = *id;
  write->copy = copy != NULL ? gb_tile_copy_dup (copy) : NULL;
  write->expires = expires;
  return write;
}

/* (transfer container) (element-type GbTileWrite) */
static GPtrArray *
take_waiting (GbTileCache *self)
{
  GPtrArray *writes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_tile_write_free);
  GHashTableIter iter;
  gpointer key, value;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (writes, value);
    }
  self->waiting_bytes = 0;
  g_mutex_unlock (&self->mutex);
  return writes;
}

/* (transfer full) (nullable): what was stored and is not written yet */
static GbTileCopy *
find_waiting (GbTileCache    *self,
              const char     *source,
              const GbTileId *id)
{
  g_autofree char *key = make_key (source, id);
  GbTileCopy *copy = NULL;
  GbTileWrite *write;

  g_mutex_lock (&self->mutex);
  write = g_hash_table_lookup (self->waiting, key);
  if (write != NULL && write->copy != NULL)
    copy = gb_tile_copy_dup (write->copy);
  g_mutex_unlock (&self->mutex);
  return copy;
}

/* What the server said since @copy was written. */
static void
apply_renewal (GbTileCache    *self,
               const char     *source,
               const GbTileId *id,
               GbTileCopy     *copy)
{
  g_autofree char *key = make_key (source, id);
  GbTileWrite *write;

  g_mutex_lock (&self->mutex);
  write = g_hash_table_lookup (self->waiting, key);
  if (write != NULL && write->expires > 0)
    copy->expires = write->expires;
  g_mutex_unlock (&self->mutex);
}

/* --- on the thread -------------------------------------------------------------------------------- */

static void
do_look_up (GbTileCache *self,
            Job         *job)
{
  g_autoptr (GError) error = NULL;
  GbTileCopy *copy;
  gint64 used = job->now;

  if (g_task_return_error_if_cancelled (job->task))
    return;
  copy = find_waiting (self, job->source, &job->id);
  if (copy == NULL && !gb_tile_file_look_up (self->file, job->source, &job->id, &copy, &used, &error))
    g_debug ("The cache of tiles: %s", error->message);
  else if (copy != NULL && used + USE_SECONDS <= job->now)
    {
      g_mutex_lock (&self->mutex);
      add_waiting (self, new_write (job->source, &job->id, NULL, 0));
      g_mutex_unlock (&self->mutex);
    }
  if (copy != NULL)
    apply_renewal (self, job->source, &job->id, copy);
  g_task_return_pointer (job->task, copy, (GDestroyNotify) gb_tile_copy_free);
}

static void
do_write (GbTileCache *self,
          Job         *job)
{
  g_autoptr (GPtrArray) writes = take_waiting (self);
  g_autoptr (GError) error = NULL;

  if (writes->len > 0 && !gb_tile_file_write (self->file, writes, job->now, &error))
    g_debug ("The cache of tiles: %s", error->message);
}

static void
do_clear (GbTileCache *self,
          Job         *job)
{
  g_autoptr (GPtrArray) writes = take_waiting (self);
  GError *error = NULL;

  if (gb_tile_file_clear (self->file, &error))
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, error);
}

static void
do_job (gpointer data,
        gpointer user_data)
{
  GbTileCache *self = user_data;
  Job *job = data;
  g_autoptr (GError) error = NULL;

  switch (job->kind)
    {
    case JOB_LOOK_UP:
      do_look_up (self, job);
      break;
    case JOB_MEASURE:
      g_task_return_int (job->task, gb_tile_file_measure (self->file));
      break;
    case JOB_CLEAR:
      do_clear (self, job);
      break;
    case JOB_LIMIT:
      if (!gb_tile_file_set_limit (self->file, job->limit, &error))
        g_debug ("The cache of tiles: %s", error->message);
      break;
    case JOB_WRITE:
    default:
      do_write (self, job);
      break;
    }
  job_free (job);
}

/* --- on the main thread --------------------------------------------------------------------------- */

static Job *
new_job (GbTileCache *self,
         JobKind      kind,
         GTask       *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->number = self->n_jobs++;
  job->task = task;
  job->now = gb_clock_now (self->clock);
  job->limit = self->limit;
  return job;
}

static void
flush (GbTileCache *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_thread_pool_push (self->pool, new_job (self, JOB_WRITE, NULL), NULL);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbTileCache *self = user_data;

  self->timer = 0;
  flush (self);
  return G_SOURCE_REMOVE;
}

static void
flush_soon (GbTileCache *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (FLUSH_MS, on_timer_cb, self);
}

static void
queue_write (GbTileCache *self,
             GbTileWrite *write)
{
  gboolean much;

  g_mutex_lock (&self->mutex);
  add_waiting (self, write);
  much = self->waiting_bytes >= FLUSH_BYTES;
  g_mutex_unlock (&self->mutex);
  if (much)
    flush (self);
  else
    flush_soon (self);
}

static void
gb_tile_cache_dispose (GObject *object)
{
  GbTileCache *self = GB_TILE_CACHE (object);

  if (self->pool != NULL)
    {
      flush (self);
      g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
    }
  g_clear_pointer (&self->file, gb_tile_file_free);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (gb_tile_cache_parent_class)->dispose (object);
}

static void
gb_tile_cache_finalize (GObject *object)
{
  GbTileCache *self = GB_TILE_CACHE (object);

  g_hash_table_unref (self->waiting);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (gb_tile_cache_parent_class)->finalize (object);
}

static void
gb_tile_cache_class_init (GbTileCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_tile_cache_dispose;
  object_class->finalize = gb_tile_cache_finalize;
}

static void
gb_tile_cache_init (GbTileCache *self)
{
  g_mutex_init (&self->mutex);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gb_tile_write_free);
  self->pool = g_thread_pool_new (do_job, self, 1, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_jobs, NULL);
}

/**
 * gb_tile_cache_new:
 * @path: the file, made (0600) when the first tile came
 * @clock: what time it is
 * @limit: most bytes on the disk, at least %GB_TILE_CACHE_LEAST_LIMIT
 *
 * Returns: (transfer full): a cache; nothing is opened yet
 */
GbTileCache *
gb_tile_cache_new (const char *path,
                   GbClock    *clock,
                   guint64     limit)
{
  GbTileCache *self = g_object_new (GB_TYPE_TILE_CACHE, NULL);

  self->clock = g_object_ref (clock);
  self->limit = MAX (limit, GB_TILE_CACHE_LEAST_LIMIT);
  self->file = gb_tile_file_new (path, self->limit);
  return self;
}

GbClock *
gb_tile_cache_get_clock (GbTileCache *self)
{
  g_return_val_if_fail (GB_IS_TILE_CACHE (self), NULL);
  return self->clock;
}

guint64
gb_tile_cache_get_limit (GbTileCache *self)
{
  g_return_val_if_fail (GB_IS_TILE_CACHE (self), 0);
  return self->limit;
}

/**
 * gb_tile_cache_set_limit:
 * @limit: most bytes on the disk from now on; what is too much goes soon
 */
void
gb_tile_cache_set_limit (GbTileCache *self,
                         guint64      limit)
{
  g_return_if_fail (GB_IS_TILE_CACHE (self));
  limit = MAX (limit, GB_TILE_CACHE_LEAST_LIMIT);
  if (limit == self->limit)
    return;
  self->limit = limit;
  g_thread_pool_push (self->pool, new_job (self, JOB_LIMIT, NULL), NULL);
}

/**
 * gb_tile_cache_look_up_async:
 * @source: whose tile
 * @id: which tile
 *
 * Looks whether a tile came once.
 */
void
gb_tile_cache_look_up_async (GbTileCache        *self,
                             const char         *source,
                             const GbTileId     *id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (GB_IS_TILE_CACHE (self));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_tile_cache_look_up_async);
  job = new_job (self, JOB_LOOK_UP, task);
  job->source = g_strdup (source);
  job->id = *id;
  g_thread_pool_push (self->pool, job, NULL);
}

/**
 * gb_tile_cache_look_up_finish:
 * @copy: (out) (transfer full) (nullable): what is here; a file that cannot be read is one where nothing is
 * @error: %G_IO_ERROR_CANCELLED
 */
gboolean
gb_tile_cache_look_up_finish (GbTileCache  *self,
                              GAsyncResult *result,
                              GbTileCopy  **copy,
                              GError      **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  *copy = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * gb_tile_cache_store:
 * @source: whose tile
 * @id: which tile
 * @copy: what came
 *
 * Returns at once; it is written soon.
 */
void
gb_tile_cache_store (GbTileCache      *self,
                     const char       *source,
                     const GbTileId   *id,
                     const GbTileCopy *copy)
{
  g_return_if_fail (GB_IS_TILE_CACHE (self));
  queue_write (self, new_write (source, id, copy, 0));
}

/**
 * gb_tile_cache_renew:
 * @expires: until when what is here is good, UTC seconds: its server said that it is unchanged
 */
void
gb_tile_cache_renew (GbTileCache    *self,
                     const char     *source,
                     const GbTileId *id,
                     gint64          expires)
{
  g_return_if_fail (GB_IS_TILE_CACHE (self));
  queue_write (self, new_write (source, id, NULL, expires));
}

/**
 * gb_tile_cache_measure_async:
 *
 * Asks how many bytes the cache takes on the disk.
 */
void
gb_tile_cache_measure_async (GbTileCache        *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_TILE_CACHE (self));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_tile_cache_measure_async);
  g_thread_pool_push (self->pool, new_job (self, JOB_MEASURE, task), NULL);
}

/**
 * gb_tile_cache_measure_finish:
 *
 * Returns: bytes; -1 with an error
 */
gint64
gb_tile_cache_measure_finish (GbTileCache  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);
  return g_task_propagate_int (G_TASK (result), error);
}

/**
 * gb_tile_cache_clear_async:
 *
 * Forgets all tiles and gives their room back to the disk.
 */
void
gb_tile_cache_clear_async (GbTileCache        *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_TILE_CACHE (self));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_tile_cache_clear_async);
  g_thread_pool_push (self->pool, new_job (self, JOB_CLEAR, task), NULL);
}

/**
 * gb_tile_cache_clear_finish:
 * @error: %GB_SQL_ERROR_FOREIGN, %GB_SQL_ERROR_READ_ONLY
 */
gboolean
gb_tile_cache_clear_finish (GbTileCache  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
