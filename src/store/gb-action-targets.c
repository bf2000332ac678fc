/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-action-rules.h that knows targets other than dossiers. */
#include "gb-action-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-cursor-repository.h"
#include "gb-sql-statement.h"

/* What the rules look at, of a notice the kind for a state; what a kind of record does not have is NULL. */
typedef struct
{
  gint64 rev;
  char *state; /* (owned) (nullable) */
  char *level; /* (owned) (nullable) */
  char *commune; /* (owned) (nullable) */
  double total; /* 0 = none */
} Target;

static void
target_clear (Target *self)
{
  g_free (self->state);
  g_free (self->level);
  g_free (self->commune);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static const struct
{
  GbRecordType type;
  const char *sql;
} sources[] = {
  { GB_RECORD_ISSUE, "SELECT rev,state,level,commune,0 FROM issue WHERE id=?1" },
  { GB_RECORD_TASK, "SELECT rev,state,NULL,commune,coalesce(total,0) FROM task WHERE id=?1" },
  { GB_RECORD_NOTICE, "SELECT rev,kind,NULL,commune,0 FROM notice WHERE id=?1" },
  { GB_RECORD_COMMUNE, "SELECT 0,NULL,NULL,id,0 FROM commune WHERE id=?1" },
  { GB_RECORD_TEAM, "SELECT rev,NULL,NULL,NULL,0 FROM team WHERE id=?1" },
  { GB_RECORD_CHANNEL, "SELECT rev,NULL,NULL,NULL,0 FROM channel WHERE id=?1" },
};

/* An issue that was raised here is known before the hub has it. */
static gboolean
is_raised_here (GbSqlConnection *local,
                const GbAction  *action,
                gboolean        *raised,
                GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;

  *raised = FALSE;
  if (gb_action_type_target (action->type) != GB_RECORD_ISSUE)
    return TRUE;
  s = gb_sql_connection_prepare (local, "SELECT 1 FROM action WHERE id=?1 AND type='issue.raise'", error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->target);
  return gb_sql_statement_step (s, raised, error);
}

static gboolean
load_target (GbSqlConnection *cache,
             GbSqlConnection *local,
             const GbAction  *action,
             Target          *target,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;
  gsize i = 0;

  while (sources[i].type != gb_action_type_target (action->type))
    i++;
  s = gb_sql_connection_prepare (cache, sources[i].sql, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, action->target);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    {
      target->rev = gb_sql_statement_get_int (s, 0);
      target->state = gb_sql_statement_dup_text (s, 1);
      target->level = gb_sql_statement_dup_text (s, 2);
      target->commune = gb_sql_statement_dup_text (s, 3);
      target->total = gb_sql_statement_get_double (s, 4);
      return TRUE;
    }
  if (!is_raised_here (local, action, &row, error))
    return FALSE;
  if (!row)
    g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_UNKNOWN_TARGET, _("There is no “%s” in these data"),
                 action->target);
  return row;
}

static int
level_index (const char *level)
{
  static const char *const levels[] = { "commune", "department", "province", "ministry" };

  for (int i = 0; i < (int) G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (level, levels[i]) == 0)
      return i;
  return 0;
}

static gboolean
check_issue (GbSqlConnection *cache,
             GbSqlConnection *local,
             const GbAction  *action,
             const Target    *target,
             GError         **error)
{
  const char *state = target->state != NULL ? target->state : "new";
  const char *level = gb_action_get (action, "level");
  gboolean settled = strcmp (state, "confirmed") == 0 || strcmp (state, "rejected") == 0 ||
                     strcmp (state, "closed") == 0;
  gint64 unsettled;

  if (action->type == GB_ACTION_ISSUE_NOTE)
    return TRUE;
  if (settled)
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE, _("The issue is settled already"));
  if (action->type == GB_ACTION_ISSUE_CONFIRM)
    {
      if (strcmp (state, "answered") != 0)
        return gb_action_refuse (error, GB_ACTION_ERROR_STATE,
                                 _("The issue has no answer yet that could be confirmed"));
      if (!gb_action_count_unsettled (cache, local, action, &unsettled, error))
        return FALSE;
      if (unsettled > 0)
        return gb_action_refuse (error, GB_ACTION_ERROR_STATE, _("The answer was confirmed already"));
    }
  if (action->type == GB_ACTION_ISSUE_ESCALATE &&
      level_index (target->level) >= level_index (level != NULL ? level : "ministry"))
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE, _("The issue lies at that level already"));
  return TRUE;
}

static gboolean
check_task (const GbAction *action,
            const Target   *target,
            const char     *commune,
            GError        **error)
{
  const char *done = gb_action_get (action, "done"), *total = gb_action_get (action, "total");
  double whole = total != NULL ? g_ascii_strtod (total, NULL) : target->total;

  if (g_strcmp0 (target->state, "cancelled") == 0)
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE, _("The task was cancelled"));
  if (commune != NULL && g_strcmp0 (commune, target->commune) != 0)
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE,
                             _("The task is not this commune's own: the province keeps its progress"));
  if (done != NULL && whole > 0 && g_ascii_strtod (done, NULL) > whole)
    return gb_action_refuse (error, GB_ACTION_ERROR_INVALID, _("More is done than there is to do"));
  return TRUE;
}

/* Of a province only, for a commune's is its own. */
static gboolean
check_names_commune (GbAction   *action,
                     const char *commune,
                     GError    **error)
{
  if (gb_action_get (action, "commune") != NULL || commune != NULL)
    return TRUE;
  g_set_error (error, GB_ACTION_ERROR, GB_ACTION_ERROR_INVALID, _("“%s” is missing"), "commune");
  return FALSE;
}

static gboolean
check_notice (GbAction     *action,
              const Target *target,
              const char   *commune,
              GError      **error)
{
  if (g_strcmp0 (target->state, "notice") == 0)
    return gb_action_refuse (error, GB_ACTION_ERROR_STATE, _("It is neither a class nor a conference"));
  return check_names_commune (action, commune, error);
}

gboolean
gb_action_check_other (GbSqlConnection *cache,
                       GbSqlConnection *local,
                       GbAction        *action,
                       GError         **error)
{
  g_auto (Target) target = { 0 };
  g_autofree char *commune = NULL;

  if (!load_target (cache, local, action, &target, error) || !gb_cursor_load_commune (cache, &commune, error) ||
      !gb_action_check_values (action, error))
    return FALSE;
  action->base_rev = target.rev;
  switch (gb_action_type_target (action->type))
    {
    case GB_RECORD_ISSUE:
      return check_issue (cache, local, action, &target, error);
    case GB_RECORD_TASK:
      return check_task (action, &target, commune, error);
    case GB_RECORD_TEAM:
      return check_names_commune (action, commune, error);
    case GB_RECORD_NOTICE:
      return check_notice (action, &target, commune, error);
    case GB_RECORD_COMMUNE:
      if (commune == NULL || strcmp (commune, action->target) == 0)
        return TRUE;
      return gb_action_refuse (error, GB_ACTION_ERROR_UNKNOWN_TARGET,
                               _("An issue can be raised for the own commune only"));
    default:
      return TRUE;
    }
}
