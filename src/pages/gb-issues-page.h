/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_ISSUES_PAGE (gb_issues_page_get_type ())
G_DECLARE_FINAL_TYPE (GbIssuesPage, gb_issues_page, GB, ISSUES_PAGE, GbPage)

const char *gb_issues_page_get_issue (GbIssuesPage *self);
void        gb_issues_page_open      (GbIssuesPage *self,
                                      const char   *id);
void        gb_issues_page_show      (GbIssuesPage *self,
                                      const char   *kind,
                                      const char   *set,
                                      const char   *department);

G_END_DECLS
