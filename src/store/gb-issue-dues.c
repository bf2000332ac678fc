/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-private.h"

#include "gb-issue-rule-repository.h"
#include "gb-json-text.h"

/* Who has a due moment has it from the province; what was raised here, and what the province left open, gets it from
 * the rules. */
#define WITHOUT_SQL                                                                                                 \
  "SELECT t.id,t.kind,t.commune,t.raised,t.cycle FROM issue_told t "                                                \
  "WHERE t.due IS NULL AND t.state IN ('new','collected','assigned','escalated')"

/* Where a week was named it counts, else that in which the issue is collected. */
static gint64
due_of (GbSqlStatement     *s,
        const GbIssueRules *rules,
        GbCalendars        *calendars)
{
  const char *cycle = gb_sql_statement_get_text (s, 4);
  gint64 from = gb_sql_statement_get_int (s, 3);
  GbIssueKind kind = GB_ISSUE_DIFFICULTY;
  GbDay thursday;

  gb_issue_kind_from_name (gb_sql_statement_get_text (s, 1), &kind);
  if (cycle != NULL && gb_day_parse (cycle, &thursday, NULL))
    from = gb_day_at (thursday, 0);
  return gb_issue_rules_due (rules, GB_ISSUE_STEP_ANSWER, kind,
                             gb_calendars_of_commune (calendars, gb_sql_statement_get_text (s, 2)), from);
}

/**
 * gb_issue_dues_load:
 *
 * Returns: (transfer full): the parameter :dues of gb_issue_with_sql(): JSON, an object of due moments in UTC seconds by
 *   the ids of the issues that have none of their own
 */
char *
gb_issue_dues_load (GbSqlConnection *connection,
                    GError         **error)
{
  g_autofree char *sql = g_strconcat (gb_issue_with_sql (), WITHOUT_SQL, NULL);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  g_autoptr (GbIssueRules) rules = NULL;
  g_autoptr (GbCalendars) calendars = NULL;
  g_autoptr (GString) json = g_string_new ("{");
  gboolean row;

  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      gint64 due;

      if (!row)
        {
          g_string_append_c (json, '}');
          return g_string_free (g_steal_pointer (&json), FALSE);
        }
      if (rules == NULL && ((rules = gb_issue_rule_repository_load (connection, error)) == NULL ||
                            (calendars = gb_calendars_load (connection, error)) == NULL))
        return NULL;
      due = due_of (s, rules, calendars);
      if (due == 0)
        continue;
      g_string_append (json, json->len > 1 ? "," : "");
      gb_json_text_append (json, gb_sql_statement_get_text (s, 0));
      g_string_append_printf (json, ":%" G_GINT64_FORMAT, due);
    }
  return NULL;
}
