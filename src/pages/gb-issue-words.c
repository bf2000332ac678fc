/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-format.h"

const char *
gb_issue_words_kind (GbIssueKind kind)
{
  static const char *const names[GB_N_ISSUE_KINDS] = {
    [GB_ISSUE_DIFFICULTY] = N_ ("Difficulty"),
    [GB_ISSUE_GUIDANCE] = N_ ("Request for guidance"),
    [GB_ISSUE_REPORT] = N_ ("Citizen's report"),
  };

  return _(names[kind]);
}

static char *
day_words (gint64 instant,
           gint64 now)
{
  return gb_format_day (gb_time_day (instant), gb_time_day (now));
}

/* When it went out, and where that matters, until when an answer was to come. */
static char *
course_words (const GbIssue *issue,
              gint64         now)
{
  g_autofree char *raised = day_words (issue->raised, now);
  g_autofree char *due = issue->due != 0 ? day_words (issue->due, now) : NULL;
  gboolean report = issue->kind == GB_ISSUE_REPORT;

  if (issue->local)
    return g_strdup (_("kept here, not sent yet"));
  switch (issue->stage)
    {
    case GB_ISSUE_SET_OVERDUE:
      /* Translators: two days, "13/08" and "14/08" */
      return report ? g_strdup_printf (_("received on %s, to be settled by %s"), raised, due)
                    : g_strdup_printf (_("sent on %s, to be answered by %s"), raised, due);
    case GB_ISSUE_SET_UNSENT:
      /* Translators: %s is a day */
      return g_strdup_printf (_("noted on %s, to be collected"), raised);
    case GB_ISSUE_SET_WAITING:
      if (report && due != NULL)
        return g_strdup_printf (_("received on %s, to be settled by %s"), raised, due);
      /* fall through */
    default:
      return report ? g_strdup_printf (_("received on %s"), raised) : g_strdup_printf (_("sent on %s"), raised);
    }
}

/**
 * gb_issue_words_caption:
 * @now: UTC seconds
 * @with_commune: whether it is not clear whose it is
 *
 * Returns: (transfer full): what stands under the title in a list
 */
char *
gb_issue_words_caption (const GbIssue *issue,
                        gint64         now,
                        gboolean       with_commune)
{
  g_autofree char *course = course_words (issue, now);
  GString *text = g_string_new (NULL);

  if (with_commune && issue->commune_name != NULL)
    {
      const char *rest = g_utf8_next_char (issue->commune_name);
      g_autofree char *first = g_utf8_strup (issue->commune_name, rest - issue->commune_name);

      g_string_append_printf (text, "%s%s · ", first, rest);
    }
  g_string_append_printf (text, "%s · %s", issue->field, course);
  if (issue->pending && !issue->local)
    g_string_append_printf (text, " · %s", _("change waits to be sent"));
  return g_string_free (text, FALSE);
}

/**
 * gb_issue_words_department:
 *
 * Returns: (transfer full): who has to settle it
 */
char *
gb_issue_words_department (const GbIssue *issue)
{
  switch (issue->level)
    {
    case GB_ISSUE_LEVEL_PROVINCE:
      return g_strdup (_("Province's People's Committee"));
    case GB_ISSUE_LEVEL_MINISTRY:
      return g_strdup (_("Ministry"));
    case GB_ISSUE_LEVEL_COMMUNE:
    case GB_ISSUE_LEVEL_DEPARTMENT:
    default:
      if (issue->department_name != NULL)
        return g_strdup (issue->department_name);
      return g_strdup (issue->level == GB_ISSUE_LEVEL_COMMUNE ? _("Settled by the commune") : _("No department named"));
    }
}

/**
 * gb_issue_words_days:
 * @days: working days, whole or with a half
 *
 * Returns: (transfer full): such as "9 days" or "2,5 days"
 */
char *
gb_issue_words_days (double days)
{
  int whole = (int) floor (days);
  g_autofree char *number = days > whole ? g_strdup_printf ("%d,5", whole) : g_strdup_printf ("%d", whole);

  return g_strdup_printf (ngettext ("%s day", "%s days", (gulong) ceil (days)), number);
}

/**
 * gb_issue_words_wait:
 * @now: UTC seconds
 *
 * Returns: (transfer full): how long somebody waits for it, in working days, or when it goes out
 */
char *
gb_issue_words_wait (const GbIssue *issue,
                     gint64         now)
{
  g_autofree char *days = gb_issue_words_days (issue->waited);
  g_autofree char *day = NULL;

  switch (issue->stage)
    {
    case GB_ISSUE_SET_UNSENT:
      if (issue->cycle == GB_DAY_NONE)
        return g_strdup (_("goes out next"));
      day = gb_format_day (issue->cycle, gb_time_day (now));
      /* Translators: %s is a day */
      return g_strdup_printf (_("goes out %s"), day);
    case GB_ISSUE_SET_ANSWERED:
    case GB_ISSUE_SET_SETTLED:
      if (issue->answered == 0)
        return g_strdup (gb_issue_state_label (issue->state));
      /* Translators: %s is a number of days */
      return issue->waited > 0 ? g_strdup_printf (_("answered after %s"), days) : g_strdup (_("answered within a day"));
    case GB_ISSUE_SET_OVERDUE:
    case GB_ISSUE_SET_WAITING:
    default:
      return issue->waited > 0 ? g_strdup_printf (_("waiting %s"), days) : g_strdup (_("less than a day"));
    }
}

