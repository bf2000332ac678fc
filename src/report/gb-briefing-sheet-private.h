/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing-sheet.h"

G_BEGIN_DECLS

/* What is on a list beneath the sheet: late dossiers of a commune, communes of a province. */
guint gb_briefing_annex_count (const GbBriefing *briefing);
void  gb_briefing_annex_add   (const GbBriefing *briefing,
                               GbPaper          *paper,
                               guint             n_rows);

/* What stands above a list or a chart. */
void  gb_briefing_annex_head  (GbPaper          *paper,
                               const char       *text);

/* The chart of the days, @height points high. Whether there is one: one day alone needs none, a century has none. */
gboolean gb_briefing_chart_is_there (const GbBriefing *briefing);
void     gb_briefing_chart_add      (const GbBriefing *briefing,
                                     GbPaper          *paper,
                                     double            height);

G_END_DECLS
