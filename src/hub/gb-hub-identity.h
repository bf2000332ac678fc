/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-json-writer.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GbHubIdentityOptions:
 * @issuer: (nullable): the provider's address
 * @introspection_endpoint: (nullable): as the next two, told by the provider when it is missing
 * @device_endpoint: (nullable): where workstations begin to sign in (RFC 8628)
 * @token_endpoint: (nullable): where they get their access token
 * @client_id: (nullable): the hub's name there
 * @client_secret_file: (nullable): the file with its password
 * @app_client_id: (nullable): the application's name there; the hub's when it is missing
 * @scope_claim: (nullable): the member of the provider's answer that holds a scope
 * @subjects_file: (nullable): a JSON object of subjects and their scopes, read at each sign-in
 *
 * A province's identity provider, as the command line has it.
 */
typedef struct
{
  char *issuer;
  char *introspection_endpoint;
  char *device_endpoint;
  char *token_endpoint;
  char *client_id;
  char *client_secret_file;
  char *app_client_id;
  char *scope_claim;
  char *subjects_file;
} GbHubIdentityOptions;

typedef struct _GbHubIdentity GbHubIdentity;

GbHubIdentity *gb_hub_identity_new      (const GbHubIdentityOptions  *options,
                                         GError                     **error);
GbHubIdentity *gb_hub_identity_ref      (GbHubIdentity               *self);
void           gb_hub_identity_unref    (GbHubIdentity               *self);
gboolean       gb_hub_identity_is_ready (GbHubIdentity               *self);
gboolean       gb_hub_identity_prepare  (GbHubIdentity               *self,
                                         GError                     **error);
void           gb_hub_identity_describe (GbHubIdentity               *self,
                                         GbJsonWriter                *writer);
gboolean       gb_hub_identity_check    (GbHubIdentity               *self,
                                         const char                  *access_token,
                                         char                       **subject,
                                         char                       **scope,
                                         GError                     **error);

void           gb_hub_identity_options_clear
                                        (GbHubIdentityOptions        *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubIdentity, gb_hub_identity_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbHubIdentityOptions, gb_hub_identity_options_clear)

G_END_DECLS
