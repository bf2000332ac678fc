/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-tile-cache.h"

G_BEGIN_DECLS

/**
 * GbTileWrite:
 * @source: (owned): whose tile
 * @id: which tile
 * @copy: (owned) (nullable): what came; %NULL where what is there stays
 * @expires: without @copy: until when it is good now; 0 where only its use is noted
 *
 * What is to be written into a #GbTileFile.
 */
typedef struct
{
  char *source;
  GbTileId id;
  GbTileCopy *copy;
  gint64 expires;
} GbTileWrite;

/* Tiles in one SQLite file, which keeps its limit; used by one thread at a time, never the main one. */
typedef struct _GbTileFile GbTileFile;

GbTileFile *gb_tile_file_new       (const char         *path,
                                    guint64             limit);
void        gb_tile_file_free      (GbTileFile         *self);
gboolean    gb_tile_file_look_up   (GbTileFile         *self,
                                    const char         *source,
                                    const GbTileId     *id,
                                    GbTileCopy        **copy,
                                    gint64             *used,
                                    GError            **error);
gboolean    gb_tile_file_write     (GbTileFile         *self,
                                    GPtrArray          *writes,
                                    gint64              now,
                                    GError            **error);
gboolean    gb_tile_file_set_limit (GbTileFile         *self,
                                    guint64             limit,
                                    GError            **error);
gint64      gb_tile_file_measure   (GbTileFile         *self);
gboolean    gb_tile_file_clear     (GbTileFile         *self,
                                    GError            **error);

void        gb_tile_write_free     (GbTileWrite        *self);
gsize       gb_tile_write_get_size (const GbTileWrite  *self);

G_END_DECLS
