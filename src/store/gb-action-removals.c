/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-repository.h that takes away: withdrawing and dropping. */
#include "gb-action-repository.h"

#include <glib/gi18n-lib.h>

#include "gb-action-rules-private.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

typedef struct
{
  GbStore *store; /* (owned) (nullable): for a write that nobody waits for; else not owned */
  gboolean owns_store;
  GStrv ids; /* (owned) */
} Removal;

static Removal *
removal_new (GbStore            *store,
             gboolean            owns_store,
             const char *const  *ids)
{
  Removal *self = g_new0 (Removal, 1);

  self->store = owns_store ? g_object_ref (store) : store;
  self->owns_store = owns_store;
  self->ids = g_strdupv ((char **) ids);
  return self;
}

static void
removal_free (gpointer data)
{
  Removal *self = data;

  if (self->owns_store)
    g_object_unref (self->store);
  g_strfreev (self->ids);
  g_free (self);
}

#define REMAINS_SQL                                                                                \
  "WITH RECURSIVE old(id) AS (SELECT ?1 UNION SELECT a.id FROM action a JOIN old "                 \
  "ON a.replaced_by=old.id) DELETE FROM action WHERE id IN old"

static gboolean
has_followers (GbSqlConnection *local,
               const char      *id,
               gboolean        *has,
               GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "SELECT 1 FROM action WHERE target=?1 AND state<>'applied'", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, id);
  return gb_sql_statement_step (s, has, error);
}

/* Only what never left can be taken back; the one that it was to replace is sent again. */
static gboolean
withdraw_found (GbSqlConnection *local,
                const GbAction  *action,
                GError         **error)
{
  gboolean has;

  if (!gb_action_never_left (action))
    return gb_action_refuse (error, GB_ACTION_ERROR_LEFT,
                             _("This may have been sent already, so it cannot be withdrawn"));
  if (!has_followers (local, action->id, &has, error))
    return FALSE;
  if (has)
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE,
                             _("Other changes refer to this one; withdraw them first"));
  return gb_action_run_local (local, "DELETE FROM action WHERE id=?1", action->id, NULL, error) &&
         gb_action_run_local (local, "UPDATE action SET replaced_by=NULL WHERE replaced_by=?1", action->id, NULL,
                              error);
}

/* What the hub did not take goes for good, with what it was to replace. */
static gboolean
drop_found (GbSqlConnection *local,
            const GbAction  *action,
            GError         **error)
{
  if (action->replaced_by != NULL || (action->state != GB_ACTION_REFUSED && action->state != GB_ACTION_CONFLICT))
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE,
                             _("Only what was refused or is in conflict can be dropped"));
  return gb_action_run_local (local, REMAINS_SQL, action->id, NULL, error);
}

typedef gboolean (*RemoveFunc) (GbSqlConnection *local,
                                const GbAction  *action,
                                GError         **error);

static gboolean
remove_one (GbSqlConnection *local,
            const char      *id,
            RemoveFunc       func,
            GError         **error)
{
  g_autoptr (GbAction) action = NULL;

  if (!gb_action_repository_find (local, id, &action, error))
    return FALSE;
  if (action != NULL)
    return func (local, action, error);
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_ACTION, _("There is no action “%s”"), id);
  return FALSE;
}

/* What may not go stays, the others go. The answer is why the first one stays, or nothing. */
static GError *
remove_each (const Removal *removal,
             RemoveFunc    func,
             GError      **error)
{
  GbSqlConnection *local = gb_store_get_local_connection (removal->store);
  g_autoptr (GError) refusal = NULL;
  gboolean ok = TRUE;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  for (guint i = 0; removal->ids[i] != NULL && ok; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (remove_one (local, removal->ids[i], func, &problem))
        continue;
      ok = problem->domain == GB_ACTION_ERROR;
      if (refusal == NULL || !ok)
        {
          g_clear_error (&refusal);
          refusal = g_steal_pointer (&problem);
        }
    }
  if (gb_sql_connection_end (local, ok, error))
    {
      gb_store_touch (removal->store, GB_STORE_CHANGED_ACTIONS);
      return g_steal_pointer (&refusal);
    }
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

static gpointer
withdraw (GbSqlConnection *cache,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  return remove_each (data, withdraw_found, error);
}

static gpointer
drop (GbSqlConnection *cache,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return remove_each (data, drop_found, error);
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
  Removal *removal;

  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  removal = removal_new (self, TRUE, ids);
  gb_store_write_async (self, withdraw, removal, removal_free, (GDestroyNotify) g_error_free,
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

static gboolean
remove_now (GbStore      *self,
            GbStoreFunc   func,
            const char   *id,
            GCancellable *cancellable,
            GError      **error)
{
  const char *ids[] = { id, NULL };
  Removal *removal = removal_new (self, FALSE, ids);
  GError *problem = NULL;
  GError *refusal;

  refusal = gb_store_write (self, func, removal, cancellable, &problem);
  removal_free (removal);
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
  return remove_now (self, withdraw, id, cancellable, error);
}

/**
 * gb_store_drop_action_async:
 * @id: the action's
 *
 * Gives up an action that was refused, or one in conflict: the record as the hub has it is accepted.
 */
void
gb_store_drop_action_async (GbStore            *self,
                            const char         *id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  const char *ids[] = { id, NULL };
  Removal *removal;

  g_return_if_fail (GB_IS_STORE (self));
  g_return_if_fail (id != NULL);

  removal = removal_new (self, TRUE, ids);
  gb_store_write_async (self, drop, removal, removal_free, (GDestroyNotify) g_error_free, cancellable,
                        callback, user_data);
}

/**
 * gb_store_drop_action_finish:
 *
 * Returns: whether it is gone; otherwise %GB_ACTION_ERROR_STATE, %GB_ACTION_ERROR_UNKNOWN_ACTION or
 *   one of #GB_STORE_ERROR
 */
gboolean
gb_store_drop_action_finish (GbStore      *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return gb_store_withdraw_actions_finish (self, result, error);
}

/**
 * gb_store_drop_action:
 * @id: the action's
 *
 * As gb_store_drop_action_async(), but blocks.
 */
gboolean
gb_store_drop_action (GbStore      *self,
                      const char   *id,
                      GCancellable *cancellable,
                      GError      **error)
{
  return remove_now (self, drop, id, cancellable, error);
}
