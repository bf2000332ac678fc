/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-predicate.h"

#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"
#include "gb-time.h"

/* The classes again, in other words, from a row's values and the calendar. */
static GbDeadlineClass
expected_class (GbDossier      *d,
                GbWorkCalendar *calendar,
                gint64          now)
{
  GbDay today = gb_time_day (now);
  gint64 due = gb_dossier_get_due (d);
  GbDay soon;

  switch (gb_dossier_get_state (d))
    {
    case GB_DOSSIER_STATE_REFUSED:
    case GB_DOSSIER_STATE_WITHDRAWN:
    case GB_DOSSIER_STATE_READY:
    case GB_DOSSIER_STATE_HANDED_OVER:
      return GB_DEADLINE_CLASS_FINISHED;
    case GB_DOSSIER_STATE_NEW:
      return GB_DEADLINE_CLASS_AWAITING;
    case GB_DOSSIER_STATE_PAPERS_ASKED:
    case GB_DOSSIER_STATE_PAYMENT_ASKED:
    case GB_DOSSIER_STATE_STOPPED:
      return GB_DEADLINE_CLASS_PAUSED;
    default:
      break;
    }
  if (due == 0)
    return GB_DEADLINE_CLASS_NO_DUE;
  if (now > due)
    return GB_DEADLINE_CLASS_OVERDUE;
  if (gb_time_day (due) == today)
    return GB_DEADLINE_CLASS_DUE_TODAY;
  soon = gb_work_calendar_nth_day (calendar, today, 2);
  return gb_time_day (due) <= soon ? GB_DEADLINE_CLASS_DUE_SOON : GB_DEADLINE_CLASS_ON_TRACK;
}

static gboolean
expected_late_reception (GbDossier      *d,
                         GbWorkCalendar *calendar,
                         gint64          now)
{
  return gb_dossier_get_state (d) == GB_DOSSIER_STATE_NEW &&
         gb_dossier_get_channel (d) == GB_CHANNEL_ONLINE && gb_dossier_get_submitted (d) != 0 &&
         gb_work_calendar_worked (calendar, gb_dossier_get_submitted (d), now) > 8 * 60 * 60;
}

typedef struct
{
  GbDossierQuery query;
  gint64 now;
} Check;

static void
check_rows (GbSqlConnection *connection,
            const Check     *check,
            GbDossierCounts *sums)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GbDossierQuery query = check->query;

  query.filter = GB_DOSSIER_FILTER_ALL;
  rows = gb_dossier_repository_rows (connection, &query, check->now, 0, -1, &sums->total, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sums->total, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      GbDossier *d = rows->pdata[i];
      GbWorkCalendar *calendar = gb_calendars_of_commune (calendars, gb_dossier_get_commune (d));
      GbDeadlineClass klass = expected_class (d, calendar, check->now);
      gboolean late = expected_late_reception (d, calendar, check->now);
      gboolean cross = klass != GB_DEADLINE_CLASS_FINISHED &&
                       g_strcmp0 (gb_dossier_get_commune (d), gb_dossier_get_received_by (d)) != 0;
      gboolean runs = gb_dossier_get_due (d) != 0 && klass != GB_DEADLINE_CLASS_FINISHED &&
                      klass != GB_DEADLINE_CLASS_PAUSED;

      g_assert_cmpint (gb_dossier_get_class (d), ==, klass);
      g_assert_cmpint (gb_dossier_is_late_reception (d), ==, late);
      g_assert_cmpint (gb_dossier_is_cross_boundary (d), ==, cross);
      g_assert_cmpint (gb_dossier_has_remaining (d), ==, runs);
      if (runs)
        g_assert_cmpint (gb_dossier_get_remaining (d), ==,
                         gb_work_calendar_worked (calendar, check->now, gb_dossier_get_due (d)));
      sums->classes[klass]++;
      sums->marks[GB_DOSSIER_MARK_LATE_RECEPTION] += late;
      sums->marks[GB_DOSSIER_MARK_CROSS_BOUNDARY] += cross;
    }
}

