/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-cli.h"
#include "gb-letters.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  const char *commune;
  gint64 now;
} Job;

static const GbSheetColumn columns[] = {
  { "code", N_("Code"), 0 },
  { "applicant", N_("Applicant"), 28 },
  { "procedure", N_("Procedure"), 40 },
  { "officer", N_("Officer"), 24 },
  { "due", N_("Due"), 0 },
  { "kind", N_("Kind"), 0 },
  { "new_due", N_("New date"), 0 },
  { "reason", N_("Reason"), 40 },
  { "number", N_("Number"), 0 },
};

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;

  return gb_letters_list (connection, job->commune, job->now, error);
}

static void
print_row (GbSheet        *sheet,
           const GbLetter *letter)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, gb_dossier_get_code (letter->dossier));
  gb_sheet_text (sheet, gb_dossier_get_applicant (letter->dossier));
  gb_sheet_text (sheet, gb_dossier_get_procedure (letter->dossier));
  gb_sheet_text (sheet, gb_dossier_get_officer (letter->dossier));
  gb_sheet_time (sheet, gb_dossier_get_due (letter->dossier));
  gb_sheet_choice (sheet, gb_letter_kind_nick (letter->kind), gb_letter_kind_label (letter->kind));
  gb_sheet_time (sheet, letter->new_due);
  gb_sheet_text (sheet, letter->reason);
  gb_sheet_text (sheet, letter->number);
  gb_sheet_end_row (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  Job job = { gb_cli_filter_commune (cli) };
  g_autoptr (GPtrArray) letters = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  job.now = gb_cli_now (cli);
  letters = store != NULL ? gb_store_read (store, find, &job, NULL, error) : NULL;
  if (letters == NULL)
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", letters->len);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < letters->len; i++)
    print_row (sheet, g_ptr_array_index (letters, i));
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return letters->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static const GbTableColumn table_columns[] = {
  { "code", N_("Code"), GB_TABLE_CODE, 22 },       { "applicant", N_("Applicant"), GB_TABLE_TEXT, 26 },
  { "procedure", N_("Procedure"), GB_TABLE_TEXT, 44 }, { "officer", N_("Officer"), GB_TABLE_TEXT, 24 },
  { "due", N_("Due"), GB_TABLE_DATETIME, 0 },      { "kind", N_("Kind"), GB_TABLE_TEXT, 18 },
  { "new_due", N_("New date"), GB_TABLE_DATETIME, 0 }, { "reason", N_("Reason"), GB_TABLE_TEXT, 50 },
  { "number", N_("Number"), GB_TABLE_CODE, 18 },
};

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const GbLetter *letter = item;

  gb_table_row_text (row, gb_dossier_get_code (letter->dossier));
  gb_table_row_text (row, gb_dossier_get_applicant (letter->dossier));
  gb_table_row_text (row, gb_dossier_get_procedure (letter->dossier));
  gb_table_row_text (row, gb_dossier_get_officer (letter->dossier));
  gb_table_row_time (row, gb_dossier_get_due (letter->dossier));
  gb_table_row_choice (row, gb_letter_kind_nick (letter->kind), gb_letter_kind_label (letter->kind));
  gb_table_row_time (row, letter->new_due);
  gb_table_row_text (row, letter->reason);
  gb_table_row_text (row, letter->number);
}

static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GPtrArray) letters = gb_letters_list (connection, self->commune, self->now, error);
  g_autoptr (GbTable) table = gb_table_new (_("Apology letters"), _("Apology letters: to be signed, waiting, issued"));

  if (letters == NULL)
    return FALSE;
  gb_table_add_columns (table, table_columns, G_N_ELEMENTS (table_columns));
  gb_table_set_items (table, letters, fill, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_letters = { "letters", ".xlsx .csv", gb_cli_export_no_options, NULL, save };

const GbCommand gb_command_letters = { "letters", NULL, N_("List apology letters: to be signed, waiting, issued"),
                                       run };
