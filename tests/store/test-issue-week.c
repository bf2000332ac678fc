/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-week.h"

#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                                         \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define OFF(day) PUT ("calendar-day", day, "\"kind\":\"off\",\"name\":\"Nghỉ\"")
#define ISSUE(id, kind, state, raised, more)                                                                         \
  PUT ("issue", id,                                                                                                 \
       "\"kind\":\"" kind "\",\"commune\":\"21028\",\"field\":\"f\",\"title\":\"t\",\"state\":\"" state "\","        \
       "\"level\":\"department\",\"department\":\"d\",\"urged\":0,\"raised\":\"" raised "T08:00:00+07:00\"" more)

/* Thursday 03/09 is off, and so is the Friday after it; Saturday 22/08 is worked. */
static const char base[] = OFF ("2026-09-03") OFF ("2026-09-04") OFF ("2026-08-31")
    PUT ("calendar-day", "2026-08-22", "\"kind\":\"work\",\"replaces\":\"2026-08-31\",\"name\":\"Làm bù\"");

static const char work[] =
    ISSUE ("u1", "difficulty", "new", "2026-08-25", "") ISSUE ("u2", "difficulty", "new", "2026-08-25", "")
    ISSUE ("q", "guidance", "new", "2026-08-25", "")
    ISSUE ("w1", "difficulty", "assigned", "2026-08-21", ",\"cycle\":\"2026-08-27\",\"due\":\"2026-08-28T17:00:00+07:00\"")
    ISSUE ("w2", "difficulty", "assigned", "2026-08-21", ",\"cycle\":\"2026-08-20\",\"due\":\"2026-09-10T17:00:00+07:00\"")
    ISSUE ("l", "difficulty", "assigned", "2026-08-13", ",\"cycle\":\"2026-08-13\",\"due\":\"2026-08-14T17:00:00+07:00\"")
    /* reports: one that nobody took for three working days, one long answered and not public */
    ISSUE ("r1", "report", "new", "2026-08-20", "") ISSUE ("r2", "report", "new", "2026-08-25", "")
    ISSUE ("r3", "report", "new", "2026-08-14", ",\"supplement_asked\":\"2026-08-17T08:00:00+07:00\"")
    ISSUE ("r4", "report", "answered", "2026-08-03", ",\"answered\":\"2026-08-20T08:00:00+07:00\"")
    ISSUE ("r5", "report", "confirmed", "2026-08-03",
           ",\"answered\":\"2026-08-20T08:00:00+07:00\",\"published\":\"2026-08-21T08:00:00+07:00\"");

static void
fill (GbStoreFixture *fixture)
{
  GbFeedPageResult result;

  gb_store_fixture_set_up (fixture);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, &result);
  g_assert_cmpuint (result.set_aside, ==, 0);
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, work, &result);
  g_assert_cmpuint (result.set_aside, ==, 0);
}

typedef struct
{
  GbIssueQuery *query;
  gint64 now;
} Wanted;

static gpointer
read_week (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Wanted *wanted = data;

  return gb_issue_week_load (connection, wanted->query, wanted->now, error);
}

static gpointer
read_limits (GbSqlConnection *connection,
             gpointer         query,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_issue_limits_load (connection, query, GB_TEST_NOW, error);
}

/* What is marked on the days, by hand: c collects, a answers, . works, - is off. */
static const struct
{
  const char *now;
  const char *first;
  const char *days;
} weeks[] = {
  { "2026-08-26T07:15:00+07:00", "2026-08-24", "...ca" },
  { "2026-08-22T09:00:00+07:00", "2026-08-17", "...ca." }, /* a worked Saturday is of its week */
  { "2026-08-29T09:00:00+07:00", "2026-08-31", "-..--" },  /* on a rest day what comes; both slip */
  { "2026-09-07T09:00:00+07:00", "2026-09-07", "ca.ca" },  /* to Monday and Tuesday of the next */
};

static void
test_days (void)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  GbStoreFixture fixture;

  fill (&fixture);
  query->kind = GB_ISSUE_DIFFICULTY;
  for (gsize i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      Wanted wanted = { query, 0 };
      g_autoptr (GString) days = g_string_new (NULL);
      g_autofree GbIssueWeek *week = NULL;
      g_autofree char *first = NULL;

      g_assert_true (gb_time_parse (weeks[i].now, &wanted.now, NULL));
      week = gb_store_read (fixture.store, read_week, &wanted, NULL, NULL);
      first = gb_day_format (week->days[0].day);
      g_assert_cmpstr (first, ==, weeks[i].first);
      for (guint k = 0; k < week->n_days; k++)
        {
          const GbIssueWeekDay *day = &week->days[k];

          g_string_append_c (days, day->collect != 0 ? 'c' : day->answer != 0 ? 'a' : day->working ? '.' : '-');
        }
      g_assert_cmpstr (days->str, ==, weeks[i].days);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_counts (void)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  Wanted wanted = { query, GB_TEST_NOW };
  g_autofree GbIssueWeek *week = NULL;
  g_autofree char *collect = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  query->kind = GB_ISSUE_DIFFICULTY;
  week = gb_store_read (fixture.store, read_week, &wanted, NULL, NULL);
  g_assert_cmpint (week->unsent, ==, 2);
  g_assert_cmpint (week->sent, ==, 1);
  g_assert_cmpint (week->due, ==, 1);
  g_assert_cmpint (week->overdue, ==, 1);
  collect = gb_test_time (week->collect);
  g_assert_cmpstr (collect, ==, "2026-08-27T17:00:00+07:00");
  gb_store_fixture_tear_down (&fixture);
}

/* By hand: 21 and 22/08 were the two days in which r1 could be refused; what was asked back is not new any more. */
static void
test_limits (void)
{
  static const struct
  {
    GbIssueStep step;
    int amount;
    gint64 open;
    gint64 late;
  } wanted[] = {
    { GB_ISSUE_STEP_REFUSE, 2, 2, 1 },
    { GB_ISSUE_STEP_SUPPLEMENT, 5, 2, 0 },
    { GB_ISSUE_STEP_ANSWER, 15, 3, 0 },
    { GB_ISSUE_STEP_PUBLISH, 2, 1, 1 },
  };
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  g_autoptr (GPtrArray) limits = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  limits = gb_store_read (fixture.store, read_limits, query, NULL, NULL);
  g_assert_cmpuint (limits->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < limits->len; i++)
    {
      const GbIssueLimit *limit = limits->pdata[i];

      g_assert_cmpint (limit->step, ==, wanted[i].step);
      g_assert_cmpint (limit->amount, ==, wanted[i].amount);
      g_assert_cmpint (limit->open, ==, wanted[i].open);
      g_assert_cmpint (limit->late, ==, wanted[i].late);
      g_assert_nonnull (limit->source);
    }
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/issue-week/days", test_days);
  g_test_add_func ("/issue-week/counts", test_counts);
  g_test_add_func ("/issue-week/limits", test_limits);

  return g_test_run ();
}
