/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every set in every order: the rows stand as plain C would sort them, what is missing last either way,
 * and equals in the order in which they came. */
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
      for (int descending = 0; descending < 2; descending++)
        {
          look->query.filter = filter;
          look->query.sort = sort;
          look->query.descending = descending;
          gb_store_read (f->store.store, check, look, NULL, &error);
          g_assert_no_error (error);
        }
}

static void
test_order (Fixture      *f,
            gconstpointer data)
{
  const GbDossierQuery queries[] = {
    { 0 },
    { .commune = (char *) "21025" },
    { .field = (char *) "Hộ tịch" },
    { .officer = (char *) "Bùi Minh Ân" },
    { .officer = (char *) "", .procedure = (char *) "Đăng ký khai sinh" },
    { .search = (char *) "nguyen", .commune = (char *) "21028" },
    { .received_from = gb_day_from_ymd (2026, 8, 25), .channel = (char *) "online" },
    { .due_to = gb_day_from_ymd (2026, 8, 28), .state = 10 },
  };

  /* in pages, some of which change and take away what others brought */
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      gb_test_province_append_page (&f->province, text, 60);
      gb_test_commit (&f->store, GB_RECORD_GROUP_WORK, text->str, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      Look look = { &f->province, queries[i] };

      look_at (f, &look);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/order", Fixture, NULL, set_up, test_order, tear_down);

  return g_test_run ();
}
