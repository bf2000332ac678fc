/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-forget.h"

#include "gb-dossier-index.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"
#include "gb-time.h"

#define SETTING "forget-after-days"

/* As the triggers of cache-003.sql have it. Where nobody sent the end, what is known of the beginning. */
#define ENDED "coalesce(finished,handed_over,received,submitted)"
#define HAS_PERSON "(applicant IS NOT NULL OR phone IS NOT NULL OR summary IS NOT NULL)"
#define IS_DUE "state IN (3,7,9,10) AND " ENDED "<(SELECT until FROM forgetting)"
#define IS_PENDING "number IN (SELECT number FROM forget_pending)"

/* Dossiers; the full-text index of as many is merged in a second. */
#define SMALL_INDEX 150000

/* How long readers may keep the log from being emptied. */
#define LOG_WAIT_MS 250
#define USUAL_WAIT_MS 5000

/* --- the setting ---------------------------------------------------------------------------- */

static gboolean
load_days (GbSqlConnection *connection,
           const char      *sql,
           int             *days,
           GError         **error)
{
  gint64 value;

  if (!gb_sql_connection_query_int (connection, sql, &value, error))
    return FALSE;
  *days = value >= GB_FORGET_LEAST_DAYS && value <= GB_FORGET_MOST_DAYS ? (int) value : GB_FORGET_AFTER_DAYS;
  return TRUE;
}

static gboolean
save_days (GbSqlConnection *local,
           int              days,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "INSERT INTO setting VALUES('" SETTING "',?1) ON CONFLICT(name) DO UPDATE SET value=excluded.value",
      error);
  g_autofree char *text = g_strdup_printf ("%d", days);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, text);
  return gb_sql_statement_run (s, error);
}

/**
 * gb_forget_load_status:
 * @connection: for reading, as gb_store_read() gives it
 * @status: (out caller-allocates): what is forgotten when, and how much was
 */
gboolean
gb_forget_load_status (GbSqlConnection *connection,
                       GbForgetStatus  *status,
                       GError         **error)
{
  return load_days (connection, "SELECT value FROM local.setting WHERE name='" SETTING "'", &status->after_days,
                    error) &&
         gb_sql_connection_query_int (connection, "SELECT until FROM forgetting", &status->until, error) &&
         gb_sql_connection_query_int (connection, "SELECT dossiers FROM forgetting", &status->dossiers, error);
}

/* --- rows ----------------------------------------------------------------------------------- */

/* A line of the feed that was set aside names people as well. It keeps its place and its hash, so that the same line
 * coming again finds it there. */
static gboolean
forget_set_aside (GbSqlConnection *local,
                  gint64           until,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local,
      "UPDATE set_aside SET line=iif(json_valid(line),json_remove(line,'$.data.applicant','$.data.phone',"
      "'$.data.summary','$.data.text'),'') WHERE at<?1 AND coalesce(type,'dossier') IN ('dossier','dossier-step') "
      "AND line<>'' AND iif(json_valid(line),coalesce(json_type(line,'$.data.applicant'),"
      "json_type(line,'$.data.phone'),json_type(line,'$.data.summary'),json_type(line,'$.data.text')),1) IS NOT NULL",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, until);
  return gb_sql_statement_run (s, error);
}

/* What the rows noted in forget_pending keep of persons. The trigger notes them once more meanwhile. */
static gboolean
forget_pending (GbSqlConnection *cache,
                GError         **error)
{
  return gb_sql_connection_exec (
      cache,
      "UPDATE dossier SET forgotten=NULL WHERE " IS_PENDING " AND forgotten=1 AND NOT coalesce(" IS_DUE ",0);"
      "UPDATE dossier SET applicant=NULL,phone=NULL,summary=NULL,applicant_key=NULL,folded=gb_fold(procedure),"
      "forgotten=1 WHERE " IS_PENDING " AND " IS_DUE " AND " HAS_PERSON ";"
      "UPDATE dossier_step SET text=NULL WHERE text IS NOT NULL AND dossier IN "
      "(SELECT id FROM dossier WHERE " IS_PENDING " AND forgotten=1);"
      "UPDATE forgetting SET traces=traces+(SELECT count(*) FROM dossier_pending p JOIN dossier d "
      "ON d.number=p.number WHERE d.forgotten=1 AND p.folded<>d.folded) WHERE one=1;"
      "DELETE FROM forget_pending;",
      error);
}

