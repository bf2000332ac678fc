/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-log.h"

#include <string.h>

#include "gb-sql-statement.h"
#include "gb-store-private.h"

/* What an older version wrote as a name and this one does not know counts as the first. */
static const char *const kinds[] = { "run", "bundle-in", "bundle-out", "rescue" };
static const char *const reasons[] = { "request", "start", "network", "resume", "schedule", "retry" };
static const char *const outcomes[] = { "open", "done", "failed", "cancelled", "interrupted" };

#define COLUMNS                                                                                    \
  "id,kind,program,reason,metered,groups,began,ended,outcome,problem,status,next_attempt,skew,"    \
  "pages,records,deleted,set_aside,bytes,applied,refused,conflict,later"

#define WRITE_SQL                                                                                  \
  "INSERT INTO sync_log(" COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,"   \
  "?16,?17,?18,?19,?20,?21,?22) ON CONFLICT(id) DO UPDATE SET metered=excluded.metered,"           \
  "groups=excluded.groups,ended=excluded.ended,outcome=excluded.outcome,problem=excluded.problem," \
  "status=excluded.status,next_attempt=excluded.next_attempt,skew=excluded.skew,"                  \
  "pages=excluded.pages,records=excluded.records,deleted=excluded.deleted,"                        \
  "set_aside=excluded.set_aside,bytes=excluded.bytes,applied=excluded.applied,"                    \
  "refused=excluded.refused,conflict=excluded.conflict,later=excluded.later"

/* Only one run at a time fills a cache: one that begins finds no other alive. */
#define INTERRUPT_SQL "UPDATE sync_log SET outcome='interrupted' WHERE kind='run' AND outcome='open' AND id<>?1"

#define TRIM_SQL "DELETE FROM sync_log WHERE number<=(SELECT max(number) FROM sync_log)-?1"

G_DEFINE_BOXED_TYPE (GbSyncLogEntry, gb_sync_log_entry, gb_sync_log_entry_copy, gb_sync_log_entry_free)

/* --- entries -------------------------------------------------------------------------------- */

/**
 * gb_sync_log_entry_new:
 * @kind: what is done
 * @reason: why
 * @began: UTC seconds
 *
 * Returns: (transfer full): an entry of this program that has not ended
 */
GbSyncLogEntry *
gb_sync_log_entry_new (GbSyncLogKind kind,
                       GbSyncReason  reason,
                       gint64        began)
{
  GbSyncLogEntry *self = g_new0 (GbSyncLogEntry, 1);

  self->id = g_uuid_string_random ();
  self->kind = kind;
  self->program = g_strdup (g_get_prgname () != NULL ? g_get_prgname () : "");
  self->reason = reason;
  self->groups = g_strdup ("");
  self->began = began;
  self->skew = GB_SYNC_LOG_NO_SKEW;
  return self;
}

/**
 * gb_sync_log_entry_copy:
 *
 * Returns: (transfer full): a copy
 */
GbSyncLogEntry *
gb_sync_log_entry_copy (const GbSyncLogEntry *self)
{
  GbSyncLogEntry *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->program = g_strdup (self->program);
  copy->groups = g_strdup (self->groups);
  copy->problem = g_strdup (self->problem);
  return copy;
}

/**
 * gb_sync_log_entry_free:
 * @self: (transfer full): an entry
 */
void
gb_sync_log_entry_free (GbSyncLogEntry *self)
{
  g_free (self->id);
  g_free (self->program);
  g_free (self->groups);
  g_free (self->problem);
  g_free (self);
}

static int
find_name (const char *const *names,
           gsize              n_names,
           const char        *name)
{
  for (gsize i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (int) i;
  return 0;
}

/**
 * gb_sync_log_kind_name:
 *
 * Returns: as it is written, "run"
 */
const char *
gb_sync_log_kind_name (GbSyncLogKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}

/**
 * gb_sync_reason_name:
 *
 * Returns: as it is written, "schedule"
 */
const char *
gb_sync_reason_name (GbSyncReason reason)
{
  g_return_val_if_fail (reason < G_N_ELEMENTS (reasons), NULL);

  return reasons[reason];
}

/**
 * gb_sync_outcome_name:
 *
 * Returns: as it is written, "done"
 */
const char *
gb_sync_outcome_name (GbSyncOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcomes), NULL);

  return outcomes[outcome];
}

