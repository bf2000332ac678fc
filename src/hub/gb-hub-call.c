/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-call.h"

#include "gb-sql-error.h"

/* Seconds until a database that others hold is likely to be free again. */
#define BUSY_SECONDS 30

/**
 * gb_hub_call_problem:
 * @subject: (nullable): the parameter or thing at fault
 *
 * Returns: (transfer full): an answer that tells of a problem, in the reader's language
 */
GbHubAnswer *
gb_hub_call_problem (GbHubCall   *self,
                     GbHubProblem problem,
                     const char  *subject)
{
  return gb_hub_answer_problem (problem, subject, self->request->english);
}

/**
 * gb_hub_call_fail:
 * @error: what went wrong inside; it is for the hub's own log, not for the network
 *
 * Returns: (transfer full): an answer that tells whose fault it is
 */
GbHubAnswer *
gb_hub_call_fail (GbHubCall    *self,
                  const GError *error)
{
  GbHubAnswer *answer;

  g_message ("%s %s: %s", self->request->method, self->request->path, error->message);
  if (!g_error_matches (error, GB_SQL_ERROR, GB_SQL_ERROR_BUSY))
    return gb_hub_call_problem (self, GB_HUB_PROBLEM_FAULT, NULL);
  answer = gb_hub_call_problem (self, GB_HUB_PROBLEM_BUSY, NULL);
  gb_hub_answer_add_retry (answer, BUSY_SECONDS);
  return answer;
}
