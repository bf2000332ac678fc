/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sync.h"

G_BEGIN_DECLS

#define GB_TYPE_ACCESS_WATCH (gb_access_watch_get_type ())
G_DECLARE_FINAL_TYPE (GbAccessWatch, gb_access_watch, GB, ACCESS_WATCH, GObject)

GbAccessWatch *gb_access_watch_new (GbStore *store,
                                    GbSync  *sync);

G_END_DECLS
