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
