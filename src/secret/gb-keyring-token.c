/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-keyring-token.h"

#include <glib/gi18n-lib.h>

#include "gb-keyring.h"
#include "gb-net-error.h"

/**
 * GbKeyringToken:
 *
 * The token of an enrolled workstation, in the user's keyring. Looked up anew for each request, so that
 * one that was renewed by another program is used at once.
 */
struct _GbKeyringToken
{
  GObject parent_instance;

  char *cache; /* (owned) */
  char *endpoint; /* (owned) */
};

static void gb_keyring_token_iface_init (GbTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbKeyringToken, gb_keyring_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_TOKEN_PROVIDER, gb_keyring_token_iface_init))

static void
look_up_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  GbKeyringToken *self = source;
  g_autoptr (GbKeyringSecret) secret = NULL;
  GError *error = NULL;

  if (!gb_keyring_lookup (GB_KEYRING_KIND_TOKEN, self->cache, self->endpoint, &secret, cancellable, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          error->domain = GB_NET_ERROR;
          error->code = GB_NET_ERROR_TOKEN;
        }
      g_task_return_error (task, error);
    }
  else if (secret == NULL)
    g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOKEN,
                             _("This workstation is not signed in to the endpoint"));
  else
    g_task_return_pointer (task, g_strdup (secret), g_free);
}

static void
gb_keyring_token_lookup_async (GbTokenProvider    *provider,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_keyring_token_lookup_async);
  g_task_run_in_thread (task, look_up_in_thread);
}

static char *
gb_keyring_token_lookup_finish (GbTokenProvider *provider,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gb_keyring_token_iface_init (GbTokenProviderInterface *iface)
{
  iface->lookup_async = gb_keyring_token_lookup_async;
  iface->lookup_finish = gb_keyring_token_lookup_finish;
}

static void
gb_keyring_token_finalize (GObject *object)
{
  GbKeyringToken *self = GB_KEYRING_TOKEN (object);

  g_free (self->cache);
  g_free (self->endpoint);

  G_OBJECT_CLASS (gb_keyring_token_parent_class)->finalize (object);
}

static void
gb_keyring_token_class_init (GbKeyringTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_keyring_token_finalize;
}

static void
gb_keyring_token_init (GbKeyringToken *self)
{
}

/**
 * gb_keyring_token_new:
 * @cache: the cache's file
 * @endpoint: where the token is shown
 *
 * Returns: (transfer full): a provider that looks in the keyring at each look-up
 */
GbKeyringToken *
gb_keyring_token_new (const char *cache,
                      const char *endpoint)
{
  GbKeyringToken *self = g_object_new (GB_TYPE_KEYRING_TOKEN, NULL);

  self->cache = g_strdup (cache);
  self->endpoint = g_strdup (endpoint);
  return self;
}
