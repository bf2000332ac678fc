/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing.h"

#include "gb-store-fixture.h"
#include "gb-task.h"
#include "gb-test-life.h"

#define DAY(month, day) gb_day_from_ymd (2026, month, day)
#define TODAY DAY (8, 26)

/* --- periods ---------------------------------------------------------------------------------- */

/* Each with what it is compared with, seen on Wednesday 26 August; Saturday 22 August is worked for Monday the 31st. */
static const struct
{
  GbBriefingKind kind;
  int from[2], to[2];
  int before_from[2], before_to[2];
} periods[] = {
  { GB_BRIEFING_DAY, { 8, 25 }, { 8, 25 }, { 8, 24 }, { 8, 24 } },
  { GB_BRIEFING_DAY, { 8, 24 }, { 8, 24 }, { 8, 22 }, { 8, 22 } },
  { GB_BRIEFING_DAY, { 8, 17 }, { 8, 17 }, { 8, 14 }, { 8, 14 } },
  { GB_BRIEFING_WEEK, { 8, 19 }, { 8, 25 }, { 8, 12 }, { 8, 18 } },
  { GB_BRIEFING_WEEK, { 8, 24 }, { 8, 30 }, { 8, 17 }, { 8, 19 } },
  { GB_BRIEFING_MONTH, { 8, 1 }, { 8, 31 }, { 7, 1 }, { 7, 26 } },
  { GB_BRIEFING_MONTH, { 7, 1 }, { 7, 31 }, { 6, 1 }, { 6, 30 } },
  { GB_BRIEFING_RANGE, { 8, 1 }, { 8, 10 }, { 7, 22 }, { 7, 31 } },
  { GB_BRIEFING_RANGE, { 8, 26 }, { 8, 26 }, { 8, 25 }, { 8, 25 } },
};

static GbWorkCalendar *
new_calendar (void)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();

  gb_work_calendar_add_day (calendar, DAY (8, 22), GB_DAY_WORK, DAY (8, 31), NULL);
  gb_work_calendar_add_day (calendar, DAY (8, 31), GB_DAY_OFF, GB_DAY_NONE, NULL);
  return calendar;
}

static void
test_periods (void)
{
  g_autoptr (GbWorkCalendar) calendar = new_calendar ();

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      const GbBriefingPeriod period = { periods[i].kind, DAY (periods[i].from[0], periods[i].from[1]),
                                        DAY (periods[i].to[0], periods[i].to[1]) };
      GbBriefingPeriod before = gb_briefing_period_before (&period, calendar, TODAY);
      GbBriefingPeriod there = gb_briefing_period_step (&period, calendar, -2), back;

      g_assert_cmpint (before.from, ==, DAY (periods[i].before_from[0], periods[i].before_from[1]));
      g_assert_cmpint (before.to, ==, DAY (periods[i].before_to[0], periods[i].before_to[1]));
      back = gb_briefing_period_step (&there, calendar, 2);
      g_assert_true (gb_briefing_period_equal (&back, &period));
    }
}

static void
test_last (void)
{
  g_autoptr (GbWorkCalendar) calendar = new_calendar ();
  const struct
  {
    GbBriefingKind kind;
    GbDay today, from, to;
  } cases[] = {
    { GB_BRIEFING_DAY, TODAY, DAY (8, 25), DAY (8, 25) },
    { GB_BRIEFING_DAY, DAY (8, 24), DAY (8, 22), DAY (8, 22) },
    { GB_BRIEFING_DAY, DAY (9, 3), DAY (8, 28), DAY (8, 28) }, /* after the days off of 31/8 to 2/9 */
    { GB_BRIEFING_WEEK, TODAY, DAY (8, 19), DAY (8, 25) },
    { GB_BRIEFING_MONTH, TODAY, DAY (8, 1), DAY (8, 31) },
    { GB_BRIEFING_MONTH, DAY (9, 1), DAY (8, 1), DAY (8, 31) },
    { GB_BRIEFING_RANGE, TODAY, DAY (8, 19), DAY (8, 25) },
  };

  gb_work_calendar_add_day (calendar, DAY (9, 1), GB_DAY_OFF, GB_DAY_NONE, NULL);
  gb_work_calendar_add_day (calendar, DAY (9, 2), GB_DAY_OFF, GB_DAY_NONE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GbBriefingPeriod last = gb_briefing_period_last (cases[i].kind, calendar, cases[i].today);

      g_assert_cmpint (last.from, ==, cases[i].from);
      g_assert_cmpint (last.to, ==, cases[i].to);
    }
}

/* --- counts are rows -------------------------------------------------------------------------- */

#define N_LIVES 260

typedef struct
{
  const char *commune;
  GbBriefingPeriod period;
} Wanted;

