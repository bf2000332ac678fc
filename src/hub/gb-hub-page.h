/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-scope.h"
#include "gb-record.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

#define GB_HUB_PAGE_LIMIT 1000
#define GB_HUB_PAGE_MAX_LIMIT 5000
#define GB_HUB_PAGE_BYTES (1024 * 1024)
#define GB_HUB_PAGE_MAX_BYTES (8 * 1024 * 1024)
/* Seconds to wait for news: a proxy in between may cut connections that are silent for longer. */
#define GB_HUB_PAGE_MAX_WAIT 25

/**
 * GbHubPageRequest:
 * @feed_id: the hub's feed
 * @scope: what is asked for
 * @group: which group
 * @since: (nullable): the cursor to go on from; %NULL for the start
 * @limit: most records on the page
 * @max_bytes: most bytes of the page before compression. The last line needs at most 256 of them.
 *   A page that has anything to bring brings one record at least, however long.
 * @now: the hub's time, UTC seconds
 *
 * What page of the feed is wanted.
 */
typedef struct
{
  const char *feed_id;
  const GbHubScope *scope;
  GbRecordGroup group;
  const char *since;
  guint limit;
  gsize max_bytes;
  gint64 now;
} GbHubPageRequest;

GBytes *gb_hub_page_make (GbSqlConnection         *connection,
                          const GbHubPageRequest  *request,
                          guint                   *count,
                          GError                 **error);

G_END_DECLS
