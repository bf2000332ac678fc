/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-services.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gb-cache-key.h"
#include "gb-client.h"
#include "gb-demo.h"
#include "gb-file-token.h"
#include "gb-format.h"
#include "gb-store-files.h"
#include "gb-store-status.h"

/**
 * GbServices:
 *
 * Where everything is put together: clock, cache, connection and sync, from the options of the
 * command line. What it builds is handed down; nothing else in the program knows it.
 */
struct _GbServices
{
  GObject parent_instance;

  GbServicesState state;
  char *cache;      /* (owned) */
  char *token_file; /* (owned) (nullable) */
  char *key_file;   /* (owned) (nullable) */
  char *endpoint;   /* (owned) (nullable) */
  char *scope;      /* (owned) (nullable) */
  gboolean demo_wanted;

  GbClock *clock;            /* (owned) */
  GbStore *store;            /* (owned) (nullable) */
  GbSync *sync;              /* (owned) (nullable) */
  GbDemo *demo;              /* (owned) (nullable) */
  char *step;                /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of everything under way */
};

enum
{
  PROP_STATE = 1,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (GbServicesState, gb_services_state,
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_FIRST_RUN, "first-run"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (GB_SERVICES_STATE_FAILED, "failed"))
G_DEFINE_FINAL_TYPE (GbServices, gb_services, G_TYPE_OBJECT)

static void
set_step (GbServices *self,
          const char *step)
{
  if (g_strcmp0 (self->step, step) == 0)
    return;
  g_free (self->step);
  self->step = g_strdup (step);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
}

/* Notified even when it is the same: an attempt that fails again is news. */
static void
set_state (GbServices      *self,
           GbServicesState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* (transfer full) of @error; a cancelled attempt needs no words. */
static void
fail (GbServices *self,
      GError     *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&self->error);
  self->error = error;
  set_state (self, GB_SERVICES_STATE_FAILED);
}

/* The first time there is nothing to look at meanwhile but how far it is. */
static void
on_first_sync_progress_cb (GbServices *self)
{
  const GbSyncProgress *progress = gb_sync_get_progress (self->sync);
  g_autofree char *pages = gb_format_number (progress->pages);
  g_autofree char *records = gb_format_number ((gint64) progress->records);
  g_autofree char *bytes = gb_format_bytes ((gint64) progress->bytes);
  g_autofree char *step = NULL;

  if (self->state != GB_SERVICES_STATE_OPENING || progress->pages == 0)
    return;
  /* Translators: two numbers and a size such as "1,4 MB" */
  step = g_strdup_printf (_("Fetching the data for the first time: %s pages, %s records, %s"),
                          pages, records, bytes);
  set_step (self, step);
}

static void
on_first_sync_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  if (!gb_sync_run_finish (GB_SYNC (source), result, &error))
    fail (self, error);
  else
    set_state (self, GB_SERVICES_STATE_READY);
}

static gboolean
make_sync (GbServices           *self,
           const GbStoreStatus  *status,
           GError              **error)
{
  const char *endpoint = self->endpoint != NULL ? self->endpoint : status->endpoint;
  g_autoptr (GbFileToken) token = NULL;
  g_autoptr (GbClient) client = NULL;

  self->sync = gb_sync_new (self->store, NULL);
  if (self->scope != NULL)
    gb_sync_set_scope (self->sync, self->scope);
  if (status->scope != NULL)
    {
      g_free (self->scope);
      self->scope = g_strdup (status->scope);
    }
  /* Without a token nothing can be fetched; what is there can be read. */
  if (endpoint == NULL || self->token_file == NULL)
    return TRUE;
  token = gb_file_token_new (self->token_file);
  client = gb_client_new (endpoint, GB_TOKEN_PROVIDER (token), error);
  if (client == NULL)
    return FALSE;
  gb_sync_set_client (self->sync, client);
  return TRUE;
}

static void
on_status_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;
  g_autoptr (GbStoreStatus) status = gb_store_read_finish (GB_STORE (source), result, &error);

  if (status == NULL || !make_sync (self, status, &error))
    {
      fail (self, error);
      return;
    }
  if (status->as_of != 0 || gb_sync_get_client (self->sync) == NULL)
    {
      set_state (self, GB_SERVICES_STATE_READY);
      return;
    }
  set_step (self, _("Fetching the data for the first time…"));
  g_signal_connect_object (self->sync, "notify::pages", G_CALLBACK (on_first_sync_progress_cb),
                           self, G_CONNECT_SWAPPED);
  gb_sync_set_occasion (self->sync, GB_SYNC_REASON_START, FALSE);
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, self->cancellable, on_first_sync_cb,
                     g_object_ref (self));
}

