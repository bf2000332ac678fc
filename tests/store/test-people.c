/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-people.h"


#include "gb-commune-figures.h"
#include "gb-calendars.h"
#include "gb-dossier-repository.h"
#include "gb-hand-over.h"
#include "gb-horizon.h"
#include "gb-officer-group.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define OFFICER(id, name, kind, commune, agency, more, fields)                                     \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"" kind "\",\"commune\":\"" commune "\"," \
       "\"agency\":\"" agency "\"" more ",\"fields\":[" fields "]")
#define MAIN(field) "{\"field\":\"" field "\",\"role\":\"main\"}"
#define STAND_IN(field) "{\"field\":\"" field "\",\"role\":\"stand-in\"}"
#define TERM(from, to) ",\"from\":\"" from "\",\"to\":\"" to "\""
#define DOSSIER(id, commune, field, officer, state, due)                                           \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"" field "\",\"channel\":\"desk\",\"applicant\":\"Ai đó\"," \
       "\"officer\":\"" officer "\",\"commune\":\"" commune "\",\"received_by\":\"" commune "\","  \
       "\"state\":" state due)
#define DUE(day) ",\"due\":\"" day "T17:00:00+07:00\""
#define AGENCY(id, name, kind) PUT ("agency", id, "\"name\":\"" name "\",\"kind\":\"" kind "\"")
#define COMMUNE(id, name, lon)                                                                     \
  PUT ("commune", id,                                                                              \
       "\"name\":\"" name "\",\"type\":\"xã\",\"province\":\"51\",\"area_km2\":1,\"population\":1,\"lon\":" lon     \
       ",\"lat\":15")

/* The ward of the pictures on 26 August 2026. */
static const char base[] =
    AGENCY ("kt", "Phòng Kinh tế", "division") AGENCY ("tt", "Trung tâm Phục vụ hành chính công", "centre")
    AGENCY ("so-y-te", "Sở Y tế", "department")
    COMMUNE ("21028", "Nghĩa Lộ", "108.8") COMMUNE ("21031", "Trương Quang Trọng", "108.9")
    COMMUNE ("21034", "Cẩm Thành", "108.7")
    OFFICER ("A", "Nguyễn Văn A", "seconded", "21028", "kt", TERM ("2025-10-01", "2027-03-31") ",\"decision\":\"1\"",
             MAIN ("Đất đai") "," MAIN ("Khoáng sản") "," STAND_IN ("Xây dựng"))
    OFFICER ("C", "Lê Văn C", "seconded", "21028", "kt", TERM ("2025-10-21", "2026-10-21") ",\"decision\":\"2\"",
             MAIN ("Xây dựng") "," MAIN ("Quy hoạch") "," STAND_IN ("Khoáng sản"))
    OFFICER ("E", "Đỗ Thị E", "seconded", "21028", "kt",
             TERM ("2025-09-15", "2026-09-15") ",\"home\":\"so-y-te\",\"field\":\"Y tế\"",
             MAIN ("Y tế") "," STAND_IN ("Giáo dục"))
    OFFICER ("G", "Huỳnh Văn G", "seconded", "21028", "kt", TERM ("2025-10-21", "2026-10-21"), MAIN ("Giáo dục"))
    OFFICER ("gone", "Trần Văn Đi", "seconded", "21028", "kt", TERM ("2025-01-01", "2026-08-25"),
             STAND_IN ("Quy hoạch"))
    OFFICER ("coming", "Trần Văn Đến", "seconded", "21028", "kt", TERM ("2026-08-27", "2027-08-27"),
             STAND_IN ("CNTT"))
    OFFICER ("B", "Trần Thị B", "post", "21028", "tt", ",\"from\":\"2025-07-01\"",
             STAND_IN ("Tài chính") "," STAND_IN ("Y tế"))
    OFFICER ("D", "Phạm Thị D", "post", "21028", "kt", ",\"from\":\"2025-07-01\"", MAIN ("Tài chính"))
    OFFICER ("DD", "Võ Văn Đ", "post", "21028", "kt", ",\"from\":\"2025-07-01\"",
             STAND_IN ("Đất đai") "," STAND_IN ("Y tế"))
    OFFICER ("H", "Bùi Thị H", "post", "21028", "kt", ",\"from\":\"2025-07-01\",\"mentor\":\"D\"",
             MAIN ("CNTT") "," MAIN ("Chứng thực"))
    OFFICER ("over", "Lý Thị Ơn", "post", "21028", "tt", TERM ("2025-07-01", "2026-06-30"), "")
    OFFICER ("elsewhere", "Đỗ Thị E", "post", "21031", "kt", "", MAIN ("Quy hoạch") "," STAND_IN ("Quy hoạch"));

