/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-issues-report.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_LIST (gb_issues_list_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesList, gb_issues_list, GB, ISSUES_LIST, AdwBin)

void gb_issues_list_set_report (GbIssuesList         *self,
                                const GbIssuesReport *report,
                                gboolean              with_commune);
void gb_issues_list_focus      (GbIssuesList         *self);

G_END_DECLS
