/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-boundaries.h"
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

/* A point, and the commune's code there. */
typedef struct
{
  double lon;
  double lat;
  gboolean known; /* whether there are borders */
} Point;

/* (transfer full) (element-type GbCommune): the one at the point, or none */
static gpointer
find_at (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  Point *point = data;
  g_autofree char *code = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (!gb_boundaries_find_at (connection, point->lon, point->lat, &code, &point->known, error))
    return NULL;
  all = gb_commune_repository_list (connection, error);
  for (guint i = all != NULL ? all->len : 0; i-- > 0;)
    {
      if (g_strcmp0 (((GbCommune *) all->pdata[i])->code, code) != 0)
        g_ptr_array_remove_index (all, i);
    }
  return g_steal_pointer (&all);
}

static gboolean
parse_point (const char *text,
             Point      *point,
             GError    **error)
{
  char *end = NULL;

  point->lon = g_ascii_strtod (text, &end);
  if (end != text && *end == ',')
    {
      const char *second = end + 1;

      point->lat = g_ascii_strtod (second, &end);
      if (end != second && *end == '\0' && point->lon >= -180 && point->lon <= 180 && point->lat >= -90 && point->lat <= 90)
        return TRUE;
    }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("“%s” is no place: degrees of longitude, a comma, degrees of latitude, as in 108.8,15.1"), text);
  return FALSE;
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
  g_autofree char *at = NULL;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &at,
      N_("The commune at a point, by the boundaries that are here"), N_("LON,LAT") },
    { NULL }
  };
  Point point = { 0, 0, TRUE };
  const char *text;
  GbStore *store;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, &text, error)
      || (at != NULL && !parse_point (at, &point, error)))
    return GB_CLI_EXIT_USAGE;
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  rows = at != NULL ? gb_store_read (store, find_at, &point, NULL, error)
                    : gb_store_read (store, find, (gpointer) text, NULL, error);
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
  if (!point.known)
    g_printerr ("%s\n", _("There are no boundaries here, so nobody knows. giaobanctl boundaries import takes them in."));
  return rows->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_communes = { "communes", N_("[TEXT | --at LON,LAT]"),
                                        N_("Find communes, by new and old names"), run };
