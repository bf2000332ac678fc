/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_INDICATORS_PAGE (gb_indicators_page_get_type ())
G_DECLARE_FINAL_TYPE (GbIndicatorsPage, gb_indicators_page, GB, INDICATORS_PAGE, GbPage)

G_END_DECLS
