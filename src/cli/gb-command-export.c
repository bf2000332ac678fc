/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-map.h"
#include "gb-cli-scorecard.h"
#include "gb-cli-tasks.h"
#include "gb-csv.h"
#include "gb-map-geojson.h"
#include "gb-save-file.h"
#include "gb-sheet.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is written as a table. */
typedef struct
{
  const GbMapView *view;
  const char *commune; /* (nullable) */
  guint n_rows;
} Table;

static void
add_text (GString    *line,
          const char *value)
{
  g_autofree char *cell = value != NULL ? gb_csv_quote (value) : NULL;

  g_string_append_printf (line, "%s%s", line->len > 0 ? "," : "", cell != NULL ? cell : "");
}

static void
add_number (GString *line,
            double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";

  if (isfinite (value))
    g_ascii_formatd (text, sizeof text, "%.10g", value);
  g_string_append_printf (line, ",%s", text);
}

static void
add_row (GString         *text,
         const GbMapView *view,
         guint            commune)
{
  const GbMapCommune *row = view->communes->pdata[commune];
  const GbIndicator *indicator = gb_map_view_get_indicator (view);
  const GbIndicatorValue *value = view->values->pdata[commune];
  g_autofree char *as_of = value != NULL && value->as_of != 0 ? gb_time_format (value->as_of) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  guint of;
  guint rank = gb_map_view_rank (view, commune, &of);

  add_text (line, row->code);
  add_text (line, row->name);
  add_text (line, row->type);
  add_number (line, row->population);
  add_number (line, row->km2);
  add_text (line, indicator != NULL ? indicator->id : NULL);
  add_text (line, indicator != NULL ? indicator->name : NULL);
  add_text (line, indicator != NULL ? indicator->unit : NULL);
  add_number (line, view->amounts[commune]);
  add_number (line, value != NULL ? value->numerator : NAN);
  add_number (line, value != NULL ? value->denominator : NAN);
  add_text (line, as_of);
  add_number (line, rank > 0 ? rank : NAN);
  g_string_append_printf (text, "%s\r\n", line->str);
}

static gboolean
write_table (GOutputStream *stream,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Table *table = data;
  g_autoptr (GString) text = g_string_new ("code,name,type,population,area_km2,indicator,indicator_name,unit,value,"
                                           "numerator,denominator,as_of,rank\r\n");

  for (guint i = 0; i < table->view->communes->len; i++)
    {
      const GbMapCommune *commune = table->view->communes->pdata[i];

      if (table->commune != NULL && !g_str_equal (commune->code, table->commune))
        continue;
      add_row (text, table->view, i);
      table->n_rows++;
    }
  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);
}

static gboolean
save (const GbMapView *view,
      const char      *commune,
      const char      *path,
      guint           *n_rows,
      GError         **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Table table = { view, commune, 0 };
  gboolean saved;

  if (!g_str_has_suffix (path, ".csv"))
    return gb_map_geojson_save (view, commune, file, n_rows, NULL, error);
  saved = gb_save_file (file, write_table, &table, NULL, error);
  *n_rows = table.n_rows;
  return saved;
}

/* What can be exported, and in which form beside CSV. */
static const struct
{
  const char *what;
  const char *form; /* (nullable) */
} exports[] = {
  { "communes", ".geojson" },
  { "scorecard", NULL },
  { "tasks", ".ics" },
};

static gboolean
check_arguments (int         argc,
                 char      **argv,
                 const char *out,
                 GError    **error)
{
  for (gsize i = 0; argc == 2 && out != NULL && i < G_N_ELEMENTS (exports); i++)
    if (g_str_equal (argv[1], exports[i].what) &&
        ((exports[i].form != NULL && g_str_has_suffix (out, exports[i].form)) || g_str_has_suffix (out, ".csv")))
      return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("It can be: export communes --out FILE.geojson, export tasks --out FILE.ics, export scorecard --out FILE.csv; "
                 "communes and tasks can be FILE.csv, too"));
  return FALSE;
}

static GbCliExit
export_tasks (GbCli      *cli,
              const char *out,
              GError    **error)
{
  g_autoptr (GError) failure = NULL;
  guint n_rows = 0;

  if (!gb_cli_tasks_export (cli, out, &n_rows, &failure))
    {
      if (failure->domain == G_IO_ERROR)
        gb_cli_map_refuse (failure, error);
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return GB_CLI_EXIT_CACHE;
    }
  gb_cli_map_print (cli, out, "rows", n_rows);
  return n_rows > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *out = NULL;
  g_autofree char *indicator = NULL, *from = NULL, *to = NULL;
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_("Where to"), N_("FILE") },
    { "indicator", 0, 0, G_OPTION_ARG_STRING, &indicator, N_("What is shown of the communes"), "ID" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("The period's first day"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("The period's last day"), N_("DAY") },
    { NULL }
  };
  g_autoptr (GbMapView) view = NULL;
  g_autoptr (GError) failure = NULL;
  guint n_rows = 0;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !check_arguments (argc, argv, out, error))
    return GB_CLI_EXIT_USAGE;
  if (g_str_equal (argv[1], "scorecard"))
    return gb_cli_scorecard_export (cli, out, from, to, error);
  if (g_str_equal (argv[1], "tasks"))
    return export_tasks (cli, out, error);
  view = gb_cli_map_read (cli, indicator, error);
  if (view == NULL)
    return GB_CLI_EXIT_CACHE;
  if (!save (view, gb_cli_filter_commune (cli), out, &n_rows, &failure))
    {
      gb_cli_map_refuse (failure, error);
      return GB_CLI_EXIT_USAGE;
    }
  gb_cli_map_print (cli, out, "rows", n_rows);
  return n_rows > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_export = { "export", "communes|scorecard|tasks --out FILE",
                                      N_("Save the communes with their values, the scorecard or the tasks as a file"),
                                      run };
