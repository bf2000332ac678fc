/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-score-model.h"

G_BEGIN_DECLS

#define GB_TYPE_SCORE_VIEW (gb_score_view_get_type ())
G_DECLARE_FINAL_TYPE (GbScoreView, gb_score_view, GB, SCORE_VIEW, AdwBin)

void     gb_score_view_set_store   (GbScoreView  *self,
                                    GbStore      *store);
void     gb_score_view_set_commune (GbScoreView  *self,
                                    const char   *commune);
gboolean gb_score_view_get_loading (GbScoreView  *self);

G_END_DECLS
