/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-issues-report.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_WAITS (gb_issues_waits_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesWaits, gb_issues_waits, GB, ISSUES_WAITS, AdwBin)

void gb_issues_waits_set_report (GbIssuesWaits        *self,
                                 const GbIssuesReport *report);

G_END_DECLS
