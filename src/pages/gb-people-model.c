/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-people-model.h"

/* How often it is looked whether midnight has passed, in seconds: a machine that slept is soon right again. */
#define MIDNIGHT_CHECK (5 * 60)

/**
 * GbPeopleModel:
 *
 * What the page of people shows, kept true: it is read again when the cache or the commune changes, and at midnight,
 * when terms end.
 */
struct _GbPeopleModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  char *commune;             /* (owned) (nullable) */
  GbPeople *people;          /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  guint timer;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbPeopleModel, gb_people_model, G_TYPE_OBJECT)

typedef struct
{
  char *commune;
  gint64 now;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->commune);
  g_free (self);
}

static gpointer
read_people (GbSqlConnection  *connection,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  const Wanted *wanted = data;

  return gb_people_load (connection, wanted->commune, wanted->now, error);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbPeopleModel *self = user_data;
  gint64 now = gb_clock_now (gb_store_get_clock (self->store));

  if (self->people != NULL && gb_time_day (now) == self->people->today)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  gb_people_model_reload (self);
  return G_SOURCE_REMOVE;
}

static void
on_people_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbPeopleModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbPeople) people = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (people != NULL)
    {
      g_clear_pointer (&self->people, gb_people_unref);
      self->people = g_steal_pointer (&people);
    }
  self->error = g_steal_pointer (&error);
  if (self->timer == 0 && !gb_clock_is_fixed (gb_store_get_clock (self->store)))
    self->timer = g_timeout_add_seconds (MIDNIGHT_CHECK, on_timer_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gb_people_model_reload:
 *
 * Reads everything again; what is shown stays until it is there.
 */
void
gb_people_model_reload (GbPeopleModel *self)
{
  Wanted *wanted;
  gboolean was_loading;

  g_return_if_fail (GB_IS_PEOPLE_MODEL (self));

  was_loading = self->cancellable != NULL;
  if (was_loading)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Wanted, 1);
  wanted->commune = g_strdup (self->commune);
  wanted->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, read_people, wanted, wanted_free, (GDestroyNotify) gb_people_unref,
                       G_PRIORITY_DEFAULT, self->cancellable, on_people_cb, g_object_ref (self));
  if (!was_loading)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gb_people_model_dispose (GObject *object)
{
  GbPeopleModel *self = GB_PEOPLE_MODEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_people_model_parent_class)->dispose (object);
}

static void
gb_people_model_finalize (GObject *object)
{
  GbPeopleModel *self = GB_PEOPLE_MODEL (object);

  g_free (self->commune);
  g_clear_pointer (&self->people, gb_people_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_people_model_parent_class)->finalize (object);
}

static void
gb_people_model_class_init (GbPeopleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_people_model_dispose;
  object_class->finalize = gb_people_model_finalize;

  /**
   * GbPeopleModel::changed:
   *
   * A reading began or ended, well or not.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
gb_people_model_init (GbPeopleModel *self)
{
}

/**
 * gb_people_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that has begun to read the whole scope
 */
GbPeopleModel *
gb_people_model_new (GbStore *store)
{
  GbPeopleModel *self = g_object_new (GB_TYPE_PEOPLE_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_people_model_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_people_model_reload), self,
                           G_CONNECT_SWAPPED);
  gb_people_model_reload (self);
  return self;
}

/**
 * gb_people_model_set_commune:
 * @commune: (nullable): the commune; %NULL for the whole scope
 */
void
gb_people_model_set_commune (GbPeopleModel *self,
                             const char    *commune)
{
  g_return_if_fail (GB_IS_PEOPLE_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  gb_people_model_reload (self);
}

/**
 * gb_people_model_get_loading:
 *
 * Returns: whether a reading is under way
 */
gboolean
gb_people_model_get_loading (GbPeopleModel *self)
{
  g_return_val_if_fail (GB_IS_PEOPLE_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_people_model_get_people:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
GbPeople *
gb_people_model_get_people (GbPeopleModel *self)
{
  g_return_val_if_fail (GB_IS_PEOPLE_MODEL (self), NULL);

  return self->people;
}

/**
 * gb_people_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_people_model_get_error (GbPeopleModel *self)
{
  g_return_val_if_fail (GB_IS_PEOPLE_MODEL (self), NULL);

  return self->error;
}