static gpointer
read_status (GbSqlConnection  *connection,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  return gb_store_status_load (connection, error);
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  if (!gb_store_open_finish (GB_STORE (source), result, &error))
    {
      fail (self, error);
      return;
    }
  gb_store_read_async (self->store, read_status, NULL, NULL,
                       (GDestroyNotify) gb_store_status_free, G_PRIORITY_DEFAULT,
                       self->cancellable, on_status_cb, g_object_ref (self));
}

static void
on_key_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  g_autoptr (GbSqlKey) key = NULL;
  GError *error = NULL;

  key = gb_cache_key_load_finish (result, &error);
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  set_step (self, _("Opening the data…"));
  self->store = gb_store_new (self->cache, self->clock, key);
  gb_store_open_async (self->store, self->cancellable, on_opened_cb, g_object_ref (self));
}

static void
open_store (GbServices *self)
{
  g_clear_object (&self->sync);
  if (self->store != NULL)
    gb_store_close (self->store);
  g_clear_object (&self->store);
  gb_store_files_make_folder (self->cache);
  set_step (self, _("Asking the keyring for the key…"));
  gb_cache_key_load_async (self->cache, self->key_file, self->cancellable, on_key_cb, g_object_ref (self));
}

static void
replace_text (char       **field,
              const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
on_demo_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbServices) self = user_data;
  GError *error = NULL;

  if (!gb_demo_start_finish (GB_DEMO (source), result, &error))
    {
      fail (self, error);
      return;
    }
  replace_text (&self->endpoint, gb_demo_get_endpoint (self->demo));
  replace_text (&self->token_file, gb_demo_get_token_file (self->demo));
  replace_text (&self->key_file, gb_demo_get_key_file (self->demo));
  replace_text (&self->scope, GB_DEMO_SCOPE);
  open_store (self);
}

static void
on_demo_step_cb (GbServices *self)
{
  g_autofree char *step = NULL;

  g_object_get (self->demo, "step", &step, NULL);
  set_step (self, step);
}

/**
 * gb_services_start_demo:
 *
 * Leaves what was open and opens the illustration, at its own moment.
 */
void
gb_services_start_demo (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));

  self->demo_wanted = TRUE;
  if (self->demo == NULL)
    {
      g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "giaoban", "demo", NULL);

      self->demo = gb_demo_new (folder);
      g_signal_connect_object (self->demo, "notify::step", G_CALLBACK (on_demo_step_cb), self,
                               G_CONNECT_SWAPPED);
      if (self->cache == NULL)
        self->cache = g_strdup (gb_demo_get_cache (self->demo));
    }
  if (!gb_clock_is_fixed (self->clock))
    {
      g_clear_object (&self->clock);
      self->clock = gb_clock_new_fixed (GB_DEMO_NOW);
    }
  set_state (self, GB_SERVICES_STATE_OPENING);
  gb_demo_start_async (self->demo, self->cancellable, on_demo_cb, g_object_ref (self));
}

/**
 * gb_services_start:
 *
 * Opens what the options name. May be called again after a failure.
 */
void
gb_services_start (GbServices *self)
{
  g_return_if_fail (GB_IS_SERVICES (self));

  g_clear_error (&self->error);
  if (self->demo_wanted)
    {
      gb_services_start_demo (self);
      return;
    }
  if (self->cache == NULL)
    {
      g_autofree char *own = g_build_filename (g_get_user_data_dir (), "giaoban", "cache.db", NULL);

      if (self->endpoint == NULL && !g_file_test (own, G_FILE_TEST_EXISTS))
        {
          set_state (self, GB_SERVICES_STATE_FIRST_RUN);
          return;
        }
      self->cache = g_steal_pointer (&own);
    }
  set_state (self, GB_SERVICES_STATE_OPENING);
  open_store (self);
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
  g_free (self->scope);
  g_free (self->step);
  g_clear_error (&self->error);

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
  self->scope = g_strdup (options->scope);
  self->demo_wanted = options->demo;
  self->clock = options->now != 0 ? gb_clock_new_fixed (options->now) : gb_clock_new_system ();
  return self;
}

GbServicesState
gb_services_get_state (GbServices *self)
{
  g_return_val_if_fail (GB_IS_SERVICES (self), GB_SERVICES_STATE_FAILED);

  return self->state;
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
