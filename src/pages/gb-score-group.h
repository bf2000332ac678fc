/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-scorecard.h"

G_BEGIN_DECLS

#define GB_TYPE_SCORE_GROUP (gb_score_group_get_type ())
G_DECLARE_FINAL_TYPE (GbScoreGroup, gb_score_group, GB, SCORE_GROUP, AdwBin)

GtkWidget *gb_score_group_new (int                   group);
void       gb_score_group_set (GbScoreGroup         *self,
                               const GbScoreReport  *report,
                               const GbScorecard    *card);
void       gb_score_group_unfold (GbScoreGroup      *self);

G_END_DECLS
