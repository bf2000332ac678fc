/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-rule-repository.h"

#include "gb-sql-statement.h"

static GbDay
read_day (GbSqlStatement *s,
          int             column)
{
  const char *text = gb_sql_statement_get_text (s, column);
  GbDay day;

  return text != NULL && gb_day_parse (text, &day, NULL) ? day : GB_DAY_NONE;
}

static GbLimitUnit
read_unit (const char *text)
{
  if (g_strcmp0 (text, "calendar-days") == 0)
    return GB_LIMIT_CALENDAR_DAYS;
  return g_strcmp0 (text, "working-hours") == 0 ? GB_LIMIT_WORKING_HOURS : GB_LIMIT_WORKING_DAYS;
}

/**
 * gb_issue_rule_repository_load:
 * @connection: to the cache or a hub's database
 *
 * Returns: (transfer full): the rules of the feed, before those that the application has of its own
 */
GbIssueRules *
gb_issue_rule_repository_load (GbSqlConnection *connection,
                               GError         **error)
{
  g_autoptr (GbIssueRules) self = gb_issue_rules_new ();
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT step,issue_kind,coalesce(weekday,0),"
      "coalesce(substr(time,1,2)*3600+substr(time,4,2)*60,0),coalesce(amount,0),unit,source,from_day,to_day,"
      "kind='cycle' FROM issue_rule ORDER BY id",
      error);
  gboolean row;

  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      GbIssueRule rule = { .kind = GB_ISSUE_EVERY_KIND };
      gboolean is_cycle;
      GbIssueKind kind;

      if (!row)
        return g_steal_pointer (&self);
      is_cycle = gb_sql_statement_get_int (s, 9) != 0;
      if (!gb_issue_step_from_name (gb_sql_statement_get_text (s, 0), &rule.step))
        continue;
      if (gb_issue_kind_from_name (gb_sql_statement_get_text (s, 1), &kind))
        rule.kind = (int) kind;
      rule.weekday = is_cycle ? (int) gb_sql_statement_get_int (s, 2) : 0;
      rule.seconds = (int) gb_sql_statement_get_int (s, 3);
      rule.amount = (int) gb_sql_statement_get_int (s, 4);
      rule.unit = read_unit (gb_sql_statement_get_text (s, 5));
      rule.source = (char *) gb_sql_statement_get_text (s, 6);
      rule.from = read_day (s, 7);
      rule.to = read_day (s, 8);
      gb_issue_rules_add (self, &rule);
    }
  return NULL;
}
