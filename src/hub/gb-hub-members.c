/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-members.h"

#include "gb-sql-statement.h"

/* The JSON paths of the communes that a type's records name themselves; a type without any, and
 * without a parent, is everywhere. */
typedef struct
{
  GbRecordType type;
  GbHubRelation relation;
  const char *communes[3];
  gboolean everywhere; /* when no commune is named */
} Rule;

#define NO_PARENT { -1, NULL, FALSE, FALSE }

static const Rule rules[] = {
  { GB_RECORD_DOSSIER, NO_PARENT, { "$.commune", "$.received_by" }, FALSE },
  { GB_RECORD_DOSSIER_STEP, { GB_RECORD_DOSSIER, "$.dossier", TRUE, TRUE }, { NULL }, FALSE },
  { GB_RECORD_LETTER, { GB_RECORD_DOSSIER, "$.dossier", TRUE, TRUE }, { NULL }, FALSE },
  { GB_RECORD_URGE, { GB_RECORD_DOSSIER, "$.dossier", TRUE, TRUE }, { NULL }, FALSE },
  { GB_RECORD_ANSWER, { GB_RECORD_URGE, "$.urge", TRUE, TRUE }, { NULL }, FALSE },
  { GB_RECORD_ISSUE, NO_PARENT, { "$.commune" }, FALSE },
  { GB_RECORD_ISSUE_NOTE, { GB_RECORD_ISSUE, "$.issue", TRUE, TRUE }, { NULL }, FALSE },
  { GB_RECORD_TASK, NO_PARENT, { "$.commune" }, TRUE },
  { GB_RECORD_TASK_NOTE, { GB_RECORD_TASK, "$.task", TRUE, TRUE }, { NULL }, FALSE },
  { GB_RECORD_NOTICE, NO_PARENT, { "$.commune" }, TRUE },
  { GB_RECORD_ATTENDANCE, NO_PARENT, { "$.commune" }, FALSE },
  { GB_RECORD_OFFICER, { GB_RECORD_AGENCY, "$.home", FALSE, FALSE }, { "$.commune" }, FALSE },
  { GB_RECORD_VISIT, NO_PARENT, { "$.commune" }, FALSE },
  { GB_RECORD_INDICATOR_VALUE, { GB_RECORD_INDICATOR, "$.indicator", TRUE, TRUE }, { "$.commune" }, FALSE },
};

static const GbHubRelation no_relation = NO_PARENT;

static const Rule *
find_rule (GbRecordType type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].type == type)
      return &rules[i];
  return NULL;
}

/**
 * gb_hub_relation:
 *
 * Returns: (transfer none): on what the scope of such records hangs
 */
const GbHubRelation *
gb_hub_relation (GbRecordType type)
{
  const Rule *rule = find_rule (type);

  return rule != NULL ? &rule->relation : &no_relation;
}

static void
add_commune (GPtrArray  *members,
             const char *commune)
{
  if (commune != NULL && !g_ptr_array_find_with_equal_func (members, commune, g_str_equal, NULL))
    g_ptr_array_add (members, g_strdup (commune));
}

static gboolean
add_rows (GbSqlStatement *statement,
          GPtrArray      *members,
          GError        **error)
{
  gboolean row;

  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      add_commune (members, gb_sql_statement_get_text (statement, 0));
    }
  return FALSE;
}

static gboolean
add_named (GbSqlConnection *connection,
           const Rule      *rule,
           const char      *data,
           GPtrArray       *members,
           GError         **error)
{
  for (gsize i = 0; rule->communes[i] != NULL; i++)
    {
      g_autoptr (GbSqlStatement) statement =
          gb_sql_connection_prepare (connection, "SELECT ?1 ->> ?2", error);

      if (statement == NULL)
        return FALSE;
      gb_sql_statement_bind_text (statement, 1, data);
      gb_sql_statement_bind_text (statement, 2, rule->communes[i]);
      if (!add_rows (statement, members, error))
        return FALSE;
    }
  return TRUE;
}

/* What a parent gives to its children: an agency the commune it lies in, an indicator that is
 * computed everything, any other its own members. */
