/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-attachment-queue.h"

#include "gb-attachment-private.h"
#include "gb-json-text.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"
#include "gb-time.h"

/* Nobody is promised a later time: one that lies further off is of a clock that was wrong. */
#define MOST_PROMISED "86400"

/* How long a file is kept that nothing names: whoever added it may still be writing. */
#define UNNAMED_SECONDS GB_DAY_SECONDS

/* What was fetched to be seen: how long, and how much of it, bytes. */
#define COPY_SECONDS (30 * GB_DAY_SECONDS)
#define COPIES_MOST (64 * 1024 * 1024)

#define PENDING "a.replaced_by IS NULL AND a.state IN ('waiting','sending','sent','retry')"
#define WANTED_SQL                                                                                 \
  "t.state='waiting' AND t.sha256 IN (SELECT " GB_ATTACHMENT_NAME " FROM action a," GB_ATTACHMENT_NAMED ("a.data") \
  " WHERE " PENDING ")"

/* --- what waits ----------------------------------------------------------------------------- */

void
gb_attachment_upload_free (GbAttachmentUpload *self)
{
  if (self == NULL)
    return;
  gb_attachment_free (self->file);
  g_bytes_unref (self->content);
  g_free (self);
}

/**
 * gb_attachment_waiting:
 * @connection: to FILE.local, or one for reading of a store
 * @waiting: (out caller-allocates): what is to be sent of files
 *
 * Returns: whether it could be counted
 */
gboolean
gb_attachment_waiting (GbSqlConnection     *connection,
                       GbAttachmentWaiting *waiting,
                       GError             **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT count(*),coalesce(sum(bytes-sent),0),coalesce(min(next_attempt),0),"
      "(SELECT count(*) FROM action a WHERE " PENDING " AND " GB_ATTACHMENT_AWAITED_SQL ("a") ") "
      "FROM attachment t WHERE " WANTED_SQL,
      error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  waiting->files = (guint) gb_sql_statement_get_int (s, 0);
  waiting->bytes = (guint64) gb_sql_statement_get_int (s, 1);
  waiting->next_attempt = gb_sql_statement_get_int (s, 2);
  waiting->actions = (guint) gb_sql_statement_get_int (s, 3);
  return TRUE;
}

/* --- sending -------------------------------------------------------------------------------- */

/* A file, or what came of one, on its way to the writing thread. */
typedef struct
{
  GbStore *store; /* (owned) */
  char *tried; /* (owned) (nullable): JSON */
  GbAttachment *file; /* (owned) (nullable) */
  gboolean failed;
  guint64 offset;
  GBytes *part; /* (owned) (nullable) */
  guint64 have;
} Job;

static Job *
job_new (GbStore            *store,
         const GbAttachment *file)
{
  Job *self = g_new0 (Job, 1);

  self->store = g_object_ref (store);
  self->file = file != NULL ? gb_attachment_copy (file) : NULL;
  return self;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->store);
  g_free (self->tried);
  gb_attachment_free (self->file);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_free (self);
}

static gpointer
take (GbSqlConnection *cache,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      gb_store_get_local_connection (job->store),
      "SELECT t.sha256,t.name,t.bytes,t.sent,t.attempts,t.content FROM attachment t WHERE " WANTED_SQL
      " AND coalesce(t.next_attempt,0) NOT BETWEEN ?1+1 AND ?1+" MOST_PROMISED
      " AND t.sha256 NOT IN (SELECT value FROM json_each(?2)) ORDER BY t.number LIMIT 1",
      error);
  GbAttachmentUpload *upload;
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_int (s, 1, gb_clock_now (gb_store_get_clock (job->store)));
  gb_sql_statement_bind_text (s, 2, job->tried);
  if (!gb_sql_statement_step (s, &row, error) || !row)
    return NULL;
  upload = g_new0 (GbAttachmentUpload, 1);
  upload->file = g_new0 (GbAttachment, 1);
  upload->file->sha256 = gb_sql_statement_dup_text (s, 0);
  upload->file->name = gb_sql_statement_dup_text (s, 1);
  upload->file->bytes = (guint64) gb_sql_statement_get_int (s, 2);
  upload->file->sent = (guint64) gb_sql_statement_get_int (s, 3);
  upload->attempts = (guint) gb_sql_statement_get_int (s, 4);
  upload->content = gb_sql_statement_dup_bytes (s, 5);
  return upload;
}

/**
 * gb_attachment_take_async:
 * @store: an open store, whose sync lock is held
 * @tried: (element-type utf8): names of files that are not wanted again in this run
 *
 * Takes the next file that an action waits for and whose time has come.
 */
void
gb_attachment_take_async (GbStore            *store,
                          GPtrArray          *tried,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GString) json = g_string_new ("[");
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));

  for (guint i = 0; i < tried->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      gb_json_text_append (json, tried->pdata[i]);
    }
  g_string_append_c (json, ']');
  job = job_new (store, NULL);
  job->tried = g_strdup (json->str);
  gb_store_write_async (store, take, job, job_free, (GDestroyNotify) gb_attachment_upload_free, NULL, callback,
                        user_data);
}

