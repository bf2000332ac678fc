/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-place-repository.h"

#include <stdarg.h>

#include "gb-action-repository.h"
#include "gb-store-fixture.h"

/* Issues with and without a place, by every way in which they can be asked for, against counts by plain SQL. */

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define ISSUE(id, kind, field, state, raised, more)                                                \
  PUT ("issue", id,                                                                                \
       "\"kind\":\"" kind "\",\"commune\":\"21028\",\"field\":\"" field "\",\"title\":\"Việc " id "\"," \
       "\"state\":\"" state "\",\"level\":\"commune\",\"raised_by\":\"Nguyễn Văn Dân\","            \
       "\"raised\":\"" raised "\"" more)
#define DUE(day) ",\"due\":\"" day "T17:00:00+07:00\""
#define AT(lon, lat) ",\"lon\":" lon ",\"lat\":" lat

static const char base[] =
    PUT ("commune", "21028",
         "\"name\":\"Nghĩa Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,"
         "\"population\":73556,\"lon\":108.7848,\"lat\":15.1186")
    PUT ("agency", "SXD", "\"name\":\"Sở Xây dựng\",\"kind\":\"department\"");

/* Today is 26 August 2026. */
static const char work[] =
    ISSUE ("R1", "report", "An toàn giao thông", "assigned", "2026-08-01T08:00:00+07:00",
           DUE ("2026-08-24") AT ("108.78", "15.11") ",\"urged\":2")
    ISSUE ("R2", "report", "An toàn giao thông", "new", "2026-08-25T00:00:00+07:00",
           DUE ("2026-09-15") AT ("108.79", "15.12"))
    ISSUE ("R3", "report", "Vệ sinh môi trường", "closed", "2026-08-24T23:59:59+07:00",
           DUE ("2026-08-25") AT ("108.79", "15.12") ",\"answered\":\"2026-08-25T09:00:00+07:00\"")
    ISSUE ("R4", "report", "Vệ sinh môi trường", "rejected", "2026-08-20T08:00:00+07:00", AT ("108.77", "15.13"))
    ISSUE ("R5", "report", "Vệ sinh môi trường", "assigned", "2026-08-02T08:00:00+07:00", DUE ("2026-08-20"))
    ISSUE ("R6", "report", "Vệ sinh môi trường", "assigned", "2026-08-03T08:00:00+07:00",
           DUE ("2026-08-20") AT ("108.76", "15.14"))
    ISSUE ("D1", "difficulty", "Đất đai", "escalated", "2026-08-10T08:00:00+07:00",
           DUE ("2026-08-28") AT ("108.78", "15.12") ",\"department\":\"SXD\"")
    ISSUE ("D2", "difficulty", "CNTT", "confirmed", "2026-07-01T08:00:00+07:00", AT ("108.78", "15.12"))
    ISSUE ("D3", "difficulty", "CNTT", "collected", "2026-08-13T08:00:00+07:00", DUE ("2026-08-14"))
    ISSUE ("G1", "guidance", "Đất đai", "answered", "2026-08-05T08:00:00+07:00",
           DUE ("2026-08-14") AT ("108.75", "15.12") ",\"answered\":\"2026-08-14T09:00:00+07:00\"");

typedef struct
{
  const char *name;
  guint kinds;
  guint states;
  const char *fields; /* parted by | */
  const char *from;
  const char *to;
  const char *sql; /* what plain SQL has to find */
  const char *ids; /* in their order */
} Case;

#define BIT(bit) (1u << (bit))

