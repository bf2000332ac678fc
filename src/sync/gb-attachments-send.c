/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attachments-send.h"

#include "gb-attachment-queue.h"
#include "gb-net-error.h"
#include "gb-outbox.h"
#include "gb-page-size.h"

#include <glib/gi18n-lib.h>

/* One after the other, of one file in one run; the next run goes on. */
#define MAX_FAULTS 5
/* How often the endpoint may want what it had before: twice is no accident any more. */
#define MAX_RESTARTS 2

/* How the first part is cut: a link of the second generation carries it in some seconds. */
#define FIRST_PART ((gsize) 32 * 1024)

#define HTTP_CREATED 201
#define HTTP_NO_CONTENT 204
#define HTTP_CONFLICT 409
#define HTTP_TOO_LARGE 413
#define HTTP_UNPROCESSABLE 422

/* A run of sending. Everything here belongs to the main context. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) */
  GbAttachmentsGoFunc may_go_on;
  GbAttachmentsBytesFunc on_bytes;
  gpointer user_data;

  GPtrArray *tried; /* (owned) (element-type utf8): names of files */
  GbAttachmentUpload *upload; /* (owned) (nullable): under way */
  GBytes *part; /* (owned) (nullable): of it, under way; NULL = it is asked how much is there */
  gboolean unsure; /* of how much the endpoint has of it */
  GbPageSize size;
  gint64 asked_at; /* monotonic */
  guint faults; /* of this file, one after the other */
  guint restarts; /* of this file */
  gboolean stopped; /* nothing more is sent in this run */
  GError *error; /* (owned) (nullable): why the whole run is to end */
  int n_sent;
} Run;

static void send_part (GTask *task);
static void take_next (GTask *task);

static void
run_free (Run *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_pointer (&self->tried, g_ptr_array_unref);
  g_clear_pointer (&self->upload, gb_attachment_upload_free);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
may_go_on (Run *run)
{
  return !run->stopped && (run->may_go_on == NULL || run->may_go_on (run->user_data));
}

/* (transfer full) of @task */
static void
end (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, run->n_sent);
  g_object_unref (task);
}

/* --- noting --------------------------------------------------------------------------------- */

static void
on_noted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  if (!gb_attachment_note_finish (GB_STORE (object), result, run->error == NULL ? &run->error : NULL))
    run->stopped = TRUE;
  if (run->upload == NULL || run->stopped)
    take_next (task);
  else
    send_part (task);
}

/* (transfer full) of @task. Where the file is through, or is left for later, the next one follows. */
static void
note (GTask   *task,
      gboolean failed,
      gboolean through)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (GbAttachment) file = gb_attachment_copy (run->upload->file);

  if (through)
    g_clear_pointer (&run->upload, gb_attachment_upload_free);
  gb_attachment_note_async (run->store, file, failed, on_noted_cb, task);
}

static void
note_later (GTask      *task,
            const char *problem)
{
  Run *run = g_task_get_task_data (task);
  GbAttachment *file = run->upload->file;
  gint64 pause = gb_outbox_back_off (run->upload->attempts + 1, gb_client_get_retry_after (run->client),
                                     g_random_double_range (-1, 1));

  file->next_attempt = gb_clock_now (gb_store_get_clock (run->store)) + pause;
  file->problem = g_strdup (problem);
  note (task, TRUE, TRUE);
}

/* The action goes without it, and the hub says what it thinks of that. */
static void
note_refused (GTask      *task,
              const char *problem)
{
  Run *run = g_task_get_task_data (task);

  run->upload->file->state = GB_ATTACHMENT_REFUSED;
  run->upload->file->problem = g_strdup (problem);
  run->n_sent++;
  note (task, TRUE, TRUE);
}

/* --- what came back ------------------------------------------------------------------------- */

static void
take_answer (GTask  *task,
             guint64 offset)
{
  Run *run = g_task_get_task_data (task);
  GbAttachment *file = run->upload->file;
  guint status = gb_client_get_status (run->client);
  gboolean through = status == HTTP_CREATED || status == HTTP_NO_CONTENT;

  run->unsure = FALSE;
  if (through)
    {
      file->state = GB_ATTACHMENT_THERE;
      run->n_sent++;
    }
  else if (run->part != NULL && offset <= file->sent && ++run->faults >= MAX_FAULTS)
    {
      note_later (task, _("The endpoint does not go on with the file. If it happens again, tell the province's data "
                          "centre."));
      return;
    }
  if (offset > file->sent)
    run->faults = 0;
  if (run->part != NULL)
    gb_page_size_good (&run->size, g_bytes_get_size (run->part), g_get_monotonic_time () - run->asked_at);
  file->sent = through ? file->bytes : MIN (offset, file->bytes);
  note (task, FALSE, through);
}

