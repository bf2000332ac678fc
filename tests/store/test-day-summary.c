/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-day-summary.h"

#include "gb-store-fixture.h"

#define HOUR (60 * 60)

#define DOSSIER(id, state, due, more)                                                              \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48.91-2608" id "\",\"rev\":1,\"data\":{"         \
  "\"procedure\":\"p\",\"field\":\"Đất đai\",\"channel\":\"desk\",\"commune\":\"21028\","           \
  "\"received_by\":\"21028\",\"state\":" state ",\"officer\":\"Nguyễn Văn A\"," due more           \
  "\"submitted\":\"2026-08-03T08:00:00+07:00\"}}\n"
#define DUE(text) "\"due\":\"2026-08-" text "+07:00\","
#define RECEIVED(day) "\"received\":\"2026-08-" day "T08:00:00+07:00\","
#define FINISHED(day) "\"finished\":\"2026-08-" day "T10:00:00+07:00\","

static const char work[] =
    /* Late since Monday 14:15: 2 h 45 min of Monday and 8 h of Tuesday and 15 min of today. */
    DOSSIER ("01-0001", "4", DUE ("24T14:15:00"), RECEIVED ("03"))
    DOSSIER ("02-0001", "4", DUE ("26T07:13:00"), RECEIVED ("03"))
    DOSSIER ("03-0001", "2", DUE ("26T08:30:00"), RECEIVED ("04"))
    DOSSIER ("04-0001", "4", DUE ("26T16:00:00"), RECEIVED ("24"))
    DOSSIER ("05-0001", "5", "", RECEIVED ("24")) DOSSIER ("06-0001", "6", "", RECEIVED ("24"))
    DOSSIER ("07-0001", "2", "", RECEIVED ("25")) DOSSIER ("08-0001", "1", "", "")
    DOSSIER ("09-0001", "10", DUE ("25T10:00:00"), RECEIVED ("22") FINISHED ("25"));

static const char base[] =
    "{\"op\":\"put\",\"type\":\"calendar-day\",\"id\":\"2026-08-22\",\"rev\":1,\"data\":{"
    "\"kind\":\"work\",\"replaces\":\"2026-08-31\",\"name\":\"Làm bù\"}}\n";

typedef struct
{
  const char *commune;
  gint64 now;
} Wanted;

static gpointer
read_summary (GbSqlConnection  *connection,
              gpointer          data,
              GCancellable     *cancellable,
              GError          **error)
{
  const Wanted *wanted = data;

  return gb_day_summary_load (connection, wanted->commune, wanted->now, error);
}

static GbDaySummary *
load (GbStoreFixture *fixture,
      gint64          now)
{
  Wanted wanted = { "21028", now };
  g_autoptr (GError) error = NULL;
  GbDaySummary *summary = gb_store_read (fixture->store, read_summary, &wanted, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (summary);
  return summary;
}

static void
fill (GbStoreFixture *fixture)
{
  gb_store_fixture_set_up (fixture);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, NULL);
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, work, NULL);
}

static void
test_figures (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbDaySummary) summary = NULL;
  const GbOfficerLoad *officer;

  fill (&fixture);
  summary = load (&fixture, GB_TEST_NOW);
  g_assert_cmpint (summary->counts.total, ==, 9);
  g_assert_cmpint (summary->counts.classes[GB_DEADLINE_CLASS_OVERDUE], ==, 2);
  g_assert_cmpint (summary->counts.classes[GB_DEADLINE_CLASS_DUE_TODAY], ==, 2);
  g_assert_cmpint (summary->in_process, ==, 7);
  g_assert_cmpint (summary->oldest_overdue, ==, 11 * HOUR);
  g_assert_cmpint (summary->first_due_today, ==, GB_TEST_NOW + HOUR + 15 * 60);
  g_assert_cmpint (summary->papers_asked, ==, 1);
  g_assert_cmpint (summary->day_seconds, ==, 8 * HOUR);
  g_assert_cmpuint (summary->loads->len, >=, 1);
  officer = g_ptr_array_index (summary->loads, 0);
  g_assert_cmpstr (officer->officer, ==, "Nguyễn Văn A");
  gb_store_fixture_tear_down (&fixture);
}

/* Thirty working days, the make-up Saturday among them, and today not before it is over. */
static void
test_days (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbDaySummary) morning = NULL;
  g_autoptr (GbDaySummary) evening = NULL;
  GbDay today = gb_time_day (GB_TEST_NOW);
  const GbDossierDay *last;

  fill (&fixture);
  morning = load (&fixture, GB_TEST_NOW);
  g_assert_cmpuint (morning->days->len, ==, 30);
  last = &g_array_index (morning->days, GbDossierDay, 29);
  g_assert_cmpint (last->day, ==, today - 1);
  g_assert_cmpuint (last->received, ==, 1);
  g_assert_cmpuint (last->finished, ==, 1);
  g_assert_cmpuint (morning->make_up_days->len, ==, 1);
  g_assert_cmpint (g_array_index (morning->make_up_days, GbDay, 0), ==, today - 4);

  evening = load (&fixture, GB_TEST_NOW + 12 * HOUR);
  last = &g_array_index (evening->days, GbDossierDay, 29);
  g_assert_cmpint (last->day, ==, today);
  gb_store_fixture_tear_down (&fixture);
}

/* A due moment passes without a sync. */
static void
test_boundary (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbDaySummary) before = NULL;
  g_autoptr (GbDaySummary) after = NULL;

  fill (&fixture);
  before = load (&fixture, GB_TEST_NOW);
  g_assert_cmpint (before->next_boundary, >, GB_TEST_NOW);
  g_assert_cmpint (before->next_boundary, <=, before->first_due_today + 1);
  after = load (&fixture, before->first_due_today + 1);
  g_assert_cmpint (after->counts.classes[GB_DEADLINE_CLASS_OVERDUE], ==, 3);
  g_assert_cmpint (after->newly_overdue, ==,
                   after->counts.classes[GB_DEADLINE_CLASS_OVERDUE]
                       - before->counts.classes[GB_DEADLINE_CLASS_OVERDUE]
                       + before->newly_overdue);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_empty (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbDaySummary) summary = NULL;

  gb_store_fixture_set_up (&fixture);
  summary = load (&fixture, GB_TEST_NOW);
  g_assert_cmpint (summary->counts.total, ==, 0);
  g_assert_cmpint (summary->as_of, ==, 0);
  g_assert_cmpint (summary->oldest_overdue, ==, 0);
  g_assert_cmpint (summary->first_due_today, ==, 0);
  g_assert_cmpuint (summary->loads->len, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/day-summary/figures", test_figures);
  g_test_add_func ("/day-summary/days", test_days);
  g_test_add_func ("/day-summary/boundary", test_boundary);
  g_test_add_func ("/day-summary/empty", test_empty);

  return g_test_run ();
}
