/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-repository.h"

#include "gb-action-repository.h"
#include "gb-calendars.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                                         \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define ISSUE(id, kind, state, level, department, raised, more)                                                      \
  PUT ("issue", id,                                                                                                 \
       "\"kind\":\"" kind "\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Thửa " id "\",\"state\":\"" state  \
       "\",\"level\":\"" level "\",\"department\":\"" department "\",\"raised\":\"" raised "\",\"urged\":1" more)
#define DUE(day) ",\"due\":\"" day "T17:00:00+07:00\""

/* Wednesday 26/08/2026, 07:15. Saturday 22/08 is worked in place of Monday 31/08. */
static const char base[] =
    PUT ("calendar-day", "2026-08-22", "\"kind\":\"work\",\"replaces\":\"2026-08-31\",\"name\":\"Làm bù\"")
    PUT ("calendar-day", "2026-08-31", "\"kind\":\"off\",\"name\":\"Nghỉ\"")
    PUT ("agency", "so-tn", "\"name\":\"Sở Nông nghiệp và Môi trường\",\"kind\":\"department\"")
    PUT ("agency", "so-tp", "\"name\":\"Sở Tư pháp\",\"kind\":\"department\"")
    PUT ("commune", "21028", "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,\"population\":1,"
         "\"lon\":108.78,\"lat\":15.11");

static const char work[] =
    ISSUE ("late", "difficulty", "assigned", "department", "so-tn", "2026-08-13T08:00:00+07:00", DUE ("2026-08-14"))
    ISSUE ("later", "difficulty", "collected", "department", "so-tn", "2026-08-17T08:00:00+07:00", DUE ("2026-08-25"))
    ISSUE ("above", "difficulty", "escalated", "province", "so-tn", "2026-08-24T08:00:00+07:00", DUE ("2026-08-28"))
    ISSUE ("friday", "difficulty", "assigned", "department", "so-tp", "2026-08-21T09:00:00+07:00", DUE ("2026-08-28"))
    ISSUE ("limitless", "guidance", "assigned", "department", "so-tp", "2026-08-25T09:00:00+07:00", "")
    ISSUE ("unsent", "difficulty", "new", "department", "so-tn", "2026-08-10T09:00:00+07:00", DUE ("2026-08-14"))
    ISSUE ("answered", "difficulty", "answered", "department", "so-tn", "2026-08-03T09:00:00+07:00",
           DUE ("2026-08-07") ",\"answered\":\"2026-08-06T09:00:00+07:00\",\"answer\":\"Theo bản đồ mới\"")
    ISSUE ("confirmed", "guidance", "confirmed", "department", "so-tp", "2026-08-03T09:00:00+07:00", "")
    ISSUE ("rejected", "report", "rejected", "commune", "", "2026-08-03T09:00:00+07:00", "")
    ISSUE ("closed", "report", "closed", "commune", "", "2026-08-04T09:00:00+07:00", "")
    ISSUE ("fresh", "report", "new", "commune", "", "2026-08-26T06:00:00+07:00", DUE ("2026-09-18"))
    ISSUE ("old", "report", "new", "commune", "", "2026-08-01T06:00:00+07:00", DUE ("2026-08-24"));

/* What each set holds, in the order of the list. */
static const char *const expected[GB_N_ISSUE_SETS] = {
  [GB_ISSUE_SET_OVERDUE] = "late old later",
  [GB_ISSUE_SET_ANSWERED] = "answered",
  [GB_ISSUE_SET_WAITING] = "friday above limitless fresh",
  [GB_ISSUE_SET_UNSENT] = "unsent",
  [GB_ISSUE_SET_SETTLED] = "closed confirmed rejected",
  [GB_ISSUE_SET_ALL] = "late old later answered friday above limitless fresh unsent closed confirmed rejected",
  [GB_ISSUE_SET_OPEN] = "late old later answered friday above limitless fresh unsent",
  [GB_ISSUE_SET_PENDING] = "late old later friday above limitless fresh unsent",
  [GB_ISSUE_SET_OVERDUE_ABOVE] = "late later",
  [GB_ISSUE_SET_OVERDUE_OWN] = "old",
  [GB_ISSUE_SET_ASKED] = "late old later friday above limitless fresh",
};

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

static gpointer
read_list (GbSqlConnection *connection,
           gpointer         query,
           GCancellable    *cancellable,
           GError         **error)
{
  return gb_issue_repository_list (connection, query, GB_TEST_NOW, -1, error);
}

