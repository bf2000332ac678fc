/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"
#include "gb-hub-token.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_DAYS 365
#define MAX_DAYS 3660

/**
 * gb_hub_command_token:
 *
 * `token --scope commune:21028 [--days N]`: makes a token and prints it, once.
 *
 * Returns: the exit code
 */
int
gb_hub_command_token (int    argc,
                      char **argv)
{
  g_autofree char *scope = NULL;
  int days = DEFAULT_DAYS;
  const GOptionEntry entries[] = {
    { "scope", 0, 0, G_OPTION_ARG_STRING, &scope,
      N_("What the token opens"), N_("commune:CODE|province:CODE|exchange:CODE[:AGENCY]") },
    { "days", 0, 0, G_OPTION_ARG_INT, &days, N_("After how many days it expires"), "N" },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv))
    return GB_HUB_EXIT_USAGE;
  if (scope == NULL)
    return gb_hub_command_usage (_("--scope is missing"));
  if (days < 1 || days > MAX_DAYS)
    return gb_hub_command_usage (_("--days must be from 1 to 3660"));
  hub = gb_hub_command_open (&command, &status);
  if (hub == NULL)
    return status;
  token = gb_hub_token_make (hub, scope, days, &error);
  if (token == NULL)
    return gb_hub_command_fail_scope (error);
  g_print ("%s\n", token);
  return GB_HUB_EXIT_DONE;
}
