/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-notice-repository.h"

#include "gb-action-repository.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define NOTICE(id, kind, published, more)                                                          \
  PUT ("notice", id,                                                                               \
       "\"kind\":\"" kind "\",\"title\":\"" id "\",\"published\":\"2026-08-" published             \
       "T08:00:00+07:00\"" more)
#define FROM(from, to) ",\"starts\":\"2026-08-" from ":00+07:00\",\"ends\":\"2026-08-" to ":00+07:00\""
#define ATTENDANCE(id, commune, at, officers)                                                      \
  PUT ("attendance", id,                                                                           \
       "\"notice\":\"conference\",\"commune\":\"" commune "\",\"at\":\"2026-08-" at                \
       "T08:00:00+07:00\",\"officers\":[" officers "]")
#define OFFICER(id, name, commune, more)                                                           \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"" commune  \
       "\",\"agency\":\"A1\"" more)

static const char work[] =
    NOTICE ("over", "conference", "01", FROM ("26T06:00", "26T07:14"))
    NOTICE ("running", "class", "01", FROM ("26T06:00", "26T07:15"))
    NOTICE ("conference", "conference", "20", FROM ("28T08:00", "28T11:00"))
    NOTICE ("elsewhere", "class", "20", ",\"commune\":\"21031\"" FROM ("28T08:00", "28T11:00"))
    NOTICE ("older", "notice", "20", "")
    NOTICE ("newer", "notice", "25", ",\"commune\":\"21028\"")
    ATTENDANCE ("D1", "21028", "20", "\"O2\"") ATTENDANCE ("D2", "21028", "22", "\"O1\",\"O2\"")
    ATTENDANCE ("D3", "21031", "21", "\"O9\"") ATTENDANCE ("D4", "21034", "21", "");

static const char base[] =
    OFFICER ("O1", "Đỗ Thị Em", "21028", "") OFFICER ("O2", "Lê Văn Chín", "21028", "")
    OFFICER ("O3", "Đã về", "21028", ",\"to\":\"2026-08-25\"") OFFICER ("O9", "Ai đó", "21031", "");

static void
commit (GbStoreFixture *fixture,
        GbRecordGroup   group,
        const char     *text)
{
  g_autoptr (GbFeedPage) page = gb_test_page (fixture, group, text, FALSE);
  g_autoptr (GError) error = NULL;
  GbFeedPageResult result;

  g_free (page->scope);
  page->scope = g_strdup ("province:51");
  gb_store_commit_page (fixture->store, page, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.set_aside, ==, 0);
}

static void
fill (GbStoreFixture *fixture)
{
  gb_store_fixture_set_up (fixture);
  commit (fixture, GB_RECORD_GROUP_BASE, base);
  commit (fixture, GB_RECORD_GROUP_WORK, work);
}

static gpointer
read_notices (GbSqlConnection *connection,
              gpointer         commune,
              GCancellable    *cancellable,
              GError         **error)
{
  return gb_notice_repository_list (connection, commune, GB_TEST_NOW, error);
}

static gpointer
read_officers (GbSqlConnection *connection,
               gpointer         commune,
               GCancellable    *cancellable,
               GError         **error)
{
  return gb_notice_repository_officers (connection, commune, GB_TEST_NOW, error);
}

static GPtrArray *
list (GbStoreFixture *fixture,
      GbStoreFunc     read,
      const char     *commune)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = gb_store_read (fixture->store, read, (gpointer) commune, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static char *
people_of (const GbNoticeRow *notice)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < notice->people->len; i++)
    g_string_append_printf (names, "%s;", ((GbNoticeOfficer *) notice->people->pdata[i])->name);
  return g_string_free (names, FALSE);
}

