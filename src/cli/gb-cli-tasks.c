/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-tasks.h"

#include <glib/gi18n-lib.h>

#include "gb-task-repository.h"

typedef struct
{
  const GbCliTasks *wanted;
  const char *commune; /* (nullable) */
  gint64 now;
} Job;

static gboolean
take_filter (const char   *nick,
             GbTaskFilter *filter,
             GError      **error)
{
  if (nick == NULL || gb_task_filter_parse (nick, filter))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("“%s” is no set of tasks; it can be all, open, pressing, overdue, due-today, due-soon, on-track, done or "
                 "cancelled"),
               nick);
  return FALSE;
}

/**
 * gb_cli_tasks_parse:
 * @argc: (inout): of the command
 * @argv: (inout): of the command
 *
 * Takes the options that say which tasks are wanted out of a command's arguments.
 *
 * Returns: whether they could be understood
 */
gboolean
gb_cli_tasks_parse (GbCliTasks   *self,
                    int          *argc,
                    char       ***argv,
                    GError      **error)
{
  g_autofree char *state = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("Only this set"), N_("SET") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &self->search, N_("Only what holds these words"), N_("TEXT") },
    { NULL }
  };

  return gb_cli_parse (entries, argc, argv, error) && take_filter (state, &self->filter, error);
}

/**
 * gb_cli_tasks_clear:
 * @self: a wish
 */
void
gb_cli_tasks_clear (GbCliTasks *self)
{
  g_clear_pointer (&self->search, g_free);
}

/**
 * gb_cli_tasks_load:
 * @commune: (nullable): whose
 * @now: UTC seconds
 *
 * Runs on a thread of the store.
 *
 * Returns: (transfer full) (element-type GbTask): the tasks that are wanted; %NULL on error
 */
GPtrArray *
gb_cli_tasks_load (const GbCliTasks  *self,
                   GbSqlConnection   *connection,
                   const char        *commune,
                   gint64             now,
                   GError           **error)
{
  GPtrArray *tasks = gb_task_repository_list (connection, commune, now, error);

  for (guint i = tasks != NULL ? tasks->len : 0; i > 0; i--)
    if (!gb_task_is_in (tasks->pdata[i - 1], self->filter, now) || !gb_task_matches (tasks->pdata[i - 1], self->search))
      g_ptr_array_remove_index (tasks, i - 1);
  return tasks;
}

static gpointer
read_tasks (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Job *job = data;

  return gb_cli_tasks_load (job->wanted, connection, job->commune, job->now, error);
}

/**
 * gb_cli_tasks_read:
 *
 * Returns: (transfer full) (element-type GbTask): the tasks of the chosen scope that are wanted; %NULL on error
 */
GPtrArray *
gb_cli_tasks_read (GbCli             *cli,
                   const GbCliTasks  *wanted,
                   GError           **error)
{
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  Job job = { wanted, gb_cli_filter_commune (cli), gb_cli_now (cli) };

  return store != NULL ? gb_store_read (store, read_tasks, &job, NULL, error) : NULL;
}