static gboolean
add_inherited (GbSqlConnection *connection,
               const Rule      *rule,
               gint64           parent,
               GPtrArray       *members,
               GError         **error)
{
  g_autoptr (GbSqlStatement) statement = NULL;
  const char *sql = "SELECT commune FROM feed_member WHERE rec = ?1 AND present";

  if (rule->relation.parent == GB_RECORD_AGENCY)
    sql = "SELECT data ->> '$.commune' FROM feed_record WHERE rec = ?1 AND NOT deleted";
  else if (rule->relation.parent == GB_RECORD_INDICATOR)
    sql = "SELECT iif (data ->> '$.kind' = 'computed', '', NULL) FROM feed_record WHERE rec = ?1";
  statement = gb_sql_connection_prepare (connection, sql, error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, parent);
  return add_rows (statement, members, error);
}

/**
 * gb_hub_members_of:
 * @connection: the hub's database
 * @type: the record's type
 * @data: its data, a JSON object
 * @parent: the number of its parent in the log, 0 for none
 *
 * Which communes' scopes a record lies in, after PROTOCOL.md ("Scope").
 *
 * Returns: (transfer full) (element-type utf8): codes, or %GB_HUB_EVERYWHERE alone
 */
GPtrArray *
gb_hub_members_of (GbSqlConnection *connection,
                   GbRecordType     type,
                   const char      *data,
                   gint64           parent,
                   GError         **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  const Rule *rule = find_rule (type);

  if (rule == NULL)
    add_commune (members, GB_HUB_EVERYWHERE);
  else
    {
      if (!add_named (connection, rule, data, members, error)
          || (parent != 0 && !add_inherited (connection, rule, parent, members, error)))
        return NULL;
      if (members->len == 0 && rule->everywhere)
        add_commune (members, GB_HUB_EVERYWHERE);
      if (g_ptr_array_find_with_equal_func (members, GB_HUB_EVERYWHERE, g_str_equal, NULL))
        {
          g_ptr_array_set_size (members, 0);
          add_commune (members, GB_HUB_EVERYWHERE);
        }
    }
  return g_steal_pointer (&members);
}

/**
 * gb_hub_members_now:
 * @record: a record's number in the log
 *
 * Returns: (transfer full) (element-type utf8): the communes whose scope it lies in now
 */
GPtrArray *
gb_hub_members_now (GbSqlConnection *connection,
                    gint64           record,
                    GError         **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "SELECT commune FROM feed_member WHERE rec = ?1 AND present", error);

  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_int (statement, 1, record);
  if (!add_rows (statement, members, error))
    return NULL;
  return g_steal_pointer (&members);
}

/**
 * gb_hub_members_equal:
 *
 * Returns: whether two lists without repetitions hold the same communes
 */
gboolean
gb_hub_members_equal (GPtrArray *a,
                      GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find_with_equal_func (b, a->pdata[i], g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
write_member (GbSqlConnection *connection,
              GbRecordGroup    group,
              gint64           number,
              gint64           seq,
              const char      *commune,
              gboolean         present,
              GError         **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "INSERT INTO feed_member (commune, grp, seq, rec, present) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, commune);
  gb_sql_statement_bind_int (statement, 2, group);
  gb_sql_statement_bind_int (statement, 3, seq);
  gb_sql_statement_bind_int (statement, 4, number);
  gb_sql_statement_bind_int (statement, 5, present);
  return gb_sql_statement_run (statement, error);
}

static gboolean
forget_member (GbSqlConnection *connection,
               gint64           number,
               const char      *commune,
               GError         **error)
{
  /* What all see again has left nobody. */
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      connection, "DELETE FROM feed_member WHERE rec = ?1 AND (commune = ?2 OR ?2 = '')", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, number);
  gb_sql_statement_bind_text (statement, 2, commune);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_members_move:
 * @number: the record's
 * @seq: its new place in the log
 * @before: (element-type utf8): the communes that saw it until now
 * @after: (element-type utf8): those that see it now
 * @is_new: whether it was never there
 *
 * Moves the record to its new place in the log of each commune that sees it, and leaves a farewell
 * there for those that saw it until now.
 */
gboolean
gb_hub_members_move (GbSqlConnection *connection,
                     GbRecordGroup    group,
                     gint64           number,
                     gint64           seq,
                     GPtrArray       *before,
                     GPtrArray       *after,
                     gboolean         is_new,
                     GError         **error)
{
  for (guint i = 0; i < before->len; i++)
    if (!g_ptr_array_find_with_equal_func (after, before->pdata[i], g_str_equal, NULL)
        && (!forget_member (connection, number, before->pdata[i], error)
            || !write_member (connection, group, number, seq, before->pdata[i], FALSE, error)))
      return FALSE;
  for (guint i = 0; i < after->len; i++)
    if ((!is_new && !forget_member (connection, number, after->pdata[i], error))
        || !write_member (connection, group, number, seq, after->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}