static gpointer
read_briefing (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Wanted *wanted = data;

  return gb_briefing_load (connection, wanted->commune, &wanted->period, GB_TEST_NOW, error);
}

static GbBriefing *
load (GbStoreFixture *fixture,
      const char     *commune,
      GbBriefingKind  kind,
      GbDay           from,
      GbDay           to)
{
  Wanted wanted = { commune, { kind, from, to } };
  g_autoptr (GError) error = NULL;
  GbBriefing *briefing = gb_store_read (fixture->store, read_briefing, &wanted, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (briefing);
  return briefing;
}

static GHashTable *
open_set (GbStoreFixture *fixture,
          const char     *text)
{
  g_autoptr (GbDossierSet) set = gb_dossier_set_parse (text);

  g_assert_nonnull (set);
  return gb_test_set_ids (fixture, set, GB_TEST_NOW);
}

static gint64
check_groups (GbStoreFixture *fixture,
              GPtrArray      *groups)
{
  gint64 sum = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const GbBriefingGroup *group = groups->pdata[i];
      g_autoptr (GHashTable) ids = open_set (fixture, group->set);

      g_assert_cmpint (group->late, >, 0);
      g_assert_cmpuint (g_hash_table_size (ids), ==, group->late);
      if (i > 0)
        g_assert_cmpint (group->late, <=, ((GbBriefingGroup *) groups->pdata[i - 1])->late);
      sum += group->late;
    }
  return sum;
}

static void
check_briefing (GbStoreFixture   *fixture,
                const GbBriefing *briefing)
{
  const GbBriefingFigure *figures = briefing->figures;
  gint64 received = 0, done = 0, late = 0;
  g_autoptr (GHashTable) ids = NULL;

  for (int i = 0; i < GB_N_BRIEFING_FIGURES; i++)
    {
      g_autoptr (GHashTable) rows = open_set (fixture, figures[i].set);

      g_assert_cmpuint (g_hash_table_size (rows), ==, figures[i].value);
    }
  for (guint i = 0; i < briefing->bars->len; i++)
    {
      const GbBriefingBar *bar = &g_array_index (briefing->bars, GbBriefingBar, i);

      received += bar->received;
      done += bar->done;
      g_assert_cmpint (bar->from, ==, i == 0 ? briefing->period.from : (bar - 1)->to + 1);
    }
  g_assert_cmpint (received, ==, figures[GB_BRIEFING_RECEIVED].value);
  g_assert_cmpint (done, ==, figures[GB_BRIEFING_DONE].value);
  g_assert_cmpint (check_groups (fixture, briefing->fields), ==, figures[GB_BRIEFING_LATE].value);
  g_assert_cmpint (check_groups (fixture, briefing->officers), ==,
                   briefing->commune != NULL ? figures[GB_BRIEFING_LATE].value : 0);
  ids = open_set (fixture, figures[GB_BRIEFING_LATE].set);
  g_assert_cmpuint (briefing->late->len, ==, g_hash_table_size (ids));
  for (guint i = 0; i < briefing->late->len; i++)
    {
      const GbBriefingLate *row = briefing->late->pdata[i];

      g_assert_true (g_hash_table_contains (ids, row->code));
      g_assert_cmpint (row->due, <, briefing->until);
      g_assert_cmpint (row->late, >=, 0);
    }
  for (guint i = 0; i < briefing->communes->len; i++)
    late += ((GbTrackingRow *) briefing->communes->pdata[i])->counts[GB_TRACKING_PROCESSING_LATE];
  g_assert_cmpint (late, ==, briefing->commune == NULL ? figures[GB_BRIEFING_LATE].value : 0);
}

static void
test_counts (void)
{
  const Wanted cases[] = {
    { "21028", { GB_BRIEFING_DAY, DAY (8, 25), DAY (8, 25) } },
    { "21028", { GB_BRIEFING_WEEK, GB_DAY_NONE, 0 } },
    { "21028", { GB_BRIEFING_MONTH, DAY (7, 1), DAY (7, 31) } },
    { "21028", { GB_BRIEFING_RANGE, DAY (1, 1), DAY (12, 31) } },
    { NULL, { GB_BRIEFING_WEEK, GB_DAY_NONE, 0 } },
    { NULL, { GB_BRIEFING_MONTH, GB_DAY_NONE, 0 } },
    { NULL, { GB_BRIEFING_RANGE, DAY (7, 11), DAY (8, 9) } },
    { NULL, { GB_BRIEFING_RANGE, DAY (9, 1), DAY (9, 30) } }, /* yet to come */
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (30);
  g_autoptr (GString) text = g_string_new (NULL);
  GbStoreFixture fixture = { 0 };
  gint64 sum = 0;

  for (guint i = 0; i < N_LIVES; i++)
    {
      GbTestLife life = { 0 };

      gb_test_life_draw (&life, rand, i);
      gb_test_life_append (text, &life);
    }
  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, text->str, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbBriefing) briefing = load (&fixture, cases[i].commune, cases[i].period.kind, cases[i].period.from,
                                              cases[i].period.to);
      g_autoptr (GbBriefing) before = NULL;

      check_briefing (&fixture, briefing);
      /* what it is compared with says the same of itself */
      before = load (&fixture, cases[i].commune, GB_BRIEFING_RANGE, briefing->before.from, briefing->before.to);
      for (int f = 0; f < GB_N_BRIEFING_FIGURES; f++)
        {
          g_assert_cmpint (briefing->figures[f].before, ==, before->figures[f].value);
          sum += briefing->figures[f].value;
        }
      g_assert_false (i < 7 && gb_briefing_is_empty (briefing));
    }
  g_assert_cmpint (sum, >, 100);
  gb_store_fixture_tear_down (&fixture);
}

