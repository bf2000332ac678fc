/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-account.h"

#include <string.h>

#include "gb-sql-statement.h"
#include "gb-store-private.h"
#include "gb-time.h"

/**
 * gb_account_copy:
 *
 * Returns: (transfer full): a copy
 */
GbAccount *
gb_account_copy (const GbAccount *self)
{
  GbAccount *copy = g_memdup2 (self, sizeof *self);

  copy->endpoint = g_strdup (self->endpoint);
  copy->workstation = g_strdup (self->workstation);
  copy->scope = g_strdup (self->scope);
  return copy;
}

void
gb_account_free (GbAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->endpoint);
  g_free (self->workstation);
  g_free (self->scope);
  g_free (self);
}

/**
 * gb_account_get_end:
 * @now: UTC seconds
 *
 * A clock that is years ahead must not have data wiped that came this morning, and one that was put
 * right must not either: the later of both times counts. What lies ahead of the clock was said by a
 * wrong one, the hub's or the machine's, and does not count; where both do, nobody can tell how long it has been.
 *
 * Returns: when the data are to be wiped unless there is contact before, UTC seconds
 */
gint64
gb_account_get_end (const GbAccount *self,
                    gint64           now)
{
  gint64 last = MAX (self->contact_at <= now ? self->contact_at : 0, self->noted_at <= now ? self->noted_at : 0);

  return (last != 0 ? last : now) + (gint64) GB_ACCOUNT_CONTACT_DAYS * GB_DAY_SECONDS;
}

/**
 * gb_account_is_over:
 * @now: UTC seconds
 *
 * Returns: whether the workstation has been without contact for too long
 */
gboolean
gb_account_is_over (const GbAccount *self,
                    gint64           now)
{
  return now >= gb_account_get_end (self, now);
}

/**
 * gb_account_is_ending:
 * @now: UTC seconds
 *
 * Returns: whether it soon will have been, or has been already
 */
gboolean
gb_account_is_ending (const GbAccount *self,
                      gint64           now)
{
  return now >= gb_account_get_end (self, now) - (gint64) GB_ACCOUNT_WARNING_DAYS * GB_DAY_SECONDS;
}

/**
 * gb_account_dup_authority:
 * @cache: the cache's file
 *
 * Returns: (transfer full): where the province's own certificate authority is kept, PEM
 */
char *
gb_account_dup_authority (const char *cache)
{
  return g_strconcat (cache, ".ca.pem", NULL);
}

static gboolean
take_key (GbSqlStatement *s,
          int             column,
          guint8         *key)
{
  g_autoptr (GBytes) bytes = gb_sql_statement_dup_bytes (s, column);

  if (bytes == NULL || g_bytes_get_size (bytes) != GB_ACCOUNT_KEY_BYTES)
    return FALSE;
  memcpy (key, g_bytes_get_data (bytes, NULL), GB_ACCOUNT_KEY_BYTES);
  return TRUE;
}

/**
 * gb_account_load:
 * @connection: for reading, as gb_store_read() gives it
 * @account: (out) (transfer full) (nullable): %NULL where the workstation did not enrol
 *
 * Whatever brought the feed is contact, too: a pull, or a bundle.
 */
gboolean
gb_account_load (GbSqlConnection *connection,
                 GbAccount      **account,
                 GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT endpoint,workstation,scope,issued_at,expires,"
      "max(contact_at,(SELECT coalesce(max(as_of),0) FROM feed_cursor)),ed25519,x25519,authority,noted_at FROM local.account",
      error);
  g_autoptr (GbAccount) self = NULL;
  gboolean row;

  *account = NULL;
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  self = g_new0 (GbAccount, 1);
  self->endpoint = gb_sql_statement_dup_text (s, 0);
  self->workstation = gb_sql_statement_dup_text (s, 1);
  self->scope = gb_sql_statement_dup_text (s, 2);
  self->issued_at = gb_sql_statement_get_int (s, 3);
  self->expires = gb_sql_statement_get_int (s, 4);
  self->contact_at = gb_sql_statement_get_int (s, 5);
  self->authority = gb_sql_statement_get_int (s, 8) != 0;
  self->noted_at = gb_sql_statement_get_int (s, 9);
  /* The table's CHECK holds. */
  g_return_val_if_fail (take_key (s, 6, self->ed25519) && take_key (s, 7, self->x25519), FALSE);
  *account = g_steal_pointer (&self);
  return TRUE;
}

/* On a thread of the store. */
static gpointer
read_account (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  GbAccount *account;

  gb_account_load (connection, &account, error);
  return account;
}

