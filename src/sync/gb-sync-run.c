/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-sync.h that runs: what happened here goes first, then each group is pulled. */
#include "gb-sync-private.h"

#include "gb-disk-space.h"
#include "gb-net-error.h"
#include "gb-outbox.h"
#include "gb-pull.h"
#include "gb-scope-change.h"
#include "gb-sync-error.h"
#include "gb-sync-files.h"
#include "gb-sync-lock.h"
#include "gb-sync-problem.h"

#include <glib/gi18n-lib.h>

/* One run: its lock, what is left to do and what went wrong first. */
typedef struct
{
  GbSyncLock *lock; /* (owned) */
  GbSyncLogEntry *log; /* (owned) */
  GbSyncGroups groups; /* all that were asked for */
  GbSyncGroups todo;
  GbRecordGroup group;
  gboolean looked; /* whether the scope is still ours */
  gboolean files; /* whether those that actions wait for were sent, or none was to be */
  GError *refusal; /* (owned) (nullable): why that is to be looked at */
  char *scope; /* (owned) */
  GError *error; /* (owned) (nullable) */
} Run;

static void run_next_group (GTask *task);

static void
run_free (Run *self)
{
  g_clear_pointer (&self->lock, gb_sync_lock_release);
  g_clear_pointer (&self->log, gb_sync_log_entry_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_error (&self->error);
  g_clear_error (&self->refusal);
  g_free (self);
}

static void
run_end (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  g_clear_pointer (&run->lock, gb_sync_lock_release);
  self->group = NULL;
  self->files_allowed = FALSE;
  gb_sync_set_occasion (self, GB_SYNC_REASON_REQUEST, FALSE);
  gb_sync_notify_progress (self);
  gb_sync_set_last_error (self, run->error != NULL ? g_error_copy (run->error) : NULL);
  gb_sync_set_state (self, GB_SYNC_STATE_IDLE);
  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_end_logged_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  gb_sync_log_write_finish (GB_STORE (object), result, NULL);
  run_end (user_data);
}

static GbSyncOutcome
outcome_of (const GError *error)
{
  if (error == NULL)
    return GB_SYNC_OUTCOME_DONE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return GB_SYNC_OUTCOME_CANCELLED;
  return GB_SYNC_OUTCOME_FAILED;
}

/* What came of the run, before another one can begin. */
static void
run_log_end (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  const GbSyncProgress *progress = &self->progress;
  GbSyncLogEntry *entry = run->log;

  entry->ended = gb_clock_now (gb_store_get_clock (self->store));
  entry->outcome = outcome_of (run->error);
  if (entry->outcome == GB_SYNC_OUTCOME_FAILED)
    {
      entry->problem = g_strdup (gb_sync_problem_name (run->error));
      entry->status = gb_client_get_status (self->client);
      entry->next_attempt = self->account->next_attempt;
    }
  /* as the log will say when it is asked */
  if (entry->outcome != GB_SYNC_OUTCOME_CANCELLED)
    self->account->asked_to_wait = g_strcmp0 (entry->problem, GB_SYNC_PROBLEM_WAIT) == 0;
  if (progress->clock_known)
    entry->skew = progress->clock_skew;
  entry->pages = progress->pages;
  entry->records = (gint64) progress->records;
  entry->deleted = (gint64) progress->deleted;
  entry->set_aside = (gint64) progress->set_aside;
  entry->bytes = (gint64) progress->bytes;
  entry->applied = progress->applied;
  entry->refused = progress->refused;
  entry->conflict = progress->conflict;
  entry->later = progress->later;
  gb_sync_log_write_async (self->store, entry, on_end_logged_cb, task);
}

/* When the next attempt will be, of fetching or of sending: the outbox is read here, too. */
static void
on_account_reloaded_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  GbSyncAccount *account = gb_sync_account_load_finish (self->store, result, NULL);

  if (account != NULL)
    gb_sync_take_account (self, account);
  run_log_end (task);
}

static void
on_account_noted_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);

  gb_sync_account_note_finish (self->store, result, NULL);
  run_next_group (task);
}

/* Whether the next group may fare better than this one did. */
static gboolean
concerns_one_group (const GError *error)
{
  return g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_PAGE);
}

