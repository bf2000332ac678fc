/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_SIDEBAR_ROW (gb_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (GbSidebarRow, gb_sidebar_row, GB, SIDEBAR_ROW, GtkListBoxRow)

GbSidebarRow     *gb_sidebar_row_new      (AdwViewStackPage *page);
AdwViewStackPage *gb_sidebar_row_get_page (GbSidebarRow     *self);

G_END_DECLS
