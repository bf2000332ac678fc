/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-briefing-model.h"

G_BEGIN_DECLS

#define GB_TYPE_BRIEFING_SIGNATURE (gb_briefing_signature_get_type ())
G_DECLARE_FINAL_TYPE (GbBriefingSignature, gb_briefing_signature, GB, BRIEFING_SIGNATURE, AdwBin)

void gb_briefing_signature_set_model (GbBriefingSignature *self,
                                      GbBriefingModel     *model);

G_END_DECLS
