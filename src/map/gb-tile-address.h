/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-tile-provider.h"

G_BEGIN_DECLS

gboolean gb_tile_address_check      (const char      *address,
                                     GError         **error);
char    *gb_tile_address_expand     (const char      *address,
                                     const GbTileId  *id);
char    *gb_tile_address_dup_host   (const char      *address);
gboolean gb_tile_address_is_foreign (const char      *address);

G_END_DECLS
