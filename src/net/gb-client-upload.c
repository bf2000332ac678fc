/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the client that sends files, part by part. */
#include "gb-client-private.h"

#include "gb-net-error.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): as RFC 9110, 14.4 has it; an empty file has no first byte */
static char *
content_range (const GbUploadPart *part)
{
  gsize length = part->part != NULL ? g_bytes_get_size (part->part) : 0;

  if (part->total == 0)
    return NULL;
  if (length == 0)
    return g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, part->total);
  return g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, part->first,
                          part->first + length - 1, part->total);
}

/**
 * gb_client_upload_async:
 * @self: a client
 * @part: what is sent; copied
 * @cancellable: (nullable): to give up; the part may have arrived all the same
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends a part of a file, or asks how much of it the endpoint has.
 */
void
gb_client_upload_async (GbClient           *self,
                        const GbUploadPart *part,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autofree char *path = NULL, *range = NULL;
  g_autoptr (GBytes) body = NULL;
  GTask *task;

  g_return_if_fail (GB_IS_CLIENT (self));
  g_return_if_fail (part != NULL && part->sha256 != NULL);

  path = g_strconcat ("/v1/files/", part->sha256, NULL);
  range = content_range (part);
  body = part->part != NULL ? g_bytes_ref (part->part) : g_bytes_new (NULL, 0);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_client_upload_async);
  gb_client_send (task, &(GbRequest) { .method = SOUP_METHOD_PUT, .path = path, .signed_in = TRUE,
                                       .max_bytes = self->max_bytes, .content_range = range, .body = body,
                                       .body_type = "application/octet-stream" });
}

/**
 * gb_client_upload_finish:
 * @self: a client
 * @result: what the callback was given
 * @offset: (out): how much of the file the endpoint has, also on failure; 0 where it did not say
 * @wire_bytes: (out) (optional): bytes that went over the link, also on failure
 * @error: a #GbNetError or %G_IO_ERROR_CANCELLED; gb_client_get_status() is 409 where the part does not go on from
 *   @offset, 422 where the whole was another file than its name says and 413 where it is larger than the endpoint takes
 *
 * Returns: whether the part was taken; the file is whole once gb_client_get_status() is 201 or 204
 */
gboolean
gb_client_upload_finish (GbClient     *self,
                         GAsyncResult *result,
                         guint64      *offset,
                         guint64      *wire_bytes,
                         GError      **error)
{
  g_autoptr (GBytes) body = NULL;
  gboolean told;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  told = gb_client_send_get_offset (result, offset);
  body = gb_client_send_finish (result, wire_bytes, error);
  if (body == NULL)
    return FALSE;
  if (told)
    return TRUE;
  g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
               _("The endpoint does not tell how much of the file it has. If it happens again, tell the province's data "
                 "centre."));
  return FALSE;
}
