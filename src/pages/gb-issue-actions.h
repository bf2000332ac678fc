/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-issue-detail.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUE_ACTIONS (gb_issue_actions_get_type ())
G_DECLARE_FINAL_TYPE (GbIssueActions, gb_issue_actions, GB, ISSUE_ACTIONS, AdwBin)

void gb_issue_actions_show (GbIssueActions *self,
                            GbStore        *store,
                            GbIssueDetail  *detail);

G_END_DECLS
