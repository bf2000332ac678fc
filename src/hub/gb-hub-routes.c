/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-routes.h"

#include <string.h>

/* Where nothing is expected, but something does no harm. */
#define MAX_NOTHING 1024

static const GbHubRoute routes[] = {
  { "GET", "/.well-known/giaoban", GB_HUB_DOOR_OPEN, GB_HUB_LANE_READ, 0, NULL, gb_hub_answer_discovery },
  { "GET", "/v1/scope", GB_HUB_DOOR_OFFICE, GB_HUB_LANE_READ, 0, NULL, gb_hub_answer_scope },
  { "GET", "/v1/feed", GB_HUB_DOOR_OFFICE, GB_HUB_LANE_READ, 0, NULL, gb_hub_answer_feed },
  { "GET", "/v1/files/", GB_HUB_DOOR_OFFICE, GB_HUB_LANE_READ, 0, NULL, gb_hub_answer_file },
  { "POST", "/v1/actions", GB_HUB_DOOR_OFFICE, GB_HUB_LANE_WRITE, GB_HUB_MAX_ACTIONS, "application/json",
    gb_hub_answer_actions },
  { "PUT", "/v1/files/", GB_HUB_DOOR_OFFICE, GB_HUB_LANE_WRITE, GB_HUB_MAX_FILE, "application/octet-stream",
    gb_hub_answer_upload },
  { "POST", "/v1/exchange/DongBoHoSoMC", GB_HUB_DOOR_EXCHANGE, GB_HUB_LANE_BULK, GB_HUB_MAX_EXCHANGE,
    "application/json", gb_hub_answer_exchange },
  { "POST", "/v1/exchange/CapNhatTienDoHoSoMC", GB_HUB_DOOR_EXCHANGE, GB_HUB_LANE_BULK, GB_HUB_MAX_EXCHANGE,
    "application/json", gb_hub_answer_exchange },
  { "POST", "/v1/records", GB_HUB_DOOR_EXCHANGE, GB_HUB_LANE_BULK, GB_HUB_MAX_EXCHANGE, "application/x-ndjson",
    gb_hub_answer_records },
  { "POST", "/v1/enrol", GB_HUB_DOOR_OPEN, GB_HUB_LANE_SIGN_IN, GB_HUB_MAX_ENROL, "application/json",
    gb_hub_answer_enrol },
  { "POST", "/v1/token/renew", GB_HUB_DOOR_TOKEN, GB_HUB_LANE_SIGN_IN, MAX_NOTHING, NULL, gb_hub_answer_renew },
  { "DELETE", "/v1/token", GB_HUB_DOOR_TOKEN, GB_HUB_LANE_SIGN_IN, 0, NULL, gb_hub_answer_sign_out },
};

/* Not to be asked for: what follows when a token comes for the first time. */
const GbHubRoute gb_hub_route_token_used = { "", "", GB_HUB_DOOR_TOKEN, GB_HUB_LANE_SIGN_IN, 0, NULL,
                                             gb_hub_answer_token_used };

static gboolean
is_at (const GbHubRoute *route,
       const char       *path)
{
  return g_str_has_suffix (route->path, "/") ? g_str_has_prefix (path, route->path)
                                             : g_str_equal (path, route->path);
}

/**
 * gb_hub_route_find:
 * @method: of HTTP
 * @path: what is asked for
 * @allow: (out) (transfer full) (nullable): when there is the address but not the method, what its
 *   `Allow` header has to say; %NULL when there is no such address
 *
 * Returns: (transfer none) (nullable): the route
 */
const GbHubRoute *
gb_hub_route_find (const char *method,
                   const char *path,
                   char      **allow)
{
  g_autoptr (GPtrArray) methods = g_ptr_array_new ();

  *allow = NULL;
  if (g_str_equal (method, "HEAD"))
    method = "GET";
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!is_at (&routes[i], path))
        continue;
      if (g_str_equal (routes[i].method, method))
        return &routes[i];
      g_ptr_array_add (methods, (gpointer) routes[i].method);
      if (g_str_equal (routes[i].method, "GET"))
        g_ptr_array_add (methods, (gpointer) "HEAD");
    }
  g_ptr_array_add (methods, NULL);
  if (methods->len > 1)
    *allow = g_strjoinv (", ", (char **) methods->pdata);
  return NULL;
}

/* Who writes for a dossier system sees nothing, and who sees does not write for one. */
static gboolean
is_for_door (GbHubDoor         door,
             const GbHubToken *token)
{
  gboolean is_exchange = *token->scope.exchange != '\0';

  return door == GB_HUB_DOOR_TOKEN || (door == GB_HUB_DOOR_EXCHANGE) == is_exchange;
}

static GbHubAnswer *
refuse_token (GbHubCall *call)
{
  switch (call->token.state)
    {
    case GB_HUB_TOKEN_EXPIRED:
      return gb_hub_call_problem (call, GB_HUB_PROBLEM_EXPIRED, NULL);
    case GB_HUB_TOKEN_WIPE:
      return gb_hub_answer_revoked (call);
    case GB_HUB_TOKEN_REVOKED:
      return gb_hub_call_problem (call, GB_HUB_PROBLEM_WITHDRAWN, NULL);
    case GB_HUB_TOKEN_UNKNOWN:
    case GB_HUB_TOKEN_VALID:
    default:
      return gb_hub_call_problem (call, GB_HUB_PROBLEM_TOKEN, NULL);
    }
}

/**
 * gb_hub_route_enter:
 * @call: its token is looked up
 *
 * Returns: (transfer full) (nullable): why the caller may not come in; %NULL when they may
 */
GbHubAnswer *
gb_hub_route_enter (const GbHubRoute *self,
                    GbHubCall        *call)
{
  g_autoptr (GError) error = NULL;

  if (self->door == GB_HUB_DOOR_OPEN)
    return NULL;
  if (!gb_hub_token_check (call->connection, call->request->token, call->request->now, &call->token, &error))
    return gb_hub_call_fail (call, error);
  if (call->token.state != GB_HUB_TOKEN_VALID)
    return refuse_token (call);
  if (!is_for_door (self->door, &call->token))
    return gb_hub_call_problem (call, GB_HUB_PROBLEM_SCOPE, NULL);
  return NULL;
}

/**
 * gb_hub_route_answer:
 * @call: a request for this route
 *
 * Returns: (transfer full): the answer
 */
GbHubAnswer *
gb_hub_route_answer (const GbHubRoute *self,
                     GbHubCall        *call)
{
  GbHubAnswer *refusal = gb_hub_route_enter (self, call);

  return refusal != NULL ? refusal : self->answer (call);
}
