/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tile-provider.h"

#include <math.h>

/**
 * GbTileProvider:
 *
 * Somebody who has the tiles of a base map (bản đồ nền): a server with a cache before it, a file.
 */
G_DEFINE_INTERFACE (GbTileProvider, gb_tile_provider, G_TYPE_OBJECT)

static guint retry_signal;

static void
gb_tile_provider_default_init (GbTileProviderInterface *iface)
{
  /**
   * GbTileProvider::retry:
   *
   * What could not be had before may be had now.
   */
  retry_signal = g_signal_new ("retry", GB_TYPE_TILE_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * gb_tile_provider_get_info:
 *
 * Returns: (transfer none): what is known of the tiles; does not change
 */
const GbTileInfo *
gb_tile_provider_get_info (GbTileProvider *self)
{
  g_return_val_if_fail (GB_IS_TILE_PROVIDER (self), NULL);
  return GB_TILE_PROVIDER_GET_IFACE (self)->get_info (self);
}

/**
 * gb_tile_provider_can_fetch:
 *
 * Returns: whether there is more than what is on this machine
 */
gboolean
gb_tile_provider_can_fetch (GbTileProvider *self)
{
  g_return_val_if_fail (GB_IS_TILE_PROVIDER (self), FALSE);
  return GB_TILE_PROVIDER_GET_IFACE (self)->fetch_async != NULL;
}

/**
 * gb_tile_provider_look_up_async:
 * @id: which tile
 *
 * Looks for a tile without leaving this machine.
 */
void
gb_tile_provider_look_up_async (GbTileProvider     *self,
                                const GbTileId     *id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (GB_IS_TILE_PROVIDER (self));
  GB_TILE_PROVIDER_GET_IFACE (self)->look_up_async (self, id, cancellable, callback, user_data);
}

/**
 * gb_tile_provider_look_up_finish:
 * @error: %GB_TILE_ERROR_FILE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what is here, possibly nothing; %NULL with an error
 */
GbTileFound *
gb_tile_provider_look_up_finish (GbTileProvider *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (GB_IS_TILE_PROVIDER (self), NULL);
  return GB_TILE_PROVIDER_GET_IFACE (self)->look_up_finish (self, result, error);
}

/**
 * gb_tile_provider_fetch_async:
 * @id: which tile
 *
 * Asks for a tile as it is now; only where gb_tile_provider_can_fetch().
 */
void
gb_tile_provider_fetch_async (GbTileProvider     *self,
                              const GbTileId     *id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (gb_tile_provider_can_fetch (self));
  GB_TILE_PROVIDER_GET_IFACE (self)->fetch_async (self, id, cancellable, callback, user_data);
}

/**
 * gb_tile_provider_fetch_finish:
 * @error: a #GbTileError, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the tile as it is now, which may be that there is none; %NULL with an error
 */
GbTileFound *
gb_tile_provider_fetch_finish (GbTileProvider *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (gb_tile_provider_can_fetch (self), NULL);
  return GB_TILE_PROVIDER_GET_IFACE (self)->fetch_finish (self, result, error);
}

/**
 * gb_tile_provider_tell_retry:
 *
 * For those who implement this: what could not be had before may be had now.
 */
void
gb_tile_provider_tell_retry (GbTileProvider *self)
{
  g_return_if_fail (GB_IS_TILE_PROVIDER (self));
  g_signal_emit (self, retry_signal, 0);
}

/**
 * gb_tile_found_new:
 * @bytes: (nullable): the picture as it came
 *
 * Returns: (transfer full): that tile, known and fresh
 */
GbTileFound *
gb_tile_found_new (GBytes *bytes)
{
  GbTileFound *self = g_new0 (GbTileFound, 1);

  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->known = self->fresh = TRUE;
  return self;
}

void
gb_tile_found_free (GbTileFound *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->texture);
  g_free (self);
}

void
gb_tile_info_clear (GbTileInfo *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->attribution, g_free);
}

static GbGeoProjection
world_of_tiles (guint zoom)
{
  return (GbGeoProjection) { exp2 (zoom), 0, 0 };
}

/**
 * gb_tile_id_bounds:
 *
 * Returns: what a tile shows, in degrees
 */
GbGeoBounds
gb_tile_id_bounds (const GbTileId *self)
{
  GbGeoProjection world = world_of_tiles (self->z);
  GbGeoPoint first = gb_geo_projection_unproject (&world, self->x, self->y);
  GbGeoPoint last = gb_geo_projection_unproject (&world, self->x + 1.0, self->y + 1.0);

  return (GbGeoBounds) { first.lon, last.lat, last.lon, first.lat };
}

/**
 * gb_tile_id_at:
 * @zoom: zoom level
 * @point: in degrees
 *
 * Returns: the tile that shows the point
 */
GbTileId
gb_tile_id_at (guint      zoom,
               GbGeoPoint point)
{
  GbGeoProjection world = world_of_tiles (zoom);
  double most = world.world - 1, x, y;

  gb_geo_projection_project (&world, point, &x, &y);
  return (GbTileId) { zoom, (guint) CLAMP (floor (x), 0, most), (guint) CLAMP (floor (y), 0, most) };
}