/**
 * gb_attachment_take_finish:
 *
 * Returns: (transfer full) (nullable): the file; %NULL without an error where none is to be sent
 */
GbAttachmentUpload *
gb_attachment_take_finish (GbStore      *store,
                           GAsyncResult *result,
                           GError      **error)
{
  return gb_store_write_finish (store, result, error);
}

static gpointer
note (GbSqlConnection *cache,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;
  const GbAttachment *file = job->file;
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      gb_store_get_local_connection (job->store),
      "UPDATE attachment SET state=?2,sent=min(?3,bytes),next_attempt=nullif(?4,0),problem=?5,"
      "attempts=iif(?6,attempts+1,0) WHERE sha256=?1",
      error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, file->sha256);
  gb_sql_statement_bind_text (s, 2, gb_attachment_state_name (file->state));
  gb_sql_statement_bind_int (s, 3, (gint64) file->sent);
  gb_sql_statement_bind_int (s, 4, file->next_attempt);
  gb_sql_statement_bind_text (s, 5, file->problem);
  gb_sql_statement_bind_int (s, 6, job->failed);
  if (gb_sql_statement_run (s, error))
    gb_store_touch (job->store, GB_STORE_CHANGED_ACTIONS);
  return NULL;
}

/**
 * gb_attachment_note_async:
 * @file: how far it is now: state, sent, next attempt and problem
 * @failed: whether the last attempt did
 *
 * Notes what came of sending a file, or a part of it.
 */
void
gb_attachment_note_async (GbStore            *store,
                          const GbAttachment *file,
                          gboolean            failed,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));

  job = job_new (store, file);
  job->failed = failed;
  gb_store_write_async (store, note, job, job_free, NULL, NULL, callback, user_data);
}

gboolean
gb_attachment_note_finish (GbStore      *store,
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

/* --- fetching ------------------------------------------------------------------------------- */

static gboolean
find_copy (GbSqlConnection *cache,
           const Job       *job,
           GBytes         **content,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (cache, "SELECT content FROM attachment_copy WHERE sha256=?1", error);
  gboolean row;

  *content = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, job->file->sha256);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *content = row ? gb_sql_statement_dup_bytes (s, 0) : g_bytes_new (NULL, 0);
  return TRUE;
}

static gboolean
write_copy (GbSqlConnection *cache,
            const char      *sha256,
            guint64          bytes,
            gint64           now,
            GBytes          *content,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      cache,
      "INSERT INTO attachment_copy(sha256,bytes,used,content) VALUES(?1,?2,?3,?4) "
      "ON CONFLICT(sha256) DO UPDATE SET bytes=excluded.bytes,used=excluded.used,content=excluded.content",
      error);
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, sha256);
  gb_sql_statement_bind_int (s, 2, (gint64) bytes);
  gb_sql_statement_bind_int (s, 3, now);
  /* no bytes are NULL to SQLite */
  gb_sql_statement_bind_bytes (s, 4, data != NULL ? data : "", size);
  return gb_sql_statement_run (s, error);
}

static gboolean
forget_copy (GbSqlConnection *cache,
             const char      *sha256,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (cache, "DELETE FROM attachment_copy WHERE sha256=?1", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, sha256);
  return gb_sql_statement_run (s, error);
}

/* What is oldest makes room. */
static gboolean
shorten_copies (GbSqlConnection *cache,
                gint64           now,
                GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      cache,
      "DELETE FROM attachment_copy WHERE used<?1 OR number IN (SELECT number FROM (SELECT number,"
      "sum(bytes) OVER (ORDER BY used DESC,number DESC) total FROM attachment_copy) WHERE total>?2)",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, now - COPY_SECONDS);
  gb_sql_statement_bind_int (s, 2, COPIES_MOST);
  return gb_sql_statement_run (s, error);
}

static GBytes *
join (GBytes *beginning,
      guint64 offset,
      GBytes *part)
{
  GByteArray *all = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (beginning, &size);

  if (offset > 0)
    g_byte_array_append (all, data, (guint) MIN (offset, size));
  data = g_bytes_get_data (part, &size);
  g_byte_array_append (all, data, (guint) size);
  return g_byte_array_free_to_bytes (all);
}

static gboolean
is_it (const Job *job,
       GBytes    *content)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  return g_str_equal (sha256, job->file->sha256);
}

/* The whole, once it is there and is what it is called; what is not begins anew. */
static gpointer
keep (GbSqlConnection *cache,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Job *job = data;
  gint64 now = gb_clock_now (gb_store_get_clock (job->store));
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) content = NULL;

  if (!find_copy (cache, job, &before, error))
    return NULL;
  content = job->part != NULL ? join (before, job->offset, job->part) : g_bytes_ref (before);
  job->have = g_bytes_get_size (content);
  if (job->have >= job->file->bytes && !is_it (job, content))
    {
      job->have = 0;
      forget_copy (cache, job->file->sha256, error);
      return NULL;
    }
  if (job->part != NULL && (!write_copy (cache, job->file->sha256, job->file->bytes, now, content, error) ||
                            !shorten_copies (cache, now, error)))
    return NULL;
  return job->have == job->file->bytes ? g_steal_pointer (&content) : NULL;
}