/* --- writing -------------------------------------------------------------------------------- */

/* An entry on its way to the writing thread. */
typedef struct
{
  GbStore *store; /* (owned) */
  GbSyncLogEntry *entry; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->store);
  g_clear_pointer (&self->entry, gb_sync_log_entry_free);
  g_free (self);
}

static void
bind (GbSqlStatement       *s,
      const GbSyncLogEntry *e)
{
  const gint64 counts[] = { e->pages,   e->records, e->deleted,  e->set_aside, e->bytes,
                            e->applied, e->refused, e->conflict, e->later };

  gb_sql_statement_bind_text (s, 1, e->id);
  gb_sql_statement_bind_text (s, 2, gb_sync_log_kind_name (e->kind));
  gb_sql_statement_bind_text (s, 3, e->program);
  gb_sql_statement_bind_text (s, 4, gb_sync_reason_name (e->reason));
  gb_sql_statement_bind_int (s, 5, e->metered);
  gb_sql_statement_bind_text (s, 6, e->groups);
  gb_sql_statement_bind_int (s, 7, e->began);
  if (e->ended != 0)
    gb_sql_statement_bind_int (s, 8, e->ended);
  gb_sql_statement_bind_text (s, 9, gb_sync_outcome_name (e->outcome));
  gb_sql_statement_bind_text (s, 10, e->problem);
  gb_sql_statement_bind_int (s, 11, e->status);
  gb_sql_statement_bind_int (s, 12, e->next_attempt);
  if (e->skew != GB_SYNC_LOG_NO_SKEW)
    gb_sql_statement_bind_int (s, 13, e->skew);
  for (int i = 0; i < (int) G_N_ELEMENTS (counts); i++)
    gb_sql_statement_bind_int (s, 14 + i, counts[i]);
}

static gboolean
write_entry (GbSqlConnection      *local,
             const GbSyncLogEntry *entry,
             GError              **error)
{
  g_autoptr (GbSqlStatement) put = gb_sql_connection_prepare (local, WRITE_SQL, error);
  g_autoptr (GbSqlStatement) interrupt = gb_sql_connection_prepare (local, INTERRUPT_SQL, error);
  g_autoptr (GbSqlStatement) trim = gb_sql_connection_prepare (local, TRIM_SQL, error);

  if (put == NULL || interrupt == NULL || trim == NULL)
    return FALSE;
  bind (put, entry);
  gb_sql_statement_bind_text (interrupt, 1, entry->id);
  gb_sql_statement_bind_int (trim, 1, GB_SYNC_LOG_MOST);
  if (entry->kind == GB_SYNC_LOG_RUN && entry->outcome == GB_SYNC_OUTCOME_OPEN &&
      !gb_sql_statement_run (interrupt, error))
    return FALSE;
  return gb_sql_statement_run (put, error) && gb_sql_statement_run (trim, error);
}

/* On the writing thread. */
static gpointer
write_job (GbSqlConnection *cache,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  if (!gb_sql_connection_end (local, write_entry (local, job->entry, error), error))
    return NULL;
  gb_store_touch (job->store, GB_STORE_CHANGED_LOG);
  return GINT_TO_POINTER (TRUE);
}

static Job *
job_new (GbStore              *store,
         const GbSyncLogEntry *entry)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  self->entry = gb_sync_log_entry_copy (entry);
  return self;
}

/**
 * gb_sync_log_write_async:
 * @store: an open store
 * @entry: what happened; copied; the same entry again is put in its own place
 * @callback: (nullable): called when it is written
 * @user_data: for @callback
 *
 * Makes a line of the log, or changes it. A run that begins makes those before it interrupted ones that
 * have not ended; the oldest lines go.
 */
void
gb_sync_log_write_async (GbStore              *store,
                         const GbSyncLogEntry *entry,
                         GAsyncReadyCallback   callback,
                         gpointer              user_data)
{
  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (entry != NULL);

  gb_store_write_async (store, write_job, job_new (store, entry), job_free, NULL, NULL, callback, user_data);
}

/**
 * gb_sync_log_write_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: a #GbStoreError
 *
 * Returns: whether it is written; a log that is not stops nothing
 */