static const char work[] =
    DOSSIER ("D-1", "21028", "Y tế", "Đỗ Thị E", "4", DUE ("2026-08-20"))
    DOSSIER ("D-2", "21028", "Y tế", "Đỗ Thị E", "5", "") DOSSIER ("D-3", "21028", "Y tế", "Đỗ Thị E", "9", "")
    DOSSIER ("D-4", "21028", "Giao thông", "Đỗ Thị E", "4", DUE ("2026-09-30"))
    DOSSIER ("D-5", "21031", "Y tế", "Đỗ Thị E", "4", "") DOSSIER ("D-6", "21028", "Quy hoạch", "Trần Văn Đi", "4", "")
    DOSSIER ("D-7", "21028", "Hộ tịch", "Võ Văn Đ", "4", "");

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
read_people (GbSqlConnection  *connection,
             gpointer          commune,
             GCancellable     *cancellable,
             GError          **error)
{
  return gb_people_load (connection, commune, GB_TEST_NOW, error);
}

static GbPeople *
load (GbStoreFixture *fixture,
      const char     *commune)
{
  g_autoptr (GError) error = NULL;
  GbPeople *people = gb_store_read (fixture->store, read_people, (gpointer) commune, NULL, &error);

  g_assert_no_error (error);
  return people;
}

static char *
list_ids (GPtrArray *officers)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < officers->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((const GbOfficer *) officers->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* By given name in the Vietnamese alphabet: A B C D Đ E G H I … */
static void
test_sets (void)
{
  static const struct
  {
    GbPeopleSet set;
    const char *day; /* NULL: today */
    const char *ids;
  } cases[] = {
    { GB_PEOPLE_POSTS, NULL, "B D DD H over" },
    { GB_PEOPLE_SECONDED, NULL, "A C E G" },
    { GB_PEOPLE_SECONDED, "2026-08-25", "A C gone E G" },
    { GB_PEOPLE_SECONDED, "2026-08-27", "A C coming E G" },
    { GB_PEOPLE_SECONDED, "2025-10-20", "A gone E" },
    { GB_PEOPLE_SECONDED, "2024-12-31", "" },
    { GB_PEOPLE_POSTS, "2025-06-30", "" },
    { GB_PEOPLE_ENDING, NULL, "C E G" },
    { GB_PEOPLE_LEFT, NULL, "gone" },
  };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbPeople) people = NULL;

  fill (&fixture);
  people = load (&fixture, "21028");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbDay day = people->today;
      g_autoptr (GPtrArray) officers = NULL;
      g_autofree char *ids = NULL;

      if (cases[i].day != NULL)
        g_assert_true (gb_day_parse (cases[i].day, &day, NULL));
      officers = gb_people_get_set_on (people, cases[i].set, day);
      ids = list_ids (officers);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* Decree 61/2018, art. 12(8): each field needs a stand-in. What happens within thirty days is told as well. */
static const struct
{
  const char *field;
  gboolean shortage;
  GbCoverageVerdict verdict;
  GbCoverageVerdict later;
  const char *since; /* NULL: nothing changes */
  const char *mains;
  const char *stand_ins;
} expected_rows[] = {
  { "Đất đai", TRUE, GB_COVERAGE_ENOUGH, GB_COVERAGE_ENOUGH, NULL, "A", "DD" },
  { "Khoáng sản", TRUE, GB_COVERAGE_ENOUGH, GB_COVERAGE_ENOUGH, NULL, "A", "C" },
  { "Xây dựng", TRUE, GB_COVERAGE_ENOUGH, GB_COVERAGE_ENOUGH, NULL, "C", "A" },
  { "Quy hoạch", TRUE, GB_COVERAGE_NO_STAND_IN, GB_COVERAGE_NO_STAND_IN, NULL, "C", "" },
  { "Tài chính", TRUE, GB_COVERAGE_ENOUGH, GB_COVERAGE_ENOUGH, NULL, "D", "B" },
  { "CNTT", TRUE, GB_COVERAGE_NO_STAND_IN, GB_COVERAGE_NO_STAND_IN, NULL, "H", "" },
  { "Y tế", TRUE, GB_COVERAGE_ENOUGH, GB_COVERAGE_NO_MAIN, "2026-09-16", "E", "B DD" },
  { "Giáo dục", TRUE, GB_COVERAGE_ENOUGH, GB_COVERAGE_NO_STAND_IN, "2026-09-16", "G", "E" },
  { "Chứng thực", FALSE, GB_COVERAGE_NO_STAND_IN, GB_COVERAGE_NO_STAND_IN, NULL, "H", "" },
};

static void
test_coverage (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbPeople) people = NULL;
  g_autoptr (GbPeople) elsewhere = NULL;

  fill (&fixture);
  people = load (&fixture, "21028");
  g_assert_cmpuint (people->coverage->len, ==, G_N_ELEMENTS (expected_rows));
  for (guint i = 0; i < people->coverage->len; i++)
    {
      const GbCoverage *row = people->coverage->pdata[i];
      g_autofree char *since = row->since != GB_DAY_NONE ? gb_day_format (row->since) : NULL;
      g_autofree char *mains = list_ids (row->mains);
      g_autofree char *stand_ins = list_ids (row->stand_ins);

      g_assert_cmpstr (row->field, ==, expected_rows[i].field);
      g_assert_cmpint (row->shortage, ==, expected_rows[i].shortage);
      g_assert_cmpint (row->verdict, ==, expected_rows[i].verdict);
      g_assert_cmpint (row->later, ==, expected_rows[i].later);
      g_assert_cmpstr (since, ==, expected_rows[i].since);
      g_assert_cmpstr (mains, ==, expected_rows[i].mains);
      g_assert_cmpstr (stand_ins, ==, expected_rows[i].stand_ins);
    }
  /* A commune of one officer: what nobody does is told, too. */
  elsewhere = load (&fixture, "21031");
  g_assert_cmpuint (gb_coverage_count (elsewhere->coverage, GB_COVERAGE_NOBODY), ==, 7);
  g_assert_cmpuint (gb_coverage_count (elsewhere->coverage, GB_COVERAGE_ENOUGH), ==, 1);
  gb_store_fixture_tear_down (&fixture);
}

