/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-client.h"

#include "gb-store-status.h"

#include <glib/gi18n-lib.h>

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

/**
 * gb_cli_client_new:
 * @cli: the program, its cache open
 * @account: (nullable): as what the workstation enrolled
 * @endpoint: (nullable): where to fetch from; %NULL = where the workstation enrolled, or else where the
 *   data came from before
 * @ca_file: (nullable): the province's own certificate authority
 * @error: %GB_CLI_ERROR_USAGE, a #GbNetError or a #GbStoreError
 *
 * Returns: (transfer full): a client, or %NULL
 */
GbClient *
gb_cli_client_new (GbCli           *cli,
                   const GbAccount *account,
                   const char      *endpoint,
                   const char      *ca_file,
                   GError         **error)
{
  g_autoptr (GbStoreStatus) status = gb_store_read (cli->store, load_status, NULL, NULL, error);
  g_autoptr (GbClient) client = NULL;

  if (status == NULL)
    return NULL;
  if (endpoint == NULL && account == NULL)
    endpoint = status->endpoint;
  if (endpoint == NULL && account == NULL)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say where to fetch from: --endpoint URL"));
      return NULL;
    }
  client = gb_account_client_new (account, cli->cache_path, endpoint, cli->token_file, error);
  if (client == NULL || (ca_file != NULL && !gb_client_set_ca_file (client, ca_file, error)))
    return NULL;
  return g_steal_pointer (&client);
}
