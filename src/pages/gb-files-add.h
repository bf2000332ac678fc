/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-attachment.h"

G_BEGIN_DECLS

void          gb_files_add_async  (GbStore             *store,
                                   GFile               *file,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
GbAttachment *gb_files_add_finish (GAsyncResult        *result,
                                   GError             **error);

G_END_DECLS
