/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-mbtiles.h"
#include "gb-sql-connection.h"
#include "gb-test-server.h"
#include "gb-tile-cache.h"
#include "gb-tile-provider.h"

G_BEGIN_DECLS

/* What an asynchronous call came to. */
typedef struct
{
  gboolean done;
  GAsyncResult *result; /* (owned) (nullable) */
} GbTileWait;

char        *gb_tile_test_folder     (void);
void         gb_tile_test_remove     (char             *folder);
GBytes      *gb_tile_test_png        (guint             side,
                                      guint32           rgb);
GBytes      *gb_tile_test_noise      (gsize             bytes,
                                      guint             seed);
guint32      gb_tile_test_pixel      (GdkTexture       *texture,
                                      guint             x,
                                      guint             y);
void         gb_tile_test_exec       (const char       *path,
                                      const char       *sql);
char        *gb_tile_test_mbtiles    (const char       *folder,
                                      const char       *name,
                                      const char       *metadata,
                                      guint             min_zoom,
                                      guint             max_zoom);
void         gb_tile_test_reply      (SoupServerMessage *message,
                                      GBytes            *png);

void         gb_tile_test_done       (GObject          *object,
                                      GAsyncResult     *result,
                                      gpointer          user_data);
void         gb_tile_test_wait       (GbTileWait       *wait);
GbTileFound *gb_tile_test_look_up    (GbTileProvider   *provider,
                                      GbTileId          id,
                                      GError          **error);
GbTileFound *gb_tile_test_fetch      (GbTileProvider   *provider,
                                      GbTileId          id,
                                      GError          **error);
GbTileCopy  *gb_tile_test_copy       (GbTileCache      *cache,
                                      const char       *source,
                                      GbTileId          id);
GbMbtiles   *gb_tile_test_open       (const char       *path,
                                      GError          **error);

G_END_DECLS
