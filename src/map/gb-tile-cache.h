/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-clock.h"
#include "gb-tile-provider.h"

G_BEGIN_DECLS

/* Bytes: as many as a province takes at the zoom levels that are looked at; and less would be none. */
#define GB_TILE_CACHE_DEFAULT_LIMIT (G_GUINT64_CONSTANT (200) * 1000 * 1000)
#define GB_TILE_CACHE_LEAST_LIMIT (G_GUINT64_CONSTANT (16) * 1000 * 1000)

/**
 * GbTileCopy:
 * @bytes: (owned) (nullable): the picture; %NULL where there is no such tile
 * @etag: (owned) (nullable): as it came (RFC 9110, 8.8.3)
 * @modified: (owned) (nullable): Last-Modified as it came
 * @expires: until when nobody needs to be asked again, UTC seconds
 *
 * A tile as it once came.
 */
typedef struct
{
  GBytes *bytes;
  char *etag;
  char *modified;
  gint64 expires;
} GbTileCopy;

#define GB_TYPE_TILE_CACHE (gb_tile_cache_get_type ())
G_DECLARE_FINAL_TYPE (GbTileCache, gb_tile_cache, GB, TILE_CACHE, GObject)

GbTileCache *gb_tile_cache_new            (const char           *path,
                                           GbClock              *clock,
                                           guint64               limit);
GbClock     *gb_tile_cache_get_clock      (GbTileCache          *self);
guint64      gb_tile_cache_get_limit      (GbTileCache          *self);
void         gb_tile_cache_set_limit      (GbTileCache          *self,
                                           guint64               limit);
void         gb_tile_cache_look_up_async  (GbTileCache          *self,
                                           const char           *source,
                                           const GbTileId       *id,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     gb_tile_cache_look_up_finish (GbTileCache          *self,
                                           GAsyncResult         *result,
                                           GbTileCopy          **copy,
                                           GError              **error);
void         gb_tile_cache_store          (GbTileCache          *self,
                                           const char           *source,
                                           const GbTileId       *id,
                                           const GbTileCopy     *copy);
void         gb_tile_cache_renew          (GbTileCache          *self,
                                           const char           *source,
                                           const GbTileId       *id,
                                           gint64                expires);
void         gb_tile_cache_measure_async  (GbTileCache          *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gint64       gb_tile_cache_measure_finish (GbTileCache          *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void         gb_tile_cache_clear_async    (GbTileCache          *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean     gb_tile_cache_clear_finish   (GbTileCache          *self,
                                           GAsyncResult         *result,
                                           GError              **error);

GbTileCopy  *gb_tile_copy_dup             (const GbTileCopy     *self);
void         gb_tile_copy_free            (GbTileCopy           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTileCopy, gb_tile_copy_free)

G_END_DECLS
