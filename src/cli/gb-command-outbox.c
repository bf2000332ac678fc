/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"
#include "gb-attachments-words.h"
#include "gb-cli-action.h"
#include "gb-connectivity.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "id", N_("ID"), 0 },
  { "type", N_("Kind"), 0 },
  { "target", N_("Record"), 0 },
  { "state", N_("State"), 0 },
  { "made_at", N_("Time"), 0 },
  { "next_attempt", N_("Next sending"), 0 },
  { "problem", N_("Reason"), 48 },
  { "attempts", NULL, 0 },
  { "replaces", NULL, 0 },
  { "data", NULL, 0 },
  { "record", NULL, 0 },
};

static gpointer
list (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, NULL, error);
}

static gpointer
count_files (GbSqlConnection *connection,
             gpointer         waiting,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_attachment_waiting (connection, waiting, error) ? waiting : NULL;
}

/* What some of the rows wait for. */
static void
tell_files (GbCli                     *cli,
            const GbAttachmentWaiting *files)
{
  g_autoptr (GbConnectivity) connectivity = gb_connectivity_new (NULL, NULL);
  g_autofree char *words = gb_attachments_words (files, gb_connectivity_is_metered (connectivity),
                                                 gb_clock_now (cli->clock));

  if (words != NULL)
    g_printerr ("%s\n", words);
}

static void
print_row (GbSheet        *sheet,
           const GbAction *action)
{
  g_autofree char *data = gb_action_data_to_json (action);

  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, action->id);
  gb_sheet_choice (sheet, gb_action_type_name (action->type), gb_action_type_label (action->type));
  gb_sheet_text (sheet, action->target);
  gb_sheet_choice (sheet, gb_action_state_name (action->state), gb_action_state_label (action->state));
  gb_sheet_time (sheet, action->made_at);
  gb_sheet_time (sheet, action->next_attempt);
  gb_sheet_text (sheet, action->problem);
  gb_sheet_integer (sheet, action->attempts);
  gb_sheet_text (sheet, action->replaces);
  gb_sheet_json (sheet, data);
  if (action->record != NULL)
    gb_sheet_json (sheet, action->record);
  else
    gb_sheet_null (sheet);
  gb_sheet_end_row (sheet);
}

static GbCliExit
print_all (GbCli   *cli,
           GbStore *store,
           GError **error)
{
  g_autoptr (GPtrArray) actions = gb_store_read (store, list, NULL, NULL, error);
  g_autoptr (GbSheet) sheet = NULL;
  GbAttachmentWaiting files = { 0 };

  if (actions == NULL || gb_store_read (store, count_files, &files, NULL, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  tell_files (cli, &files);
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"files\":%u,\"files_bytes\":%" G_GUINT64_FORMAT ",\"rows\":[", actions->len, files.files,
            files.bytes);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < actions->len; i++)
    print_row (sheet, g_ptr_array_index (actions, i));
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return actions->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static gpointer
find (GbSqlConnection *connection,
      gpointer         id,
      GCancellable    *cancellable,
      GError         **error)
{
  GbAction *action;

  if (gb_action_repository_find (connection, id, &action, error) && action == NULL)
    g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_ACTION, _("There is no action “%s”"),
                 (const char *) id);
  return action;
}

/* The same once more, with some of it changed: what may have left is replaced by it. */
static GbCliExit
edit (GbCli      *cli,
      GbStore    *store,
      const char *id,
      int         n_values,
      char      **values,
      GError    **error)
{
  g_autoptr (GbAction) action = gb_store_read (store, find, (gpointer) id, NULL, error);
  g_autoptr (GbAction) stored = NULL;
  GbActionWarnings warnings = 0;

  if (action == NULL)
    return GB_CLI_EXIT_REFUSED;
  g_free (action->replaces);
  action->replaces = g_strdup (id);
  action->base_rev = 0;
  if (!gb_cli_action_take_values (action, n_values, values, error))
    return GB_CLI_EXIT_USAGE;
  stored = gb_store_add_action (store, action, &warnings, NULL, error);
  if (stored == NULL)
    return GB_CLI_EXIT_REFUSED;
  gb_cli_action_print (cli, stored, warnings);
  return GB_CLI_EXIT_DONE;
}

static GbCliExit
withdraw (GbCli      *cli,
          GbStore    *store,
          const char *id,
          GError    **error)
{
  if (!gb_store_withdraw_action (store, id, NULL, error))
    return GB_CLI_EXIT_REFUSED;
  gb_cli_action_print_gone (cli, id, "withdrawn", _("Taken back"));
  return GB_CLI_EXIT_DONE;
}

static GbCliExit
drop (GbCli      *cli,
      GbStore    *store,
      const char *id,
      GError    **error)
{
  if (!gb_store_drop_action (store, id, NULL, error))
    return GB_CLI_EXIT_REFUSED;
  gb_cli_action_print_gone (cli, id, "dropped", _("Dropped"));
  return GB_CLI_EXIT_DONE;
}

static GbCliExit
change (GbCli   *cli,
        GbStore *store,
        int      argc,
        char   **argv,
        GError **error)
{
  const char *what = argv[1], *id = argc > 2 ? argv[2] : NULL;

  if (id != NULL && g_str_equal (what, "edit"))
    return edit (cli, store, id, argc - 3, argv + 3, error);
  if (argc == 3 && g_str_equal (what, "withdraw"))
    return withdraw (cli, store, id, error);
  if (argc == 3 && g_str_equal (what, "drop"))
    return drop (cli, store, id, error);
  if (argc == 4 && g_str_equal (what, "resolve") && g_str_equal (argv[3], "theirs"))
    return drop (cli, store, id, error);
  if (argc == 4 && g_str_equal (what, "resolve") && g_str_equal (argv[3], "mine"))
    return edit (cli, store, id, 0, NULL, error);
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("It can be: edit ID KEY=VALUE…, withdraw ID, drop ID, resolve ID mine|theirs"));
  return GB_CLI_EXIT_USAGE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  return argc > 1 ? change (cli, store, argc, argv, error) : print_all (cli, store, error);
}

const GbCommand gb_command_outbox = { "outbox", N_("[edit|withdraw|drop|resolve ID …]"),
                                      N_("List what waits to be sent, or change it"), run };
