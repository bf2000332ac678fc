/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-outbox.h"

#include "gb-net-error.h"
#include "gb-outbox-outcome.h"

/* What a link of 64 kbit/s takes in a few seconds: a cut costs no more than that. */
#define BATCH_ACTIONS 25
#define BATCH_BYTES (32 * 1024)
/* Where every action alone makes the endpoint fail, the fault is not the actions'. */
#define MAX_FAULTS 4

/* A run of sending. Everything here belongs to the main context. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) */
  GbOutboxProgressFunc progress;
  gpointer progress_data;

  GPtrArray *tried; /* (owned) (element-type utf8): ids */
  GQueue batches; /* (element-type GPtrArray): taken and not sent yet */
  GPtrArray *batch; /* (owned) (nullable) (element-type GbAction): under way */
  guint faults; /* that single actions made, one after the other */
  gboolean stopped; /* nothing more is sent in this run */
  GError *error; /* (owned) (nullable): why the whole run is to end */
} Run;

static void send_next (GTask *task);

static void
run_free (Run *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_pointer (&self->tried, g_ptr_array_unref);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_queue_clear_full (&self->batches, (GDestroyNotify) g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
run_report (Run                  *self,
            const GbSyncProgress *step)
{
  if (self->progress != NULL)
    self->progress (step, self->progress_data);
}

static gint64
run_now (Run *self)
{
  return gb_clock_now (gb_store_get_clock (self->store));
}

/* --- noting what came of it ----------------------------------------------------------------- */

static void
count_outcome (const GbActionOutcome *outcome,
               GbSyncProgress        *step)
{
  switch (outcome->state)
    {
    case GB_ACTION_APPLIED:
      step->applied++;
      break;
    case GB_ACTION_REFUSED:
      step->refused++;
      break;
    case GB_ACTION_CONFLICT:
      step->conflict++;
      break;
    case GB_ACTION_RETRY:
    case GB_ACTION_SENT:
      step->later++;
      break;
    default:
      break;
    }
}

static void
on_noted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gb_action_queue_note_finish (GB_STORE (object), result, &error))
    g_task_return_error (task, error);
  else if (!run->stopped)
    send_next (g_steal_pointer (&task));
  else if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* (transfer full) of @outcomes; where sending stops, what was taken for later goes back. */
static void
note (GTask     *task,
      GPtrArray *outcomes)
{
  Run *run = g_task_get_task_data (task);
  GbSyncProgress step = { 0 };
  GPtrArray *batch;

  while (run->stopped && (batch = g_queue_pop_head (&run->batches)) != NULL)
    {
      for (guint i = 0; i < batch->len; i++)
        g_ptr_array_add (outcomes, gb_outbox_outcome_unsent (batch->pdata[i]));
      g_ptr_array_unref (batch);
    }
  for (guint i = 0; i < outcomes->len; i++)
    count_outcome (outcomes->pdata[i], &step);
  run_report (run, &step);
  gb_action_queue_note_async (run->store, outcomes, on_noted_cb, task);
}

static GPtrArray *
outcomes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_outcome_free);
}

/* --- what came back ------------------------------------------------------------------------- */

static const GbActionResult *
find_result (GPtrArray  *results,
             const char *id)
{
  for (guint i = 0; i < results->len; i++)
    {
      const GbActionResult *result = results->pdata[i];

      if (g_ascii_strcasecmp (result->id, id) == 0)
        return result;
    }
  return NULL;
}

static void
take_results (GTask     *task,
              GPtrArray *results)
{
  Run *run = g_task_get_task_data (task);
  GPtrArray *outcomes = outcomes_new ();

  run->faults = 0;
  for (guint i = 0; i < run->batch->len; i++)
    {
      const GbAction *action = run->batch->pdata[i];

      g_ptr_array_add (outcomes,
                       gb_outbox_outcome_of_result (action, find_result (results, action->id), run_now (run)));
    }
  note (task, outcomes);
}

/* All of the batch is sent again some time. */
static void
take_failure (GTask        *task,
              GbActionState state,
              const GError *error)
{
  Run *run = g_task_get_task_data (task);
  GPtrArray *outcomes = outcomes_new ();

  for (guint i = 0; i < run->batch->len; i++)
    g_ptr_array_add (outcomes, state == GB_ACTION_WAITING
                                   ? gb_outbox_outcome_unsent (run->batch->pdata[i])
                                   : gb_outbox_outcome_again (run->batch->pdata[i], state, error->message,
                                                              gb_client_get_retry_after (run->client), run_now (run)));
  note (task, outcomes);
}

/* One of them makes the whole request fail: the halves are tried alone. */
static void
halve (Run *run)
{
  guint half = run->batch->len / 2;
  GPtrArray *first = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  GPtrArray *second = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);

  for (guint i = 0; i < run->batch->len; i++)
    g_ptr_array_add (i < half ? first : second, gb_action_copy (run->batch->pdata[i]));
  g_queue_push_head (&run->batches, second);
  g_queue_push_head (&run->batches, first);
}

/* What the endpoint says about a request as a whole may be about one action of it. */
static gboolean
may_be_one_of_them (Run          *run,
                    const GError *error)
{
  switch (gb_client_get_status (run->client))
    {
    case 400:
    case 413:
    case 422:
    case 500:
      return TRUE;
    default:
      return g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_TOO_LARGE);
    }
}

static gboolean
is_refusal (Run *run)
{
  guint status = gb_client_get_status (run->client);

  /* A gateway knows a size that is too large; what the hub cannot read it says itself. */
  return status == 413 || ((status == 400 || status == 422) && gb_client_has_problem (run->client));
}

