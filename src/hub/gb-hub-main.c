/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"
#include "gb-language.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  int (*run) (int    argc,
              char **argv);
} commands[] = {
  { "import", gb_hub_command_import },
  { "revoke", gb_hub_command_revoke },
  { "seed", gb_hub_command_seed },
  { "serve", gb_hub_command_serve },
  { "token", gb_hub_command_token },
};

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
  message = g_strdup_printf (_("usage: giaoban-hub %s --database FILE …"), names->str);
  return gb_hub_command_usage (message);
}