static gboolean
take_account (GbAccount *read,
              GError    *failure,
              GbAccount **account,
              GError   **error)
{
  *account = read;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * gb_account_read:
 * @account: (out) (transfer full) (nullable): %NULL where the workstation did not enrol
 *
 * Blocks.
 *
 * Returns: whether it could be read
 */
gboolean
gb_account_read (GbStore    *store,
                 GbAccount **account,
                 GError    **error)
{
  GError *failure = NULL;
  GbAccount *read = gb_store_read (store, read_account, NULL, NULL, &failure);

  return take_account (read, failure, account, error);
}

void
gb_account_read_async (GbStore            *store,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  gb_store_read_async (store, read_account, NULL, NULL, (GDestroyNotify) gb_account_free, G_PRIORITY_DEFAULT,
                       cancellable, callback, user_data);
}

/**
 * gb_account_read_finish:
 *
 * Returns: as gb_account_read()
 */
gboolean
gb_account_read_finish (GbStore      *store,
                        GAsyncResult *result,
                        GbAccount   **account,
                        GError      **error)
{
  GError *failure = NULL;
  GbAccount *read = gb_store_read_finish (store, result, &failure);

  return take_account (read, failure, account, error);
}

/* What is to be saved, on its way to the writing thread. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbAccount *account; /* (owned) (nullable) */
  gint64 contact_at;
} Job;

static Job *
job_new (GbStore *store)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  return self;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  gb_account_free (self->account);
  g_free (self);
}

/* The cache has no part in it: what is kept here cannot be fetched again. */
static gpointer
write_account (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  Job *job = data;
  const GbAccount *account = job->account;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      gb_store_get_local_connection (job->store), "INSERT OR REPLACE INTO account VALUES(1,?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
      error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, account->endpoint);
  gb_sql_statement_bind_text (s, 2, account->workstation);
  gb_sql_statement_bind_text (s, 3, account->scope);
  gb_sql_statement_bind_int (s, 4, account->issued_at);
  gb_sql_statement_bind_int (s, 5, account->expires);
  gb_sql_statement_bind_int (s, 6, account->contact_at);
  gb_sql_statement_bind_bytes (s, 7, account->ed25519, GB_ACCOUNT_KEY_BYTES);
  gb_sql_statement_bind_bytes (s, 8, account->x25519, GB_ACCOUNT_KEY_BYTES);
  gb_sql_statement_bind_int (s, 9, account->authority);
  gb_sql_statement_bind_int (s, 10, account->noted_at);
  return GINT_TO_POINTER (gb_sql_statement_run (s, error));
}

/**
 * gb_account_save_async:
 * @account: in place of what was kept before; copied
 */
void
gb_account_save_async (GbStore            *store,
                       const GbAccount    *account,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  Job *job = job_new (store);

  job->account = gb_account_copy (account);
  gb_store_write_async (store, write_account, job, job_free, NULL, NULL, callback, user_data);
}

gboolean
gb_account_save_finish (GbStore      *store,
                        GAsyncResult *result,
                        GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}

/* Once a day is often enough; more would write for nothing. */
static gpointer
write_contact (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  Job *job = data;
  gint64 newest;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      gb_store_get_local_connection (job->store), "UPDATE account SET contact_at=?1,noted_at=?2 "
      "WHERE contact_at NOT BETWEEN ?1-?3 AND ?1+?3 OR noted_at NOT BETWEEN ?2-?3 AND ?2", error);

  /* What the hub says now, and not what it may once have said of a year far ahead. */
  if (s == NULL ||
      !gb_sql_connection_query_int (connection, "SELECT coalesce(max(as_of),0) FROM feed_cursor", &newest, error))
    return NULL;
  gb_sql_statement_bind_int (s, 1, newest != 0 ? newest : job->contact_at);
  gb_sql_statement_bind_int (s, 2, gb_clock_machine_now (gb_store_get_clock (job->store)));
  gb_sql_statement_bind_int (s, 3, GB_DAY_SECONDS);
  return GINT_TO_POINTER (gb_sql_statement_run (s, error));
}

/**
 * gb_account_note_contact_async:
 * @contact_at: when the hub proved to be there, by its own clock, UTC seconds
 * @callback: called when done; ends as gb_account_save_async() does
 *
 * Remembers it, and what the workstation's clock says to it, beside the cache, which may be lost and
 * filled anew.
 */
void
gb_account_note_contact_async (GbStore            *store,
                               gint64              contact_at,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Job *job = job_new (store);

  job->contact_at = contact_at;
  gb_store_write_async (store, write_contact, job, job_free, NULL, NULL, callback, user_data);
}
