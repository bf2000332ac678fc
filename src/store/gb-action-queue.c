/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-queue.h"

#include "gb-action-overlay.h"
#include "gb-action-repository.h"
#include "gb-action-rules-private.h"
#include "gb-attachment-private.h"
#include "gb-cursor-repository.h"
#include "gb-json-text.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"
#include "gb-time.h"

/* How long an applied action stays here after the feed has brought what it did. */
#define KEEP_SECONDS (30 * GB_DAY_SECONDS)

/* Nobody is promised a later time (see gb-outbox-outcome.c and the wire's): one that lies further off is of a clock
 * that was wrong. */
#define MOST_PROMISED "86400"

/* What waits for the hub is not sent before its time; a link that failed may work again in any run.
 * What refers to an issue that was raised here waits until the hub has that, and what names files until
 * it has those. */
#define DUE_SQL                                                                                    \
  "SELECT a.id FROM action a WHERE a.replaced_by IS NULL AND (a.state IN ('waiting','sending',"    \
  "'sent') OR (a.state='retry' AND coalesce(a.next_attempt,0) NOT BETWEEN ?1+1 AND ?1+" MOST_PROMISED ")) " \
  "AND NOT EXISTS (SELECT 1 FROM action p WHERE p.id=a.target AND p.state<>'applied') "            \
  "AND NOT " GB_ATTACHMENT_AWAITED_SQL ("a") " "                                                   \
  "AND a.id NOT IN (SELECT value FROM json_each(?2)) "                                             \
  "AND a.type IN (SELECT value FROM json_each(?4)) ORDER BY a.number LIMIT ?3"

/* A file is no link that could be told to wait, and what it holds is done in order: what refers to an
 * issue that is raised in it can come with it, unless that was turned down or waits for files, which
 * go over the link. */
#define ALL_SQL                                                                                    \
  "SELECT a.id FROM action a WHERE a.replaced_by IS NULL "                                         \
  "AND a.state IN ('waiting','sending','sent','retry') "                                           \
  "AND NOT EXISTS (SELECT 1 FROM action p WHERE p.id=a.target AND p.state<>'applied' "             \
  "AND (p.state IN ('refused','conflict') OR " GB_ATTACHMENT_AWAITED_SQL ("p") ")) "               \
  "AND NOT " GB_ATTACHMENT_AWAITED_SQL ("a") " "                                                   \
  "AND a.id NOT IN (SELECT value FROM json_each(?2)) "                                             \
  "AND a.type IN (SELECT value FROM json_each(?4)) AND ?1>=0 ORDER BY a.number LIMIT ?3"

#define TAKE_SQL                                                                                   \
  "UPDATE action SET state='sending',attempts=attempts+1,next_attempt=NULL WHERE id=?1"

GbActionOutcome *
gb_action_outcome_new (const char   *id,
                       GbActionState state)
{
  GbActionOutcome *self = g_new0 (GbActionOutcome, 1);

  self->id = g_strdup (id);
  self->state = state;
  return self;
}

void
gb_action_outcome_free (GbActionOutcome *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->record);
  g_free (self->problem);
  g_free (self->problem_en);
  g_free (self->problem_type);
  g_free (self->problem_field);
  g_free (self);
}

/* --- taking --------------------------------------------------------------------------------- */

/* A batch or outcomes on their way to the writing thread. */
typedef struct
{
  GbStore *store; /* (owned) */
  char *tried; /* (owned): JSON */
  gboolean again; /* not the run's first batch */
  gboolean all; /* also those whose time has not come */
  guint most;
  GPtrArray *outcomes; /* (owned) (nullable) (element-type GbActionOutcome) */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->store);
  g_free (self->tried);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_free (self);
}

/* One that was applied and that the feed has brought goes after a while. One that the feed has not
 * brought although everything came anew since is not at the hub, which was restored from a backup:
 * it is sent again. */
static gboolean
look_after_applied (GbSqlConnection *cache,
                    GbSqlConnection *local,
                    const GbAction  *action,
                    const GbCursor  *cursors,
                    gint64           now,
                    GPtrArray       *brought,
                    GError         **error)
{
  GbRecordType type = gb_action_type_target (action->type);
  const GbCursor *cursor;
  gboolean lies_over;

  if (!gb_action_overlay_lies_over (cache, action, &lies_over, error))
    return FALSE;
  gb_action_type_makes (action->type, &type);
  cursor = &cursors[gb_record_type_group (type)];
  if (lies_over && !cursor->full && cursor->generation > action->generation)
    return gb_action_run_local (local, "UPDATE action SET state='sent',rev=NULL,done_at=NULL WHERE id=?1",
                                action->id, NULL, error);
  if (lies_over)
    return TRUE;
  g_ptr_array_add (brought, action->id);
  if (action->done_at < now - KEEP_SECONDS)
    return gb_action_run_local (local, "DELETE FROM action WHERE id=?1", action->id, NULL, error);
  return TRUE;
}

