/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-token.h"
#include "gb-seal.h"

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

/**
 * GbHubKnownWorkstation:
 * @id: (owned) (nullable): %NULL when the hub has no such workstation
 * @name: (owned): what it calls itself
 * @scope: (owned): what it may see
 * @has_keys: whether it told its keys, which one with a handed-over token did not
 * @ed25519: what it signs with
 * @x25519: what is sealed for it
 * @revoked: since when its access is withdrawn, UTC seconds, 0 = it is not
 *
 * What the hub knows of a workstation.
 */
typedef struct
{
  char *id;
  char *name;
  char *scope;
  gboolean has_keys;
  guint8 ed25519[GB_SEAL_KEY_BYTES];
  guint8 x25519[GB_SEAL_KEY_BYTES];
  gint64 revoked;
} GbHubKnownWorkstation;

gboolean  gb_hub_workstation_load   (GbHub                   *hub,
                                     const char              *id,
                                     GbHubKnownWorkstation   *self,
                                     GError                 **error);
void      gb_hub_known_workstation_clear
                                    (GbHubKnownWorkstation   *self);

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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubKnownWorkstation, gb_hub_known_workstation_clear)

G_END_DECLS
