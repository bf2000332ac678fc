/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-repository.h that writes: adding and editing. */
#include "gb-action-repository.h"

#include <glib/gi18n-lib.h>

#include "gb-action-rules-private.h"
#include "gb-cursor-repository.h"
#include "gb-sql-statement.h"
#include "gb-store-private.h"

/* --- adding --------------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store; /* (owned) (nullable): for a write that nobody waits for; else not owned */
  gboolean owns_store;
  GPtrArray *actions; /* (owned) (element-type GbAction) */
} Change;

static Change *
change_new (GbStore  *store,
            gboolean  owns_store)
{
  Change *self = g_new0 (Change, 1);

  self->store = owns_store ? g_object_ref (store) : store;
  self->owns_store = owns_store;
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  return self;
}

static void
change_free (gpointer data)
{
  Change *self = data;

  if (self->owns_store)
    g_object_unref (self->store);
  g_ptr_array_unref (self->actions);
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

/* One that never left is changed where it stands, and keeps its place. */
static gboolean
update (GbSqlConnection *local,
        const GbAction  *action,
        GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "UPDATE action SET base_rev=?2,made_at=?3,data=?4 WHERE id=?1", error);
  g_autofree char *data = gb_action_data_to_json (action);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->id);
  gb_sql_statement_bind_int (s, 2, action->base_rev);
  gb_sql_statement_bind_int (s, 3, action->made_at);
  gb_sql_statement_bind_text (s, 4, data);
  return gb_sql_statement_run (s, error);
}

/* --- editing -------------------------------------------------------------------------------- */

static void
take_text (char      **place,
           const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

/* What stands for the first of several reports of one task's progress: they are one, the newest. Two
 * that were made one after the other on an old revision would be in conflict with each other. */
static gboolean
find_unsent_progress (GbSqlConnection *local,
                      const GbAction  *action,
                      GbAction       **old,
                      GError         **error)
{
  g_autoptr (GPtrArray) pending = NULL;

  *old = NULL;
  if (action->type != GB_ACTION_TASK_PROGRESS)
    return TRUE;
  pending = gb_action_repository_list (local, GB_ACTION_FILTER_PENDING, action->target, error);
  if (pending == NULL)
    return FALSE;
  for (guint i = 0; i < pending->len && *old == NULL; i++)
    if (((GbAction *) pending->pdata[i])->type == action->type)
      *old = gb_action_copy (pending->pdata[i]);
  return TRUE;
}

/* A new amount tells anew whether all is done: an older word on that would contradict it. */
static void
add_older_data (GbAction       *action,
                const GbAction *old)
{
  gboolean told_amount = gb_action_get (action, "done") != NULL;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, old->data);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (gb_action_get (action, key) == NULL && !(told_amount && g_str_equal (key, "state")))
      gb_action_set (action, key, value);
}

/* The action that @action takes the place of: the one it names, or one that it goes on from. */
static gboolean
find_replaced (GbSqlConnection *local,
               GbAction        *action,
               GbAction       **old,
               GError         **error)
{
  if (action->replaces == NULL)
    {
      if (!find_unsent_progress (local, action, old, error))
        return FALSE;
      if (*old != NULL)
        add_older_data (action, *old);
      return TRUE;
    }
  if (!gb_action_repository_find (local, action->replaces, old, error))
    return FALSE;
  if (*old == NULL)
    g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_ACTION, _("There is no action “%s”"),
                 action->replaces);
  else if ((*old)->state == GB_ACTION_APPLIED || (*old)->replaced_by != NULL)
    g_set_error_literal (error, GB_ACTION_ERROR, GB_ACTION_ERROR_STATE,
                         _("This was done already, so it cannot be changed any more"));
  else if ((*old)->type != action->type || g_strcmp0 ((*old)->target, action->target) != 0)
    g_set_error_literal (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID,
                         _("What takes the place of an action must be about the same"));
  else
    return TRUE;
  return FALSE;
}

/* What the hub is told is replaced: of a refused one nothing is left there, but perhaps of the one
 * that it replaced. */
static void
set_replaces (GbAction       *action,
              const GbAction *old)
{
  if (gb_action_never_left (old) || (old->state == GB_ACTION_REFUSED && old->replaces != NULL))
    take_text (&action->replaces, old->replaces);
  else
    take_text (&action->replaces, old->id);
}

/* The old one is kept until the new one is settled, so that withdrawing brings it back; what refers
 * to an issue that was raised by it refers to the new one's. */
static gboolean
put_in_place (GbSqlConnection *local,
              const GbAction  *action,
              const GbAction  *old,
              GError         **error)
{
  return insert (local, action, error) &&
         gb_action_run_local (local, "UPDATE action SET replaced_by=?2 WHERE id=?1", old->id, action->id, error) &&
         gb_action_run_local (local,
                              "UPDATE action SET target=?2 WHERE target=?1 AND state='waiting' AND attempts=0",
                              old->id, action->id, error);
}

/* --- storing -------------------------------------------------------------------------------- */

static gboolean
put (GbSqlConnection  *cache,
     GbSqlConnection  *local,
     GbAction         *action,
     gint64            now,
     GbActionWarnings *warnings,
     GError          **error)
{
  g_autoptr (GbAction) old = NULL;

  if (!find_replaced (local, action, &old, error))
    return FALSE;
  /* For the guards the old one does not count, and in a conflict the hub's record was seen. */
  if (old != NULL)
    take_text (&action->replaces, old->id);
  if (old != NULL && old->state == GB_ACTION_CONFLICT && action->base_rev == 0)
    action->base_rev = old->record_rev;
  if (!gb_action_check (cache, local, action, now, warnings, error))
    return FALSE;
  if (old == NULL)
    return insert (local, action, error);
  set_replaces (action, old);
  if (!gb_action_never_left (old))
    return put_in_place (local, action, old, error);
  take_text (&action->id, old->id);
  return update (local, action, error);
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
  if (!put (cache, local, action, now, &warnings, error))
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

static gboolean
load_reached (GbSqlConnection *cache,
              gboolean        *reached,
              GError         **error)
{
  g_auto (GbCursor) cursor = { 0 };

  if (!gb_cursor_load (cache, GB_RECORD_GROUP_WORK, &cursor, error))
    return FALSE;
  *reached = cursor.last_attempt != 0 && cursor.last_error == NULL;
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
  if (!gb_sql_connection_end (local, add_each (change, cache, added, error), error))
    return NULL;
  if (!load_reached (cache, &added->reached, error))
    return NULL;
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
 * this has finished, they are on the disk. One that `replaces` another is an edit of that: where it
 * never left it is changed itself and keeps its id, else the new one is sent in its place.
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
    g_ptr_array_add (change->actions, gb_action_copy (actions->pdata[i]));
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

  g_ptr_array_add (change->actions, gb_action_copy (action));
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
