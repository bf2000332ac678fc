/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-rules.h"

/* 2026: 31 August and 1 and 2 September are off, Saturday 22 August is worked. */
static GbWorkCalendar *
make_calendar (void)
{
  static const struct
  {
    int month;
    int day;
    GbDayKind kind;
  } days[] = { { 8, 22, GB_DAY_WORK }, { 8, 31, GB_DAY_OFF }, { 9, 1, GB_DAY_OFF }, { 9, 2, GB_DAY_OFF },
               { 4, 30, GB_DAY_OFF }, { 5, 1, GB_DAY_OFF },  { 11, 19, GB_DAY_OFF } };
  GbWorkCalendar *calendar = gb_work_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    gb_work_calendar_add_day (calendar, gb_day_from_ymd (2026, days[i].month, days[i].day), days[i].kind,
                              GB_DAY_NONE, NULL);
  return calendar;
}

static gint64
at (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 instant;

  g_assert_true (gb_time_parse (text, &instant, &error));
  return instant;
}

#define T(day, time) "2026-" day "T" time ":00+07:00"

/* By hand. */
static const struct
{
  GbIssueStep step;
  GbIssueKind kind;
  const char *from;
  const char *due; /* (nullable): NULL = no rule */
} dues[] = {
  /* Raised on a Wednesday, and on a Thursday to the second: this week. A second later: the next. */
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_DIFFICULTY, T ("08-26", "07:15"), T ("08-27", "17:00") },
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_DIFFICULTY, T ("08-26", "07:15"), T ("08-28", "17:00") },
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_DIFFICULTY, T ("08-27", "17:00"), T ("08-27", "17:00") },
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_GUIDANCE, T ("08-27", "17:01"), T ("09-03", "17:00") },
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_GUIDANCE, T ("08-27", "17:01"), T ("09-04", "17:00") },
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_DIFFICULTY, T ("08-29", "09:00"), T ("09-03", "17:00") },
  /* Thursday 30 April and Friday 1 May are off: collected on Monday, answered on Tuesday. */
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_DIFFICULTY, T ("04-28", "08:00"), T ("05-04", "17:00") },
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_DIFFICULTY, T ("04-28", "08:00"), T ("05-05", "17:00") },
  /* On that Monday it is still the week before's. */
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_DIFFICULTY, T ("05-04", "08:00"), T ("05-05", "17:00") },
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_DIFFICULTY, T ("05-05", "08:00"), T ("05-08", "17:00") },
  /* A Thursday alone that is off: Friday and Monday. */
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_DIFFICULTY, T ("11-18", "08:00"), T ("11-20", "17:00") },
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_DIFFICULTY, T ("11-18", "08:00"), T ("11-23", "17:00") },
  /* Five working days; the make-up Saturday is one, and the holidays are none. */
  { GB_ISSUE_STEP_FORWARD, GB_ISSUE_DIFFICULTY, T ("08-17", "09:00"), T ("08-22", "17:00") },
  { GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, T ("08-26", "16:59"), T ("09-07", "17:00") },
  { GB_ISSUE_STEP_REFUSE, GB_ISSUE_REPORT, T ("08-26", "07:15"), T ("08-28", "17:00") },
  { GB_ISSUE_STEP_SUPPLEMENT, GB_ISSUE_REPORT, T ("08-10", "07:15"), T ("08-17", "17:00") },
  { GB_ISSUE_STEP_ANSWER, GB_ISSUE_REPORT, T ("08-03", "07:15"), T ("08-22", "17:00") },
  { GB_ISSUE_STEP_PUBLISH, GB_ISSUE_REPORT, T ("08-28", "10:00"), T ("09-04", "17:00") },
  { GB_ISSUE_STEP_PUBLISH, GB_ISSUE_DIFFICULTY, T ("08-28", "10:00"), NULL },
  { GB_ISSUE_STEP_REFUSE, GB_ISSUE_GUIDANCE, T ("08-28", "10:00"), NULL },
  { GB_ISSUE_STEP_COLLECT, GB_ISSUE_REPORT, T ("08-28", "10:00"), NULL },
};

