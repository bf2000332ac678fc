/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-dossier.h"
#include "gb-dossier-repository.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How many rows are fetched at a time, so that a province's list does not stand in memory twice. */
#define ROWS_AT_ONCE 500

/* The list wanted, on its way to the store's thread. */
typedef struct
{
  GbDossierQuery *query; /* (owned) */
  GbCliFormat format;
  gint64 now;
  int limit; /* G_MAXINT = all */
  int offset;
  gint64 total; /* (out) */
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->query, gb_dossier_query_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
write_rows (Job             *job,
            GbSheet         *sheet,
            GbSqlConnection *connection,
            GArray          *numbers,
            GError         **error)
{
  guint64 end = MIN (numbers->len, (guint64) job->offset + job->limit);

  for (guint64 at = job->offset; at < end; at += ROWS_AT_ONCE)
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
  g_autoptr (GArray) numbers = gb_dossier_repository_numbers (connection, job->query, job->now, error);
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

static gboolean
take_class (Job        *job,
            const char *nick,
            GError    **error)
{
  GbDossierFilter filter = GB_DOSSIER_FILTER_ALL;

  if (nick != NULL && !gb_dossier_filter_parse (nick, &filter))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no class; it can be overdue, due-today, due-soon, on-track, paused, no-due, awaiting, "
                     "finished, late-reception, cross-boundary, sign-today, sign-missed, open or all"),
                   nick);
      return FALSE;
    }
  job->query = gb_dossier_query_new (filter);
  return TRUE;
}

static gboolean
take_sort (Job        *job,
           const char *sort,
           GError    **error)
{
  if (sort == NULL)
    return TRUE;
  job->query->descending = *sort == '-';
  if (gb_dossier_sort_parse (job->query->descending ? sort + 1 : sort, &job->query->sort))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("“%s” is no column to sort by; it can be due, code, procedure, applicant, field, officer, commune, "
                 "received-by, channel, submitted, received, state, finished or remaining, with a - in front to turn "
                 "it round"),
               sort);
  return FALSE;
}

static gboolean
take_numbers (Job     *job,
              int      state,
              GError **error)
{
  if (state < 0 || state > 10 || job->offset < 0 || job->limit < 0)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("A state is a number from 1 to 10; limit and offset cannot be negative"));
      return FALSE;
    }
  job->query->state = state;
  return TRUE;
}

static gboolean
take_channel (Job        *job,
              const char *nick,
              GError    **error)
{
  GbChannel channel;

  if (nick != NULL && !gb_channel_parse (nick, &channel))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no channel; it can be desk, online or post"), nick);
      return FALSE;
    }
  job->query->channel = g_strdup (nick);
  return TRUE;
}

static gboolean
take_day (const char *text,
          GbDay      *day,
          GError    **error)
{
  if (text == NULL || gb_day_parse (text, day, NULL))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no day; write it as 2026-08-26"),
               text);
  return FALSE;
}

static gboolean
take_days (Job     *job,
           char   **days,
           GError **error)
{
  return take_day (days[0], &job->query->received_from, error)
         && take_day (days[1], &job->query->received_to, error)
         && take_day (days[2], &job->query->due_from, error)
         && take_day (days[3], &job->query->due_to, error);
}

static gboolean
parse (Job     *job,
       int      argc,
       char   **argv,
       GError **error)
{
  g_autofree char *klass = NULL, *field = NULL, *officer = NULL, *search = NULL, *sort = NULL;
  g_autofree char *procedure = NULL, *channel = NULL;
  g_autofree char *received_from = NULL, *received_to = NULL, *due_from = NULL, *due_to = NULL;
  int state = 0;
  const GOptionEntry entries[] = {
    { "class", 0, 0, G_OPTION_ARG_STRING, &klass, N_("Only this class or mark"), "CLASS" },
    { "field", 0, 0, G_OPTION_ARG_STRING, &field, N_("Only this field"), "NAME" },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &officer, N_("Only this officer's"), "NAME" },
    { "procedure", 0, 0, G_OPTION_ARG_STRING, &procedure, N_("Only this procedure"), "NAME" },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, N_("Only what came this way"), "desk|online|post" },
    { "received-from", 0, 0, G_OPTION_ARG_STRING, &received_from, N_("Accepted on this day or later"), "DAY" },
    { "received-to", 0, 0, G_OPTION_ARG_STRING, &received_to, N_("Accepted on this day or earlier"), "DAY" },
    { "due-from", 0, 0, G_OPTION_ARG_STRING, &due_from, N_("Due on this day or later"), "DAY" },
    { "due-to", 0, 0, G_OPTION_ARG_STRING, &due_to, N_("Due on this day or earlier"), "DAY" },
    { "state", 0, 0, G_OPTION_ARG_INT, &state, N_("Only this state"), "1-10" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_("Only what holds these words"), "TEXT" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, N_("Sort by this column"), "[-]COLUMN" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &job->limit, N_("At most so many rows"), "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &job->offset, N_("Leave out so many rows first"), "N" },
    { NULL }
  };

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error)
      || !take_class (job, klass, error) || !take_sort (job, sort, error) || !take_numbers (job, state, error)
      || !take_channel (job, channel, error)
      || !take_days (job, (char *[]){ received_from, received_to, due_from, due_to }, error))
    return FALSE;
  job->query->field = g_steal_pointer (&field);
  job->query->procedure = g_steal_pointer (&procedure);
  job->query->officer = g_steal_pointer (&officer);
  job->query->search = g_steal_pointer (&search);
  return TRUE;
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (Job) job = { NULL, cli->format, 0, G_MAXINT, 0, 0 };
  GbStore *store;

  if (!parse (&job, argc, argv, error))
    return GB_CLI_EXIT_USAGE;
  job.query->commune = g_strdup (gb_cli_filter_commune (cli));
  store = gb_cli_open_store (cli, FALSE, error);
  if (store == NULL)
    return GB_CLI_EXIT_CACHE;
  job.now = gb_cli_now (cli);
  gb_store_read (store, write_list, &job, NULL, error);
  return job.total > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_queue = { "queue", "[--class CLASS] …", N_("List dossiers"), run };
