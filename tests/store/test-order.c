/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every set in every order: the rows stand as plain C would sort them, what is missing last either way,
 * and equals in the order in which they came. */
#include <string.h>

#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"
#include "gb-test-reckoning.h"

typedef struct
{
  GbStoreFixture store;
  GbTestProvince province;
} Fixture;

typedef struct
{
  const GbTestProvince *province;
  GbDossierQuery query;
} Look;

typedef struct
{
  const GbTestDossier *dossier;
  guint came;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      query)
{
  const Place *one = a, *other = b;
  const GbDossierQuery *asked = query;
  int order = gb_test_compare (one->dossier, other->dossier, asked);

  if (order == 0)
    order = (one->came < other->came) == !asked->descending ? -1 : 1;
  return order;
}

static GArray *
sorted (const Look *look)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < look->province->dossiers->len; i++)
    {
      Place place = { look->province->dossiers->pdata[i], i };

      if (gb_test_is_in_filter (look->province, place.dossier, look->query.filter, GB_TEST_NOW) &&
          gb_test_is_wanted (place.dossier, &look->query))
        g_array_append_val (places, place);
    }
  g_array_sort_with_data (places, compare_places, (gpointer) &look->query);
  return places;
}

static gpointer
check (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const Look *look = data;
  g_autoptr (GArray) places = sorted (look);
  g_autoptr (GPtrArray) rows = NULL;

  rows = gb_dossier_repository_rows (connection, &look->query, GB_TEST_NOW, 0, -1, NULL, error);
  g_assert_no_error (*error);
  g_assert_cmpuint (rows->len, ==, places->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (gb_dossier_get_code (rows->pdata[i]), ==,
                     g_array_index (places, Place, i).dossier->code);
  return NULL;
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gb_store_fixture_set_up (&f->store);
  gb_test_province_init (&f->province, (guint32) g_test_rand_int ());
  gb_test_province_append_base (text);
  gb_test_commit (&f->store, GB_RECORD_GROUP_BASE, text->str, NULL);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  gb_test_province_clear (&f->province);
  gb_store_fixture_tear_down (&f->store);
}

static void
look_at (Fixture *f,
         Look    *look)
{
  g_autoptr (GError) error = NULL;

  for (int filter = 0; filter < GB_N_DOSSIER_FILTERS; filter++)
    for (int sort = 0; sort < GB_N_DOSSIER_SORTS; sort++)
      {
        look->query.filter = filter;
        look->query.sort = sort;
        look->query.descending = g_rand_boolean (f->province.rand);
        gb_store_read (f->store.store, check, look, NULL, &error);
        g_assert_no_error (error);
      }
}

static void
commit (Fixture    *f,
        const char *text,
        gboolean    more)
{
  g_autoptr (GbFeedPage) page = gb_test_page (&f->store, GB_RECORD_GROUP_WORK, text, more);
  g_autoptr (GError) error = NULL;

  gb_store_commit_page (f->store.store, page, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (f->store.cursor[GB_RECORD_GROUP_WORK]);
  f->store.cursor[GB_RECORD_GROUP_WORK] = g_strdup (page->cursor);
}

static gint64
count_tables (Fixture *f)
{
  return gb_test_int (&f->store, "SELECT count(*) FROM sqlite_schema WHERE name='finished_count'");
}

static void
look_at_all (Fixture *f)
{
  const GbDossierQuery queries[] = {
    { 0 },
    { .commune = (char *) "21025" },
    { .field = (char *) "Hộ tịch" },
    { .officer = (char *) "Bùi Minh Ân" },
    { .officer = (char *) "", .procedure = (char *) "Đăng ký khai sinh" },
    { .procedure = (char *) "Chứng thực bản sao", .commune = (char *) "21031" },
    { .search = (char *) "nguyen", .commune = (char *) "21028" },
    { .received_from = gb_day_from_ymd (2026, 8, 25), .channel = (char *) "online" },
    { .due_to = gb_day_from_ymd (2026, 8, 28), .state = 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      Look look = { &f->province, queries[i] };

      look_at (f, &look);
    }
}

static gpointer
drop (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  gb_sql_connection_exec (connection,
                          "DROP TABLE finished_count; DROP INDEX dossier_finished_applicant;", error);
  return NULL;
}

/* A cache of an older version, or one of another version of ICU, is brought up when it is opened. */
static void
test_opened (Fixture      *f,
             gconstpointer data)
{
  Look look = { &f->province, { 0 } };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  gb_test_province_append_page (&f->province, text, 100);
  commit (f, text->str, FALSE);
  gb_store_write (f->store.store, drop, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_tables (f), ==, 0);
  look_at (f, &look);
  gb_store_fixture_reopen (&f->store);
  g_assert_cmpint (count_tables (f), ==, 1);
  look_at (f, &look);
}

/* While the first pull is under way, at its end, which makes the indexes, and after more pages, some of
 * which change and take away what others brought. */
static void
test_order (Fixture      *f,
            gconstpointer data)
{
  for (int i = 0; i < 12; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      gb_test_province_append_page (&f->province, text, 40);
      commit (f, text->str, i < 6);
      g_assert_cmpint (count_tables (f), ==, i >= 6);
      if (i == 5 || i == 6 || i == 11)
        look_at_all (f);
    }
}

/* A long list's beginning is what the whole list begins with. */
static gpointer
check_beginning (GbSqlConnection *connection,
                 gpointer         query,
                 GCancellable    *cancellable,
                 GError         **error)
{
  gboolean whole;
  g_autoptr (GArray) first = NULL, all = NULL;

  first = gb_dossier_repository_first_numbers (connection, query, GB_TEST_NOW, &whole, error);
  g_assert_no_error (*error);
  all = gb_dossier_repository_numbers (connection, query, GB_TEST_NOW, error);
  g_assert_no_error (*error);
  g_assert_cmpint (whole, ==, first->len == all->len);
  g_assert_cmpuint (first->len, <=, all->len);
  g_assert_cmpint (memcmp (first->data, all->data, first->len * sizeof (gint64)), ==, 0);
  return GINT_TO_POINTER (!whole);
}

/* Commune by field, officer and procedure, so that some orders have what is asked for at their end. */
static void
append_finished (GString *text,
                 guint    serial)
{
  static const char letters[] = "QWERTYUIOPASDFGHJKLZXCVBNM";
  guint kind = serial * 7919 % 26;

  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-260801-%05u\",\"rev\":1,"
                          "\"data\":{\"procedure\":\"%c\",\"field\":\"%c\",\"channel\":\"%s\","
                          "\"applicant\":\"Lê Thị %c\",\"commune\":\"210%02u\",\"received_by\":"
                          "\"21028\",\"officer\":\"Ông %c\",\"state\":%d,\"due\":"
                          "\"2026-08-%02uT17:00:00+07:00\",\"finished\":\"2026-08-20T10:%02u:00+07:00\"}}\n",
                          serial, letters[kind], letters[kind], serial % 11 == 0 ? "post" : "desk",
                          letters[serial % 26], 20 + kind % 2 * 10, letters[kind],
                          serial % 50 == 0 ? 4 : 10, 1 + serial % 28, serial % 60);
}

static void
test_long (Fixture      *f,
           gconstpointer data)
{
  const GbDossierQuery queries[] = {
    { 0 },
    { .commune = (char *) "21030" },
    { .commune = (char *) "21028" },
    { .field = (char *) "M" },
    { .channel = (char *) "desk" },
    { .channel = (char *) "desk", .search = (char *) "le thi" },
    { .due_from = gb_day_from_ymd (2026, 8, 3) },
  };
  guint n_long = 0;

  for (guint i = 0; i < 30000; i += 5000)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = i; k < i + 5000; k++)
        append_finished (text, k);
      commit (f, text->str, i + 5000 < 30000);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    for (int sort = 0; sort < GB_N_DOSSIER_SORTS; sort++)
      {
        g_autoptr (GError) error = NULL;
        GbDossierQuery query = queries[i];

        query.filter = g_rand_boolean (f->province.rand) ? GB_DOSSIER_FILTER_ALL
                                                         : GB_DOSSIER_FILTER_FINISHED;
        query.sort = sort;
        query.descending = g_rand_boolean (f->province.rand);
        n_long += gb_store_read (f->store.store, check_beginning, &query, NULL, &error) != NULL;
        g_assert_no_error (error);
      }
  g_assert_cmpuint (n_long, >, 40);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/order/sets", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/store/order/opened", Fixture, NULL, set_up, test_opened, tear_down);
  g_test_add ("/store/order/long", Fixture, NULL, set_up, test_long, tear_down);

  return g_test_run ();
}
