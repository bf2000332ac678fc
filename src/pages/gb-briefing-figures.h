/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-briefing.h"

G_BEGIN_DECLS

#define GB_TYPE_BRIEFING_FIGURES (gb_briefing_figures_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingFigures, gb_briefing_figures, GB, BRIEFING_FIGURES, AdwBin)

void gb_briefing_figures_show (GbBriefingFigures *self,
                               const GbBriefing  *briefing);

G_END_DECLS
