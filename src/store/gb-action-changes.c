/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-repository.h that writes: adding and withdrawing. */
#include "gb-action-repository.h"

#include <glib/gi18n-lib.h>

#include "gb-sql-statement.h"
#include "gb-store-private.h"

/* --- adding --------------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) (nullable): for a write that nobody waits for; else not owned */
  gboolean owns_store;
  GPtrArray *actions; /* (owned) (nullable) (element-type GbAction) */
  GStrv ids; /* (owned) (nullable): of those to be withdrawn */
} Change;

static Change *
change_new (GbStore  *store,
            gboolean  owns_store)
{
  Change *self = g_new0 (Change, 1);

  self->store = owns_store ? g_object_ref (store) : store;
  self->owns_store = owns_store;
  return self;
}

static void
change_add_action (Change         *self,
                   const GbAction *action)
{
  if (self->actions == NULL)
    self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_ptr_array_add (self->actions, gb_action_copy (action));
}

static void
change_free (gpointer data)
{
  Change *self = data;

  if (self->owns_store)
    g_object_unref (self->store);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_strfreev (self->ids);
  g_free (self);
}

void
gb_actions_added_free (GbActionsAdded *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->actions);
  g_clear_error (&self->refusal);
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

static gboolean
add_one (Change         *change,
         GbSqlConnection *cache,
         GbAction       *action,
         GbActionsAdded *added,
         GError        **error)
{
  GbSqlConnection *local = gb_store_get_local_connection (change->store);
  gint64 now = gb_clock_now (gb_store_get_clock (change->store));
  GbActionWarnings warnings = 0;

  g_free (action->id);
  action->id = g_uuid_string_random ();
  action->made_at = now;
  action->state = GB_ACTION_WAITING;
  if (!gb_action_check (cache, local, action, now, &warnings, error) ||
      !insert (local, action, error))
    return FALSE;
  added->warnings |= warnings;
  g_ptr_array_add (added->actions, gb_action_copy (action));
  return TRUE;
}

/* One that is refused does not take the others with it; a file that fails takes all. */
static gboolean
add_each (Change          *change,
          GbSqlConnection *cache,
          GbActionsAdded  *added,
          GError         **error)
{
  for (guint i = 0; i < change->actions->len; i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (add_one (change, cache, change->actions->pdata[i], added, &refusal))
        continue;
      if (refusal->domain != GB_ACTION_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      if (added->n_refused++ == 0)
        added->refusal = g_steal_pointer (&refusal);
    }
  return TRUE;
}

/* On the writing thread. The guard and the rows are one transaction of FILE.local, so that two
 * windows cannot both sign a letter about the same dossier. */
static gpointer
add (GbSqlConnection *cache,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  Change *change = data;
  GbSqlConnection *local = gb_store_get_local_connection (change->store);
  g_autoptr (GbActionsAdded) added = g_new0 (GbActionsAdded, 1);

  added->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  if (!add_each (change, cache, added, error) || !gb_sql_connection_commit (local, error))
    {
      gb_sql_connection_rollback (local);
      return NULL;
    }
  if (added->actions->len > 0)
    gb_store_touch (change->store, GB_STORE_CHANGED_ACTIONS);
  return g_steal_pointer (&added);
}

/**
 * gb_store_add_actions_async:
 * @actions: (element-type GbAction): what is asked; id, time and base revision are given to those
 *   stored
 *
 * Checks each action with gb_action_check() and stores those that may be taken, all at once. When
 * this has finished, they are on the disk.
 */
void
gb_store_add_actions_async (GbStore            *self,
                            const GPtrArray    *actions,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Change *change;

  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (actions != NULL && actions->len > 0);

  change = change_new (self, TRUE);
  for (guint i = 0; i < actions->len; i++)
    change_add_action (change, actions->pdata[i]);
  gb_store_write_async (self, add, change, change_free, (GDestroyNotify) gb_actions_added_free,
                        cancellable, callback, user_data);
}

/**
 * gb_store_add_actions_finish:
 *
 * Returns: (transfer full): which were stored and why others were not; otherwise one of
 *   #GB_STORE_ERROR
 */
GbActionsAdded *
gb_store_add_actions_finish (GbStore      *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_write_finish (self, result, error);
}

/**
 * gb_store_add_action:
 * @action: (transfer none): what is asked
 * @warnings: (out) (optional): what the user should know
 *
 * As gb_store_add_actions_async() with one action, but blocks.
 *
 * Returns: (transfer full): the action as it was stored; otherwise one of #GB_ACTION_ERROR or
 *   #GB_STORE_ERROR
 */
GbAction *
gb_store_add_action (GbStore          *self,
                     const GbAction   *action,
                     GbActionWarnings *warnings,
                     GCancellable     *cancellable,
                     GError          **error)
{
  Change *change = change_new (self, FALSE);
  g_autoptr (GbActionsAdded) added = NULL;

  change_add_action (change, action);
  added = gb_store_write (self, add, change, cancellable, error);
  change_free (change);
  if (added == NULL)
    return NULL;
  if (added->refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&added->refusal));
      return NULL;
    }
  if (warnings != NULL)
    *warnings = added->warnings;
  return g_ptr_array_steal_index (added->actions, 0);
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

