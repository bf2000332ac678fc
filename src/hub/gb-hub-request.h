/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbHubRequest:
 * @method: (owned): "GET" stands for HEAD, too
 * @path: (owned): decoded, without the query
 * @query: (owned) (nullable) (element-type utf8 utf8): the parameters
 * @headers: (owned) (element-type utf8 utf8): those that answers look at, by their name
 * @address: (owned): where it came from; of IPv6 the network
 * @token: (owned) (nullable): from the Authorization header
 * @body: (owned) (nullable): what came with it
 * @gzip: whether the client takes gzip
 * @english: whether it wants English rather than Vietnamese
 * @now: the hub's time, UTC seconds
 *
 * What is asked, without what only HTTP needs, so that it can go to another thread.
 */
typedef struct
{
  char *method;
  char *path;
  GHashTable *query;
  GHashTable *headers;
  char *address;
  char *token;
  GBytes *body;
  gboolean gzip;
  gboolean english;
  gint64 now;
} GbHubRequest;

void        gb_hub_request_free       (GbHubRequest  *self);

const char *gb_hub_request_parameter  (GbHubRequest  *self,
                                       const char    *name);
gboolean    gb_hub_request_read_bound (GbHubRequest  *self,
                                       const char    *name,
                                       guint64        missing,
                                       guint64        minimum,
                                       guint64        maximum,
                                       guint64       *value);
const char *gb_hub_request_header     (GbHubRequest  *self,
                                       const char    *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbHubRequest, gb_hub_request_free)

G_END_DECLS
