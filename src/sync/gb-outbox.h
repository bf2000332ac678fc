/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sync.h"

G_BEGIN_DECLS

typedef void (*GbOutboxProgressFunc) (const GbSyncProgress *step,
                                      gpointer              user_data);

/**
 * GbOutbox:
 * @store: an open cache, whose sync lock is held
 * @client: the endpoint
 * @progress: told what came of each request
 * @progress_data: for @progress
 *
 * What sending needs; copied, the objects referenced.
 */
typedef struct
{
  GbStore *store;
  GbClient *client;
  GbOutboxProgressFunc progress;
  gpointer progress_data;
} GbOutbox;

gint64   gb_outbox_back_off    (guint                 attempts,
                                guint                 retry_after,
                                double                jitter);

void     gb_outbox_send_async  (const GbOutbox       *outbox,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean gb_outbox_send_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