static const Case cases[] = {
  { "all", 0, 0, NULL, NULL, NULL, "1", "R6 R1 D1 R2 G1 R3 R4 D2" },
  { "reports", BIT (GB_PLACE_REPORT), 0, NULL, NULL, NULL, "kind='report'", "R6 R1 R2 R3 R4" },
  { "two kinds", BIT (GB_PLACE_DIFFICULTY) | BIT (GB_PLACE_GUIDANCE), 0, NULL, NULL, NULL, "kind<>'report'",
    "D1 G1 D2" },
  { "overdue", 0, BIT (GB_PLACE_OVERDUE), NULL, NULL, NULL,
    "state IN ('new','collected','assigned','escalated') AND due<1787703300", "R6 R1" },
  { "waiting", 0, BIT (GB_PLACE_WAITING), NULL, NULL, NULL,
    "state IN ('new','collected','assigned','escalated') AND due>=1787703300", "D1 R2" },
  { "answered", 0, BIT (GB_PLACE_ANSWERED), NULL, NULL, NULL, "state='answered'", "G1" },
  { "settled", 0, BIT (GB_PLACE_SETTLED), NULL, NULL, NULL, "state IN ('confirmed','rejected','closed')",
    "R3 R4 D2" },
  { "a field", 0, 0, "Đất đai", NULL, NULL, "field='Đất đai'", "D1 G1" },
  { "two fields", 0, 0, "Đất đai|CNTT", NULL, NULL, "field IN ('Đất đai','CNTT')", "D1 G1 D2" },
  { "a field nobody has", 0, 0, "Thủy sản", NULL, NULL, "0", "" },
  /* A day begins at midnight in Viet Nam and is there whole. */
  { "from a day", 0, 0, NULL, "2026-08-25", NULL, "raised>=unixepoch('2026-08-25')-25200", "R2" },
  { "to a day", 0, 0, NULL, NULL, "2026-07-01", "raised<unixepoch('2026-07-02')-25200", "D2" },
  { "one day", 0, 0, NULL, "2026-08-24", "2026-08-24", "date(raised+25200,'unixepoch')='2026-08-24'", "R3" },
  { "together", BIT (GB_PLACE_REPORT), BIT (GB_PLACE_OVERDUE) | BIT (GB_PLACE_SETTLED), "Vệ sinh môi trường",
    "2026-08-02", "2026-08-20", "id IN ('R4','R5','R6')", "R6 R4" },
};

static gpointer
read_places (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_place_repository_load (connection, data, GB_TEST_NOW, error);
}

static GbPlaces *
load (GbStoreFixture      *fixture,
      const GbPlaceFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GbPlaces *places = gb_store_read (fixture->store, read_places, (gpointer) filter, NULL, &error);

  g_assert_no_error (error);
  return places;
}

static GbPlaceFilter
filter_of (const Case *c)
{
  GbPlaceFilter filter = { c->kinds, c->states, NULL, GB_DAY_NONE, GB_DAY_NONE };

  if (c->fields != NULL)
    filter.fields = g_strsplit (c->fields, "|", -1);
  if (c->from != NULL)
    g_assert_true (gb_day_parse (c->from, &filter.from, NULL));
  if (c->to != NULL)
    g_assert_true (gb_day_parse (c->to, &filter.to, NULL));
  return filter;
}

static const GbPlace *
get (const GbPlaces *places,
     guint           i)
{
  return &g_array_index (places->places, GbPlace, i);
}

static char *
list_ids (const GbPlaces *places)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->places->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", get (places, i)->id);
  return g_string_free (text, FALSE);
}

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

static void
test_filters (void)
{
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbPlaceFilter filter = filter_of (&cases[i]);
      g_autoptr (GbPlaces) places = load (&fixture, &filter);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM issue WHERE lon IS NOT NULL AND (%s)",
                                              cases[i].sql);
      g_autofree char *without = g_strdup_printf ("SELECT count(*) FROM issue WHERE lon IS NULL AND (%s)",
                                                  cases[i].sql);
      g_autofree char *ids = list_ids (places);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (ids, ==, cases[i].ids);
      g_assert_cmpint (places->places->len, ==, gb_test_int (&fixture, sql));
      g_assert_cmpint (places->unplaced, ==, gb_test_int (&fixture, without));
      g_strfreev (filter.fields);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* Whatever is chosen already: what a choice counts is what it shows. */