/* A scope that was asked for is not left for another one. */
static gboolean
may_look_at_scope (GbSync       *self,
                   Run          *run,
                   const GError *error)
{
  return self->scope == NULL && run->scope != NULL && !run->looked
         && (error == NULL || g_error_matches (error, GB_NET_ERROR, GB_NET_ERROR_FORBIDDEN));
}

static void
on_scope_looked_at_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbSyncProgress step = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *scope = NULL;

  step.scope_changed = gb_scope_change_look_finish (result, &scope, &step.bytes, &error);
  gb_sync_add_progress (&step, self);
  if (step.scope_changed)
    {
      g_clear_error (&run->refusal);
      g_free (run->scope);
      run->scope = g_steal_pointer (&scope);
      run->todo = run->groups;
      run_next_group (task);
      return;
    }
  if (run->refusal == NULL && !g_error_matches (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE))
    {
      /* Whether the scope is wider now is asked again the next time. */
      run_next_group (task);
      return;
    }
  run->error = error != NULL && error->domain == GB_STORE_ERROR ? g_steal_pointer (&error)
                                                                : g_steal_pointer (&run->refusal);
  gb_sync_account_note_async (self->store, run->group, run->error, 0, on_account_noted_cb, task);
}

static void
run_look_at_scope (GTask  *task,
                   GError *refusal)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  run->looked = TRUE;
  run->refusal = refusal;
  run->todo = 0;
  gb_scope_change_look_async (self->store, self->client, run->scope, refusal != NULL, g_task_get_cancellable (task),
                              on_scope_looked_at_cb, task);
}

static void
on_pulled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  gb_pull_run_finish (result, &error);
  if (error != NULL && may_look_at_scope (self, run, error))
    {
      run_look_at_scope (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL && !concerns_one_group (error))
    run->todo = 0;
  gb_sync_account_note_async (self->store, run->group, error, gb_client_get_retry_after (self->client),
                              on_account_noted_cb, task);
  if (error != NULL && run->error == NULL)
    run->error = g_steal_pointer (&error);
}

static void
on_files_sent_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  gb_sync_files_send_finish (result, &error);
  if (run->error == NULL)
    run->error = g_steal_pointer (&error);
  run_next_group (task);
}

/* The base first: a dossier's class asks for its commune's calendar. */
static void
run_next_group (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbPull pull = { self->store, self->client, run->scope, 0, &self->size, gb_sync_add_progress, self };

  if (run->todo == 0 && run->error == NULL && may_look_at_scope (self, run, NULL))
    {
      run_look_at_scope (task, NULL);
      return;
    }
  /* They take the longest and can wait for the rest. */
  if (run->todo == 0 && !run->files && (run->error == NULL || concerns_one_group (run->error)))
    {
      run->files = TRUE;
      gb_sync_files_send_async (self, g_task_get_cancellable (task), on_files_sent_cb, task);
      return;
    }
  if (run->todo == 0)
    {
      gb_sync_account_load_async (self->store, NULL, on_account_reloaded_cb, task);
      return;
    }
  if (run->todo & GB_SYNC_GROUP_BASE)
    {
      run->todo &= ~GB_SYNC_GROUP_BASE;
      run->group = GB_RECORD_GROUP_BASE;
    }
  else
    {
      run->todo = 0;
      run->group = GB_RECORD_GROUP_WORK;
    }
  pull.group = run->group;
  self->group = gb_record_group_name (run->group);
  gb_sync_queue_notify (self);
  gb_pull_run_async (&pull, g_task_get_cancellable (task), on_pulled_cb, task);
}

/* Nothing can be fetched: noted for the group that would have been next. */
static void
run_fail (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  run->group = run->todo & GB_SYNC_GROUP_BASE ? GB_RECORD_GROUP_BASE : GB_RECORD_GROUP_WORK;
  run->todo = 0;
  gb_sync_account_note_async (self->store, run->group, run->error,
                              run->error->domain == GB_NET_ERROR ? gb_client_get_retry_after (self->client) : 0,
                              on_account_noted_cb, task);
}

static void
on_outbox_sent_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  if (gb_outbox_send_finish (result, &run->error))
    run_next_group (task);
  else
    run_fail (task);
}

