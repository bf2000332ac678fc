/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issues-report.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_MODEL (gb_issues_model_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesModel, gb_issues_model, GB, ISSUES_MODEL, GObject)

GbIssuesModel        *gb_issues_model_new          (GbStore            *store);
const GbIssuesReport *gb_issues_model_get_report   (GbIssuesModel      *self);
const GError         *gb_issues_model_get_error    (GbIssuesModel      *self);
gboolean              gb_issues_model_get_loading  (GbIssuesModel      *self);
const GbIssueQuery   *gb_issues_model_get_query    (GbIssuesModel      *self);
gint64                gb_issues_model_get_overdue  (GbIssuesModel      *self);
void                  gb_issues_model_set_active   (GbIssuesModel      *self,
                                                    gboolean            active);
void                  gb_issues_model_set_query    (GbIssuesModel      *self,
                                                    const GbIssueQuery *query);
void                  gb_issues_model_set_grouping (GbIssuesModel      *self,
                                                    GbIssuesGrouping    grouping);
void                  gb_issues_model_show_more    (GbIssuesModel      *self,
                                                    int                 key);
void                  gb_issues_model_reload       (GbIssuesModel      *self);

G_END_DECLS
