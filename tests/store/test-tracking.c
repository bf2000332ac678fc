/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking.h"

#include <string.h>

#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"
#include "gb-test-life.h"

#define NO GB_TEST_NEVER

/* --- single lives ---------------------------------------------------------------------------- */

#define DOSSIER(id, state, received, due, more)                                                    \
  "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"procedure\":\"Thủ" \
  " tục\",\"field\":\"Đất đai\",\"channel\":\"online\",\"commune\":\"21028\",\"received_by\":"     \
  "\"21028\",\"state\":" state received due more "}}\n"
#define MOMENT(name, time) ",\"" name "\":\"2026-" time "+07:00\""
#define RECEIVED(time) MOMENT ("received", time)
#define DUE(time) MOMENT ("due", time)
#define FINISHED(time) MOMENT ("finished", time)
#define STEP(id, n, state, time)                                                                   \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"" id "/" n "\",\"rev\":1,\"data\":{"         \
  "\"dossier\":\"" id "\",\"state\":" state MOMENT ("at", time) "}}\n"
#define EVENT(id, n, event, time)                                                                  \
  "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"" id "/" n "\",\"rev\":1,\"data\":{"         \
  "\"dossier\":\"" id "\",\"event\":\"" event "\"" MOMENT ("at", time) "}}\n"
#define USUAL RECEIVED ("08-03T09:00:00"), DUE ("08-07T09:00:00")
#define APPLY(macro, ...) macro (__VA_ARGS__)
#define LIFE(id, state, more) APPLY (DOSSIER, id, state, USUAL, more)

/* The periods in which a life is looked at, all from the 26th at 07:15. */
enum
{
  JULY,
  FIRST_DAYS, /* 1 to 4 August */
  AUGUST,
  N_PERIODS
};

static const GbDay days[N_PERIODS][2] = {
  [JULY] = { 20635, 20665 }, [FIRST_DAYS] = { 20666, 20669 }, [AUGUST] = { 20666, 20696 }
};

/* What a life is to the table, in each period: its origin and its outcome, NULL for nothing. All are
 * filed online. An outcome without "-" has no due date or moment to judge by. */
