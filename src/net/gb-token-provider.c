/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-token-provider.h"

/**
 * GbTokenProvider:
 *
 * Where the token (mã truy cập) comes from that a workstation shows to its endpoint. It is asked
 * before every request, so that a renewed token is used at once and none stays in memory.
 */
G_DEFINE_INTERFACE (GbTokenProvider, gb_token_provider, G_TYPE_OBJECT)

static void
gb_token_provider_default_init (GbTokenProviderInterface *iface)
{
}

/**
 * gb_token_provider_lookup_async:
 * @self: a provider
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 */
void
gb_token_provider_lookup_async (GbTokenProvider    *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (GB_IS_TOKEN_PROVIDER (self));

  GB_TOKEN_PROVIDER_GET_IFACE (self)->lookup_async (self, cancellable, callback, user_data);
}

/**
 * gb_token_provider_lookup_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: %GB_NET_ERROR_TOKEN
 *
 * Returns: (transfer full): the token, never empty, or %NULL
 */
char *
gb_token_provider_lookup_finish (GbTokenProvider *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (GB_IS_TOKEN_PROVIDER (self), NULL);

  return GB_TOKEN_PROVIDER_GET_IFACE (self)->lookup_finish (self, result, error);
}
