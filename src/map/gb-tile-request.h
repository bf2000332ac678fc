/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gb-tile-cache.h"
#include "gb-tile-image.h"
#include "gb-trust.h"

G_BEGIN_DECLS

/**
 * GbTileReply:
 * @unchanged: what was asked about is still as it was (304)
 * @copy: (owned) (nullable): what came, without bytes where there is no such tile; its time of expiry is by the answer
 * @keep: whether the server lets it be kept
 * @image: what the picture says of itself, where there is one
 *
 * What a server answered to the question for one tile.
 */
typedef struct
{
  gboolean unchanged;
  GbTileCopy *copy;
  gboolean keep;
  GbTileImage image;
} GbTileReply;

SoupSession *gb_tile_request_new_session (guint                 parallel);
void         gb_tile_request_async       (SoupSession          *session,
                                          const char           *address,
                                          const GbTileCopy     *known,
                                          GbTrust              *trust,
                                          GbClock              *clock,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GbTileReply *gb_tile_request_finish      (GAsyncResult         *result,
                                          guint                *retry_after,
                                          GError              **error);
void         gb_tile_reply_free          (GbTileReply          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbTileReply, gb_tile_reply_free)

G_END_DECLS
