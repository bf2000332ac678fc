/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-command.h"
#include "gb-hub-private.h"
#include "gb-hub-workstation.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *token_file;
  char *workstation;
  gboolean wipe;
  gboolean list;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->token_file);
  g_free (self->workstation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The id that was given, or that of the token in the file; NULL when the hub has no such workstation. */
static gboolean
find_workstation (GbHub         *hub,
                  const Options *options,
                  char         **id,
                  GError       **error)
{
  g_autofree char *token = NULL;
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  *id = NULL;
  if (options->token_file != NULL)
    return g_file_get_contents (options->token_file, &token, NULL, error)
           && gb_hub_workstation_find (hub, g_strstrip (token), id, error);
  statement = gb_sql_connection_prepare (gb_hub_get_connection (hub), "SELECT id FROM workstation WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, options->workstation);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *id = row ? g_strdup (options->workstation) : NULL;
  return TRUE;
}

static char *
withdraw (GbHub      *hub,
          const char *id,
          gboolean    wipe,
          GError    **error)
{
  GbSqlConnection *connection = gb_hub_get_connection (hub);
  g_autofree char *json = NULL;

  if (!gb_sql_connection_begin_immediate (connection, error))
    return NULL;
  json = gb_hub_workstation_revoke (hub, id, wipe, error);
  return gb_sql_connection_end (connection, json != NULL, error) ? g_steal_pointer (&json) : NULL;
}

static int
run (GbHub         *hub,
     const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;

  if (options->list)
    json = gb_hub_workstation_list (hub, &error);
  else if (!find_workstation (hub, options, &id, &error))
    return gb_hub_command_fail (error->domain == G_FILE_ERROR ? GB_HUB_EXIT_USAGE : GB_HUB_EXIT_DATABASE, error);
  else if (id == NULL)
    return gb_hub_command_usage (options->token_file != NULL ? _("this hub made no such token")
                                                            : _("this hub has no such workstation"));
  else
    json = withdraw (hub, id, options->wipe, &error);
  if (json == NULL)
    return gb_hub_command_fail (GB_HUB_EXIT_DATABASE, error);
  g_print ("%s\n", json);
  return GB_HUB_EXIT_DONE;
}

/**
 * gb_hub_command_revoke:
 *
 * `revoke --list|--workstation ID|--token-file F [--wipe]`: withdraws a workstation's access. A token
 * stands in a file and not on a command line that others can read.
 *
 * Returns: the exit code
 */
int
gb_hub_command_revoke (int    argc,
                       char **argv)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "workstation", 0, 0, G_OPTION_ARG_STRING, &options.workstation, N_("The workstation's id"), "ID" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &options.token_file, N_("The file with its token"), N_("FILE") },
    { "wipe", 0, 0, G_OPTION_ARG_NONE, &options.wipe, N_("Have it wipe its data: a signed notice"), NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_("Only list all workstations"), NULL },
    { NULL },
  };
  g_auto (GbHubCommand) command = { NULL };
  g_autoptr (GbHub) hub = NULL;
  int status;

  if (!gb_hub_command_parse (&command, entries, argc, argv))
    return GB_HUB_EXIT_USAGE;
  if ((options.workstation != NULL) + (options.token_file != NULL) + options.list != 1)
    return gb_hub_command_usage (_("one of --workstation, --token-file and --list is needed"));
  hub = gb_hub_command_open (&command, &status);
  return hub != NULL ? run (hub, &options) : status;
}