static char *
list_to_json (GPtrArray *texts)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      gb_json_text_append (json, texts->pdata[i]);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static gboolean
tidy (GbSqlConnection *cache,
      GbSqlConnection *local,
      gint64           now,
      GError         **error)
{
  g_autoptr (GPtrArray) actions = gb_action_repository_list (local, GB_ACTION_FILTER_ALL, NULL, error);
  g_autoptr (GPtrArray) brought = g_ptr_array_new ();
  g_autofree char *brought_ids = NULL;
  GbCursor cursors[GB_N_RECORD_GROUPS] = { 0 };
  gboolean ok = actions != NULL;

  for (int i = 0; ok && i < GB_N_RECORD_GROUPS; i++)
    ok = gb_cursor_load (cache, i, &cursors[i], error);
  for (guint i = 0; ok && i < actions->len; i++)
    {
      const GbAction *action = actions->pdata[i];

      if (action->state == GB_ACTION_APPLIED)
        ok = look_after_applied (cache, local, action, cursors, now, brought, error);
    }
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    gb_cursor_clear (&cursors[i]);
  if (!ok)
    return FALSE;
  brought_ids = list_to_json (brought);
  return gb_attachment_tidy (cache, local, brought_ids, now, error);
}

static gboolean
take_one (GbSqlConnection *local,
          const char      *id,
          GPtrArray       *actions,
          GError         **error)
{
  GbAction *action;

  if (!gb_action_run_local (local, TAKE_SQL, id, NULL, error) ||
      !gb_action_repository_find (local, id, &action, error))
    return FALSE;
  g_ptr_array_add (actions, action);
  return TRUE;
}

/* One that a newer version made is left to that. */
static char *
known_types (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int i = 0; i < GB_N_ACTION_TYPES; i++)
    g_ptr_array_add (names, (gpointer) gb_action_type_name (i));
  return list_to_json (names);
}

static gboolean
find_due (GbSqlConnection *local,
          const Job       *job,
          gint64           now,
          GPtrArray       *ids,
          GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, job->all ? ALL_SQL : DUE_SQL, error);
  g_autofree char *types = known_types ();
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, now);
  gb_sql_statement_bind_text (s, 2, job->tried);
  gb_sql_statement_bind_int (s, 3, job->most);
  gb_sql_statement_bind_text (s, 4, types);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      g_ptr_array_add (ids, gb_sql_statement_dup_text (s, 0));
    }
  return FALSE;
}

static gpointer
take (GbSqlConnection *cache,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);
  gint64 now = gb_clock_now (gb_store_get_clock (job->store));
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean ok;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  ok = (job->again || tidy (cache, local, now, error)) && find_due (local, job, now, ids, error);
  for (guint i = 0; ok && i < ids->len; i++)
    ok = take_one (local, ids->pdata[i], actions, error);
  if (!gb_sql_connection_end (local, ok, error))
    return NULL;
  if (actions->len > 0)
    gb_store_touch (job->store, GB_STORE_CHANGED_ACTIONS);
  return g_steal_pointer (&actions);
}

/**
 * gb_action_queue_take_async:
 * @store: an open store
 * @batch: which ones
 *
 * Takes the next actions that are due, in the order in which they were asked for, and notes on the
 * disk that they may leave from now on. It cannot be given up: what is noted has to be known. Who
 * takes them holds the sync's lock, so that those that an
 * earlier run left as being sent are nobody's.
 */
void
gb_action_queue_take_async (GbStore             *store,
                            const GbActionBatch *batch,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));

  job = g_new0 (Job, 1);
  job->store = g_object_ref (store);
  job->tried = list_to_json (batch->tried);
  job->again = batch->tried != NULL && batch->tried->len > 0;
  job->most = batch->most;
  gb_store_write_async (store, take, job, job_free, (GDestroyNotify) g_ptr_array_unref, NULL, callback,
                        user_data);
}

