/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-forecast.h"

#include <math.h>
#include <string.h>

#include "gb-fact.h"
#include "gb-test-life.h"

#define NO GB_TEST_NEVER

typedef struct
{
  GbTrackingSpan span;
  const char *commune;
  const char *const *ids;
  gint64 by;
} Job;

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Job *job = data;

  if (job->ids != NULL)
    return gb_score_forecast_load (connection, &job->span, job->commune, job->ids, job->by, error);
  return gb_score_report_load (connection, &job->span, job->commune, error);
}

static gpointer
run (GbStoreFixture *fixture,
     const Job      *job)
{
  g_autoptr (GError) error = NULL;
  gpointer result = gb_store_read (fixture->store, load, (gpointer) job, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
commit (GbStoreFixture *fixture,
        GbRecordGroup   group,
        const char     *text)
{
  GbFeedPageResult counts;

  gb_test_commit (fixture, group, text, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
}

static GbTrackingSpan
august (gint64 now)
{
  return (GbTrackingSpan){ gb_day_from_ymd (2026, 8, 1), gb_day_from_ymd (2026, 8, 31), now };
}

/* --- by hand ----------------------------------------------------------------------------------- */

#define PUT(type, id, data) "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define POINTS(id, group, points)                                                                                      \
  PUT ("indicator", "766-" id, "\"name\":\"x\",\"unit\":\"%\",\"kind\":\"scorecard\",\"order\":1,\"group\":" group     \
                               ",\"points\":" points)
#define SPLIT                                                                                                          \
  POINTS ("2.1", "2", "20") POINTS ("3.1", "3", "4") POINTS ("3.2", "3", "3") POINTS ("3.3", "3", "5")                 \
  POINTS ("3.6", "3", "10") POINTS ("4.1", "4", "6") POINTS ("4.2", "4", "8") POINTS ("4.3", "4", "8")                 \
  POINTS ("5.4", "5", "18")
#define PROCEDURE(id, more) PUT ("procedure", id, "\"name\":\"" id "\",\"field\":\"F\"" more)
#define PROCEDURES                                                                                                     \
  PROCEDURE ("A", ",\"online\":\"full\",\"paper_result\":true,\"fee\":0")                                              \
  PROCEDURE ("B", ",\"online\":\"partial\",\"paper_result\":false,\"fee\":8000")                                       \
  PROCEDURE ("C", ",\"online\":\"none\",\"paper_result\":true,\"fee\":50000")                                          \
  PROCEDURE ("D", "")                                                                                                  \
  PROCEDURE ("E", ",\"code\":\"1.1\",\"online\":\"full\",\"paper_result\":true,\"fee\":30000")                         \
  PROCEDURE ("F", ",\"online\":\"full\",\"fee\":30000,\"valid_to\":\"2025-12-31\"")
#define DOSSIER(id, procedure, channel, state, more)                                                                   \
  PUT ("dossier", id, "\"procedure\":\"" procedure "\",\"field\":\"F\",\"channel\":\"" channel "\","                   \
                      "\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":" state more)
#define AT(name, time) ",\"" name "\":\"2026-" time "+07:00\""
#define DAYS(received, due, finished) AT ("received", received) AT ("due", due) AT ("finished", finished)
#define OPEN(received, due) AT ("received", received) AT ("due", due)
#define FACTS(facts) ",\"facts\":{" facts "}"

typedef struct
{
  const char *id;
  double numerator, denominator, points; /* NAN: none */
} Expected;

/* Seen on Wednesday, 26 August 2026, 07:15. */
static const struct
{
  const char *name;
  const char *base;
  const char *work;
  double points, of;
  Expected lines[9];
} cases[] = {
  /* 3 of 4 on time: the late one is over by a second. Nobody told facts, so 2.1 stands alone beside what is offered:
   * 3 of the 4 procedures of which it is known (the fifth is over) is 75 % of the 80 that give all 4 points. */
  { "progress alone", SPLIT PROCEDURES,
    DOSSIER ("a", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-05T17:00:00"))
    DOSSIER ("b", "A", "desk", "9", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-05T17:00:01"))
    DOSSIER ("c", "C", "post", "4", OPEN ("08-24T08:00:00", "08-26T07:15:00"))
    DOSSIER ("d", "C", "desk", "9", DAYS ("07-20T08:00:00", "08-05T17:00:00", "08-04T09:00:00")),
    15 + 3.75, 20 + 4 + 3,
    { { "2.1", 3, 4, 15 }, { "3.1", 3, 4, 3.75 }, { "3.2", 0, 3, 0 }, { "3.3", 0, 3, NAN }, { "4.1", 0, 3, NAN } } },
  /* 5 received: 2 online, one of them with its paper as a file and one that gives no paper: 40 % of the 50 that give
   * 5 points. Of the 3 with a fee one has nothing to pay. */
  { "online", SPLIT PROCEDURES,
    DOSSIER ("a", "A", "online", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00")
                                           FACTS ("\"result_file\":true,\"digitised\":true,\"reused\":true"))
    DOSSIER ("b", "B", "online", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00")
                                           FACTS ("\"paid_online\":true,\"fee_zero\":false,\"digitised\":true"))
    DOSSIER ("c", "C", "online", "4", OPEN ("08-24T08:00:00", "08-28T07:15:00")
                                          FACTS ("\"result_file\":false,\"paid_online\":false,\"fee_zero\":false,\"digitised\":true"))
    DOSSIER ("d", "E", "desk", "4", OPEN ("08-24T08:00:00", "08-28T07:15:00") ",\"procedure_code\":\"1.1\""
                                        FACTS ("\"fee_zero\":true,\"reused\":false"))
    DOSSIER ("e", "D", "desk", "4", OPEN ("08-24T08:00:00", "08-28T07:15:00")),
    20 + 3.75 + 2 + 4 + 5 + 2 + 4 + 2, 20 + 4 + 3 + 5 + 10 + 6 + 8 + 8,
    { { "2.1", 5, 5, 20 }, { "3.1", 3, 4, 3.75 }, { "3.2", 2, 3, 2 }, { "3.3", 2, 5, 4 }, { "3.6", 1, 2, 5 },
      { "4.1", 1, 3, 2 }, { "4.2", 2, 5, 4 }, { "4.3", 1, 5, 2 } } },
  /* 2 of 10 late and one bad rating: 70 of the 90 % that give 18 points. No split of the other points. */
  { "satisfaction", POINTS ("5.4", "5", "18"),
    DOSSIER ("a", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-06T09:00:00") FACTS ("\"complaint\":false"))
    DOSSIER ("b", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-06T09:00:00"))
    DOSSIER ("c", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00") FACTS ("\"complaint\":true"))
    DOSSIER ("d", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00"))
    DOSSIER ("e", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00"))
    DOSSIER ("f", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00"))
    DOSSIER ("g", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00"))
    DOSSIER ("h", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00"))
    DOSSIER ("i", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00"))
    DOSSIER ("j", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-05T17:00:00", "08-04T09:00:00")),
    14, 18, { { "2.1", 8, 10, NAN }, { "5.4", 7, 10, 14 } } },
  { "nothing", SPLIT, "", NAN, 0, { { "2.1", 0, 0, NAN }, { "3.3", 0, 0, NAN }, { "5.4", 0, 0, NAN } } },
};

static void
assert_near (double value,
             double expected)
{
  g_assert_true (isnan (value) == isnan (expected));
  if (!isnan (expected))
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-9);
}

static void
test_by_hand (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Job job = { .span = august (GB_TEST_NOW), .commune = "21028" };
      GbStoreFixture fixture = { 0 };
      g_autoptr (GbScoreReport) report = NULL;

      g_test_message ("%s", cases[i].name);
      gb_store_fixture_set_up (&fixture);
      commit (&fixture, GB_RECORD_GROUP_BASE, cases[i].base);
      commit (&fixture, GB_RECORD_GROUP_WORK, cases[i].work);
      report = run (&fixture, &job);
      for (const Expected *e = cases[i].lines; e->id != NULL; e++)
        {
          const GbScoreLine *line;
          GbScoreIndicator indicator;

          g_test_message ("%s", e->id);
          g_assert_true (gb_score_indicator_parse (e->id, &indicator));
          line = &report->total->lines[indicator];
          assert_near (line->numerator, e->numerator);
          assert_near (line->denominator, e->denominator);
          assert_near (line->points, e->points);
        }
      assert_near (report->total->total.points, cases[i].points);
      assert_near (report->total->total.of, cases[i].of);
      gb_store_fixture_tear_down (&fixture);
    }
}

#define STEP(id, n, state, time)                                                                                       \
  PUT ("dossier-step", id "/" n, "\"dossier\":\"" id "\",\"state\":" state AT ("at", time))
#define PAPERS(list) ",\"supplements\":[" list "]"
#define ASKED(time) "{\"asked\":\"2026-" time "+07:00\"}"
#define ANSWERED(time, then, more) "{\"asked\":\"2026-" time "+07:00\",\"completed\":\"2026-" then "+07:00\"" more "}"

/* What a life is to 2.1 in August: y on time, n late, - not counted. */
static const struct
{
  const char *id;
  const char *lines;
  char expected;
} lives[] = {
  { "due-now", DOSSIER ("due-now", "A", "desk", "4", OPEN ("08-03T08:00:00", "08-26T07:15:00")), 'y' },
  { "due-then", DOSSIER ("due-then", "A", "desk", "4", OPEN ("08-03T08:00:00", "08-26T07:14:59")), 'n' },
  { "no-due", DOSSIER ("no-due", "A", "desk", "4", AT ("received", "08-03T08:00:00")), 'n' },
  { "carried", DOSSIER ("carried", "A", "desk", "4", OPEN ("07-03T08:00:00", "08-28T08:00:00")), 'y' },
  { "over", DOSSIER ("over", "A", "desk", "10", DAYS ("07-03T08:00:00", "07-08T08:00:00", "07-31T23:59:59")), '-' },
  { "new", DOSSIER ("new", "A", "online", "1", AT ("submitted", "08-25T08:00:00")), '-' },
  /* turned away: with a date that was kept, and without any */
  { "refused", DOSSIER ("refused", "A", "desk", "3", AT ("due", "08-06T08:00:00") AT ("finished", "08-05T08:00:00")), 'y' },
  { "at-once", DOSSIER ("at-once", "A", "desk", "3", AT ("finished", "08-05T08:00:00")), '-' },
  { "taken-back", DOSSIER ("taken-back", "A", "desk", "7", DAYS ("08-03T08:00:00", "08-06T08:00:00", "08-05T08:00:00")), 'y' },
  { "not-accepted", DOSSIER ("not-accepted", "A", "desk", "7", AT ("finished", "08-05T08:00:00")), '-' },
  /* stopped: the stopping is the end */
  { "stopped", DOSSIER ("stopped", "A", "desk", "8", OPEN ("08-03T08:00:00", "08-06T08:00:00"))
    STEP ("stopped", "1", "8", "08-06T08:00:00"), 'y' },
  { "stopped-late", DOSSIER ("stopped-late", "A", "desk", "8", OPEN ("08-03T08:00:00", "08-06T08:00:00"))
    STEP ("stopped-late", "1", "8", "08-06T08:00:01"), 'n' },
  /* waiting for a payment is no end */
  { "payment", DOSSIER ("payment", "A", "desk", "6", OPEN ("08-03T08:00:00", "08-06T08:00:00"))
    STEP ("payment", "1", "6", "08-04T08:00:00"), 'n' },
  /* papers asked for once and not there: the asking is the end */
  { "asked", DOSSIER ("asked", "A", "desk", "5", OPEN ("08-03T08:00:00", "08-06T08:00:00") PAPERS (ASKED ("08-06T08:00:00"))),
    'y' },
  { "asked-step", DOSSIER ("asked-step", "A", "desk", "5", OPEN ("08-03T08:00:00", "08-06T08:00:00"))
    STEP ("asked-step", "1", "5", "08-04T08:00:00") STEP ("asked-step", "2", "5", "08-20T08:00:00"), 'y' },
  { "asked-late", DOSSIER ("asked-late", "A", "desk", "5", OPEN ("08-03T08:00:00", "08-06T08:00:00")
                           PAPERS (ASKED ("08-06T08:00:01"))), 'n' },
  { "asked-before", DOSSIER ("asked-before", "A", "desk", "5", OPEN ("07-03T08:00:00", "07-06T08:00:00")
                             PAPERS (ASKED ("07-06T08:00:00"))), '-' },
  /* twice: late, however soon */
  { "twice", DOSSIER ("twice", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-20T08:00:00", "08-07T08:00:00")
                      PAPERS (ANSWERED ("08-04T08:00:00", "08-05T08:00:00", "") "," ANSWERED ("08-05T09:00:00", "08-06T08:00:00", ""))),
    'n' },
  { "twice-by-steps", DOSSIER ("twice-by-steps", "A", "desk", "4", OPEN ("08-03T08:00:00", "08-28T08:00:00"))
    STEP ("twice-by-steps", "1", "5", "08-04T08:00:00") STEP ("twice-by-steps", "2", "4", "08-05T08:00:00")
    STEP ("twice-by-steps", "3", "5", "08-06T08:00:00") STEP ("twice-by-steps", "4", "4", "08-07T08:00:00"), 'n' },
  /* two days for papers are taken off, unless they moved the due date already */
  { "taken-off", DOSSIER ("taken-off", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-06T08:00:00", "08-08T08:00:00")
                          PAPERS (ANSWERED ("08-04T08:00:00", "08-06T08:00:00", ""))), 'y' },
  { "not-enough", DOSSIER ("not-enough", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-06T08:00:00", "08-08T08:00:01")
                           PAPERS (ANSWERED ("08-04T08:00:00", "08-06T08:00:00", ""))), 'n' },
  { "renewed", DOSSIER ("renewed", "A", "desk", "10", DAYS ("08-03T08:00:00", "08-06T08:00:00", "08-08T08:00:00")
                        PAPERS (ANSWERED ("08-04T08:00:00", "08-06T08:00:00", ",\"renewed\":true"))), 'n' },
};

static void
test_on_time (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GbTrackingSpan span = august (GB_TEST_NOW);
  GHashTable *sets[GB_N_SCORE_PARTS];
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (lives); i++)
    g_string_append (text, lives[i].lines);
  commit (&fixture, GB_RECORD_GROUP_WORK, text->str);
  for (int part = 0; part < GB_N_SCORE_PARTS; part++)
    {
      g_autoptr (GbDossierSet) set = gb_dossier_set_new (
          GB_DOSSIER_SET_SCORE, gb_score_set_part (GB_SCORE_ON_TIME, part), span.from, span.to);

      sets[part] = gb_test_set_ids (&fixture, set, span.now);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      g_test_message ("%s", lives[i].id);
      g_assert_cmpint (g_hash_table_contains (sets[GB_SCORE_ALL], lives[i].id), ==, lives[i].expected != '-');
      g_assert_cmpint (g_hash_table_contains (sets[GB_SCORE_YES], lives[i].id), ==, lives[i].expected == 'y');
      g_assert_cmpint (g_hash_table_contains (sets[GB_SCORE_LOST], lives[i].id), ==, lives[i].expected == 'n');
    }
  for (int part = 0; part < GB_N_SCORE_PARTS; part++)
    g_hash_table_unref (sets[part]);
  gb_store_fixture_tear_down (&fixture);
}

/* From Monday 09:00 to Tuesday 10:00 are 9 hours of working time by the default hours, and 8 by hours that begin at 8. */
static void
test_duration (void)
{
  const Job job = { .span = august (GB_TEST_NOW) };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbScoreReport) report = NULL;
  const GbScoreLine *line;

  gb_store_fixture_set_up (&fixture);
  commit (&fixture, GB_RECORD_GROUP_BASE,
          PROCEDURES PUT ("commune-hours", "21025",
                          "\"commune\":\"21025\",\"hours\":\"mon-fri 08:00-11:30,13:30-17:00\""));
  commit (&fixture, GB_RECORD_GROUP_WORK,
          DOSSIER ("a", "A", "desk", "10", DAYS ("08-03T09:00:00", "08-05T17:00:00", "08-04T10:00:00"))
          PUT ("dossier", "b", "\"procedure\":\"A\",\"field\":\"F\",\"channel\":\"desk\",\"commune\":\"21025\","
               "\"received_by\":\"21025\",\"state\":9" DAYS ("08-03T09:00:00", "08-05T17:00:00", "08-04T10:00:00")));
  report = run (&fixture, &job);
  line = &report->total->lines[GB_SCORE_DURATION];
  g_assert_cmpfloat_with_epsilon (line->numerator, 17, 1e-9);
  g_assert_cmpfloat_with_epsilon (line->ratio, 8.5, 1e-9);
  g_assert_cmpuint (report->communes->len, ==, 2);
  gb_store_fixture_tear_down (&fixture);
}

#define REPORT(id, more) PUT ("issue", id, "\"kind\":\"report\",\"commune\":\"21028\",\"field\":\"F\",\"title\":\"t\"," \
                                           "\"state\":\"new\",\"level\":\"commune\"" more)

/* By the limits of DOMAIN: refused within 2 working days, supplement asked for within 5, answered within 15, made
 * public within 2. Monday, 3 August, 09:00: the second day ends on Wednesday, the 15th on Monday, 24 August (the 22nd
 * is worked). */
static const struct
{
  const char *id;
  const char *line;
  gboolean on_time, satisfied;
} reports[] = {
  { "refused", REPORT ("refused", AT ("raised", "08-03T09:00:00") AT ("refused", "08-05T17:00:00")), TRUE, TRUE },
  { "refused-late", REPORT ("refused-late", AT ("raised", "08-03T09:00:00") AT ("refused", "08-06T08:00:00")), FALSE, FALSE },
  { "published", REPORT ("published", AT ("raised", "08-03T09:00:00") AT ("answered", "08-05T09:00:00")
                                          AT ("published", "08-07T17:00:00") ",\"rating\":\"good\""), TRUE, TRUE },
  { "bad", REPORT ("bad", AT ("raised", "08-03T09:00:00") AT ("answered", "08-05T09:00:00")
                              AT ("published", "08-07T17:00:00") ",\"rating\":\"bad\""), TRUE, FALSE },
  { "again", REPORT ("again", AT ("raised", "08-03T09:00:00") AT ("answered", "08-05T09:00:00")
                                  AT ("published", "08-07T17:00:00") ",\"repeated\":true"), TRUE, FALSE },
  { "public-late", REPORT ("public-late", AT ("raised", "08-03T09:00:00") AT ("answered", "08-05T09:00:00")
                                              AT ("published", "08-10T08:00:00")), FALSE, FALSE },
  { "not-public", REPORT ("not-public", AT ("raised", "08-03T09:00:00") AT ("answered", "08-05T09:00:00")), FALSE, FALSE },
  { "answered-yesterday", REPORT ("answered-yesterday", AT ("raised", "08-12T09:00:00") AT ("answered", "08-25T09:00:00")),
    TRUE, TRUE },
  { "asked-late", REPORT ("asked-late", AT ("raised", "08-03T09:00:00") AT ("supplement_asked", "08-11T08:00:00")
                                            AT ("answered", "08-24T09:00:00")), FALSE, FALSE },
  { "waiting", REPORT ("waiting", AT ("raised", "08-20T09:00:00")), TRUE, TRUE },
  { "forgotten", REPORT ("forgotten", AT ("raised", "08-03T09:00:00")), FALSE, FALSE },
};

static void
test_reports (void)
{
  const Job job = { .span = august (GB_TEST_NOW), .commune = "21028" };
  g_autoptr (GString) text = g_string_new (REPORT ("july", AT ("raised", "07-31T23:59:59")));
  g_autoptr (GbScoreReport) report = NULL;
  GbStoreFixture fixture = { 0 };
  const GbScoreLine *lines;
  int on_time = 0, satisfied = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    g_string_append (text, reports[i].line);
  gb_store_fixture_set_up (&fixture);
  commit (&fixture, GB_RECORD_GROUP_WORK, text->str);
  report = run (&fixture, &job);
  g_assert_cmpuint (report->issues->len, ==, G_N_ELEMENTS (reports));
  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    for (guint k = 0; k < report->issues->len; k++)
      {
        const GbScoreIssue *issue = report->issues->pdata[k];

        if (strcmp (issue->id, reports[i].id) != 0)
          continue;
        g_test_message ("%s", issue->id);
        g_assert_cmpint (issue->on_time, ==, reports[i].on_time);
        g_assert_cmpint (issue->satisfied, ==, reports[i].satisfied);
        on_time += issue->on_time;
        satisfied += issue->satisfied;
      }
  lines = report->total->lines;
  assert_near (lines[GB_SCORE_REPORTS].numerator, G_N_ELEMENTS (reports));
  assert_near (lines[GB_SCORE_REPORTS_ON_TIME].numerator, on_time);
  assert_near (lines[GB_SCORE_REPORTS_ON_TIME].denominator, G_N_ELEMENTS (reports));
  assert_near (lines[GB_SCORE_REPORTS_SATISFIED].numerator, satisfied);
  gb_store_fixture_tear_down (&fixture);
}

/* --- a slow scorecard -------------------------------------------------------------------------- */

#define N_LIVES 240
#define MOST_PAPERS 3

typedef struct
{
  GbTestLife life;
  GbFactAnswer facts[GB_N_FACTS];
  struct
  {
    gint64 asked, completed;
    gboolean renewed;
  } papers[MOST_PAPERS];
  int n_papers;
  char *more;
} Dossier;

typedef struct
{
  gboolean gives_paper, costs;
} Procedure;

static Procedure
procedure_of (const Dossier *dossier)
{
  static const Procedure known[] = { { TRUE, FALSE }, { FALSE, TRUE }, { TRUE, TRUE }, { FALSE, FALSE }, { TRUE, TRUE } };

  return known[dossier->life.procedure[0] - 'A'];
}

static void
draw_dossier (Dossier *dossier,
              GRand   *rand,
              guint    serial)
{
  static const char *const procedures[] = { "A", "B", "C", "D", "E" };
  GString *more = g_string_new (NULL);
  GbTestLife *life = &dossier->life;
  gint64 at;

  gb_test_life_draw (life, rand, serial);
  life->procedure = procedures[g_rand_int_range (rand, 0, G_N_ELEMENTS (procedures))];
  if (life->procedure[0] == 'E')
    g_string_append (more, ",\"procedure_code\":\"1.1\"");
  g_string_append (more, ",\"facts\":{\"none\":1");
  for (int f = 0; f < GB_N_FACTS; f++)
    {
      dossier->facts[f] = g_rand_int_range (rand, GB_FACT_UNTOLD, GB_FACT_YES + 1);
      if (dossier->facts[f] != GB_FACT_UNTOLD)
        g_string_append_printf (more, ",\"%s\":%s", gb_fact_name (f), dossier->facts[f] == GB_FACT_YES ? "true" : "false");
    }
  g_string_append (more, "}");
  at = life->received != NO ? life->received : gb_day_at (gb_day_from_ymd (2026, 8, 1), 0);
  if (gb_test_chance (rand, 40))
    dossier->n_papers = g_rand_int_range (rand, 1, MOST_PAPERS);
  for (int i = 0; i < dossier->n_papers; i++)
    {
      g_autofree char *asked = gb_time_format (at += g_rand_int_range (rand, 0, 5 * GB_DAY_SECONDS));
      g_autofree char *completed = NULL;

      dossier->papers[i].asked = at;
      dossier->papers[i].completed = NO;
      g_string_append_printf (more, "%s{\"asked\":\"%s\"", i == 0 ? ",\"supplements\":[" : ",", asked);
      if (gb_test_chance (rand, 70))
        {
          dossier->papers[i].completed = at += g_rand_int_range (rand, 0, 9 * GB_DAY_SECONDS);
          dossier->papers[i].renewed = gb_test_chance (rand, 40);
          completed = gb_time_format (at);
          g_string_append_printf (more, ",\"completed\":\"%s\"%s", completed,
                                  dossier->papers[i].renewed ? ",\"renewed\":true" : "");
        }
      g_string_append (more, "}");
    }
  g_string_append (more, dossier->n_papers > 0 ? "]" : "");
  life->more = dossier->more = g_string_free (more, FALSE);
}

static gboolean
is_five (int state)
{
  return state == 5;
}

static gboolean
is_eight (int state)
{
  return state == 8;
}

static gint64
last_step (const GbTestLife *life,
           gint64            until)
{
  gint64 at = NO;

  for (int i = 0; i < life->n_steps; i++)
    if (life->steps[i].at <= until)
      at = MAX (at, life->steps[i].at);
  return at;
}

static gint64
first_known (gint64 a,
             gint64 b,
             gint64 c)
{
  return a != NO ? a : b != NO ? b : c;
}

/* NO while it is open. */
static gint64
ended (const Dossier *dossier,
       gint64         until)
{
  const GbTestLife *life = &dossier->life;
  gint64 waiting = NO;
  int state = gb_test_life_state (life, until);

  if (gb_test_is_over (life->state) && life->finished != NO && life->finished <= until)
    return life->finished;
  for (int i = 0; i < dossier->n_papers; i++)
    if (dossier->papers[i].asked <= until && (dossier->papers[i].completed == NO || dossier->papers[i].completed > until))
      waiting = MAX (waiting, dossier->papers[i].asked);
  if (state == 5)
    return first_known (waiting, gb_test_life_began (life, until, is_five, 0), life->received);
  if (state == 8)
    return first_known (gb_test_life_began (life, until, is_eight, 0), last_step (life, until), life->received);
  if (!gb_test_is_over (state))
    return NO;
  return first_known (gb_test_life_began (life, until, gb_test_is_over, 9),
                      life->handed_over <= until ? life->handed_over : NO, life->received);
}

static gboolean
on_time (const Dossier *dossier,
         gint64         until)
{
  const GbTestLife *life = &dossier->life;
  gint64 end = ended (dossier, until);
  int told = 0, stepped = 0;

  if (life->due == NO)
    return FALSE;
  end = end != NO ? end : until;
  for (int i = 0; i < dossier->n_papers; i++)
    if (dossier->papers[i].asked <= until)
      {
        told++;
        if (dossier->papers[i].completed != NO && !dossier->papers[i].renewed)
          end -= MAX (0, MIN (dossier->papers[i].completed, until) - dossier->papers[i].asked);
      }
  for (int i = 0; i < life->n_steps; i++)
    stepped += life->steps[i].at <= until && life->steps[i].state == 5 && (i == 0 || life->steps[i - 1].state != 5);
  return MAX (told, stepped) <= 1 && end <= life->due;
}

static gboolean
held (const Dossier *dossier,
      gint64         from,
      gint64         until)
{
  const GbTestLife *life = &dossier->life;
  gint64 end = ended (dossier, until);

  if (life->received == NO)
    return life->state == 3 && life->due != NO && life->finished >= from && life->finished <= until;
  return life->received <= until && (life->received >= from || (end != NO ? end : until) >= from);
}

/* Whether an indicator counts a dossier, and whether for the better. */
static gboolean
judge (const Dossier        *dossier,
       GbScoreIndicator      indicator,
       const GbTrackingSpan *span,
       gboolean             *yes)
{
  gint64 from = gb_day_at (span->from, 0), until = MIN (gb_day_at (span->to + 1, 0) - 1, span->now);
  const GbFactAnswer *facts = dossier->facts;
  Procedure procedure = procedure_of (dossier);
  gboolean received = dossier->life.received != NO && dossier->life.received >= from && dossier->life.received <= until;
  gboolean has_result = !procedure.gives_paper || facts[GB_FACT_RESULT_FILE] == GB_FACT_YES;

  switch ((int) indicator)
    {
    case GB_SCORE_ON_TIME:
      *yes = on_time (dossier, until);
      return held (dossier, from, until);
    case GB_SCORE_FILED:
      *yes = strcmp (dossier->life.channel, "online") == 0 && has_result;
      return received;
    case GB_SCORE_PAID:
      *yes = facts[GB_FACT_PAID_ONLINE] == GB_FACT_YES;
      return received && procedure.costs && facts[GB_FACT_FEE_ZERO] != GB_FACT_YES;
    case GB_SCORE_RESULT:
      *yes = facts[GB_FACT_RESULT_FILE] == GB_FACT_YES;
      return received && procedure.gives_paper;
    case GB_SCORE_DIGITISED:
      *yes = facts[GB_FACT_DIGITISED] == GB_FACT_YES && has_result;
      return received;
    case GB_SCORE_REUSED:
      *yes = facts[GB_FACT_REUSED] == GB_FACT_YES;
      return received;
    case GB_SCORE_SHARED:
      *yes = facts[GB_FACT_FROM_STORE] == GB_FACT_YES || facts[GB_FACT_RESULT_FILE] == GB_FACT_YES;
      return received;
    case GB_SCORE_POPULATION:
      *yes = facts[GB_FACT_IDENTITY] == GB_FACT_YES || facts[GB_FACT_POPULATION] == GB_FACT_YES;
      return received;
    case GB_SCORE_SATISFIED:
    default:
      *yes = on_time (dossier, until) && facts[GB_FACT_COMPLAINT] != GB_FACT_YES;
      return held (dossier, from, until);
    }
}

/* A figure counts and opens exactly the dossiers that the slow scorecard finds. */
static void
check_indicator (GbStoreFixture      *fixture,
                 const Dossier       *all,
                 const GbScoreReport *report,
                 const GbScorecard   *card,
                 GbScoreIndicator     indicator)
{
  GHashTable *opened[GB_N_SCORE_PARTS];
  guint n[GB_N_SCORE_PARTS] = { 0 };

  for (int part = 0; part < GB_N_SCORE_PARTS; part++)
    {
      g_autoptr (GbDossierSet) set = gb_score_report_set (report, card, indicator, part);

      opened[part] = gb_test_set_ids (fixture, set, report->span.now);
    }
  for (guint i = 0; i < N_LIVES; i++)
    {
      gboolean yes = FALSE;
      gboolean counts = judge (&all[i], indicator, &report->span, &yes) &&
                        (card->commune == NULL || strcmp (card->commune, all[i].life.commune) == 0);
      const gboolean in[GB_N_SCORE_PARTS] = { counts, counts && yes, counts && !yes };

      for (int part = 0; part < GB_N_SCORE_PARTS; part++)
        {
          n[part] += in[part];
          if (g_hash_table_contains (opened[part], all[i].life.id) != in[part])
            g_error ("%s in %s: %d", all[i].life.id, gb_score_set_nick (gb_score_set_part (indicator, part)), !in[part]);
        }
    }
  for (int part = 0; part < GB_N_SCORE_PARTS; part++)
    {
      g_assert_cmpuint (g_hash_table_size (opened[part]), ==, n[part]);
      g_hash_table_unref (opened[part]);
    }
  g_assert_cmpint ((gint64) card->lines[indicator].denominator, ==, n[GB_SCORE_ALL]);
  g_assert_cmpint (card->lines[indicator].lost, ==, n[GB_SCORE_LOST]);
  if (indicator != GB_SCORE_SATISFIED)
    g_assert_cmpint ((gint64) card->lines[indicator].numerator, ==, n[GB_SCORE_YES]);
}

static Dossier *
fill (GbStoreFixture *fixture,
      guint32         seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new (NULL);
  Dossier *all = g_new0 (Dossier, N_LIVES);

  gb_store_fixture_set_up (fixture);
  for (guint i = 0; i < N_LIVES; i++)
    {
      draw_dossier (&all[i], rand, i);
      gb_test_life_append (text, &all[i].life);
    }
  commit (fixture, GB_RECORD_GROUP_BASE, SPLIT PROCEDURES);
  commit (fixture, GB_RECORD_GROUP_WORK, text->str);
  return all;
}

static void
empty (GbStoreFixture *fixture,
       Dossier        *all)
{
  for (guint i = 0; i < N_LIVES; i++)
    g_free (all[i].more);
  g_free (all);
  gb_store_fixture_tear_down (fixture);
}

static void
test_reference (void)
{
  const GbDay spans[][2] = {
    { gb_day_from_ymd (2026, 7, 6), gb_day_from_ymd (2026, 7, 12) },
    { gb_day_from_ymd (2026, 8, 1), gb_day_from_ymd (2026, 8, 31) },
    { gb_day_from_ymd (2026, 1, 1), gb_day_from_ymd (2026, 12, 31) },
  };
  GbStoreFixture fixture = { 0 };
  Dossier *all = fill (&fixture, 766);

  for (gsize s = 0; s < G_N_ELEMENTS (spans); s++)
    {
      const Job job = { .span = { spans[s][0], spans[s][1], GB_TEST_NOW } };
      g_autoptr (GbScoreReport) report = run (&fixture, &job);

      g_assert_cmpuint (report->communes->len, ==, 3);
      for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
        if (gb_score_rule (i)->source == GB_SCORE_OF_DOSSIERS)
          {
            check_indicator (&fixture, all, report, report->total, i);
            check_indicator (&fixture, all, report, report->communes->pdata[s], i);
          }
    }
  empty (&fixture, all);
}

/* --- forecast ---------------------------------------------------------------------------------- */

static void
assert_same (const GbScoreReport *one,
             const GbScoreReport *other)
{
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      const GbScoreLine *a = &one->total->lines[i], *b = &other->total->lines[i];

      g_test_message ("%s", gb_score_rule (i)->id);
      assert_near (a->numerator, b->numerator);
      assert_near (a->denominator, b->denominator);
      assert_near (a->points, b->points);
      g_assert_cmpint (a->lost, ==, b->lost);
    }
  assert_near (one->total->total.points, other->total->total.points);
}

/* The forecast says what the scorecard says once it has happened. */
static void
check_forecast (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GbScoreForecast) forecast = NULL;
  g_autoptr (GbScoreReport) after = NULL;
  GbStoreFixture fixture = { 0 };
  Dossier *all = fill (&fixture, seed);
  Job job = { .span = august (GB_TEST_NOW), .by = gb_day_at (gb_day_from_ymd (2026, 8, 28), 17 * 3600) };

  for (guint i = 0; i < N_LIVES; i++)
    {
      GbTestLife *life = &all[i].life;
      g_autofree char *told = NULL;
      char *result;

      if (gb_test_is_over (life->state) || !gb_test_chance (rand, 40))
        continue;
      g_ptr_array_add (ids, life->id);
      life->state = 9;
      life->finished = life->due == NO ? job.by : MAX (job.span.now, MIN (life->due, job.by));
      told = g_strdup (life->more);
      result = strstr (told, "\"result_file\":false");
      if (result != NULL)
        memcpy (result, "\"result_file\":true ", strlen ("\"result_file\":false"));
      else if (strstr (told, "result_file") == NULL)
        {
          g_auto (GStrv) halves = g_strsplit (told, "\"none\":1", 2);

          g_free (told);
          told = g_strjoin ("\"result_file\":true", halves[0], halves[1], NULL);
        }
      life->more = told;
      gb_test_life_append (text, life);
      life->more = NULL;
    }
  g_ptr_array_add (ids, NULL);
  job.ids = (const char *const *) ids->pdata;
  forecast = run (&fixture, &job);
  g_assert_cmpuint (ids->len, >, 5);
  g_assert_cmpfloat (forecast->gain, !=, 0);
  commit (&fixture, GB_RECORD_GROUP_WORK, text->str);
  job.ids = NULL;
  job.span.now = job.by;
  after = run (&fixture, &job);
  assert_same (forecast->with, after);
  assert_near (forecast->gain, after->total->total.points - forecast->without->total->total.points);
  empty (&fixture, all);
}

static void
test_forecast (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    check_forecast (seed);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scorecard/by-hand", test_by_hand);
  g_test_add_func ("/scorecard/on-time", test_on_time);
  g_test_add_func ("/scorecard/duration", test_duration);
  g_test_add_func ("/scorecard/reports", test_reports);
  g_test_add_func ("/scorecard/reference", test_reference);
  g_test_add_func ("/scorecard/forecast", test_forecast);
  return g_test_run ();
}
