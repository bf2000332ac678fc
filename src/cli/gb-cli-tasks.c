/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-tasks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-calendar-entries.h"
#include "gb-csv.h"
#include "gb-save-file.h"
#include "gb-task-repository.h"
#include "gb-time.h"

typedef struct
{
  const char *commune; /* (nullable) */
  gint64 now;
} Job;

static gpointer
read_tasks (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Job *job = data;

  return gb_task_repository_list (connection, job->commune, job->now, error);
}

static gpointer
read_entries (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  const Job *job = data;

  return gb_calendar_entries_load (connection, job->commune, job->now, error);
}

static GPtrArray *
read_with (GbCli       *cli,
           GbStoreFunc  func,
           GError     **error)
{
  GbStore *store = gb_cli_open_store (cli, FALSE, error);
  Job job = { gb_cli_filter_commune (cli), gb_cli_now (cli) };

  return store != NULL ? gb_store_read (store, func, &job, NULL, error) : NULL;
}

/**
 * gb_cli_tasks_read:
 *
 * Returns: (transfer full) (element-type GbTask): all tasks of the chosen scope; %NULL on error
 */
GPtrArray *
gb_cli_tasks_read (GbCli   *cli,
                   GError **error)
{
  return read_with (cli, read_tasks, error);
}

static void
add_cell (GString    *line,
          const char *value)
{
  g_autofree char *cell = value != NULL ? gb_csv_quote (value) : NULL;

  g_string_append_printf (line, "%s%s", line->len > 0 ? "," : "", cell != NULL ? cell : "");
}

static void
add_row (GString      *text,
         const GbTask *task)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *issued = gb_time_format (task->issued);
  g_autofree char *due = gb_time_format (task->due);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  add_cell (line, task->id);
  add_cell (line, task->document);
  add_cell (line, task->title);
  add_cell (line, task->commune);
  add_cell (line, task->commune_name);
  add_cell (line, task->issuer);
  add_cell (line, issued);
  add_cell (line, due);
  add_cell (line, gb_task_state_nick (task->state));
  add_cell (line, gb_deadline_class_nick (task->klass));
  add_cell (line, g_ascii_formatd (number, sizeof number, "%.10g", task->done));
  add_cell (line, g_ascii_formatd (number, sizeof number, "%.10g", task->total));
  add_cell (line, task->assignee_name);
  g_string_append_printf (text, "%s\r\n", line->str);
}

static gboolean
write_text (GOutputStream *stream,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return g_output_stream_write_all (stream, data, strlen (data), NULL, cancellable, error);
}

static gboolean
save_table (GPtrArray *tasks,
            GFile     *file,
            GError   **error)
{
  g_autoptr (GString) text = g_string_new ("id,document,title,commune,commune_name,issuer,issued,due,state,class,done,"
                                           "total,assignee\r\n");

  for (guint i = 0; i < tasks->len; i++)
    add_row (text, tasks->pdata[i]);
  return gb_save_file (file, write_text, text->str, NULL, error);
}

/**
 * gb_cli_tasks_export:
 * @path: a file's: a calendar where it ends in .ics, else a table in CSV
 * @n_rows: (out): how many entries or rows it has
 */
gboolean
gb_cli_tasks_export (GbCli      *cli,
                     const char *path,
                     guint      *n_rows,
                     GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean calendar = g_str_has_suffix (path, ".ics");
  g_autoptr (GPtrArray) rows = read_with (cli, calendar ? read_entries : read_tasks, error);

  *n_rows = rows != NULL ? rows->len : 0;
  if (rows == NULL)
    return FALSE;
  return calendar ? gb_calendar_file_save (rows, _("Giao Ban: tasks and meetings"), gb_cli_now (cli), file, NULL, error)
                  : save_table (rows, file, error);
}
