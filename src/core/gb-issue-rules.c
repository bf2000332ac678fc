/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-rules.h"

/* Sources are names of Vietnamese legal texts and stay as they are in every language. */
#define WEEKLY "Quy chế giao ban của tỉnh: thứ Năm tổng hợp, thứ Sáu trả lời"
#define D20_9 "Nghị định 20/2008/NĐ-CP, Điều 9"
#define REPORTS "Quy trình tiếp nhận, xử lý phản ánh hiện trường của tỉnh"

#define FIVE_PM (17 * 60 * 60)
#define THURSDAY 4
#define FRIDAY 5

/**
 * GbIssueRules:
 *
 * The weekly cycle and the limits of issues: those of the feed, and behind them a table of our own.
 * Not changed after loading; may then be used from any thread.
 */
struct _GbIssueRules
{
  GPtrArray *rules; /* (owned) (element-type GbIssueRule) */
};

#define CYCLE(step, kind, weekday, source)                                                         \
  { GB_ISSUE_STEP_##step, GB_ISSUE_##kind, weekday, FIVE_PM, 0, 0, (char *) source, GB_DAY_NONE, GB_DAY_NONE }
#define LIMIT(step, kind, amount, source)                                                          \
  { GB_ISSUE_STEP_##step, GB_ISSUE_##kind, 0, 0, amount, GB_LIMIT_WORKING_DAYS, (char *) source, GB_DAY_NONE, GB_DAY_NONE }

/* Where the feed has none. */
static const GbIssueRule fallback[] = {
  CYCLE (COLLECT, DIFFICULTY, THURSDAY, WEEKLY),
  CYCLE (ANSWER, DIFFICULTY, FRIDAY, WEEKLY),
  CYCLE (COLLECT, GUIDANCE, THURSDAY, WEEKLY),
  CYCLE (ANSWER, GUIDANCE, FRIDAY, WEEKLY),
  LIMIT (FORWARD, EVERY_KIND, 5, D20_9),
  LIMIT (REFUSE, REPORT, 2, REPORTS),
  LIMIT (SUPPLEMENT, REPORT, 5, REPORTS),
  LIMIT (ANSWER, REPORT, 15, REPORTS),
  LIMIT (PUBLISH, REPORT, 2, REPORTS),
};

static const char *const kinds[GB_N_ISSUE_KINDS] = { "difficulty", "guidance", "report" };
static const char *const steps[GB_N_ISSUE_STEPS] = { "collect", "answer", "forward", "refuse", "supplement", "publish" };

static gboolean
find_name (const char *const *names,
           int                n_names,
           const char        *name,
           int               *index)
{
  for (int i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_issue_kind_name:
 *
 * Returns: as the feed writes it: "difficulty"
 */
const char *
gb_issue_kind_name (GbIssueKind kind)
{
  g_return_val_if_fail (kind < GB_N_ISSUE_KINDS, NULL);

  return kinds[kind];
}

/**
 * gb_issue_kind_from_name:
 * @name: as of gb_issue_kind_name()
 * @kind: (out): the kind
 *
 * Returns: whether @name names one
 */
gboolean
gb_issue_kind_from_name (const char  *name,
                         GbIssueKind *kind)
{
  int index;

  if (!find_name (kinds, GB_N_ISSUE_KINDS, name, &index))
    return FALSE;
  *kind = index;
  return TRUE;
}

/**
 * gb_issue_step_name:
 *
 * Returns: as the feed writes it: "collect"
 */
const char *
gb_issue_step_name (GbIssueStep step)
{
  g_return_val_if_fail (step < GB_N_ISSUE_STEPS, NULL);

  return steps[step];
}

/**
 * gb_issue_step_from_name:
 * @name: as of gb_issue_step_name()
 * @step: (out): the step
 *
 * Returns: whether @name names one
 */
gboolean
gb_issue_step_from_name (const char  *name,
                         GbIssueStep *step)
{
  int index;

  if (!find_name (steps, GB_N_ISSUE_STEPS, name, &index))
    return FALSE;
  *step = index;
  return TRUE;
}

static void
rule_free (gpointer data)
{
  GbIssueRule *self = data;

  g_free (self->source);
  g_free (self);
}

/**
 * gb_issue_rules_new:
 *
 * Returns: (transfer full): the table of our own
 */
GbIssueRules *
gb_issue_rules_new (void)
{
  GbIssueRules *self = g_atomic_rc_box_new0 (GbIssueRules);

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  return self;
}

GbIssueRules *
gb_issue_rules_ref (GbIssueRules *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  g_ptr_array_unref (((GbIssueRules *) data)->rules);
}

void
gb_issue_rules_unref (GbIssueRules *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * gb_issue_rules_add:
 * @rule: (transfer none): one of the feed's; it goes before those of our own and before an earlier one
 *   of the feed's
 */
void
gb_issue_rules_add (GbIssueRules      *self,
                    const GbIssueRule *rule)
{
  GbIssueRule *copy = g_memdup2 (rule, sizeof *rule);

  copy->source = g_strdup (rule->source);
  g_ptr_array_add (self->rules, copy);
}

static gboolean
fits (const GbIssueRule *rule,
      GbIssueStep        step,
      int                kind,
      GbDay              day)
{
  return rule->step == step && rule->kind == kind && (rule->from == GB_DAY_NONE || rule->from <= day)
         && (rule->to == GB_DAY_NONE || day <= rule->to);
}

/* The latest of the feed's; NULL when there is none. */
static const GbIssueRule *
find_given (const GbIssueRules *self,
            GbIssueStep         step,
            int                 kind,
            GbDay               day)
{
  const GbIssueRule *found = NULL;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const GbIssueRule *rule = self->rules->pdata[i];

      if (fits (rule, step, kind, day) && (found == NULL || rule->from >= found->from))
        found = rule;
    }
  return found;
}

/**
 * gb_issue_rules_find:
 * @day: on which it has to be in force
 *
 * What was made for the kind goes before what holds for every kind, the feed's before our own.
 *
 * Returns: (transfer none) (nullable): the rule
 */
const GbIssueRule *
gb_issue_rules_find (const GbIssueRules *self,
                     GbIssueStep         step,
                     GbIssueKind         kind,
                     GbDay               day)
{
  const int which[] = { (int) kind, GB_ISSUE_EVERY_KIND };

  for (gsize i = 0; i < G_N_ELEMENTS (which); i++)
    {
      const GbIssueRule *rule = find_given (self, step, which[i], day);

      if (rule != NULL)
        return rule;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (which); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (fallback); k++)
      if (fits (&fallback[k], step, which[i], day))
        return &fallback[k];
  return NULL;
}

/* On the day, or on the first working day after it; not after that day's last session. */
static gint64
moment_of (const GbIssueRule *rule,
           GbWorkCalendar    *calendar,
           GbDay              day)
{
  GbDay open = gb_work_calendar_nth_day (calendar, day - 1, 1);

  return MIN (gb_day_at (open, rule->seconds), gb_work_calendar_day_end (calendar, open));
}

static GbDay
monday_of (GbDay day)
{
  return day - (gb_day_weekday (day) - 1);
}

/**
 * gb_issue_rules_cycle:
 * @calendar: whose holidays count
 * @day: any day of the week
 * @cycle: (out): that week's cycle
 *
 * A day that is off gives way to the next working day; answers are never due on the day of collecting
 * or before, where their rule wants a later day of the week.
 */
void
gb_issue_rules_cycle (const GbIssueRules *self,
                      GbIssueKind         kind,
                      GbWorkCalendar     *calendar,
                      GbDay               day,
                      GbIssueCycle       *cycle)
{
  GbDay monday = monday_of (day);
  const GbIssueRule *collect = gb_issue_rules_find (self, GB_ISSUE_STEP_COLLECT, kind, monday);
  const GbIssueRule *answer = gb_issue_rules_find (self, GB_ISSUE_STEP_ANSWER, kind, monday);
  GbDay wanted;

  *cycle = (GbIssueCycle) { monday, 0, 0 };
  if (collect != NULL && collect->weekday > 0)
    cycle->collect = moment_of (collect, calendar, monday + collect->weekday - 1);
  if (answer == NULL || answer->weekday == 0)
    return;
  wanted = monday + answer->weekday - 1;
  if (cycle->collect != 0 && answer->weekday > collect->weekday)
    wanted = MAX (wanted, gb_time_day (cycle->collect) + 1);
  cycle->answer = moment_of (answer, calendar, wanted);
}

/* Of the week in which what was raised is collected. */
static gint64
cycle_due (const GbIssueRules *self,
           GbIssueStep         step,
           GbIssueKind         kind,
           GbWorkCalendar     *calendar,
           gint64              from)
{
  GbDay day = gb_time_day (from);
  GbIssueCycle cycle;

  /* A collection may have slipped into the next week. */
  for (GbDay week = day - 7;; week += 7)
    {
      gb_issue_rules_cycle (self, kind, calendar, week, &cycle);
      if ((cycle.collect != 0 ? cycle.collect : cycle.answer) >= from || week > day + GB_LIMIT_MOST)
        return step == GB_ISSUE_STEP_COLLECT ? cycle.collect : cycle.answer;
    }
}

/**
 * gb_issue_rules_due:
 * @calendar: in whose working days is counted
 * @from: when the step could first be taken: raised, or for publishing answered; UTC seconds
 *
 * Returns: by when it has to be taken, UTC seconds; 0 when there is no rule
 */
gint64
gb_issue_rules_due (const GbIssueRules *self,
                    GbIssueStep         step,
                    GbIssueKind         kind,
                    GbWorkCalendar     *calendar,
                    gint64              from)
{
  const GbIssueRule *rule = gb_issue_rules_find (self, step, kind, gb_time_day (from));
  GbLimit limit = { .rule = GB_LIMIT_DAY_END, .cutoff = GB_CUTOFF_NONE };

  if (rule == NULL)
    return 0;
  if (rule->weekday > 0)
    return cycle_due (self, step, kind, calendar, from);
  limit.unit = rule->unit;
  limit.amount = rule->amount;
  return gb_limit_due (&limit, calendar, from);
}
