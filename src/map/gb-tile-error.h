/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbTileError:
 * @GB_TILE_ERROR_ADDRESS: not an address of tiles, or one where others on the way could read along
 * @GB_TILE_ERROR_OFFLINE: the server cannot be reached or does not answer; try when the network is back
 * @GB_TILE_ERROR_UNSAFE: the server's certificate cannot be trusted
 * @GB_TILE_ERROR_REFUSED: the server wants somebody to sign in, or sends to another server
 * @GB_TILE_ERROR_MISSING: there is no such tile
 * @GB_TILE_ERROR_BUSY: the server asks to come later
 * @GB_TILE_ERROR_SERVER: a fault of the server
 * @GB_TILE_ERROR_NOT_A_PICTURE: what came is no picture that can be shown
 * @GB_TILE_ERROR_TOO_LARGE: what came is larger than tiles are
 * @GB_TILE_ERROR_WAITING: not asked for now: a metered link, or the server is left alone for a while
 * @GB_TILE_ERROR_FILE: the file is damaged or no MBTiles file
 * @GB_TILE_ERROR_VECTOR: the file holds vector tiles
 *
 * Why a part of the base map is not there, by what can be done about it.
 */
typedef enum
{
  GB_TILE_ERROR_ADDRESS,
  GB_TILE_ERROR_OFFLINE,
  GB_TILE_ERROR_UNSAFE,
  GB_TILE_ERROR_REFUSED,
  GB_TILE_ERROR_MISSING,
  GB_TILE_ERROR_BUSY,
  GB_TILE_ERROR_SERVER,
  GB_TILE_ERROR_NOT_A_PICTURE,
  GB_TILE_ERROR_TOO_LARGE,
  GB_TILE_ERROR_WAITING,
  GB_TILE_ERROR_FILE,
  GB_TILE_ERROR_VECTOR,
} GbTileError;

#define GB_TILE_ERROR (gb_tile_error_quark ())
GQuark gb_tile_error_quark (void);

G_END_DECLS
