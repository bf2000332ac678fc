/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-issue-detail.h"

G_BEGIN_DECLS

/**
 * GbIssueSay:
 * @GB_ISSUE_SAY_NOTE: a note, with files
 * @GB_ISSUE_SAY_CONFIRM: the answer settles it
 * @GB_ISSUE_SAY_REJECT: the answer does not settle it, and why
 * @GB_ISSUE_SAY_ESCALATE: it is passed on to a higher level, and why
 *
 * What is said about an issue.
 */
typedef enum
{
  GB_ISSUE_SAY_NOTE,
  GB_ISSUE_SAY_CONFIRM,
  GB_ISSUE_SAY_REJECT,
  GB_ISSUE_SAY_ESCALATE,
} GbIssueSay;

#define GB_N_ISSUE_SAYS 4

#define GB_TYPE_ISSUE_SAY_WINDOW (gb_issue_say_window_get_type ())
G_DECLARE_FINAL_TYPE (GbIssueSayWindow, gb_issue_say_window, GB, ISSUE_SAY_WINDOW, AdwWindow)

GbIssueSayWindow *gb_issue_say_window_present (GtkWidget     *parent,
                                               GbStore       *store,
                                               GbIssueDetail *detail,
                                               GbIssueSay     what);

G_END_DECLS
