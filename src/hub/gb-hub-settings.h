/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-identity.h"
#include "gb-hub.h"

G_BEGIN_DECLS

/**
 * GbHubSettings:
 * @identity: (owned) (nullable): the province's identity provider
 * @ed25519: (owned): the hub's public key for signatures, base64url
 * @x25519: (owned): the hub's public key to seal with, base64url
 *
 * What stays the same while a hub is served.
 */
typedef struct
{
  GbHubIdentity *identity;
  char *ed25519;
  char *x25519;
} GbHubSettings;

gboolean gb_hub_settings_load       (GbHubSettings        *self,
                                     GbHub                *hub,
                                     GbHubIdentity        *identity,
                                     GError              **error);
void     gb_hub_settings_clear      (GbHubSettings        *self);
void     gb_hub_settings_write_keys (const GbHubSettings  *self,
                                     GbJsonWriter         *writer);

G_END_DECLS
