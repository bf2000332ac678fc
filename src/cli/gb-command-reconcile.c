/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli.h"
#include "gb-reconcile.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "code", N_("Code"), 0 },
  { "official", N_("Province's due date"), 0 },
  { "computed", N_("Our due date"), 0 },
  { "reason", N_("Reason"), 0 },
};

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbCli *cli = data;

  return gb_reconcile_list (connection, gb_cli_filter_commune (cli), gb_cli_now (cli), cancellable, error);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  rows = store != NULL ? gb_store_read (store, find, cli, NULL, error) : NULL;
  if (rows == NULL)
    return GB_CLI_EXIT_CACHE;

  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", rows->len);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows->len; i++)
    {
      const GbReconcileRow *row = g_ptr_array_index (rows, i);

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, row->code);
      gb_sheet_time (sheet, row->official);
      gb_sheet_time (sheet, row->computed);
      gb_sheet_text (sheet, cli->format == GB_CLI_FORMAT_JSON ? gb_reconcile_reason_nick (row->reason)
                                                              : gb_reconcile_reason_label (row->reason));
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return rows->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_reconcile = { "reconcile", NULL, N_("List where the province's due date and ours differ"),
                                         run };
