/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-cli-action.h"

#include <glib/gi18n-lib.h>

/* (transfer full): what can be asked for, with commas between */
static char *
list_types (void)
{
  GString *list = g_string_new (NULL);

  for (int i = 0; i < GB_N_ACTION_TYPES; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", gb_action_type_name (i));
  return g_string_free (list, FALSE);
}

static GbAction *
take_action (int      argc,
             char   **argv,
             GError **error)
{
  g_autoptr (GbAction) action = NULL;
  GbActionType type;

  if (argc < 3)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say what to do and with which record"));
      return NULL;
    }
  if (!gb_action_type_from_name (argv[1], &type))
    {
      g_autofree char *types = list_types ();

      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no action; it can be one of: %s"), argv[1],
                   types);
      return NULL;
    }
  action = gb_action_new (type, argv[2]);
  if (!gb_cli_action_take_values (action, argc - 3, argv + 3, error))
    return NULL;
  return g_steal_pointer (&action);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GbAction) action = NULL, stored = NULL;
  GbActionWarnings warnings = 0;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  action = take_action (argc, argv, error);
  if (action == NULL)
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  stored = gb_store_add_action (store, action, &warnings, NULL, error);
  if (stored == NULL)
    return GB_CLI_EXIT_REFUSED;
  gb_cli_action_print (cli, stored, warnings);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_act = { "act", N_("TYPE TARGET [KEY=VALUE]…"),
                                   N_("Sign a letter, urge, note, raise an issue…; sent later"),
                                   run };
