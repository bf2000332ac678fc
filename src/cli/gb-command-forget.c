/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-json.h"
#include "gb-cli.h"
#include "gb-forget.h"

#include <glib/gi18n-lib.h>

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbForgetStatus *status = g_new0 (GbForgetStatus, 1);

  gb_forget_load_status (connection, status, error);
  return status;
}

static void
print (const GbForgetStatus *status,
       GbCliFormat           format)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (format != GB_CLI_FORMAT_JSON)
    {
      g_print (ngettext ("Personal data go %d day after a dossier's end.", "Personal data go %d days after a dossier's end.",
                         (gulong) status->after_days),
               status->after_days);
      g_print ("\n");
      g_print (ngettext ("%d dossier is without them now.", "%d dossiers are without them now.", (gulong) status->dossiers),
               (int) status->dossiers);
      g_print ("\n");
      return;
    }
  builder = json_builder_new_immutable ();
  json_builder_begin_object (builder);
  gb_cli_json_integer (builder, "after_days", status->after_days);
  gb_cli_json_time (builder, "until", status->until);
  gb_cli_json_integer (builder, "dossiers", status->dossiers);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static gboolean
check_days (int      after_days,
            GError **error)
{
  if (after_days == 0 || (after_days >= GB_FORGET_LEAST_DAYS && after_days <= GB_FORGET_MOST_DAYS))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("--after-days takes %d to %d"), GB_FORGET_LEAST_DAYS,
               GB_FORGET_MOST_DAYS);
  return FALSE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  int after_days = 0;
  const GOptionEntry entries[] = {
    { "after-days", 0, 0, G_OPTION_ARG_INT, &after_days, N_("How many days after a dossier's end its personal data go"),
      N_("DAYS") },
    { NULL }
  };
  g_autofree GbForgetStatus *status = NULL;
  GbStore *store;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error) ||
      !check_days (after_days, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL || !gb_store_forget (store, after_days, NULL, error))
    return GB_CLI_EXIT_CACHE;
  status = gb_store_read (store, load, NULL, NULL, error);
  if (status == NULL)
    return GB_CLI_EXIT_CACHE;
  print (status, cli->format);
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_forget = { "forget", N_("[--after-days N]"),
                                      N_("Delete personal data of dossiers that ended long ago, and say how long they are kept"),
                                      run };
