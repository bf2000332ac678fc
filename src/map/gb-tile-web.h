/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-tile-cache.h"
#include "gb-tile-image.h"
#include "gb-trust.h"

G_BEGIN_DECLS

/* A street is seen at 19; nearer, that is enlarged. */
#define GB_TILE_WEB_MAX_ZOOM 19

/**
 * GbTileProbe:
 * @host: (owned): who was asked
 * @missing: whether it has no tile there, which may be right
 * @bytes: how many came
 * @image: what came
 * @milliseconds: how long it took
 *
 * What came when one tile was asked for to see whether an address is right.
 */
typedef struct
{
  char *host;
  gboolean missing;
  gsize bytes;
  GbTileImage image;
  guint milliseconds;
} GbTileProbe;

#define GB_TYPE_TILE_WEB (gb_tile_web_get_type ())
G_DECLARE_FINAL_TYPE (GbTileWeb, gb_tile_web, GB, TILE_WEB, GObject)

GbTileWeb   *gb_tile_web_new          (const char           *address,
                                       GbTileCache          *cache,
                                       GbTrust              *trust,
                                       GError              **error);
void         gb_tile_web_probe_async  (GbTileWeb            *self,
                                       const GbTileId       *id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GbTileProbe *gb_tile_web_probe_finish (GbTileWeb            *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void         gb_tile_probe_free       (GbTileProbe          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTileProbe, gb_tile_probe_free)

G_END_DECLS
