/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-scorecard.h"

G_BEGIN_DECLS

#define GB_TYPE_SCORE_ROW (gb_score_row_get_type ())
G_DECLARE_FINAL_TYPE (GbScoreRow, gb_score_row, GB, SCORE_ROW, AdwBin)

GtkWidget *gb_score_row_new     (GbScoreIndicator      indicator);
void       gb_score_row_set     (GbScoreRow           *self,
                                 const GbScoreReport  *report,
                                 const GbScorecard    *card);

G_END_DECLS
