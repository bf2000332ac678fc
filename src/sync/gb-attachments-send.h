/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbAttachmentsGoFunc:
 *
 * Returns: whether the link may still carry files; asked before each part
 */
typedef gboolean (*GbAttachmentsGoFunc)   (gpointer user_data);

/**
 * GbAttachmentsBytesFunc:
 * @bytes: what went over the link in both directions
 */
typedef void     (*GbAttachmentsBytesFunc) (guint64  bytes,
                                            gpointer user_data);

/**
 * GbAttachmentsSend:
 * @store: an open cache, whose sync lock is held
 * @client: the endpoint
 * @may_go_on: whether the link is good for it
 * @on_bytes: told after each request
 * @user_data: for both
 *
 * What sending files needs; copied, the objects referenced.
 */
typedef struct
{
  GbStore *store;
  GbClient *client;
  GbAttachmentsGoFunc may_go_on;
  GbAttachmentsBytesFunc on_bytes;
  gpointer user_data;
} GbAttachmentsSend;

void gb_attachments_send_async  (const GbAttachmentsSend *send,
                                 GCancellable            *cancellable,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data);
int  gb_attachments_send_finish (GAsyncResult            *result,
                                 GError                 **error);

G_END_DECLS
