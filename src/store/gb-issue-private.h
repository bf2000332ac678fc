/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-calendars.h"
#include "gb-issue-predicate.h"
#include "gb-issue-repository.h"
#include "gb-sql-statement.h"

G_BEGIN_DECLS

GbSqlStatement *gb_issue_prepare      (GbSqlConnection    *connection,
                                       const char         *columns,
                                       const char         *condition,
                                       const GbIssueQuery *query,
                                       const char         *rest,
                                       gint64              now,
                                       GError            **error);
int             gb_issue_count_waited (GbCalendars        *calendars,
                                       const char         *commune,
                                       gint64              raised,
                                       gint64              until);

G_END_DECLS
