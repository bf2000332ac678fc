/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
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
  { "limit_from", N_("Limit taken from"), 0 }, /* only where it is not the province's for every row */
};

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbCli *cli = data;

  return gb_reconcile_all (connection, gb_cli_filter_commune (cli), gb_cli_now (cli), cancellable, error);
}

static gboolean
uses_shipped (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (((const GbReconcileRow *) rows->pdata[i])->note != NULL)
      return TRUE;
  return FALSE;
}

/* Whose limit was counted with. */
static void
print_limit (GbSheet              *sheet,
             const GbReconcileRow *row)
{
  if (row->reason == GB_RECONCILE_NO_RULE)
    gb_sheet_null (sheet);
  else
    gb_sheet_choice (sheet, row->note != NULL ? "shipped" : "province", row->note != NULL ? row->note : "");
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  gboolean shipped;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  rows = store != NULL ? gb_store_read (store, find, cli, NULL, error) : NULL;
  if (rows == NULL)
    return GB_CLI_EXIT_CACHE;

  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", rows->len);
  shipped = uses_shipped (rows);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns) - (shipped ? 0 : 1));
  for (guint i = 0; i < rows->len; i++)
    {
      const GbReconcileRow *row = g_ptr_array_index (rows, i);

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, row->code);
      gb_sheet_time (sheet, row->official);
      gb_sheet_time (sheet, row->computed);
      gb_sheet_choice (sheet, gb_reconcile_reason_nick (row->reason), gb_reconcile_reason_label (row->reason));
      if (shipped)
        print_limit (sheet, row);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return rows->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static const GbTableColumn table_columns[] = {
  { "code", N_("Code"), GB_TABLE_CODE, 22 },
  { "procedure", N_("Procedure"), GB_TABLE_TEXT, 50 },
  { "state", N_("State"), GB_TABLE_TEXT, 24 },
  { "official", N_("Province's due date"), GB_TABLE_DATETIME, 22 },
  { "computed", N_("Our due date"), GB_TABLE_DATETIME, 18 },
  { "difference_minutes", N_("Difference, working minutes"), GB_TABLE_MINUTES, 18 },
  { "reason", N_("Reason"), GB_TABLE_TEXT, 44 },
  { "limit_from", N_("Limit taken from"), GB_TABLE_TEXT, 34 },
};

static void
fill (GbTableRow *table,
      gpointer    item,
      gpointer    data)
{
  const GbReconcileRow *row = item;
  g_autofree char *state = g_strdup_printf ("%d", (int) row->state);

  gb_table_row_text (table, row->code);
  gb_table_row_text (table, row->procedure);
  gb_table_row_choice (table, state, gb_dossier_state_label (row->state));
  gb_table_row_time (table, row->official);
  gb_table_row_time (table, row->computed);
  if (row->official != 0 && row->computed != 0)
    gb_table_row_integer (table, row->difference / 60);
  else
    gb_table_row_null (table);
  gb_table_row_choice (table, gb_reconcile_reason_nick (row->reason), gb_reconcile_reason_label (row->reason));
  if (row->reason != GB_RECONCILE_NO_RULE)
    gb_table_row_choice (table, row->note != NULL ? "shipped" : "province", row->note != NULL ? row->note : "");
}

static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GPtrArray) rows = gb_reconcile_all (connection, self->commune, self->now, cancellable, error);
  g_autoptr (GbTable) table = gb_table_new (_("Due dates"), _("Due dates compared with the province's system"));

  if (rows == NULL)
    return FALSE;
  gb_table_add_columns (table, table_columns, G_N_ELEMENTS (table_columns));
  gb_table_set_items (table, rows, fill, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_reconcile
    = { "reconcile", ".xlsx .csv", gb_cli_export_no_options, NULL, save };

const GbCommand gb_command_reconcile = { "reconcile", NULL, N_("List where the province's due date and ours differ"),
                                         run };