static gpointer
read_count (GbSqlConnection *connection,
            gpointer         query,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 count = -1;

  gb_issue_repository_count (connection, query, GB_TEST_NOW, &count, error);
  return GINT_TO_POINTER (count);
}

static gpointer
read_tally (GbSqlConnection *connection,
            gpointer         query,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_issue_repository_tally (connection, query, GB_TEST_NOW, error);
}

static GPtrArray *
list (GbStoreFixture     *fixture,
      const GbIssueQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *issues = gb_store_read (fixture->store, read_list, (gpointer) query, NULL, &error);

  g_assert_no_error (error);
  return issues;
}

static gint64
count (GbStoreFixture     *fixture,
       const GbIssueQuery *query)
{
  g_autoptr (GError) error = NULL;
  gint64 n = GPOINTER_TO_INT (gb_store_read (fixture->store, read_count, (gpointer) query, NULL, &error));

  g_assert_no_error (error);
  return n;
}

static void
assert_rows (GbStoreFixture     *fixture,
             const GbIssueQuery *query,
             const char         *wanted)
{
  g_autoptr (GPtrArray) issues = list (fixture, query);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((GbIssue *) issues->pdata[i])->id);
  g_assert_cmpstr (ids->str, ==, wanted);
  g_assert_cmpint (count (fixture, query), ==, issues->len);
}

/* A count opens exactly the rows that it counted; each issue is at one stage. */
static void
test_sets (void)
{
  GbStoreFixture fixture;

  fill (&fixture);
  for (int set = 0; set < GB_N_ISSUE_SETS; set++)
    {
      g_autoptr (GbIssueQuery) query = gb_issue_query_new ((GbIssueSet) set);
      g_autoptr (GPtrArray) issues = list (&fixture, query);

      assert_rows (&fixture, query, expected[set]);
      for (guint i = 0; set < GB_N_ISSUE_STAGES && i < issues->len; i++)
        g_assert_cmpint (((GbIssue *) issues->pdata[i])->stage, ==, set);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* By hand: neither the day it was raised on nor today; the make-up Saturday counts. */
static void
test_waited (void)
{
  static const struct
  {
    const char *id;
    int days;
  } cases[] = {
    { "late", 9 },     /* 14 17 18 19 20 21 22 24 25 */
    { "friday", 3 },   /* 22 24 25 */
    { "above", 1 },    /* 25 */
    { "limitless", 0 },
    { "fresh", 0 },
    { "answered", 2 }, /* 4 5, answered on the 6th */
  };
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_ALL);
  g_autoptr (GPtrArray) issues = NULL;
  GbStoreFixture fixture;
  guint found = 0;

  fill (&fixture);
  issues = list (&fixture, query);
  for (guint i = 0; i < issues->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (cases); j++)
      {
        const GbIssue *issue = issues->pdata[i];

        if (!g_str_equal (issue->id, cases[j].id))
          continue;
        found++;
        g_assert_cmpint (issue->waited, ==, cases[j].days);
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (cases));
  gb_store_fixture_tear_down (&fixture);
}

static const struct
{
  int kind;
  int state;
  const char *department;
  const char *search;
  const char *rows;
} limits[] = {
  { GB_ISSUE_GUIDANCE, GB_ISSUE_ANY, NULL, NULL, "limitless" },
  { GB_ISSUE_ANY, GB_ISSUE_ESCALATED, NULL, NULL, "above" },
  { GB_ISSUE_ANY, GB_ISSUE_ANY, "so-tp", NULL, "friday limitless" },
  { GB_ISSUE_REPORT, GB_ISSUE_ANY, "", NULL, "old fresh" },
  { GB_ISSUE_ANY, GB_ISSUE_ANY, NULL, "thua FRIDAY", "friday" },
  { GB_ISSUE_ANY, GB_ISSUE_ANY, NULL, "tu phap", "friday limitless" },
  { GB_ISSUE_ANY, GB_ISSUE_ANY, NULL, "bản đồ mới", "answered" },
  { GB_ISSUE_ANY, GB_ISSUE_ANY, NULL, "  ", "late old later answered friday above limitless fresh unsent" },
  { GB_ISSUE_ANY, GB_ISSUE_ANY, NULL, "100%' OR 1", "" },
};

static void
test_limits (void)
{
  GbStoreFixture fixture;

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);

      query->kind = limits[i].kind;
      query->state = limits[i].state;
      query->department = g_strdup (limits[i].department);
      query->search = g_strdup (limits[i].search);
      assert_rows (&fixture, query, limits[i].rows);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* Each figure of the tally is what choosing it shows. */
static void
test_tally (void)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  g_autoptr (GbIssueTally) tally = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  query->kind = GB_ISSUE_DIFFICULTY;
  query->department = g_strdup ("so-tn");
  tally = gb_store_read (fixture.store, read_tally, query, NULL, NULL);
  for (int kind = 0; kind < GB_N_ISSUE_KINDS; kind++)
    {
      g_autoptr (GbIssueQuery) one = gb_issue_query_copy (query);

      one->kind = kind;
      g_assert_cmpint (tally->kinds[kind], ==, count (&fixture, one));
    }
  for (int stage = 0; stage < GB_N_ISSUE_STAGES; stage++)
    {
      g_autoptr (GbIssueQuery) one = gb_issue_query_copy (query);

      one->set = (GbIssueSet) stage;
      g_assert_cmpint (tally->stages[stage], ==, count (&fixture, one));
    }
  query->set = GB_ISSUE_SET_ALL;
  for (int state = 0; state < GB_N_ISSUE_STATES; state++)
    {
      g_autoptr (GbIssueQuery) one = gb_issue_query_copy (query);

      one->state = state;
      g_assert_cmpint (tally->states[state], ==, count (&fixture, one));
    }
  g_assert_cmpuint (tally->departments->len, ==, 3);
  for (guint i = 0; i < tally->departments->len; i++)
    {
      const GbIssueChoice *choice = tally->departments->pdata[i];
      g_autoptr (GbIssueQuery) one = gb_issue_query_copy (query);

      g_free (one->department);
      one->department = g_strdup (choice->key);
      g_assert_cmpint (choice->count, ==, count (&fixture, one));
    }
  gb_store_fixture_tear_down (&fixture);
}

