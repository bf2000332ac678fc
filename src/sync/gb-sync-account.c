/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-account.h"

#include "gb-action-repository.h"
#include "gb-attachment-queue.h"
#include "gb-cursor-repository.h"
#include "gb-net-error.h"
#include "gb-sql-statement.h"
#include "gb-sync-log.h"
#include "gb-sync-problem.h"

#include <glib/gi18n-lib.h>

#define FIRST_PAUSE 30
#define LONGEST_PAUSE (15 * 60)

/* How a group's pull ended, on its way to the store's thread. */
typedef struct
{
  GbRecordGroup group;
  GError *error; /* (owned) (nullable) */
  guint retry_after;
  gint64 now;
} Note;

static void
note_free (gpointer data)
{
  Note *self = data;

  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
load_meta (GbSqlConnection *connection,
           GbSyncAccount   *account,
           GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT max(value) FILTER (WHERE key = 'scope'), max(value) FILTER (WHERE key = 'endpoint') FROM meta",
      error);
  gboolean row;

  if (statement == NULL || !gb_sql_statement_step (statement, &row, error))
    return FALSE;
  account->scope = gb_sql_statement_dup_text (statement, 0);
  account->endpoint = gb_sql_statement_dup_text (statement, 1);
  return TRUE;
}

static void
add_next (GbSyncAccount *account,
          gint64         next)
{
  if (next != 0 && (account->next_attempt == 0 || next < account->next_attempt))
    account->next_attempt = next;
}

static gboolean
load_groups (GbSqlConnection *connection,
             GbSyncAccount   *account,
             GError         **error)
{
  for (int group = 0; group < GB_N_RECORD_GROUPS; group++)
    {
      g_auto (GbCursor) cursor = { 0 };

      if (!gb_cursor_load (connection, group, &cursor, error))
        return FALSE;
      if (group == GB_RECORD_GROUP_WORK)
        account->as_of = cursor.as_of;
      else if (cursor.cursor != NULL && !cursor.full)
        account->base_as_of = cursor.as_of;
      account->last_attempt = MAX (account->last_attempt, cursor.last_attempt);
      add_next (account, cursor.next_attempt);
    }
  return TRUE;
}

/* What was due in the last run had its try, or went with the run. */
static gboolean
add_outbox (GbSqlConnection *connection,
            GbSyncAccount   *account,
            GError         **error)
{
  GbAttachmentWaiting files = { 0 };
  gint64 next;

  if (!gb_action_repository_next_attempt (connection, &next, error)
      || !gb_attachment_waiting (connection, &files, error))
    return FALSE;
  if (next > account->last_attempt)
    add_next (account, next);
  if (files.next_attempt > account->last_attempt)
    add_next (account, files.next_attempt);
  return TRUE;
}

static gboolean
load_wish (GbSqlConnection *connection,
           GbSyncAccount   *account,
           GError         **error)
{
  g_autofree char *problem = NULL;

  if (!gb_sync_log_last_problem (connection, &problem, error))
    return FALSE;
  account->asked_to_wait = g_strcmp0 (problem, GB_SYNC_PROBLEM_WAIT) == 0;
  return TRUE;
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  GbSyncAccount *account = g_new0 (GbSyncAccount, 1);

  if (!load_meta (connection, account, error) || !load_groups (connection, account, error) ||
      !load_wish (connection, account, error) || !add_outbox (connection, account, error))
    g_clear_pointer (&account, gb_sync_account_free);
  return account;
}

