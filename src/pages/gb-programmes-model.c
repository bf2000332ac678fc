/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-programmes-model.h"

/**
 * GbProgrammesModel:
 *
 * The programme indicators of a commune or of the scope, and of the chosen one how it went and how the communes stand
 * beside each other; read again when the cache changes, while it is active.
 */
struct _GbProgrammesModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  char *commune;             /* (owned) (nullable) */
  char *chosen;              /* (owned) (nullable): the first one where there is none */
  GPtrArray *list;           /* (owned) (nullable): not read yet */
  GArray *trend;             /* (owned) (nullable) */
  GPtrArray *ranking;        /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbProgrammesModel, gb_programmes_model, G_TYPE_OBJECT)

/* What one reading wants and brings. */
typedef struct
{
  char *commune;
  char *chosen;
  gint64 now;
  GPtrArray *list;
  GArray *trend;
  GPtrArray *ranking;
} Facts;

static void
facts_free (gpointer data)
{
  Facts *self = data;

  g_free (self->commune);
  g_free (self->chosen);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->trend, g_array_unref);
  g_clear_pointer (&self->ranking, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static const GbProgramme *
find (GPtrArray  *list,
      const char *id)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_strcmp0 (((GbProgramme *) list->pdata[i])->id, id) == 0)
      return list->pdata[i];
  return list != NULL && list->len > 0 ? list->pdata[0] : NULL;
}

static gpointer
read_facts (GbSqlConnection  *connection,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  const Facts *wanted = data;
  g_autoptr (Facts) facts = g_new0 (Facts, 1);
  const GbProgramme *chosen;

  facts->list = gb_programme_repository_list (connection, wanted->commune, wanted->now, error);
  if (facts->list == NULL)
    return NULL;
  chosen = find (facts->list, wanted->chosen);
  if (chosen == NULL)
    return g_steal_pointer (&facts);
  facts->chosen = g_strdup (chosen->id);
  facts->trend = gb_programme_repository_trend (connection, chosen->id, wanted->commune, error);
  if (facts->trend == NULL)
    return NULL;
  facts->ranking = gb_programme_repository_ranking (connection, chosen->id, error);
  return facts->ranking != NULL ? g_steal_pointer (&facts) : NULL;
}

static void
take_facts (GbProgrammesModel *self,
            Facts             *facts)
{
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->trend, g_array_unref);
  g_clear_pointer (&self->ranking, g_ptr_array_unref);
  self->list = g_steal_pointer (&facts->list);
  self->trend = g_steal_pointer (&facts->trend);
  self->ranking = g_steal_pointer (&facts->ranking);
  g_free (self->chosen);
  self->chosen = g_steal_pointer (&facts->chosen);
}

static void
on_facts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbProgrammesModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Facts) facts = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (facts != NULL)
    take_facts (self, facts);
  self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gb_programmes_model_reload:
 *
 * Reads everything again; what is shown stays until it is there. While nobody looks it waits.
 */
void
gb_programmes_model_reload (GbProgrammesModel *self)
{
  Facts *wanted;

  g_return_if_fail (GB_IS_PROGRAMMES_MODEL (self));

  self->stale = !self->active;
  if (self->stale)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Facts, 1);
  wanted->commune = g_strdup (self->commune);
  wanted->chosen = g_strdup (self->chosen);
  wanted->now = gb_programmes_model_get_now (self);
  gb_store_read_async (self->store, read_facts, wanted, facts_free, facts_free, G_PRIORITY_DEFAULT, self->cancellable,
                       on_facts_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gb_programmes_model_dispose (GObject *object)
{
  GbProgrammesModel *self = GB_PROGRAMMES_MODEL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_programmes_model_parent_class)->dispose (object);
}

static void
gb_programmes_model_finalize (GObject *object)
{
  GbProgrammesModel *self = GB_PROGRAMMES_MODEL (object);

  g_free (self->commune);
  g_free (self->chosen);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->trend, g_array_unref);
  g_clear_pointer (&self->ranking, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_programmes_model_parent_class)->finalize (object);
}

static void
gb_programmes_model_class_init (GbProgrammesModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_programmes_model_dispose;
  object_class->finalize = gb_programmes_model_finalize;

  /**
   * GbProgrammesModel::changed:
   *
   * A reading began or ended, well or not.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GB_TYPE_PROGRAMMES_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
gb_programmes_model_init (GbProgrammesModel *self)
{
  self->stale = TRUE;
}

/**
 * gb_programmes_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that reads nothing until it is active
 */
GbProgrammesModel *
gb_programmes_model_new (GbStore *store)
{
  GbProgrammesModel *self = g_object_new (GB_TYPE_PROGRAMMES_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_programmes_model_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_programmes_model_reload), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_programmes_model_set_commune:
 * @commune: (nullable): the commune; %NULL for the whole scope
 */
void
gb_programmes_model_set_commune (GbProgrammesModel *self,
                                 const char        *commune)
{
  g_return_if_fail (GB_IS_PROGRAMMES_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  gb_programmes_model_reload (self);
}

/**
 * gb_programmes_model_get_commune:
 *
 * Returns: (nullable): the commune; %NULL for the whole scope
 */
const char *
gb_programmes_model_get_commune (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), NULL);

  return self->commune;
}

/**
 * gb_programmes_model_set_chosen:
 * @indicator: the id of the one that is shown in full
 */
void
gb_programmes_model_set_chosen (GbProgrammesModel *self,
                                const char        *indicator)
{
  g_return_if_fail (GB_IS_PROGRAMMES_MODEL (self));

  if (g_strcmp0 (self->chosen, indicator) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (indicator);
  gb_programmes_model_reload (self);
}

/**
 * gb_programmes_model_set_active:
 * @active: whether somebody looks
 */
void
gb_programmes_model_set_active (GbProgrammesModel *self,
                                gboolean           active)
{
  g_return_if_fail (GB_IS_PROGRAMMES_MODEL (self));

  self->active = active;
  if (active && self->stale)
    gb_programmes_model_reload (self);
}

gboolean
gb_programmes_model_get_loading (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_programmes_model_get_error:
 *
 * Returns: (nullable): why the last reading failed
 */
const GError *
gb_programmes_model_get_error (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), NULL);

  return self->error;
}

/**
 * gb_programmes_model_get_now:
 *
 * Returns: UTC seconds
 */
gint64
gb_programmes_model_get_now (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), 0);

  return gb_clock_now (gb_store_get_clock (self->store));
}

/**
 * gb_programmes_model_get_list:
 *
 * Returns: (transfer none) (nullable) (element-type GbProgramme): all of them; %NULL before the first reading
 */
GPtrArray *
gb_programmes_model_get_list (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), NULL);

  return self->list;
}

/**
 * gb_programmes_model_get_chosen:
 *
 * Returns: (transfer none) (nullable): the one that is shown in full
 */
const GbProgramme *
gb_programmes_model_get_chosen (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), NULL);

  return find (self->list, self->chosen);
}

/**
 * gb_programmes_model_get_trend:
 *
 * Returns: (transfer none) (nullable) (element-type GbProgrammePoint): of the chosen one, month by month
 */
GArray *
gb_programmes_model_get_trend (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), NULL);

  return self->trend;
}

/**
 * gb_programmes_model_get_ranking:
 *
 * Returns: (transfer none) (nullable) (element-type GbProgrammeRank): the communes of the scope by the chosen one
 */
GPtrArray *
gb_programmes_model_get_ranking (GbProgrammesModel *self)
{
  g_return_val_if_fail (GB_IS_PROGRAMMES_MODEL (self), NULL);

  return self->ranking;
}
