/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-rule-repository.h"

#include "gb-store-fixture.h"

#define RULE(id, data)                                                                             \
  "{\"op\":\"put\",\"type\":\"issue-rule\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"

static const char lines[] =
    RULE ("a", "\"kind\":\"cycle\",\"step\":\"collect\",\"weekday\":3,\"time\":\"11:30\",\"source\":\"s\"")
    RULE ("b", "\"kind\":\"limit\",\"issue_kind\":\"report\",\"step\":\"answer\",\"amount\":10,\"unit\":\"calendar-days\","
               "\"from\":\"2026-08-01\",\"to\":\"2026-08-31\"");

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_issue_rule_repository_load (connection, error);
}

/* What the feed has goes before our own, for the time that it says; of the rest our own stays. */
static void
test_load (GbStoreFixture *f,
           gconstpointer   data)
{
  GbDay august = gb_day_from_ymd (2026, 8, 31);
  g_autoptr (GbIssueRules) rules = NULL;
  g_autoptr (GError) error = NULL;
  const GbIssueRule *rule;

  gb_test_commit (f, GB_RECORD_GROUP_BASE, lines, NULL);
  rules = gb_store_read (f->store, load, NULL, NULL, &error);
  g_assert_no_error (error);
  rule = gb_issue_rules_find (rules, GB_ISSUE_STEP_COLLECT, GB_ISSUE_DIFFICULTY, august);
  g_assert_cmpint (rule->weekday, ==, 3);
  g_assert_cmpint (rule->seconds, ==, (11 * 60 + 30) * 60);
  g_assert_cmpstr (rule->source, ==, "s");
  rule = gb_issue_rules_find (rules, GB_ISSUE_STEP_ANSWER, GB_ISSUE_REPORT, august);
  g_assert_cmpint (rule->amount, ==, 10);
  g_assert_cmpint (rule->unit, ==, GB_LIMIT_CALENDAR_DAYS);
  g_assert_cmpint (rule->weekday, ==, 0);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_ANSWER, GB_ISSUE_REPORT, august + 1)->amount, ==, 15);
  g_assert_cmpint (gb_issue_rules_find (rules, GB_ISSUE_STEP_ANSWER, GB_ISSUE_DIFFICULTY, august)->weekday, ==, 5);
}

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/issue-rule-repository/load", GbStoreFixture, NULL, set_up, test_load, tear_down);
  return g_test_run ();
}
