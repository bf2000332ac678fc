/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-answer.h"
#include "gb-hub-request.h"
#include "gb-hub-token.h"
#include "gb-hub.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubCall:
 * @hub: on a writing lane this thread's own; on the reading lane only its fixed properties may be
 *   looked at
 * @connection: a connection of this thread
 * @request: what is asked
 * @token: what its token is and opens; empty where none is needed
 *
 * A request while it is being answered.
 */
typedef struct
{
  GbHub *hub;
  GbSqlConnection *connection;
  GbHubRequest *request;
  GbHubToken token;
} GbHubCall;

GbHubAnswer *gb_hub_call_problem (GbHubCall     *self,
                                  GbHubProblem   problem,
                                  const char    *subject);
GbHubAnswer *gb_hub_call_fail    (GbHubCall     *self,
                                  const GError  *error);

/* What the routes lead to, see gb-hub-routes.c. */
GbHubAnswer *gb_hub_answer_actions   (GbHubCall *call);
GbHubAnswer *gb_hub_answer_discovery (GbHubCall *call);
GbHubAnswer *gb_hub_answer_feed      (GbHubCall *call);
GbHubAnswer *gb_hub_answer_file      (GbHubCall *call);
GbHubAnswer *gb_hub_answer_scope     (GbHubCall *call);

G_END_DECLS
