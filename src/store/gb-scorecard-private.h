/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-score-count-private.h"

G_BEGIN_DECLS

GbScoreReport *gb_score_report_load_finished (GbSqlConnection       *connection,
                                              const GbTrackingSpan  *span,
                                              const char            *commune,
                                              const GbScoreFinish   *finish,
                                              GError               **error);

G_END_DECLS
