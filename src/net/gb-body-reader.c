/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-body-reader.h"

#include "gb-net-error.h"

#include <glib/gi18n-lib.h>

#define CHUNK (64 * 1024)

typedef struct
{
  GByteArray *bytes; /* (owned) */
  gsize max_bytes;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self);
}

static void read_more (GTask *task);

static void
on_chunk_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (chunk == NULL)
    {
      g_task_return_error (task, gb_net_error_from_io (error, TRUE));
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&reading->bytes)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (reading->bytes->len + g_bytes_get_size (chunk) > reading->max_bytes)
    {
      g_autofree char *most = g_format_size (reading->max_bytes);

      g_task_return_new_error (task, GB_NET_ERROR, GB_NET_ERROR_TOO_LARGE,
                               _("The answer is larger than %s, which no page is; nothing was taken of it. If it "
                                 "happens again, tell the province's data centre."), most);
      return;
    }
  g_byte_array_append (reading->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  read_more (g_steal_pointer (&task));
}

static void
read_more (GTask *task)
{
  g_input_stream_read_bytes_async (g_task_get_source_object (task), CHUNK, g_task_get_priority (task),
                                   g_task_get_cancellable (task), on_chunk_read_cb, task);
}

/**
 * gb_body_reader_read_async:
 * @stream: an answer's body, decompressed as it is read
 * @max_bytes: how much is accepted after decompression
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads a whole body in small portions, so that neither a slow link nor a bomb of compressed zeros
 * holds the main loop or the memory.
 */
void
gb_body_reader_read_async (GInputStream       *stream,
                           gsize               max_bytes,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, gb_body_reader_read_async);
  reading->bytes = g_byte_array_new ();
  reading->max_bytes = max_bytes;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  read_more (g_steal_pointer (&task));
}

/**
 * gb_body_reader_read_finish:
 * @stream: the body
 * @result: what the callback was given
 * @error: %GB_NET_ERROR_CUT, %GB_NET_ERROR_TIMEOUT, %GB_NET_ERROR_TOO_LARGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the body, or %NULL
 */
GBytes *
gb_body_reader_read_finish (GInputStream *stream,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
