/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-class-timeline.h"
#include "gb-issue-detail.h"

G_BEGIN_DECLS

const char *gb_issue_course_level (GbIssueLevel         level);
char       *gb_issue_course_limit (const GbIssueDuty  *limit,
                                   gint64               now);
void        gb_issue_course_fill  (GbClassTimeline     *timeline,
                                   const GbIssueDetail *detail,
                                   gboolean             masked);

G_END_DECLS
