/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cache-key.h"
#include "gb-cli-json.h"
#include "gb-cli.h"
#include "gb-store-rescue.h"
#include "gb-sync-lock.h"

#include <glib/gi18n-lib.h>

static void
print_json (const GbStoreRescue *rescue)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cache");
  json_builder_add_string_value (builder, rescue->parts & GB_STORE_RESCUE_CACHE ? "rebuilt" : "whole");
  json_builder_set_member_name (builder, "outbox");
  json_builder_add_string_value (builder, rescue->parts & GB_STORE_RESCUE_LOCAL ? "rebuilt" : "whole");
  gb_cli_json_integer (builder, "actions", rescue->n_actions);
  json_builder_set_member_name (builder, "complete");
  json_builder_add_boolean_value (builder, rescue->complete);
  json_builder_set_member_name (builder, "rest_complete");
  json_builder_add_boolean_value (builder, rescue->rest_complete);
  json_builder_set_member_name (builder, "boundaries_complete");
  json_builder_add_boolean_value (builder, rescue->boundaries_complete);
  gb_cli_json_text (builder, "cache_kept", rescue->cache_kept);
  gb_cli_json_text (builder, "outbox_kept", rescue->local_kept);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_words (const GbStoreRescue *rescue)
{
  if (rescue->parts == 0)
    g_print ("%s\n", _("The data are whole; nothing was changed."));
  if (rescue->parts & GB_STORE_RESCUE_LOCAL)
    g_print (_("What was done here was damaged and is in a new file. The damaged one is kept as “%s”.\n"),
             rescue->local_kept);
  if (rescue->parts & GB_STORE_RESCUE_CACHE)
    g_print (_("The data from the hub were damaged. The damaged file is kept as “%s”; giaobanctl sync fetches everything "
               "again.\n"), rescue->cache_kept);
  if (rescue->parts != 0)
    g_print (ngettext ("%d change that the hub does not have yet is there.\n",
                       "%d changes that the hub does not have yet are there.\n", (gulong) rescue->n_actions),
             (int) rescue->n_actions);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GbSyncLock) lock = NULL;
  g_autoptr (GbSqlKey) key = NULL;
  g_autoptr (GbStoreRescue) rescue = NULL;
  GError *failure = NULL;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  if (!gb_cli_check_cache (cli, error))
    return GB_CLI_EXIT_CACHE;
  lock = gb_sync_lock_take (cli->cache_path, error);
  if (lock == NULL)
    return GB_CLI_EXIT_CACHE;
  key = gb_cache_key_load (cli->cache_path, cli->key_file, NULL, &failure);
  if (failure == NULL)
    rescue = gb_store_rescue_run (cli->cache_path, key, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return GB_CLI_EXIT_CACHE;
    }
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (rescue);
  else
    print_words (rescue);
  if (!rescue->rest_complete)
    g_printerr ("%s\n", _("Saved views and what the program remembered of its use may be missing."));
  if (!rescue->boundaries_complete)
    g_printerr ("%s\n", _("Boundaries that were taken in from a file could not be read, if there were any: take the file in "
                          "again. Those of the province are fetched again."));
  if (rescue->complete)
    return GB_CLI_EXIT_DONE;
  g_printerr ("%s\n", _("Some of what was done here could not be read. It can only be in the damaged file that was kept."));
  return GB_CLI_EXIT_PARTLY;
}

const GbCommand gb_command_rescue = { "rescue", NULL, N_("Save what waits to be sent out of damaged files, and begin new ones"),
                                      run };
