/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issues-report.h"

G_BEGIN_DECLS

const char *gb_issue_words_kind       (GbIssueKind            kind);
char       *gb_issue_words_caption    (const GbIssue         *issue,
                                       gint64                 now,
                                       gboolean               with_commune);
char       *gb_issue_words_department (const GbIssue         *issue);
char       *gb_issue_words_wait       (const GbIssue         *issue,
                                       gint64                 now);
char       *gb_issue_words_urged      (const GbIssue         *issue);
const char *gb_issue_words_set        (GbIssueSet             set);
char       *gb_issue_words_group      (const GbIssuesReport  *report,
                                       const GbIssuesGroup   *group);
char       *gb_issue_words_days       (double                 days);

G_END_DECLS