static void
test_dues (void)
{
  g_autoptr (GbIssueRules) rules = gb_issue_rules_new ();
  g_autoptr (GbWorkCalendar) calendar = make_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      gint64 due = gb_issue_rules_due (rules, dues[i].step, dues[i].kind, calendar, at (dues[i].from));
      g_autofree char *text = due != 0 ? gb_time_format (due) : NULL;

      g_test_message ("%s of a %s raised %s", gb_issue_step_name (dues[i].step), gb_issue_kind_name (dues[i].kind),
                      dues[i].from);
      g_assert_cmpstr (text, ==, dues[i].due);
    }
}

/* Which of several rules counts: for the kind before for all, of the feed before ours, the latest in force. */
static void
test_precedence (void)
{
  g_autoptr (GbIssueRules) rules = gb_issue_rules_new ();
  GbDay day = gb_day_from_ymd (2026, 8, 26);
  GbIssueRule given = { GB_ISSUE_STEP_FORWARD, GB_ISSUE_EVERY_KIND, 0, 0, 4, GB_LIMIT_WORKING_DAYS, (char *) "a",
                        GB_DAY_NONE, GB_DAY_NONE };

  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, day)->amount, ==, 5);
  gb_issue_rules_add (rules, &given);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, day)->amount, ==, 4);
  given.kind = GB_ISSUE_REPORT;
  given.amount = 3;
  given.from = day + 1;
  gb_issue_rules_add (rules, &given);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, day)->amount, ==, 4);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, day + 1)->amount, ==, 3);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_GUIDANCE, day + 1)->amount, ==, 4);
  given.amount = 2;
  given.from = day + 5;
  given.to = day + 6;
  gb_issue_rules_add (rules, &given);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, day + 6)->amount, ==, 2);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_FORWARD, GB_ISSUE_REPORT, day + 7)->amount, ==, 3);
}

/* Every week of ten years: collected and answered on working days, in this order, each week after the last. */
static void
test_weeks (void)
{
  g_autoptr (GbIssueRules) rules = gb_issue_rules_new ();
  g_autoptr (GbWorkCalendar) calendar = gb_work_calendar_new ();
  GbIssueCycle last = { 0 };

  for (GbDay monday = gb_day_from_ymd (2025, 12, 29); monday < gb_day_from_ymd (2036, 1, 1); monday += 7)
    {
      GbIssueCycle cycle;

      gb_issue_rules_cycle (rules, GB_ISSUE_DIFFICULTY, calendar, monday + 6, &cycle);
      g_assert_cmpint (cycle.monday, ==, monday);
      g_assert_true (gb_work_calendar_is_working (calendar, gb_time_day (cycle.collect)));
      g_assert_true (gb_work_calendar_is_working (calendar, gb_time_day (cycle.answer)));
      g_assert_cmpint (gb_time_day (cycle.collect), >=, monday + 3);
      g_assert_cmpint (gb_time_day (cycle.answer), >, gb_time_day (cycle.collect));
      g_assert_cmpint (cycle.answer, >, last.answer);
      last = cycle;
    }
}

static void
test_names (void)
{
  GbIssueKind kind;
  GbIssueStep step;

  for (int i = 0; i < GB_N_ISSUE_KINDS; i++)
    g_assert_true (gb_issue_kind_from_name (gb_issue_kind_name (i), &kind) && (int) kind == i);
  for (int i = 0; i < GB_N_ISSUE_STEPS; i++)
    g_assert_true (gb_issue_step_from_name (gb_issue_step_name (i), &step) && (int) step == i);
  g_assert_false (gb_issue_kind_from_name ("rumour", &kind));
  g_assert_false (gb_issue_step_from_name (NULL, &step));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/issue-rules/dues", test_dues);
  g_test_add_func ("/issue-rules/precedence", test_precedence);
  g_test_add_func ("/issue-rules/weeks", test_weeks);
  g_test_add_func ("/issue-rules/names", test_names);
  return g_test_run ();
}