static void
on_kept_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *content = gb_store_write_finish (GB_STORE (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
}

/**
 * gb_attachment_keep_async:
 * @file: a file of a record; its length has to be known
 * @offset: where @part begins; what was kept behind it goes
 * @part: (nullable): what came of it; %NULL to ask how much is here
 *
 * Keeps what came of a file that somebody wants to see.
 */
void
gb_attachment_keep_async (GbStore            *store,
                          const GbAttachment *file,
                          guint64             offset,
                          GBytes             *part,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));
  g_return_if_fail (file != NULL);

  job = job_new (store, file);
  job->offset = offset;
  job->part = part != NULL ? g_bytes_ref (part) : NULL;
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, gb_attachment_keep_async);
  g_task_set_task_data (task, job, job_free);
  gb_store_write_async (store, keep, job, NULL, (GDestroyNotify) g_bytes_unref, NULL, on_kept_cb, task);
}

/**
 * gb_attachment_keep_finish:
 * @have: (out): how much of it is here; 0 after a whole one that was not what it is called
 *
 * Returns: (transfer full) (nullable): all of it; %NULL without an error where a part is missing
 */
GBytes *
gb_attachment_keep_finish (GbStore      *store,
                           GAsyncResult *result,
                           guint64      *have,
                           GError      **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  *have = job->have;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- tidying -------------------------------------------------------------------------------- */

/**
 * gb_attachment_want_again:
 * @local: FILE.local, within a transaction
 * @action: the id of one that the hub refused because of its files
 *
 * The hub does not have them after all: they are sent again, once the action is.
 */
gboolean
gb_attachment_want_again (GbSqlConnection *local,
                          const char      *action,
                          GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local,
      "UPDATE attachment SET state='waiting',sent=0,next_attempt=NULL WHERE state='there' AND sha256 IN "
      "(SELECT " GB_ATTACHMENT_NAME " FROM action a," GB_ATTACHMENT_NAMED ("a.data") " WHERE a.id=?1)",
      error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action);
  return gb_sql_statement_run (s, error);
}

/* What an action that is not settled names, or a draft. @brought are actions that the feed has brought. */
#define KEPT_SQL                                                                                   \
  "SELECT " GB_ATTACHMENT_NAME " FROM action a," GB_ATTACHMENT_NAMED ("a.data")                        \
  " WHERE a.id NOT IN (SELECT value FROM json_each(?1)) UNION ALL "                                  \
  "SELECT " GB_ATTACHMENT_NAME " FROM setting s," GB_ATTACHMENT_NAMED ("iif(json_valid(s.value),s.value,'{}')") \
  " WHERE s.name LIKE '" GB_ATTACHMENT_DRAFT "%'"

/* Whoever sent it can still look at it without a network. */
static gboolean
copy_brought (GbSqlConnection *cache,
              GbSqlConnection *local,
              const char      *brought,
              gint64           now,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local,
      "SELECT sha256,content FROM attachment WHERE sha256 IN (SELECT " GB_ATTACHMENT_NAME
      " FROM action a," GB_ATTACHMENT_NAMED ("a.data") " WHERE a.id IN (SELECT value FROM json_each(?1)))"
      " AND sha256 NOT IN (" KEPT_SQL ")",
      error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, brought);
  while (gb_sql_statement_step (s, &row, error))
    {
      g_autoptr (GBytes) content = NULL;

      if (!row)
        return shorten_copies (cache, now, error);
      content = gb_sql_statement_dup_bytes (s, 1);
      if (!write_copy (cache, gb_sql_statement_get_text (s, 0), g_bytes_get_size (content), now, content, error))
        return FALSE;
    }
  return FALSE;
}

/**
 * gb_attachment_tidy:
 * @cache: within a transaction
 * @local: FILE.local, within a transaction
 * @brought: ids of actions that were applied and whose work the feed has brought, JSON: a list
 * @now: UTC seconds
 *
 * Takes away the files that nothing names any more that is to be sent: those of @brought at once, the others when nobody
 * can be writing about them any more.
 */
gboolean
gb_attachment_tidy (GbSqlConnection *cache,
                    GbSqlConnection *local,
                    const char      *brought,
                    gint64           now,
                    GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gint64 any;

  if (!gb_sql_connection_query_int (local, "SELECT EXISTS(SELECT 1 FROM attachment)", &any, error))
    return FALSE;
  if (any == 0)
    return TRUE;
  if (!copy_brought (cache, local, brought, now, error))
    return FALSE;
  s = gb_sql_connection_prepare (
      local,
      "DELETE FROM attachment WHERE sha256 NOT IN (" KEPT_SQL ") AND (added<?2 OR sha256 IN (SELECT " GB_ATTACHMENT_NAME
      " FROM action a," GB_ATTACHMENT_NAMED ("a.data") " WHERE a.id IN (SELECT value FROM json_each(?1))))",
      error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, brought);
  gb_sql_statement_bind_int (s, 2, now - UNNAMED_SECONDS);
  return gb_sql_statement_run (s, error);
}
