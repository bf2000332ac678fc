/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-team-repository.h"

#include "gb-action-repository.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define TEAM(id, name, kind, more)                                                                 \
  PUT ("team", id, "\"name\":\"" name "\",\"organisation\":\"Sở KH&CN\",\"members\":19,\"kind\":\"" kind "\"" more)
#define VISIT(id, team, commune, state, more)                                                      \
  PUT ("visit", id,                                                                                \
       "\"team\":\"" team "\",\"commune\":\"" commune "\",\"state\":\"" state "\",\"topic\":\"Ký số\"" more)
#define ON(day) ",\"date\":\"" day "\""
#define ASKED(time) ",\"asked\":\"" time "T08:00:00+07:00\",\"asked_by\":\"Chủ tịch\""

static const char base[] =
    TEAM ("t1", "Tổ số 2", "department", ",\"sessions\":7,\"phone\":\"0255 000 0201\"")
    TEAM ("t2", "Tổ số 1", "department", "") TEAM ("t3", "Tổ của tỉnh", "province", ",\"sessions\":1")
    VISIT ("d1", "t1", "21028", "done", ON ("2026-07-10") ",\"result\":\"Xong\"")
    VISIT ("d2", "t1", "21028", "done", ON ("2026-08-10") ",\"result\":\" \",\"proposals\":\"Máy quét\"")
    VISIT ("d3", "t1", "21031", "done", ON ("2026-08-11"))
    /* a plan for today is no plan that is over */
    VISIT ("p1", "t1", "21028", "planned", ON ("2026-09-03")) VISIT ("p2", "t1", "21028", "planned", ON ("2026-08-26"))
    VISIT ("p3", "t2", "21028", "planned", ON ("2026-08-25"))
    VISIT ("a1", "t1", "21028", "asked", ASKED ("2026-08-20")) VISIT ("a2", "t9", "21028", "asked", ASKED ("2026-08-03"));

typedef struct
{
  GbVisitQuery query;
  gint64 counts[GB_N_VISIT_FILTERS];
} Question;

static gpointer
read_visits (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Question *question = data;
  GbDay today = gb_time_day (GB_TEST_NOW);

  if (!gb_team_repository_counts (connection, &question->query, today, question->counts, error))
    return NULL;
  return gb_team_repository_visits (connection, &question->query, today, error);
}

static gpointer
read_teams (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_team_repository_list (connection, data, gb_time_day (GB_TEST_NOW), error);
}

static GPtrArray *
ask (GbStoreFixture *fixture,
     GbStoreFunc     func,
     gpointer        data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = gb_store_read (fixture->store, func, data, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static void
set_up (GbStoreFixture *fixture)
{
  GbFeedPageResult result;

  gb_store_fixture_set_up (fixture);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, &result);
  g_assert_cmpuint (result.set_aside, ==, 0);
}

static char *
list_ids (GPtrArray *visits)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < visits->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((GbVisit *) visits->pdata[i])->id);
  return g_string_free (text, FALSE);
}

