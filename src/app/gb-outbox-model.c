/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox-model.h"

#include <glib/gi18n-lib.h>

#include "gb-property.h"

/**
 * GbOutboxModel:
 *
 * The outbox (hộp gửi) as a list of #GbOutboxItem that follows the store: what asks for somebody
 * first, then what waits, then what was done.
 */
struct _GbOutboxModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  GPtrArray *items;          /* (owned) (element-type GbOutboxItem) */
  GCancellable *cancellable; /* (owned) (nullable): of a reading under way */
  guint n_trouble;
  guint n_waiting;
  gboolean masked;
};

enum
{
  PROP_N_TROUBLE = 1,
  PROP_N_WAITING,
  PROP_SUMMARY,
  PROP_MASKED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbOutboxModel, gb_outbox_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return GB_TYPE_OUTBOX_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return GB_OUTBOX_MODEL (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GbOutboxModel *self = GB_OUTBOX_MODEL (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
count (GbOutboxModel *self)
{
  self->n_trouble = 0;
  self->n_waiting = 0;
  for (guint i = 0; i < self->items->len; i++)
    if (gb_outbox_item_is_trouble (self->items->pdata[i]))
      self->n_trouble++;
    else if (gb_outbox_item_get_action (self->items->pdata[i])->state != GB_ACTION_APPLIED)
      self->n_waiting++;
}

/* Only what differs changes, so that the row that has the focus keeps it. */
static void
take_entries (GbOutboxModel *self,
              GPtrArray     *entries)
{
  guint before = self->items->len, after = entries->len, start = 0, end = 0;

  while (start < before && start < after &&
         gb_outbox_item_shows (self->items->pdata[start], entries->pdata[start]))
    start++;
  while (end < before - start && end < after - start &&
         gb_outbox_item_shows (self->items->pdata[before - end - 1], entries->pdata[after - end - 1]))
    end++;
  if (start == before && start == after)
    return;
  if (before - end > start)
    g_ptr_array_remove_range (self->items, start, before - end - start);
  for (guint i = start; i < after - end; i++)
    g_ptr_array_insert (self->items, (int) i, gb_outbox_item_new (entries->pdata[i]));
  count (self);
  g_list_model_items_changed (G_LIST_MODEL (self), start, before - end - start, after - end - start);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbOutboxModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (entries == NULL)
    return;
  take_entries (self, entries);
  g_object_freeze_notify (G_OBJECT (self));
  for (int i = PROP_N_TROUBLE; i <= PROP_SUMMARY; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_action_entries_load (connection, error);
}

static void
reload (GbOutboxModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, load, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT,
                       self->cancellable, on_loaded_cb, g_object_ref (self));
}

static void
on_store_changed_cb (GbOutboxModel *self,
                     guint64        changed)
{
  if (changed & GB_STORE_CHANGED_ACTIONS)
    reload (self);
}

/* (transfer full): what there is to send, and what needs somebody; empty when there is neither */
static char *
get_summary (GbOutboxModel *self)
{
  g_autofree char *trouble = g_strdup_printf (
      ngettext ("%u change needs a decision", "%u changes need a decision", self->n_trouble), self->n_trouble);
  g_autofree char *waiting
      = g_strdup_printf (ngettext ("%u change waits to be sent", "%u changes wait to be sent", self->n_waiting),
                         self->n_waiting);

  if (self->n_trouble > 0 && self->n_waiting > 0)
    return g_strconcat (trouble, ", ", waiting, NULL);
  if (self->n_trouble > 0)
    return g_steal_pointer (&trouble);
  return self->n_waiting > 0 ? g_steal_pointer (&waiting) : g_strdup ("");
}

static void
gb_outbox_model_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GbOutboxModel *self = GB_OUTBOX_MODEL (object);

  switch (id)
    {
    case PROP_N_TROUBLE:
      g_value_set_uint (value, self->n_trouble);
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, get_summary (self));
      break;
    case PROP_MASKED:
      g_value_set_boolean (value, self->masked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_outbox_model_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (!gb_property_changes (object, value, pspec))
    return;
  if (id == PROP_MASKED)
    GB_OUTBOX_MODEL (object)->masked = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_outbox_model_dispose (GObject *object)
{
  GbOutboxModel *self = GB_OUTBOX_MODEL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gb_outbox_model_parent_class)->dispose (object);
}

static void
gb_outbox_model_finalize (GObject *object)
{
  GbOutboxModel *self = GB_OUTBOX_MODEL (object);

  g_ptr_array_unref (self->items);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_outbox_model_parent_class)->finalize (object);
}

static void
gb_outbox_model_class_init (GbOutboxModelClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_outbox_model_get_property;
  object_class->set_property = gb_outbox_model_set_property;
  object_class->dispose = gb_outbox_model_dispose;
  object_class->finalize = gb_outbox_model_finalize;

  /* Refused or in conflict. */
  props[PROP_N_TROUBLE] = g_param_spec_uint ("n-trouble", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  /* Whether its rows keep to themselves what was written by hand. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_outbox_model_init (GbOutboxModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gb_outbox_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): its outbox; it fills when it has been read
 */
GbOutboxModel *
gb_outbox_model_new (GbStore *store)
{
  GbOutboxModel *self = g_object_new (GB_TYPE_OUTBOX_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}

/**
 * gb_outbox_model_get_store:
 *
 * Returns: (transfer none): whose outbox it is
 */
GbStore *
gb_outbox_model_get_store (GbOutboxModel *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_MODEL (self), NULL);

  return self->store;
}

/**
 * gb_outbox_model_get_n_trouble:
 *
 * Returns: how many were refused or are in conflict
 */
guint
gb_outbox_model_get_n_trouble (GbOutboxModel *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_MODEL (self), 0);

  return self->n_trouble;
}

/**
 * gb_outbox_model_get_n_waiting:
 *
 * Returns: how many the hub has not settled
 */
guint
gb_outbox_model_get_n_waiting (GbOutboxModel *self)
{
  g_return_val_if_fail (GB_IS_OUTBOX_MODEL (self), 0);

  return self->n_waiting;
}
