/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-code.h"
#include "gb-hub-command.h"
#include "gb-hub-error.h"
#include "gb-json-writer.h"

#include <glib/gi18n-lib.h>

/* As long as a workstation may be without contact. */
#define DEFAULT_DAYS 180
#define MAX_DAYS 3660

/**
 * gb_hub_command_enrol_code:
 *
 * `enrol-code --scope commune:21028 [--days N]`: makes a code with which one workstation can enrol, and
 * prints it, once.
 *
 * Returns: the exit code
 */
int
gb_hub_command_enrol_code (int    argc,
                           char **argv)
{
  g_autofree char *scope = NULL;
  int days = DEFAULT_DAYS;
  const GOptionEntry entries[] = {
    { "scope", 0, 0, G_OPTION_ARG_STRING, &scope,
      N_("What the workstation may see"), N_("commune:CODE|province:CODE") },
    { "days", 0, 0, G_OPTION_ARG_INT, &days, N_("For how many days its token works"), "N" },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  gint64 expires;
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
  code = gb_hub_code_make (hub, scope, days, &expires, &error);
  if (code == NULL)
    return gb_hub_command_fail_scope (error);
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "code", code);
  gb_json_writer_time (&writer, "expires", expires, FALSE);
  gb_json_writer_close (&writer, '}');
  g_print ("%s\n", writer.text->str);
  return GB_HUB_EXIT_DONE;
}