/* --- reasons and the rest ---------------------------------------------------------------------- */

#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define LATE(id, officer)                                                                          \
  PUT ("dossier", id, "\"procedure\":\"Đính chính\",\"field\":\"Đất đai\",\"channel\":\"desk\",\"commune\":\"21028\"," \
  "\"received_by\":\"21028\",\"state\":4," officer "\"received\":\"2026-08-03T08:00:00+07:00\","   \
  "\"due\":\"2026-08-20T10:00:00+07:00\"")
#define OFFICER "\"officer\":\"Nguyễn Văn A\","
#define LETTER(id, dossier, made, reason)                                                          \
  PUT ("letter", id, "\"dossier\":\"" dossier "\",\"number\":\"1\",\"made\":\"2026-08-" made "+07:00\",\"reason\":\"" \
  reason "\",\"new_due\":\"2026-08-28T17:00:00+07:00\"")

static const char work[] =
    LATE ("a", OFFICER) LATE ("b", OFFICER) LATE ("c", "") LATE ("d", "")
    LETTER ("l1", "a", "19T08:00:00", "Chờ thẩm định")
    LETTER ("l2", "b", "18T08:00:00", "Chờ ý kiến")
    PUT ("urge", "u1", "\"dossier\":\"b\",\"number\":\"2\",\"officer\":\"Nguyễn Văn A\","
         "\"made\":\"2026-08-24T08:00:00+07:00\",\"answer_due\":\"2026-08-25T08:00:00+07:00\"")
    PUT ("answer", "w1", "\"urge\":\"u1\",\"at\":\"2026-08-24T09:00:00+07:00\",\"officer\":\"Nguyễn Văn A\","
         "\"text\":\"Chờ thẩm định\"")
    LETTER ("l3", "c", "20T08:00:00", "  ")
    PUT ("issue", "i1", "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Bản đồ\","
         "\"state\":\"assigned\",\"level\":\"department\",\"raised\":\"2026-08-20T08:00:00+07:00\","
         "\"due\":\"2026-08-21T17:00:00+07:00\"")
    PUT ("issue", "i2", "\"kind\":\"difficulty\",\"commune\":\"21028\",\"field\":\"Đất đai\",\"title\":\"Bản đồ\","
         "\"state\":\"answered\",\"level\":\"department\",\"raised\":\"2026-08-13T08:00:00+07:00\","
         "\"answered\":\"2026-08-25T08:00:00+07:00\"")
    PUT ("issue", "i3", "\"kind\":\"report\",\"commune\":\"21028\",\"field\":\"Trật tự\",\"title\":\"Vỉa hè\","
         "\"state\":\"new\",\"level\":\"commune\",\"raised\":\"2026-08-26T07:00:00+07:00\"")
    PUT ("task", "t1", "\"number\":\"1\",\"title\":\"Rà soát\",\"commune\":\"21028\",\"issuer\":\"UBND tỉnh\","
         "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-08-28T17:00:00+07:00\",\"state\":\"open\","
         "\"done\":43,\"total\":50");

