/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_TODAY_PAGE (gb_today_page_get_type ())
G_DECLARE_FINAL_TYPE (GbTodayPage, gb_today_page, GB, TODAY_PAGE, GbPage)

G_END_DECLS
