/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-issues-report.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_BOARD (gb_issues_board_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesBoard, gb_issues_board, GB, ISSUES_BOARD, AdwBin)

void gb_issues_board_set_report (GbIssuesBoard        *self,
                                 const GbIssuesReport *report,
                                 gboolean              with_commune);

G_END_DECLS
