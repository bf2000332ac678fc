/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-dossier.h"
#include "gb-cli-query.h"
#include "gb-dossier-repository.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How many rows are fetched at a time, so that a province's list does not stand in memory twice. */
#define ROWS_AT_ONCE 500

/* The list wanted, on its way to the store's thread. */
typedef struct
{
  const GbCliQuery *wanted;
  GbCliFormat format;
  gint64 now;
  gint64 total; /* (out) */
} Job;

static gboolean
write_rows (Job             *job,
            GbSheet         *sheet,
            GbSqlConnection *connection,
            GArray          *numbers,
            GError         **error)
{
  guint64 end = MIN (numbers->len, (guint64) job->wanted->offset + job->wanted->limit);

  for (guint64 at = job->wanted->offset; at < end; at += ROWS_AT_ONCE)
    {
      g_autoptr (GPtrArray) rows
          = gb_dossier_repository_by_numbers (connection, &g_array_index (numbers, gint64, at),
                                              MIN (ROWS_AT_ONCE, end - at), job->now, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          gb_sheet_begin_row (sheet);
          gb_cli_dossier_cells (sheet, g_ptr_array_index (rows, i));
          gb_sheet_end_row (sheet);
        }
    }
  return TRUE;
}

/* Runs on a thread of the store while the main thread waits: one reading transaction for the whole
 * list, so that total and rows agree whatever is synced meanwhile. */
static gpointer
write_list (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  Job *job = data;
  g_autoptr (GArray) numbers = gb_dossier_repository_numbers (connection, job->wanted->query, job->now, error);
  g_autoptr (GbSheet) sheet = NULL;

  if (numbers == NULL)
    return NULL;
  job->total = numbers->len;
  if (job->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", numbers->len);
  sheet = gb_sheet_new (job->format, gb_cli_dossier_columns, GB_CLI_N_DOSSIER_COLUMNS);
  if (!write_rows (job, sheet, connection, numbers, error))
    return NULL;
  gb_sheet_finish (sheet);
  if (job->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return NULL;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (GbCliQuery) wanted = GB_CLI_QUERY_INIT;
  Job job = { &wanted, cli->format, 0, 0 };
  GbStore *store;

  if (!gb_cli_query_parse (&wanted, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  wanted.query->commune = g_strdup (gb_cli_filter_commune (cli));
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  job.now = gb_cli_now (cli);
  gb_store_read (store, write_list, &job, NULL, error);
  return job.total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_queue = { "queue", N_("[--class CLASS] …"), N_("List dossiers"), run };