/* What has left already stays, the others go. The answer is why one stays, or nothing. */
static gpointer
withdraw (GbSqlConnection *cache,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  const Change *change = data;
  GbSqlConnection *local = gb_store_get_local_connection (change->store);
  g_autoptr (GError) refusal = NULL;
  gboolean ok = TRUE;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  for (guint i = 0; change->ids[i] != NULL && ok; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (delete_waiting (local, change->ids[i], &problem))
        continue;
      ok = problem->domain == GB_ACTION_ERROR;
      if (refusal == NULL || !ok)
        {
          g_clear_error (&refusal);
          refusal = g_steal_pointer (&problem);
        }
    }
  if (ok && gb_sql_connection_commit (local, error))
    {
      gb_store_touch (change->store, GB_STORE_CHANGED_ACTIONS);
      return g_steal_pointer (&refusal);
    }
  gb_sql_connection_rollback (local);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

static gboolean
take_withdrawn (GError  *refusal,
                GError **error)
{
  if (refusal == NULL)
    return TRUE;
  g_propagate_error (error, refusal);
  return FALSE;
}

/**
 * gb_store_withdraw_actions_async:
 * @ids: (array zero-terminated=1): the actions'
 *
 * Takes back actions that were never sent.
 */
void
gb_store_withdraw_actions_async (GbStore            *self,
                                 const char *const  *ids,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  Change *change;

  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  change = change_new (self, TRUE);
  change->ids = g_strdupv ((char **) ids);
  gb_store_write_async (self, withdraw, change, change_free, (GDestroyNotify) g_error_free,
                        cancellable, callback, user_data);
}

/**
 * gb_store_withdraw_actions_finish:
 *
 * Returns: whether all are gone; otherwise %GB_ACTION_ERROR_LEFT or %GB_ACTION_ERROR_UNKNOWN_ACTION
 *   of the first that is not, or one of #GB_STORE_ERROR
 */
gboolean
gb_store_withdraw_actions_finish (GbStore      *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  GError *problem = NULL;
  GError *refusal = gb_store_write_finish (self, result, &problem);

  return take_withdrawn (problem != NULL ? problem : refusal, error);
}

/**
 * gb_store_withdraw_action:
 * @id: the action's
 *
 * As gb_store_withdraw_actions_async() with one action, but blocks.
 */
gboolean
gb_store_withdraw_action (GbStore      *self,
                          const char   *id,
                          GCancellable *cancellable,
                          GError      **error)
{
  Change *change = change_new (self, FALSE);
  const char *ids[] = { id, NULL };
  GError *problem = NULL;
  GError *refusal;

  change->ids = g_strdupv ((char **) ids);
  refusal = gb_store_write (self, withdraw, change, cancellable, &problem);
  change_free (change);
  return take_withdrawn (problem != NULL ? problem : refusal, error);
}
