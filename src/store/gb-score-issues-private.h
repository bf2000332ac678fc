/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-score-count-private.h"

G_BEGIN_DECLS

GPtrArray *gb_score_issues_load  (GbSqlConnection       *connection,
                                  GbCalendars           *calendars,
                                  const GbTrackingSpan  *span,
                                  const char            *commune,
                                  GError               **error);
gboolean   gb_score_issues_count (GPtrArray             *issues,
                                  const char            *commune,
                                  GbScoreIndicator       indicator,
                                  gint64                *good,
                                  gint64                *all);

G_END_DECLS