/* Looks through what has come to its end since the last time. */
static gboolean
move_on (GbSqlConnection *cache,
         gint64           until,
         GError         **error)
{
  g_autoptr (GbSqlStatement) note = NULL, set = NULL;

  note = gb_sql_connection_prepare (
      cache,
      "INSERT OR IGNORE INTO forget_pending SELECT number FROM dossier "
      "WHERE state IN (3,7,9,10) AND finished>=(SELECT until FROM forgetting) AND finished<?1 AND " HAS_PERSON
      " UNION ALL SELECT number FROM dossier WHERE state IN (3,7,9,10) AND finished IS NULL AND " ENDED "<?1 AND "
      HAS_PERSON,
      error);
  if (note == NULL)
    return FALSE;
  gb_sql_statement_bind_int (note, 1, until);
  if (!gb_sql_statement_run (note, error))
    return FALSE;
  set = gb_sql_connection_prepare (cache, "UPDATE forgetting SET until=?1", error);
  if (set == NULL)
    return FALSE;
  gb_sql_statement_bind_int (set, 1, until);
  return gb_sql_statement_run (set, error) && forget_pending (cache, error);
}

static gboolean
note_server_time (GbSqlConnection *cache,
                  gint64           server_time,
                  GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      cache, "UPDATE forgetting SET server_time=?1 WHERE server_time<>?1", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, server_time);
  return gb_sql_statement_run (s, error);
}

/* A day is forgotten as a whole, so that there is something to do once a day.
 * @until is 0 where the clock cannot be believed: the hub was heard of later than now. */
static gboolean
find_until (GbSqlConnection *cache,
            GbSqlConnection *local,
            gint64           now,
            gint64           server_time,
            gint64          *until,
            GError         **error)
{
  int days;

  *until = 0;
  if (server_time == 0 && !gb_sql_connection_query_int (
          cache, "SELECT max((SELECT max(as_of) FROM feed_cursor),(SELECT server_time FROM forgetting))",
          &server_time, error))
    return FALSE;
  if (now < server_time)
    return TRUE;
  if (!load_days (local, "SELECT value FROM setting WHERE name='" SETTING "'", &days, error))
    return FALSE;
  *until = gb_day_at (gb_time_day (now) - days, 0);
  return TRUE;
}

/**
 * gb_forget_advance:
 * @cache: in a transaction; gb_forget_settle() and gb_dossier_index_complete() have to follow
 * @local: the other file, without one
 * @now: UTC seconds
 * @server_time: when the hub was last heard of by its own clock, UTC seconds; 0 = as the cache knows
 *
 * Deletes the personal data (name, telephone, summary, what was written about the steps) of dossiers that finished
 * more than the set number of days ago. Nothing is deleted while @now lies before the hub's time.
 */
gboolean
gb_forget_advance (GbSqlConnection *cache,
                   GbSqlConnection *local,
                   gint64           now,
                   gint64           server_time,
                   GError         **error)
{
  gint64 until, held;

  if ((server_time != 0 && !note_server_time (cache, server_time, error)) ||
      !find_until (cache, local, now, server_time, &until, error) ||
      !gb_sql_connection_query_int (cache, "SELECT until FROM forgetting", &held, error))
    return FALSE;
  if (until == held)
    return TRUE;
  /* What comes by such a clock stays; once it is right everything is looked through anew. */
  if (until == 0)
    return gb_sql_connection_exec (cache, "UPDATE forgetting SET until=0", error);
  return forget_set_aside (local, until, error) && move_on (cache, until, error);
}

/**
 * gb_forget_settle:
 * @cache: in a transaction that changed dossiers; gb_dossier_index_complete() has to follow
 *
 * What the transaction brought of dossiers that were forgotten goes again.
 */
gboolean
gb_forget_settle (GbSqlConnection *cache,
                  GError         **error)
{
  gint64 waiting;

  if (!gb_sql_connection_query_int (cache, "SELECT EXISTS(SELECT 1 FROM forget_pending)", &waiting, error))
    return FALSE;
  return waiting == 0 || forget_pending (cache, error);
}

/**
 * gb_forget_purge:
 * @cache: in a transaction, after gb_dossier_index_complete()
 * @purged: (out): whether there was something to do, after which gb_forget_shorten_log() is due
 *
 * Merges the full-text index into one segment: what was deleted from it stays in older segments until then.
 */
gboolean
gb_forget_purge (GbSqlConnection *cache,
                 gboolean        *purged,
                 GError         **error)
{
  gint64 traces;

  *purged = FALSE;
  if (!gb_sql_connection_query_int (cache, "SELECT traces FROM forgetting", &traces, error))
    return FALSE;
  if (traces == 0)
    return TRUE;
  *purged = TRUE;
  return gb_sql_connection_exec (
      cache, "INSERT INTO dossier_text(dossier_text) VALUES('optimize'); UPDATE forgetting SET traces=0;", error);
}

/**
 * gb_forget_shorten_log:
 * @cache: without a transaction
 *
 * Empties the write-ahead log, which still has the pages as they were. A reader that does not end lets it be: the
 * log goes when the last program closes the file.
 */
