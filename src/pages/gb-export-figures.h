/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-write.h"
#include "gb-programme-repository.h"
#include "gb-scorecard.h"
#include "gb-tracking.h"

G_BEGIN_DECLS

GbTable *gb_export_tracking_table   (GPtrArray           *rows,
                                     GbTrackingBy         by,
                                     gboolean             compared,
                                     const char          *title);
GbTable *gb_export_score_table      (const GbScorecard   *card,
                                     const char          *title);
GbTable *gb_export_ranking_table    (const GbScoreReport *report);
GbTable *gb_export_programmes_table (GPtrArray           *programmes,
                                     gint64               now);
GbTable *gb_export_trend_table      (const GbProgramme   *programme,
                                     GArray              *trend);
GbTable *gb_export_ranks_table      (const GbProgramme   *programme,
                                     GPtrArray           *ranking);
GbTable *gb_export_reconcile_table  (GPtrArray           *rows);

G_END_DECLS
