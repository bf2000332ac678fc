/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-cli-json.h"
#include "gb-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
take_value (GbAction   *action,
            const char *argument,
            GError    **error)
{
  const char *value = strchr (argument, '=');
  g_autofree char *key = value != NULL ? g_strndup (argument, (gsize) (value - argument)) : NULL;

  if (key == NULL || !gb_action_type_takes (action->type, key))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is not something that %s takes"), argument,
                   gb_action_type_name (action->type));
      return FALSE;
    }
  gb_action_set (action, key, value + 1);
  return TRUE;
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
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say what to do and with which dossier"));
      return NULL;
    }
  if (!gb_action_type_from_name (argv[1], &type))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no action; it can be dossier.apology, dossier.urge or dossier.note"), argv[1]);
      return NULL;
    }
  action = gb_action_new (type, argv[2]);
  for (int i = 3; i < argc; i++)
    if (!take_value (action, argv[i], error))
      return NULL;
  return g_steal_pointer (&action);
}

static void
build_warnings (JsonBuilder     *builder,
                GbActionWarnings warnings)
{
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (int i = 0; i < GB_N_ACTION_WARNINGS; i++)
    {
      GbActionWarnings warning = 1 << i;

      if (!(warnings & warning))
        continue;
      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "code", gb_action_warning_code (warning));
      gb_cli_json_text (builder, "text", gb_action_warning_text (warning));
      gb_cli_json_text (builder, "source", gb_action_warning_source (warning));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const GbAction  *action,
            GbActionWarnings warnings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  gb_cli_json_text (builder, "id", action->id);
  gb_cli_json_text (builder, "state", gb_action_state_name (action->state));
  gb_cli_json_text (builder, "type", gb_action_type_name (action->type));
  gb_cli_json_text (builder, "target", action->target);
  build_warnings (builder, warnings);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_text (const GbAction  *action,
            GbActionWarnings warnings)
{
  g_print ("%s: %s\n", action->id, gb_action_state_label (action->state));
  for (int i = 0; i < GB_N_ACTION_WARNINGS; i++)
    if (warnings & (1 << i))
      g_printerr ("%s\n", gb_action_warning_text (1 << i));
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
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (stored, warnings);
  else
    print_text (stored, warnings);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_act = { "act", "TYPE TARGET [KEY=VALUE]…", N_("Sign a letter, urge or note; sent later"),
                                   run };
