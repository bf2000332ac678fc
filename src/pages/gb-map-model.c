/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-model.h"

/* The clock of the machine may be set while nobody wakes. */
#define LONGEST_WAIT (60 * 60)

/**
 * GbMapModel:
 *
 * What the map shows, read again when the cache changes while somebody looks. Areas are made once for the same
 * communes: that takes longest. Emits "changed" when a view has come or is on its way.
 */
struct _GbMapModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  char *indicator;           /* (owned) (nullable): the first there is */
  gboolean quantiles;        /* classes with as many communes each, not round borders */
  guint timer;               /* when a count changes next */
  GbMapView *view;           /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale;
};

/* What a reading is asked for. */
typedef struct
{
  char *indicator; /* (owned) (nullable) */
  GbMapWanted view;
} Wanted;

static guint changed_signal;

static void load (GbMapModel *self);

G_DEFINE_FINAL_TYPE (GbMapModel, gb_map_model, G_TYPE_OBJECT)

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->indicator);
  g_clear_pointer (&self->view.before, gb_map_view_unref);
  g_free (self);
}

static gpointer
read_view (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Wanted *wanted = data;

  return gb_map_view_read_wanted (connection, &wanted->view, error);
}

/* --- when ----------------------------------------------------------------------------------------- */

static gboolean
on_timeout_cb (gpointer user_data)
{
  GbMapModel *self = user_data;

  self->timer = 0;
  gb_map_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* Wakes when a due moment passes. A standing clock says so itself. */
static void
set_timer (GbMapModel *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 wait = LONGEST_WAIT;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (gb_clock_is_fixed (clock) || self->view == NULL || self->view->boundary == 0)
    return;
  wait = CLAMP (self->view->boundary - gb_clock_now (clock) + 1, 1, LONGEST_WAIT);
  self->timer = g_timeout_add_seconds ((guint) wait, on_timeout_cb, self);
}

static void
on_view_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbMapModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbMapView) view = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (view != NULL)
    {
      g_clear_pointer (&self->view, gb_map_view_unref);
      self->view = g_steal_pointer (&view);
    }
  self->error = g_steal_pointer (&error);
  if (self->stale && self->active)
    load (self);
  set_timer (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbMapModel *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  wanted->indicator = g_strdup (self->indicator);
  wanted->view = (GbMapWanted) { wanted->indicator, self->quantiles, gb_clock_now (gb_store_get_clock (self->store)) };
  if (self->view != NULL)
    wanted->view.before = gb_map_view_ref (self->view);
  gb_store_read_async (self->store, read_view, wanted, wanted_free, (GDestroyNotify) gb_map_view_unref,
                       G_PRIORITY_DEFAULT, self->cancellable, on_view_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_map_model_dispose (GObject *object)
{
  GbMapModel *self = GB_MAP_MODEL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gb_map_model_parent_class)->dispose (object);
}

static void
gb_map_model_finalize (GObject *object)
{
  GbMapModel *self = GB_MAP_MODEL (object);

  g_free (self->indicator);
  g_clear_pointer (&self->view, gb_map_view_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gb_map_model_parent_class)->finalize (object);
}

static void
gb_map_model_class_init (GbMapModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_map_model_dispose;
  object_class->finalize = gb_map_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_map_model_init (GbMapModel *self)
{
  self->stale = TRUE;
}

/**
 * gb_map_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that reads nothing until it is active
 */
GbMapModel *
gb_map_model_new (GbStore *store)
{
  GbMapModel *self = g_object_new (GB_TYPE_MAP_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_map_model_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_map_model_reload), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_map_model_reload:
 *
 * Reads everything again, now or when somebody looks; what is shown stays until it is there.
 */
void
gb_map_model_reload (GbMapModel *self)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  self->stale = TRUE;
  if (!self->active || self->cancellable != NULL)
    return;
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * gb_map_model_get_view:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
const GbMapView *
gb_map_model_get_view (GbMapModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_MODEL (self), NULL);
  return self->view;
}

/**
 * gb_map_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_map_model_get_error (GbMapModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_MODEL (self), NULL);
  return self->error;
}

gboolean
gb_map_model_get_loading (GbMapModel *self)
{
  g_return_val_if_fail (GB_IS_MAP_MODEL (self), FALSE);
  return self->cancellable != NULL;
}

/**
 * gb_map_model_set_active:
 * @active: whether somebody looks
 */
void
gb_map_model_set_active (GbMapModel *self,
                         gboolean    active)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  self->active = active;
  if (active && self->stale)
    gb_map_model_reload (self);
}

/**
 * gb_map_model_set_quantiles:
 * @quantiles: whether classes are to have as many communes each; otherwise their borders are round numbers
 */
void
gb_map_model_set_quantiles (GbMapModel *self,
                            gboolean    quantiles)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  if (self->quantiles == quantiles)
    return;
  self->quantiles = quantiles;
  gb_map_model_reload (self);
}

/**
 * gb_map_model_set_indicator:
 * @indicator: the id of what is to be shown
 */
void
gb_map_model_set_indicator (GbMapModel *self,
                            const char *indicator)
{
  g_return_if_fail (GB_IS_MAP_MODEL (self));
  if (g_strcmp0 (self->indicator, indicator) == 0)
    return;
  g_free (self->indicator);
  self->indicator = g_strdup (indicator);
  gb_map_model_reload (self);
}