/**
 * gb_action_queue_take_finish:
 *
 * Returns: (transfer full) (element-type GbAction): the actions, none where nothing is due; %NULL on
 *   error
 */
GPtrArray *
gb_action_queue_take_finish (GbStore      *store,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_write_finish (store, result, error);
}

/**
 * gb_action_queue_take_all:
 * @store: an open store
 *
 * As gb_action_queue_take_async(), but takes all that the hub has not settled, also those whose time
 * has not come, and blocks.
 *
 * Returns: (transfer full) (element-type GbAction) (nullable): the actions in the order in which they
 *   were asked for
 */
GPtrArray *
gb_action_queue_take_all (GbStore *store,
                          GError **error)
{
  g_autofree char *tried = list_to_json (NULL);
  Job job = { .store = store, .tried = tried, .all = TRUE, .most = G_MAXINT };

  g_return_val_if_fail (GB_IS_STORE (store), NULL);

  return gb_store_write (store, take, &job, NULL, error);
}

/* --- noting --------------------------------------------------------------------------------- */

#define NOTE_SQL                                                                                   \
  "UPDATE action SET state=:state,next_attempt=nullif(:next_attempt,0),done_at=nullif(:done_at,0),"  \
  "rev=nullif(:rev,0),generation=:generation,record=:record,record_rev=nullif(:record_rev,0),"      \
  "problem=:problem,problem_en=:problem_en,problem_type=:problem_type,"                              \
  "problem_field=:problem_field,attempts=attempts-:back WHERE id=:id AND state='sending'"
#define FORGET_REPLACED_SQL                                                                        \
  "WITH RECURSIVE old(id) AS (SELECT id FROM action WHERE replaced_by=?1 UNION SELECT a.id "       \
  "FROM action a JOIN old ON a.replaced_by=old.id) DELETE FROM action WHERE id IN old"

/* The generation of the rows among which what it did will come. */
static gboolean
load_generation (GbSqlConnection *cache,
                 const GbAction  *action,
                 gint64          *generation,
                 GError         **error)
{
  GbRecordType type = gb_action_type_target (action->type);
  g_auto (GbCursor) cursor = { 0 };

  gb_action_type_makes (action->type, &type);
  if (!gb_cursor_load (cache, gb_record_type_group (type), &cursor, error))
    return FALSE;
  *generation = cursor.generation;
  return TRUE;
}

static gboolean
is_settled (GbActionState state)
{
  return state == GB_ACTION_APPLIED || state == GB_ACTION_CONFLICT || state == GB_ACTION_REFUSED;
}

static gboolean
note_one (GbSqlConnection       *cache,
          GbSqlConnection       *local,
          const GbActionOutcome *outcome,
          gint64                 now,
          GError               **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, NOTE_SQL, error);
  g_autoptr (GbAction) action = NULL;
  gint64 generation;

  if (s == NULL || !gb_action_repository_find (local, outcome->id, &action, error))
    return FALSE;
  /* Nobody knows of it here any more: the answer came too late to matter. */
  if (action == NULL)
    return TRUE;
  if (!load_generation (cache, action, &generation, error))
    return FALSE;
  gb_sql_statement_set_text (s, ":id", outcome->id);
  gb_sql_statement_set_text (s, ":state", gb_action_state_name (outcome->state));
  gb_sql_statement_set_int (s, ":next_attempt", outcome->next_attempt);
  gb_sql_statement_set_int (s, ":done_at", is_settled (outcome->state) ? now : 0);
  gb_sql_statement_set_int (s, ":rev", outcome->rev);
  gb_sql_statement_set_int (s, ":generation", generation);
  gb_sql_statement_set_text (s, ":record", outcome->record);
  gb_sql_statement_set_int (s, ":record_rev", outcome->record_rev);
  gb_sql_statement_set_text (s, ":problem", outcome->problem);
  gb_sql_statement_set_text (s, ":problem_en", outcome->problem_en);
  gb_sql_statement_set_text (s, ":problem_type", outcome->problem_type);
  gb_sql_statement_set_text (s, ":problem_field", outcome->problem_field);
  gb_sql_statement_set_int (s, ":back", outcome->state == GB_ACTION_WAITING);
  if (!gb_sql_statement_run (s, error))
    return FALSE;
  if (outcome->state == GB_ACTION_REFUSED && g_strcmp0 (outcome->problem_field, "files") == 0)
    return gb_attachment_want_again (local, outcome->id, error);
  return outcome->state != GB_ACTION_APPLIED ||
         gb_action_run_local (local, FORGET_REPLACED_SQL, outcome->id, NULL, error);
}

