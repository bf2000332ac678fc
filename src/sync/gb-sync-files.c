/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a run that sends files, and then what waited for them. */
#include "gb-sync-files.h"

#include "gb-attachments-send.h"
#include "gb-outbox.h"
#include "gb-sync-private.h"

static gboolean
may_send (gpointer user_data)
{
  const GbSync *self = user_data;

  return !self->metered || self->files_allowed;
}

static void
on_bytes (guint64  bytes,
          gpointer user_data)
{
  GbSyncProgress step = { .bytes = bytes };

  gb_sync_add_progress (&step, user_data);
}

static void
on_outbox_sent_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gb_outbox_send_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_files_sent_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GbSync *self = g_task_get_source_object (task);
  GbOutbox outbox = { self->store, self->client, gb_sync_add_progress, self };
  GCancellable *cancellable = g_task_get_cancellable (task);
  GbSyncProgress step = { 0 };
  GError *error = NULL;
  int n = gb_attachments_send_finish (result, &error);

  if (n > 0)
    {
      step.files = (guint) n;
      gb_sync_add_progress (&step, self);
      gb_outbox_send_async (&outbox, cancellable, on_outbox_sent_cb, g_steal_pointer (&task));
    }
  else if (n == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gb_sync_files_send_async:
 * @sync: one whose run is under way
 * @cancellable: (nullable): to stop; what arrived stays
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends the files that actions wait for and then those actions; nothing where every byte counts, unless somebody asked
 * for it.
 */
void
gb_sync_files_send_async (GbSync             *sync,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GbAttachmentsSend send = { sync->store, sync->client, may_send, on_bytes, sync };
  GTask *task = g_task_new (sync, cancellable, callback, user_data);

  g_task_set_source_tag (task, gb_sync_files_send_async);
  gb_attachments_send_async (&send, cancellable, on_files_sent_cb, task);
}

/**
 * gb_sync_files_send_finish:
 * @result: what the callback was given
 * @error: as of gb_attachments_send_finish() and gb_outbox_send_finish()
 *
 * Returns: whether all that could be done was
 */
gboolean
gb_sync_files_send_finish (GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
