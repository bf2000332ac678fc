/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-actions.h"

#include "gb-hub-act.h"
#include "gb-hub-members.h"
#include "gb-hub-results.h"
#include "gb-sql-error.h"
#include "gb-sql-statement.h"
#include "gb-time.h"
#include "gb-wire-json.h"

#include <string.h>

/* When to come again: others hold the database, the disk is full, anything else. */
#define BUSY_SECONDS 30
#define FULL_SECONDS 600
#define FAULT_SECONDS 300

/* How long an action may have been on its way. The clock of a workstation may be wrong by years; what
 * it says then is no date to print on a letter. */
#define MAX_AGE_DAYS 180

static void
act_clear (GbHubAct *act)
{
  gb_hub_entry_clear (&act->target);
  g_clear_pointer (&act->old_data, g_free);
  g_clear_pointer (&act->field, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubAct, act_clear)

static gint64
within_reason (gint64 made_at,
               gint64 now)
{
  return made_at > now || made_at < now - MAX_AGE_DAYS * GB_DAY_SECONDS ? now : made_at;
}

static gboolean (*const handlers[GB_N_ACTION_TYPES]) (GbHubAct *act, GError **error) = {
  [GB_ACTION_APOLOGY] = gb_hub_act_dossier_apology,
  [GB_ACTION_URGE] = gb_hub_act_dossier_urge,
  [GB_ACTION_NOTE] = gb_hub_act_dossier_note,
  [GB_ACTION_ISSUE_RAISE] = gb_hub_act_issue_raise,
  [GB_ACTION_ISSUE_NOTE] = gb_hub_act_issue_note,
  [GB_ACTION_ISSUE_CONFIRM] = gb_hub_act_issue_confirm,
  [GB_ACTION_ISSUE_URGE] = gb_hub_act_issue_urge,
  [GB_ACTION_ISSUE_ESCALATE] = gb_hub_act_issue_escalate,
  [GB_ACTION_TASK_PROGRESS] = gb_hub_act_task_progress,
  [GB_ACTION_NOTICE_ATTEND] = gb_hub_act_notice_attend,
  [GB_ACTION_VISIT_REQUEST] = gb_hub_act_visit_request,
  [GB_ACTION_CHANNEL_VERIFY] = gb_hub_act_channel_verify,
};

/* Whether the target is there and the token may see it. A commune is its own scope. */
static gboolean
check_target (GbHubAct *act,
              GError  **error)
{
  const char *commune = act->token->scope.commune;
  g_autoptr (GPtrArray) members = NULL;
  gboolean may_see;

  if (!gb_hub_entry_load (&act->target, act->connection, act->target_type, act->message->target, error))
    return FALSE;
  members = gb_hub_members_now (act->connection, act->target.number, error);
  if (members == NULL)
    return FALSE;
  may_see = commune == NULL || g_ptr_array_find_with_equal_func (members, commune, g_str_equal, NULL)
            || g_ptr_array_find_with_equal_func (members, GB_HUB_EVERYWHERE, g_str_equal, NULL);
  if (act->target_type == GB_RECORD_COMMUNE && commune != NULL)
    may_see = g_str_equal (commune, act->message->target);
  if (act->target.number == 0 || act->target.deleted || !may_see)
    gb_hub_act_refuse (act, GB_HUB_REFUSAL_SCOPE, "target");
  return TRUE;
}

/* Takes back the action in whose place this one comes, when it was applied. */
static gboolean
take_place (GbHubAct *act,
            GError  **error)
{
  const char *replaced = act->message->replaces;
  g_autoptr (GbActionResult) result = NULL;
  g_autofree char *type = NULL;
  g_autofree char *target = NULL;

  if (replaced == NULL)
    return TRUE;
  if (!gb_hub_results_find (act->connection, act->token->workstation, replaced, &result, &type, &target, error))
    return FALSE;
  if (result == NULL || result->status != GB_ACTION_STATUS_APPLIED)
    return TRUE;
  if (g_strcmp0 (type, act->message->type) != 0 || g_strcmp0 (target, act->message->target) != 0)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_REPLACES, "replaces");
  return gb_hub_act_undo (act, replaced, error);
}

/* Goes on only while nothing speaks against the action. */
static gboolean
is_over (GbHubAct *act)
{
  return act->conflict || act->refusal != GB_HUB_REFUSAL_NONE;
}

static gboolean
apply_type (GbHubAct    *act,
            GbActionType type,
            GError     **error)
{
  act->target_type = gb_action_type_target (type);
  if (!gb_hub_act_check (act, type))
    return TRUE;
  if (!take_place (act, error))
    return FALSE;
  if (is_over (act))
    return TRUE;
  if (!check_target (act, error))
    return FALSE;
  if (!is_over (act) && gb_action_type_checks_rev (type) && act->replaced == NULL
      && !gb_hub_act_is_stale (act, &act->conflict, error))
    return FALSE;
  return is_over (act) || handlers[type] (act, error);
}

static gboolean
apply (GbHubAct *act,
       GError  **error)
{
  const GbActionMessage *message = act->message;
  g_autoptr (JsonNode) data = NULL;
  GbActionType type;

  if (message->field != NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, message->field);
  if (!gb_action_type_from_name (message->type, &type))
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_TYPE, "type");
  data = gb_wire_json_parse (message->data, strlen (message->data), NULL);
  if (data == NULL)
    return gb_hub_act_refuse (act, GB_HUB_REFUSAL_VALUE, "data");
  act->data = json_node_get_object (data);
  if (!apply_type (act, type, error))
    return FALSE;
  act->data = NULL;
  return TRUE;
}

