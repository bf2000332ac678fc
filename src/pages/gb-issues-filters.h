/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-issues-report.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_FILTERS (gb_issues_filters_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesFilters, gb_issues_filters, GB, ISSUES_FILTERS, GtkWidget)

void gb_issues_filters_set_report   (GbIssuesFilters      *self,
                                     const GbIssuesReport *report);
void gb_issues_filters_apply        (GbIssuesFilters      *self,
                                     GbIssueQuery         *query);
void gb_issues_filters_set_query    (GbIssuesFilters      *self,
                                     const GbIssueQuery   *query);
void gb_issues_filters_focus_search (GbIssuesFilters      *self);

G_END_DECLS
