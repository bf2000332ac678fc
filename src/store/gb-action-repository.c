/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"

#include <glib/gi18n-lib.h>

#include "gb-sql-statement.h"
#include "gb-store-private.h"

#define PENDING "state NOT IN ('applied','conflict','refused')"
#define COLUMNS                                                                                    \
  "id,type,target,base_rev,made_at,data,replaces,state,coalesce(next_attempt,0),attempts,problem"

/* --- reading -------------------------------------------------------------------------------- */

/* SQLite takes the data apart; a member that is no text is none of ours. */
static gboolean
read_data (GbSqlStatement *members,
           const char     *json,
           GbAction       *action,
           GError        **error)
{
  gboolean row;

  gb_sql_statement_reset (members);
  gb_sql_statement_bind_text (members, 1, json);
  if (!gb_sql_statement_step (members, &row, error))
    return FALSE;
  while (row)
    {
      gb_action_set (action, gb_sql_statement_get_text (members, 0),
                     gb_sql_statement_get_text (members, 1));
      if (!gb_sql_statement_step (members, &row, error))
        return FALSE;
    }
  return TRUE;
}

/* An action of a type that this version does not know is left to the one that made it: NULL. */
static GbAction *
read_action (GbSqlStatement *s)
{
  GbActionType type;
  GbAction *self;

  if (!gb_action_type_from_name (gb_sql_statement_get_text (s, 1), &type))
    return NULL;
  self = gb_action_new (type, gb_sql_statement_get_text (s, 2));
  self->id = gb_sql_statement_dup_text (s, 0);
  self->base_rev = gb_sql_statement_get_int (s, 3);
  self->made_at = gb_sql_statement_get_int (s, 4);
  self->replaces = gb_sql_statement_dup_text (s, 6);
  gb_action_state_from_name (gb_sql_statement_get_text (s, 7), &self->state);
  self->next_attempt = gb_sql_statement_get_int (s, 8);
  self->attempts = (guint) gb_sql_statement_get_int (s, 9);
  self->problem = gb_sql_statement_dup_text (s, 10);
  return self;
}

static GPtrArray *
read_actions (GbSqlConnection *connection,
              GbSqlStatement  *s,
              GError         **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autoptr (GbSqlStatement) members = NULL;
  gboolean row;

  members = gb_sql_connection_prepare (
      connection, "SELECT key,value FROM json_each(?1) WHERE type='text'", error);
  if (members == NULL || !gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      GbAction *action = read_action (s);

      if (action != NULL)
        {
          g_ptr_array_add (actions, action);
          if (!read_data (members, gb_sql_statement_get_text (s, 5), action, error))
            return NULL;
        }
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&actions);
}

/**
 * gb_action_repository_list:
 * @connection: to FILE.local, or one for reading of a store
 * @filter: which of them
 * @target: (nullable): only those about this dossier
 *
 * Returns: (transfer full) (element-type GbAction): the actions in the order they were asked for
 */
GPtrArray *
gb_action_repository_list (GbSqlConnection *connection,
                           GbActionFilter   filter,
                           const char      *target,
                           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      filter == GB_ACTION_FILTER_PENDING
          ? "SELECT " COLUMNS " FROM action WHERE (?1 IS NULL OR target=?1) AND " PENDING
            " ORDER BY number"
          : "SELECT " COLUMNS " FROM action WHERE (?1 IS NULL OR target=?1) ORDER BY number",
      error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, target);
  return read_actions (connection, s, error);
}

/**
 * gb_action_repository_find:
 * @connection: to FILE.local, or one for reading of a store
 * @id: the action's
 * @action: (out) (transfer full) (nullable): the action, %NULL when there is none of that id
 *
 * Returns: whether it could be looked up
 */
gboolean
gb_action_repository_find (GbSqlConnection *connection,
                           const char      *id,
                           GbAction       **action,
                           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT " COLUMNS " FROM action WHERE id=?1", error);
  g_autoptr (GPtrArray) actions = NULL;

  *action = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, id);
  actions = read_actions (connection, s, error);
  if (actions == NULL)
    return FALSE;
  if (actions->len > 0)
    *action = g_ptr_array_steal_index (actions, 0);
  return TRUE;
}

/**
 * gb_action_repository_count_waiting:
 * @connection: to FILE.local, or one for reading of a store
 * @count: (out): actions the hub has not settled (chờ gửi)
 */
