/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-entry.h"

#include "gb-action-repository.h"
#include "gb-sql-statement.h"

/* What a record is called, where its id says little. */
static const struct
{
  GbRecordType type;
  const char *sql;
} names[] = {
  { GB_RECORD_DOSSIER, "SELECT procedure FROM dossier WHERE id=?1" },
  { GB_RECORD_ISSUE, "SELECT title FROM issue WHERE id=?1 UNION ALL SELECT data->>'title' FROM local.action "
                     "WHERE id=?1 LIMIT 1" },
  { GB_RECORD_TASK, "SELECT title FROM task WHERE id=?1" },
  { GB_RECORD_NOTICE, "SELECT title FROM notice WHERE id=?1" },
  { GB_RECORD_TEAM, "SELECT name FROM team WHERE id=?1" },
  { GB_RECORD_CHANNEL, "SELECT name FROM channel WHERE id=?1" },
};

void
gb_action_entry_free (GbActionEntry *self)
{
  if (self == NULL)
    return;
  gb_action_free (self->action);
  g_free (self->about);
  g_free (self);
}

static gboolean
find_name (GbSqlConnection *connection,
           const GbAction  *action,
           char           **name,
           GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GbSqlStatement) s = NULL;
      gboolean row;

      if (names[i].type != gb_action_type_target (action->type))
        continue;
      s = gb_sql_connection_prepare (connection, names[i].sql, error);
      if (s == NULL)
        return FALSE;
      gb_sql_statement_bind_text (s, 1, action->target);
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
      *name = row ? gb_sql_statement_dup_text (s, 0) : NULL;
      return TRUE;
    }
  *name = g_strdup (gb_action_get (action, "title"));
  return TRUE;
}

/* What asks for somebody first, then what is on its way, then what was done, the latest first. */
static int
rank (const GbAction *action)
{
  switch (action->state)
    {
    case GB_ACTION_REFUSED:
    case GB_ACTION_CONFLICT:
      return 0;
    case GB_ACTION_APPLIED:
      return 2;
    default:
      return 1;
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const GbAction *one = (*(const GbActionEntry *const *) a)->action;
  const GbAction *other = (*(const GbActionEntry *const *) b)->action;

  if (rank (one) != rank (other))
    return rank (one) - rank (other);
  if (rank (one) == 2 && one->done_at != other->done_at)
    return one->done_at > other->done_at ? -1 : 1;
  return one->made_at == other->made_at ? 0 : one->made_at < other->made_at ? -1 : 1;
}

/**
 * gb_action_entries_load:
 * @connection: one for reading, of a store
 *
 * Returns: (transfer full) (element-type GbActionEntry): the outbox: what was refused or is in
 *   conflict, what is on its way in the order it was asked for, what was applied, the latest first
 */
GPtrArray *
gb_action_entries_load (GbSqlConnection *connection,
                        GError         **error)
{
  g_autoptr (GPtrArray) actions = gb_action_repository_list (connection, GB_ACTION_FILTER_ALL, NULL, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_entry_free);

  if (actions == NULL)
    return NULL;
  for (guint i = 0; i < actions->len; i++)
    {
      GbActionEntry *entry = g_new0 (GbActionEntry, 1);

      entry->action = gb_action_copy (actions->pdata[i]);
      g_ptr_array_add (entries, entry);
      if (!find_name (connection, entry->action, &entry->about, error))
        return NULL;
    }
  g_ptr_array_sort (entries, compare);
  return g_steal_pointer (&entries);
}