static char *
act (GbStoreFixture *fixture,
     GbActionType    type,
     const char     *target,
     const char     *key,
     const char     *value)
{
  g_autoptr (GbAction) action = gb_action_new (type, target), stored = NULL;
  g_autoptr (GError) error = NULL;

  if (key != NULL)
    gb_action_set (action, key, value);
  if (type == GB_ACTION_ISSUE_RAISE)
    {
      gb_action_set (action, "kind", "report");
      gb_action_set (action, "field", "Vệ sinh môi trường");
    }
  stored = gb_store_add_action (fixture->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static gpointer
read_issue (GbSqlConnection *connection,
            gpointer         id,
            GCancellable    *cancellable,
            GError         **error)
{
  GbIssue *issue = NULL;

  gb_issue_repository_find (connection, id, GB_TEST_NOW, &issue, error);
  return issue;
}

static GbIssue *
find (GbStoreFixture *fixture,
      const char     *id)
{
  return gb_store_read (fixture->store, read_issue, (gpointer) id, NULL, NULL);
}

/* By hand, where the province told no due moment: a report has 15 working days, 31/08 is off; a question raised on
 * Tuesday is collected on Thursday and answered on Friday; what was to go out two weeks ago goes out next. */
static void
test_rules (void)
{
  g_autofree char *raised = NULL, *report_due = NULL, *question_due = NULL, *cycle = NULL;
  g_autoptr (GbIssue) report = NULL, question = NULL, unsent = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  raised = act (&fixture, GB_ACTION_ISSUE_RAISE, "21028", "title", "Rác");
  report = find (&fixture, raised);
  report_due = gb_test_time (report->due);
  g_assert_cmpstr (report_due, ==, "2026-09-17T17:00:00+07:00");
  question = find (&fixture, "limitless");
  question_due = gb_test_time (question->due);
  g_assert_cmpstr (question_due, ==, "2026-08-28T17:00:00+07:00");
  unsent = find (&fixture, "unsent");
  cycle = gb_day_format (unsent->cycle);
  g_assert_cmpstr (cycle, ==, "2026-08-27");
  gb_store_fixture_tear_down (&fixture);
}

/* An answer that is found wanting is waited for again. */
static void
test_turned_back (void)
{
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_ISSUE_CONFIRM, "answered"), stored = NULL;
  g_autoptr (GbIssue) issue = NULL;
  g_autoptr (GError) error = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  gb_action_set (action, "verdict", "reject");
  gb_action_set (action, "text", "Chưa rõ thẩm quyền");
  stored = gb_store_add_action (fixture.store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  issue = find (&fixture, "answered");
  g_assert_cmpint (issue->state, ==, GB_ISSUE_ASSIGNED);
  g_assert_cmpint (issue->stage, ==, GB_ISSUE_SET_OVERDUE);
  g_assert_true (issue->pending);
  g_assert_cmpint (issue->waited, ==, 17); /* since the 3rd again: 4 to 7, 10 to 14, 17 to 22, 24 and 25 */
  gb_store_fixture_tear_down (&fixture);
}

static void
escalate (GbStoreFixture *fixture,
          const char     *issue,
          const char     *level)
{
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_ISSUE_ESCALATE, issue), stored = NULL;
  g_autoptr (GError) error = NULL;

  gb_action_set (action, "level", level);
  gb_action_set (action, "text", "Vượt thẩm quyền");
  stored = gb_store_add_action (fixture->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What was done here shows at once, before anything is sent. */
static void
test_overlay (void)
{
  g_autofree char *raised = NULL, *urge = NULL;
  g_autoptr (GbIssue) issue = NULL, confirmed = NULL, escalated = NULL, twice = NULL, urged = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  raised = act (&fixture, GB_ACTION_ISSUE_RAISE, "21028", "title", "Rác");
  issue = find (&fixture, raised);
  g_assert_true (issue->local && issue->pending);
  g_assert_cmpint (issue->stage, ==, GB_ISSUE_SET_WAITING);
  g_assert_cmpint (issue->level, ==, GB_ISSUE_LEVEL_COMMUNE);
  g_assert_cmpstr (issue->commune_name, ==, "phường Nghĩa Lộ");

  g_free (act (&fixture, GB_ACTION_ISSUE_CONFIRM, "answered", NULL, NULL));
  confirmed = find (&fixture, "answered");
  g_assert_cmpint (confirmed->state, ==, GB_ISSUE_CONFIRMED);
  g_assert_true (confirmed->pending && !confirmed->local);

  g_free (act (&fixture, GB_ACTION_ISSUE_ESCALATE, "late", "text", "Vượt thẩm quyền"));
  escalated = find (&fixture, "late");
  g_assert_cmpint (escalated->state, ==, GB_ISSUE_ESCALATED);
  g_assert_cmpint (escalated->level, ==, GB_ISSUE_LEVEL_PROVINCE);

  /* passed on twice before anything was sent: the highest counts, whatever the alphabet says */
  escalate (&fixture, "friday", "province");
  escalate (&fixture, "friday", "ministry");
  twice = find (&fixture, "friday");
  g_assert_cmpint (twice->level, ==, GB_ISSUE_LEVEL_MINISTRY);

  urge = act (&fixture, GB_ACTION_ISSUE_URGE, "later", NULL, NULL);
  urged = find (&fixture, "later");
  g_assert_cmpint (urged->urged, ==, 2);
  g_assert_true (gb_store_withdraw_action (fixture.store, urge, NULL, NULL));
  g_clear_pointer (&urged, gb_issue_unref);
  urged = find (&fixture, "later");
  g_assert_cmpint (urged->urged, ==, 1);
  g_assert_null (find (&fixture, "nowhere"));
  gb_store_fixture_tear_down (&fixture);
}

static gpointer
read_waits (GbSqlConnection *connection,
            gpointer         query,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_issue_repository_waits (connection, query, GB_TEST_NOW, error);
}

static GPtrArray *
load_waits (GbStoreFixture *fixture)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_OPEN);
  g_autoptr (GError) error = NULL;
  GPtrArray *waits = gb_store_read (fixture->store, read_waits, query, NULL, &error);

  g_assert_no_error (error);
  return waits;
}

/* By hand: so-tn waits 9, 7 and 1 days, so-tp 3 and 0, the commune 18 and 0. */
static void
test_waits (void)
{
  static const struct
  {
    const char *department;
    guint open;
    guint overdue;
    double median;
    int worst;
    const char *worst_id;
  } wanted[] = {
    { "so-tn", 3, 2, 7, 9, "late" },
    { NULL, 2, 1, 9, 18, "old" },
    { "so-tp", 2, 0, 1.5, 3, "friday" },
  };
  g_autoptr (GPtrArray) waits = NULL;
  GbStoreFixture fixture;

  fill (&fixture);
  waits = load_waits (&fixture);
  g_assert_cmpuint (waits->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < waits->len; i++)
    {
      const GbIssueWait *wait = waits->pdata[i];

      g_assert_cmpstr (wait->department, ==, wanted[i].department);
      g_assert_cmpuint (wait->open, ==, wanted[i].open);
      g_assert_cmpuint (wait->overdue, ==, wanted[i].overdue);
      g_assert_cmpfloat (wait->median, ==, wanted[i].median);
      g_assert_cmpint (wait->worst, ==, wanted[i].worst);
      g_assert_cmpstr (wait->worst_id, ==, wanted[i].worst_id);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* --- the same at random, against a slow reference ---------------------------------------------------- */

#define N_RANDOM 400
#define N_DEPARTMENTS 5

/* Working days between the two, one by one, as the calendar of the fixture has them. */
static int
slow_days (GbDay from,
           GbDay to)
{
  GbDay made_up = gb_day_from_ymd (2026, 8, 22), off = gb_day_from_ymd (2026, 8, 31);
  int n = 0;

  for (GbDay day = from + 1; day < to; day++)
    n += day != off && (day == made_up || gb_day_weekday (day) <= 5);
  return n;
}

typedef struct
{
  GArray *days;
  guint overdue;
} Reference;

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
feed_random (GbStoreFixture *fixture,
             GRand          *rand,
             Reference      *references)
{
  static const char *const states[] = { "new", "collected", "assigned", "escalated", "answered", "closed" };
  g_autoptr (GString) lines = g_string_new (NULL);
  GbDay today = gb_time_day (GB_TEST_NOW);

  for (int i = 0; i < N_RANDOM; i++)
    {
      GbDay raised = today - g_rand_int_range (rand, 0, 50), due = today + g_rand_int_range (rand, -20, 20);
      int department = g_rand_int_range (rand, 0, N_DEPARTMENTS), state = g_rand_int_range (rand, 0, 6);
      gboolean report = g_rand_boolean (rand);
      g_autofree char *raised_text = gb_day_format (raised), *due_text = gb_day_format (due);
      int days = slow_days (raised, today);

      g_string_append_printf (lines,
                              "{\"op\":\"put\",\"type\":\"issue\",\"id\":\"R%d\",\"rev\":1,\"data\":{\"kind\":\"%s\","
                              "\"commune\":\"21028\",\"field\":\"f\",\"title\":\"t\",\"state\":\"%s\",\"level\":"
                              "\"department\",\"department\":\"D%d\",\"raised\":\"%sT06:00:00+07:00\",\"due\":"
                              "\"%sT06:00:00+07:00\",\"urged\":0}}\n",
                              i, report ? "report" : "difficulty", states[state], department, raised_text, due_text);
      if (state > 3 || (state == 0 && !report))
        continue;
      g_array_append_val (references[department].days, days);
      references[department].overdue += due <= today;
    }
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, lines->str, &(GbFeedPageResult){ 0 });
}

static void
assert_wait (const GbIssueWait *wait,
             Reference         *reference)
{
  GArray *days = reference->days;
  double below, above;

  g_array_sort (days, compare_ints);
  below = g_array_index (days, int, (days->len - 1) / 2);
  above = g_array_index (days, int, days->len / 2);
  g_assert_cmpuint (wait->open, ==, days->len);
  g_assert_cmpuint (wait->overdue, ==, reference->overdue);
  g_assert_cmpfloat (wait->median, ==, (below + above) / 2);
  g_assert_cmpint (wait->worst, ==, g_array_index (days, int, days->len - 1));
}

static void
test_waits_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  Reference references[N_DEPARTMENTS] = { 0 };
  g_autoptr (GPtrArray) waits = NULL;
  GbStoreFixture fixture;

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE, base, &(GbFeedPageResult){ 0 });
  for (int i = 0; i < N_DEPARTMENTS; i++)
    references[i].days = g_array_new (FALSE, FALSE, sizeof (int));
  feed_random (&fixture, rand, references);
  waits = load_waits (&fixture);
  g_assert_cmpuint (waits->len, ==, N_DEPARTMENTS);
  for (guint i = 0; i < waits->len; i++)
    {
      const GbIssueWait *wait = waits->pdata[i];

      assert_wait (wait, &references[wait->department[1] - '0']);
    }
  for (int i = 0; i < N_DEPARTMENTS; i++)
    g_array_unref (references[i].days);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/issue-repository/sets", test_sets);
  g_test_add_func ("/issue-repository/waited", test_waited);
  g_test_add_func ("/issue-repository/limits", test_limits);
  g_test_add_func ("/issue-repository/tally", test_tally);
  g_test_add_func ("/issue-repository/overlay", test_overlay);
  g_test_add_func ("/issue-repository/turned-back", test_turned_back);
  g_test_add_func ("/issue-repository/rules", test_rules);
  g_test_add_func ("/issue-repository/waits", test_waits);
  g_test_add_func ("/issue-repository/waits-random", test_waits_random);

  return g_test_run ();
}
