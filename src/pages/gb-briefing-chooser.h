/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-briefing-model.h"

G_BEGIN_DECLS

#define GB_TYPE_BRIEFING_CHOOSER (gb_briefing_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingChooser, gb_briefing_chooser, GB, BRIEFING_CHOOSER, AdwBin)

void gb_briefing_chooser_set_model (GbBriefingChooser   *self,
                                GbBriefingModel *model);

G_END_DECLS
