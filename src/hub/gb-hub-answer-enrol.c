/* SPDX-License-Identifier: GPL-3.0-or-later */
/* POST /v1/enrol. */
#include "gb-hub-call.h"

#include "gb-hub-code.h"
#include "gb-hub-error.h"
#include "gb-hub-failures.h"
#include "gb-hub-private.h"
#include "gb-hub-workstation.h"
#include "gb-seal.h"
#include "gb-wire-json.h"

#include <string.h>

#define MAX_NAME 200
/* As long as a workstation may be without contact. */
#define IDENTITY_DAYS 180
/* When to ask again an identity provider that does not answer. */
#define UNAVAILABLE_SECONDS 60

typedef struct
{
  const char *code;
  const char *access_token;
  GbHubWorkstation workstation;
} Request;

static gboolean
is_name (const char *text)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > MAX_NAME)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;
  return *text != '\0';
}

/* Something can be sealed with the key: so it is one. */
static gboolean
is_x25519 (const char *text)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) sealed = NULL;
  guint8 key[GB_SEAL_KEY_BYTES];

  if (text == NULL || !gb_seal_from_text (text, key, sizeof key))
    return FALSE;
  sealed = gb_seal_close (key, nothing, NULL);
  return sealed != NULL;
}

/* Returns the member at fault, NULL when the request is as it must be. */
static const char *
read_request (JsonObject *object,
              Request    *request)
{
  guint8 key[GB_SEAL_KEY_BYTES];

  request->code = gb_wire_json_string (object, "code");
  request->access_token = gb_wire_json_string (object, "oidc_access_token");
  request->workstation.name = gb_wire_json_string (object, "name");
  request->workstation.ed25519 = gb_wire_json_string (object, "ed25519");
  request->workstation.x25519 = gb_wire_json_string (object, "x25519");
  if ((request->code == NULL) == (request->access_token == NULL))
    return "code";
  if (!is_name (request->workstation.name))
    return "name";
  if (request->workstation.ed25519 == NULL || !gb_seal_from_text (request->workstation.ed25519, key, sizeof key))
    return "ed25519";
  return is_x25519 (request->workstation.x25519) ? NULL : "x25519";
}

static GbHubAnswer *
refuse (GbHubCall   *call,
        GbHubProblem what)
{
  g_autoptr (GError) error = NULL;

  if (!gb_hub_failures_note (call->connection, call->request->address, call->request->now, &error)
      || !gb_sql_connection_commit (call->connection, &error))
    return gb_hub_call_fail (call, error);
  return gb_hub_call_problem (call, what, NULL);
}

/* Within a transaction, which it ends. */
static GbHubAnswer *
admit (GbHubCall  *call,
       const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *token = NULL;
  gint64 expires;

  token = gb_hub_token_issue (call->hub, id, 0, &scope, &expires, &error);
  if (token == NULL || !gb_sql_connection_commit (call->connection, &error))
    return gb_hub_call_fail (call, error);
  return gb_hub_answer_enrolled (call, token, id, scope, expires);
}

static GbHubAnswer *
admit_code (GbHubCall *call,
            Request   *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (!gb_hub_code_take (call->hub, request->code, &request->workstation, &id, &error))
    return gb_hub_call_fail (call, error);
  return id != NULL ? admit (call, id) : refuse (call, GB_HUB_PROBLEM_CODE);
}

static GbHubAnswer *
admit_subject (GbHubCall  *call,
               Request    *request,
               const char *scope)
{
  g_auto (GbHubScope) parsed = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (!gb_hub_scope_parse (&parsed, scope, NULL) || *parsed.exchange != '\0'
      || !gb_hub_scope_check (&parsed, call->connection, NULL))
    return refuse (call, GB_HUB_PROBLEM_IDENTITY);
  request->workstation.scope = scope;
  request->workstation.days = IDENTITY_DAYS;
  if (!gb_hub_workstation_add (call->hub, &request->workstation, &id, &error))
    return gb_hub_call_fail (call, error);
  return admit (call, id);
}

/* The provider is asked before the database is held. */
static GbHubAnswer *
ask_provider (GbHubCall *call,
              Request   *request,
              char     **subject,
              char     **scope)
{
  g_autoptr (GError) error = NULL;
  GbHubAnswer *answer;

  *scope = NULL;
  if (call->settings->identity == NULL)
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "oidc_access_token");
  if (gb_hub_identity_check (call->settings->identity, request->access_token, subject, scope, &error)
      || g_error_matches (error, GB_HUB_ERROR, GB_HUB_ERROR_IDENTITY))
    {
      request->workstation.subject = *subject;
      return NULL;
    }
  g_message ("%s", error->message);
  answer = gb_hub_call_problem (call, GB_HUB_PROBLEM_BUSY, NULL);
  gb_hub_answer_add_retry (answer, UNAVAILABLE_SECONDS);
  return answer;
}

/* Those who guess too often are not even listened to. */
static GbHubAnswer *
check_failures (GbHubCall *call)
{
  g_autoptr (GError) error = NULL;
  GbHubAnswer *answer;
  gint64 seconds;

  if (!gb_hub_failures_wait (call->connection, call->request->address, call->request->now, &seconds, &error))
    return gb_hub_call_fail (call, error);
  if (seconds == 0)
    return NULL;
  answer = gb_hub_call_problem (call, GB_HUB_PROBLEM_TOO_MANY, NULL);
  gb_hub_answer_add_retry (answer, seconds);
  return answer;
}

static GbHubAnswer *
enrol (GbHubCall *call,
       Request   *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *scope = NULL;
  GbHubAnswer *answer = NULL;

  if (request->access_token != NULL)
    answer = ask_provider (call, request, &subject, &scope);
  if (answer != NULL)
    return answer;
  if (!gb_sql_connection_begin_immediate (call->connection, &error))
    return gb_hub_call_fail (call, error);
  answer = request->code != NULL ? admit_code (call, request) : admit_subject (call, request, scope);
  /* Where it went well this finds nothing to undo. */
  if (!sqlite3_get_autocommit (gb_sql_connection_get_handle (call->connection)))
    gb_sql_connection_rollback (call->connection);
  return answer;
}

GbHubAnswer *
gb_hub_answer_enrol (GbHubCall *call)
{
  gsize length;
  const char *text = g_bytes_get_data (call->request->body, &length);
  g_autoptr (JsonNode) node = gb_wire_json_parse (text, length, NULL);
  Request request = { NULL };
  const char *wrong;
  GbHubAnswer *answer;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, "body");
  wrong = read_request (json_node_get_object (node), &request);
  if (wrong != NULL)
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_REQUEST, wrong);
  answer = check_failures (call);
  return answer != NULL ? answer : enrol (call, &request);
}
