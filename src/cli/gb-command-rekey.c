/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cache-key.h"
#include "gb-cli-json.h"
#include "gb-cli.h"
#include "gb-secret-file.h"
#include "gb-store-files.h"
#include "gb-sync-lock.h"

#include <glib/gi18n-lib.h>

/* By the keyring, or from the one file to the other. */
static gboolean
change_key (GbCli      *cli,
            const char *new_key_file,
            GError    **error)
{
  g_autoptr (GbSqlKey) from = NULL, to = NULL;

  if (cli->key_file == NULL && new_key_file == NULL)
    return gb_cache_key_change (cli->cache_path, NULL, error);
  if (cli->key_file == NULL || new_key_file == NULL)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("With a key in a file, give both --key-file and --new-key-file"));
      return FALSE;
    }
  from = gb_secret_file_load_key (cli->key_file, error);
  if (from != NULL)
    to = gb_secret_file_load_key (new_key_file, error);
  return to != NULL && gb_store_files_rekey (cli->cache_path, from, to, error);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *new_key_file = NULL;
  const GOptionEntry entries[] = {
    { "new-key-file", 0, 0, G_OPTION_ARG_FILENAME, &new_key_file, N_("A file with the new key; only read"), N_("FILE") },
    { NULL }
  };
  g_autoptr (GbSyncLock) lock = NULL;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  if (!gb_sql_can_encrypt ())
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("This version keeps no encrypted data, so it has no use for a key"));
      return GB_CLI_EXIT_USAGE;
    }
  if (!gb_cli_check_cache (cli, error))
    return GB_CLI_EXIT_CACHE;
  lock = gb_sync_lock_take (cli->cache_path, error);
  if (lock == NULL || !change_key (cli, new_key_file, error))
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "encrypted");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
    }
  else
    g_print ("%s\n", _("The data have a new key."));
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_rekey = { "rekey", NULL, N_("Encrypt the data with a new key"), run };
