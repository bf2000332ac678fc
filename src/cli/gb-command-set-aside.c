/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-json.h"
#include "gb-set-aside-repository.h"
#include "gb-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "at", N_("Time"), 0 },       { "type", N_("Kind"), 0 }, { "id", N_("Record"), 0 },
  { "reason", N_("Reason"), 60 }, { "line", NULL, 0 },
};

typedef struct
{
  GPtrArray *lines; /* (owned) (nullable) */
  gint64 total;
  GFile *file; /* (owned) (nullable) */
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Job *job = data;

  job->lines = gb_set_aside_load (connection, G_MAXINT, &job->total, error);
  return job->lines;
}

static gpointer
export (GbSqlConnection *connection,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  Job *job = data;

  return gb_set_aside_save (connection, job->file, &job->total, cancellable, error) ? job : NULL;
}

static void
print_rows (GbCli *cli,
            Job   *job)
{
  g_autoptr (GbSheet) sheet = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%" G_GINT64_FORMAT ",\"rows\":[", job->total);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < job->lines->len; i++)
    {
      const GbSetAside *line = job->lines->pdata[i];

      gb_sheet_begin_row (sheet);
      gb_sheet_time (sheet, line->at);
      gb_sheet_text (sheet, line->type);
      gb_sheet_text (sheet, line->id);
      gb_sheet_text (sheet, line->reason);
      gb_sheet_text (sheet, line->line);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
}

static void
print_export (GbCli      *cli,
              const char *out,
              gint64      n_lines)
{
  static const GbSheetColumn told[] = { { "file", N_("File"), 0 }, { "rows", N_("Rows"), 0 } };
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GbSheet) sheet = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      builder = json_builder_new_immutable ();
      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "file", out);
      gb_cli_json_integer (builder, "rows", n_lines);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
      return;
    }
  sheet = gb_sheet_new (cli->format, told, G_N_ELEMENTS (told));
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, out);
  gb_sheet_integer (sheet, n_lines);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_("Write them whole to this file"), "F.ndjson" },
    { NULL }
  };
  g_auto (Job) job = { NULL };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  if (gb_cli_open_store (cli, FALSE, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  job.file = out != NULL ? g_file_new_for_path (out) : NULL;
  if (gb_store_read (cli->store, out != NULL ? export : load, &job, NULL, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  if (out != NULL)
    print_export (cli, out, job.total);
  else
    print_rows (cli, &job);
  return job.total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_set_aside = { "set-aside", N_("[--out FILE]"),
                                         N_("List the lines of the feed that could not be taken"), run };
