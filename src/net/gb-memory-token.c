/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-memory-token.h"

#include <sodium.h>
#include <string.h>

/**
 * GbMemoryToken:
 *
 * A token that is to be used once and kept nowhere: one that was given and cannot be taken.
 */
struct _GbMemoryToken
{
  GObject parent_instance;

  char *token; /* (owned) */
};

static void gb_memory_token_iface_init (GbTokenProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbMemoryToken, gb_memory_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GB_TYPE_TOKEN_PROVIDER, gb_memory_token_iface_init))

static void
gb_memory_token_lookup_async (GbTokenProvider    *provider,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_memory_token_lookup_async);
  g_task_return_pointer (task, g_strdup (GB_MEMORY_TOKEN (provider)->token), g_free);
}

static char *
gb_memory_token_lookup_finish (GbTokenProvider *provider,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gb_memory_token_iface_init (GbTokenProviderInterface *iface)
{
  iface->lookup_async = gb_memory_token_lookup_async;
  iface->lookup_finish = gb_memory_token_lookup_finish;
}

static void
gb_memory_token_finalize (GObject *object)
{
  GbMemoryToken *self = GB_MEMORY_TOKEN (object);

  sodium_memzero (self->token, strlen (self->token));
  g_free (self->token);

  G_OBJECT_CLASS (gb_memory_token_parent_class)->finalize (object);
}

static void
gb_memory_token_class_init (GbMemoryTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_memory_token_finalize;
}

static void
gb_memory_token_init (GbMemoryToken *self)
{
}

/**
 * gb_memory_token_new:
 * @token: well-formed
 *
 * Returns: (transfer full): a provider that forgets it when it goes
 */
GbMemoryToken *
gb_memory_token_new (const char *token)
{
  GbMemoryToken *self = g_object_new (GB_TYPE_MEMORY_TOKEN, NULL);

  self->token = g_strdup (token);
  return self;
}
