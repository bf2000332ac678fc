/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-config.h"
#include "gb-hub-command.h"
#include "gb-language.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  int (*run) (int    argc,
              char **argv);
  const char *summary;
} commands[] = {
  { "serve", gb_hub_command_serve, N_("Serves the feed and takes what workstations and dossier systems send") },
  { "import", gb_hub_command_import, N_("Brings in messages, records, tables and files") },
  { "seed", gb_hub_command_seed, N_("Fills the database with a made-up province") },
  { "enrol-code", gb_hub_command_enrol_code, N_("Makes a code with which one workstation can enrol") },
  { "token", gb_hub_command_token, N_("Makes a token to be handed over, for a server or a test") },
  { "bundle", gb_hub_command_bundle, N_("Writes the feed to a file for a workstation without network, and takes in what it handed in") },
  { "export", gb_hub_command_export, N_("Writes the records that a scope sees to a file, in plain text") },
  { "revoke", gb_hub_command_revoke, N_("Withdraws a workstation's access") },
};

/**
 * gb_hub_command_summary:
 * @name: of a command
 *
 * Returns: (transfer none): what it does, in one line, in the reader's language
 */
const char *
gb_hub_command_summary (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return _(commands[i].summary);
  return "";
}

static int
help (void)
{
  g_print ("%s\n\n%s\n\n%s\n", _("giaoban-hub COMMAND --database FILE [OPTION…]"),
           _("The endpoint of a province: protocol giaoban/1."), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-12s %s\n", commands[i].name, _(commands[i].summary));
  g_print ("\n%s\n\n%s\n", _("What a command takes is told by: giaoban-hub COMMAND --help"),
           gb_hub_command_exit_codes ());
  return GB_HUB_EXIT_DONE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *message = NULL;

  gb_language_init (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (argc > 1 && g_str_equal (argv[1], commands[i].name))
        return commands[i].run (argc - 1, argv + 1);
      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", commands[i].name);
    }
  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    return help ();
  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      g_print ("giaoban-hub %s\n", GB_VERSION);
      return GB_HUB_EXIT_DONE;
    }
  message = g_strdup_printf (_("usage: giaoban-hub %s --database FILE …"), names->str);
  return gb_hub_command_usage (message);
}
