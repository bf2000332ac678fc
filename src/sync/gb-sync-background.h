/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-connectivity.h"

G_BEGIN_DECLS

#define GB_TYPE_SYNC_BACKGROUND (gb_sync_background_get_type ())
G_DECLARE_FINAL_TYPE (GbSyncBackground, gb_sync_background, GB, SYNC_BACKGROUND, GObject)

GbSyncBackground *gb_sync_background_new         (GbSync           *sync,
                                                  GbConnectivity   *connectivity);
void              gb_sync_background_start       (GbSyncBackground *self);
gboolean          gb_sync_background_is_waiting  (GbSyncBackground *self);

G_END_DECLS