/* The target as it stands, with what the scope may see of it. */
static gboolean
tell_conflict (GbHubAct       *act,
               GbActionResult *result,
               GError        **error)
{
  g_auto (GbHubEntry) entry = { 0 };

  if (!gb_hub_entry_load (&entry, act->connection, act->target_type, act->message->target, error))
    return FALSE;
  if (entry.number == 0 || entry.deleted)
    return TRUE;
  result->record_rev = entry.rev;
  if (act->target_type == GB_RECORD_DOSSIER && act->token->scope.commune == NULL)
    {
      g_autoptr (GbSqlStatement) statement =
          gb_sql_connection_prepare (act->connection, "SELECT json_remove (?1, '$.phone')", error);
      gboolean row;

      if (statement == NULL)
        return FALSE;
      gb_sql_statement_bind_text (statement, 1, entry.data);
      if (!gb_sql_statement_step (statement, &row, error))
        return FALSE;
      result->record = gb_sql_statement_dup_text (statement, 0);
    }
  else
    result->record = g_steal_pointer (&entry.data);
  return TRUE;
}

static GbActionResult *
make_result (GbHubAct *act,
             GError  **error)
{
  g_autoptr (GbActionResult) result = NULL;

  if (act->refusal != GB_HUB_REFUSAL_NONE)
    return gb_hub_refusal_to_result (act->refusal, act->message->id, act->field);
  result = gb_action_result_new (act->message->id,
                                 act->conflict ? GB_ACTION_STATUS_CONFLICT : GB_ACTION_STATUS_APPLIED);
  result->rev = act->rev;
  if (act->conflict && !tell_conflict (act, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* Keeps what is answered, and lets the action whose place this one took come no more. */
static gboolean
keep (GbHubAct       *act,
      GbActionResult *result,
      GError        **error)
{
  const char *workstation = act->token->workstation;
  const char *replaced = act->message->replaces;
  g_autoptr (GbActionResult) gone = NULL;

  if (!gb_hub_results_keep (act->connection, workstation, act->message, result, act->now, error))
    return FALSE;
  if (replaced == NULL)
    return TRUE;
  gone = gb_hub_refusal_to_result (GB_HUB_REFUSAL_REPLACED, replaced, NULL);
  return gb_hub_results_keep (act->connection, workstation, NULL, gone, act->now, error);
}

/* Within a transaction, which it may end and begin anew: of what is refused or in conflict nothing
 * stays but the answer. */
static GbActionResult *
run_act (GbHubAct *act,
         GError  **error)
{
  g_autoptr (GbActionResult) result = NULL;

  if (!gb_hub_results_find (act->connection, act->token->workstation, act->message->id, &result, NULL, NULL,
                            error))
    return NULL;
  if (result != NULL)
    return g_steal_pointer (&result);
  if (!apply (act, error))
    return NULL;
  if (is_over (act))
    {
      gb_hub_log_rollback (act->log);
      if (!gb_hub_log_begin (act->log, error))
        return NULL;
    }
  result = make_result (act, error);
  if (result == NULL || !keep (act, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

static GbActionResult *
run_one (GbHub                 *hub,
         const GbHubToken      *token,
         const GbActionMessage *message,
         GError               **error)
{
  g_auto (GbHubAct) act = { .hub = hub, .log = gb_hub_get_log (hub), .connection = gb_hub_get_connection (hub),
                            .token = token, .message = message };
  g_autoptr (GbActionResult) result = NULL;

  act.now = gb_clock_now (gb_hub_get_clock (hub));
  act.made = within_reason (message->made_at, act.now);
  if (!gb_hub_log_begin (act.log, error))
    return NULL;
  result = run_act (&act, error);
  if (result == NULL)
    {
      gb_hub_log_rollback (act.log);
      return NULL;
    }
  return gb_hub_log_commit (act.log, error) ? g_steal_pointer (&result) : NULL;
}

static GbActionResult *
later (const char   *id,
       const GError *error)
{
  GbActionResult *result = gb_action_result_new (id, GB_ACTION_STATUS_LATER);

  result->retry_after = g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_BUSY)   ? BUSY_SECONDS
                        : g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_FULL) ? FULL_SECONDS
                                                                                  : FAULT_SECONDS;
  return result;
}

/**
 * gb_hub_actions_run:
 * @hub: this thread's own
 * @token: whose actions they are
 * @messages: (element-type GbActionMessage): what is asked
 *
 * Applies actions, each in a transaction of its own with what it is answered: so that after a crash
 * at any moment each was applied once or not at all, and one that fails is no hindrance to the next.
 *
 * Returns: (transfer full) (element-type GbActionResult): what became of them, in the same order
 */
GPtrArray *
gb_hub_actions_run (GbHub            *hub,
                    const GbHubToken *token,
                    GPtrArray        *messages)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_result_free);
  g_autoptr (GError) busy = NULL;

  for (guint i = 0; i < messages->len; i++)
    {
      const GbActionMessage *message = messages->pdata[i];
      g_autoptr (GError) error = NULL;
      GbActionResult *result = busy == NULL ? run_one (hub, token, message, &error) : later (message->id, busy);

      if (result == NULL)
        {
          g_message ("%s: %s", message->type != NULL ? message->type : "?", error->message);
          result = later (message->id, error);
          /* Each would wait as long as this one did. */
          if (g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_BUSY))
            busy = g_steal_pointer (&error);
        }
      g_ptr_array_add (results, result);
    }
  return results;
}
