/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export.h"
#include "gb-issues-report.h"

G_BEGIN_DECLS

GbExport *gb_export_issues_new (const char           *name,
                                const GbIssuesReport *report,
                                gboolean              with_commune);
GbExport *gb_export_waits_new  (const char           *name,
                                const GbIssuesReport *report);

G_END_DECLS
