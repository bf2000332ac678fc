/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-issues-report.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_SECTION (gb_issues_section_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesSection, gb_issues_section, GB, ISSUES_SECTION, GtkBox)

gboolean gb_issues_section_focus (GbIssuesSection      *self,
                                  int                   index);

void     gb_issues_sections_fill (GtkBox               *box,
                                  const GbIssuesReport *report,
                                  GtkSizeGroup *const  *columns,
                                  gboolean              with_commune);

G_END_DECLS
