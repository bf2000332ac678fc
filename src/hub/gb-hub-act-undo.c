/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions in the place of others, and what is a conflict. */
#include "gb-hub-act.h"

#include "gb-sql-statement.h"

typedef struct
{
  GbRecordType type;
  char *id; /* (owned) */
  gint64 changed;
  gint64 rev;
  char *before; /* (owned) (nullable): NULL for a record that was made */
} Effect;

static void
effect_clear (gpointer data)
{
  Effect *self = data;

  g_free (self->id);
  g_free (self->before);
}

/* What an action did, the last first. */
static GArray *
load_effects (GbHubAct   *act,
              const char *action,
              GError    **error)
{
  g_autoptr (GArray) effects = g_array_new (FALSE, TRUE, sizeof (Effect));
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      act->connection,
      "SELECT type, id, changed, rev, before FROM action_effect WHERE workstation = ?1 AND action = ?2"
      " ORDER BY position DESC",
      error);
  gboolean row;

  g_array_set_clear_func (effects, effect_clear);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_text (statement, 1, act->token->workstation);
  gb_sql_statement_bind_text (statement, 2, action);
  while (gb_sql_statement_step (statement, &row, error))
    {
      Effect effect = { 0 };

      if (!row)
        return g_steal_pointer (&effects);
      if (!gb_record_type_from_name (gb_sql_statement_get_text (statement, 0), &effect.type))
        continue;
      effect.id = gb_sql_statement_dup_text (statement, 1);
      effect.changed = gb_sql_statement_get_int (statement, 2);
      effect.rev = gb_sql_statement_get_int (statement, 3);
      effect.before = gb_sql_statement_dup_text (statement, 4);
      g_array_append_val (effects, effect);
    }
  return NULL;
}

static gboolean
count_children (GbHubAct *act,
                gint64    number,
                gint64   *count,
                GError  **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      act->connection, "SELECT count (*) FROM feed_record WHERE parent = ?1 AND NOT deleted", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, number);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *count = gb_sql_statement_get_int (statement, 0);
  return TRUE;
}

/* Takes back a record that was made; not when somebody answered it meanwhile. */
static gboolean
unmake (GbHubAct         *act,
        const Effect     *effect,
        const GbHubEntry *entry,
        GError          **error)
{
  GbHubLogOutcome outcome;
  gint64 children;

  if (!count_children (act, entry->number, &children, error))
    return FALSE;
  act->conflict = act->conflict || children > 0;
  g_free (act->old_data);
  act->old_data = g_strdup (entry->data);
  return gb_hub_log_delete (act->log, effect->type, effect->id, &outcome, error);
}

static gboolean
change_back (GbHubAct         *act,
             const Effect     *effect,
             const GbHubEntry *entry,
             GError          **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (act->connection, "SELECT json_patch (?1, ?2)", error);
  GbHubLogOutcome outcome;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, entry->data);
  gb_sql_statement_bind_text (statement, 2, effect->before);
  act->old_changed = effect->changed;
  return gb_sql_statement_step (statement, &row, error)
         && gb_hub_log_put (act->log, effect->type, effect->id, gb_sql_statement_get_text (statement, 0),
                            &outcome, error);
}

/**
 * gb_hub_act_undo:
 * @replaced: the id of an action of the same workstation that was applied
 *
 * Takes back what it did, so that this one can come in its place: a conflict when somebody has
 * changed or answered that meanwhile.
 */
gboolean
gb_hub_act_undo (GbHubAct   *self,
                 const char *replaced,
                 GError    **error)
{
  g_autoptr (GArray) effects = load_effects (self, replaced, error);

  if (effects == NULL)
    return FALSE;
  self->replaced = replaced;
  for (guint i = 0; i < effects->len && !self->conflict; i++)
    {
      const Effect *effect = &g_array_index (effects, Effect, i);
      g_auto (GbHubEntry) entry = { 0 };

      if (!gb_hub_entry_load (&entry, self->connection, effect->type, effect->id, error))
        return FALSE;
      self->conflict = entry.number == 0 || entry.deleted || entry.changed > effect->rev;
      if (self->conflict)
        break;
      if (!(effect->before == NULL ? unmake : change_back) (self, effect, &entry, error))
        return FALSE;
    }
  return TRUE;
}

/* The revision that the workstation's own action left after it saw @rev, 0 when there is none. */
static gboolean
find_own_step (GbHubAct *act,
               gint64    rev,
               gint64   *next,
               GError  **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      act->connection,
      "SELECT min (rev) FROM action_effect WHERE workstation = ?1 AND type = ?2 AND id = ?3"
      " AND changed <= ?4 AND rev > ?4",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, act->token->workstation);
  gb_sql_statement_bind_text (statement, 2, gb_record_type_name (act->target_type));
  gb_sql_statement_bind_text (statement, 3, act->message->target);
  gb_sql_statement_bind_int (statement, 4, rev);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  *next = gb_sql_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * gb_hub_act_is_stale:
 * @stale: (out): whether somebody else changed the target since the user saw it
 *
 * What the same workstation did meanwhile is no conflict: two changes of one afternoon without a
 * network come together.
 */
gboolean
gb_hub_act_is_stale (GbHubAct *self,
                     gboolean *stale,
                     GError  **error)
{
  gint64 seen = self->message->base_rev;
  gint64 next = 0;

  do
    {
      if (!find_own_step (self, seen, &next, error))
        return FALSE;
      seen = MAX (seen, next);
    }
  while (next != 0 && self->target.changed > seen);
  *stale = self->target.changed > seen;
  return TRUE;
}
