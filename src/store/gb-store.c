/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-object.h"

#include "gb-forget.h"
#include "gb-setting-repository.h"
#include "gb-store-job.h"

enum
{
  PROP_0,
  PROP_PATH,
  PROP_CLOCK,
  PROP_KEY,
  PROP_DAMAGED,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LOG_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbStore, gb_store, G_TYPE_OBJECT)

/* --- changed -------------------------------------------------------------------------------- */

static gboolean
on_emit_changed (gpointer data)
{
  g_autoptr (GbStore) self = g_weak_ref_get (data);
  guint64 changed;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->changed_lock);
  changed = self->changed;
  self->changed = 0;
  g_mutex_unlock (&self->changed_lock);
  if (changed & GB_STORE_CHANGED_LOG)
    g_signal_emit (self, signals[SIGNAL_LOG_CHANGED], 0);
  changed &= ~GB_STORE_CHANGED_LOG;
  if (changed != 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changed);
  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Called in the store's context. The source holds no reference: where nobody runs the context, the store must still be able
 * to end. */
static void
call_in_context (GbStore     *self,
                 GSourceFunc  func)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "gb_store_changed");
  g_source_set_callback (source, func, weak, free_weak_ref);
  g_source_attach (source, self->context);
}

static gboolean
on_notify_damaged (gpointer data)
{
  g_autoptr (GbStore) self = g_weak_ref_get (data);

  if (self != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
  return G_SOURCE_REMOVE;
}

/* Told of once, however much fails after it: whoever looks again at what was met fails again. */
void
gb_store_note_damage (GbStore      *self,
             const GError *error)
{
  if (g_error_matches (error, GB_STORE_ERROR, GB_STORE_ERROR_CORRUPT) &&
      g_atomic_int_compare_and_exchange (&self->damaged, FALSE, TRUE))
    call_in_context (self, on_notify_damaged);
}

/* Commits that follow each other faster than the context turns are told of once. */
void
gb_store_announce (GbStore *self,
          guint64  types)
{
  gboolean waiting;

  if (types == 0)
    return;
  g_mutex_lock (&self->changed_lock);
  waiting = self->changed != 0;
  self->changed |= types;
  g_mutex_unlock (&self->changed_lock);

  if (!waiting)
    call_in_context (self, on_emit_changed);
}

/* --- opening and closing -------------------------------------------------------------------- */

static gboolean
forget (GbStore *self,
        GError **error)
{
  if (gb_forget_open (self->files.cache, self->files.local, gb_clock_sure_now (self->clock), error))
    return TRUE;
  gb_store_error_translate (error, self->path);
  return FALSE;
}

static gboolean
open_locked (GbStore *self,
             GError **error)
{
  g_atomic_int_set (&self->damaged, FALSE);
  if (!gb_store_files_open (&self->files, self->path, self->key, error))
    return FALSE;
  if (!gb_setting_load_trusted_time (self->files.local, self->clock, error) || !forget (self, error) ||
      !gb_store_readers_open (self->readers, self->path, self->key, error))
    {
      gb_store_readers_close (self->readers);
      gb_store_files_close (&self->files);
      return FALSE;
    }
  gb_store_complete_copy (self);
  sqlite3_update_hook (gb_sql_connection_get_handle (self->files.cache), gb_store_on_update, self);
  self->versions[0] = self->versions[1] = 0;
  gb_store_look_for_others (self);
  self->pool = g_thread_pool_new (gb_store_on_read, self, GB_STORE_N_READERS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, gb_store_job_compare, NULL);
  self->writer = g_thread_new ("store writer", gb_store_write_all, self);
  g_atomic_int_set (&self->is_open, TRUE);
  return TRUE;
}

/**
 * gb_store_open:
 *
 * Opens the two files, makes them when they do not exist, and brings them to this version; blocks.
 *
 * Returns: whether the store is open; otherwise the error is one of #GB_STORE_ERROR with a message
 *   for the user, and a file that is not ours or is newer was left as it was
 */
gboolean
gb_store_open (GbStore      *self,
               GCancellable *cancellable,
               GError      **error)
{
  gboolean ok;

  g_return_val_if_fail (GB_IS_STORE (self), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  ok = self->is_open || open_locked (self, error);
  g_mutex_unlock (&self->lock);
  return ok;
}

/* An opening under way on a thread of its own. */
typedef struct
{
  GTask *task; /* (owned) */
  GThread *thread; /* (owned) */
  GError *error; /* (owned) (nullable) */
} Opening;

static gboolean
on_opened (gpointer data)
{
  Opening *opening = data;
  g_autoptr (GTask) task = opening->task;

  g_thread_join (opening->thread);
  if (opening->error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, opening->error);
  g_free (opening);
  return G_SOURCE_REMOVE;
}

static gpointer
open_in_thread (gpointer data)
{
  Opening *opening = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  gb_store_open (g_task_get_source_object (opening->task),
                 g_task_get_cancellable (opening->task), &opening->error);
  g_source_set_priority (source, g_task_get_priority (opening->task));
  g_source_set_callback (source, on_opened, opening, NULL);
  g_source_attach (source, g_task_get_context (opening->task));
  return NULL;
}

/**
 * gb_store_open_async:
 *
 * As gb_store_open(), on another thread.
 */
void
gb_store_open_async (GbStore            *self,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  Opening *opening;

  g_return_if_fail (GB_IS_STORE (self));

  opening = g_new0 (Opening, 1);
  opening->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (opening->task, gb_store_open_async);
  /* Not g_task_run_in_thread(): its thread may hold the store's last reference for a moment. */
  opening->thread = g_thread_new ("store open", open_in_thread, opening);
}

gboolean
gb_store_open_finish (GbStore      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gb_store_close:
 *
 * Waits until everything that was asked for is done, then closes the files. What is asked for
 * later fails with %GB_STORE_ERROR_CLOSED. Not to be called from a #GbStoreFunc.
 */
void
gb_store_close (GbStore *self)
{
  g_return_if_fail (GB_IS_STORE (self));

  g_mutex_lock (&self->lock);
  if (self->is_open)
    {
      g_atomic_int_set (&self->is_open, FALSE);
      g_async_queue_push (self->writes, &gb_store_end_of_writing);
      /* what is still being written asks whether it is on this thread, and what reads it back goes to the pool */
      g_thread_join (self->writer);
      self->writer = NULL;
      g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
      gb_store_readers_close (self->readers);
      gb_store_files_close (&self->files);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * gb_store_get_path:
 *
 * Returns: the cache's file
 */
const char *
gb_store_get_path (GbStore *self)
{
  g_return_val_if_fail (GB_IS_STORE (self), NULL);

  return self->path;
}

/**
 * gb_store_get_clock:
 *
 * Returns: (transfer none): what time it is
 */
GbClock *
gb_store_get_clock (GbStore *self)
{
  g_return_val_if_fail (GB_IS_STORE (self), NULL);

  return self->clock;
}

/**
 * gb_store_is_open:
 *
 * Returns: whether the files are open
 */
gboolean
gb_store_is_open (GbStore *self)
{
  g_return_val_if_fail (GB_IS_STORE (self), FALSE);

  return g_atomic_int_get (&self->is_open);
}

/**
 * gb_store_new:
 * @path: the cache's file
 * @clock: what time it is
 * @key: (nullable): what its files are encrypted with; without one a build with encryption refuses to
 *   open them, and one without encryption refuses to have one
 *
 * Returns: (transfer full): a store of which nothing is opened yet
 */
GbStore *
gb_store_new (const char *path,
              GbClock    *clock,
              GbSqlKey   *key)
{
  return g_object_new (GB_TYPE_STORE, "path", path, "clock", clock, "key", key, NULL);
}

/**
 * gb_store_is_encrypted:
 *
 * Returns: whether the files on the disk cannot be read without the key
 */
gboolean
gb_store_is_encrypted (GbStore *self)
{
  g_return_val_if_fail (GB_IS_STORE (self), FALSE);

  return self->key != NULL;
}

GbCalendarChoice *
gb_store_dup_calendar_choice (GbStore *self)
{
  GbCalendarChoice *choice;

  g_mutex_lock (&self->choice_lock);
  choice = self->choice != NULL ? gb_calendar_choice_ref (self->choice) : NULL;
  g_mutex_unlock (&self->choice_lock);
  return choice;
}

/**
 * gb_store_set_calendar_choice:
 * @choice: (nullable): what the user decides of the working calendar; %NULL for nothing
 *
 * Everything that is read from now on follows it, counts and lists alike; #GbStore::changed tells whoever shows
 * something. May be called before the store is open, and from any thread.
 */
void
gb_store_set_calendar_choice (GbStore          *self,
                              GbCalendarChoice *choice)
{
  g_autoptr (GbCalendarChoice) before = NULL;

  g_return_if_fail (GB_IS_STORE (self));

  g_mutex_lock (&self->choice_lock);
  before = g_steal_pointer (&self->choice);
  self->choice = choice != NULL ? gb_calendar_choice_ref (choice) : NULL;
  g_mutex_unlock (&self->choice_lock);
  if (gb_store_is_open (self) && !gb_calendar_choice_equal (before, choice))
    gb_store_announce (self, GB_RECORD_BIT (GB_N_RECORD_TYPES) - 1);
}

/**
 * gb_store_lost_log:
 *
 * Returns: whether something had taken away what was last written to the files before they were opened; what comes from the
 *   hub is fetched again
 */
gboolean
gb_store_lost_log (GbStore *self)
{
  g_return_val_if_fail (GB_IS_STORE (self), FALSE);

  return self->files.lost_log;
}

static void
gb_store_dispose (GObject *object)
{
  GbStore *self = GB_STORE (object);

  gb_store_close (self);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->key, gb_sql_key_unref);

  G_OBJECT_CLASS (gb_store_parent_class)->dispose (object);
}

static void
gb_store_finalize (GObject *object)
{
  GbStore *self = GB_STORE (object);

  g_async_queue_unref (self->writes);
  gb_store_readers_free (self->readers);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->changed_lock);
  g_mutex_clear (&self->choice_lock);
  g_clear_pointer (&self->choice, gb_calendar_choice_unref);
  g_free (self->path);

  G_OBJECT_CLASS (gb_store_parent_class)->finalize (object);
}

static void
gb_store_get_property (GObject    *object,
                       guint       property,
                       GValue     *value,
                       GParamSpec *pspec)
{
  GbStore *self = GB_STORE (object);

  switch (property)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_KEY:
      g_value_set_boxed (value, self->key);
      break;
    case PROP_DAMAGED:
      g_value_set_boolean (value, g_atomic_int_get (&self->damaged));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
gb_store_set_property (GObject      *object,
                       guint         property,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  GbStore *self = GB_STORE (object);

  switch (property)
    {
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_KEY:
      self->key = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
gb_store_class_init (GbStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags =
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gb_store_dispose;
  object_class->finalize = gb_store_finalize;
  object_class->get_property = gb_store_get_property;
  object_class->set_property = gb_store_set_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GB_TYPE_CLOCK, flags);
  properties[PROP_KEY] = g_param_spec_boxed ("key", NULL, NULL, GB_TYPE_SQL_KEY, flags);
  /* Whether something was met that cannot be read any more (%GB_STORE_ERROR_CORRUPT), since it was opened. */
  properties[PROP_DAMAGED] = g_param_spec_boolean ("damaged", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GbStore::changed:
   * @types: the record types of which rows changed, bits as of GB_RECORD_BIT(), and
 *   %GB_STORE_CHANGED_ACTIONS
   *
   * Something was committed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  /**
   * GbStore::log-changed:
   *
   * The sync log got a line, or one of its lines changed.
   */
  signals[SIGNAL_LOG_CHANGED] = g_signal_new ("log-changed", GB_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_store_init (GbStore *self)
{
  g_mutex_init (&self->lock);
  g_mutex_init (&self->changed_lock);
  g_mutex_init (&self->choice_lock);
  self->context = g_main_context_ref_thread_default ();
  self->writes = g_async_queue_new ();
  self->readers = gb_store_readers_new ();
}
