/* SPDX-License-Identifier: GPL-3.0-or-later */
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

const GbCommand gb_command_letters = { "letters", NULL, N_("List apology letters: to be signed, waiting, issued"),
                                       run };