static const char *const fields[] = { "Đất đai", "Y tế", "CNTT", "Hộ tịch" };

static void
append_random_officer (GString *text,
                       GRand   *rand,
                       int      serial)
{
  int from = g_rand_int_range (rand, -40, 10);
  int to = from + g_rand_int_range (rand, 0, 80);
  GbDay today = gb_time_day (GB_TEST_NOW);
  g_autofree char *from_text = gb_day_format (today + from);
  g_autofree char *to_text = gb_day_format (today + to);

  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"officer\",\"id\":\"R-%03d\",\"rev\":1,\"data\":{\"name\":\"Người %03d\","
                          "\"title\":\"t\",\"kind\":\"%s\",\"commune\":\"%d\",\"agency\":\"kt\"",
                          serial, serial, g_rand_boolean (rand) ? "post" : "seconded",
                          g_rand_boolean (rand) ? 21028 : 21031);
  if (g_rand_int_range (rand, 0, 4) > 0)
    g_string_append_printf (text, ",\"from\":\"%s\"", from_text);
  if (g_rand_int_range (rand, 0, 4) > 0)
    g_string_append_printf (text, ",\"to\":\"%s\"", to_text);
  g_string_append_printf (text, ",\"fields\":[{\"field\":\"%s\",\"role\":\"%s\"}]}}\n",
                          fields[g_rand_int_range (rand, 0, G_N_ELEMENTS (fields))],
                          g_rand_boolean (rand) ? "main" : "stand-in");
}

/* What a field has on a day, looked at officer by officer. */
static GbCoverageVerdict
reckon_verdict (GPtrArray  *officers,
                const char *field,
                GbDay       day)
{
  gboolean main = FALSE, stand_in = FALSE;

  for (guint i = 0; i < officers->len; i++)
    {
      const GbOfficer *officer = officers->pdata[i];
      const GbDuty *duty = officer->duties->pdata[0];

      if ((officer->from != GB_DAY_NONE && officer->from > day) || (officer->to != GB_DAY_NONE && officer->to < day) ||
          !g_str_equal (duty->field, field))
        continue;
      main |= duty->main;
      stand_in |= !duty->main;
    }
  return main ? stand_in ? GB_COVERAGE_ENOUGH : GB_COVERAGE_NO_STAND_IN
              : stand_in ? GB_COVERAGE_NO_MAIN : GB_COVERAGE_NOBODY;
}

