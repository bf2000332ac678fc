/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-token-provider.h"

#include <string.h>

#define MAX_TOKEN 4096

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

/**
 * gb_token_is_well_formed:
 * @text: what is said to be a token
 *
 * A token is put into a header line: anything but visible ASCII would break out of it.
 *
 * Returns: whether it can be one (RFC 6750, 2.1)
 */
gboolean
gb_token_is_well_formed (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_TOKEN)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return TRUE;
}
