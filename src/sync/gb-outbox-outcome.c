/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the wire says about actions, and what FILE.local keeps of it. */
#include "gb-outbox-outcome.h"

#include "gb-outbox.h"

#include <glib/gi18n-lib.h>

#define FIRST_PAUSE 30
#define LONGEST_PAUSE (6 * 60 * 60)
/* Many workstations that a fault sent away together do not come back together. */
#define JITTER 0.2

/**
 * gb_outbox_back_off:
 * @attempts: how often it was sent, at least 1
 * @retry_after: how many seconds the endpoint asked to wait, 0 = it did not
 * @jitter: from -1 to 1: where in the spread
 *
 * Returns: how many seconds to wait before an action is sent again
 */
gint64
gb_outbox_back_off (guint  attempts,
                    guint  retry_after,
                    double jitter)
{
  gint64 pause = FIRST_PAUSE;

  for (guint i = 1; i < attempts && pause < LONGEST_PAUSE; i++)
    pause *= 2;
  pause += (gint64) ((double) MIN (pause, LONGEST_PAUSE) * JITTER * jitter);
  return MAX (MIN (pause, LONGEST_PAUSE), retry_after);
}

/**
 * gb_outbox_message:
 * @action: one that was stored
 *
 * Returns: (transfer full): how it goes over the line
 */
GbActionMessage *
gb_outbox_message (const GbAction *action)
{
  GbActionMessage *message = gb_action_message_new (action->id, gb_action_type_name (action->type), action->target);

  message->base_rev = action->base_rev;
  message->made_at = action->made_at;
  message->replaces = g_strdup (action->replaces);
  message->data = gb_action_data_to_json (action);
  return message;
}

/* (transfer full) (nullable) */
static char *
problem_text (const char *title,
              const char *detail)
{
  if (title == NULL || detail == NULL)
    return g_strdup (title != NULL ? title : detail);
  return g_strconcat (title, ". ", detail, NULL);
}

static void
take_problem (GbActionOutcome       *outcome,
              const GbActionProblem *problem)
{
  outcome->problem = problem_text (problem->title_vi, problem->detail_vi);
  outcome->problem_en = problem_text (problem->title_en, problem->detail_en);
  if (outcome->problem == NULL)
    outcome->problem = g_strdup (outcome->problem_en);
  outcome->problem_type = g_strdup (problem->type);
  outcome->problem_field = g_strdup (problem->field);
}

/**
 * gb_outbox_outcome_of_result:
 * @action: one that was sent
 * @result: (nullable): what the hub said of it; %NULL when it said nothing
 * @now: UTC seconds
 *
 * Returns: (transfer full): what is to be noted
 */
GbActionOutcome *
gb_outbox_outcome_of_result (const GbAction       *action,
                             const GbActionResult *result,
                             gint64                now)
{
  GbActionOutcome *outcome;

  if (result == NULL)
    return gb_outbox_outcome_again (action, GB_ACTION_SENT, _("The endpoint said nothing about this"), 0, now);
  switch (result->status)
    {
    case GB_ACTION_STATUS_APPLIED:
      outcome = gb_action_outcome_new (action->id, GB_ACTION_APPLIED);
      outcome->rev = result->rev;
      return outcome;
    case GB_ACTION_STATUS_CONFLICT:
      outcome = gb_action_outcome_new (action->id, GB_ACTION_CONFLICT);
      outcome->record = g_strdup (result->record);
      outcome->record_rev = result->record_rev;
      break;
    case GB_ACTION_STATUS_LATER:
      outcome = gb_outbox_outcome_again (action, GB_ACTION_RETRY, NULL, result->retry_after, now);
      break;
    case GB_ACTION_STATUS_REFUSED:
    default:
      outcome = gb_action_outcome_new (action->id, GB_ACTION_REFUSED);
    }
  take_problem (outcome, &result->problem);
  if (outcome->state == GB_ACTION_REFUSED && outcome->problem == NULL)
    outcome->problem = g_strdup (_("The endpoint refuses it and does not say why"));
  return outcome;
}

/**
 * gb_outbox_outcome_refused:
 * @action: one that was sent alone
 * @problem: why the endpoint does not take the request
 *
 * Returns: (transfer full): what is to be noted
 */
GbActionOutcome *
gb_outbox_outcome_refused (const GbAction *action,
                           const char     *problem)
{
  GbActionOutcome *outcome = gb_action_outcome_new (action->id, GB_ACTION_REFUSED);

  outcome->problem = g_strdup (problem);
  return outcome;
}

/**
 * gb_outbox_outcome_again:
 * @action: one that was sent
 * @state: %GB_ACTION_RETRY where the endpoint wants it later, %GB_ACTION_SENT where it is not known
 *   what the endpoint did
 * @problem: (nullable): why
 * @retry_after: how many seconds the endpoint asked to wait, 0 = it did not
 * @now: UTC seconds
 *
 * Returns: (transfer full): what is to be noted
 */
GbActionOutcome *
gb_outbox_outcome_again (const GbAction *action,
                         GbActionState   state,
                         const char     *problem,
                         guint           retry_after,
                         gint64          now)
{
  GbActionOutcome *outcome = gb_action_outcome_new (action->id, state);

  outcome->problem = g_strdup (problem);
  outcome->next_attempt = now + gb_outbox_back_off (action->attempts, retry_after, g_random_double_range (-1, 1));
  return outcome;
}

/**
 * gb_outbox_outcome_unsent:
 * @action: one that was taken and not applied by this attempt
 *
 * Returns: (transfer full): it is what it was before; of an earlier attempt nothing is known
 */
GbActionOutcome *
gb_outbox_outcome_unsent (const GbAction *action)
{
  return gb_action_outcome_new (action->id, action->attempts > 1 ? GB_ACTION_SENT : GB_ACTION_WAITING);
}
