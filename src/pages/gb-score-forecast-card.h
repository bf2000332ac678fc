/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-score-model.h"

G_BEGIN_DECLS

#define GB_TYPE_SCORE_FORECAST_CARD (gb_score_forecast_card_get_type ())
G_DECLARE_FINAL_TYPE (GbScoreForecastCard, gb_score_forecast_card, GB, SCORE_FORECAST_CARD, AdwBin)

void gb_score_forecast_card_set (GbScoreForecastCard   *self,
                                 const GbScoreReading  *reading);

G_END_DECLS
