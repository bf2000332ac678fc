/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts are rows, and both are what DOMAIN.md says, for every badge, chip and filter, at every moment
 * of a week without a sync and after every page of the feed. */
#include "gb-action-repository.h"
#include "gb-day-summary.h"
#include "gb-dossier-repository.h"
#include "gb-predicate.h"
#include "gb-store-fixture.h"
#include "gb-test-reckoning.h"

/* What one look at the cache is about. */
typedef struct
{
  const GbTestProvince *province;
  GbDossierQuery query; /* without its filter */
  gint64 now;
  GHashTable *by_code; /* (element-type utf8 GbTestDossier) */
  guint found[GB_N_DOSSIER_FILTERS]; /* rows met so far: each set has to have some */
} Look;

static gint64
expect (const Look      *look,
        GbDossierFilter  filter)
{
  gint64 n = 0;

  for (guint i = 0; i < look->province->dossiers->len; i++)
    {
      const GbTestDossier *d = look->province->dossiers->pdata[i];

      n += gb_test_is_in_filter (look->province, d, filter, look->now) &&
           gb_test_is_wanted (d, &look->query);
    }
  return n;
}

/* The rows of a list, each of them what it should be: as many as there should be are all of them. */
static void
check_rows (GbSqlConnection *connection,
            Look            *look,
            GbDossierFilter  filter,
            gint64           expected)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GbDossierQuery query = look->query;

  query.filter = filter;
  rows = gb_dossier_repository_rows (connection, &query, look->now, 0, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, expected);
  for (guint i = 0; i < rows->len; i++)
    {
      GbDossier *row = rows->pdata[i];
      const GbTestDossier *d = g_hash_table_lookup (look->by_code, gb_dossier_get_code (row));

      g_assert_nonnull (d);
      g_assert_true (g_hash_table_add (seen, d->code));
      g_assert_true (gb_test_is_wanted (d, &look->query));
      g_assert_true (gb_test_is_in_filter (look->province, d, filter, look->now));
      g_assert_cmpint (gb_dossier_get_class (row), ==, gb_test_class_of (d, look->now));
      g_assert_cmpint (gb_dossier_is_late_reception (row), ==,
                       gb_test_is_in_filter (look->province, d, GB_DOSSIER_FILTER_LATE_RECEPTION,
                                             look->now));
      g_assert_cmpint (gb_dossier_is_cross_boundary (row), ==,
                       gb_test_is_in_filter (look->province, d, GB_DOSSIER_FILTER_CROSS_BOUNDARY,
                                             look->now));
    }
  look->found[filter] += rows->len;
}

static void
check_filter (GbSqlConnection       *connection,
              Look                  *look,
              GbDossierFilter        filter,
              const GbDossierCounts *counts)
{
  gint64 expected = expect (look, filter), count, finished;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = NULL;
  GbDossierQuery query = look->query;

  query.filter = filter;
  gb_dossier_repository_count (connection, &query, look->now, &count, &error);
  g_assert_no_error (error);
  numbers = gb_dossier_repository_numbers (connection, &query, look->now, &error);
  g_assert_no_error (error);
  if (count != expected || numbers->len != expected)
    g_test_message ("%s at %" G_GINT64_FORMAT, gb_dossier_filter_nick (filter), look->now);
  g_assert_cmpint (count, ==, expected);
  g_assert_cmpuint (numbers->len, ==, expected);
  check_rows (connection, look, filter, expected);

  finished = counts->classes[GB_DEADLINE_CLASS_FINISHED];
  if (filter == GB_DOSSIER_FILTER_ALL)
    g_assert_cmpint (counts->total, ==, expected);
  else if (filter == GB_DOSSIER_FILTER_OPEN)
    g_assert_cmpint (counts->total - finished, ==, expected);
  else if (filter < GB_DOSSIER_FILTER_LATE_RECEPTION)
    g_assert_cmpint (counts->classes[filter - GB_DOSSIER_FILTER_OVERDUE], ==, expected);
  else if (filter < GB_DOSSIER_FILTER_SIGN_TODAY)
    g_assert_cmpint (counts->marks[filter - GB_DOSSIER_FILTER_LATE_RECEPTION], ==, expected);
}

/* What groups say of a set is what a list of the set with that name says. */
static void
check_groups (GbSqlConnection *connection,
              Look            *look,
              GbDossierFilter  filter)
{
  for (int by = GB_DOSSIER_GROUP_FIELD; by <= GB_DOSSIER_GROUP_PROCEDURE; by++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) groups = NULL;
      GbDossierQuery query = look->query;
      gint64 sum = 0;

      query.filter = filter;
      groups = gb_dossier_repository_groups (connection, &query, by, look->now, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < groups->len; i++)
        {
          const GbDossierGroup *group = groups->pdata[i];
          Look narrower = *look;

          if (by == GB_DOSSIER_GROUP_FIELD)
            narrower.query.field = group->key;
          else if (by == GB_DOSSIER_GROUP_OFFICER)
            narrower.query.officer = group->key;
          else
            narrower.query.procedure = group->key;
          g_assert_cmpint (group->count, ==, expect (&narrower, filter));
          sum += group->count;
        }
      g_assert_cmpint (sum, ==, expect (look, filter));
    }
}

