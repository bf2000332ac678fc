/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-cli.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "id", N_("ID"), 0 },
  { "type", N_("Kind"), 0 },
  { "target", N_("Dossier"), 0 },
  { "state", N_("State"), 0 },
  { "made_at", N_("Time"), 0 },
  { "next_attempt", N_("Next sending"), 0 },
  { "problem", N_("Reason"), 48 },
};

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, NULL, error);
}

static void
print_row (GbSheet        *sheet,
           const GbAction *action)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, action->id);
  gb_sheet_choice (sheet, gb_action_type_name (action->type), gb_action_type_label (action->type));
  gb_sheet_text (sheet, action->target);
  gb_sheet_choice (sheet, gb_action_state_name (action->state), gb_action_state_label (action->state));
  gb_sheet_time (sheet, action->made_at);
  gb_sheet_time (sheet, action->next_attempt);
  gb_sheet_text (sheet, action->problem);
  gb_sheet_end_row (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  actions = store != NULL ? gb_store_read (store, find, NULL, NULL, error) : NULL;
  if (actions == NULL)
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", actions->len);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < actions->len; i++)
    print_row (sheet, g_ptr_array_index (actions, i));
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return actions->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_outbox = { "outbox", NULL, N_("List what waits to be sent"), run };
