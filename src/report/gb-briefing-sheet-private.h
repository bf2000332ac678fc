/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing-sheet.h"

G_BEGIN_DECLS

/* What is on a list beneath the sheet: late dossiers of a commune, communes of a province. */
guint gb_briefing_annex_count (const GbBriefing *briefing);
void  gb_briefing_annex_add   (const GbBriefing *briefing,
                               GbPaper          *paper,
                               guint             n_rows);

/* The chart of the days; nothing where there is one alone. */
void  gb_briefing_chart_add   (const GbBriefing *briefing,
                               GbPaper          *paper);

G_END_DECLS
