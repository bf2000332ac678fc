/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-services.h"

G_BEGIN_DECLS

#define GB_TYPE_START_PAGE (gb_start_page_get_type ())
G_DECLARE_FINAL_TYPE (GbStartPage, gb_start_page, GB, START_PAGE, AdwBin)

G_END_DECLS
