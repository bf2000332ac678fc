/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store-rescue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_RESCUE_PAGE (gb_rescue_page_get_type ())
G_DECLARE_FINAL_TYPE (GbRescuePage, gb_rescue_page, GB, RESCUE_PAGE, AdwBin)

void gb_rescue_page_show_damage (GbRescuePage        *self,
                                 const char          *detail);
void gb_rescue_page_show_result (GbRescuePage        *self,
                                 const GbStoreRescue *rescue);

G_END_DECLS
