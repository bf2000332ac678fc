/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-search.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define DEFAULT_LIMIT 50

static const GbSheetColumn columns[] = {
  { "type", N_("Type"), 0 },
  { "id", N_("Key"), 0 },
  { "title", N_("Name"), 48 },
  { "detail", N_("Detail"), 48 },
};

typedef struct
{
  const char *text;
  int limit;
} Job;

static gpointer
search (GbSqlConnection *connection,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  const Job *job = data;

  return gb_search (connection, job->text, job->limit, error);
}

static void
print (const GbSearchResult *result,
       GbCliFormat           format)
{
  g_autoptr (GbSheet) sheet = NULL;

  if (format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%" G_GINT64_FORMAT ",\"more\":%s,\"rows\":[", result->total, result->more ? "true" : "false");
  sheet = gb_sheet_new (format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < result->rows->len; i++)
    {
      const GbSearchRow *row = g_ptr_array_index (result->rows, i);

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, gb_record_type_name (row->type));
      gb_sheet_text (sheet, row->id);
      gb_sheet_text (sheet, row->title);
      gb_sheet_text (sheet, row->detail);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  Job job = { NULL, DEFAULT_LIMIT };
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &job.limit, N_("At most so many rows"), "N" },
    { NULL }
  };
  g_autoptr (GbSearchResult) result = NULL;
  GbStore *store;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, &job.text, error))
    return GB_CLI_EXIT_USAGE;
  if (job.text == NULL || job.limit < 0)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say what to look for; a limit cannot be negative"));
      return GB_CLI_EXIT_USAGE;
    }
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  result = gb_store_read (store, search, &job, NULL, error);
  if (result == NULL)
    return GB_CLI_EXIT_CACHE;
  print (result, cli->format);
  return result->total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_search = { "search", "TEXT", N_("Search dossiers, procedures and people"), run };