/* A count is the number of rows of the list it opens, for every class and mark. */
static gpointer
check_partition (GbSqlConnection *connection,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  const Check *check = data;
  GbDossierCounts sums = { 0 }, counts;
  gint64 sum = 0;

  check_rows (connection, check, &sums);
  g_assert_true (
      gb_dossier_repository_counts (connection, &check->query, check->now, &counts, error));
  g_assert_cmpint (counts.total, ==, sums.total);
  for (int f = 0; f < GB_N_DOSSIER_FILTERS; f++)
    {
      GbDossierQuery query = check->query;
      g_autoptr (GArray) numbers = NULL;
      gint64 expected, count;

      query.filter = f;
      numbers = gb_dossier_repository_numbers (connection, &query, check->now, error);
      g_assert_no_error (*error);
      if (f == GB_DOSSIER_FILTER_ALL)
        expected = counts.total;
      else if (f == GB_DOSSIER_FILTER_OPEN)
        expected = counts.total - counts.classes[GB_DEADLINE_CLASS_FINISHED];
      else if (f < GB_DOSSIER_FILTER_LATE_RECEPTION)
        {
          expected = counts.classes[f - GB_DOSSIER_FILTER_OVERDUE];
          g_assert_cmpint (expected, ==, sums.classes[f - GB_DOSSIER_FILTER_OVERDUE]);
          sum += expected;
        }
      else if (f <= GB_DOSSIER_FILTER_CROSS_BOUNDARY)
        {
          expected = counts.marks[f - GB_DOSSIER_FILTER_LATE_RECEPTION];
          g_assert_cmpint (expected, ==, sums.marks[f - GB_DOSSIER_FILTER_LATE_RECEPTION]);
        }
      else
        expected = numbers->len; /* test-letters has another reckoning of these */
      g_assert_cmpint (numbers->len, ==, expected);
      g_assert_true (gb_dossier_repository_count (connection, &query, check->now, &count, error));
      g_assert_cmpint (count, ==, expected);
    }
  g_assert_cmpint (sum, ==, counts.total);
  return NULL;
}