/* Whether the same part of the file, or what the endpoint wants of it instead, may fare better at once. */
static gboolean
may_retry (Run          *run,
           const GError *error,
           guint64       offset,
           guint64       wire_bytes)
{
  GbAttachment *file = run->upload->file;
  guint status = gb_client_get_status (run->client);

  if (++run->faults >= MAX_FAULTS)
    return FALSE;
  if ((status == HTTP_CONFLICT || status == HTTP_UNPROCESSABLE) && gb_client_has_problem (run->client))
    {
      run->restarts += offset < file->sent || status == HTTP_UNPROCESSABLE;
      file->sent = MIN (offset, file->bytes);
      return run->restarts < MAX_RESTARTS;
    }
  gb_page_size_cut (&run->size, wire_bytes, g_get_monotonic_time () - run->asked_at);
  run->unsure = TRUE;
  return g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_CUT)
         || g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TIMEOUT)
         || (g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_OFFLINE) && gb_client_has_sent (run->client));
}

/* What the endpoint says of the file itself, and not of us or of the moment. */
static gboolean
is_refusal (Run *run)
{
  guint status = gb_client_get_status (run->client);

  return gb_client_has_problem (run->client) && (status == HTTP_TOO_LARGE || status == HTTP_UNPROCESSABLE);
}

/* Without another sign-in, or somebody's hand, nothing else gets there either. */
static gboolean
ends_the_run (const GError *error)
{
  if (error->domain != GB_NET_ERROR)
    return TRUE;
  switch ((GbNetError) error->code)
    {
    case GB_NET_ERROR_TOKEN:
    case GB_NET_ERROR_TLS:
    case GB_NET_ERROR_UNAUTHORIZED:
    case GB_NET_ERROR_REVOKED:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
take_failure (GTask        *task,
              const GError *error,
              guint64       offset,
              guint64       wire_bytes)
{
  Run *run = g_task_get_task_data (task);

  if (ends_the_run (error))
    {
      run->error = g_error_copy (error);
      end (task);
    }
  else if (gb_client_get_status (run->client) != HTTP_TOO_LARGE && may_retry (run, error, offset, wire_bytes))
    send_part (task);
  else if (is_refusal (run))
    note_refused (task, error->message);
  else
    {
      /* The other files would fare no better now. */
      run->stopped = TRUE;
      note_later (task, error->message);
    }
}

static void
on_sent_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint64 offset, wire_bytes;
  gboolean good = gb_client_upload_finish (GB_CLIENT (object), result, &offset, &wire_bytes, &error);

  if (run->on_bytes != NULL)
    run->on_bytes (wire_bytes, run->user_data);
  if (good)
    take_answer (task, offset);
  else
    take_failure (task, error, offset, wire_bytes);
}

/* --- sending -------------------------------------------------------------------------------- */

/* (transfer full) of @task */
static void
send_part (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const GbAttachment *file = run->upload->file;
  GbUploadPart part = { file->sha256, file->bytes, file->sent, NULL };

  if (!may_go_on (run) || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      end (task);
      return;
    }
  g_clear_pointer (&run->part, g_bytes_unref);
  if (!run->unsure)
    run->part = g_bytes_new_from_bytes (run->upload->content, file->sent,
                                        MIN (run->size.max_bytes, file->bytes - file->sent));
  part.part = run->part;
  run->asked_at = g_get_monotonic_time ();
  gb_client_upload_async (run->client, &part, g_task_get_cancellable (task), on_sent_cb, task);
}

static void
on_taken_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  run->upload = gb_attachment_take_finish (GB_STORE (object), result, &run->error);
  if (run->upload == NULL)
    {
      end (task);
      return;
    }
  g_ptr_array_add (run->tried, g_strdup (run->upload->file->sha256));
  /* What was left in the middle, or all but the last answer, is nothing that has to be sent again. */
  run->unsure = run->upload->file->sent > 0 || run->upload->attempts > 0;
  run->faults = 0;
  run->restarts = 0;
  send_part (task);
}

/* (transfer full) of @task */
static void
take_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_clear_pointer (&run->upload, gb_attachment_upload_free);
  if (may_go_on (run))
    gb_attachment_take_async (run->store, run->tried, on_taken_cb, task);
  else
    end (task);
}

/**
 * gb_attachments_send_async:
 * @send: what is to be sent
 * @cancellable: (nullable): to stop; what has arrived is not sent again
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends the files that actions wait for, part by part, each part as large as the measured speed carries in some seconds.
 * What a link that broke had carried stays, and the next run goes on there. Not to be run beside a sync of the same
 * client: what matters more goes first.
 */
void
gb_attachments_send_async (const GbAttachmentsSend *send,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->store = g_object_ref (send->store);
  run->client = g_object_ref (send->client);
  run->may_go_on = send->may_go_on;
  run->on_bytes = send->on_bytes;
  run->user_data = send->user_data;
  run->tried = g_ptr_array_new_with_free_func (g_free);
  gb_page_size_init (&run->size);
  run->size.max_bytes = FIRST_PART;
  g_task_set_source_tag (task, gb_attachments_send_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  take_next (task);
}

/**
 * gb_attachments_send_finish:
 * @result: what the callback was given
 * @error: a #GbNetError after which nothing else can be done there either, a #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: for how many files no action waits any more, -1 on error; what a bad link kept back has its next time
 */
int
gb_attachments_send_finish (GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