static gboolean
write_note (GbSqlConnection *connection,
            Note            *note,
            GError         **error)
{
  g_auto (GbCursor) cursor = { 0 };
  gint64 pause;

  if (g_error_matches (note->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (note->error == NULL)
    return gb_cursor_note_success (connection, note->group, note->now, error);
  if (!gb_cursor_load (connection, note->group, &cursor, error))
    return FALSE;
  pause = gb_sync_account_back_off (note->error, cursor.attempts, note->retry_after);
  return gb_cursor_note_failure (connection, note->group, note->now, pause > 0 ? note->now + pause : 0,
                                 note->error->message, error);
}

static gpointer
note (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return GINT_TO_POINTER (write_note (connection, data, error));
}

/**
 * gb_sync_account_free:
 * @self: (transfer full): an account
 */
void
gb_sync_account_free (GbSyncAccount *self)
{
  g_free (self->scope);
  g_free (self->endpoint);
  g_free (self);
}

/**
 * gb_sync_account_resolve:
 * @self: what the cache remembers
 * @scope: (nullable): what is asked for
 * @resolved: (out) (nullable): the scope to pull; %NULL = the token's
 * @error: %GB_STORE_ERROR_OTHER_SCOPE
 *
 * One cache = one account and one scope: rows of two would lie among each other, and what the one
 * may see the other may not.
 *
 * Returns: whether the cache may be filled with it
 */
gboolean
gb_sync_account_resolve (const GbSyncAccount *self,
                         const char          *scope,
                         char               **resolved,
                         GError             **error)
{
  if (self->scope != NULL && scope != NULL && g_strcmp0 (self->scope, scope) != 0)
    {
      g_set_error (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE,
                   _("These data belong to %s, not to %s. Nothing was changed; give another file for the other scope."),
                   self->scope, scope);
      return FALSE;
    }
  *resolved = g_strdup (scope != NULL ? scope : self->scope);
  return TRUE;
}

/**
 * gb_sync_account_back_off:
 * @error: why a pull failed
 * @attempts: how many failed before it, one after the other
 * @retry_after: how many seconds the endpoint asked to wait, 0 = it did not
 *
 * Returns: how many seconds to wait before the next try, 0 when trying again is of no use before
 *   somebody did something
 */
gint64
gb_sync_account_back_off (const GError *error,
                          guint         attempts,
                          guint         retry_after)
{
  gint64 pause = FIRST_PAUSE;

  if (error->domain == GB_NET_ERROR)
    switch ((GbNetError) error->code)
      {
      case GB_NET_ERROR_ADDRESS:
      case GB_NET_ERROR_TOKEN:
      case GB_NET_ERROR_UNAUTHORIZED:
      case GB_NET_ERROR_REVOKED:
      case GB_NET_ERROR_FORBIDDEN:
        return 0;
      default:
        break;
      }
  if (g_error_matches (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE))
    return 0;
  for (guint i = 0; i < attempts && pause < LONGEST_PAUSE; i++)
    pause *= 2;
  return MAX (MIN (pause, LONGEST_PAUSE), retry_after);
}

/**
 * gb_sync_account_load_async:
 * @store: an open cache
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 */
void
gb_sync_account_load_async (GbStore            *store,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  gb_store_read_async (store, load, NULL, NULL, (GDestroyNotify) gb_sync_account_free, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

/**
 * gb_sync_account_note_async:
 * @store: an open cache
 * @group: which group was pulled
 * @error: (nullable): how it failed; %NULL when it reached the feed's end
 * @retry_after: how many seconds the endpoint asked to wait, 0 = it did not
 * @callback: called when done
 * @user_data: for @callback
 *
 * Remembers how a pull ended. A cancelled pull is no failure.
 */
void
gb_sync_account_note_async (GbStore            *store,
                            GbRecordGroup       group,
                            const GError       *error,
                            guint               retry_after,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Note *job = g_new0 (Note, 1);

  job->group = group;
  job->error = error != NULL ? g_error_copy (error) : NULL;
  job->retry_after = retry_after;
  job->now = gb_clock_now (gb_store_get_clock (store));
  gb_store_write_async (store, note, job, note_free, NULL, NULL, callback, user_data);
}

/**
 * gb_sync_account_load_finish:
 * @store: the cache
 * @result: what the callback was given
 * @error: a #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the account, or %NULL
 */
GbSyncAccount *
gb_sync_account_load_finish (GbStore      *store,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_read_finish (store, result, error);
}

/**
 * gb_sync_account_note_finish:
 * @store: the cache
 * @result: what the callback was given
 * @error: a #GbStoreError
 *
 * Returns: whether it is remembered
 */
gboolean
gb_sync_account_note_finish (GbStore      *store,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}
