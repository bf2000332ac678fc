/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reading.h"

#include "gb-time.h"

/**
 * GbReading:
 *
 * One value that a view shows, read off the main thread and kept true: it is read again when records it is made of, the
 * commune, the clock or the day change. What was read last stays until the next is there, or cannot be read.
 */
struct _GbReading
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  guint64 types;
  GbReadingFunc func;
  GDestroyNotify value_free;
  char *commune;             /* (owned) (nullable) */
  gpointer value;            /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  guint midnight;
};

enum
{
  SIGNAL_UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbReading, gb_reading, G_TYPE_OBJECT)

/* What one reading takes to the store's thread. */
typedef struct
{
  GbReadingFunc func;
  char *commune; /* (owned) (nullable) */
  gint64 now;
} Job;

static void
job_free (gpointer data)
{
  g_free (((Job *) data)->commune);
  g_free (data);
}

static gpointer
read_value (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Job *job = data;

  return job->func (connection, job->commune, job->now, error);
}

static gboolean
on_midnight_cb (gpointer user_data)
{
  GbReading *self = user_data;

  self->midnight = 0;
  gb_reading_reload (self);
  return G_SOURCE_REMOVE;
}

/* A standing clock says itself when it moves. */
static void
wait_for_midnight (GbReading *self)
{
  gint64 now = gb_reading_get_now (self);

  g_clear_handle_id (&self->midnight, g_source_remove);
  if (!gb_clock_is_fixed (gb_store_get_clock (self->store)))
    self->midnight = g_timeout_add_seconds ((guint) (gb_day_at (gb_time_day (now) + 1, 0) - now + 1), on_midnight_cb,
                                            self);
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbReading) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (value != NULL)
    {
      g_clear_pointer (&self->value, self->value_free);
      self->value = value;
    }
  self->error = g_steal_pointer (&error);
  if (self->store == NULL)
    return;
  wait_for_midnight (self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

/**
 * gb_reading_reload:
 *
 * Reads again; what is shown stays until that is there.
 */
void
gb_reading_reload (GbReading *self)
{
  Job *job;

  g_return_if_fail (GB_IS_READING (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->func = self->func;
  job->commune = g_strdup (self->commune);
  job->now = gb_reading_get_now (self);
  gb_store_read_async (self->store, read_value, job, job_free, self->value_free, G_PRIORITY_DEFAULT, self->cancellable,
                       on_read_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static void
on_store_changed_cb (GbReading *self,
                     guint64    types)
{
  if ((types & self->types) != 0)
    gb_reading_reload (self);
}

static void
gb_reading_dispose (GObject *object)
{
  GbReading *self = GB_READING (object);

  g_clear_handle_id (&self->midnight, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_reading_parent_class)->dispose (object);
}

static void
gb_reading_finalize (GObject *object)
{
  GbReading *self = GB_READING (object);

  g_free (self->commune);
  g_clear_pointer (&self->value, self->value_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_reading_parent_class)->finalize (object);
}

static void
gb_reading_class_init (GbReadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_reading_dispose;
  object_class->finalize = gb_reading_finalize;

  /**
   * GbReading::updated:
   *
   * A reading has begun, or has come to its end.
   */
  signals[SIGNAL_UPDATED]
      = g_signal_new ("updated", GB_TYPE_READING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_reading_init (GbReading *self)
{
}

/**
 * gb_reading_new:
 * @store: an open store
 * @types: which changes of the store it is read again for: bits of #GbRecordType and %GB_STORE_CHANGED_ACTIONS
 * @value_free: (destroy): frees what @func returns
 *
 * Returns: (transfer full): a reading that has begun
 */
GbReading *
gb_reading_new (GbStore       *store,
                guint64        types,
                GbReadingFunc  func,
                GDestroyNotify value_free)
{
  GbReading *self = g_object_new (GB_TYPE_READING, NULL);

  self->store = g_object_ref (store);
  self->types = types;
  self->func = func;
  self->value_free = value_free;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_reading_reload), self,
                           G_CONNECT_SWAPPED);
  gb_reading_reload (self);
  return self;
}

/**
 * gb_reading_set_commune:
 * @commune: (nullable): the chosen commune; %NULL for the whole scope
 */
void
gb_reading_set_commune (GbReading  *self,
                        const char *commune)
{
  g_return_if_fail (GB_IS_READING (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  gb_reading_reload (self);
}

/**
 * gb_reading_get_commune:
 *
 * Returns: (nullable): the chosen commune
 */
const char *
gb_reading_get_commune (GbReading *self)
{
  g_return_val_if_fail (GB_IS_READING (self), NULL);

  return self->commune;
}

/**
 * gb_reading_get_loading:
 *
 * Returns: whether it is being read
 */
gboolean
gb_reading_get_loading (GbReading *self)
{
  g_return_val_if_fail (GB_IS_READING (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_reading_get_value:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
gpointer
gb_reading_get_value (GbReading *self)
{
  g_return_val_if_fail (GB_IS_READING (self), NULL);

  return self->value;
}

/**
 * gb_reading_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_reading_get_error (GbReading *self)
{
  g_return_val_if_fail (GB_IS_READING (self), NULL);

  return self->error;
}

/**
 * gb_reading_get_store:
 *
 * Returns: (transfer none): where it is read
 */
GbStore *
gb_reading_get_store (GbReading *self)
{
  g_return_val_if_fail (GB_IS_READING (self), NULL);

  return self->store;
}

/**
 * gb_reading_get_now:
 *
 * Returns: UTC seconds, by the store's clock
 */
gint64
gb_reading_get_now (GbReading *self)
{
  g_return_val_if_fail (GB_IS_READING (self), 0);

  return gb_clock_now (gb_store_get_clock (self->store));
}
