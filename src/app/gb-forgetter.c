/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-forgetter.h"

#include "gb-forget.h"

/* A window stays open for days; what comes to its time meanwhile goes then, with or without a network. */
#define INTERVAL_SECONDS 3600

/**
 * GbForgetter:
 *
 * Has the personal data of dossiers deleted a set time after their end while the window is open, and lets the user
 * choose that time: "forget.after" with the days as text, so that a menu can offer them.
 */
struct _GbForgetter
{
  GObject parent_instance;

  GbStore *store;              /* (owned) */
  GCancellable *cancellable;   /* (owned): of the setting on its way */
  GSimpleActionGroup *actions; /* (owned) */
  char *after_days;            /* (owned): "" while it is not known */
  guint timer;
};

enum
{
  PROP_AFTER_DAYS = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbForgetter, gb_forgetter, G_TYPE_OBJECT)

/* On a thread of the store. */
static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbForgetStatus status;

  if (!gb_forget_load_status (connection, &status, error))
    return NULL;
  return g_strdup_printf ("%d", status.after_days);
}

static void
show (GbForgetter *self,
      const char  *after_days)
{
  g_free (self->after_days);
  self->after_days = g_strdup (after_days);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AFTER_DAYS]);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbForgetter) self = user_data;
  g_autofree char *after_days = gb_store_read_finish (GB_STORE (source), result, NULL);

  /* Where it cannot be read the menu shows no choice as made; chosen meanwhile, it shows that. */
  if (after_days != NULL && *self->after_days == '\0')
    show (self, after_days);
}

static void
choose (GbForgetter *self,
        const char  *after_days)
{
  gint64 days = g_ascii_strtoll (after_days, NULL, 10);

  if (days < GB_FORGET_LEAST_DAYS || days > GB_FORGET_MOST_DAYS || g_strcmp0 (after_days, self->after_days) == 0)
    return;
  gb_store_forget_async (self->store, (int) days, NULL, NULL, NULL);
  show (self, after_days);
}

static gboolean
on_time_cb (gpointer data)
{
  gb_store_forget_async (GB_FORGETTER (data)->store, 0, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
gb_forgetter_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_AFTER_DAYS:
      g_value_set_string (value, GB_FORGETTER (object)->after_days);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_forgetter_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_AFTER_DAYS:
      choose (GB_FORGETTER (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_forgetter_dispose (GObject *object)
{
  GbForgetter *self = GB_FORGETTER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  /* the action holds us */
  if (self->actions != NULL)
    g_action_map_remove_action (G_ACTION_MAP (self->actions), "after");
  g_clear_object (&self->actions);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_forgetter_parent_class)->dispose (object);
}

static void
gb_forgetter_finalize (GObject *object)
{
  GbForgetter *self = GB_FORGETTER (object);

  g_object_unref (self->cancellable);
  g_free (self->after_days);

  G_OBJECT_CLASS (gb_forgetter_parent_class)->finalize (object);
}

static void
gb_forgetter_class_init (GbForgetterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_forgetter_get_property;
  object_class->set_property = gb_forgetter_set_property;
  object_class->dispose = gb_forgetter_dispose;
  object_class->finalize = gb_forgetter_finalize;

  /* How many days after a dossier's end its personal data go. */
  props[PROP_AFTER_DAYS] = g_param_spec_string ("after-days", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_forgetter_init (GbForgetter *self)
{
  self->cancellable = g_cancellable_new ();
  self->after_days = g_strdup ("");
}

/**
 * gb_forgetter_new:
 * @store: an open store
 *
 * Returns: (transfer full): what forgets from now on; to be disposed with the window
 */
GbForgetter *
gb_forgetter_new (GbStore *store)
{
  GbForgetter *self = g_object_new (GB_TYPE_FORGETTER, NULL);
  g_autoptr (GPropertyAction) action = g_property_action_new ("after", self, "after-days");

  self->store = g_object_ref (store);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  self->timer = g_timeout_add_seconds (INTERVAL_SECONDS, on_time_cb, self);
  g_source_set_name_by_id (self->timer, "gb_forgetter_forget");
  gb_store_read_async (store, load, NULL, NULL, g_free, G_PRIORITY_LOW, self->cancellable, on_loaded_cb,
                       g_object_ref (self));
  return self;
}

/**
 * gb_forgetter_get_actions:
 *
 * Returns: (transfer none): the group "forget" of a window
 */
GActionGroup *
gb_forgetter_get_actions (GbForgetter *self)
{
  g_return_val_if_fail (GB_IS_FORGETTER (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