void
gb_forget_shorten_log (GbSqlConnection *cache)
{
  sqlite3 *handle = gb_sql_connection_get_handle (cache);

  sqlite3_busy_timeout (handle, LOG_WAIT_MS);
  if (sqlite3_wal_checkpoint_v2 (handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
    g_debug ("the log of %s could not be emptied", gb_sql_connection_get_path (cache));
  sqlite3_busy_timeout (handle, USUAL_WAIT_MS);
}

/* --- by itself ------------------------------------------------------------------------------ */

/* A province's index takes seconds to merge: whoever opens it does not wait, the next page of the feed does it. */
static gboolean
purge_small (GbSqlConnection *cache,
             gboolean        *purged,
             GError         **error)
{
  gint64 last;

  *purged = FALSE;
  if (!gb_sql_connection_query_int (cache, "SELECT coalesce(max(number),0) FROM dossier", &last, error))
    return FALSE;
  return last > SMALL_INDEX || gb_forget_purge (cache, purged, error);
}

static gboolean
forget_in_transaction (GbSqlConnection *cache,
                       GbSqlConnection *local,
                       gint64           now,
                       gboolean        *purged,
                       GError         **error)
{
  return gb_forget_advance (cache, local, now, 0, error) && gb_dossier_index_complete (cache, error) &&
         purge_small (cache, purged, error);
}

/* A full disk must not keep anybody from reading; and who else writes forgets as well as we do. */
static gboolean
may_wait (const GError *failure,
          GError      **error)
{
  if (g_error_matches (failure, GB_SQL_ERROR, GB_SQL_ERROR_BUSY) ||
      g_error_matches (failure, GB_SQL_ERROR, GB_SQL_ERROR_FULL))
    return TRUE;
  g_propagate_error (error, g_error_copy (failure));
  return FALSE;
}

/**
 * gb_forget_open:
 * @cache: just opened, without a transaction
 * @local: the other file
 * @now: UTC seconds
 *
 * Forgets what came to its time while no program ran.
 *
 * Returns: whether the cache can be used, with that done or put off
 */
gboolean
gb_forget_open (GbSqlConnection *cache,
                GbSqlConnection *local,
                gint64           now,
                GError         **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 until, held;
  gboolean purged;

  if (!find_until (cache, local, now, 0, &until, error) ||
      !gb_sql_connection_query_int (cache, "SELECT until FROM forgetting", &held, error))
    return FALSE;
  if (until == 0 || until == held)
    return TRUE;
  if (!gb_sql_connection_begin_immediate (cache, &failure))
    return may_wait (failure, error);
  if (!gb_sql_connection_end (cache, forget_in_transaction (cache, local, now, &purged, &failure), &failure))
    return may_wait (failure, error);
  if (purged)
    gb_forget_shorten_log (cache);
  return TRUE;
}

/* --- as the user wants it ------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) (nullable): for a write that nobody waits for */
  GbStore *at; /* not owned */
  int after_days;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->store);
  g_free (self);
}

/* On the writing thread. The setting is kept even where the cache cannot be written after it: the next opening or
 * page goes by it. */
static gpointer
forget (GbSqlConnection *cache,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->at);

  if (job->after_days != 0 && !save_days (local, job->after_days, error))
    return NULL;
  gb_forget_advance (cache, local, gb_clock_sure_now (gb_store_get_clock (job->at)), 0, error);
  return NULL;
}

/**
 * gb_store_forget_async:
 * @after_days: from now on personal data go that many days after a dossier's end; 0 = as it is set
 *
 * Deletes the personal data whose time has come. Where the time became longer, what is gone comes back only when the
 * hub sends it again.
 */
void
gb_store_forget_async (GbStore            *store,
                       int                 after_days,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (after_days == 0 || (after_days >= GB_FORGET_LEAST_DAYS && after_days <= GB_FORGET_MOST_DAYS));

  job = g_new0 (Job, 1);
  *job = (Job) { g_object_ref (store), store, after_days };
  gb_store_write_async (store, forget, job, job_free, NULL, cancellable, callback, user_data);
}

gboolean
gb_store_forget_finish (GbStore      *store,
                        GAsyncResult *result,
                        GError      **error)
{
  GError *failure = NULL;

  gb_store_write_finish (store, result, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * gb_store_forget:
 *
 * As gb_store_forget_async(), but blocks.
 */
gboolean
gb_store_forget (GbStore      *store,
                 int           after_days,
                 GCancellable *cancellable,
                 GError      **error)
{
  Job job = { NULL, store, after_days };
  GError *failure = NULL;

  g_return_val_if_fail (GB_IS_STORE (store), FALSE);
  g_return_val_if_fail (after_days == 0 || (after_days >= GB_FORGET_LEAST_DAYS && after_days <= GB_FORGET_MOST_DAYS),
                        FALSE);

  gb_store_write (store, forget, &job, cancellable, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}
