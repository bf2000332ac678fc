/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-disk-size.h"

/* What a file or a folder takes; what cannot be read, or went meanwhile, takes nothing. */
static gint64
measure (const char   *path,
         GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  guint64 bytes = 0;

  return g_file_measure_disk_usage (file, G_FILE_MEASURE_APPARENT_SIZE, cancellable, NULL, NULL, &bytes, NULL, NULL, NULL)
             ? (gint64) bytes
             : 0;
}

static void
measure_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (data);
  g_autofree char *base = g_path_get_basename (data);
  GError *error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  gint64 bytes = 0;

  if (dir == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (cancellable))
    if (g_str_has_prefix (name, base))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        bytes += measure (path, cancellable);
      }
  g_task_return_int (task, (gssize) bytes);
}

/**
 * gb_disk_size_async:
 * @path: a cache's file
 *
 * Adds up on another thread what lies on the disk of it: the file, those beside it that begin with its name, and what
 * is in folders among them.
 */
void
gb_disk_size_async (const char         *path,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_disk_size_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, measure_in_thread);
}

/**
 * gb_disk_size_finish:
 *
 * Returns: bytes; -1 with @error set where the folder cannot be read
 */
gint64
gb_disk_size_finish (GAsyncResult *result,
                     GError      **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