/* Days, weeks or months, whatever a sheet has room for; today is not over at 07:15. */
static void
test_bars (void)
{
  static const struct
  {
    GbBriefingKind kind;
    int from[2], to[2];
    GbBriefingUnit unit;
    guint n_bars;
    gboolean under_way;
  } cases[] = {
    { GB_BRIEFING_WEEK, { 8, 19 }, { 8, 25 }, GB_BRIEFING_BY_DAY, 5, FALSE },
    { GB_BRIEFING_WEEK, { 8, 20 }, { 8, 26 }, GB_BRIEFING_BY_DAY, 5, TRUE },
    { GB_BRIEFING_RANGE, { 8, 22 }, { 8, 23 }, GB_BRIEFING_BY_DAY, 1, FALSE }, /* no day of them is worked */
    { GB_BRIEFING_RANGE, { 8, 20 }, { 8, 23 }, GB_BRIEFING_BY_DAY, 2, FALSE },
    { GB_BRIEFING_MONTH, { 7, 1 }, { 7, 31 }, GB_BRIEFING_BY_DAY, 23, FALSE },
    { GB_BRIEFING_RANGE, { 7, 1 }, { 8, 20 }, GB_BRIEFING_BY_WEEK, 8, FALSE },
    { GB_BRIEFING_RANGE, { 1, 1 }, { 8, 20 }, GB_BRIEFING_BY_MONTH, 8, FALSE },
    { GB_BRIEFING_RANGE, { 9, 1 }, { 9, 20 }, GB_BRIEFING_BY_DAY, 0, FALSE },
  };
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbBriefing) briefing = load (&fixture, "21028", cases[i].kind, DAY (cases[i].from[0], cases[i].from[1]),
                                              DAY (cases[i].to[0], cases[i].to[1]));

      g_assert_cmpint (briefing->unit, ==, cases[i].unit);
      g_assert_cmpuint (briefing->bars->len, ==, cases[i].n_bars);
      for (guint bar = 0; bar < briefing->bars->len; bar++)
        g_assert_true (g_array_index (briefing->bars, GbBriefingBar, bar).under_way
                       == (cases[i].under_way && bar + 1 == briefing->bars->len));
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_reasons (void)
{
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult counts;
  g_autoptr (GbBriefing) briefing = NULL;
  const GbBriefingReason *first, *last;

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, work, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  briefing = load (&fixture, "21028", GB_BRIEFING_WEEK, GB_DAY_NONE, 0);

  g_assert_cmpuint (briefing->late->len, ==, 4);
  g_assert_cmpuint (briefing->reasons->len, ==, 2);
  first = briefing->reasons->pdata[0];
  last = briefing->reasons->pdata[1];
  g_assert_cmpstr (first->text, ==, "Chờ thẩm định");
  g_assert_cmpuint (first->count, ==, 2);
  g_assert_null (last->text);
  g_assert_cmpuint (last->count, ==, 2);
  g_assert_cmpint (((GbBriefingGroup *) briefing->fields->pdata[0])->asked, ==, 1);
  g_assert_cmpstr (((GbBriefingGroup *) briefing->officers->pdata[0])->name, ==, "Nguyễn Văn A");
  g_assert_cmpstr (((GbBriefingGroup *) briefing->officers->pdata[1])->key, ==, "");
  gb_store_fixture_tear_down (&fixture);
}

static void
test_work (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbBriefing) briefing = NULL;
  const GbBriefingAsked *petitions, *reports;

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, work, NULL);
  briefing = load (&fixture, "21028", GB_BRIEFING_WEEK, GB_DAY_NONE, 0);
  petitions = &briefing->asked[GB_ISSUE_DIFFICULTY];
  reports = &briefing->asked[GB_ISSUE_REPORT];

  g_assert_cmpint (petitions->sent, ==, 1);
  g_assert_cmpint (petitions->sent_before, ==, 1);
  g_assert_cmpint (petitions->answered, ==, 1);
  g_assert_cmpint (petitions->answered_before, ==, 0);
  g_assert_cmpint (petitions->waiting, ==, 1);
  g_assert_cmpint (petitions->overdue, ==, 1);
  g_assert_cmpuint (petitions->waits->len, ==, 1);
  g_assert_cmpint (reports->sent, ==, 0); /* it came in after the period */
  g_assert_cmpint (reports->waiting, ==, 1);
  g_assert_cmpuint (briefing->tasks.pressing->len, ==, 1);
  g_assert_cmpuint (briefing->tasks.due, ==, 1);
  g_assert_cmpuint (briefing->tasks.overdue, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_empty (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbBriefing) briefing = NULL;

  gb_store_fixture_set_up (&fixture);
  briefing = load (&fixture, NULL, GB_BRIEFING_MONTH, GB_DAY_NONE, 0);
  g_assert_true (gb_briefing_is_empty (briefing));
  g_assert_cmpint (briefing->as_of, ==, 0);
  g_assert_true (briefing->has_next == (briefing->next.from <= TODAY));
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/briefing/periods", test_periods);
  g_test_add_func ("/briefing/last", test_last);
  g_test_add_func ("/briefing/counts", test_counts);
  g_test_add_func ("/briefing/bars", test_bars);
  g_test_add_func ("/briefing/reasons", test_reasons);
  g_test_add_func ("/briefing/work", test_work);
  g_test_add_func ("/briefing/empty", test_empty);
  return g_test_run ();
}
