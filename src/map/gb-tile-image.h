/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* So many bytes and pixels a side a tile may have: twice 512 for fine screens, and no bomb. */
#define GB_TILE_MAX_BYTES ((gsize) 1024 * 1024)
#define GB_TILE_MAX_SIDE 1024

/**
 * GbTileImage:
 * @format: "PNG", "JPEG" or "WebP"
 * @width: in pixels
 * @height: in pixels
 *
 * What a picture says of itself before it is decoded.
 */
typedef struct
{
  const char *format;
  guint width;
  guint height;
} GbTileImage;

/**
 * GbTileCrop:
 * @levels: how many zoom levels the picture lies above what is wanted; 0 for the whole
 * @x: which part, counted from the left, below 2^levels
 * @y: which part, counted from the top
 *
 * The part of a tile that stands for one of its descendants.
 */
typedef struct
{
  guint levels;
  guint x;
  guint y;
} GbTileCrop;

gboolean    gb_tile_image_probe         (GBytes               *bytes,
                                         GbTileImage          *image,
                                         GError              **error);
void        gb_tile_image_decode_async  (GBytes               *bytes,
                                         const GbTileCrop     *crop,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GdkTexture *gb_tile_image_decode_finish (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
