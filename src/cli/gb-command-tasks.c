/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-tasks.h"
#include "gb-duration.h"
#include "gb-sheet.h"
#include "gb-task.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const GbSheetColumn columns[] = {
  { "id", NULL, 0 },
  { "document", N_("Document"), 24 },
  { "title", N_("Task"), 40 },
  { "text", NULL, 0 },
  { "commune", NULL, 0 },
  { "commune_name", N_("Commune"), 20 },
  { "issuer", N_("Given by"), 16 },
  { "programme", NULL, 0 },
  { "indicator", NULL, 0 },
  { "assignee", NULL, 0 },
  { "assignee_name", NULL, 0 },
  { "link", NULL, 0 },
  { "issued", NULL, 0 },
  { "due", N_("Due"), 0 },
  { "finished", NULL, 0 },
  { "state", NULL, 0 },
  { "class", N_("Class"), 0 },
  { "done", N_("Done"), 0 },
  { "total", N_("Total"), 0 },
  { "remaining_minutes", NULL, 0 },
  { "pending", NULL, 0 },
};

static void
write_row (GbSheet      *sheet,
           const GbTask *task)
{
  gb_sheet_begin_row (sheet);
  gb_sheet_text (sheet, task->id);
  gb_sheet_text (sheet, task->document);
  gb_sheet_text (sheet, task->title);
  gb_sheet_text (sheet, task->text);
  gb_sheet_text (sheet, task->commune);
  gb_sheet_text (sheet, task->commune_name);
  gb_sheet_text (sheet, task->issuer);
  gb_sheet_text (sheet, task->programme);
  gb_sheet_text (sheet, task->indicator);
  gb_sheet_text (sheet, task->assignee);
  gb_sheet_text (sheet, task->assignee_name);
  gb_sheet_text (sheet, task->link);
  gb_sheet_time (sheet, task->issued);
  gb_sheet_time (sheet, task->due);
  gb_sheet_time (sheet, task->finished);
  gb_sheet_choice (sheet, gb_task_state_nick (task->state), gb_task_state_label (task->state));
  gb_sheet_choice (sheet, gb_deadline_class_nick (task->klass), gb_deadline_class_label (task->klass));
  gb_sheet_number (sheet, task->done);
  if (task->total > 0)
    gb_sheet_number (sheet, task->total);
  else
    gb_sheet_null (sheet);
  if (task->state == GB_TASK_OPEN)
    gb_sheet_integer (sheet, gb_duration_minutes (task->remaining));
  else
    gb_sheet_null (sheet);
  gb_sheet_json (sheet, task->pending ? "true" : "false");
  gb_sheet_end_row (sheet);
}

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

static void
keep (GPtrArray    *tasks,
      GbTaskFilter  filter,
      const char   *search,
      gint64        now)
{
  for (guint i = tasks->len; i > 0; i--)
    if (!gb_task_is_in (tasks->pdata[i - 1], filter, now) || !gb_task_matches (tasks->pdata[i - 1], search))
      g_ptr_array_remove_index (tasks, i - 1);
}

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_autofree char *state = NULL, *search = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("Only this set"), "SET" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_("Only what holds these words"), "TEXT" },
    { NULL }
  };
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GbSheet) sheet = NULL;
  GbTaskFilter filter = GB_TASK_FILTER_ALL;

  if (!gb_cli_parse (entries, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error)
      || !take_filter (state, &filter, error))
    return GB_CLI_EXIT_USAGE;
  tasks = gb_cli_tasks_read (cli, error);
  if (tasks == NULL)
    return GB_CLI_EXIT_CACHE;
  keep (tasks, filter, search, gb_cli_now (cli));
  if (cli->format == GB_CLI_FORMAT_JSON)
    printf ("{\"total\":%u,\"rows\":[", tasks->len);
  sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < tasks->len; i++)
    write_row (sheet, tasks->pdata[i]);
  gb_sheet_finish (sheet);
  if (cli->format == GB_CLI_FORMAT_JSON)
    fputs ("]}\n", stdout);
  return tasks->len > 0 ? GB_CLI_EXIT_DONE : GB_CLI_EXIT_NOTHING;
}

const GbCommand gb_command_tasks = { "tasks", "[--state SET] …", N_("List the tasks that the province gave"), run };