gboolean
gb_action_repository_count_waiting (GbSqlConnection *connection,
                                    gint64          *count,
                                    GError         **error)
{
  return gb_sql_connection_query_int (connection, "SELECT count(*) FROM action WHERE " PENDING,
                                      count, error);
}

#define APOLOGIES_SQL                                                                              \
  "SELECT json_group_array(json_object('dossier',a.target,'new_due',"                              \
  "gb_time(a.data->>'new_due'))) FROM local.action a WHERE a.type='dossier.apology' "              \
  "AND a.state NOT IN ('conflict','refused') AND a.id NOT IN (SELECT r.replaces "                  \
  "FROM local.action r WHERE r.replaces IS NOT NULL AND r.state NOT IN ('conflict','refused'))"

/**
 * gb_action_repository_apologies:
 * @connection: to the cache; one that does not see FILE.local, as the hub's, knows of none
 * @json: (out) (transfer full): an array of `{"dossier","new_due"}`: the letters that were signed
 *   here and not refused, for #GbHorizon
 */
gboolean
gb_action_repository_apologies (GbSqlConnection *connection,
                                char           **json,
                                GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gint64 local;
  gboolean row;

  *json = NULL;
  if (!gb_sql_connection_query_int (
          connection, "SELECT count(*) FROM pragma_database_list WHERE name='local'", &local, error))
    return FALSE;
  if (local == 0)
    {
      *json = g_strdup ("[]");
      return TRUE;
    }
  s = gb_sql_connection_prepare (connection, APOLOGIES_SQL, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *json = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}

/* --- adding --------------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) (nullable): for a write that nobody waits for; else not owned */
  gboolean owns_store;
  GbAction *action; /* (owned) */
  char *id; /* (owned) (nullable): of the one to be withdrawn */
} Change;

typedef struct
{
  GbAction *action; /* (owned) */
  GbActionWarnings warnings;
} Added;

static Change *
change_new (GbStore        *store,
            const GbAction *action,
            const char     *id,
            gboolean        owns_store)
{
  Change *self = g_new0 (Change, 1);

  self->store = owns_store ? g_object_ref (store) : store;
  self->owns_store = owns_store;
  self->action = action != NULL ? gb_action_copy (action) : NULL;
  self->id = g_strdup (id);
  return self;
}

static void
change_free (gpointer data)
{
  Change *self = data;

  if (self->owns_store)
    g_object_unref (self->store);
  gb_action_free (self->action);
  g_free (self->id);
  g_free (self);
}

static void
added_free (gpointer data)
{
  Added *self = data;

  gb_action_free (self->action);
  g_free (self);
}

static gboolean
insert (GbSqlConnection *local,
        const GbAction  *action,
        GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local,
      "INSERT INTO action(id,type,target,base_rev,made_at,data,replaces) "
      "VALUES(?1,?2,?3,?4,?5,?6,?7)",
      error);
  g_autofree char *data = gb_action_data_to_json (action);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->id);
  gb_sql_statement_bind_text (s, 2, gb_action_type_name (action->type));
  gb_sql_statement_bind_text (s, 3, action->target);
  gb_sql_statement_bind_int (s, 4, action->base_rev);
  gb_sql_statement_bind_int (s, 5, action->made_at);
  gb_sql_statement_bind_text (s, 6, data);
  gb_sql_statement_bind_text (s, 7, action->replaces);
  return gb_sql_statement_run (s, error);
}

/* On the writing thread. The guard and the row are one transaction of FILE.local, so that two
 * windows cannot both sign a letter about the same dossier. */
static gpointer
add (GbSqlConnection *cache,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  const Change *change = data;
  GbSqlConnection *local = gb_store_get_local_connection (change->store);
  gint64 now = gb_clock_now (gb_store_get_clock (change->store));
  Added *added = g_new0 (Added, 1);

  added->action = gb_action_copy (change->action);
  g_free (added->action->id);
  added->action->id = g_uuid_string_random ();
  added->action->made_at = now;
  added->action->state = GB_ACTION_WAITING;
  if (gb_sql_connection_begin_immediate (local, error))
    {
      if (gb_action_check (cache, local, added->action, now, &added->warnings, error) &&
          insert (local, added->action, error) && gb_sql_connection_commit (local, error))
        {
          gb_store_touch (change->store, GB_STORE_CHANGED_ACTIONS);
          return added;
        }
      gb_sql_connection_rollback (local);
    }
  added_free (added);
  return NULL;
}

