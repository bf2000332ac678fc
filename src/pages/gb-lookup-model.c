/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-model.h"

/**
 * GbLookupModel:
 *
 * What answers the page of look-ups: asked again when the question or the cache changes while somebody looks. What was
 * answered stays until the next answer is there; only the answer to the last question counts. Emits "changed" when an
 * answer has come.
 */
struct _GbLookupModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) (nullable) */
  char *text;                /* (owned): what is looked for */
  char *field;               /* (owned) (nullable) */
  GbLookupAnswer *answer;    /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbLookupModel, gb_lookup_model, G_TYPE_OBJECT)

static void
on_answer_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbLookupModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbLookupAnswer) answer = gb_lookup_answer_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (answer != NULL)
    {
      g_clear_pointer (&self->answer, gb_lookup_answer_unref);
      self->answer = g_steal_pointer (&answer);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
stop (GbLookupModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
reload (GbLookupModel *self)
{
  self->stale = !self->active;
  if (self->stale || self->store == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  gb_lookup_answer_read_async (self->store, self->text, self->field, self->cancellable, on_answer_cb,
                               g_object_ref (self));
}

static void
gb_lookup_model_dispose (GObject *object)
{
  GbLookupModel *self = GB_LOOKUP_MODEL (object);

  stop (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gb_lookup_model_parent_class)->dispose (object);
}

static void
gb_lookup_model_finalize (GObject *object)
{
  GbLookupModel *self = GB_LOOKUP_MODEL (object);

  g_free (self->text);
  g_free (self->field);
  g_clear_pointer (&self->answer, gb_lookup_answer_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (gb_lookup_model_parent_class)->finalize (object);
}

static void
gb_lookup_model_class_init (GbLookupModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_lookup_model_dispose;
  object_class->finalize = gb_lookup_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_lookup_model_init (GbLookupModel *self)
{
  self->text = g_strdup ("");
  self->stale = TRUE;
}

/**
 * gb_lookup_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that reads nothing until it is active
 */
GbLookupModel *
gb_lookup_model_new (GbStore *store)
{
  GbLookupModel *self = g_object_new (GB_TYPE_LOOKUP_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_lookup_model_ask:
 * @text: what was typed
 * @field: (nullable): of which field procedures are wanted alone
 */
void
gb_lookup_model_ask (GbLookupModel *self,
                     const char    *text,
                     const char    *field)
{
  g_return_if_fail (GB_IS_LOOKUP_MODEL (self));
  if (g_str_equal (self->text, text) && g_strcmp0 (self->field, field) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_free (self->field);
  self->field = g_strdup (field);
  reload (self);
}

/**
 * gb_lookup_model_set_active:
 * @active: whether somebody looks
 */
void
gb_lookup_model_set_active (GbLookupModel *self,
                            gboolean       active)
{
  g_return_if_fail (GB_IS_LOOKUP_MODEL (self));
  self->active = active;
  if (active && self->stale)
    reload (self);
}

/**
 * gb_lookup_model_get_answer:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
GbLookupAnswer *
gb_lookup_model_get_answer (GbLookupModel *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_MODEL (self), NULL);
  return self->answer;
}

/**
 * gb_lookup_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_lookup_model_get_error (GbLookupModel *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_MODEL (self), NULL);
  return self->error;
}

gboolean
gb_lookup_model_get_loading (GbLookupModel *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_MODEL (self), FALSE);
  return self->cancellable != NULL;
}