static const struct
{
  const char *id;
  const char *lines;
  const char *expected[N_PERIODS];
} lives[] = {
  /* done */
  { "early", LIFE ("early", "9", FINISHED ("08-06T16:00:00")),
    { NULL, "online processing-ontime", "online done-early" } },
  { "ontime", LIFE ("ontime", "10", FINISHED ("08-07T09:00:00")),
    { NULL, "online processing-ontime", "online done-ontime" } },
  { "late", LIFE ("late", "9", FINISHED ("08-07T09:00:01")),
    { NULL, "online processing-ontime", "online done-late" } },
  /* days are Viet Nam's: in UTC both moments are on one */
  { "midnight", DOSSIER ("midnight", "9", RECEIVED ("08-03T09:00:00"), DUE ("08-05T06:00:00"),
                         FINISHED ("08-04T23:00:00")),
    { NULL, "online done-early", "online done-early" } },
  { "withdrawn", DOSSIER ("withdrawn", "7", RECEIVED ("08-03T09:00:00"), "",
                          FINISHED ("08-04T09:01:00")),
    { NULL, "online done", "online done" } },
  { "last-second", DOSSIER ("last-second", "9", RECEIVED ("07-01T09:00:00"),
                            DUE ("07-31T23:59:59"), FINISHED ("07-31T23:59:59")),
    { "online done-ontime", NULL, NULL } },
  { "first-second", DOSSIER ("first-second", "9", RECEIVED ("07-01T09:00:00"),
                             DUE ("08-01T00:00:00"), FINISHED ("08-01T00:00:00")),
    { "online processing-ontime", "carried done-ontime", "carried done-ontime" } },
  /* the end known by the steps alone; state 9 decides where there is one */
  { "by-steps", DOSSIER ("by-steps", "10", RECEIVED ("07-03T09:00:00"), DUE ("07-20T09:00:00"), "")
    STEP ("by-steps", "1", "4", "07-04T09:00:00") STEP ("by-steps", "2", "9", "07-20T09:00:00")
    STEP ("by-steps", "3", "10", "08-03T09:00:00"),
    { "online done-ontime", NULL, NULL } },
  { "handed-over", LIFE ("handed-over", "10", MOMENT ("handed_over", "08-07T10:00:00")),
    { NULL, "online done", "online done-late" } },
  { "nine-decides", LIFE ("nine-decides", "10", "") STEP ("nine-decides", "1", "10", "08-04T09:00:00")
    STEP ("nine-decides", "2", "9", "08-08T09:00:00"),
    { NULL, "online done-early", "online done-late" } },
  { "over-unknown", LIFE ("over-unknown", "9", ""), { NULL, "online done", "online done" } },
  { "over-long-ago", DOSSIER ("over-long-ago", "9", RECEIVED ("07-03T09:00:00"),
                              DUE ("07-20T09:00:00"), ""),
    { "online done", NULL, NULL } },
  /* what happened later is not known at the period's end */
  { "done-later", DOSSIER ("done-later", "9", RECEIVED ("07-30T09:00:00"), DUE ("08-20T09:00:00"),
                           FINISHED ("08-10T09:00:00"))
    STEP ("done-later", "1", "4", "07-30T09:30:00") STEP ("done-later", "2", "9", "08-10T09:00:00"),
    { "online processing-ontime", "carried processing-ontime", "carried done-early" } },
  { "paused-then", DOSSIER ("paused-then", "9", RECEIVED ("07-28T09:00:00"), DUE ("07-30T09:00:00"),
                            FINISHED ("08-10T09:00:00"))
    STEP ("paused-then", "1", "5", "07-30T09:00:00") STEP ("paused-then", "2", "4", "08-04T09:00:00")
    STEP ("paused-then", "3", "9", "08-10T09:00:00"),
    { "online paused-ontime", "carried processing-late", "carried done-late" } },
  { "tomorrow", LIFE ("tomorrow", "9", FINISHED ("08-27T09:00:00")),
    { NULL, "online processing-ontime", "online processing-late" } },
  { "paused-later", LIFE ("paused-later", "6", "") STEP ("paused-later", "1", "6", "08-05T08:00:00"),
    { NULL, "online processing-ontime", "online paused-ontime" } },
  { "accepted-later", DOSSIER ("accepted-later", "4", RECEIVED ("08-20T09:00:00"),
                               DUE ("08-27T09:00:00"), ""),
    { NULL, NULL, "online processing-ontime" } },
  /* over once, then not, then perhaps over again */
  { "reopened", LIFE ("reopened", "4", "") STEP ("reopened", "1", "9", "08-04T09:00:00")
    STEP ("reopened", "2", "4", "08-05T09:00:00"),
    { NULL, "online done-early", "online processing-late" } },
  { "done-twice", LIFE ("done-twice", "10", FINISHED ("08-10T09:00:00"))
    STEP ("done-twice", "1", "10", "08-04T09:00:00") STEP ("done-twice", "2", "4", "08-05T09:00:00")
    STEP ("done-twice", "3", "9", "08-10T09:00:00"),
    { NULL, "online done-early", "online done-late" } },
  { "reopened-long-ago", DOSSIER ("reopened-long-ago", "4", RECEIVED ("07-01T09:00:00"),
                                  DUE ("07-09T09:00:00"), "")
    STEP ("reopened-long-ago", "1", "9", "07-08T09:00:00")
    STEP ("reopened-long-ago", "2", "4", "08-05T09:00:00"),
    { "online done-early", NULL, "carried processing-late" } },
  /* paused */
  { "paused", LIFE ("paused", "5", "") STEP ("paused", "1", "5", "08-04T09:00:00"),
    { NULL, "online paused-ontime", "online paused-ontime" } },
  { "paused-late", LIFE ("paused-late", "6", "") STEP ("paused-late", "1", "4", "08-03T10:00:00")
    STEP ("paused-late", "2", "6", "08-07T09:00:01") STEP ("paused-late", "3", "6", "08-08T10:00:00"),
    { NULL, "online processing-ontime", "online paused-late" } },
  /* one pause, of two kinds: it did not run in between */
  { "paused-on", LIFE ("paused-on", "8", "") STEP ("paused-on", "1", "4", "08-04T09:00:00")
    STEP ("paused-on", "2", "5", "08-04T09:00:00") STEP ("paused-on", "3", "8", "08-08T10:00:00"),
    { NULL, "online paused-ontime", "online paused-ontime" } },
  { "paused-again", LIFE ("paused-again", "5", "") STEP ("paused-again", "1", "6", "08-04T09:00:00")
    STEP ("paused-again", "2", "4", "08-05T09:00:00") STEP ("paused-again", "3", "5", "08-08T10:00:00"),
    { NULL, "online paused-ontime", "online paused-late" } },
  { "paused-no-due", DOSSIER ("paused-no-due", "5", RECEIVED ("08-03T09:00:00"), "", ""),
    { NULL, "online paused", "online paused" } },
  { "no-steps", LIFE ("no-steps", "5", ""),
    { NULL, "online paused-ontime", "online paused-ontime" } },
  { "pause-unknown", LIFE ("pause-unknown", "5", "") STEP ("pause-unknown", "1", "4", "08-08T09:00:00"),
    { NULL, "online processing-ontime", "online paused-late" } },
  /* an event of the clock tells no state */
  { "opinion-after", LIFE ("opinion-after", "5", "") STEP ("opinion-after", "1", "4", "08-03T10:00:00")
    STEP ("opinion-after", "2", "5", "08-04T09:00:00")
    EVENT ("opinion-after", "3", "pause:opinion", "08-08T09:00:00"),
    { NULL, "online paused-ontime", "online paused-ontime" } },
  { "opinion-between", LIFE ("opinion-between", "4", "") STEP ("opinion-between", "1", "5", "08-04T08:00:00")
    EVENT ("opinion-between", "2", "pause:opinion", "08-04T09:00:00")
    STEP ("opinion-between", "3", "4", "08-08T09:00:00"),
    { NULL, "online paused-ontime", "online processing-late" } },
  { "opinion-later", LIFE ("opinion-later", "5", "")
    EVENT ("opinion-later", "1", "pause:opinion", "08-08T09:00:00"),
    { NULL, "online paused-ontime", "online paused-ontime" } },
  /* in process */
  { "no-due", DOSSIER ("no-due", "4", RECEIVED ("08-03T09:00:00"), "", ""),
    { NULL, "online processing", "online processing" } },
  { "due-now", DOSSIER ("due-now", "4", RECEIVED ("08-01T00:00:00"), DUE ("08-26T07:15:00"), ""),
    { NULL, "online processing-ontime", "online processing-ontime" } },
  { "due-a-second-ago", DOSSIER ("due-a-second-ago", "2", RECEIVED ("07-31T23:59:59"),
                                 DUE ("08-26T07:14:59"), ""),
    { "online processing-ontime", "carried processing-ontime", "carried processing-late" } },
  /* a step before the acceptance tells nothing of what came after it */
  { "refused-first", LIFE ("refused-first", "4", "")
    STEP ("refused-first", "1", "3", "08-02T09:00:00") STEP ("refused-first", "2", "4", "08-20T09:00:00"),
    { NULL, "online processing-ontime", "online processing-late" } },
  { "registered-late", LIFE ("registered-late", "4", "")
    STEP ("registered-late", "1", "1", "08-03T09:00:00")
    STEP ("registered-late", "2", "4", "08-20T09:00:00"),
    { NULL, "online processing-ontime", "online processing-late" } },
  /* never */
  { "awaiting", DOSSIER ("awaiting", "1", "", "", MOMENT ("submitted", "08-03T09:00:00")),
    { NULL, NULL, NULL } },
  { "withdrawn-unaccepted", DOSSIER ("withdrawn-unaccepted", "7", "", "", FINISHED ("08-04T09:00:00")),
    { NULL, NULL, NULL } },
  { "refused", LIFE ("refused", "3", FINISHED ("08-05T09:00:00"))
    STEP ("refused", "1", "3", "08-05T09:00:00"),
    { NULL, "online processing-ontime", NULL } },
  { "refused-unknown", LIFE ("refused-unknown", "3", ""), { NULL, NULL, NULL } },
};

