/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-services-private.h"

#include "gb-settings.h"

enum
{
  PROP_STATE = 1,
  PROP_STEP,
  PROP_NOTICE,
  PROP_SCOPE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (GbServicesState, gb_services_state,
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_FIRST_RUN, "first-run"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_RESCUED, "rescued"))
G_DEFINE_FINAL_TYPE (GbServices, gb_services, G_TYPE_OBJECT)

void
gb_services_set_step (GbServices *self,
                      const char *step)
{
  if (g_strcmp0 (self->step, step) == 0)
    return;
  g_free (self->step);
  self->step = g_strdup (step);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
}

/* Notified even when it is the same: an attempt that fails again is news. */
void
gb_services_set_state (GbServices      *self,
                       GbServicesState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
gb_services_take_scope (GbServices *self,
                        const char *scope)
{
  if (scope == NULL || g_strcmp0 (self->scope, scope) == 0)
    return;
  g_free (self->scope);
  self->scope = g_strdup (scope);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SCOPE]);
}

/* (transfer full) of @notice */
void
gb_services_take_notice (GbServices *self,
                         char       *notice)
{
  g_free (self->notice);
  self->notice = notice;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTICE]);
}

/* How the store counts what is due soon, and which hours are worked where the province does not say. */
void
gb_services_apply_calendar_choice (GbServices *self)
{
  g_autoptr (GbCalendarChoice) choice = gb_calendar_choice_new_from_settings (self->settings);

  if (self->store != NULL)
    gb_store_set_calendar_choice (self->store, choice);
}

/**
 * gb_services_get_rescue:
 *
 * Returns: (transfer none) (nullable): what the last rescue found and did
 */
const GbStoreRescue *
gb_services_get_rescue (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->rescue;
}

/**
 * gb_services_stop:
 *
 * Ends everything that is under way, and the illustration's hub.
 */
void
gb_services_stop (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));

  g_cancellable_cancel (self->cancellable);
  if (self->demo != NULL)
    gb_demo_stop (self->demo);
  g_clear_object (&self->watch);
  g_clear_object (&self->sync);
  if (self->store != NULL)
    gb_store_close (self->store);
}

static void
gb_services_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GbServices *self = GB_SERVICES (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_SCOPE:
      g_value_set_string (value, self->scope);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_services_dispose (GObject *object)
{
  GbServices *self = GB_SERVICES (object);

  gb_services_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->demo);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gb_services_parent_class)->dispose (object);
}

static void
gb_services_finalize (GObject *object)
{
  GbServices *self = GB_SERVICES (object);

  g_object_unref (self->cancellable);
  g_free (self->cache);
  g_free (self->token_file);
  g_free (self->key_file);
  g_free (self->endpoint);
  g_free (self->wanted);
  g_free (self->scope);
  g_free (self->step);
  g_free (self->notice);
  gb_account_free (self->account);
  g_clear_error (&self->error);
  g_clear_pointer (&self->rescue, gb_store_rescue_free);
  g_clear_pointer (&self->lock, gb_sync_lock_release);

  G_OBJECT_CLASS (gb_services_parent_class)->finalize (object);
}

static void
gb_services_class_init (GbServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_services_get_property;
  object_class->dispose = gb_services_dispose;
  object_class->finalize = gb_services_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GB_TYPE_SERVICES_STATE,
                                         GB_SERVICES_STATE_OPENING,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* What is being done while it opens, for the user. */
  props[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* (nullable) what the user is to know where there are no data. */
  props[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* (nullable) whose data they are, such as "commune:21028"; the province may change it. */
  props[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_services_init (GbServices *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gb_services_new:
 * @options: what the command line says
 *
 * Returns: (transfer full): services that were not started yet
 */
GbServices *
gb_services_new (const GbOptions *options)
{
  GbServices *self = g_object_new (GB_TYPE_SERVICES, NULL);

  self->cache = g_strdup (options->cache);
  self->token_file = g_strdup (options->token_file);
  self->key_file = g_strdup (options->key_file);
  self->endpoint = g_strdup (options->endpoint);
  self->wanted = g_strdup (options->scope);
  self->demo_wanted = options->demo;
  self->settings = gb_settings_new ();
  g_signal_connect_object (self->settings, "changed::" GB_SETTINGS_NEAR_DAYS, G_CALLBACK (gb_services_apply_calendar_choice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" GB_SETTINGS_WORK_HOURS, G_CALLBACK (gb_services_apply_calendar_choice), self,
                           G_CONNECT_SWAPPED);
  self->clock = options->now != 0 ? gb_clock_new_fixed (options->now) : gb_clock_new_system ();
  return self;
}

GbServicesState
gb_services_get_state (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), GB_SERVICES_STATE_FAILED);

  return self->state;
}

/**
 * gb_services_get_settings:
 *
 * Returns: (transfer none): what the user prefers
 */
GSettings *
gb_services_get_settings (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->settings;
}

GbClock *
gb_services_get_clock (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->clock;
}

/**
 * gb_services_get_store:
 *
 * Returns: (transfer none) (nullable): the cache; open when ready
 */
GbStore *
gb_services_get_store (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->store;
}

/**
 * gb_services_get_sync:
 *
 * Returns: (transfer none) (nullable): what keeps the cache up to date; it has no client where
 *   nothing can be fetched
 */
GbSync *
gb_services_get_sync (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->sync;
}

/**
 * gb_services_get_scope:
 *
 * Returns: (nullable): the cache's scope, such as "commune:21028"
 */
const char *
gb_services_get_scope (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->scope;
}

const char *
gb_services_get_step (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->step;
}

/**
 * gb_services_get_notice:
 *
 * Returns: (nullable): what the user is to know where there are no data
 */
const char *
gb_services_get_notice (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->notice;
}

/**
 * gb_services_get_account:
 *
 * Returns: (transfer none) (nullable): as what the workstation was known when the data were opened
 */
const GbAccount *
gb_services_get_account (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->account;
}

/**
 * gb_services_get_endpoint:
 *
 * Returns: (transfer none) (nullable): where the data are fetched from; %NULL while they cannot be fetched
 */
const char *
gb_services_get_endpoint (GbServices *self)
{
  GbClient *client;

  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  client = self->sync != NULL ? gb_sync_get_client (self->sync) : NULL;
  return client != NULL ? gb_client_get_endpoint (client) : NULL;
}

/**
 * gb_services_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed, for the user
 */
const GError *
gb_services_get_error (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), NULL);

  return self->error;
}

/**
 * gb_services_is_demo:
 *
 * Returns: whether the data are the illustration's
 */
gboolean
gb_services_is_demo (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), FALSE);

  return self->demo_wanted;
}

