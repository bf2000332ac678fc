/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking.h"

#include "gb-store-fixture.h"

#define N_DOSSIERS 1500

/* August of 2026, seen on the 26th at 07:15. */
static const GbTrackingColumn totals[] = {
  GB_TRACKING_DONE,
  GB_TRACKING_PROCESSING,
  GB_TRACKING_PAUSED,
};

typedef struct
{
  GbTrackingBy by;
  GbTrackingColumn column;
  GbDay from, to;
} Job;

static gpointer
table (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const Job *job = data;

  return gb_tracking_table (connection, job->by, job->from, job->to, NULL, GB_TEST_NOW, error);
}

static gpointer
codes (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const Job *job = data;

  return gb_tracking_codes (connection, job->column, job->from, job->to, NULL, GB_TEST_NOW, error);
}

static void
fill (GbStoreFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GbFeedPageResult counts;

  gb_store_fixture_set_up (fixture);
  for (guint i = 0; i < N_DOSSIERS; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
}

/* A count opens exactly the rows it counted, the parts sum to the whole, and each way of grouping
 * gives the same total. */
static void
test_properties (void)
{
  const GbDay periods[][2] = {
    { gb_day_from_ymd (2026, 8, 1), gb_day_from_ymd (2026, 8, 31) },
    { gb_day_from_ymd (2026, 7, 1), gb_day_from_ymd (2026, 7, 31) },
    { gb_day_from_ymd (2025, 1, 1), gb_day_from_ymd (2026, 12, 31) },
  };
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  for (gsize p = 0; p < G_N_ELEMENTS (periods); p++)
    for (GbTrackingBy by = GB_TRACKING_BY_UNIT; by <= GB_TRACKING_BY_OFFICER; by++)
      {
        Job job = { by, 0, periods[p][0], periods[p][1] };
        g_autoptr (GError) error = NULL;
        g_autoptr (GPtrArray) rows = gb_store_read (fixture.store, table, &job, NULL, &error);
        GbTrackingRow *total;
        gint64 sum = 0;

        g_assert_no_error (error);
        total = rows->pdata[rows->len - 1];
        for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
          sum += total->counts[totals[i]];
        g_assert_cmpint (total->counts[GB_TRACKING_RECEIVED], ==, sum);
        g_assert_cmpint (total->counts[GB_TRACKING_RECEIVED], ==,
                         total->counts[GB_TRACKING_CARRIED] + total->counts[GB_TRACKING_PERIOD]);
        for (job.column = 0; job.column < GB_N_TRACKING_COLUMNS; job.column++)
          {
            g_autoptr (GPtrArray) opened = gb_store_read (fixture.store, codes, &job, NULL, &error);

            g_assert_no_error (error);
            g_assert_cmpint (opened->len, ==, total->counts[job.column]);
          }
      }
  gb_store_fixture_tear_down (&fixture);
}

#define DOSSIER(id, state, received, due, finished)                                                            \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"procedure\":\"Thủ tục\","        \
  "\"field\":\"Đất đai\",\"channel\":\"online\",\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":" state \
  ",\"received\":\"" received ":00+07:00\"" due finished "}}\n"
#define DUE(time) ",\"due\":\"" time ":00+07:00\""
#define FINISHED(time) ",\"finished\":\"" time ":00+07:00\""
#define STEP(id, n, state, at)                                                                                 \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"" id "/" n "\",\"rev\":1,\"data\":{\"dossier\":\"" id       \
  "\",\"state\":" state ",\"at\":\"" at ":00+07:00\"}}\n"

static const char lives[] =
  DOSSIER ("early", "9", "2026-08-03T09:00", DUE ("2026-08-07T09:00"), FINISHED ("2026-08-06T16:00"))
  DOSSIER ("ontime", "10", "2026-08-03T09:00", DUE ("2026-08-07T09:00"), FINISHED ("2026-08-07T09:00"))
  DOSSIER ("late", "9", "2026-08-03T09:00", DUE ("2026-08-07T09:00"), FINISHED ("2026-08-07T09:01"))
  DOSSIER ("withdrawn", "7", "2026-08-03T09:00", "", FINISHED ("2026-08-07T09:01"))
  DOSSIER ("refused", "3", "2026-08-03T09:00", "", FINISHED ("2026-08-04T09:00"))
  DOSSIER ("before", "9", "2026-07-01T09:00", DUE ("2026-07-20T09:00"), FINISHED ("2026-07-31T16:00"))
  /* Done today, but in process when July ended. */
  DOSSIER ("carried", "9", "2026-07-30T09:00", DUE ("2026-08-20T09:00"), FINISHED ("2026-08-10T09:00"))
  STEP ("carried", "1", "4", "2026-07-30T09:30")
  STEP ("carried", "2", "9", "2026-08-10T09:00")
  /* Came to stand after its due moment, then another paper of the same state. */
  DOSSIER ("paused-late", "6", "2026-08-03T09:00", DUE ("2026-08-07T09:00"), "")
  STEP ("paused-late", "1", "4", "2026-08-03T10:00")
  STEP ("paused-late", "2", "6", "2026-08-07T10:00")
  STEP ("paused-late", "3", "6", "2026-08-08T10:00")
  DOSSIER ("paused", "5", "2026-08-03T09:00", DUE ("2026-08-07T09:00"), "")
  STEP ("paused", "1", "5", "2026-08-04T09:00")
  DOSSIER ("no-due", "4", "2026-08-03T09:00", "", "");

static const struct
{
  GbTrackingColumn column;
  int august;
  int july;
} counts_expected[] = {
  { GB_TRACKING_RECEIVED, 8, 2 },
  { GB_TRACKING_CARRIED, 1, 0 },
  { GB_TRACKING_PERIOD, 7, 2 },
  { GB_TRACKING_ONLINE, 7, 2 },
  { GB_TRACKING_DONE, 5, 1 },
  { GB_TRACKING_DONE_EARLY, 2, 0 },
  { GB_TRACKING_DONE_ONTIME, 1, 0 },
  { GB_TRACKING_DONE_LATE, 1, 1 },
  { GB_TRACKING_PROCESSING, 1, 1 },
  { GB_TRACKING_PROCESSING_ONTIME, 0, 1 },
  { GB_TRACKING_PROCESSING_LATE, 0, 0 },
  { GB_TRACKING_PAUSED, 2, 0 },
  { GB_TRACKING_PAUSED_ONTIME, 1, 0 },
  { GB_TRACKING_PAUSED_LATE, 1, 0 },
};

static void
test_lives (void)
{
  Job august = { 0, 0, gb_day_from_ymd (2026, 8, 1), gb_day_from_ymd (2026, 8, 31) };
  Job july = { 0, 0, gb_day_from_ymd (2026, 7, 1), gb_day_from_ymd (2026, 7, 31) };
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult counts;

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, lives, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (counts_expected); i++)
    {
      g_autoptr (GPtrArray) in_august = NULL;
      g_autoptr (GPtrArray) in_july = NULL;

      august.column = july.column = counts_expected[i].column;
      in_august = gb_store_read (fixture.store, codes, &august, NULL, NULL);
      in_july = gb_store_read (fixture.store, codes, &july, NULL, NULL);
      g_test_message ("column %d", counts_expected[i].column);
      g_assert_cmpint (in_august->len, ==, counts_expected[i].august);
      g_assert_cmpint (in_july->len, ==, counts_expected[i].july);
    }
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tracking/properties", test_properties);
  g_test_add_func ("/tracking/lives", test_lives);
  return g_test_run ();
}
