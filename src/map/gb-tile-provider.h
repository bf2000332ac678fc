/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "gb-geo-projection.h"

G_BEGIN_DECLS

/* A street is seen long before; 2^24 tiles a side still fit every number here. */
#define GB_TILE_MAX_ZOOM 24

/**
 * GbTileId:
 * @z: zoom level: the world has 2^z tiles a side
 * @x: from the antimeridian eastwards
 * @y: from the north southwards (XYZ, not TMS)
 *
 * Which part of the world in Web Mercator (ô bản đồ).
 */
typedef struct
{
  guint z;
  guint x;
  guint y;
} GbTileId;

/**
 * GbTileInfo:
 * @id: (owned): tells it from others
 * @name: (owned) (nullable): for people
 * @attribution: (owned) (nullable): who is to be named beside the map, plain text
 * @min_zoom: below it there is nothing
 * @max_zoom: above it what is there is enlarged
 * @bounds: outside there is nothing; in degrees
 *
 * What somebody who has tiles says of them.
 */
typedef struct
{
  char *id;
  char *name;
  char *attribution;
  guint min_zoom;
  guint max_zoom;
  GbGeoBounds bounds;
} GbTileInfo;

/**
 * GbTileFound:
 * @bytes: (owned) (nullable): the picture as it came; %NULL where there is none
 * @texture: (owned) (nullable): the same, where it was decoded anyway
 * @known: whether it was ever asked for; if so and there are no bytes, there is no such tile
 * @fresh: whether nobody needs to be asked again
 *
 * What is here of a tile, or came.
 */
typedef struct
{
  GBytes *bytes;
  GdkTexture *texture;
  gboolean known;
  gboolean fresh;
} GbTileFound;

#define GB_TYPE_TILE_PROVIDER (gb_tile_provider_get_type ())
G_DECLARE_INTERFACE (GbTileProvider, gb_tile_provider, GB, TILE_PROVIDER, GObject)

/**
 * GbTileProviderInterface:
 * @get_info: what is known of the tiles
 * @look_up_async: looks for a tile without leaving this machine
 * @look_up_finish: %NULL only with an error
 * @fetch_async: (nullable): asks whoever has the tiles; %NULL where they are all here
 * @fetch_finish: (nullable): %NULL only with an error
 */
struct _GbTileProviderInterface
{
  GTypeInterface parent_iface;

  const GbTileInfo *(*get_info)       (GbTileProvider       *self);
  void              (*look_up_async)  (GbTileProvider       *self,
                                       const GbTileId       *id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
  GbTileFound      *(*look_up_finish) (GbTileProvider       *self,
                                       GAsyncResult         *result,
                                       GError              **error);
  void              (*fetch_async)    (GbTileProvider       *self,
                                       const GbTileId       *id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
  GbTileFound      *(*fetch_finish)   (GbTileProvider       *self,
                                       GAsyncResult         *result,
                                       GError              **error);
};

const GbTileInfo *gb_tile_provider_get_info       (GbTileProvider       *self);
gboolean          gb_tile_provider_can_fetch      (GbTileProvider       *self);
void              gb_tile_provider_look_up_async  (GbTileProvider       *self,
                                                   const GbTileId       *id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GbTileFound      *gb_tile_provider_look_up_finish (GbTileProvider       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void              gb_tile_provider_fetch_async    (GbTileProvider       *self,
                                                   const GbTileId       *id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GbTileFound      *gb_tile_provider_fetch_finish   (GbTileProvider       *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void              gb_tile_provider_tell_retry     (GbTileProvider       *self);

GbTileFound      *gb_tile_found_new               (GBytes               *bytes);
void              gb_tile_found_free              (GbTileFound          *self);
void              gb_tile_info_clear              (GbTileInfo           *self);
GbGeoBounds       gb_tile_id_bounds               (const GbTileId       *self);
GbTileId          gb_tile_id_at                   (guint                 zoom,
                                                   GbGeoPoint            point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTileFound, gb_tile_found_free)

G_END_DECLS
