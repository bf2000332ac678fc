/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_SIDEBAR (gb_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GbSidebar, gb_sidebar, GB, SIDEBAR, AdwBin)

G_END_DECLS
