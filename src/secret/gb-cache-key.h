/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-sql-key.h"

G_BEGIN_DECLS

GbSqlKey *gb_cache_key_load        (const char           *cache,
                                    const char           *key_file,
                                    GCancellable         *cancellable,
                                    GError              **error);
void      gb_cache_key_load_async  (const char           *cache,
                                    const char           *key_file,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GbSqlKey *gb_cache_key_load_finish (GAsyncResult         *result,
                                    GError              **error);
gboolean  gb_cache_key_change      (const char           *cache,
                                    GCancellable         *cancellable,
                                    GError              **error);
gboolean  gb_cache_key_forget      (const char           *cache,
                                    GCancellable         *cancellable,
                                    GError              **error);

G_END_DECLS
