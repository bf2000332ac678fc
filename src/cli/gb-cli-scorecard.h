/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-score-forecast.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void     gb_cli_scorecard_print (const GbScoreReport    *report,
                                 const GbScoreForecast  *forecast,
                                 guint                   n_dossiers);
GString *gb_cli_scorecard_csv   (const GbScoreReport    *report,
                                 guint                  *n_rows);

G_END_DECLS