static void
test_counts (void)
{
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbPlaceFilter filter = filter_of (&cases[i]);
      g_autoptr (GbPlaces) places = load (&fixture, &filter);

      g_test_message ("%s", cases[i].name);
      for (guint kind = 0; kind < GB_N_PLACE_KINDS; kind++)
        {
          GbPlaceFilter one = filter;
          g_autoptr (GbPlaces) shown = (one.kinds = BIT (kind), load (&fixture, &one));

          g_assert_cmpuint (places->kinds[kind], ==, shown->places->len);
        }
      for (guint state = 0; state < GB_N_PLACE_STATES; state++)
        {
          GbPlaceFilter one = filter;
          g_autoptr (GbPlaces) shown = (one.states = BIT (state), load (&fixture, &one));

          g_assert_cmpuint (places->states[state], ==, shown->places->len);
        }
      for (guint f = 0; f < places->fields->len; f++)
        {
          const GbPlaceField *field = &g_array_index (places->fields, GbPlaceField, f);
          GbPlaceFilter one = filter;
          g_autoptr (GbPlaces) shown = NULL;

          one.fields = (char *[]) { (char *) field->name, NULL };
          shown = load (&fixture, &one);
          g_assert_cmpuint (field->count, ==, shown->places->len);
        }
      g_strfreev (filter.fields);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_what_is_read (void)
{
  const GbPlaceFilter all = { .from = GB_DAY_NONE, .to = GB_DAY_NONE };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbPlaces) places = NULL;
  const GbPlace *place;

  fill (&fixture);
  places = load (&fixture, &all);
  place = get (places, 1);
  g_assert_cmpstr (place->id, ==, "R1");
  g_assert_cmpint (place->kind, ==, GB_PLACE_REPORT);
  g_assert_cmpstr (place->status, ==, "assigned");
  g_assert_cmpstr (place->title, ==, "Việc R1");
  g_assert_cmpstr (place->commune, ==, "21028");
  g_assert_cmpstr (place->commune_name, ==, "phường Nghĩa Lộ");
  g_assert_null (place->department);
  g_assert_cmpint (place->urged, ==, 2);
  g_assert_false (place->pending);
  g_assert_cmpfloat (place->lon, ==, 108.78);
  g_assert_cmpfloat (place->lat, ==, 15.11);
  g_assert_cmpint (place->answered, ==, 0);
  g_assert_cmpint (gb_time_day (place->due), ==, gb_day_from_ymd (2026, 8, 24));
  g_assert_cmpstr (get (places, 2)->department, ==, "Sở Xây dựng");
  /* Vietnamese order: C, Đ after D, and so on */
  g_assert_cmpuint (places->fields->len, ==, 4);
  g_assert_cmpstr (g_array_index (places->fields, GbPlaceField, 0).name, ==, "An toàn giao thông");
  g_assert_cmpstr (g_array_index (places->fields, GbPlaceField, 1).name, ==, "CNTT");
  g_assert_cmpstr (g_array_index (places->fields, GbPlaceField, 2).name, ==, "Đất đai");
  g_assert_cmpstr (g_array_index (places->fields, GbPlaceField, 3).name, ==, "Vệ sinh môi trường");
  gb_store_fixture_tear_down (&fixture);
}

/* --- what is not sent yet ------------------------------------------------------------------------- */

static char *
act (GbStoreFixture *fixture,
     GbActionType    type,
     const char     *target,
     ...)
{
  g_autoptr (GbAction) action = gb_action_new (type, target);
  g_autoptr (GbAction) stored = NULL;
  g_autoptr (GError) error = NULL;
  const char *key;
  va_list args;

  va_start (args, target);
  while ((key = va_arg (args, const char *)) != NULL)
    gb_action_set (action, key, va_arg (args, const char *));
  va_end (args);
  stored = gb_store_add_action (fixture->store, action, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static const GbPlace *
find (const GbPlaces *places,
      const char     *id)
{
  for (guint i = 0; i < places->places->len; i++)
    {
      if (g_str_equal (get (places, i)->id, id))
        return get (places, i);
    }
  return NULL;
}

static void
test_overlay (void)
{
  const GbPlaceFilter all = { .from = GB_DAY_NONE, .to = GB_DAY_NONE };
  GbStoreFixture fixture = { 0 };
  g_autofree char *raised = NULL, *line = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbPlaces) before = NULL, after = NULL, fed = NULL;
  GbFeedPageResult result;

  fill (&fixture);
  before = load (&fixture, &all);
  raised = act (&fixture, GB_ACTION_ISSUE_RAISE, "21028", "kind", "report", "field", "Chiếu sáng, cây xanh", "title",
                "Đèn tắt", "lon", "108.781", "lat", "15.119", NULL);
  g_free (act (&fixture, GB_ACTION_ISSUE_RAISE, "21028", "kind", "report", "field", "Chiếu sáng, cây xanh", "title",
               "Không rõ ở đâu", NULL));
  g_free (act (&fixture, GB_ACTION_ISSUE_CONFIRM, "G1", NULL));
  g_free (act (&fixture, GB_ACTION_ISSUE_URGE, "R1", NULL));
  g_free (act (&fixture, GB_ACTION_ISSUE_ESCALATE, "R6", "text", "Vượt thẩm quyền", NULL));
  after = load (&fixture, &all);

  g_assert_cmpuint (after->places->len, ==, before->places->len + 1);
  g_assert_cmpuint (after->unplaced, ==, before->unplaced + 1);
  g_assert_nonnull (find (after, raised));
  g_assert_true (find (after, raised)->pending);
  g_assert_cmpint (find (after, raised)->state, ==, GB_PLACE_WAITING);
  g_assert_cmpfloat (find (after, raised)->lon, ==, 108.781);
  g_assert_cmpint (find (after, raised)->raised, ==, GB_TEST_NOW);
  g_assert_cmpint (find (after, "G1")->state, ==, GB_PLACE_SETTLED);
  g_assert_true (find (after, "G1")->pending);
  g_assert_cmpint (find (after, "R1")->urged, ==, 3);
  g_assert_cmpstr (find (after, "R6")->status, ==, "escalated");
  g_assert_false (find (after, "R2")->pending);

  /* The feed brings what was raised here: once, and no longer waiting. */
  line = g_strdup_printf ("{\"op\":\"put\",\"type\":\"issue\",\"id\":\"%s\",\"rev\":1,\"data\":{\"kind\":\"report\","
                          "\"commune\":\"21028\",\"field\":\"Chiếu sáng, cây xanh\",\"title\":\"Đèn tắt\","
                          "\"state\":\"new\",\"level\":\"commune\",\"raised\":\"2026-08-26T07:15:00+07:00\","
                          "\"lon\":108.781,\"lat\":15.119}}\n",
                          raised);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, line, &result);
  fed = load (&fixture, &all);
  g_assert_cmpuint (fed->places->len, ==, after->places->len);
  g_assert_false (find (fed, raised)->pending);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_withdrawn (void)
{
  const GbPlaceFilter all = { .from = GB_DAY_NONE, .to = GB_DAY_NONE };
  GbStoreFixture fixture = { 0 };
  g_autofree char *raised = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbPlaces) places = NULL;

  fill (&fixture);
  raised = act (&fixture, GB_ACTION_ISSUE_RAISE, "21028", "kind", "report", "field", "f", "title", "t", "lon", "108.8",
                "lat", "15.1", NULL);
  g_assert_true (gb_store_withdraw_action (fixture.store, raised, NULL, &error));
  places = load (&fixture, &all);
  g_assert_null (find (places, raised));
  gb_store_fixture_tear_down (&fixture);
}

