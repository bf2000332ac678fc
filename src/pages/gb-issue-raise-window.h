/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-issue-rules.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUE_RAISE_WINDOW (gb_issue_raise_window_get_type ())
G_DECLARE_FINAL_TYPE (GbIssueRaiseWindow, gb_issue_raise_window, GB, ISSUE_RAISE_WINDOW, AdwWindow)

GbIssueRaiseWindow *gb_issue_raise_window_present (GtkWidget   *parent,
                                                   GbStore     *store,
                                                   const char  *commune,
                                                   GbIssueKind  kind,
                                                   const char  *action);

G_END_DECLS