static void
run (GbStoreFixture *f,
     Check          *check)
{
  g_autoptr (GError) error = NULL;

  gb_store_read (f->store, check_partition, check, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static const char base[] =
    "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"a\",\"rev\":1,\"data\":{\"commune\":"
    "\"21025\",\"hours\":\"mon-fri 07:30-11:30,13:00-17:00;sat 07:30-11:30\"}}\n"
    "{\"op\":\"put\",\"type\":\"commune-hours\",\"id\":\"b\",\"rev\":1,\"data\":{\"commune\":"
    "\"21031\",\"hours\":\"mon-thu 08:00-12:00\"}}\n"
    "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-31\",\"rev\":1,\"data\":{\"kind\":"
    "\"off\",\"name\":\"Nghỉ bù\"}}\n"
    "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-09-01\",\"rev\":1,\"data\":{\"kind\":"
    "\"off\",\"name\":\"Quốc khánh\"}}\n"
    "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-09-02\",\"rev\":1,\"data\":{\"kind\":"
    "\"off\",\"name\":\"Quốc khánh\"}}\n"
    "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-22\",\"rev\":1,\"data\":{\"kind\":"
    "\"work\",\"replaces\":\"2026-08-31\",\"name\":\"Làm bù\"}}\n";

/* Dossiers at random, at moments at random: day and night, week-ends, the holiday. */
static void
test_partition (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  gb_test_commit (f, GB_RECORD_GROUP_BASE, base, NULL);
  for (guint i = 0; i < 1500; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, text->str, NULL);

  for (int i = 0; i < 12; i++)
    {
      Check check = { { 0 }, GB_TEST_NOW + g_rand_int_range (rand, -2 * GB_DAY_SECONDS,
                                                             8 * GB_DAY_SECONDS) };

      check.query.commune = i % 3 == 1 ? (char *) "21025" : NULL;
      check.query.field = i % 4 == 2 ? (char *) "Hộ tịch" : NULL;
      check.query.officer = i % 5 == 3 ? (char *) "" : NULL;
      check.query.search = i % 6 == 5 ? (char *) "nguyen thi" : NULL;
      run (f, &check);
    }
}

/* The edges, to the second. */
static const struct
{
  gint64 due; /* seconds from now */
  GbDeadlineClass klass;
} edges[] = {
  { -1, GB_DEADLINE_CLASS_OVERDUE },
  { 0, GB_DEADLINE_CLASS_DUE_TODAY },
  /* 07:15 + 16:44:59 = 23:59:59 */
  { 16 * 3600 + 45 * 60 - 1, GB_DEADLINE_CLASS_DUE_TODAY },
  { 16 * 3600 + 45 * 60, GB_DEADLINE_CLASS_DUE_SOON },
  /* Friday 23:59:59 */
  { 2 * 86400 + 16 * 3600 + 45 * 60 - 1, GB_DEADLINE_CLASS_DUE_SOON },
  { 2 * 86400 + 16 * 3600 + 45 * 60, GB_DEADLINE_CLASS_ON_TRACK },
};

static gpointer
first_row (GbSqlConnection *connection,
           gpointer         code,
           GCancellable    *cancellable,
           GError         **error)
{
  GbDossier *dossier = NULL;

  gb_dossier_repository_find (connection, code, GB_TEST_NOW, &dossier, error);
  return dossier;
}

static void
test_edges (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autofree char *due = gb_test_time (GB_TEST_NOW + edges[i].due);

      g_string_append_printf (text,
                              "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"e%d\",\"rev\":1,"
                              "\"data\":{\"procedure\":\"x\",\"field\":\"x\",\"channel\":\"desk\","
                              "\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":4,"
                              "\"due\":\"%s\"}}\n",
                              (int) i, due);
    }
  gb_test_commit (f, GB_RECORD_GROUP_WORK, text->str, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autofree char *code = g_strdup_printf ("e%d", (int) i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GbDossier) d = gb_store_read (f->store, first_row, code, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (gb_dossier_get_class (d), ==, edges[i].klass);
    }
}

/* Every instant at which a class changes by itself is announced before: between a boundary and the
 * next, nothing moves. */
static gpointer
walk_boundaries (GbSqlConnection *connection,
                 gpointer         data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  const GbDossierQuery all = { 0 };
  gint64 now = GB_TEST_NOW;

  for (int i = 0; i < 40; i++)
    {
      GbDossierCounts at, before_next;
      gint64 next;

      g_assert_true (gb_dossier_repository_next_boundary (connection, now, &next, error));
      g_assert_cmpint (next, >, now);
      g_assert_true (gb_dossier_repository_counts (connection, &all, now, &at, error));
      g_assert_true (
          gb_dossier_repository_counts (connection, &all, next - 1, &before_next, error));
      g_assert_cmpmem (&at, sizeof at, &before_next, sizeof before_next);
      now = next;
    }
  return NULL;
}

static void
test_boundaries (GbStoreFixture *f,
                 gconstpointer   data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GError) error = NULL;

  gb_test_commit (f, GB_RECORD_GROUP_BASE, base, NULL);
  for (guint i = 0; i < 200; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, text->str, NULL);
  gb_store_read (f->store, walk_boundaries, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Whoever asks what a figure counts, and by what right, gets an answer. */
static void
test_sources (void)
{
  for (int i = 0; i < GB_N_DOSSIER_FILTERS; i++)
    {
      const GbPredicate *predicate = gb_predicate (i);

      g_test_message ("%s", predicate->nick);
      g_assert_true (predicate->doc != NULL && *predicate->doc != '\0');
      g_assert_true (predicate->source != NULL && *predicate->source != '\0');
      g_assert_true (predicate->sql != NULL && *predicate->sql != '\0');
    }
}

static void
test_nicks (void)
{
  for (int i = 0; i < GB_N_DOSSIER_FILTERS; i++)
    {
      GbDossierFilter filter;

      g_assert_true (gb_dossier_filter_parse (gb_dossier_filter_nick (i), &filter));
      g_assert_cmpint (filter, ==, i);
    }
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    g_assert_cmpstr (gb_deadline_class_nick (i), ==,
                     gb_dossier_filter_nick (GB_DOSSIER_FILTER_OF_CLASS (i)));
  for (int i = 0; i < GB_N_DOSSIER_MARKS; i++)
    g_assert_cmpstr (gb_dossier_mark_nick (i), ==,
                     gb_dossier_filter_nick (GB_DOSSIER_FILTER_OF_MARK (i)));
  for (int i = 0; i < GB_N_DOSSIER_SORTS; i++)
    {
      GbDossierSort sort;

      g_assert_true (gb_dossier_sort_parse (gb_dossier_sort_nick (i), &sort));
      g_assert_cmpint (sort, ==, i);
    }
  {
    GbDossierFilter filter;
    GbDossierSort sort;

    g_assert_false (gb_dossier_filter_parse ("lost", &filter));
    g_assert_false (gb_dossier_sort_parse (NULL, &sort));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/store/predicate/" path, GbStoreFixture, NULL, set_up, test, tear_down)
  ADD ("partition", test_partition);
  ADD ("edges", test_edges);
  ADD ("boundaries", test_boundaries);
  g_test_add_func ("/store/predicate/sources", test_sources);
  g_test_add_func ("/store/predicate/nicks", test_nicks);

  return g_test_run ();
}
