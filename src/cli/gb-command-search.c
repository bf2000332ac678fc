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

static gpointer
search (GbSqlConnection *connection,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  return gb_search (connection, data, error);
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
      gb_sheet_text (sheet, gb_search_kind_name (row->kind));
      gb_sheet_text (sheet, row->id);
      gb_sheet_text (sheet, row->title);
      gb_sheet_text (sheet, row->detail);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
}

static gboolean
take_kinds (char   **names,
            guint   *kinds,
            GError **error)
{
  for (; names != NULL && *names != NULL; names++)
    {
      GbSearchKind kind;

      if (!gb_search_kind_parse (*names, &kind))
        {
          g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is nothing that could be looked for"), *names);
          return FALSE;
        }
      *kinds |= 1u << kind;
    }
  return TRUE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  GbSearchQuery query = { NULL };
  int limit = DEFAULT_LIMIT;
  g_auto (GStrv) kinds = NULL;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many rows"), "N" },
    { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &kinds,
      N_("Only what is one: dossier, procedure, officer, commune, issue, task, guidance or channel; may be repeated"),
      N_("KIND") },
    { NULL }
  };
  g_autoptr (GbSearchResult) result = NULL;
  GbStore *store;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, &query.text, error) ||
      !take_kinds (kinds, &query.kinds, error))
    return GB_CLI_EXIT_USAGE;
  if (query.text == NULL || limit < 0)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("Say what to look for; a limit cannot be negative"));
      return GB_CLI_EXIT_USAGE;
    }
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  query.limit = (guint) limit;
  query.now = gb_clock_now (gb_store_get_clock (store));
  result = gb_store_read (store, search, &query, NULL, error);
  if (result == NULL)
    return GB_CLI_EXIT_CACHE;
  print (result, cli->format);
  return result->total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_search = { "search", N_("TEXT"),
                                      N_("Search dossiers, procedures, people and all the rest"), run };
