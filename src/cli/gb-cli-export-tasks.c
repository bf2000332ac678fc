/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendar-entries.h"
#include "gb-cli-export.h"
#include "gb-cli-tasks.h"
#include "gb-duration.h"

#include <glib/gi18n-lib.h>

static const GbTableColumn columns[] = {
  { "id", N_("Id"), GB_TABLE_CODE, 0 },
  { "document", N_("Document"), GB_TABLE_CODE, 22 },
  { "title", N_("Task"), GB_TABLE_TEXT, 50 },
  { "text", N_("Text"), GB_TABLE_TEXT, 50 },
  { "commune", N_("Commune code"), GB_TABLE_CODE, 12 },
  { "commune_name", N_("Commune"), GB_TABLE_TEXT, 22 },
  { "issuer", N_("Given by"), GB_TABLE_TEXT, 24 },
  { "assignee", N_("Done by"), GB_TABLE_TEXT, 24 },
  { "issued", N_("Given at"), GB_TABLE_DATETIME, 0 },
  { "due", N_("Due"), GB_TABLE_DATETIME, 0 },
  { "finished", N_("Finished"), GB_TABLE_DATETIME, 0 },
  { "state", N_("State"), GB_TABLE_TEXT, 16 },
  { "class", N_("Class"), GB_TABLE_TEXT, 16 },
  { "done", N_("Done"), GB_TABLE_NUMBER, 12 },
  { "total", N_("Of how many"), GB_TABLE_NUMBER, 12 },
  { "remaining_minutes", N_("Minutes left"), GB_TABLE_MINUTES, 14 },
};

static gboolean
parse (GbCliExport   *self,
       int           *argc,
       char        ***argv,
       GError       **error)
{
  self->wanted = g_new0 (GbCliTasks, 1);
  return gb_cli_tasks_parse (self->wanted, argc, argv, error);
}

static void
wanted_free (gpointer wanted)
{
  gb_cli_tasks_clear (wanted);
  g_free (wanted);
}

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const GbTask *task = item;

  gb_table_row_text (row, task->id);
  gb_table_row_text (row, task->document);
  gb_table_row_text (row, task->title);
  gb_table_row_text (row, task->text);
  gb_table_row_text (row, task->commune);
  gb_table_row_text (row, task->commune_name);
  gb_table_row_text (row, task->issuer);
  gb_table_row_text (row, task->assignee_name);
  gb_table_row_time (row, task->issued);
  gb_table_row_time (row, task->due);
  gb_table_row_time (row, task->finished);
  gb_table_row_choice (row, gb_task_state_nick (task->state), gb_task_state_label (task->state));
  gb_table_row_choice (row, gb_deadline_class_nick (task->klass), gb_deadline_class_label (task->klass));
  gb_table_row_number (row, task->done);
  if (task->total > 0)
    gb_table_row_number (row, task->total);
  else
    gb_table_row_null (row);
  if (task->state == GB_TASK_OPEN)
    gb_table_row_integer (row, gb_duration_minutes (task->remaining));
}

/* Only the entries of the tasks that are wanted. */
static gboolean
keep_wanted (GbCliExport      *self,
             GbSqlConnection  *connection,
             GPtrArray        *entries,
             GError          **error)
{
  g_autoptr (GPtrArray) tasks = gb_cli_tasks_load (self->wanted, connection, self->commune, self->now, error);
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    g_hash_table_add (uids, gb_calendar_entry_make_uid ("task", ((const GbTask *) tasks->pdata[i])->id));
  for (guint i = entries->len; i > 0; i--)
    if (!g_hash_table_contains (uids, ((const GbCalendarEntry *) entries->pdata[i - 1])->uid))
      g_ptr_array_remove_index (entries, i - 1);
  return tasks != NULL;
}

/* Of all tasks with what else has a day: classes, conferences, visits, ends of secondments. */
static gboolean
save_calendar (GbCliExport      *self,
               GbSqlConnection  *connection,
               GCancellable     *cancellable,
               GError          **error)
{
  const GbCliTasks *wanted = self->wanted;
  g_autoptr (GPtrArray) entries = gb_calendar_entries_load (connection, self->commune, self->now, error);
  gboolean all = wanted->filter == GB_TASK_FILTER_ALL && wanted->search == NULL;

  if (entries == NULL || (!all && !keep_wanted (self, connection, entries, error)))
    return FALSE;
  self->n_rows = entries->len;
  return gb_calendar_file_save (entries, _("Giao Ban: tasks and meetings"), self->now, self->file, cancellable, error);
}

static gboolean
save (GbCliExport      *self,
      GbSqlConnection  *connection,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GbTable) table = NULL;

  if (gb_cli_export_is (self, ".ics"))
    return save_calendar (self, connection, cancellable, error);
  tasks = gb_cli_tasks_load (self->wanted, connection, self->commune, self->now, error);
  if (tasks == NULL)
    return FALSE;
  table = gb_table_new (_("Tasks"), _("Tasks"));
  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_items (table, tasks, fill, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_tasks = { "tasks", ".ics .xlsx .csv", parse, wanted_free, save };
