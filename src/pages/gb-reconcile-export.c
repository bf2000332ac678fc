/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reconcile-export.h"

#include <string.h>

#include "gb-reconcile-words.h"

typedef struct
{
  GPtrArray *rows; /* (owned) */
  gint64 as_of;
  GFile *file; /* (owned) */
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_ptr_array_unref (self->rows);
  g_object_unref (self->file);
  g_free (self);
}

static void
write_file (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  const Request *request = data;
  g_autofree char *text = gb_reconcile_words_table (request->rows, request->as_of);
  GError *error = NULL;

  /* Into a file beside it, which takes the place of the old one when it is whole. */
  if (g_file_replace_contents (request->file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                               cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gb_reconcile_export_async:
 * @rows: (element-type GbReconcileRow): what shall be in it
 * @as_of: as of when the data are, UTC seconds
 * @file: where to; what is there already stays until the new one is whole
 *
 * Writes a table for spreadsheets, on another thread.
 */
void
gb_reconcile_export_async (GPtrArray          *rows,
                           gint64              as_of,
                           GFile              *file,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, gb_reconcile_export_async);
  *request = (Request) { g_ptr_array_ref (rows), as_of, g_object_ref (file) };
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, write_file);
}

gboolean
gb_reconcile_export_finish (GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