/* What is counted is what is listed, of any commune and team. */
static void
test_filters (void)
{
  static const struct
  {
    GbVisitQuery query;
    const char *expected;
  } cases[] = {
    { { GB_VISIT_FILTER_ALL, NULL, NULL }, "p3 p2 p1 a2 a1 d3 d2 d1" },
    { { GB_VISIT_FILTER_ALL, "21028", NULL }, "p3 p2 p1 a2 a1 d2 d1" },
    { { GB_VISIT_FILTER_ALL, "21028", "t1" }, "p2 p1 a1 d2 d1" },
    { { GB_VISIT_FILTER_ASKED, "21028", NULL }, "a2 a1" },
    { { GB_VISIT_FILTER_PLANNED, NULL, NULL }, "p3 p2 p1" },
    { { GB_VISIT_FILTER_UNREPORTED, NULL, NULL }, "p3" },
    { { GB_VISIT_FILTER_DONE, NULL, NULL }, "d3 d2 d1" },
    { { GB_VISIT_FILTER_DONE, "21031", NULL }, "d3" },
    { { GB_VISIT_FILTER_PROPOSALS, "21028", NULL }, "d2" },
    { { GB_VISIT_FILTER_PROPOSALS, "21031", NULL }, "" },
  };
  GbStoreFixture fixture = { 0 };

  set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Question question = { .query = cases[i].query };
      g_autoptr (GPtrArray) visits = ask (&fixture, read_visits, &question);
      g_autofree char *ids = list_ids (visits);

      g_assert_cmpstr (ids, ==, cases[i].expected);
      g_assert_cmpint (question.counts[cases[i].query.filter], ==, visits->len);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_teams (void)
{
  static const struct
  {
    const char *commune;
    const char *expected; /* name done/sessions planned asked reached next */
  } cases[] = {
    { "21028", "Tổ số 1 0/0 1 0 0 -; Tổ số 2 2/7 2 1 1 2026-08-26; Tổ của tỉnh 0/1 0 0 0 -; " },
    { NULL, "Tổ số 1 0/0 1 0 0 -; Tổ số 2 3/7 2 1 2 2026-08-26; Tổ của tỉnh 0/1 0 0 0 -; " },
    { "21031", "Tổ số 1 0/0 0 0 0 -; Tổ số 2 1/7 0 0 1 -; Tổ của tỉnh 0/1 0 0 0 -; " },
  };
  GbStoreFixture fixture = { 0 };

  set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) teams = ask (&fixture, read_teams, (gpointer) cases[i].commune);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint t = 0; t < teams->len; t++)
        {
          const GbTeam *team = teams->pdata[t];
          g_autofree char *next = team->next != GB_DAY_NONE ? gb_day_format (team->next) : g_strdup ("-");

          g_string_append_printf (text, "%s %d/%d %d %d %d %s; ", team->name, (int) team->done, (int) team->sessions,
                                  (int) team->planned, (int) team->asked, (int) team->reached, next);
        }
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
  gb_store_fixture_tear_down (&fixture);
}

static GbVisit *
find (GPtrArray  *visits,
      const char *id)
{
  for (guint i = 0; i < visits->len; i++)
    if (g_strcmp0 (((GbVisit *) visits->pdata[i])->id, id) == 0)
      return visits->pdata[i];
  return NULL;
}

/* What is asked for here is there at once, can be taken back, and gives way to the record that the feed brings. */
static void
test_request (void)
{
  GbStoreFixture fixture = { 0 };
  Question question = { .query = { GB_VISIT_FILTER_ASKED, "21028", NULL } };
  g_autoptr (GbAction) action = gb_action_new (GB_ACTION_VISIT_REQUEST, "t2");
  g_autoptr (GbAction) added = NULL, again = NULL;
  g_autoptr (GPtrArray) visits = NULL, withdrawn = NULL, brought = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  GbFeedPageResult result;

  set_up (&fixture);
  gb_action_set (action, "topic", "Số hóa hồ sơ");
  gb_action_set (action, "date", "2026-09-10");
  gb_action_set (action, "commune", "21028");
  added = gb_store_add_action (fixture.store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  visits = ask (&fixture, read_visits, &question);
  g_assert_cmpint (question.counts[GB_VISIT_FILTER_ASKED], ==, 3);
  g_assert_cmpstr (find (visits, added->id)->team_name, ==, "Tổ số 1");
  g_assert_cmpstr (find (visits, added->id)->topic, ==, "Số hóa hồ sơ");
  g_assert_cmpint (find (visits, added->id)->asked, ==, GB_TEST_NOW);
  g_assert_true (find (visits, added->id)->pending && find (visits, added->id)->withdrawable);
  g_assert_false (find (visits, "a1")->pending);

  gb_store_withdraw_action (fixture.store, added->id, NULL, &error);
  g_assert_no_error (error);
  withdrawn = ask (&fixture, read_visits, &question);
  g_assert_cmpuint (withdrawn->len, ==, 2);

  again = gb_store_add_action (fixture.store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  line = g_strdup_printf ("{\"op\":\"put\",\"type\":\"visit\",\"id\":\"%s\",\"rev\":2,\"data\":{\"team\":\"t2\","
                          "\"commune\":\"21028\",\"state\":\"planned\",\"date\":\"2026-09-11\",\"topic\":\"Số hóa\"}}\n",
                          again->id);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE, line, &result);
  brought = ask (&fixture, read_visits, &question);
  g_assert_cmpuint (brought->len, ==, 2);
  g_assert_cmpint (question.counts[GB_VISIT_FILTER_PLANNED], ==, 4);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team-repository/filters", test_filters);
  g_test_add_func ("/team-repository/teams", test_teams);
  g_test_add_func ("/team-repository/request", test_request);
  return g_test_run ();
}
