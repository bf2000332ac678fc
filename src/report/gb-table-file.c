/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-private.h"

#include <string.h>

#include "gb-save-file.h"

/* What is saved. */
typedef struct
{
  GbTable *const *tables;
  guint n_tables;
  GbTableForm form;
  gint64 now;
  GFile *file;
  GbTableRun run;
} Job;

/**
 * gb_table_form_for_name:
 * @name: a file's name
 * @form: (out): what its ending asks for
 *
 * Returns: whether tables can be written as that
 */
gboolean
gb_table_form_for_name (const char  *name,
                        GbTableForm *form)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".xlsx"))
    *form = GB_TABLE_XLSX;
  else if (g_str_has_suffix (lower, ".csv"))
    *form = GB_TABLE_CSV;
  else
    return FALSE;
  return TRUE;
}

static gboolean
write_all (GOutputStream *stream,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Job *job = data;

  if (job->form == GB_TABLE_XLSX)
    return gb_table_write_xlsx (job->tables, job->n_tables, job->now, job->file, &job->run, stream, error);
  return gb_table_write_csv (job->tables[0], job->form, &job->run, stream, error);
}

static gint64
count_rows (GbTable *const *tables,
            guint           n_tables)
{
  gint64 total = 0;

  for (guint i = 0; i < n_tables; i++)
    {
      if (tables[i]->n_rows < 0)
        return -1;
      total += tables[i]->n_rows;
    }
  return total;
}

/**
 * gb_table_save:
 * @tables: (array length=n_tables): what is saved; more than one only as %GB_TABLE_XLSX
 * @now: UTC seconds: what the file says of when it was made
 * @file: where to; what is there already stays until the new one is whole
 * @progress: (nullable): is told how far it is
 * @data: for @progress
 * @error: as of gb_save_file(), with a message that says what to do; what the rows' source says;
 *   %G_IO_ERROR_CANCELLED; %G_IO_ERROR_MESSAGE_TOO_LARGE for more rows than a sheet can have
 *
 * Saves tables. The same rows and the same @now make the same bytes. Nothing is left of a file that did not become
 * whole. Blocks; may be called on any thread, also on one of the store where the rows are read.
 *
 * Returns: how many rows are in it; -1 on error
 */
gint64
gb_table_save (GbTable *const      *tables,
               guint                n_tables,
               GbTableForm          form,
               gint64               now,
               GFile               *file,
               GbTableProgressFunc  progress,
               gpointer             data,
               GCancellable        *cancellable,
               GError             **error)
{
  Job job = { tables, n_tables, form, now, file, { progress, data, cancellable, 0, count_rows (tables, n_tables) } };

  g_return_val_if_fail (n_tables == 1 || (n_tables > 1 && form == GB_TABLE_XLSX), -1);
  return gb_save_file (file, write_all, &job, cancellable, error) ? job.run.done : -1;
}

/**
 * gb_table_to_text:
 * @form: not %GB_TABLE_XLSX
 * @error: what the rows' source says, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the table as text, or %NULL on error
 */
char *
gb_table_to_text (GbTable       *table,
                  GbTableForm    form,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GbTableRun run = { .cancellable = cancellable, .total = table->n_rows };

  g_return_val_if_fail (form != GB_TABLE_XLSX, NULL);
  if (!gb_table_write_csv (table, form, &run, stream, error) ||
      !g_output_stream_write_all (stream, "", 1, NULL, cancellable, error) ||
      !g_output_stream_close (stream, cancellable, error))
    return NULL;
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}