/* Whether a dossier that is "online done-late" is in the column "done". */
static gboolean
is_in (const char *expected,
       int         column)
{
  const char *nick = gb_tracking_column_nick (column);
  g_auto (GStrv) parts = g_strsplit (expected != NULL ? expected : "", " ", 2);

  if (expected == NULL)
    return FALSE;
  return column == GB_TRACKING_RECEIVED || strcmp (nick, parts[0]) == 0 ||
         (column == GB_TRACKING_PERIOD && strcmp (parts[0], "carried") != 0) ||
         strcmp (nick, parts[1]) == 0 ||
         (g_str_has_prefix (parts[1], nick) && parts[1][strlen (nick)] == '-');
}

static void
test_lives (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult counts;

  g_assert_cmpint (days[JULY][0], ==, gb_day_from_ymd (2026, 7, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (lives); i++)
    g_string_append (text, lives[i].lines);
  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  for (int p = 0; p < N_PERIODS; p++)
    for (int column = 0; column < GB_N_TRACKING_COLUMNS; column++)
      {
        g_autoptr (GbDossierSet) set
            = gb_dossier_set_new (GB_DOSSIER_SET_TRACKING, column, days[p][0], days[p][1]);
        g_autoptr (GHashTable) ids = gb_test_set_ids (&fixture, set, GB_TEST_NOW);

        for (gsize i = 0; i < G_N_ELEMENTS (lives); i++)
          if (g_hash_table_contains (ids, lives[i].id) != is_in (lives[i].expected[p], column))
            g_error ("%s in %s of period %d: %d", lives[i].id, gb_tracking_column_nick (column), p,
                     g_hash_table_contains (ids, lives[i].id));
      }
  gb_store_fixture_tear_down (&fixture);
}

/* --- a slow table ---------------------------------------------------------------------------- */

#define N_LIVES 260

static const char *
done_as (const GbTestLife *life,
         gint64      from,
         gint64      until)
{
  gint64 ended = life->finished;

  if (ended == NO || ended > until)
    ended = gb_test_life_began (life, until, gb_test_is_done, 9);
  if (ended == NO && life->handed_over <= until)
    ended = life->handed_over;
  if (ended != NO ? ended < from : life->received < from)
    return NULL;
  if (ended == NO || life->due == NO)
    return "done";
  if (ended > life->due)
    return "done-late";
  return gb_time_day (ended) < gb_time_day (life->due) ? "done-early" : "done-ontime";
}

static const char *
paused_as (const GbTestLife *life,
           gint64      until)
{
  gint64 at = gb_test_life_began (life, until, gb_test_is_paused, 0);

  if (life->due == NO)
    return "paused";
  for (int i = 0; at == NO && i < life->n_steps; i++)
    if (life->steps[i].at <= until && (i + 1 == life->n_steps || life->steps[i + 1].at > until))
      at = life->steps[i].at;
  if (at == NO)
    at = life->received;
  return at > life->due ? "paused-late" : "paused-ontime";
}

/* Such as "online done-late", NULL when it does not count. */
static char *
judge (const GbTestLife     *life,
       const GbTrackingSpan *span)
{
  gint64 from = gb_day_at (span->from, 0);
  gint64 until = MIN (gb_day_at (span->to + 1, 0) - 1, span->now);
  const char *outcome;
  int state;

  if (life->received == NO || life->received > until)
    return NULL;
  state = gb_test_life_state (life, until);
  if (gb_test_is_done (state))
    outcome = done_as (life, from, until);
  else if (gb_test_is_paused (state))
    outcome = paused_as (life, until);
  else if (state == 1 || state == 3)
    outcome = NULL;
  else if (life->due == NO)
    outcome = "processing";
  else
    outcome = until > life->due ? "processing-late" : "processing-ontime";
  if (outcome == NULL)
    return NULL;
  return g_strconcat (life->received < from ? "carried" : life->channel, " ", outcome, NULL);
}

/* --- the table against the slow one ----------------------------------------------------------- */

typedef struct
{
  GbTrackingBy by;
  GbTrackingSpan span;
  const GbTrackingSpan *previous;
  const char *commune;
} Job;

static gpointer
table (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const Job *job = data;

  return gb_tracking_table (connection, job->by, &job->span, job->previous, job->commune, error);
}

static GPtrArray *
read_table (GbStoreFixture *fixture,
            const Job      *job)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = gb_store_read (fixture->store, table, (gpointer) job, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static const char *
key_of (const GbTestLife *life,
        GbTrackingBy by)
{
  if (by == GB_TRACKING_BY_UNIT)
    return life->commune;
  if (by == GB_TRACKING_BY_FIELD)
    return life->field;
  return life->officer != NULL ? life->officer : "";
}

static void
assert_sums (const gint64 counts[GB_N_TRACKING_COLUMNS])
{
  g_assert_cmpint (counts[GB_TRACKING_RECEIVED], ==,
                   counts[GB_TRACKING_DONE] + counts[GB_TRACKING_PROCESSING] +
                       counts[GB_TRACKING_PAUSED]);
  g_assert_cmpint (counts[GB_TRACKING_RECEIVED], ==,
                   counts[GB_TRACKING_CARRIED] + counts[GB_TRACKING_PERIOD]);
  g_assert_cmpint (counts[GB_TRACKING_PERIOD], ==,
                   counts[GB_TRACKING_ONLINE] + counts[GB_TRACKING_DESK] +
                       counts[GB_TRACKING_POST]);
}

/* The set that a cell of @row opens. */
static GbDossierSet *
set_of (const Job           *job,
        const GbTrackingRow *row,
        int                  column)
{
  GbDossierSet *set
      = gb_dossier_set_new (GB_DOSSIER_SET_TRACKING, column, job->span.from, job->span.to);

  set->unit = g_strdup (job->by == GB_TRACKING_BY_UNIT && row->key != NULL ? row->key : job->commune);
  if (job->by == GB_TRACKING_BY_FIELD)
    set->field = g_strdup (row->key);
  if (job->by == GB_TRACKING_BY_OFFICER)
    set->officer = g_strdup (row->key);
  return set;
}

/* Every cell counts and opens exactly the lives that the slow table puts into it. */
static void
check_row (GbStoreFixture      *fixture,
           const GbTestLife    *all,
           const Job           *job,
           const GbTrackingRow *row)
{
  assert_sums (row->counts);
  for (int column = 0; column < GB_N_TRACKING_COLUMNS; column++)
    {
      g_autoptr (GbDossierSet) set = set_of (job, row, column);
      g_autoptr (GHashTable) ids = gb_test_set_ids (fixture, set, job->span.now);
      guint expected = 0;

      for (guint i = 0; i < N_LIVES; i++)
        {
          g_autofree char *place = judge (&all[i], &job->span);

          if ((row->key != NULL && strcmp (key_of (&all[i], job->by), row->key) != 0) ||
              (job->commune != NULL && strcmp (all[i].commune, job->commune) != 0) ||
              !is_in (place, column))
            continue;
          expected++;
          if (!g_hash_table_contains (ids, all[i].id))
            g_error ("%s is missing in %s of %s", all[i].id, gb_tracking_column_nick (column),
                     row->key);
        }
      g_assert_cmpint (row->counts[column], ==, expected);
      g_assert_cmpuint (g_hash_table_size (ids), ==, expected);
    }
}

static void
check_table (GbStoreFixture *fixture,
             const GbTestLife *all,
             const Job      *job)
{
  g_autoptr (GPtrArray) rows = read_table (fixture, job);
  guint n_keys = 0;

  for (guint i = 0; i < rows->len; i++)
    check_row (fixture, all, job, rows->pdata[i]);
  /* no row is missing: the total has all, and each key one row */
  for (guint i = 0; i + 1 < rows->len; i++)
    n_keys += ((GbTrackingRow *) rows->pdata[i])->counts[GB_TRACKING_RECEIVED] > 0;
  g_assert_cmpuint (n_keys, ==, rows->len - 1);
  g_assert_null (((GbTrackingRow *) rows->pdata[rows->len - 1])->key);
}

static void
test_reference (void)
{
  /* a week, a month that is over, one under way, and all of the time; seen on three days */
  const GbDay spans[][2] = {
    { gb_day_from_ymd (2026, 7, 6), gb_day_from_ymd (2026, 7, 12) },
    { gb_day_from_ymd (2026, 7, 1), gb_day_from_ymd (2026, 7, 31) },
    { gb_day_from_ymd (2026, 8, 1), gb_day_from_ymd (2026, 8, 31) },
    { gb_day_from_ymd (2026, 1, 1), gb_day_from_ymd (2026, 12, 31) },
  };
  const gint64 nows[] = { GB_TEST_NOW - 50 * GB_DAY_SECONDS, GB_TEST_NOW,
                          GB_TEST_NOW + 90 * GB_DAY_SECONDS };
  g_autoptr (GRand) rand = g_rand_new_with_seed (766);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree GbTestLife *all = g_new0 (GbTestLife, N_LIVES);
  GbStoreFixture fixture = { 0 };
  GbFeedPageResult counts;

  for (guint i = 0; i < N_LIVES; i++)
    {
      gb_test_life_draw (&all[i], rand, i);
      gb_test_life_append (text, &all[i]);
    }
  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  for (gsize s = 0; s < G_N_ELEMENTS (spans); s++)
    for (gsize n = 0; n < G_N_ELEMENTS (nows); n++)
      {
        Job job = { (s + n) % GB_N_TRACKING_BYS, { spans[s][0], spans[s][1], nows[n] }, NULL,
                    s == 2 ? "21028" : NULL };

        check_table (&fixture, all, &job);
      }
  gb_store_fixture_tear_down (&fixture);
}

/* --- rows and sets ---------------------------------------------------------------------------- */

static void
fill (GbStoreFixture *fixture)
{
  static const char base[]
      = "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21028\",\"rev\":1,\"data\":{\"name\":\"Nghĩa "
        "Lộ\",\"type\":\"phường\",\"province\":\"51\",\"area_km2\":17.07,\"population\":73556,"
        "\"lon\":108.8,\"lat\":15.1}}\n"
        "{\"op\":\"put\",\"type\":\"commune\",\"id\":\"21031\",\"rev\":1,\"data\":{\"name\":\"Đình "
        "Cương\",\"type\":\"xã\",\"province\":\"51\",\"area_km2\":17.07,\"population\":73556,"
        "\"lon\":108.8,\"lat\":15.1}}\n";
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  GbFeedPageResult counts;

  gb_store_fixture_set_up (fixture);
  for (guint i = 0; i < 300; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, text->str, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
}

static char *
names_of (GbStoreFixture *fixture,
          const Job      *job)
{
  g_autoptr (GPtrArray) rows = read_table (fixture, job);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i + 1 < rows->len; i++)
    g_string_append_printf (names, "%s;", ((GbTrackingRow *) rows->pdata[i])->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Units and fields in the Vietnamese alphabet, officers by given name, nobody last; a unit without a
 * name by its code. */
static void
test_order (void)
{
  static const char *const expected[] = {
    [GB_TRACKING_BY_UNIT] = "21025;Đình Cương;Nghĩa Lộ;",
    [GB_TRACKING_BY_FIELD] = "Chứng thực;Đất đai;Hộ tịch;Xây dựng;",
    [GB_TRACKING_BY_OFFICER] = "Bùi Minh Ân;Âu Dương Đức;Đỗ Thị Én;Ông Văn Ích;;",
  };
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  for (GbTrackingBy by = 0; by < GB_N_TRACKING_BYS; by++)
    {
      Job job = { by, { days[AUGUST][0], days[AUGUST][1], GB_TEST_NOW }, NULL, NULL };
      g_autofree char *names = names_of (&fixture, &job);

      g_assert_cmpstr (names, ==, expected[by]);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* Beside each other two periods have the figures that each has alone. */
static void
test_previous (void)
{
  const GbTrackingSpan july = { days[JULY][0], days[JULY][1], GB_TEST_NOW };
  Job both = { GB_TRACKING_BY_FIELD, { days[AUGUST][0], days[AUGUST][1], GB_TEST_NOW }, &july, NULL };
  Job alone = { GB_TRACKING_BY_FIELD, july, NULL, NULL };
  g_autoptr (GPtrArray) beside = NULL;
  g_autoptr (GPtrArray) before = NULL;
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  beside = read_table (&fixture, &both);
  before = read_table (&fixture, &alone);
  g_assert_cmpuint (beside->len, ==, before->len);
  for (guint i = 0; i < before->len; i++)
    {
      const GbTrackingRow *one = beside->pdata[i], *other = before->pdata[i];

      g_assert_cmpstr (one->key, ==, other->key);
      g_assert_cmpmem (one->previous, sizeof one->previous, other->counts, sizeof other->counts);
      g_assert_cmpint (one->counts[GB_TRACKING_RECEIVED], >, 0);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* A set is one more condition beside the others. */
static gpointer
count_combined (GbSqlConnection *connection,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  gint64 *counts = g_new0 (gint64, 4);

  query->set = gb_dossier_set_new (GB_DOSSIER_SET_TRACKING, GB_TRACKING_PROCESSING,
                                   days[AUGUST][0], days[AUGUST][1]);
  for (int i = 0; i < 4; i++)
    {
      query->filter = i == 1 ? GB_DOSSIER_FILTER_OVERDUE : GB_DOSSIER_FILTER_ALL;
      query->field = i == 2 ? g_strdup ("Đất đai") : NULL;
      query->search = i == 3 ? g_strdup ("khai sinh") : NULL;
      g_assert_true (gb_dossier_repository_count (connection, query, GB_TEST_NOW, &counts[i], error));
      g_clear_pointer (&query->field, g_free);
      g_clear_pointer (&query->search, g_free);
    }
  return counts;
}

static void
test_combined (void)
{
  GbStoreFixture fixture = { 0 };
  g_autofree gint64 *counts = NULL;

/* the fixture's dossiers may end later than now */
#define WHERE                                                                                      \
  "SELECT count(*) FROM dossier WHERE received<=1787703300 AND (state IN (2,4) OR "                \
  "state IN (3,7,9,10) AND finished>1787703300) "
  fill (&fixture);
  counts = gb_store_read (fixture.store, count_combined, NULL, NULL, NULL);
  g_assert_cmpint (counts[0], ==, gb_test_int (&fixture, WHERE));
  g_assert_cmpint (counts[1], ==, gb_test_int (&fixture, WHERE "AND state IN (2,4) AND due<1787703300"));
  g_assert_cmpint (counts[2], ==, gb_test_int (&fixture, WHERE "AND field='Đất đai'"));
  g_assert_cmpint (counts[3], ==, gb_test_int (&fixture, WHERE "AND procedure LIKE '%khai sinh%'"));
  for (int i = 1; i < 4; i++)
    g_assert_true (counts[i] > 0 && counts[i] < counts[0]);
  gb_store_fixture_tear_down (&fixture);
}

static void
test_text (void)
{
  static const char *const broken[] = {
    "", "tracking", "tracking/done/2026-08-01", "tracking/none/2026-08-01/2026-08-31",
    "other/done/2026-08-01/2026-08-31", "tracking/done/2026-08-01/2026-08-32",
    "tracking/done/2026-08-01/2026-08-31?field", NULL,
  };
  g_autoptr (GbDossierSet) set = gb_dossier_set_new (
      GB_DOSSIER_SET_TRACKING, GB_TRACKING_DONE_LATE, days[AUGUST][0], days[AUGUST][1]);
  g_autoptr (GbDossierSet) back = NULL;
  g_autofree char *text = NULL;

  set->unit = g_strdup ("21028");
  set->unit_name = g_strdup ("Nghĩa Lộ");
  set->field = g_strdup ("Đất đai & nhà=ở? 100 %");
  set->officer = g_strdup ("");
  text = gb_dossier_set_to_text (set);
  g_assert_true (g_str_has_prefix (text, "tracking/done-late/2026-08-01/2026-08-31?unit=21028&"));
  back = gb_dossier_set_parse (text);
  g_assert_true (gb_dossier_set_equal (set, back));
  g_clear_pointer (&back->officer, g_free);
  g_assert_false (gb_dossier_set_equal (set, back));
  g_assert_false (gb_dossier_set_equal (set, NULL));
  g_assert_true (gb_dossier_set_equal (NULL, NULL));
  g_assert_null (gb_dossier_set_parse (NULL));
  for (int i = 0; broken[i] != NULL; i++)
    g_assert_null (gb_dossier_set_parse (broken[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tracking/lives", test_lives);
  g_test_add_func ("/tracking/reference", test_reference);
  g_test_add_func ("/tracking/order", test_order);
  g_test_add_func ("/tracking/previous", test_previous);
  g_test_add_func ("/tracking/combined", test_combined);
  g_test_add_func ("/tracking/text", test_text);
  return g_test_run ();
}
