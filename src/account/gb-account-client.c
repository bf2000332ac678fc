/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-account-client.h"

#include "gb-file-token.h"
#include "gb-keyring-token.h"

#include <string.h>

/* As a client has it, and the keyring with it. */
static char *
trim (const char *endpoint)
{
  char *text = g_strdup (endpoint);

  for (gsize n = strlen (text); n > 0 && text[n - 1] == '/'; n--)
    text[n - 1] = '\0';
  return text;
}

/**
 * gb_account_client_new:
 * @account: (nullable): as what the workstation is known
 * @cache: the cache's file
 * @endpoint: (nullable): another endpoint than the account's; not %NULL where there is no account
 * @token_file: (nullable): a file with a token, in place of the keyring's
 * @error: %GB_NET_ERROR_ADDRESS, %GB_NET_ERROR_TLS
 *
 * The token of the keyring and the province's authority are for the endpoint where they were given and
 * for no other.
 *
 * Returns: (transfer full): a client that shows the workstation's token
 */
GbClient *
gb_account_client_new (const GbAccount *account,
                       const char      *cache,
                       const char      *endpoint,
                       const char      *token_file,
                       GError         **error)
{
  g_autofree char *address = NULL;
  g_autofree char *authority = NULL;
  g_autoptr (GbTokenProvider) tokens = NULL;
  g_autoptr (GbClient) client = NULL;

  g_return_val_if_fail (account != NULL || endpoint != NULL, NULL);

  address = trim (endpoint != NULL ? endpoint : account->endpoint);
  tokens = token_file != NULL ? GB_TOKEN_PROVIDER (gb_file_token_new (token_file))
                              : GB_TOKEN_PROVIDER (gb_keyring_token_new (cache, address));
  if (account != NULL && account->authority && g_str_equal (address, account->endpoint))
    authority = gb_account_dup_authority (cache);
  client = gb_client_new (address, tokens, error);
  if (client == NULL || !gb_client_set_ca_file (client, authority, error))
    return NULL;
  return g_steal_pointer (&client);
}
