/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-predicate.h"

#include "gb-action-overlay.h"

/* Somebody has it and has not answered. A report has a limit from the day it came in, whether somebody was named for
 * it or not. */
#define ASKED "(i.state IN ('collected','assigned','escalated') OR i.kind='report' AND i.state='new')"
#define LATE "coalesce(i.due<:now,0)"

static const char *const conditions[GB_N_ISSUE_SETS] = {
  [GB_ISSUE_SET_OVERDUE] = "(" ASKED " AND " LATE ")",
  [GB_ISSUE_SET_ANSWERED] = "(i.state='answered')",
  [GB_ISSUE_SET_WAITING] = "(" ASKED " AND NOT " LATE ")",
  [GB_ISSUE_SET_UNSENT] = "(i.state='new' AND i.kind<>'report')",
  [GB_ISSUE_SET_SETTLED] = "(i.state IN ('confirmed','rejected','closed'))",
  [GB_ISSUE_SET_ALL] = "(1)",
  [GB_ISSUE_SET_OPEN] = "(i.state NOT IN ('confirmed','rejected','closed'))",
  [GB_ISSUE_SET_PENDING] = "(i.state IN ('new','collected','assigned','escalated'))",
  [GB_ISSUE_SET_OVERDUE_ABOVE] = "(" ASKED " AND " LATE " AND i.level<>'commune')",
  [GB_ISSUE_SET_OVERDUE_OWN] = "(" ASKED " AND " LATE " AND i.level='commune')",
  [GB_ISSUE_SET_ASKED] = "(" ASKED ")",
};

/**
 * gb_issue_set_sql:
 *
 * The one place where the sets are told: by it they are counted, listed and drawn.
 *
 * Returns: an SQL condition on a row `i` with an issue's columns kind, state, level and due. Some refer to :now, UTC
 *   seconds.
 */
const char *
gb_issue_set_sql (GbIssueSet self)
{
  g_return_val_if_fail (self < GB_N_ISSUE_SETS, NULL);

  return conditions[self];
}

/**
 * gb_issue_stage_sql:
 *
 * Returns: an SQL expression on a row `i`: its stage, one of the first five of #GbIssueSet
 */
const char *
gb_issue_stage_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      GString *text = g_string_new ("CASE");

      for (int i = 0; i < GB_N_ISSUE_STAGES; i++)
        g_string_append_printf (text, " WHEN %s THEN %d", conditions[i], i);
      g_string_append (text, " END");
      sql = g_string_free (text, FALSE);
      g_once_init_leave (&once, 1);
    }
  return sql;
}

/* What waits here to be sent lies over what the hub has told: an issue is raised, confirmed, turned back, passed on or
 * urged as soon as the user did it. The %s are conditions on such actions; a level that is not named is the next. */
static const char with_template[] =
    "WITH issue_due(id,due) AS MATERIALIZED (SELECT key,value FROM json_each(:dues)),"
    "issue_change(id,confirmed,returned,escalated,level,urges) AS MATERIALIZED ("
    "SELECT a.target,max(a.type='issue.confirm' AND coalesce(a.data->>'verdict','accept')<>'reject'),"
    "max(a.type='issue.confirm' AND a.data->>'verdict'='reject'),max(a.type='issue.escalate'),"
    "CASE max(CASE a.data->>'level' WHEN 'ministry' THEN 3 WHEN 'province' THEN 2 WHEN 'department' THEN 1 END) "
    "WHEN 3 THEN 'ministry' WHEN 2 THEN 'province' WHEN 1 THEN 'department' END,sum(a.type='issue.urge') "
    "FROM local.action a WHERE (%s) OR (%s) OR (%s) OR (%s) GROUP BY a.target),"
    "issue_told(id,kind,commune,field,title,text,state,level,department,raised,raised_by,due,answered,answer,cycle,"
    "urged,lon,lat,local) AS ("
    "SELECT id,kind,commune,field,title,text,state,level,department,raised,raised_by,due,answered,answer,cycle,urged,"
    "lon,lat,0 FROM issue UNION ALL "
    "SELECT a.id,a.data->>'kind',a.target,a.data->>'field',a.data->>'title',a.data->>'text','new',"
    "iif(a.data->>'kind'='report' AND a.data->>'department' IS NULL,'commune','department'),a.data->>'department',"
    "a.made_at,a.data->>'author',NULL,NULL,NULL,NULL,0,a.data->>'lon',a.data->>'lat',1 "
    "FROM local.action a WHERE (%s)),"
    "issue_seen AS (SELECT t.id,t.kind,t.commune,t.field,t.title,t.text,"
    "CASE WHEN c.confirmed THEN 'confirmed' WHEN c.escalated THEN 'escalated' WHEN c.returned THEN 'assigned' "
    "ELSE t.state END AS state,"
    "CASE WHEN NOT coalesce(c.escalated,0) THEN t.level WHEN c.level IS NOT NULL THEN c.level "
    "WHEN t.level='commune' THEN 'department' WHEN t.level='department' THEN 'province' ELSE 'ministry' END AS level,"
    "t.department,t.raised,t.raised_by,coalesce(t.due,d.due) AS due,t.answered,t.answer,t.cycle,"
    "t.urged+coalesce(c.urges,0) AS urged,t.lon,t.lat,t.local,t.local OR c.id IS NOT NULL AS pending "
    "FROM issue_told t LEFT JOIN issue_change c ON c.id=t.id "
    "LEFT JOIN issue_due d ON d.id=t.id),"
    "issue_now AS (SELECT i.*,%s AS stage FROM issue_seen i) ";

/**
 * gb_issue_with_sql:
 *
 * Only where FILE.local is seen as schema `local`, as on a store's connections for reading. The statement has the
 * parameters :now, UTC seconds, and :dues, as gb_issue_dues_load() gives it.
 *
 * Returns: the WITH clause of a statement: its table `issue_now` has the issues as the user sees them, with the columns
 *   of table issue up to `lat`, `local`: raised here and not told by the hub yet, `pending`: something of it waits to be
 *   sent, and `stage`
 */
const char *
gb_issue_with_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      sql = g_strdup_printf (with_template, gb_action_overlay_sql (GB_ACTION_ISSUE_CONFIRM),
                             gb_action_overlay_sql (GB_ACTION_ISSUE_ESCALATE),
                             gb_action_overlay_sql (GB_ACTION_ISSUE_URGE),
                             gb_action_overlay_sql (GB_ACTION_ISSUE_NOTE),
                             gb_action_overlay_sql (GB_ACTION_ISSUE_RAISE), gb_issue_stage_sql ());
      g_once_init_leave (&once, 1);
    }
  return sql;
}
