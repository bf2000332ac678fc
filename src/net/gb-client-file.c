/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the client that fetches big files, part by part. */
#include "gb-client-private.h"

#include "gb-net-error.h"

#include <glib/gi18n-lib.h>

/**
 * gb_client_file_async:
 * @self: a client
 * @sha256: the file's hash in 64 small hexadecimal digits, which is its name
 * @first: where the part begins
 * @length: how long it is, at least 1
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Fetches a part of a file (RFC 9110, 14).
 */
void
gb_client_file_async (GbClient           *self,
                      const char         *sha256,
                      guint64             first,
                      gsize               length,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autofree char *path = NULL, *range = NULL;
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));
  g_return_if_fail (sha256 != NULL && length > 0);

  path = g_strconcat ("/v1/files/", sha256, NULL);
  range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, first, first + length - 1);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_file_async);
  gb_client_send (task, &(GbRequest) { .path = path, .signed_in = TRUE, .accept = "application/octet-stream",
                                       .range = range, .max_bytes = self->max_bytes });
}

/**
 * gb_client_file_finish:
 * @self: a client
 * @result: what the callback was given
 * @first: (out): where what came begins: 0 when the endpoint sent the whole
 * @total: (out): how long the whole is
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED; gb_client_get_status() is 404 where the endpoint has
 *   no such file, and 416 where it is shorter
 *
 * Returns: (transfer full): the part, or %NULL
 */
GBytes *
gb_client_file_finish (GbClient     *self,
                       GAsyncResult *result,
                       guint64      *first,
                       guint64      *total,
                       guint64      *wire_bytes,
                       GError      **error)
{
  GBytes *body;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  *first = *total = 0;
  body = gb_client_send_finish (result, wire_bytes, error);
  if (body != NULL && !gb_client_send_get_part (result, first, total))
    *total = g_bytes_get_size (body);
  return body;
}
