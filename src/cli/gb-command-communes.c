/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-repository.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "code", N_("Unit code"), 0 },
  { "name", N_("Unit"), 0 },
  { "type", N_("Type"), 0 },
  { "matched", NULL, 0 },
  { "old_unit", N_("Old unit"), 0 },
  { "old_district", N_("Old district"), 0 },
  { "part", N_("Part"), 0 },
  { "population", N_("Population"), 0 },
  { "area_km2", N_("Area, km²"), 0 },
};

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const char *text = data;

  return text != NULL ? gb_commune_repository_find (connection, text, error)
                      : gb_commune_repository_list (connection, error);
}

static void
print_row (GbSheet         *sheet,
           const GbCommune *commune)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, commune->code);
  gb_sheet_text (sheet, commune->name);
  gb_sheet_text (sheet, commune->type);
  gb_sheet_text (sheet, commune->matched_old ? "old" : "new");
  gb_sheet_text (sheet, commune->old_unit);
  gb_sheet_text (sheet, commune->old_district);
  gb_sheet_text (sheet, commune->part);
  gb_sheet_integer (sheet, commune->population);
  gb_sheet_number (sheet, commune->area_km2);
  gb_sheet_end_row (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  const char *text;
  GbStore *store;

  if (!gb_cli_parse (NULL, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, &text, error))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  rows = gb_store_read (store, find, (gpointer) text, NULL, error);
  if (rows == NULL)
    return GB_CLI_EXIT_CACHE;

  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("{\"rows\":[", stdout);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows->len; i++)
    print_row (sheet, g_ptr_array_index (rows, i));
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return rows->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_communes = { "communes", "[TEXT]", N_("Find communes, by new and old names"), run };
