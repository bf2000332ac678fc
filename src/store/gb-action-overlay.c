/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-overlay.h"

#include "gb-sql-statement.h"

/* What an action makes has the action's id, and what it changes has the revision of its result: as
 * soon as the cache has the one or the other, the feed has brought it. An issue that is raised here, a
 * visit that is asked for and a registration have a result about what they make. */
static char *
make_brought_sql (GbActionType type,
                  const char  *id,
                  const char  *target,
                  const char  *rev)
{
  GString *sql = g_string_new (NULL);
  GbRecordType made;

  if (gb_action_type_makes (type, &made))
    g_string_append_printf (sql, "EXISTS (SELECT 1 FROM %s m WHERE m.id=%s)", gb_record_spec (made)->table, id);
  if (type != GB_ACTION_ISSUE_RAISE && type != GB_ACTION_VISIT_REQUEST && type != GB_ACTION_NOTICE_ATTEND)
    g_string_append_printf (sql, "%sEXISTS (SELECT 1 FROM %s t WHERE t.id=%s AND t.rev>=%s)",
                            sql->len > 0 ? " OR " : "", gb_record_spec (gb_action_type_target (type))->table, target,
                            rev);
  return g_string_free (sql, FALSE);
}

/**
 * gb_action_overlay_sql:
 *
 * Returns: an SQL condition on a row `a` of local.action: it is of the type and lies over what the
 *   cache has
 */
const char *
gb_action_overlay_sql (GbActionType type)
{
  static gsize once;
  static char *sql[GB_N_ACTION_TYPES];

  g_return_val_if_fail (type < GB_N_ACTION_TYPES, NULL);

  if (g_once_init_enter (&once))
    {
      for (int i = 0; i < GB_N_ACTION_TYPES; i++)
        {
          g_autofree char *brought = make_brought_sql (i, "a.id", "a.target", "a.rev");

          sql[i] = g_strdup_printf ("a.type='%s' AND a.replaced_by IS NULL AND a.state NOT IN ('conflict','refused') "
                                    "AND NOT (%s)",
                                    gb_action_type_name (i), brought);
        }
      g_once_init_leave (&once, 1);
    }
  return sql[type];
}

/**
 * gb_action_overlay_lies_over:
 * @cache: to the cache, which need not see FILE.local
 * @action: one that was stored
 * @lies_over: (out): whether it lies over what the cache has, as gb_action_overlay_sql() tells
 */
gboolean
gb_action_overlay_lies_over (GbSqlConnection *cache,
                             const GbAction  *action,
                             gboolean        *lies_over,
                             GError         **error)
{
  g_autofree char *brought = make_brought_sql (action->type, "?1", "?2", "?3");
  g_autofree char *sql = g_strconcat ("SELECT ", brought, NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  *lies_over = FALSE;
  if (action->replaced_by != NULL || action->state == GB_ACTION_CONFLICT || action->state == GB_ACTION_REFUSED)
    return TRUE;
  s = gb_sql_connection_prepare (cache, sql, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->id);
  gb_sql_statement_bind_text (s, 2, action->target);
  if (action->rev != 0)
    gb_sql_statement_bind_int (s, 3, action->rev);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *lies_over = gb_sql_statement_get_int (s, 0) == 0;
  return TRUE;
}
