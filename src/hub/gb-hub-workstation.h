/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-token.h"

G_BEGIN_DECLS

/**
 * GbHubWorkstation:
 * @name: what it calls itself
 * @scope: what it may see
 * @days: how long its tokens work
 * @ed25519: (nullable): its public key for signatures, base64url
 * @x25519: (nullable): its public key to seal with, base64url
 * @subject: (nullable): who signed in at the identity provider
 *
 * A workstation that is to be known to the hub.
 */
typedef struct
{
  const char *name;
  const char *scope;
  int days;
  const char *ed25519;
  const char *x25519;
  const char *subject;
} GbHubWorkstation;

gboolean  gb_hub_workstation_add    (GbHub                   *hub,
                                     const GbHubWorkstation  *workstation,
                                     char                   **id,
                                     GError                 **error);
gboolean  gb_hub_workstation_find   (GbHub                   *hub,
                                     const char              *token,
                                     char                   **id,
                                     GError                 **error);
gboolean  gb_hub_workstation_leave  (GbHub                   *hub,
                                     const char              *id,
                                     GError                 **error);
char     *gb_hub_workstation_revoke (GbHub                   *hub,
                                     const char              *id,
                                     gboolean                 wipe,
                                     GError                 **error);
char     *gb_hub_workstation_list   (GbHub                   *hub,
                                     GError                 **error);

G_END_DECLS