static gpointer
note (GbSqlConnection *cache,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);
  gint64 now = gb_clock_now (gb_store_get_clock (job->store));
  gboolean ok = TRUE;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  for (guint i = 0; ok && i < job->outcomes->len; i++)
    ok = note_one (cache, local, job->outcomes->pdata[i], now, error);
  if (!gb_sql_connection_end (local, ok, error))
    return NULL;
  gb_store_touch (job->store, GB_STORE_CHANGED_ACTIONS);
  return GINT_TO_POINTER (TRUE);
}

/**
 * gb_action_queue_note_async:
 * @store: an open store
 * @outcomes: (transfer full) (element-type GbActionOutcome): what came of actions that were taken
 *
 * Notes what became of them, all or none. It cannot be given up: what the hub said is said once.
 */
void
gb_action_queue_note_async (GbStore            *store,
                            GPtrArray          *outcomes,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Job *job;

  g_return_if_fail (GB_IS_STORE (store));

  job = g_new0 (Job, 1);
  job->store = g_object_ref (store);
  job->outcomes = outcomes;
  gb_store_write_async (store, note, job, job_free, NULL, NULL, callback, user_data);
}

/**
 * gb_action_queue_note_finish:
 *
 * Returns: whether it was noted
 */
gboolean
gb_action_queue_note_finish (GbStore      *store,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_write_finish (store, result, error) != NULL;
}

/**
 * gb_action_queue_note:
 * @store: an open store
 * @outcomes: (element-type GbActionOutcome): what came of actions that were taken
 *
 * As gb_action_queue_note_async(), but blocks.
 *
 * Returns: whether it was noted
 */
gboolean
gb_action_queue_note (GbStore   *store,
                      GPtrArray *outcomes,
                      GError   **error)
{
  Job job = { .store = store, .outcomes = outcomes };

  g_return_val_if_fail (GB_IS_STORE (store), FALSE);

  return gb_store_write (store, note, &job, NULL, error) != NULL;
}

/* --- settling ------------------------------------------------------------------------------- */

#define SEND_SQL                                                                                   \
  "UPDATE action SET state='sending' WHERE id=?1 AND replaced_by IS NULL "                         \
  "AND state IN ('waiting','sending','sent','retry')"

static gboolean
settle_one (GbSqlConnection       *cache,
            GbSqlConnection       *local,
            const GbActionOutcome *outcome,
            gint64                 now,
            gboolean              *settled,
            GError               **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, SEND_SQL, error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, outcome->id);
  if (!gb_sql_statement_run (s, error))
    return FALSE;
  *settled = sqlite3_changes (gb_sql_connection_get_handle (local)) > 0;
  return !*settled || note_one (cache, local, outcome, now, error);
}

static gpointer
settle (GbSqlConnection *cache,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  const Job *job = data;
  GbSqlConnection *local = gb_store_get_local_connection (job->store);
  gint64 now = gb_clock_now (gb_store_get_clock (job->store));
  g_autoptr (GPtrArray) done = g_ptr_array_new ();
  gboolean ok = TRUE;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  for (guint i = 0; ok && i < job->outcomes->len; i++)
    {
      gboolean settled;

      ok = settle_one (cache, local, job->outcomes->pdata[i], now, &settled, error);
      if (ok && settled)
        g_ptr_array_add (done, job->outcomes->pdata[i]);
    }
  if (!gb_sql_connection_end (local, ok, error))
    return NULL;
  if (done->len > 0)
    gb_store_touch (job->store, GB_STORE_CHANGED_ACTIONS);
  return g_steal_pointer (&done);
}

/**
 * gb_action_queue_settle:
 * @store: an open store, whose sync lock is held
 * @outcomes: (element-type GbActionOutcome): what the hub says became of actions, some of which may be
 *   settled long since or nobody's
 *
 * Notes what became of those that are not settled, all or none, whichever way they went to the hub.
 * Blocks.
 *
 * Returns: (transfer container) (element-type GbActionOutcome) (nullable): those of @outcomes that
 *   were news
 */
GPtrArray *
gb_action_queue_settle (GbStore   *store,
                        GPtrArray *outcomes,
                        GError   **error)
{
  Job job = { .store = store, .outcomes = outcomes };

  g_return_val_if_fail (GB_IS_STORE (store), NULL);

  return gb_store_write (store, settle, &job, NULL, error);
}
