/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-scope.h"
#include "gb-hub.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbHubTokenState:
 * @GB_HUB_TOKEN_UNKNOWN: this hub made no such token
 * @GB_HUB_TOKEN_EXPIRED: its time is over
 * @GB_HUB_TOKEN_REVOKED: it was withdrawn
 * @GB_HUB_TOKEN_VALID: it opens its scope
 */
typedef enum
{
  GB_HUB_TOKEN_UNKNOWN,
  GB_HUB_TOKEN_EXPIRED,
  GB_HUB_TOKEN_REVOKED,
  GB_HUB_TOKEN_VALID,
} GbHubTokenState;

char     *gb_hub_token_make   (GbHub             *hub,
                               const char        *scope,
                               int                days,
                               GError           **error);
gboolean  gb_hub_token_revoke (GbHub             *hub,
                               const char        *token,
                               gboolean          *found,
                               GError           **error);
gboolean  gb_hub_token_check  (GbSqlConnection   *connection,
                               const char        *token,
                               gint64             now,
                               GbHubTokenState   *state,
                               char             **scope,
                               GError           **error);

G_END_DECLS
