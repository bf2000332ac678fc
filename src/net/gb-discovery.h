/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GbDiscovery:
 * @name: (nullable): what the endpoint calls itself
 * @province: (nullable): the province's code
 * @place: (nullable): where its data are from, as it stands in a sentence
 * @illustration: whether its data are made up
 * @feed_id: the feed it serves now
 * @max_limit: most records it puts into a page, 0 when not told
 * @max_bytes: most bytes it puts into a page, 0 when not told
 * @server_time: its clock, UTC seconds, 0 when not told
 * @takes_codes: whether a workstation can enrol with a code
 * @device_endpoint: (nullable): of the province's identity provider (RFC 8628)
 * @token_endpoint: (nullable): of the same
 * @client_id: (nullable): what this program is called there
 * @oidc_scope: (nullable): what is to be asked for there
 *
 * What an endpoint tells of itself at `/.well-known/giaoban`.
 */
typedef struct
{
  char *name;
  char *province;
  char *place;
  gboolean illustration;
  char *feed_id;
  gint64 max_limit;
  gint64 max_bytes;
  gint64 server_time;
  gboolean takes_codes;
  char *device_endpoint;
  char *token_endpoint;
  char *client_id;
  char *oidc_scope;
} GbDiscovery;

#define GB_TYPE_DISCOVERY (gb_discovery_get_type ())

GType        gb_discovery_get_type (void);
GbDiscovery *gb_discovery_parse    (GBytes            *body,
                                    GError           **error);
GbDiscovery *gb_discovery_copy     (const GbDiscovery *self);
void         gb_discovery_free     (GbDiscovery       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDiscovery, gb_discovery_free)

G_END_DECLS
