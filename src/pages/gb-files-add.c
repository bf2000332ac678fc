/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-files-add.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-photo.h"

/* What is read of a file before it is known to be too large: a camera's picture can be made smaller. */
#define MOST_READ ((gsize) 64 * 1024 * 1024)

/* A file on its way into the store. */
typedef struct
{
  GbStore *store; /* (owned) */
  GFile *file; /* (owned) */
  char *name; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_object_unref (self->file);
  g_free (self->name);
  g_free (self);
}

static GBytes *
read_file (Job          *job,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (job->file, cancellable, error);
  g_autofree char *content = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  content = g_malloc (MOST_READ);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), content, MOST_READ, &length, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_realloc (g_steal_pointer (&content), MAX (length, 1)), length);
}

/* A picture that was made smaller is a JPEG, whatever it was called. */
static void
rename_photo (Job *job)
{
  char *dot = strrchr (job->name, '.');
  g_autofree char *bare = g_strndup (job->name, dot != NULL ? (gsize) (dot - job->name) : strlen (job->name));

  if (g_str_has_suffix (job->name, ".jpg") || g_str_has_suffix (job->name, ".jpeg"))
    return;
  g_free (job->name);
  job->name = g_strconcat (bare, ".jpg", NULL);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) content = read_file (job, cancellable, &error);

  if (content != NULL && g_bytes_get_size (content) > GB_ATTACHMENT_MAX_BYTES && gb_photo_is_picture (job->name))
    {
      g_autoptr (GBytes) smaller = gb_photo_fit (content, GB_ATTACHMENT_MAX_BYTES, NULL);

      /* Otherwise it is said that it is too large, which is what matters. */
      if (smaller != NULL)
        {
          g_bytes_unref (content);
          content = g_steal_pointer (&smaller);
          rename_photo (job);
        }
    }
  if (content != NULL)
    g_task_return_pointer (task, g_steal_pointer (&content), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
on_added_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GbAttachment *added = gb_store_add_attachment_finish (GB_STORE (object), result, &error);

  if (added != NULL)
    g_task_return_pointer (task, added, (GDestroyNotify) gb_attachment_free);
  else
    g_task_return_error (task, error);
}

static void
on_read_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GBytes) content = g_task_propagate_pointer (G_TASK (result), &error);

  if (content == NULL)
    {
      g_prefix_error (&error, _("“%s” cannot be read: "), job->name);
      g_task_return_error (task, error);
      return;
    }
  gb_store_add_attachment_async (job->store, job->name, content, cancellable, on_added_cb, g_steal_pointer (&task));
}

/**
 * gb_files_add_async:
 * @file: what the user chose
 *
 * Keeps a file for an action that is to name it. A picture that is too large is made smaller.
 */
void
gb_files_add_async (GbStore            *store,
                    GFile              *file,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) reading = NULL;
  g_autofree char *name = NULL;
  Job *job = g_new0 (Job, 1);

  job->store = g_object_ref (store);
  job->file = g_object_ref (file);
  name = g_file_get_basename (file);
  /* On disk a name may be in any encoding. */
  job->name = g_filename_display_name (name);
  g_task_set_source_tag (task, gb_files_add_async);
  g_task_set_task_data (task, job, job_free);
  /* @task holds the job as long as this one runs. */
  reading = g_task_new (NULL, cancellable, on_read_cb, task);
  g_task_set_source_tag (reading, read_in_thread);
  g_task_set_task_data (reading, job, NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

/**
 * gb_files_add_finish:
 *
 * Returns: (transfer full): the file as it was stored; otherwise why it cannot be, for the user
 */
GbAttachment *
gb_files_add_finish (GAsyncResult *result,
                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
