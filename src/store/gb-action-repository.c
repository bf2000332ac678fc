/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-repository.h"

#include "gb-action-overlay.h"
#include "gb-action-rules-private.h"
#include "gb-language.h"
#include "gb-sql-statement.h"

#define COLUMNS                                                                                    \
  "id,type,target,base_rev,made_at,data,replaces,state,coalesce(next_attempt,0),attempts,"         \
  "replaced_by,coalesce(done_at,0),coalesce(rev,0),coalesce(generation,0),record,"                 \
  "coalesce(record_rev,0),problem,problem_en,problem_field"

static const char *const filters[] = {
  [GB_ACTION_FILTER_ALL] = "replaced_by IS NULL",
  [GB_ACTION_FILTER_PENDING] = "replaced_by IS NULL AND state NOT IN ('applied','conflict','refused')",
  [GB_ACTION_FILTER_TROUBLE] = "replaced_by IS NULL AND state IN ('conflict','refused')",
  [GB_ACTION_FILTER_OPEN] = "replaced_by IS NULL AND state<>'applied'",
};

/* SQLite takes the data apart; a member that is neither text, number nor list is none of ours. */
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
  self->replaced_by = gb_sql_statement_dup_text (s, 10);
  self->done_at = gb_sql_statement_get_int (s, 11);
  self->rev = gb_sql_statement_get_int (s, 12);
  self->generation = gb_sql_statement_get_int (s, 13);
  self->record = gb_sql_statement_dup_text (s, 14);
  self->record_rev = gb_sql_statement_get_int (s, 15);
  self->problem
      = gb_sql_statement_dup_text (s, gb_language_is_english () && !gb_sql_statement_is_null (s, 17) ? 17 : 16);
  self->problem_field = gb_sql_statement_dup_text (s, 18);
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
      connection, "SELECT key,value FROM json_each(?1) WHERE type IN ('text','integer','real','array')", error);
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
  g_autofree char *sql = g_strdup_printf (
      "SELECT " COLUMNS " FROM action WHERE (?1 IS NULL OR target=?1) AND %s ORDER BY number", filters[filter]);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);

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
 * gb_action_repository_count:
 * @connection: to FILE.local, or one for reading of a store
 * @filter: which of them
 * @count: (out): how many there are
 */
gboolean
gb_action_repository_count (GbSqlConnection *connection,
                            GbActionFilter   filter,
                            gint64          *count,
                            GError         **error)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM action WHERE ", filters[filter], NULL);

  return gb_sql_connection_query_int (connection, sql, count, error);
}

/**
 * gb_action_repository_next_attempt:
 * @connection: to FILE.local, or one for reading of a store
 * @next_attempt: (out): the earliest time that was promised to one that waits, UTC seconds; 0 = none
 */
gboolean
gb_action_repository_next_attempt (GbSqlConnection *connection,
                                   gint64          *next_attempt,
                                   GError         **error)
{
  g_autofree char *sql = g_strconcat ("SELECT coalesce(min(next_attempt),0) FROM action WHERE ",
                                      filters[GB_ACTION_FILTER_PENDING], NULL);

  return gb_sql_connection_query_int (connection, sql, next_attempt, error);
}

/**
 * gb_action_repository_apologies:
 * @connection: to the cache; one that does not see FILE.local, as the hub's, knows of none
 * @json: (out) (transfer full): an array of `{"dossier","new_due"}`: the letters that were signed
 *   here and that the feed has not brought yet, for #GbHorizon
 */
gboolean
gb_action_repository_apologies (GbSqlConnection *connection,
                                char           **json,
                                GError         **error)
{
  g_autofree char *sql = g_strconcat (
      "SELECT json_group_array(json_object('dossier',a.target,'new_due',gb_time(a.data->>'new_due'))) "
      "FROM local.action a WHERE ",
      gb_action_overlay_sql (GB_ACTION_APOLOGY), NULL);
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
  s = gb_sql_connection_prepare (connection, sql, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *json = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}

/* Whether nobody but this machine knows of it. */
gboolean
gb_action_never_left (const GbAction *action)
{
  return action->state == GB_ACTION_WAITING && action->attempts == 0;
}

/* A statement about one or two ids. */
gboolean
gb_action_run_local (GbSqlConnection *local,
                     const char      *sql,
                     const char      *first,
                     const char      *second,
                     GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, sql, error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, first);
  if (second != NULL)
    gb_sql_statement_bind_text (s, 2, second);
  return gb_sql_statement_run (s, error);
}
