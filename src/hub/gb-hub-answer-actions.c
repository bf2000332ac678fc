/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /v1/actions. */
#include "gb-hub-call.h"

#include "gb-hub-actions.h"

GbHubAnswer *
gb_hub_answer_actions (GbHubCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = gb_action_codec_decode (call->request->body, &error);
  g_autoptr (GPtrArray) results = NULL;

  if (messages == NULL)
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "body");
  results = gb_hub_actions_run (call->hub, &call->token, messages);
  return gb_hub_answer_new (200, "application/json", GB_HUB_KEEP_NOTHING,
                            gb_action_codec_encode_results (results));
}
