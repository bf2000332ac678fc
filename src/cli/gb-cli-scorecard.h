/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"
#include "gb-score-forecast.h"

G_BEGIN_DECLS

void      gb_cli_scorecard_print  (const GbScoreReport    *report,
                                   const GbScoreForecast  *forecast,
                                   guint                   n_dossiers);
GbCliExit gb_cli_scorecard_export (GbCli                  *cli,
                                   const char             *out,
                                   const char             *from,
                                   const char             *to,
                                   GError                **error);

G_END_DECLS
