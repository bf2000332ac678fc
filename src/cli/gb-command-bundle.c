/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-job.h"
#include "gb-bundle-reason.h"
#include "gb-cli-json.h"
#include "gb-cli-wait.h"
#include "gb-cli.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>

static void
print_taken_json (const GbBundleTaken *taken)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  const GbSyncProgress *progress = &taken->progress;

  json_builder_begin_object (builder);
  gb_cli_json_text (builder, "id", taken->id);
  gb_cli_json_text (builder, "state", "taken");
  gb_cli_json_text (builder, "sender", taken->sender);
  gb_cli_json_text (builder, "scope", taken->scope);
  gb_cli_json_time (builder, "made_at", taken->made_at);
  gb_cli_json_time (builder, "as_of", taken->as_of);
  gb_cli_json_integer (builder, "pages", progress->pages);
  gb_cli_json_integer (builder, "records", progress->records);
  gb_cli_json_integer (builder, "deleted", progress->deleted);
  gb_cli_json_integer (builder, "set_aside", progress->set_aside);
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_object (builder);
  gb_cli_json_integer (builder, "applied", progress->applied);
  gb_cli_json_integer (builder, "refused", progress->refused);
  gb_cli_json_integer (builder, "conflict", progress->conflict);
  gb_cli_json_integer (builder, "later", progress->later);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
print_taken (GbCli               *cli,
             const GbBundleTaken *taken)
{
  static const GbSheetColumn columns[] = {
    { "sender", N_("Bundle from"), 0 },         { "scope", N_("Scope"), 0 },      { "as_of", N_("Data as of"), 0 },
    { "records", N_("Records"), 0 },     { "deleted", N_("Deleted"), 0 },  { "set_aside", N_("Set aside"), 0 },
    { "applied", N_("Applied"), 0 },     { "refused", N_("Refused"), 0 },  { "conflict", N_("In conflict"), 0 },
  };
  const GbSyncProgress *progress = &taken->progress;
  g_autoptr (GbSheet) sheet = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      print_taken_json (taken);
      return;
    }
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, taken->sender);
  gb_sheet_text (sheet, taken->scope);
  gb_sheet_time (sheet, taken->as_of);
  gb_sheet_integer (sheet, (gint64) progress->records);
  gb_sheet_integer (sheet, (gint64) progress->deleted);
  gb_sheet_integer (sheet, (gint64) progress->set_aside);
  gb_sheet_integer (sheet, progress->applied);
  gb_sheet_integer (sheet, progress->refused);
  gb_sheet_integer (sheet, progress->conflict);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

static void
print_given (GbCli               *cli,
             const GbBundleGiven *given,
             const char          *path)
{
  static const GbSheetColumn columns[] = {
    { "file", N_("File"), 0 }, { "actions", N_("Changes"), 0 },
    { "held_back", N_("Waiting for files"), 0 }, { "endpoint", N_("To be handed in at"), 0 },
  };

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "id", given->id);
      gb_cli_json_text (builder, "state", "written");
      gb_cli_json_text (builder, "file", path);
      gb_cli_json_integer (builder, "actions", given->n_actions);
      gb_cli_json_integer (builder, "held_back", given->n_held);
      gb_cli_json_text (builder, "endpoint", given->endpoint);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
    }
  else
    {
      g_autoptr (GbSheet) sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, path);
      gb_sheet_integer (sheet, given->n_actions);
      gb_sheet_integer (sheet, given->n_held);
      gb_sheet_text (sheet, given->endpoint);
      gb_sheet_end_row (sheet);
      gb_sheet_finish (sheet);
    }
}

/* A script can tell the reasons apart; (transfer full) of @failure. */
static GbCliExit
refuse (GbCli   *cli,
        GError  *failure,
        GError **error)
{
  const char *reason = gb_bundle_reason (failure);

  if (reason != NULL && cli->format == GB_CLI_FORMAT_JSON)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "state", "refused");
      gb_cli_json_text (builder, "reason", reason);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
    }
  if (reason != NULL)
    g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_REFUSED, failure->message);
  /* The path was typed by somebody. */
  else if (failure->domain == G_IO_ERROR && failure->code != G_IO_ERROR_CANCELLED)
    g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, failure->message);
  else
    g_set_error_literal (error, failure->domain, failure->code, failure->message);
  g_error_free (failure);
  return GB_CLI_EXIT_REFUSED;
}

static GbCliExit
import (GbCli   *cli,
        GFile   *file,
        GError **error)
{
  g_auto (GbCliWait) wait = { NULL };
  g_autoptr (GbBundleTaken) taken = NULL;
  GError *failure = NULL;

  gb_cli_wait_begin (&wait);
  gb_bundle_import_async (cli->store, file, NULL, NULL, wait.cancellable, gb_cli_wait_cb, &wait);
  taken = gb_bundle_import_finish (cli->store, gb_cli_wait_end (&wait), &failure);
  if (taken == NULL)
    return refuse (cli, failure, error);
  print_taken (cli, taken);
  if (taken->progress.set_aside > 0)
    g_printerr (ngettext ("%d line could not be understood and was set aside; the rest was taken. "
                          "giaobanctl set-aside shows it.\n",
                          "%d lines could not be understood and were set aside; the rest was taken. "
                          "giaobanctl set-aside shows them.\n", (gulong) taken->progress.set_aside),
                (int) MIN (taken->progress.set_aside, G_MAXINT));
  return taken->progress.set_aside + taken->progress.refused + taken->progress.conflict > 0 ? GB_CLI_EXIT_PARTLY
                                                                                         : GB_CLI_EXIT_DONE;
}

static GbCliExit
export (GbCli      *cli,
        GFile      *file,
        const char *path,
        GError    **error)
{
  g_auto (GbCliWait) wait = { NULL };
  g_autoptr (GbBundleGiven) given = NULL;
  GError *failure = NULL;

  gb_cli_wait_begin (&wait);
  gb_bundle_export_async (cli->store, file, wait.cancellable, gb_cli_wait_cb, &wait);
  given = gb_bundle_export_finish (cli->store, gb_cli_wait_end (&wait), &failure);
  if (given == NULL)
    return refuse (cli, failure, error);
  print_given (cli, given, path);
  return GB_CLI_EXIT_DONE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GFile) file = NULL;
  gboolean is_import;

  if (!gb_cli_parse (NULL, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  is_import = argc > 1 && g_str_equal (argv[1], "import");
  if (argc != 3 || (!is_import && !g_str_equal (argv[1], "export")))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("It can be: bundle import FILE, bundle export FILE"));
      return GB_CLI_EXIT_USAGE;
    }
  if (gb_cli_open_store (cli, FALSE, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  file = g_file_new_for_path (argv[2]);
  return is_import ? import (cli, file, error) : export (cli, file, argv[2], error);
}

const GbCommand gb_command_bundle = { "bundle", N_("import|export FILE"),
                                      N_("Take in data from a file, or write to one what waits to be sent"), run };
