/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-answer.h"
#include "gb-hub-request.h"
#include "gb-hub-settings.h"
#include "gb-hub-token.h"
#include "gb-hub.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubCall:
 * @hub: on a writing lane this thread's own; on the reading lane only its fixed properties may be
 *   looked at
 * @connection: a connection of this thread
 * @settings: of the server
 * @request: what is asked
 * @token: what its token is and opens; empty where none is needed
 *
 * A request while it is being answered.
 */
typedef struct
{
  GbHub *hub;
  GbSqlConnection *connection;
  const GbHubSettings *settings;
  GbHubRequest *request;
  GbHubToken token;
} GbHubCall;

GbHubAnswer *gb_hub_call_problem (GbHubCall     *self,
                                  GbHubProblem   problem,
                                  const char    *subject);
GbHubAnswer *gb_hub_call_fail    (GbHubCall     *self,
                                  const GError  *error);

/* The longest bodies, in bytes. */
#define GB_HUB_MAX_ACTIONS (1024 * 1024)
#define GB_HUB_MAX_ENROL (16 * 1024)
#define GB_HUB_MAX_FILE (2 * 1024 * 1024)
#define GB_HUB_MAX_EXCHANGE (32 * 1024 * 1024)

/* What the routes lead to, see gb-hub-routes.c. */
GbHubAnswer *gb_hub_answer_actions   (GbHubCall *call);
GbHubAnswer *gb_hub_answer_discovery (GbHubCall *call);
GbHubAnswer *gb_hub_answer_enrol     (GbHubCall *call);
GbHubAnswer *gb_hub_answer_exchange  (GbHubCall *call);
GbHubAnswer *gb_hub_answer_feed      (GbHubCall *call);
GbHubAnswer *gb_hub_answer_file      (GbHubCall *call);
GbHubAnswer *gb_hub_answer_records   (GbHubCall *call);
GbHubAnswer *gb_hub_answer_renew     (GbHubCall *call);
GbHubAnswer *gb_hub_answer_scope     (GbHubCall *call);
GbHubAnswer *gb_hub_answer_sign_out  (GbHubCall *call);
GbHubAnswer *gb_hub_answer_token_used
                                     (GbHubCall *call);
GbHubAnswer *gb_hub_answer_upload    (GbHubCall *call);

/* What several of them say. */
GbHubAnswer *gb_hub_answer_enrolled  (GbHubCall  *call,
                                      const char *token,
                                      const char *workstation,
                                      const char *scope,
                                      gint64      expires);
GbHubAnswer *gb_hub_answer_revoked   (GbHubCall  *call);

G_END_DECLS
