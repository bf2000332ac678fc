/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-account.h"
#include "gb-cli-wait.h"
#include "gb-net-error.h"
#include "gb-sign-out.h"

#include <glib/gi18n-lib.h>

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GbAccount) account = NULL;
  g_auto (GbCliWait) wait = { NULL };

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  if (gb_cli_open_store (cli, FALSE, error) == NULL || !gb_account_read (cli->store, &account, error))
    return GB_CLI_EXIT_CACHE;
  if (account == NULL)
    {
      g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_TOKEN, _("This workstation did not enrol, so it has nothing to sign out of"));
      return GB_CLI_EXIT_SIGN_IN;
    }
  gb_cli_wait_begin (&wait);
  gb_sign_out_async (cli->cache_path, account, wait.cancellable, gb_cli_wait_cb, &wait);
  if (!gb_sign_out_finish (gb_cli_wait_end (&wait), error))
    return GB_CLI_EXIT_SIGN_IN;
  gb_cli_account_print (cli, account);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_sign_out = { "sign-out", NULL, N_("Give the province's access back; the data stay"), run };
