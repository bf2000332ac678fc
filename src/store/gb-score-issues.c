/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-issues-private.h"

#include "gb-issue-rule-repository.h"
#include "gb-issue-rules.h"

/* By what its handling is judged. */
typedef struct
{
  const GbIssueRules *rules;
  GbWorkCalendar *calendar;
  gint64 until;
} Judge;

static void
issue_free (gpointer data)
{
  GbScoreIssue *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->field);
  g_free (self->commune);
  g_free (self);
}

/* A step that was taken, or that was still to be taken when the period ended or now. */
static gboolean
is_in_time (const Judge *judge,
            GbIssueStep  step,
            gint64       from,
            gint64       taken)
{
  gint64 due = gb_issue_rules_due (judge->rules, step, GB_ISSUE_REPORT, judge->calendar, from);

  return due == 0 || (taken != 0 && taken <= judge->until ? taken : judge->until) <= due;
}

/* What was refused is done with; what was answered has to be made public. Asking for more is a step only where it
 * happened. */
static gboolean
is_handled_in_time (const Judge *judge,
                    gint64       raised,
                    gint64       refused,
                    gint64       asked,
                    gint64       answered,
                    gint64       published)
{
  if (refused != 0 && refused <= judge->until)
    return is_in_time (judge, GB_ISSUE_STEP_REFUSE, raised, refused);
  if (asked != 0 && asked <= judge->until && !is_in_time (judge, GB_ISSUE_STEP_SUPPLEMENT, raised, asked))
    return FALSE;
  if (!is_in_time (judge, GB_ISSUE_STEP_ANSWER, raised, answered))
    return FALSE;
  return answered == 0 || answered > judge->until ||
         is_in_time (judge, GB_ISSUE_STEP_PUBLISH, answered, published);
}

static GbScoreIssue *
new_issue (GbSqlStatement *s,
           const Judge    *judge)
{
  GbScoreIssue *issue = g_new0 (GbScoreIssue, 1);

  issue->id = gb_sql_statement_dup_text (s, 0);
  issue->title = gb_sql_statement_dup_text (s, 1);
  issue->field = gb_sql_statement_dup_text (s, 2);
  issue->commune = gb_sql_statement_dup_text (s, 3);
  issue->raised = gb_sql_statement_get_int (s, 4);
  issue->rated = gb_sql_statement_get_int (s, 9) != 0;
  issue->on_time = is_handled_in_time (judge, issue->raised, gb_sql_statement_get_int (s, 5),
                                       gb_sql_statement_get_int (s, 6), gb_sql_statement_get_int (s, 7),
                                       gb_sql_statement_get_int (s, 8));
  issue->satisfied = issue->on_time && gb_sql_statement_get_int (s, 10) == 0;
  return issue;
}

/**
 * gb_score_issues_load:
 * @commune: (nullable): only this one's
 *
 * Citizens' reports (phản ánh) that were raised in the period, judged by the limits of the feed (gb-issue-rules.h).
 *
 * Returns: (transfer full) (nullable) (element-type GbScoreIssue): the newest first
 */
GPtrArray *
gb_score_issues_load (GbSqlConnection      *connection,
                      GbCalendars          *calendars,
                      const GbTrackingSpan *span,
                      const char           *commune,
                      GError              **error)
{
  const GbDossierSet set = { .from = span->from, .to = span->to, .unit = (char *) commune };
  g_autoptr (GbIssueRules) rules = gb_issue_rule_repository_load (connection, error);
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (issue_free);
  g_autoptr (GbSqlStatement) s = NULL;
  Judge judge = { rules, NULL, MIN (gb_day_at (span->to, GB_DAY_SECONDS - 1), span->now) };
  gboolean row = TRUE;

  s = rules != NULL
          ? gb_sql_connection_prepare (connection,
                                       "SELECT id,title,field,commune,raised,coalesce(refused,0),"
                                       "coalesce(supplement_asked,0),coalesce(answered,0),coalesce(published,0),"
                                       "rating IS NOT NULL OR repeated IS NOT NULL,"
                                       "coalesce(rating='bad',0) OR coalesce(repeated,0) FROM issue "
                                       "WHERE kind='report' AND raised BETWEEN :set_from AND :set_until "
                                       "AND coalesce(commune=:set_unit,:set_unit IS NULL) ORDER BY raised DESC,id",
                                       error)
          : NULL;
  if (s == NULL)
    return NULL;
  gb_dossier_set_bind (&set, s, span->now);
  while (gb_sql_statement_step (s, &row, error) && row)
    {
      judge.calendar = gb_calendars_of_commune (calendars, gb_sql_statement_get_text (s, 3));
      g_ptr_array_add (issues, new_issue (s, &judge));
    }
  return row ? NULL : g_steal_pointer (&issues);
}

/**
 * gb_score_issues_count:
 * @commune: (nullable): only this one's
 * @good: (out): those that count for the better
 * @all: (out): those that count
 *
 * Returns: whether the better is known: of satisfaction, where somebody told of any report
 */
gboolean
gb_score_issues_count (GPtrArray        *issues,
                       const char       *commune,
                       GbScoreIndicator  indicator,
                       gint64           *good,
                       gint64           *all)
{
  gboolean known = indicator != GB_SCORE_REPORTS_SATISFIED;

  *good = *all = 0;
  for (guint i = 0; i < issues->len; i++)
    {
      const GbScoreIssue *issue = issues->pdata[i];
      gboolean yes;

      if (commune != NULL && !g_str_equal (commune, issue->commune))
        continue;
      (*all)++;
      known = known || issue->rated;
      *good += gb_score_issue_counts (issue, indicator, &yes) && yes;
    }
  return known;
}
