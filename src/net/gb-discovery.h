/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GbDiscovery:
 * @name: (nullable): what the endpoint calls itself
 * @province: (nullable): the province's code
 * @feed_id: the feed it serves now
 * @max_limit: most records it puts into a page, 0 when not told
 * @max_bytes: most bytes it puts into a page, 0 when not told
 * @server_time: its clock, UTC seconds, 0 when not told
 *
 * What an endpoint tells of itself at `/.well-known/giaoban`.
 */
typedef struct
{
  char *name;
  char *province;
  char *feed_id;
  gint64 max_limit;
  gint64 max_bytes;
  gint64 server_time;
} GbDiscovery;

#define GB_TYPE_DISCOVERY (gb_discovery_get_type ())

GType        gb_discovery_get_type (void);
GbDiscovery *gb_discovery_parse    (GBytes            *body,
                                    GError           **error);
GbDiscovery *gb_discovery_copy     (const GbDiscovery *self);
void         gb_discovery_free     (GbDiscovery       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbDiscovery, gb_discovery_free)

G_END_DECLS
