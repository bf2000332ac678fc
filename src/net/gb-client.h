/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-discovery.h"
#include "gb-notice.h"
#include "gb-token-provider.h"

G_BEGIN_DECLS

/**
 * GbFeedRequest:
 * @scope: "commune:21028" or "province:51"
 * @group: "work" or "base"
 * @since: (nullable): the cursor to go on from, %NULL for the start
 * @limit: most records wanted in the page
 * @max_bytes: most bytes wanted in the page, before compression
 * @wait: how many seconds the endpoint may wait for news before it answers that there are none
 */
typedef struct
{
  const char *scope;
  const char *group;
  const char *since;
  guint limit;
  gsize max_bytes;
  guint wait;
} GbFeedRequest;

/**
 * GbUploadPart:
 * @sha256: the file's hash in 64 small hexadecimal digits, which is its name
 * @total: how long it is
 * @first: where the part begins
 * @part: (nullable): what is sent of it; %NULL to ask how much the endpoint has
 */
typedef struct
{
  const char *sha256;
  guint64 total;
  guint64 first;
  GBytes *part;
} GbUploadPart;

#define GB_TYPE_CLIENT (gb_client_get_type ())
G_DECLARE_FINAL_TYPE (GbClient, gb_client, GB, CLIENT, GObject)

GbClient    *gb_client_new             (const char           *endpoint,
                                        GbTokenProvider      *tokens,
                                        GError              **error);
GbClient    *gb_client_new_beside      (GbClient             *self);
const char  *gb_client_get_endpoint    (GbClient             *self);
GbTokenProvider *
             gb_client_get_tokens      (GbClient             *self);
guint        gb_client_get_retry_after (GbClient             *self);
guint        gb_client_get_status      (GbClient             *self);
const char  *gb_client_get_token_mark  (GbClient             *self);
gboolean     gb_client_has_problem     (GbClient             *self);
gboolean     gb_client_has_sent        (GbClient             *self);
const GbNotice *
             gb_client_get_notice      (GbClient             *self);
gboolean     gb_client_set_ca_file     (GbClient             *self,
                                        const char           *ca_file,
                                        GError              **error);
void         gb_client_set_timeout     (GbClient             *self,
                                        guint                 seconds);
void         gb_client_set_max_bytes   (GbClient             *self,
                                        gsize                 max_bytes);

void         gb_client_discover_async  (GbClient             *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GbDiscovery *gb_client_discover_finish (GbClient             *self,
                                        GAsyncResult         *result,
                                        guint64              *wire_bytes,
                                        GError              **error);
void         gb_client_scope_async     (GbClient             *self,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
char        *gb_client_scope_finish    (GbClient             *self,
                                        GAsyncResult         *result,
                                        guint64              *wire_bytes,
                                        GError              **error);
void         gb_client_feed_async      (GbClient             *self,
                                        const GbFeedRequest  *request,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GBytes      *gb_client_feed_finish     (GbClient             *self,
                                        GAsyncResult         *result,
                                        guint64              *wire_bytes,
                                        GError              **error);
void         gb_client_push_async      (GbClient             *self,
                                        GBytes               *actions,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GBytes      *gb_client_push_finish     (GbClient             *self,
                                        GAsyncResult         *result,
                                        guint64              *wire_bytes,
                                        GError              **error);
void         gb_client_file_async      (GbClient             *self,
                                        const char           *sha256,
                                        guint64               first,
                                        gsize                 length,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GBytes      *gb_client_file_finish     (GbClient             *self,
                                        GAsyncResult         *result,
                                        guint64              *first,
                                        guint64              *total,
                                        guint64              *wire_bytes,
                                        GError              **error);
void         gb_client_upload_async    (GbClient             *self,
                                        const GbUploadPart   *part,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean     gb_client_upload_finish   (GbClient             *self,
                                        GAsyncResult         *result,
                                        guint64              *offset,
                                        guint64              *wire_bytes,
                                        GError              **error);

G_END_DECLS
