/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue-query.h"

G_BEGIN_DECLS

gboolean gb_cli_issues_parse (GbIssueQuery   *query,
                              gboolean       *waits,
                              int            *argc,
                              char         ***argv,
                              GError        **error);

G_END_DECLS