static gpointer
count_gaps (GbSqlConnection  *connection,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_auto (GbHorizon) horizon = { 0 };
  g_autoptr (GHashTable) figures = NULL;
  const GbCommuneFigures *ward;

  gb_horizon_init (&horizon, calendars, GB_TEST_NOW);
  figures = gb_commune_figures_load (connection, &horizon, error);
  ward = figures != NULL ? g_hash_table_lookup (figures, "21028") : NULL;
  return GUINT_TO_POINTER (ward != NULL ? (guint) (ward->gaps * 1000 + ward->seconded) : 0);
}

static void
check_rows (GbPeople *people)
{
  for (guint i = 0; i < people->coverage->len; i++)
    {
      const GbCoverage *row = people->coverage->pdata[i];
      GbCoverageVerdict now = reckon_verdict (people->officers, row->field, people->today);

      g_assert_cmpint (row->verdict, ==, now);
      for (GbDay day = people->today + 1; day <= people->today + GB_COVERAGE_DAYS + 1; day++)
        {
          GbCoverageVerdict then = reckon_verdict (people->officers, row->field, day);

          if (row->since == GB_DAY_NONE || day < row->since)
            g_assert_cmpint (then, <=, now);
          else if (day == row->since)
            g_assert_cmpint (row->later, ==, then);
        }
    }
}

/* The matrix, the figures of the map and a reckoning officer by officer agree, whatever comes. */
static void
test_random (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260826);

  gb_store_fixture_set_up (&fixture);
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GbPeople) people = NULL;
      g_autoptr (GPtrArray) seconded = NULL;
      guint figures;

      for (int i = 0; i < 14; i++)
        append_random_officer (text, rand, i);
      commit (&fixture, GB_RECORD_GROUP_BASE, text->str);
      people = load (&fixture, "21028");
      check_rows (people);
      for (guint i = 0; i < people->officers->len; i++)
        {
          const GbOfficer *officer = people->officers->pdata[i];

          g_assert_cmpint (officer->present, ==, gb_officer_is_present (officer, people->today));
        }
      seconded = gb_people_get_set (people, GB_PEOPLE_SECONDED);
      figures = GPOINTER_TO_UINT (gb_store_read (fixture.store, count_gaps, NULL, NULL, NULL));
      g_assert_cmpuint (figures / 1000, ==, gb_coverage_count (people->coverage, GB_COVERAGE_NO_STAND_IN));
      g_assert_cmpuint (figures % 1000, ==, seconded->len);
    }
  gb_store_fixture_tear_down (&fixture);
}

static gpointer
count_set (GbSqlConnection  *connection,
           gpointer          text,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GbDossierSet) set = gb_dossier_set_parse (text);
  g_autoptr (GbDossierQuery) query = NULL;
  g_autoptr (GArray) rows = NULL;

  g_assert_nonnull (set);
  query = gb_dossier_query_new (gb_dossier_set_get_filter (set));
  query->set = g_steal_pointer (&set);
  rows = gb_dossier_repository_numbers (connection, query, GB_TEST_NOW, error);
  g_assert_nonnull (rows);
  return GUINT_TO_POINTER (rows->len);
}

static guint
rows_of (GbStoreFixture *fixture,
         char           *text)
{
  g_autofree char *owned = text;

  return GPOINTER_TO_UINT (gb_store_read (fixture->store, count_set, owned, NULL, NULL));
}

