/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-briefing-remarks.h"
#include "gb-briefing.h"
#include "gb-paper.h"
#include "gb-table.h"

G_BEGIN_DECLS

GbPaper   *gb_briefing_sheet_new      (const GbBriefing         *briefing,
                                       const GbBriefingRemarks  *remarks);
GPtrArray *gb_briefing_sheet_tables   (const GbBriefing         *briefing,
                                       const GbBriefingRemarks  *remarks);
char      *gb_briefing_sheet_text     (const GbBriefing         *briefing,
                                       const GbBriefingRemarks  *remarks,
                                       GbBriefingSection         section);
char      *gb_briefing_sheet_dup_name (const GbBriefing         *briefing,
                                       const char               *extension);

G_END_DECLS
