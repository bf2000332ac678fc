/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-issue.h"
#include "gb-sql-statement.h"

G_BEGIN_DECLS

#define GB_ISSUE_ANY (-1)

/**
 * GbIssueQuery:
 * @set: which ones
 * @kind: a #GbIssueKind, or %GB_ISSUE_ANY
 * @state: a #GbIssueState, or %GB_ISSUE_ANY
 * @commune: (owned) (nullable): a commune's code; %NULL for the whole scope
 * @field: (owned) (nullable): only of this field
 * @department: (owned) (nullable): only what this agency has to answer, by id; "" for what nobody was named for
 * @search: (owned) (nullable): only what has each of these words somewhere, with accents or without
 */
typedef struct
{
  GbIssueSet set;
  int kind;
  int state;
  char *commune;
  char *field;
  char *department;
  char *search;
} GbIssueQuery;

GbIssueQuery *gb_issue_query_new        (GbIssueSet          set);
GbIssueQuery *gb_issue_query_copy       (const GbIssueQuery *self);
void          gb_issue_query_free       (GbIssueQuery       *self);
gboolean      gb_issue_query_equal      (const GbIssueQuery *self,
                                         const GbIssueQuery *other);
gboolean      gb_issue_query_is_limited (const GbIssueQuery *self);

void          gb_issue_query_append_sql (const GbIssueQuery *self,
                                         GString            *sql);
void          gb_issue_query_bind       (const GbIssueQuery *self,
                                         GbSqlStatement     *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIssueQuery, gb_issue_query_free)

G_END_DECLS
