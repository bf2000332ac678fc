/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUE_PANE (gb_issue_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuePane, gb_issue_pane, GB, ISSUE_PANE, AdwBin)

GtkWidget  *gb_issue_pane_new        (GbStore     *store);
const char *gb_issue_pane_get_issue  (GbIssuePane *self);
void        gb_issue_pane_set_issue  (GbIssuePane *self,
                                      const char  *id);
void        gb_issue_pane_set_masked (GbIssuePane *self,
                                      gboolean     masked);
void        gb_issue_pane_set_paged  (GbIssuePane *self,
                                      gboolean     paged);

G_END_DECLS