/* Every count opens exactly the rows it counted, in a commune and in the whole scope. */
static void
test_counts (void)
{
  static const char *const scopes[] = { "21028", "21031", NULL };
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  for (gsize s = 0; s < G_N_ELEMENTS (scopes); s++)
    {
      g_autoptr (GbPeople) people = load (&fixture, scopes[s]);
      /* sums are of a whole scope */
      g_autoptr (GPtrArray) sums = scopes[s] == NULL ? gb_field_load_by_field (people->loads) : g_ptr_array_new ();

      for (guint i = 0; i < people->officers->len; i++)
        {
          const GbOfficer *officer = people->officers->pdata[i];

          g_assert_cmpuint (rows_of (&fixture, gb_officer_dossiers (officer)), ==, officer->open);
        }
      for (guint i = 0; i < people->loads->len + sums->len; i++)
        {
          const GbFieldLoad *row = i < people->loads->len ? people->loads->pdata[i] : sums->pdata[i - people->loads->len];

          g_assert_cmpuint (rows_of (&fixture, gb_field_load_dossiers (row, NULL, FALSE)), ==, row->open);
          g_assert_cmpuint (rows_of (&fixture, gb_field_load_dossiers (row, NULL, TRUE)), ==, row->overdue);
        }
    }
  gb_store_fixture_tear_down (&fixture);
}

static gpointer
read_hand_over (GbSqlConnection  *connection,
                gpointer          officer,
                GCancellable     *cancellable,
                GError          **error)
{
  return gb_hand_over_load (connection, "21028", officer, GB_TEST_NOW, error);
}

/* The next due first. Of those who stand in for the field the one with fewer dossiers takes over; for a field in nobody's duties, who stands in for the
 * officer's own; one who leaves as well does not. */
static void
test_hand_over (void)
{
  static const struct
  {
    const char *officer;
    const char *code;
    const char *receiver;
  } cases[] = {
    { "E", "D-1", "B" }, { "E", "D-4", "B" }, { "E", "D-2", "B" }, { "gone", "D-6", "C" },
  };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbHandOver) nobody = NULL;
  guint n = 0;

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbHandOver) list = gb_store_read (fixture.store, read_hand_over, (gpointer) cases[i].officer, NULL, NULL);
      const GbHandOverItem *item;

      n = i > 0 && g_str_equal (cases[i].officer, cases[i - 1].officer) ? n + 1 : 0;
      g_assert_cmpint (list->items->len, ==, list->officer->open);
      item = list->items->pdata[n];
      g_assert_cmpstr (gb_dossier_get_code (item->dossier), ==, cases[i].code);
      g_assert_cmpstr (item->receiver->id, ==, cases[i].receiver);
    }
  nobody = gb_store_read (fixture.store, read_hand_over, (gpointer) "nobody", NULL, NULL);
  g_assert_null (nobody->officer);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_groups (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbPeople) people = NULL;
  g_autoptr (GPtrArray) posts = NULL, agencies = NULL;
  const GbOfficerGroup *centre;

  fill (&fixture);
  people = load (&fixture, "21028");
  posts = gb_people_get_set (people, GB_PEOPLE_POSTS);
  agencies = gb_officer_groups_new (posts, GB_OFFICER_BY_AGENCY);
  g_assert_cmpuint (agencies->len, ==, 2);
  g_assert_cmpstr (((const GbOfficerGroup *) agencies->pdata[0])->id, ==, "kt");
  centre = gb_officer_groups_find (agencies, "tt");
  g_assert_cmpuint (centre->officers->len, ==, 2);
  g_assert_cmpuint (centre->at_desk, ==, 2);
  g_assert_null (gb_officer_groups_find (agencies, "nowhere"));
  gb_store_fixture_tear_down (&fixture);
}

static const struct
{
  guint people;
  gint64 open;
  double norm;
  guint surplus;
  guint shortage;
} sides[] = {
  { 1, 20, 20, 0, 0 }, { 2, 20, 20, 1, 0 }, { 3, 21, 20, 1, 0 }, { 1, 39, 20, 0, 0 },  { 1, 40, 20, 0, 1 },
  { 1, 65, 20, 0, 2 }, { 0, 5, 20, 0, 1 },  { 0, 0, 20, 0, 0 },  { 2, 0, 20, 1, 0 },   { 1, 0, 20, 0, 0 },
  { 0, 50, 20, 0, 2 }, { 4, 10, 2.5, 0, 0 }, { 5, 10, 2.5, 1, 0 }, { 3, 10, 2.5, 0, 1 },
};

static void
test_sides (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_assert_cmpuint (gb_transfer_surplus (sides[i].people, sides[i].open, sides[i].norm), ==, sides[i].surplus);
      g_assert_cmpuint (gb_transfer_shortage (sides[i].people, sides[i].open, sides[i].norm), ==, sides[i].shortage);
    }
}

