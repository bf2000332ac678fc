/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_SEARCH (gb_map_search_get_type ())
G_DECLARE_FINAL_TYPE (GbMapSearch, gb_map_search, GB, MAP_SEARCH, AdwBin)

void gb_map_search_set_store (GbMapSearch *self,
                              GbStore     *store);
void gb_map_search_look_for  (GbMapSearch *self,
                              const char  *text);

G_END_DECLS
