/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"
#include "gb-hub-token.h"

#include <glib/gi18n-lib.h>

/**
 * gb_hub_command_revoke:
 *
 * `revoke --token-file F`: withdraws the token in a file, so that it does not stand on a command
 * line that others can read.
 *
 * Returns: the exit code
 */
int
gb_hub_command_revoke (int    argc,
                       char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &path, N_("The file with the token"), "FILE" },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  gboolean found;
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv))
    return GB_HUB_EXIT_USAGE;
  if (path == NULL)
    return gb_hub_command_usage (_("--token-file is missing"));
  if (!g_file_get_contents (path, &token, NULL, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_USAGE, error);
  hub = gb_hub_command_open (&command, &status);
  if (hub == NULL)
    return status;
  if (!gb_hub_token_revoke (hub, g_strstrip (token), &found, &error))
    return gb_hub_command_fail (GB_HUB_EXIT_DATABASE, error);
  return found ? GB_HUB_EXIT_DONE : gb_hub_command_usage (_("this hub made no such token"));
}
