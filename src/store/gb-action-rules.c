/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-rules-private.h"

#include "gb-action-overlay.h"
#include "gb-action-repository.h"
#include "gb-sql-statement.h"

G_DEFINE_QUARK (gb-action-error-quark, gb_action_error)

gboolean
gb_action_refuse (GError      **error,
                  GbActionError code,
                  const char   *text)
{
  g_set_error_literal (error, GB_ACTION_ERROR, code, text);
  return FALSE;
}

/* Actions of the same kind about the same target that the feed has not brought yet; the one that
 * this one takes the place of does not count. */
gboolean
gb_action_count_unsettled (GbSqlConnection *cache,
                           GbSqlConnection *local,
                           const GbAction  *action,
                           gint64          *count,
                           GError         **error)
{
  g_autoptr (GPtrArray) others = gb_action_repository_list (local, GB_ACTION_FILTER_ALL, action->target, error);

  if (others == NULL)
    return FALSE;
  *count = 0;
  for (guint i = 0; i < others->len; i++)
    {
      const GbAction *other = others->pdata[i];
      gboolean lies_over;

      if (other->type != action->type || g_strcmp0 (other->id, action->replaces) == 0)
        continue;
      if (!gb_action_overlay_lies_over (cache, other, &lies_over, error))
        return FALSE;
      *count += lies_over;
    }
  return TRUE;
}

/* What was applied already has changed the target: the user saw it with that, whether or not the
 * feed has brought it. */
static gboolean
add_own_changes (GbSqlConnection *local,
                 GbAction        *action,
                 GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (!gb_action_type_checks_rev (action->type))
    return TRUE;
  s = gb_sql_connection_prepare (local, "SELECT max(rev) FROM action WHERE target=?1 AND state='applied'", error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->target);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  action->base_rev = MAX (action->base_rev, gb_sql_statement_get_int (s, 0));
  return TRUE;
}

/**
 * gb_action_check:
 * @cache: to the cache
 * @local: to FILE.local; a reading connection of the store is both
 * @action: (inout): what is asked; its base revision where there is none and, for a slip, the
 *   officer are filled in
 * @now: UTC seconds
 * @warnings: (out) (optional): what the user should know
 *
 * Whether an action may be taken: the guard against a second re-schedule and the like. It is asked
 * again in the transaction that stores it. The hub has the last word.
 *
 * Returns: whether it may; otherwise one of #GB_ACTION_ERROR with a message for the user, or an
 *   error of the file
 */
gboolean
gb_action_check (GbSqlConnection  *cache,
                 GbSqlConnection  *local,
                 GbAction         *action,
                 gint64            now,
                 GbActionWarnings *warnings,
                 GError          **error)
{
  GbActionWarnings found = 0;
  gint64 seen = action->base_rev;
  gboolean ok;

  if (!gb_action_check_keys (action, error))
    return FALSE;
  if (gb_action_type_target (action->type) == GB_RECORD_DOSSIER)
    ok = gb_action_check_dossier (cache, local, action, now, &found, error);
  else
    ok = gb_action_check_other (cache, local, action, error);
  if (!ok)
    return FALSE;
  if (seen != 0)
    action->base_rev = seen;
  else if (!add_own_changes (local, action, error))
    return FALSE;
  if (warnings != NULL)
    *warnings = found;
  return TRUE;
}
