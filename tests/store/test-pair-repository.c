/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pair-repository.h"

#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define OFFICER(id, name, commune, more)                                                           \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" name "\",\"title\":\"Chuyên viên\",\"kind\":\"post\",\"commune\":\"" commune "\","  \
       "\"agency\":\"kt\"" more)
#define MENTOR(id) ",\"mentor\":\"" id "\""
#define FIELDS(one, other)                                                                         \
  ",\"fields\":[{\"field\":\"" one "\",\"role\":\"main\"},{\"field\":\"" other "\",\"role\":\"stand-in\"}]"
#define DOSSIER(serial, officer, state, due)                                                       \
  PUT ("dossier", "H48.91-260801-" serial,                                                         \
       "\"procedure\":\"p\",\"field\":\"Y tế\",\"channel\":\"desk\",\"commune\":\"21028\","         \
       "\"received_by\":\"21028\",\"state\":" state ",\"officer\":\"" officer "\",\"due\":\"" due "\"")
#define PAST "2026-08-25T17:00:00+07:00"
#define AHEAD "2026-09-25T17:00:00+07:00"

static const char base[] =
    PUT ("agency", "kt", "\"name\":\"Phòng Kinh tế\",\"kind\":\"division\"")
    OFFICER ("1", "Phạm Văn Đức", "21028", FIELDS ("Đất đai", "Xây dựng"))
    OFFICER ("2", "Trần Thị Anh", "21028", FIELDS ("Y tế", "Giáo dục") ",\"to\":\"2026-09-15\"")
    OFFICER ("3", "Lý Văn Dũng", "21028", MENTOR ("1") FIELDS ("Xây dựng", "Quy hoạch"))
    OFFICER ("4", "Ngô Thị Ánh", "21028", MENTOR ("1") FIELDS ("CNTT", "Văn hóa"))
    OFFICER ("5", "Vũ Văn Bảy", "21028", MENTOR ("2"))
    /* Somebody whom the scope does not have guides one of another commune; who left has no pair. */
    OFFICER ("6", "Bùi Văn Sáu", "21031", MENTOR ("999"))
    OFFICER ("7", "Đã Đi", "21028", MENTOR ("1") ",\"to\":\"2026-08-25\"")
    OFFICER ("8", "Đi Hôm Nay", "21028", MENTOR ("9") ",\"to\":\"2026-08-26\"");

static const char work[] =
    DOSSIER ("0001", "Lý Văn Dũng", "4", PAST) DOSSIER ("0002", "Lý Văn Dũng", "4", AHEAD)
    DOSSIER ("0003", "Lý Văn Dũng", "5", PAST) DOSSIER ("0004", "Lý Văn Dũng", "9", PAST)
    DOSSIER ("0005", "Phạm Văn Đức", "2", AHEAD);

typedef struct
{
  const char *commune;
  const char *officer;
  gint64 open;
  gint64 late;
} Question;

static gpointer
read_pairs (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_pair_repository_list (connection, data, GB_TEST_NOW, error);
}

static gpointer
read_counts (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  Question *question = data;
  GbDossierQuery query = { .filter = GB_DOSSIER_FILTER_OPEN, .officer = (char *) question->officer };

  if (!gb_dossier_repository_count (connection, &query, GB_TEST_NOW, &question->open, error))
    return NULL;
  query.filter = GB_DOSSIER_FILTER_OVERDUE;
  gb_dossier_repository_count (connection, &query, GB_TEST_NOW, &question->late, error);
  return NULL;
}

static GPtrArray *
load (GbStoreFixture *fixture,
      const char     *commune)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = gb_store_read (fixture->store, read_pairs, (gpointer) commune, NULL, &error);

  g_assert_no_error (error);
  return pairs;
}

/* A province's cache, where other communes' officers lie beside ours. */
static void
set_up (GbStoreFixture *fixture)
{
  static const struct
  {
    GbRecordGroup group;
    const char *text;
  } parts[] = { { GB_RECORD_GROUP_BASE, base }, { GB_RECORD_GROUP_WORK, work } };

  gb_store_fixture_set_up (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GbFeedPage) page = gb_test_page (fixture, parts[i].group, parts[i].text, FALSE);
      g_autoptr (GError) error = NULL;
      GbFeedPageResult result;

      g_free (page->scope);
      page->scope = g_strdup ("province:51");
      gb_store_commit_page (fixture->store, page, &result, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result.set_aside, ==, 0);
    }
}

/* Those of a mentor together, mentors and learners by given name: Anh before Đức, Ánh before Dũng. */
static void
test_list (void)
{
  static const struct
  {
    const char *learner;
    const char *mentor;
    const char *shared;
  } expected[] = {
    { "Bùi Văn Sáu", NULL, NULL },
    { "Đi Hôm Nay", NULL, NULL },
    { "Vũ Văn Bảy", "Trần Thị Anh", NULL },
    { "Ngô Thị Ánh", "Phạm Văn Đức", NULL },
    { "Lý Văn Dũng", "Phạm Văn Đức", "Xây dựng" },
  };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) own = NULL;

  set_up (&fixture);
  all = load (&fixture, NULL);
  own = load (&fixture, "21028");
  g_assert_cmpuint (own->len, ==, all->len - 1);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      /* the other commune's is the last, for its code is higher */
      const GbPair *pair = all->pdata[(i + G_N_ELEMENTS (expected) - 1) % G_N_ELEMENTS (expected)];

      g_assert_cmpstr (pair->learner.name, ==, expected[i].learner);
      g_assert_cmpstr (pair->mentor.name, ==, expected[i].mentor);
      g_assert_cmpstr (pair->shared, ==, expected[i].shared);
    }
  g_assert_cmpint (((GbPair *) own->pdata[1])->mentor.until, ==, gb_day_from_ymd (2026, 9, 15));
  g_assert_cmpstr (((GbPair *) own->pdata[3])->learner.fields, ==, "Xây dựng, Quy hoạch");
  gb_store_fixture_tear_down (&fixture);
}

/* What a person has is what the page of dossiers shows of them. */
static void
test_load (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) pairs = NULL;
  gint64 seen = 0;

  set_up (&fixture);
  pairs = load (&fixture, NULL);
  for (guint i = 0; i < pairs->len; i++)
    {
      const GbPairPerson *person = &((GbPair *) pairs->pdata[i])->learner;
      Question question = { .officer = person->name };
      g_autoptr (GError) error = NULL;

      gb_store_read (fixture.store, read_counts, &question, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (person->open, ==, question.open);
      g_assert_cmpint (person->late, ==, question.late);
      seen += person->open * 10 + person->late;
    }
  g_assert_cmpint (seen, ==, 31);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pair-repository/list", test_list);
  g_test_add_func ("/pair-repository/load", test_load);
  return g_test_run ();
}
