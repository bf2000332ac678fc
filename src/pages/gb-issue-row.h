/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-issue.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUE_ROW (gb_issue_row_get_type ())
G_DECLARE_FINAL_TYPE (GbIssueRow, gb_issue_row, GB, ISSUE_ROW, GtkListBoxRow)

/* The columns that rows of a list have in common. */
#define GB_N_ISSUE_COLUMNS 4

GtkWidget     *gb_issue_row_new       (GtkSizeGroup *const *columns);
const GbIssue *gb_issue_row_get_issue (GbIssueRow          *self);
void           gb_issue_row_set_issue (GbIssueRow          *self,
                                       GbIssue             *issue,
                                       gint64               now,
                                       gboolean             with_commune);

G_END_DECLS
