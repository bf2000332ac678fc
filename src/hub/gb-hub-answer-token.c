/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workstation does with its token: renew it, sign out. */
#include "gb-hub-call.h"

#include "gb-hub-private.h"
#include "gb-hub-workstation.h"

/**
 * gb_hub_answer_enrolled:
 * @token: a new token
 * @workstation: whose it is
 * @scope: what it opens
 * @expires: until when it works, UTC seconds
 *
 * Returns: (transfer full): the answer that hands a token over
 */
GbHubAnswer *
gb_hub_answer_enrolled (GbHubCall  *call,
                        const char *token,
                        const char *workstation,
                        const char *scope,
                        gint64      expires)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "token", token);
  gb_json_writer_text (&writer, "workstation", workstation);
  gb_json_writer_text (&writer, "scope", scope);
  gb_json_writer_time (&writer, "expires", expires, FALSE);
  gb_hub_settings_write_keys (call->settings, &writer);
  gb_json_writer_close (&writer, '}');
  return gb_hub_answer_json (&writer, GB_HUB_KEEP_NOTHING);
}

/**
 * gb_hub_answer_revoked:
 *
 * Returns: (transfer full): the only answer that lets a workstation wipe its data
 */
GbHubAnswer *
gb_hub_answer_revoked (GbHubCall *call)
{
  g_auto (GbJsonWriter) writer = { NULL };
  GbHubAnswer *answer;

  gb_hub_problem_open (GB_HUB_PROBLEM_REVOKED, NULL, call->request->english, &writer);
  gb_json_writer_open (&writer, "notice", '{');
  gb_json_writer_text (&writer, "workstation", call->token.workstation);
  gb_json_writer_text (&writer, "at", call->token.notice_at);
  gb_json_writer_text (&writer, "signature", call->token.notice_signature);
  gb_json_writer_close (&writer, '}');
  gb_json_writer_close (&writer, '}');
  answer = gb_hub_answer_json (&writer, GB_HUB_KEEP_NOTHING);
  answer->status = gb_hub_problem_status (GB_HUB_PROBLEM_REVOKED);
  answer->content_type = "application/problem+json";
  return answer;
}

GbHubAnswer *
gb_hub_answer_renew (GbHubCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *token = NULL;
  gint64 expires;

  if (!gb_sql_connection_begin_immediate (call->connection, &error))
    return gb_hub_call_fail (call, error);
  token = gb_hub_token_issue (call->hub, call->token.workstation, call->token.number, &scope, &expires, &error);
  if (!gb_sql_connection_end (call->connection, token != NULL, &error))
    return gb_hub_call_fail (call, error);
  return gb_hub_answer_enrolled (call, token, call->token.workstation, scope, expires);
}

GbHubAnswer *
gb_hub_answer_sign_out (GbHubCall *call)
{
  g_autoptr (GError) error = NULL;

  if (!gb_hub_workstation_leave (call->hub, call->token.workstation, &error))
    return gb_hub_call_fail (call, error);
  return gb_hub_answer_new (204, NULL, GB_HUB_KEEP_NOTHING, NULL);
}

/* Nobody asks for this: it follows the first request with a token. */
GbHubAnswer *
gb_hub_answer_token_used (GbHubCall *call)
{
  g_autoptr (GError) error = NULL;

  if (!gb_sql_connection_begin_immediate (call->connection, &error))
    return gb_hub_call_fail (call, error);
  if (!gb_sql_connection_end (call->connection, gb_hub_token_note_use (call->hub, &call->token, &error), &error))
    return gb_hub_call_fail (call, error);
  return gb_hub_answer_new (204, NULL, GB_HUB_KEEP_NOTHING, NULL);
}
