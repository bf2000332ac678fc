/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page.h"
#include "gb-place-repository.h"

G_BEGIN_DECLS

#define GB_TYPE_MAP_PAGE (gb_map_page_get_type ())
G_DECLARE_FINAL_TYPE (GbMapPage, gb_map_page, GB, MAP_PAGE, GbPage)

void gb_map_page_look_for   (GbMapPage  *self,
                             const char *text);
void gb_map_page_show_place (GbMapPage  *self,
                             const char *commune,
                             const char *old_unit);
void gb_map_page_show_pins  (GbMapPage   *self,
                             GbPlaceKind  kind);

G_END_DECLS
