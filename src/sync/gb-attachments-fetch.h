/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-attachment.h"
#include "gb-client.h"

G_BEGIN_DECLS

void    gb_attachments_fetch_async  (GbStore             *store,
                                     GbClient            *client,
                                     const GbAttachment  *file,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
GBytes *gb_attachments_fetch_finish (GAsyncResult        *result,
                                     GError             **error);

G_END_DECLS
