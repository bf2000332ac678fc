/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-ground-repository.h"
#include "gb-tile-web.h"

G_BEGIN_DECLS

char *gb_map_ground_words_probe   (const GbTileProbe      *probe);
char *gb_map_ground_words_caption (const GbGroundSettings *settings,
                                   const GbTileInfo       *info,
                                   const GError           *error);
char *gb_map_ground_words_limit   (guint64                 limit);
char *gb_map_ground_words_kept    (gint64                  bytes);

G_END_DECLS
