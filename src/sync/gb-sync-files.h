/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sync.h"

G_BEGIN_DECLS

void     gb_sync_files_send_async  (GbSync              *sync,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean gb_sync_files_send_finish (GAsyncResult        *result,
                                    GError             **error);

G_END_DECLS
