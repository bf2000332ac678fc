/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attachments-fetch.h"

#include "gb-attachment-queue.h"
#include "gb-net-error.h"
#include "gb-page-size.h"
#include "gb-sync-error.h"

#include <glib/gi18n-lib.h>

/* One after the other; who asks again goes on there. */
#define MAX_CUTS 5
#define HTTP_NOT_FOUND 404

/* A file on its way here. Everything belongs to the main context. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) (nullable): one of our own */
  GbAttachment *file; /* (owned) */
  guint64 have;
  GbPageSize size;
  gint64 asked_at; /* monotonic */
  guint cuts;
} Fetch;

static void fetch_part (GTask *task);

static void
fetch_free (Fetch *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_pointer (&self->file, gb_attachment_free);
  g_free (self);
}

/* (transfer full) of both */
static void
fail (GTask  *task,
      GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_kept_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  guint64 before = fetch->have;
  GError *error = NULL;
  GBytes *content = gb_attachment_keep_finish (GB_STORE (object), result, &fetch->have, &error);

  if (content != NULL)
    {
      g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
      g_object_unref (task);
    }
  else if (error != NULL)
    fail (task, error);
  else if (fetch->have == 0 && before > 0)
    fail (task, g_error_new (GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_FILE,
                             _("“%s” came damaged and was thrown away. Open it again; if it happens again, tell the "
                               "province's data centre."),
                             fetch->file->name));
  else
    fetch_part (task);
}

static gboolean
check_part (Fetch   *fetch,
            guint64  first,
            guint64  total,
            GBytes  *part,
            GError **error)
{
  GbAttachment *file = fetch->file;

  if (file->bytes == 0)
    file->bytes = total;
  if (total == file->bytes && total <= GB_ATTACHMENT_MAX_BYTES && (first == fetch->have || first == 0)
      && g_bytes_get_size (part) > 0 && g_bytes_get_size (part) <= total - first)
    return TRUE;
  g_set_error (error, GB_NET_ERROR, GB_NET_ERROR_PROTOCOL,
               _("The endpoint sent another part of “%s” than was asked for. If it happens again, tell the province's "
                 "data centre."),
               file->name);
  return FALSE;
}

static gboolean
may_retry (Fetch        *fetch,
           const GError *error,
           guint64       wire_bytes)
{
  if (++fetch->cuts >= MAX_CUTS)
    return FALSE;
  gb_page_size_cut (&fetch->size, wire_bytes, g_get_monotonic_time () - fetch->asked_at);
  return g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_CUT)
         || g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT);
}

static void
on_part_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  guint64 first, total, wire_bytes;
  g_autoptr (GBytes) part = gb_client_file_finish (GB_CLIENT (object), result, &first, &total, &wire_bytes, &error);

  if (part != NULL && check_part (fetch, first, total, part, &error))
    {
      fetch->cuts = 0;
      gb_page_size_good (&fetch->size, g_bytes_get_size (part), g_get_monotonic_time () - fetch->asked_at);
      fetch->have = first + g_bytes_get_size (part);
      gb_attachment_keep_async (fetch->store, fetch->file, first, part, on_kept_cb, task);
    }
  else if (part == NULL && gb_client_get_status (fetch->client) == HTTP_NOT_FOUND)
    {
      g_clear_error (&error);
      fail (task, g_error_new (GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_FILE,
                               _("The endpoint does not have “%s”. Ask who sent it."), fetch->file->name));
    }
  else if (part == NULL && may_retry (fetch, error, wire_bytes))
    {
      g_clear_error (&error);
      fetch_part (task);
    }
  else
    fail (task, error);
}

/* (transfer full) of @task */
static void
fetch_part (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  guint64 rest = fetch->file->bytes > 0 ? fetch->file->bytes - fetch->have : GB_ATTACHMENT_MAX_BYTES;

  if (fetch->client == NULL)
    {
      fail (task, g_error_new (GB_SYNC_ERROR, GB_SYNC_ERROR_NO_ACCOUNT,
                               _("“%s” is not here, and there is nowhere to fetch it from"), fetch->file->name));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  fetch->asked_at = g_get_monotonic_time ();
  gb_client_file_async (fetch->client, fetch->file->sha256, fetch->have, MIN (fetch->size.max_bytes, rest),
                        g_task_get_cancellable (task), on_part_cb, task);
}

static void
on_loaded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *content = gb_store_read_finish (GB_STORE (object), result, &error);

  if (content != NULL)
    {
      g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
      g_object_unref (task);
    }
  else if (error != NULL)
    fail (task, error);
  else
    gb_attachment_keep_async (fetch->store, fetch->file, 0, NULL, on_kept_cb, task);
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GBytes *content = NULL;

  gb_attachment_load (connection, data, &content, error);
  return content;
}

/**
 * gb_attachments_fetch_async:
 * @store: an open store
 * @client: (nullable): the endpoint; it may be busy with a sync meanwhile. %NULL = only what is here
 * @file: a file of a record or of an action
 * @cancellable: (nullable): to stop; what has come stays
 * @callback: called when done
 * @user_data: for @callback
 *
 * Looks for a file that somebody wants to see: here, else at the endpoint, part by part. It is kept for a while.
 */
void
gb_attachments_fetch_async (GbStore            *store,
                            GbClient           *client,
                            const GbAttachment *file,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->store = g_object_ref (store);
  fetch->client = client != NULL ? gb_client_new_beside (client) : NULL;
  fetch->file = gb_attachment_copy (file);
  gb_page_size_init (&fetch->size);
  g_task_set_source_tag (task, gb_attachments_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  gb_store_read_async (store, load, g_strdup (file->sha256), g_free, (GDestroyNotify) g_bytes_unref, G_PRIORITY_DEFAULT,
                       cancellable, on_loaded_cb, task);
}

/**
 * gb_attachments_fetch_finish:
 * @result: what the callback was given
 * @error: a #GbNetError, #GbStoreError, %GB_SYNC_ERROR_NO_ACCOUNT, %GB_SYNC_ERROR_BAD_FILE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): all of the file, or %NULL
 */
GBytes *
gb_attachments_fetch_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
