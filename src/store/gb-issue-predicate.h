/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

const char *gb_issue_set_sql   (GbIssueSet self);
const char *gb_issue_stage_sql (void);
const char *gb_issue_with_sql  (void);

char       *gb_issue_dues_load (GbSqlConnection *connection,
                                GError         **error);

G_END_DECLS