gboolean
gb_sync_log_write_finish (GbStore      *store,
                          GAsyncResult *result,
                          GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}

/**
 * gb_sync_log_write:
 * @store: an open store
 * @entry: as of gb_sync_log_write_async()
 * @error: a #GbStoreError
 *
 * The same, and waits for it.
 *
 * Returns: whether it is written
 */
gboolean
gb_sync_log_write (GbStore              *store,
                   const GbSyncLogEntry *entry,
                   GError              **error)
{
  Job job = { store, (GbSyncLogEntry *) entry };

  g_return_val_if_fail (GB_IS_STORE (store), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  return gb_store_write (store, write_job, &job, NULL, error) != NULL;
}

/* --- reading -------------------------------------------------------------------------------- */

static GbSyncLogEntry *
read_entry (GbSqlStatement *s)
{
  GbSyncLogEntry *e = g_new0 (GbSyncLogEntry, 1);
  gint64 *counts[] = { &e->pages,   &e->records, &e->deleted,  &e->set_aside, &e->bytes,
                       &e->applied, &e->refused, &e->conflict, &e->later };

  e->id = gb_sql_statement_dup_text (s, 0);
  e->kind = find_name (kinds, G_N_ELEMENTS (kinds), gb_sql_statement_get_text (s, 1));
  e->program = gb_sql_statement_dup_text (s, 2);
  e->reason = find_name (reasons, G_N_ELEMENTS (reasons), gb_sql_statement_get_text (s, 3));
  e->metered = gb_sql_statement_get_int (s, 4) != 0;
  e->groups = gb_sql_statement_dup_text (s, 5);
  e->began = gb_sql_statement_get_int (s, 6);
  e->ended = gb_sql_statement_get_int (s, 7);
  e->outcome = find_name (outcomes, G_N_ELEMENTS (outcomes), gb_sql_statement_get_text (s, 8));
  e->problem = gb_sql_statement_dup_text (s, 9);
  e->status = (guint) gb_sql_statement_get_int (s, 10);
  e->next_attempt = gb_sql_statement_get_int (s, 11);
  e->skew = gb_sql_statement_is_null (s, 12) ? GB_SYNC_LOG_NO_SKEW : gb_sql_statement_get_int (s, 12);
  for (int i = 0; i < (int) G_N_ELEMENTS (counts); i++)
    *counts[i] = gb_sql_statement_get_int (s, 13 + i);
  return e;
}

/**
 * gb_sync_log_list:
 * @connection: for reading, as gb_store_read() gives it
 * @most: how many are wanted
 *
 * Returns: (transfer full) (element-type GbSyncLogEntry): the latest first
 */
GPtrArray *
gb_sync_log_list (GbSqlConnection *connection,
                  guint            most,
                  GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_sync_log_entry_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT " COLUMNS " FROM local.sync_log ORDER BY number DESC LIMIT ?1", error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_int (s, 1, most);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_ptr_array_add (list, read_entry (s));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * gb_sync_log_last_problem:
 * @connection: for reading, as gb_store_read() gives it
 * @problem: (out) (transfer full) (nullable): of the last run that ended by itself; %NULL when it had none
 */
gboolean
gb_sync_log_last_problem (GbSqlConnection *connection,
                          char           **problem,
                          GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT problem FROM local.sync_log WHERE kind='run' AND outcome IN ('done','failed') "
      "ORDER BY number DESC LIMIT 1",
      error);
  gboolean row;

  *problem = NULL;
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *problem = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}

/**
 * gb_sync_log_last_skew:
 * @connection: for reading, as gb_store_read() gives it
 * @skew: (out): seconds that the hub's clock was ahead of this machine's when it was last heard of,
 *   %GB_SYNC_LOG_NO_SKEW = never
 */
gboolean
gb_sync_log_last_skew (GbSqlConnection *connection,
                       gint64          *skew,
                       GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT skew FROM local.sync_log WHERE skew IS NOT NULL ORDER BY number DESC LIMIT 1", error);
  gboolean row;

  *skew = GB_SYNC_LOG_NO_SKEW;
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *skew = gb_sql_statement_get_int (s, 0);
  return TRUE;
}
