/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"
#include "gb-score-forecast.h"

G_BEGIN_DECLS

void gb_cli_scorecard_print (const GbScoreReport    *report,
                             const GbScoreForecast  *forecast,
                             guint                   n_dossiers);

G_END_DECLS
