/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"
#include "gb-tile-provider.h"

G_BEGIN_DECLS

/* What an MBTiles file says and holds; every function reads, and none may run on the main thread. */

GbSqlConnection *gb_mbtiles_file_open      (const char       *path,
                                            GbTileInfo       *info,
                                            GCancellable     *cancellable,
                                            GError          **error);
gboolean         gb_mbtiles_file_read      (GbSqlConnection  *connection,
                                            const GbTileId   *id,
                                            GBytes          **bytes,
                                            GError          **error);
char            *gb_mbtiles_file_plain     (const char       *html);

G_END_DECLS
