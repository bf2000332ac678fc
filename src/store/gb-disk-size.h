/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void   gb_disk_size_async  (const char           *path,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
gint64 gb_disk_size_finish (GAsyncResult         *result,
                            GError              **error);

G_END_DECLS
