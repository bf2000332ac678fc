/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hub says of itself, and what a token opens. */
#include "gb-hub-call.h"

#include "gb-hub-page.h"
#include "gb-sql-statement.h"

GbHubAnswer *
gb_hub_answer_discovery (GbHubCall *call)
{
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      call->connection,
      "SELECT max (iif (key = 'name', value, NULL)),"
      " max (iif (key = 'province', value, NULL)), max (iif (key = 'place', value, NULL)),"
      " max (iif (key = 'illustration', value, NULL)) = '1' FROM hub_meta",
      &error);
  gboolean has_identity = call->settings->identity != NULL && gb_hub_identity_is_ready (call->settings->identity);
  gboolean row;

  if (statement == NULL || !gb_sql_statement_step (statement, &row, &error))
    return gb_hub_call_fail (call, error);
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "name", gb_sql_statement_get_text (statement, 0));
  gb_json_writer_text (&writer, "province", gb_sql_statement_get_text (statement, 1));
  gb_json_writer_text (&writer, "place", gb_sql_statement_get_text (statement, 2));
  if (gb_sql_statement_get_int (statement, 3) != 0)
    gb_json_writer_boolean (&writer, "illustration", TRUE);
  gb_json_writer_open (&writer, "protocols", '[');
  gb_json_writer_text (&writer, NULL, "giaoban/1");
  gb_json_writer_close (&writer, ']');
  gb_json_writer_open (&writer, "sign_in", '[');
  gb_json_writer_text (&writer, NULL, "token");
  gb_json_writer_text (&writer, NULL, "code");
  if (has_identity)
    gb_json_writer_text (&writer, NULL, "oidc");
  gb_json_writer_close (&writer, ']');
  if (has_identity)
    gb_hub_identity_describe (call->settings->identity, &writer);
  gb_hub_settings_write_keys (call->settings, &writer);
  gb_json_writer_open (&writer, "limits", '{');
  gb_json_writer_integer (&writer, "limit", GB_HUB_PAGE_MAX_LIMIT);
  gb_json_writer_integer (&writer, "max_bytes", GB_HUB_PAGE_MAX_BYTES);
  gb_json_writer_integer (&writer, "wait", GB_HUB_PAGE_MAX_WAIT);
  gb_json_writer_integer (&writer, "action_bytes", GB_HUB_MAX_ACTIONS);
  gb_json_writer_integer (&writer, "file_bytes", GB_HUB_MAX_FILE);
  gb_json_writer_close (&writer, '}');
  gb_json_writer_time (&writer, "server_time", call->request->now, FALSE);
  gb_json_writer_text (&writer, "feed_id", gb_hub_get_feed_id (call->hub));
  gb_json_writer_close (&writer, '}');
  return gb_hub_answer_json (&writer, GB_HUB_KEEP_ASKING);
}

/* The token's scope, and the communes whose scope may be asked for with it. */
GbHubAnswer *
gb_hub_answer_scope (GbHubCall *call)
{
  const GbHubScope *scope = &call->token.scope;
  g_auto (GbJsonWriter) writer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      call->connection, "SELECT id, name, type FROM commune WHERE ?1 IS NULL OR id = ?1 ORDER BY id", &error);
  gboolean row = FALSE;

  if (statement == NULL)
    return gb_hub_call_fail (call, error);
  gb_sql_statement_bind_text (statement, 1, scope->commune);
  gb_json_writer_open (&writer, NULL, '{');
  gb_json_writer_text (&writer, "scope", scope->text);
  gb_json_writer_open (&writer, "communes", '[');
  while (gb_sql_statement_step (statement, &row, &error) && row)
    {
      gb_json_writer_open (&writer, NULL, '{');
      gb_json_writer_text (&writer, "code", gb_sql_statement_get_text (statement, 0));
      gb_json_writer_text (&writer, "name", gb_sql_statement_get_text (statement, 1));
      gb_json_writer_text (&writer, "type", gb_sql_statement_get_text (statement, 2));
      gb_json_writer_close (&writer, '}');
    }
  if (error != NULL)
    return gb_hub_call_fail (call, error);
  gb_json_writer_close (&writer, ']');
  gb_json_writer_close (&writer, '}');
  return gb_hub_answer_json (&writer, GB_HUB_KEEP_NOTHING);
}