static void
take_bad_request (GTask        *task,
                  const GError *error)
{
  Run *run = g_task_get_task_data (task);
  const GbAction *action = run->batch->pdata[0];
  GPtrArray *outcomes;

  if (run->batch->len > 1)
    {
      halve (run);
      send_next (task);
      return;
    }
  if (!is_refusal (run))
    {
      run->stopped = ++run->faults >= MAX_FAULTS;
      take_failure (task, GB_ACTION_RETRY, error);
      return;
    }
  outcomes = outcomes_new ();
  g_ptr_array_add (outcomes, gb_outbox_outcome_refused (action, error->message));
  note (task, outcomes);
}

/* Whether fetching may fare better than sending did. */
static gboolean
ends_the_run (Run          *run,
              const GError *error)
{
  if (error->domain != GB_NET_ERROR)
    return TRUE;
  switch ((GbNetError) error->code)
    {
    case GB_NET_ERROR_TIMEOUT:
    case GB_NET_ERROR_CUT:
    case GB_NET_ERROR_FORBIDDEN:
    case GB_NET_ERROR_GONE:
    case GB_NET_ERROR_TOO_LARGE:
    case GB_NET_ERROR_SERVER:
    case GB_NET_ERROR_PROTOCOL:
      return FALSE;
    case GB_NET_ERROR_OFFLINE:
      /* The connection broke off after the request: another one may hold. */
      return !gb_client_has_sent (run->client);
    default:
      return TRUE;
    }
}

/* What is known of the actions: what was turned away at the door was not done for sure. */
static GbActionState
state_after (Run          *run,
             const GError *error)
{
  if (!gb_client_has_sent (run->client))
    return GB_ACTION_WAITING;
  if (error->domain != GB_NET_ERROR)
    return GB_ACTION_SENT;
  switch ((GbNetError) error->code)
    {
    case GB_NET_ERROR_UNAUTHORIZED:
    case GB_NET_ERROR_REVOKED:
    case GB_NET_ERROR_FORBIDDEN:
      return gb_client_has_problem (run->client) ? GB_ACTION_WAITING : GB_ACTION_SENT;
    case GB_NET_ERROR_BUSY:
    case GB_NET_ERROR_SERVER:
    case GB_NET_ERROR_PROTOCOL:
    case GB_NET_ERROR_GONE:
      return GB_ACTION_RETRY;
    default:
      return GB_ACTION_SENT;
    }
}

static void
on_pushed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GbSyncProgress step = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = gb_client_push_finish (GB_CLIENT (object), result, &step.bytes, &error);
  g_autoptr (GPtrArray) results = body != NULL ? gb_action_codec_decode_results (body, NULL, &error) : NULL;

  run_report (run, &step);
  if (results != NULL)
    {
      take_results (task, results);
      return;
    }
  if (body == NULL && may_be_one_of_them (run, error))
    {
      take_bad_request (task, error);
      return;
    }
  run->stopped = TRUE;
  if (body == NULL && ends_the_run (run, error))
    run->error = g_error_copy (error);
  take_failure (task, body != NULL ? GB_ACTION_SENT : state_after (run, error), error);
}

/* --- sending -------------------------------------------------------------------------------- */

static GBytes *
encode (GPtrArray *batch)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_message_free);

  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (messages, gb_outbox_message (batch->pdata[i]));
  return gb_action_codec_encode (messages);
}

static void
send_batch (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (GBytes) body = encode (run->batch);

  if (run->batch->len > 1 && g_bytes_get_size (body) > BATCH_BYTES)
    {
      halve (run);
      send_next (task);
      return;
    }
  gb_client_push_async (run->client, body, g_task_get_cancellable (task), on_pushed_cb, task);
}

static void
on_taken_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *batch = gb_action_queue_take_finish (GB_STORE (object), result, &error);

  if (batch == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (batch->len == 0)
    {
      g_ptr_array_unref (batch);
      g_task_return_boolean (task, TRUE);
      return;
    }
  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (run->tried, g_strdup (((GbAction *) batch->pdata[i])->id));
  g_queue_push_tail (&run->batches, batch);
  send_next (g_steal_pointer (&task));
}

static void
send_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GbActionBatch wanted = { BATCH_ACTIONS, run->tried };

  g_clear_pointer (&run->batch, g_ptr_array_unref);
  run->batch = g_queue_pop_head (&run->batches);
  if (run->batch != NULL)
    send_batch (task);
  else
    gb_action_queue_take_async (run->store, &wanted, on_taken_cb, task);
}

/**
 * gb_outbox_send_async:
 * @outbox: what is to be sent
 * @cancellable: (nullable): to stop; what has left stays noted as such
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends all actions that are due, in the order in which they were asked for, and notes what came of
 * each. One that the endpoint cannot take does not keep the others back.
 */
void
gb_outbox_send_async (const GbOutbox     *outbox,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->store = g_object_ref (outbox->store);
  run->client = g_object_ref (outbox->client);
  run->progress = outbox->progress;
  run->progress_data = outbox->progress_data;
  run->tried = g_ptr_array_new_with_free_func (g_free);
  g_queue_init (&run->batches);
  g_task_set_source_tag (task, gb_outbox_send_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  send_next (task);
}

/**
 * gb_outbox_send_finish:
 * @result: what the callback was given
 * @error: a #GbNetError after which nothing can be fetched either, a #GbStoreError or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether fetching may follow; what was not settled is sent again by itself
 */
gboolean
gb_outbox_send_finish (GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