/* What leaves the scope leaves the map with it. */
static void
test_scope (void)
{
  const GbPlaceFilter all = { .from = GB_DAY_NONE, .to = GB_DAY_NONE };
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult result;
  g_autoptr (GbPlaces) places = NULL;

  fill (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, "{\"op\":\"del\",\"type\":\"issue\",\"id\":\"R1\",\"rev\":2}\n",
                  &result);
  places = load (&fixture, &all);
  g_assert_null (find (places, "R1"));
  g_assert_cmpuint (places->places->len, ==, 7);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_filter_equal (void)
{
  char *some[] = { (char *) "Đất đai", NULL }, *none[] = { NULL };
  const GbPlaceFilter a = { 1, 2, some, 3, 4 };
  g_autoptr (GbPlaceFilter) copy = gb_place_filter_copy (&a);
  const GbPlaceFilter others[] = {
    { 2, 2, some, 3, 4 }, { 1, 3, some, 3, 4 }, { 1, 2, none, 3, 4 }, { 1, 2, some, 2, 4 }, { 1, 2, some, 3, 5 },
  };

  g_assert_true (gb_place_filter_equal (&a, copy));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gb_place_filter_equal (&a, &others[i]));
  g_strfreev (copy->fields);
  copy->fields = NULL;
  g_assert_true (gb_place_filter_equal (copy, &others[2]));
}

/* A province's years: how long it takes is told, not judged. */
static void
test_many (void)
{
  const GbPlaceFilter all = { .from = GB_DAY_NONE, .to = GB_DAY_NONE };
  GbPlaceFilter month = { .from = gb_time_day (GB_TEST_NOW) - 30, .to = GB_DAY_NONE };
  g_autoptr (GString) lines = g_string_new (NULL);
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult result;

  gb_store_fixture_set_up (&fixture);
  for (int i = 0; i < 50000; i++)
    g_string_append_printf (lines, ISSUE ("V%d", "report", "An toàn giao thông", "closed", "2025-%02d-%02dT08:00:00+07:00",
                                          ",\"answer\":\"Đã xử lý tại hiện trường\",\"lon\":108.%d,\"lat\":15.%d"),
                            i, i, 1 + i % 12, 1 + i % 28, 1000 + i % 8999, 1000 + i * 7 % 8999);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, lines->str, &result);
  for (int pass = 0; pass < 2; pass++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GbPlaces) places = load (&fixture, pass == 0 ? &all : &month);

      g_assert_cmpuint (places->places->len, ==, pass == 0 ? 50000 : 0);
      g_test_message ("%u of 50000 in %.1f ms", places->places->len, (g_get_monotonic_time () - start) / 1000.0);
    }
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-repository/filters", test_filters);
  g_test_add_func ("/place-repository/counts", test_counts);
  g_test_add_func ("/place-repository/what-is-read", test_what_is_read);
  g_test_add_func ("/place-repository/overlay", test_overlay);
  g_test_add_func ("/place-repository/withdrawn", test_withdrawn);
  g_test_add_func ("/place-repository/scope", test_scope);
  g_test_add_func ("/place-repository/filter-equal", test_filter_equal);
  g_test_add_func ("/place-repository/many", test_many);
  return g_test_run ();
}
