/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attachments-words.h"
#include "gb-cli-json.h"
#include "gb-connectivity.h"
#include "gb-sheet.h"
#include "gb-store-status.h"

#include <glib/gi18n-lib.h>

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_store_status_load (connection, error);
}

/* Whether files wait for another network. */
static gboolean
is_metered (void)
{
  g_autoptr (GbConnectivity) connectivity = gb_connectivity_new (NULL, NULL);

  return gb_connectivity_is_metered (connectivity);
}

static void
print_json (const GbStoreStatus *status,
            gboolean             encrypted)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  gb_cli_json_text (builder, "endpoint", status->endpoint);
  gb_cli_json_text (builder, "scope", status->scope);
  gb_cli_json_time (builder, "as_of", status->as_of);
  gb_cli_json_time (builder, "last_attempt", status->last_attempt);
  gb_cli_json_time (builder, "next_attempt", status->next_attempt);
  gb_cli_json_text (builder, "last_error", status->last_error);
  gb_cli_json_integer (builder, "waiting", status->waiting);
  gb_cli_json_integer (builder, "refused", status->refused);
  gb_cli_json_integer (builder, "set_aside", status->set_aside);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_object (builder);
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    gb_cli_json_integer (builder, gb_record_type_name (i), status->records[i]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "encrypted");
  json_builder_add_boolean_value (builder, encrypted);
  gb_cli_json_skew (builder, status->skew);
  json_builder_set_member_name (builder, "forgetting");
  json_builder_begin_object (builder);
  gb_cli_json_integer (builder, "after_days", status->forgetting.after_days);
  gb_cli_json_time (builder, "until", status->forgetting.until);
  gb_cli_json_integer (builder, "dossiers", status->forgetting.dossiers);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_object (builder);
  gb_cli_json_integer (builder, "waiting", status->files.files);
  gb_cli_json_integer (builder, "bytes", (gint64) status->files.bytes);
  gb_cli_json_integer (builder, "actions", status->files.actions);
  gb_cli_json_time (builder, "next_attempt", status->files.next_attempt);
  json_builder_set_member_name (builder, "metered");
  json_builder_add_boolean_value (builder, is_metered ());
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  gb_cli_json_print (builder);
}

static void
begin (GbSheet    *sheet,
       const char *key,
       const char *label)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, key);
  gb_sheet_text (sheet, label);
}

static void
print_text (GbSheet    *sheet,
            const char *key,
            const char *label,
            const char *value)
{
  begin (sheet, key, label);
  gb_sheet_text (sheet, value);
  gb_sheet_end_row (sheet);
}

static void
print_time (GbSheet    *sheet,
            const char *key,
            const char *label,
            gint64      value)
{
  begin (sheet, key, label);
  gb_sheet_time (sheet, value);
  gb_sheet_end_row (sheet);
}

static void
print_integer (GbSheet    *sheet,
               const char *key,
               const char *label,
               gint64      value)
{
  begin (sheet, key, label);
  gb_sheet_integer (sheet, value);
  gb_sheet_end_row (sheet);
}

static void
print_sheet (GbCli               *cli,
             const GbStoreStatus *status,
             gboolean             encrypted)
{
  static const GbSheetColumn columns[] = {
    { "key", NULL, 0 },
    { "name", "", 0 },
    { "value", "", 0 },
  };
  g_autofree char *files = gb_attachments_words (&status->files, is_metered (), gb_clock_now (cli->clock));
  g_autoptr (GbSheet) sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));

  print_text (sheet, "endpoint", _("Endpoint"), status->endpoint);
  print_text (sheet, "scope", _("Scope"), status->scope);
  print_time (sheet, "as_of", _("Data as of"), status->as_of);
  print_time (sheet, "last_attempt", _("Last attempt"), status->last_attempt);
  print_time (sheet, "next_attempt", _("Next attempt"), status->next_attempt);
  print_text (sheet, "last_error", _("Last error"), status->last_error);
  print_integer (sheet, "waiting", _("Waiting to be sent"), status->waiting);
  print_text (sheet, "files", _("Files"), files);
  print_integer (sheet, "refused", _("Refused"), status->refused);
  print_integer (sheet, "set_aside", _("Lines set aside"), status->set_aside);
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    print_integer (sheet, gb_record_type_name (i), gb_record_type_name (i), status->records[i]);
  if (status->skew != GB_SYNC_LOG_NO_SKEW)
    print_integer (sheet, "clock_skew", _("Clock, seconds behind the endpoint's"), status->skew);
  print_text (sheet, "encrypted", _("Encrypted"), encrypted ? _("yes") : _("no"));
  print_integer (sheet, "forget_after_days", _("Personal data deleted after (days)"), status->forgetting.after_days);
  print_time (sheet, "forgotten_until", _("Deleted of what ended before"), status->forgetting.until);
  print_integer (sheet, "forgotten", _("Dossiers without personal data"), status->forgetting.dossiers);
  gb_sheet_finish (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GbStoreStatus) status = NULL;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  status = gb_store_read (store, load, NULL, NULL, error);
  if (status == NULL)
    return GB_CLI_EXIT_CACHE;
  if (status->previous_scope != NULL)
    g_printerr (_("The data are changing over from %s to %s; until all was fetched numbers are not complete.\n"),
                status->previous_scope, status->scope);
  if (cli->format == GB_CLI_FORMAT_JSON)
    print_json (status, gb_store_is_encrypted (store));
  else
    print_sheet (cli, status, gb_store_is_encrypted (store));
  return GB_CLI_EXIT_DONE;
}

const GbCommand gb_command_status = { "status", NULL, N_("Say where the data come from and how fresh they are"), run };
