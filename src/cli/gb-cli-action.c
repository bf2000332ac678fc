/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-action.h"

#include "gb-cli-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A list may be given with commas between, or as JSON. */
static void
set_value (GbAction   *action,
           const char *name,
           const char *value)
{
  const GbActionKey *key = gb_action_type_keys (action->type);
  g_auto (GStrv) names = NULL;

  while (!g_str_equal (key->name, name))
    key++;
  if (*value == '[' || (key->value != GB_ACTION_VALUE_NAMES && key->value != GB_ACTION_VALUE_FILES))
    {
      gb_action_set (action, name, value);
      return;
    }
  names = g_strsplit (value, ",", -1);
  gb_action_set_names (action, name, (const char *const *) names);
}

/* Nothing behind the sign takes the member away, as is asked for by who edits. */
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
  if (value[1] != '\0')
    set_value (action, key, value + 1);
  else
    gb_action_set (action, key, NULL);
  return TRUE;
}

/**
 * gb_cli_action_take_values:
 * @action: (inout): what they belong to
 * @n_values: how many
 * @values: (array length=n_values): each KEY=VALUE
 * @error: %GB_CLI_ERROR_USAGE
 *
 * Returns: whether the type takes them all
 */
gboolean
gb_cli_action_take_values (GbAction *action,
                           int       n_values,
                           char    **values,
                           GError  **error)
{
  for (int i = 0; i < n_values; i++)
    if (!take_value (action, values[i], error))
      return FALSE;
  return TRUE;
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

/**
 * gb_cli_action_print:
 * @cli: the program
 * @action: one that was stored
 * @warnings: what the user should know of it
 *
 * Says that it waits to be sent.
 */
void
gb_cli_action_print (GbCli           *cli,
                     const GbAction  *action,
                     GbActionWarnings warnings)
{
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (action, warnings);
  else
    print_text (action, warnings);
}

/**
 * gb_cli_action_print_gone:
 * @cli: the program
 * @id: of one that is no more
 * @state: what became of it, as JSON has it
 * @label: the same for people
 *
 * Says that it is gone.
 */
void
gb_cli_action_print_gone (GbCli      *cli,
                          const char *id,
                          const char *state,
                          const char *label)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  if (cli->format != GB_CLI_FORMAT_JSON)
    {
      g_print ("%s: %s\n", id, label);
      return;
    }
  json_builder_begin_object (builder);
  gb_cli_json_text (builder, "id", id);
  gb_cli_json_text (builder, "state", state);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}