/* Of all who have the name: there is one in each of several communes. */
static gint64
sum_of_name (GPtrArray  *loads,
             const char *officer,
             int         klass)
{
  gint64 sum = 0;

  for (guint i = 0; i < loads->len; i++)
    {
      const GbOfficerLoad *load = loads->pdata[i];

      if (g_str_equal (load->officer, officer))
        sum += load->classes[klass];
    }
  return sum;
}

static void
check_loads (GbSqlConnection *connection,
             Look            *look)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loads = gb_dossier_repository_load (connection, &look->query, look->now,
                                                            &error);
  gint64 sum = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < loads->len; i++)
    {
      const GbOfficerLoad *load = loads->pdata[i];
      Look narrower = *look;

      narrower.query.officer = load->officer;
      for (int k = 0; k < GB_DEADLINE_CLASS_FINISHED; k++)
        g_assert_cmpint (sum_of_name (loads, load->officer, k), ==, expect (&narrower, GB_DOSSIER_FILTER_OF_CLASS (k)));
      sum += load->open;
    }
  g_assert_cmpint (sum, ==, expect (look, GB_DOSSIER_FILTER_OPEN));
}

static gpointer
check (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  Look *look = data;
  GbDossierCounts counts;
  gint64 sum = 0;

  g_assert_true (
      gb_dossier_repository_counts (connection, &look->query, look->now, &counts, error));
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    sum += counts.classes[i];
  g_assert_cmpint (sum, ==, counts.total);
  for (int f = 0; f < GB_N_DOSSIER_FILTERS; f++)
    check_filter (connection, look, f, &counts);
  check_groups (connection, look, GB_DOSSIER_FILTER_ALL);
  check_groups (connection, look, (GbDossierFilter) (look->now % GB_N_DOSSIER_FILTERS));
  check_loads (connection, look);
  return NULL;
}

/* The page of the day's tiles. */
static gpointer
check_day (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  static const GbDossierQuery all = { 0 };
  const Look *look = data;
  Look tiles = *look;
  g_autoptr (GbDaySummary) summary = gb_day_summary_load (connection, look->query.commune, look->now,
                                                          error);

  g_assert_no_error (*error);
  tiles.query = all;
  tiles.query.commune = look->query.commune;
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    g_assert_cmpint (summary->counts.classes[i], ==, expect (&tiles, GB_DOSSIER_FILTER_OF_CLASS (i)));
  g_assert_cmpint (summary->next_boundary, >, look->now);
  return NULL;
}

static void
look_at (GbStoreFixture *f,
         Look           *look)
{
  g_autoptr (GError) error = NULL;

  gb_store_read (f->store, check, look, NULL, &error);
  g_assert_no_error (error);
  gb_store_read (f->store, check_day, look, NULL, &error);
  g_assert_no_error (error);
}

/* --- queries -------------------------------------------------------------------------------- */

static char *
draw_of (GRand             *rand,
         const char *const *from)
{
  return (char *) from[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) from))];
}

/* Nothing but the set, half of the time; else one limit or some. */
static void
draw_query (GRand          *rand,
            GbDossierQuery *query)
{
  static const char *const officers[] = { "", "Đỗ Thị Én", "Bùi Minh Ân", NULL };
  static const char *const searches[] = { "nguyen", "Nguyễn Thị", "khai sinh", "000", "h48.91-2608",
                                          "120", "so 12", "dat an", "khong co ai", NULL };
  static const GbDossierQuery all = { 0 };
  GbDay day = gb_time_day (gb_test_province_draw_moment (rand));

  *query = all;
  if (g_rand_boolean (rand))
    query->commune = draw_of (rand, gb_test_communes);
  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      query->field = draw_of (rand, gb_test_fields);
      break;
    case 1:
      query->officer = draw_of (rand, officers);
      break;
    case 2:
      query->procedure = draw_of (rand, gb_test_procedures);
      break;
    case 3:
      query->channel = draw_of (rand, gb_test_channels);
      break;
    case 4:
      query->state = g_rand_int_range (rand, 1, 11);
      break;
    case 5:
      query->received_from = day - g_rand_int_range (rand, 0, 3);
      query->received_to = g_rand_boolean (rand) ? day : 0;
      break;
    case 6:
      query->due_to = day + g_rand_int_range (rand, 0, 3);
      query->due_from = g_rand_boolean (rand) ? day : 0;
      break;
    case 7:
      query->search = draw_of (rand, searches);
      break;
    case 8:
      query->search = draw_of (rand, searches);
      query->field = draw_of (rand, gb_test_fields);
      query->due_from = day;
      break;
    case 9:
      query->officer = draw_of (rand, officers);
      query->channel = draw_of (rand, gb_test_channels);
      query->received_to = day;
      break;
    default:
      break;
    }
}