/* of a commune, open or ended */
#define N_DOSSIERS 120

static void
append_load (GString *text,
             GString *dossiers,
             GRand   *rand,
             int      commune)
{
  int n_people = g_rand_int_range (rand, 0, 4), n_open = g_rand_int_range (rand, 0, N_DOSSIERS);

  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"%d\",\"rev\":1,\"data\":{\"name\":\"%d\",\"type\":\"xã\","
                          "\"province\":\"51\",\"area_km2\":1,\"population\":1,\"lon\":%d.5,\"lat\":15}}\n",
                          commune, commune, 100 + commune % 7);
  for (int i = 0; i < 4; i++)
    g_string_append_printf (text,
                            "{\"op\":\"put\",\"type\":\"officer\",\"id\":\"%d-%d\",\"rev\":1,\"data\":{\"name\":\"N %d\","
                            "\"title\":\"t\",\"kind\":\"post\",\"commune\":\"%d\",\"agency\":\"a\",\"fields\":[%s]}}\n",
                            commune, i, i, commune, i < n_people ? "{\"field\":\"Y tế\",\"role\":\"main\"}" : "");
  for (int i = 0; i < N_DOSSIERS; i++)
    g_string_append_printf (dossiers,
                            "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%d-%d\",\"rev\":1,\"data\":{\"procedure\":\"p\","
                            "\"field\":\"Y tế\",\"channel\":\"desk\",\"commune\":\"%d\",\"received_by\":\"%d\",\"state\":%d}}\n",
                            commune, i, commune, commune, i < n_open ? 4 : 9);
}

/* After all proposals nobody has given the last one away or has more than the norm for each who stays, nobody who
 * got one has less than the norm for each; no officer is moved twice. */
static void
check_transfers (GbPeople *people)
{
  g_autoptr (GHashTable) change = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);
  double norm = 0;

  for (guint i = 0; i < people->transfers->len; i++)
    {
      const GbTransfer *transfer = people->transfers->pdata[i];
      int from = GPOINTER_TO_INT (g_hash_table_lookup (change, transfer->from.commune));
      int to = GPOINTER_TO_INT (g_hash_table_lookup (change, transfer->to.commune));

      norm = transfer->norm;
      g_assert_cmpint (from, <=, 0);
      g_assert_cmpint (to, >=, 0);
      g_hash_table_insert (change, transfer->from.commune, GINT_TO_POINTER (from - 1));
      g_hash_table_insert (change, transfer->to.commune, GINT_TO_POINTER (to + 1));
      g_assert_cmpstr (transfer->officer->commune, ==, transfer->from.commune);
      g_assert_true (g_hash_table_add (moved, transfer->officer->id));
    }
  for (guint i = 0; i < people->loads->len; i++)
    {
      const GbFieldLoad *row = people->loads->pdata[i];
      int by = GPOINTER_TO_INT (g_hash_table_lookup (change, row->commune));
      double after = (int) row->people + by;

      if (by < 0)
        g_assert_true (after >= 1 && (double) row->open <= after * norm + 1e-9);
      if (by > 0 && after > 1)
        g_assert_true ((double) row->open >= after * norm - 1e-9);
    }
}

static void
test_transfers (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (170);
  guint n_transfers = 0;

  gb_store_fixture_set_up (&fixture);
  for (int round = 0; round < 6; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) dossiers = g_string_new (NULL);
      g_autoptr (GbPeople) people = NULL;

      for (int commune = 21001; commune < 21013; commune++)
        append_load (text, dossiers, rand, commune);
      commit (&fixture, GB_RECORD_GROUP_BASE, text->str);
      commit (&fixture, GB_RECORD_GROUP_WORK, dossiers->str);
      people = load (&fixture, NULL);
      check_transfers (people);
      n_transfers += people->transfers->len;
    }
  g_assert_cmpuint (n_transfers, >, 6);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/sets", test_sets);
  g_test_add_func ("/people/coverage", test_coverage);
  g_test_add_func ("/people/random", test_random);
  g_test_add_func ("/people/counts", test_counts);
  g_test_add_func ("/people/hand-over", test_hand_over);
  g_test_add_func ("/people/groups", test_groups);
  g_test_add_func ("/people/transfers/sides", test_sides);
  g_test_add_func ("/people/transfers/random", test_transfers);
  return g_test_run ();
}