/* What was done here goes before anything comes, so that what comes has it. */
static void
run_send (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  GbOutbox outbox = { self->store, self->client, gb_sync_add_progress, self };

  gb_outbox_send_async (&outbox, g_task_get_cancellable (task), on_outbox_sent_cb, task);
}

static void
on_scope_told_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbSyncProgress step = { 0 };

  run->scope = gb_client_scope_finish (GB_CLIENT (object), result, &step.bytes, &run->error);
  gb_sync_add_progress (&step, self);
  if (run->error == NULL)
    run_send (task);
  else
    run_fail (task);
}

/* Before anything is asked of the endpoint: is this cache meant for that scope? */
static void
on_account_loaded_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbSyncAccount *account = gb_sync_account_load_finish (self->store, result, &run->error);

  if (account != NULL)
    {
      gb_sync_take_account (self, account);
      gb_sync_account_resolve (self->account, self->scope, &run->scope, &run->error);
    }
  if (run->error != NULL)
    run_log_end (task);
  else if (!gb_disk_space_check (gb_store_get_path (self->store), self->min_free, &run->error))
    run_fail (task);
  else if (run->scope == NULL)
    gb_client_scope_async (self->client, g_task_get_cancellable (task), on_scope_told_cb, task);
  else
    run_send (task);
}

static void
on_begin_logged_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);

  gb_sync_log_write_finish (GB_STORE (object), result, NULL);
  gb_sync_account_load_async (self->store, g_task_get_cancellable (task), on_account_loaded_cb, task);
}

/* (transfer full) of @task; a run that is killed has left its line. */
static void
run_log_begin (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  run->log = gb_sync_log_entry_new (GB_SYNC_LOG_RUN, self->reason, gb_clock_now (gb_store_get_clock (self->store)));
  run->log->metered = self->metered;
  g_free (run->log->groups);
  run->log->groups = g_strdup (run->todo == GB_SYNC_GROUP_ALL    ? "work base"
                               : run->todo == GB_SYNC_GROUP_BASE ? "base"
                                                                 : "work");
  gb_sync_log_write_async (self->store, run->log, on_begin_logged_cb, task);
}

static GbSyncLock *
take_lock (GbSync  *self,
           GError **error)
{
  const char *path = gb_store_get_path (self->store);
  g_autofree char *holder = NULL;
  GError *failure = NULL;
  GbSyncLock *lock = gb_sync_lock_take (path, &failure);

  if (g_error_matches (failure, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY))
    holder = gb_sync_lock_holder (path);
  gb_sync_set_held_by (self, holder);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return lock;
}

static gboolean
may_begin (GbSync  *self,
           GError **error)
{
  if (self->client == NULL)
    {
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NO_ACCOUNT,
                   _("No endpoint was given yet; the province's data centre tells its address"));
      return FALSE;
    }
  if (self->state == GB_SYNC_STATE_RUNNING)
    {
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY, _("Data are being fetched already"));
      return FALSE;
    }
  return TRUE;
}

/**
 * gb_sync_run_async:
 * @self: a sync
 * @groups: what to pull
 * @cancellable: (nullable): to stop; what was received stays
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends what is due and pulls the groups to the feed's end. One run at a time fills a cache, whichever program it is of.
 */
void
gb_sync_run_async (GbSync             *self,
                   GbSyncGroups        groups,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GbSyncLock) lock = NULL;
  GError *error = NULL;
  Run *run;

  g_return_if_fail (GB_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_sync_run_async);
  if (may_begin (self, &error))
    lock = take_lock (self, &error);
  if (lock == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  run = g_new0 (Run, 1);
  run->lock = g_steal_pointer (&lock);
  run->groups = groups;
  run->todo = groups;
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  self->progress = (GbSyncProgress) { 0 };
  gb_sync_set_state (self, GB_SYNC_STATE_RUNNING);
  gb_sync_queue_notify (self);
  run_log_begin (g_steal_pointer (&task));
}

/**
 * gb_sync_run_finish:
 * @self: a sync
 * @result: what the callback was given
 * @error: a #GbSyncError, #GbNetError, #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether every group was pulled to its end
 */
gboolean
gb_sync_run_finish (GbSync       *self,
                    GAsyncResult *result,
                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
