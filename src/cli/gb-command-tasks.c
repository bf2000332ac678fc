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

static GbCliExit
run (GbCli   *cli,
     int      argc,
     char   **argv,
     GError **error)
{
  g_auto (GbCliTasks) wanted = { NULL };
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GbSheet) sheet = NULL;

  if (!gb_cli_tasks_parse (&wanted, &argc, &argv, error) || !gb_cli_parse_argument (argc, argv, NULL, error))
    return GB_CLI_EXIT_USAGE;
  tasks = gb_cli_tasks_read (cli, &wanted, error);
  if (tasks == NULL)
    return GB_CLI_EXIT_CACHE;
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

const GbCommand gb_command_tasks = { "tasks", N_("[--state SET] …"), N_("List the tasks that the province gave"), run };
