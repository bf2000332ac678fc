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
 * @GB_HUB_TOKEN_WIPE: it was withdrawn, and the workstation is to wipe its data
 * @GB_HUB_TOKEN_VALID: it opens its scope
 */
typedef enum
{
  GB_HUB_TOKEN_UNKNOWN,
  GB_HUB_TOKEN_EXPIRED,
  GB_HUB_TOKEN_REVOKED,
  GB_HUB_TOKEN_WIPE,
  GB_HUB_TOKEN_VALID,
} GbHubTokenState;

/**
 * GbHubToken:
 * @state: what it is worth
 * @number: its number in the hub
 * @is_new: whether it never came before
 * @scope: (owned): what it opens; empty unless it is valid
 * @workstation: (owned) (nullable): the id of the workstation it was given to
 * @name: (owned) (nullable): what that calls itself
 * @notice_at: (owned) (nullable): when that was told to wipe its data, as it was signed
 * @notice_signature: (owned) (nullable): the hub's signature of that
 *
 * What the hub knows of a token.
 */
typedef struct
{
  GbHubTokenState state;
  gint64 number;
  gboolean is_new;
  GbHubScope scope;
  char *workstation;
  char *name;
  char *notice_at;
  char *notice_signature;
} GbHubToken;

char     *gb_hub_token_make     (GbHub             *hub,
                                 const char        *scope,
                                 int                days,
                                 GError           **error);
char     *gb_hub_token_issue    (GbHub             *hub,
                                 const char        *workstation,
                                 gint64             keep,
                                 char             **scope,
                                 gint64            *expires,
                                 GError           **error);
gboolean  gb_hub_token_note_use (GbHub             *hub,
                                 const GbHubToken  *self,
                                 GError           **error);
gboolean  gb_hub_token_check    (GbSqlConnection   *connection,
                                 const char        *text,
                                 gint64             now,
                                 GbHubToken        *self,
                                 GError           **error);
void      gb_hub_token_clear    (GbHubToken        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubToken, gb_hub_token_clear)

G_END_DECLS
