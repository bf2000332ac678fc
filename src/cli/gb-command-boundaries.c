/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-boundaries.h"
#include "gb-cli-json.h"
#include "gb-geo-error.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *key;
  char *source;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->key);
  g_free (self->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_codes (JsonBuilder *builder,
           const char  *name,
           char       **codes)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; codes[i] != NULL; i++)
    json_builder_add_string_value (builder, codes[i]);
  json_builder_end_array (builder);
}

/* --- what is here --------------------------------------------------------------------------------- */

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbBoundary *boundary;

  return gb_boundary_repository_load (connection, NULL, FALSE, &boundary, error) ? boundary : NULL;
}

static void
print_boundary (GbCli            *cli,
                const GbBoundary *boundary)
{
  static const GbSheetColumn columns[] = {
    { "origin", N_("Where from"), 0 },           { "source", N_("Drawn by"), 0 }, { "made", N_("Taken in"), 0 },
    { "missing", N_("Communes without borders"), 0 }, { "sha256", NULL, 0 },
  };
  g_autoptr (GbSheet) sheet = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      builder = json_builder_new_immutable ();
      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "origin", boundary->origin);
      gb_cli_json_text (builder, "source", boundary->source);
      gb_cli_json_text (builder, "sha256", boundary->sha256);
      gb_cli_json_time (builder, "made", boundary->made);
      add_codes (builder, "missing", boundary->missing);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
      return;
    }
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, boundary->origin);
  gb_sheet_text (sheet, boundary->source);
  gb_sheet_time (sheet, boundary->made);
  gb_sheet_integer (sheet, g_strv_length (boundary->missing));
  gb_sheet_text (sheet, boundary->sha256);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

static GbCliExit
show (GbCli   *cli,
      GError **error)
{
  GError *failure = NULL;
  g_autoptr (GbBoundary) boundary = gb_store_read (cli->store, load, NULL, NULL, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return GB_CLI_EXIT_CACHE;
    }
  if (boundary == NULL)
    {
      if (cli->format == GB_CLI_FORMAT_JSON)
        g_print ("{\"origin\":null}\n");
      g_printerr ("%s\n", _("There are no boundaries here; the map shows made-up ones."));
      return GB_CLI_EXIT_NOTHING;
    }
  print_boundary (cli, boundary);
  return GB_CLI_EXIT_DONE;
}

/* --- a file --------------------------------------------------------------------------------------- */

static void
add_refusals (JsonBuilder             *builder,
              const GbBoundariesTaken *taken)
{
  json_builder_set_member_name (builder, "refused");
  json_builder_begin_array (builder);
  for (guint i = 0; i < taken->refusals->len; i++)
    {
      const GbGeoRefusal *refusal = taken->refusals->pdata[i];

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "file", taken->file);
      gb_cli_json_integer (builder, "index", refusal->index);
      gb_cli_json_text (builder, "field", refusal->field);
      gb_cli_json_text (builder, "reason", refusal->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_taken (GbCli                   *cli,
             const GbBoundariesTaken *taken)
{
  static const GbSheetColumn columns[] = {
    { "taken", N_("Taken"), 0 }, { "refused", N_("Not taken"), 0 }, { "missing", N_("Communes without borders"), 0 },
    { "key", N_("Codes in"), 0 }, { "source", N_("Drawn by"), 0 },
  };
  g_autoptr (GbSheet) sheet = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      builder = json_builder_new_immutable ();
      json_builder_begin_object (builder);
      gb_cli_json_integer (builder, "taken", taken->n_taken);
      gb_cli_json_integer (builder, "n_refused", taken->n_refused);
      add_refusals (builder, taken);
      add_codes (builder, "missing", taken->missing);
      gb_cli_json_text (builder, "key", taken->key);
      gb_cli_json_text (builder, "source", taken->source);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
      return;
    }
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  gb_sheet_begin_row (sheet);
  gb_sheet_integer (sheet, taken->n_taken);
  gb_sheet_integer (sheet, taken->n_refused);
  gb_sheet_integer (sheet, g_strv_length (taken->missing));
  gb_sheet_text (sheet, taken->key);
  gb_sheet_text (sheet, taken->source);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

static GbCliExit
import (GbCli         *cli,
        const Options *options,
        const char    *path,
        GError       **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const GbBoundariesImport wanted = { cli->store, file, GB_BOUNDARY_FILE, options->key, options->source, NULL };
  GError *failure = NULL;
  g_autoptr (GbBoundariesTaken) taken = gb_boundaries_import (&wanted, NULL, &failure);

  if (taken != NULL)
    {
      print_taken (cli, taken);
      gb_cli_tell_boundaries_refusals (taken);
      return taken->n_refused > 0 ? GB_CLI_EXIT_PARTLY : GB_CLI_EXIT_DONE;
    }
  if (failure->domain == GB_GEO_ERROR)
    g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_REFUSED, failure->message);
  /* The path was typed by somebody. */
  else if (failure->domain == G_IO_ERROR)
    g_set_error_literal (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, failure->message);
  else
    g_set_error_literal (error, failure->domain, failure->code, failure->message);
  g_error_free (failure);
  return GB_CLI_EXIT_REFUSED;
}

static GbCliExit
remove_file (GbCli   *cli,
             GError **error)
{
  gboolean removed;

  if (!gb_boundaries_remove (cli->store, GB_BOUNDARY_FILE, &removed, error))
    return GB_CLI_EXIT_CACHE;
  if (removed)
    return GB_CLI_EXIT_DONE;
  g_printerr ("%s\n", _("No boundaries were taken in from a file."));
  return GB_CLI_EXIT_NOTHING;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_STRING, &options.key, N_("The property that has the communes' codes"), N_("NAME") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_("Who drew them, where the file does not say"), N_("TEXT") },
    { NULL }
  };
  gboolean is_import, is_remove;

  if (!gb_cli_parse (entries, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  is_import = argc == 3 && g_str_equal (argv[1], "import");
  is_remove = argc == 2 && g_str_equal (argv[1], "remove");
  if (argc != 1 && !is_import && !is_remove)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("It can be: boundaries, boundaries import FILE, boundaries remove"));
      return GB_CLI_EXIT_USAGE;
    }
  if (gb_cli_open_store (cli, FALSE, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  if (is_import)
    return import (cli, &options, argv[2], error);
  return is_remove ? remove_file (cli, error) : show (cli, error);
}

const GbCommand gb_command_boundaries = { "boundaries", N_("[import FILE | remove]"),
                                          N_("Show whose borders the map has, or take in others from GeoJSON"), run };