/* --- the tests ------------------------------------------------------------------------------ */

typedef struct
{
  GbStoreFixture store;
  GbTestProvince province;
  Look look;
} Fixture;

static void
commit_page (Fixture *f,
             guint    n_lines,
             gboolean more)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GbFeedPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gb_test_province_append_page (&f->province, text, n_lines);
  page = gb_test_page (&f->store, GB_RECORD_GROUP_WORK, text->str, more);
  gb_store_commit_page (f->store.store, page, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (f->store.cursor[GB_RECORD_GROUP_WORK]);
  f->store.cursor[GB_RECORD_GROUP_WORK] = g_strdup (page->cursor);
  g_hash_table_remove_all (f->look.by_code);
  for (guint i = 0; i < f->province.dossiers->len; i++)
    {
      GbTestDossier *d = f->province.dossiers->pdata[i];

      g_hash_table_insert (f->look.by_code, d->code, d);
    }
}

/* A letter that waits in the outbox counts as much as one that the province has. */
static void
sign_letters (Fixture *f,
              guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      const GbTestDossier *d = gb_test_province_pick (&f->province);
      g_autoptr (GbAction) letter = gb_action_new_apology (
          d->code, "r", GB_TEST_NOW + 20 * GB_DAY_SECONDS, NULL);
      g_autoptr (GbAction) stored = gb_store_add_action (f->store.store, letter, NULL, NULL, NULL);

      if (stored != NULL)
        g_hash_table_add (f->province.extended, g_strdup (d->code));
    }
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gb_store_fixture_set_up (&f->store);
  gb_test_province_init (&f->province, (guint32) g_test_rand_int ());
  f->look.province = &f->province;
  f->look.by_code = g_hash_table_new (g_str_hash, g_str_equal);
  gb_test_province_append_base (text);
  gb_test_commit (&f->store, GB_RECORD_GROUP_BASE, text->str, NULL);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_hash_table_unref (f->look.by_code);
  gb_test_province_clear (&f->province);
  gb_store_fixture_tear_down (&f->store);
}

static void
look_with (Fixture *f,
           gint64   now)
{
  f->look.now = now;
  draw_query (f->province.rand, &f->look.query);
  look_at (&f->store, &f->look);
}

/* The second in which a dossier that waits for its reception has waited for too long. */
static gint64
late_second (Fixture             *f,
             const GbTestDossier *d)
{
  gint64 low = d->submitted, high = d->submitted + 30 * GB_DAY_SECONDS;

  while (low + 1 < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (gb_test_is_in_filter (&f->province, d, GB_DOSSIER_FILTER_LATE_RECEPTION, middle))
        high = middle;
      else
        low = middle;
    }
  return high;
}

/* The seconds before, at and after that in which somebody turns. */
static void
look_around (Fixture *f)
{
  const GbTestDossier *d = gb_test_province_pick (&f->province);
  gint64 turn = d->due;

  if (d->state == 1 && g_str_equal (d->channel, "online") && d->submitted != 0)
    turn = late_second (f, d);
  if (turn != 0)
    for (int i = -1; i <= 1; i++)
      look_with (f, turn + i);
}

/* The clock goes on, nothing is synchronized. */
static void
test_time (Fixture      *f,
           gconstpointer data)
{
  static const GbDossierQuery all = { 0 };
  const GbDay first = gb_day_from_ymd (2026, 8, 20);
  static const int times[] = { 0, 7 * 3600 + 1, 17 * 3600, 86399 };

  commit_page (f, 250, FALSE);
  sign_letters (f, 25);
  for (GbDay day = first; day <= first + 14; day++)
    for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
      {
        f->look.query = all;
        f->look.now = gb_day_at (day, times[i]);
        look_at (&f->store, &f->look);
        look_with (f, gb_test_province_draw_moment (f->province.rand));
        look_around (f);
      }
  for (int i = 0; i < GB_N_DOSSIER_FILTERS; i++)
    g_assert_cmpuint (f->look.found[i], >, 0);
}

/* Page after page: what came, what changed, what went. The first pull ends somewhere on the way; from
 * then on counts of finished ones are kept. */
static void
test_pages (Fixture      *f,
            gconstpointer data)
{
  for (int i = 0; i < 60; i++)
    {
      commit_page (f, (guint) g_rand_int_range (f->province.rand, 1, 20), i < 20);
      look_with (f, gb_test_province_draw_moment (f->province.rand));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/store/counts/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("time", test_time);
  ADD ("pages", test_pages);

  return g_test_run ();
}
