/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue-rules.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

GbIssueRules *gb_issue_rule_repository_load (GbSqlConnection  *connection,
                                             GError          **error);

G_END_DECLS