static const struct
{
  const char *title;
  GbNoticeStage stage;
  const char *people;
} expected[] = {
  { "running", GB_NOTICE_STAGE_UPCOMING, "" },
  { "conference", GB_NOTICE_STAGE_UPCOMING, "Lê Văn Chín;Đỗ Thị Em;" },
  { "newer", GB_NOTICE_STAGE_NOTICE, "" },
  { "older", GB_NOTICE_STAGE_NOTICE, "" },
  { "over", GB_NOTICE_STAGE_PAST, "" },
};

/* What is next first; of several words on who goes the latest counts; people by given name. */
static void
test_list (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) notices = NULL;

  fill (&fixture);
  notices = list (&fixture, read_notices, "21028");
  g_assert_cmpuint (notices->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < notices->len; i++)
    {
      const GbNoticeRow *notice = notices->pdata[i];
      g_autofree char *people = people_of (notice);

      g_assert_cmpstr (notice->title, ==, expected[i].title);
      g_assert_cmpint (notice->stage, ==, expected[i].stage);
      g_assert_cmpstr (people, ==, expected[i].people);
      g_assert_cmpuint (notice->n_people, ==, notice->people->len);
    }
  gb_store_fixture_tear_down (&fixture);
}

static const GbNoticeRow *
find (GPtrArray  *notices,
      const char *id)
{
  for (guint i = 0; i < notices->len; i++)
    if (g_str_equal (((GbNoticeRow *) notices->pdata[i])->id, id))
      return notices->pdata[i];
  g_assert_not_reached ();
}

static void
test_whole_scope (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) notices = NULL;
  const GbNoticeRow *conference;

  fill (&fixture);
  notices = list (&fixture, read_notices, NULL);
  g_assert_cmpuint (notices->len, ==, 6);
  conference = find (notices, "conference");
  g_assert_cmpuint (conference->n_people, ==, 3);
  g_assert_cmpuint (conference->n_communes, ==, 2);
  g_assert_cmpuint (conference->people->len, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

/* What was chosen here is shown at once, nobody included, and goes when it is taken back. */
static void
test_overlay (void)
{
  static const struct
  {
    const char *officers;
    const char *people;
  } choices[] = { { "[\"O1\"]", "Đỗ Thị Em;" }, { "[]", "" }, { "[\"O2\"]", "Lê Văn Chín;" } };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GbAction) action = gb_action_new (GB_ACTION_NOTICE_ATTEND, "conference");
      g_autoptr (GbAction) stored = NULL;
      g_autoptr (GPtrArray) notices = NULL;
      g_autofree char *people = NULL;

      gb_action_set (action, "officers", choices[i].officers);
      gb_action_set (action, "commune", "21028");
      stored = gb_store_add_action (fixture.store, action, NULL, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_insert (ids, 0, g_strdup (stored->id));
      notices = list (&fixture, read_notices, "21028");
      people = people_of (find (notices, "conference"));
      g_assert_cmpstr (people, ==, choices[i].people);
      g_assert_true (find (notices, "conference")->pending);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gb_store_withdraw_action (fixture.store, ids->pdata[i], NULL, &error);
      g_assert_no_error (error);
    }
  after = list (&fixture, read_notices, "21028");
  g_assert_false (find (after, "conference")->pending);
  g_assert_cmpuint (find (after, "conference")->n_people, ==, 2);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_officers (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) officers = NULL, all = NULL;

  fill (&fixture);
  officers = list (&fixture, read_officers, "21028");
  g_assert_cmpuint (officers->len, ==, 2);
  g_assert_cmpstr (((GbNoticeOfficer *) officers->pdata[0])->id, ==, "O2");
  g_assert_cmpstr (((GbNoticeOfficer *) officers->pdata[1])->id, ==, "O1");
  all = list (&fixture, read_officers, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice/list", test_list);
  g_test_add_func ("/notice/whole-scope", test_whole_scope);
  g_test_add_func ("/notice/overlay", test_overlay);
  g_test_add_func ("/notice/officers", test_officers);
  return g_test_run ();
}