static GbAction *
take_added (Added            *added,
            GbActionWarnings *warnings)
{
  GbAction *action;

  if (added == NULL)
    return NULL;
  if (warnings != NULL)
    *warnings = added->warnings;
  action = g_steal_pointer (&added->action);
  added_free (added);
  return action;
}

/**
 * gb_store_add_action_async:
 * @action: (transfer none): what is asked; id, time and base revision are given to the stored one
 *
 * Checks an action with gb_action_check() and stores it. When this has finished, it is on the disk.
 */
void
gb_store_add_action_async (GbStore            *self,
                           const GbAction     *action,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (action != NULL);

  gb_store_write_async (self, add, change_new (self, action, NULL, TRUE), change_free, added_free,
                        cancellable, callback, user_data);
}

/**
 * gb_store_add_action_finish:
 * @warnings: (out) (optional): what the user should know
 *
 * Returns: (transfer full): the action as it was stored; otherwise one of #GB_ACTION_ERROR or
 *   #GB_STORE_ERROR
 */
GbAction *
gb_store_add_action_finish (GbStore          *self,
                            GAsyncResult     *result,
                            GbActionWarnings *warnings,
                            GError          **error)
{
  return take_added (gb_store_write_finish (self, result, error), warnings);
}

/**
 * gb_store_add_action:
 * @action: (transfer none): what is asked
 * @warnings: (out) (optional): what the user should know
 *
 * As gb_store_add_action_async(), but blocks.
 *
 * Returns: (transfer full): the action as it was stored
 */
GbAction *
gb_store_add_action (GbStore          *self,
                     const GbAction   *action,
                     GbActionWarnings *warnings,
                     GCancellable     *cancellable,
                     GError          **error)
{
  Change *change = change_new (self, action, NULL, FALSE);
  Added *added = gb_store_write (self, add, change, cancellable, error);

  change_free (change);
  return take_added (added, warnings);
}

/* --- withdrawing ---------------------------------------------------------------------------- */

static gboolean
explain_left (GbSqlConnection *local,
              const char      *id,
              GError         **error)
{
  g_autoptr (GbAction) action = NULL;

  if (!gb_action_repository_find (local, id, &action, error))
    return FALSE;
  if (action == NULL)
    g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_ACTION,
                 _("There is no action “%s”"), id);
  else
    g_set_error_literal (error, GB_ACTION_ERROR, GB_ACTION_ERROR_LEFT,
                         _("This may have been sent already, so it cannot be withdrawn"));
  return FALSE;
}

static gboolean
delete_waiting (GbSqlConnection *local,
                const char      *id,
                GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "DELETE FROM action WHERE id=?1 AND state='waiting' AND attempts=0", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, id);
  if (!gb_sql_statement_run (s, error))
    return FALSE;
  return sqlite3_changes (gb_sql_connection_get_handle (local)) > 0 ||
         explain_left (local, id, error);
}

static gpointer
withdraw (GbSqlConnection *cache,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  const Change *change = data;
  GbSqlConnection *local = gb_store_get_local_connection (change->store);

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  if (delete_waiting (local, change->id, error) && gb_sql_connection_commit (local, error))
    {
      gb_store_touch (change->store, GB_STORE_CHANGED_ACTIONS);
      return GINT_TO_POINTER (TRUE);
    }
  gb_sql_connection_rollback (local);
  return NULL;
}

/**
 * gb_store_withdraw_action_async:
 * @id: the action's
 *
 * Takes back an action that was never sent.
 */
void
gb_store_withdraw_action_async (GbStore            *self,
                                const char         *id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (id != NULL);

  gb_store_write_async (self, withdraw, change_new (self, NULL, id, TRUE), change_free, NULL,
                        cancellable, callback, user_data);
}

/**
 * gb_store_withdraw_action_finish:
 *
 * Returns: whether it is gone; otherwise %GB_ACTION_ERROR_LEFT, %GB_ACTION_ERROR_UNKNOWN_ACTION or
 *   one of #GB_STORE_ERROR
 */
gboolean
gb_store_withdraw_action_finish (GbStore      *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return gb_store_write_finish (self, result, error) != NULL;
}

/**
 * gb_store_withdraw_action:
 * @id: the action's
 *
 * As gb_store_withdraw_action_async(), but blocks.
 */
gboolean
gb_store_withdraw_action (GbStore      *self,
                          const char   *id,
                          GCancellable *cancellable,
                          GError      **error)
{
  Change *change = change_new (self, NULL, id, FALSE);
  gboolean done = gb_store_write (self, withdraw, change, cancellable, error) != NULL;

  change_free (change);
  return done;
}
