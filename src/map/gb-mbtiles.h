/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-tile-provider.h"

G_BEGIN_DECLS

#define GB_TYPE_MBTILES (gb_mbtiles_get_type ())
G_DECLARE_FINAL_TYPE (GbMbtiles, gb_mbtiles, GB, MBTILES, GObject)

void       gb_mbtiles_open_async  (const char           *path,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GbMbtiles *gb_mbtiles_open_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
