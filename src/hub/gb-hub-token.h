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

/**
 * GbHubToken:
 * @state: what it is worth
 * @number: its number in the hub
 * @scope: (owned): what it opens; empty unless it is valid
 * @workstation: (owned) (nullable): the id of the workstation it was given to
 * @name: (owned) (nullable): what that calls itself
 *
 * What the hub knows of a token.
 */
typedef struct
{
  GbHubTokenState state;
  gint64 number;
  GbHubScope scope;
  char *workstation;
  char *name;
} GbHubToken;

char     *gb_hub_token_make   (GbHub             *hub,
                               const char        *scope,
                               int                days,
                               GError           **error);
gboolean  gb_hub_token_revoke (GbHub             *hub,
                               const char        *token,
                               gboolean          *found,
                               GError           **error);
gboolean  gb_hub_token_check  (GbSqlConnection   *connection,
                               const char        *text,
                               gint64             now,
                               GbHubToken        *self,
                               GError           **error);
void      gb_hub_token_clear  (GbHubToken        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubToken, gb_hub_token_clear)

G_END_DECLS
