/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-issues-report.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_BAND (gb_issues_band_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesBand, gb_issues_band, GB, ISSUES_BAND, GtkBox)

void gb_issues_band_set_report (GbIssuesBand         *self,
                                const GbIssuesReport *report);

G_END_DECLS