/**
 * gb_issue_words_urged:
 *
 * Returns: (transfer full): how often whoever has to answer was urged
 */
char *
gb_issue_words_urged (const GbIssue *issue)
{
  if (issue->urged > 0)
    return g_strdup_printf (ngettext ("urged %d time", "urged %d times", (gulong) issue->urged), (int) issue->urged);
  switch (issue->stage)
    {
    case GB_ISSUE_SET_UNSENT:
      return g_strdup (_("not sent"));
    case GB_ISSUE_SET_OVERDUE:
    case GB_ISSUE_SET_WAITING:
      return g_strdup (issue->level == GB_ISSUE_LEVEL_COMMUNE ? "" : _("not urged"));
    default:
      return g_strdup ("");
    }
}

/* The day that all rows have, where the group has no others. */
static GbDay
common_day (const GbIssuesGroup *group,
            gboolean             cycle)
{
  GbDay day = GB_DAY_NONE;

  if (group->count > group->issues->len)
    return GB_DAY_NONE;
  for (guint i = 0; i < group->issues->len; i++)
    {
      const GbIssue *issue = group->issues->pdata[i];
      GbDay own = cycle ? issue->cycle : issue->due != 0 ? gb_time_day (issue->due) : GB_DAY_NONE;

      if (own == GB_DAY_NONE || (i > 0 && own != day))
        return GB_DAY_NONE;
      day = own;
    }
  return day;
}

/**
 * gb_issue_words_set:
 *
 * Returns: what a set of issues is called
 */
const char *
gb_issue_words_set (GbIssueSet set)
{
  static const char *const names[GB_N_ISSUE_SETS] = {
    [GB_ISSUE_SET_OVERDUE] = N_ ("Answers overdue"),
    [GB_ISSUE_SET_ANSWERED] = N_ ("Answered, to be confirmed"),
    [GB_ISSUE_SET_WAITING] = N_ ("Waiting for an answer"),
    [GB_ISSUE_SET_UNSENT] = N_ ("Go out with the next collection"),
    [GB_ISSUE_SET_SETTLED] = N_ ("Settled"),
    [GB_ISSUE_SET_ALL] = N_ ("All"),
    [GB_ISSUE_SET_OPEN] = N_ ("Not settled"),
    [GB_ISSUE_SET_PENDING] = N_ ("Not answered"),
    [GB_ISSUE_SET_OVERDUE_ABOVE] = N_ ("Answers of others overdue"),
    [GB_ISSUE_SET_OVERDUE_OWN] = N_ ("The commune's own overdue"),
    [GB_ISSUE_SET_ASKED] = N_ ("Asked, not answered"),
  };

  return _(names[set]);
}

/* Reports are settled rather than answered; and the day of the weekly cycle is told where all have it. */
static char *
stage_words (const GbIssuesReport *report,
             const GbIssuesGroup  *group)
{
  gboolean reports = report->query->kind == GB_ISSUE_REPORT;
  gboolean unsent = group->key == GB_ISSUE_SET_UNSENT;
  g_autofree char *words = NULL;
  GbDay day = GB_DAY_NONE;

  if (reports && group->key == GB_ISSUE_SET_OVERDUE)
    return g_strdup (_("Past their limit"));
  if (reports && group->key == GB_ISSUE_SET_WAITING)
    return g_strdup (_("Being settled"));
  if (unsent || group->key == GB_ISSUE_SET_WAITING)
    day = common_day (group, unsent);
  if (day == GB_DAY_NONE)
    return g_strdup (gb_issue_words_set ((GbIssueSet) group->key));
  words = gb_format_day (day, gb_time_day (report->now));
  /* Translators: %s is a day */
  return unsent ? g_strdup_printf (_("Go out on %s"), words) : g_strdup_printf (_("To be answered on %s"), words);
}

/**
 * gb_issue_words_group:
 *
 * Returns: (transfer full): what the issues of a group have in common
 */
char *
gb_issue_words_group (const GbIssuesReport *report,
                      const GbIssuesGroup  *group)
{
  if (report->grouping == GB_ISSUES_BY_STATE)
    return g_strdup (group->key == GB_ISSUES_SETTLED ? gb_issue_words_set (GB_ISSUE_SET_SETTLED)
                                                     : gb_issue_state_label ((GbIssueState) group->key));
  if (report->query->set != GB_ISSUE_SET_OPEN)
    return g_strdup (gb_issue_words_set (report->query->set));
  return stage_words (report, group);
}
