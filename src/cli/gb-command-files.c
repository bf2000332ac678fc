/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-boundaries.h"
#include "gb-cli-client.h"
#include "gb-cli-json.h"
#include "gb-file-fetch.h"
#include "gb-sheet.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "name", N_("Name"), 0 },      { "kind", N_("Kind"), 0 }, { "bytes", N_("Bytes"), 0 },
  { "have", N_("Of it here"), 0 }, { "sha256", NULL, 0 },     { "path", NULL, 0 },
};

/* One fetching; lives on the main thread. */
typedef struct
{
  GMainLoop *loop; /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GbFileFetchResult counts;
  GError *error; /* (owned) (nullable) */
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gpointer
list (GbSqlConnection *connection,
      gpointer         cache_path,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_file_record_list (connection, cache_path, error);
}

static GbCliExit
print_all (GbCli   *cli,
           GError **error)
{
  g_autoptr (GPtrArray) files = gb_store_read (cli->store, list, cli->cache_path, NULL, error);
  g_autoptr (GbSheet) sheet = NULL;

  if (files == NULL)
    return GB_CLI_EXIT_CACHE;
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", files->len);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < files->len; i++)
    {
      const GbFileRecord *file = files->pdata[i];
      g_autofree char *path = gb_file_cache_dup_path (cli->cache_path, file->sha256);

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, file->name);
      gb_sheet_text (sheet, file->kind);
      gb_sheet_integer (sheet, (gint64) file->bytes);
      gb_sheet_integer (sheet, (gint64) file->have);
      gb_sheet_text (sheet, file->sha256);
      gb_sheet_text (sheet, file->whole ? path : NULL);
      gb_sheet_end_row (sheet);
    }
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return files->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

static void
on_fetched_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Job *job = user_data;

  gb_file_fetch_run_finish (result, &job->counts, &job->error);
  g_main_loop_quit (job->loop);
}

static gboolean
on_signal_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static void
run_to_end (const GbFileFetch *fetch,
            Job               *job)
{
  guint interrupt, terminate;

  job->loop = g_main_loop_new (NULL, FALSE);
  job->cancellable = g_cancellable_new ();
  interrupt = g_unix_signal_add (SIGINT, on_signal_cb, job->cancellable);
  terminate = g_unix_signal_add (SIGTERM, on_signal_cb, job->cancellable);
  gb_file_fetch_run_async (fetch, job->cancellable, on_fetched_cb, job);
  g_main_loop_run (job->loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static void
print_counts (GbCli                   *cli,
              const GbFileFetchResult *counts)
{
  static const GbSheetColumn told[] = {
    { "files", N_("Files fetched"), 0 },
    { "missing", N_("Not at the endpoint"), 0 },
    { "removed", N_("Deleted"), 0 },
    { "bytes", N_("Bytes"), 0 },
  };
  g_autoptr (GbSheet) sheet = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      builder = json_builder_new_immutable ();
      json_builder_begin_object (builder);
      gb_cli_json_integer (builder, "files", counts->files);
      gb_cli_json_integer (builder, "missing", counts->missing);
      gb_cli_json_integer (builder, "removed", counts->removed);
      gb_cli_json_integer (builder, "bytes", (gint64) counts->bytes);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
      return;
    }
  sheet = gb_sheet_new (cli->format, told, G_N_ELEMENTS (told));
  gb_sheet_begin_row (sheet);
  gb_sheet_integer (sheet, counts->files);
  gb_sheet_integer (sheet, counts->missing);
  gb_sheet_integer (sheet, counts->removed);
  gb_sheet_integer (sheet, (gint64) counts->bytes);
  gb_sheet_end_row (sheet);
  gb_sheet_finish (sheet);
}

static GbCliExit
fetch_all (GbCli      *cli,
           const char *endpoint,
           const char *name,
           GError    **error)
{
  g_autoptr (GbAccount) account = NULL;
  g_autoptr (GbClient) client = NULL;
  g_auto (Job) job = { NULL };

  if (!gb_account_read (cli->store, &account, error))
    return GB_CLI_EXIT_CACHE;
  client = gb_cli_client_new (cli, account, endpoint, NULL, error);
  if (client == NULL)
    return GB_CLI_EXIT_USAGE;
  run_to_end (&(GbFileFetch) { cli->store, client, name, NULL, NULL }, &job);
  gb_cli_refresh_boundaries (cli);
  if (g_error_matches (job.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_printerr (_("Stopped. What was received stays, and the next run goes on there.\n"));
      return GB_CLI_EXIT_PARTLY;
    }
  if (job.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&job.error));
      return GB_CLI_EXIT_PARTLY;
    }
  print_counts (cli, &job.counts);
  return job.counts.missing > 0 ? GB_CLI_EXIT_PARTLY : GB_CLI_EXIT_DONE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *endpoint = NULL;
  const GOptionEntry entries[] = {
    { "endpoint", 0, 0, G_OPTION_ARG_STRING, &endpoint, N_("The province's endpoint"), N_("URL") },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error))
    return GB_CLI_EXIT_USAGE;
  if (argc > 3 || (argc > 1 && !g_str_equal (argv[1], "fetch")))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("It can be: files, or files fetch [NAME]"));
      return GB_CLI_EXIT_USAGE;
    }
  if (gb_cli_open_store (cli, FALSE, error) == NULL)
    return GB_CLI_EXIT_CACHE;
  return argc > 1 ? fetch_all (cli, endpoint, argc > 2 ? argv[2] : NULL, error) : print_all (cli, error);
}

const GbCommand gb_command_files = { "files", N_("[fetch [NAME]]"),
                                     N_("List the province's big files, or fetch them"), run };
