/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-query.h"

#include "gb-issue-predicate.h"
#include "gb-text.h"

#define MAX_WORDS 8

GbIssueQuery *
gb_issue_query_new (GbIssueSet set)
{
  GbIssueQuery *self = g_new0 (GbIssueQuery, 1);

  self->set = set;
  self->kind = self->state = GB_ISSUE_ANY;
  return self;
}

GbIssueQuery *
gb_issue_query_copy (const GbIssueQuery *self)
{
  GbIssueQuery *copy = g_memdup2 (self, sizeof *self);

  copy->commune = g_strdup (self->commune);
  copy->field = g_strdup (self->field);
  copy->department = g_strdup (self->department);
  copy->search = g_strdup (self->search);
  return copy;
}

void
gb_issue_query_free (GbIssueQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->commune);
  g_free (self->field);
  g_free (self->department);
  g_free (self->search);
  g_free (self);
}

gboolean
gb_issue_query_equal (const GbIssueQuery *self,
                      const GbIssueQuery *other)
{
  return self->set == other->set && self->kind == other->kind && self->state == other->state &&
         g_strcmp0 (self->commune, other->commune) == 0 && g_strcmp0 (self->field, other->field) == 0 &&
         g_strcmp0 (self->department, other->department) == 0 && g_strcmp0 (self->search, other->search) == 0;
}

/**
 * gb_issue_query_is_limited:
 *
 * Returns: whether a field, an agency, a state, words or a part of what is open were chosen
 */
gboolean
gb_issue_query_is_limited (const GbIssueQuery *self)
{
  return self->set != GB_ISSUE_SET_OPEN || self->state != GB_ISSUE_ANY || self->field != NULL || self->department != NULL || self->search != NULL;
}

static GStrv
split_search (const GbIssueQuery *self)
{
  g_autofree char *folded = gb_text_fold (self->search);

  g_strstrip (folded);
  return g_strsplit (folded, " ", MAX_WORDS);
}

/**
 * gb_issue_query_append_sql:
 *
 * Appends the condition on a row `i` of `issue_now` (gb_issue_with_sql()) beside which `g` is the agency that has to
 * answer.
 */
void
gb_issue_query_append_sql (const GbIssueQuery *self,
                           GString            *sql)
{
  g_auto (GStrv) words = NULL;

  g_string_append (sql, gb_issue_set_sql (self->set));
  if (self->kind != GB_ISSUE_ANY)
    g_string_append (sql, " AND i.kind=:kind");
  if (self->state != GB_ISSUE_ANY)
    g_string_append (sql, " AND i.state=:state");
  if (self->commune != NULL)
    g_string_append (sql, " AND i.commune=:commune");
  if (self->field != NULL)
    g_string_append (sql, " AND i.field=:field");
  if (self->department != NULL)
    g_string_append (sql, " AND coalesce(i.department,'')=:department");
  if (self->search == NULL)
    return;
  words = split_search (self);
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql, " AND instr(gb_fold(i.title,i.field,i.text,i.answer,g.name,i.id),:word%u)>0", i);
}

/**
 * gb_issue_query_bind:
 *
 * Binds what gb_issue_query_append_sql() asks for.
 */
void
gb_issue_query_bind (const GbIssueQuery *self,
                     GbSqlStatement     *statement)
{
  g_auto (GStrv) words = NULL;

  if (self->kind != GB_ISSUE_ANY)
    gb_sql_statement_set_text (statement, ":kind", gb_issue_kind_name ((GbIssueKind) self->kind));
  if (self->state != GB_ISSUE_ANY)
    gb_sql_statement_set_text (statement, ":state", gb_issue_state_nick ((GbIssueState) self->state));
  gb_sql_statement_set_text (statement, ":commune", self->commune);
  gb_sql_statement_set_text (statement, ":field", self->field);
  gb_sql_statement_set_text (statement, ":department", self->department);
  if (self->search == NULL)
    return;
  words = split_search (self);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, ":word%u", i);
      gb_sql_statement_set_text (statement, name, words[i]);
    }
}
