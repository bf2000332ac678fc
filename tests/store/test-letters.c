/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letters.h"

#include "gb-action-repository.h"
#include "gb-calendars.h"
#include "gb-dossier-repository.h"
#include "gb-letters-urges.h"
#include "gb-store-fixture.h"
#include "gb-time.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"

static gint64
at (const char *time)
{
  g_autoptr (GError) error = NULL;
  gint64 instant;

  gb_time_parse (time, &instant, &error);
  g_assert_no_error (error);
  return instant;
}

/* --- the new date --------------------------------------------------------------------------- */

#define SATURDAYS "mon-fri 07:00-11:30,13:30-17:00;sat 07:00-11:30"

static const struct
{
  const char *due; /* (nullable) */
  const char *limit; /* (nullable) */
  const char *now;
  const char *hours; /* (nullable) */
  const char *expected;
} proposals[] = {
  /* five working days without a known limit, half the limit with one, five at most */
  { "2026-06-10T17:00:00+07:00", NULL, "2026-06-09T07:15:00+07:00", NULL, "2026-06-17T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "2 working-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "5 working-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-15T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "30 working-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-17T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "30 calendar-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-17T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "0 working-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "1 half-day", "2026-06-09T07:15:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "8 half-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-12T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "4 working-hours", "2026-06-09T07:15:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  { "2026-06-10T17:00:00+07:00", "24 working-hours", "2026-06-09T07:15:00+07:00", NULL, "2026-06-12T17:00:00+07:00" },
  /* a due time in the middle of a day */
  { "2026-06-10T09:20:00+07:00", "2 working-days", "2026-06-09T07:15:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  /* a Friday; a day off; a moment at night */
  { "2026-06-12T17:00:00+07:00", "2 working-days", "2026-06-11T07:15:00+07:00", NULL, "2026-06-15T17:00:00+07:00" },
  { "2026-06-13T10:00:00+07:00", "2 working-days", "2026-06-11T07:15:00+07:00", NULL, "2026-06-15T17:00:00+07:00" },
  { "2026-06-10T23:59:59+07:00", "2 working-days", "2026-06-09T23:00:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  /* late already: from today, of a working evening and of a Sunday */
  { "2026-06-01T17:00:00+07:00", "2 working-days", "2026-06-10T18:00:00+07:00", NULL, "2026-06-11T17:00:00+07:00" },
  { "2026-06-01T17:00:00+07:00", "2 working-days", "2026-06-14T10:00:00+07:00", NULL, "2026-06-15T17:00:00+07:00" },
  { NULL, NULL, "2026-06-09T07:15:00+07:00", NULL, "2026-06-16T17:00:00+07:00" },
  /* the make-up Saturday of 22 August 2026 */
  { "2026-08-21T17:00:00+07:00", "2 working-days", "2026-08-20T07:15:00+07:00", NULL, "2026-08-22T17:00:00+07:00" },
  { "2026-08-21T17:00:00+07:00", NULL, "2026-08-20T07:15:00+07:00", NULL, "2026-08-27T17:00:00+07:00" },
  /* 31 August off in its place, 1 and 2 September the national day */
  { "2026-08-28T17:00:00+07:00", "4 working-days", "2026-08-26T07:15:00+07:00", NULL, "2026-09-04T17:00:00+07:00" },
  { "2026-08-24T14:15:00+07:00", "20 working-days", "2026-08-26T07:15:00+07:00", NULL, "2026-09-07T17:00:00+07:00" },
  /* Tết 2026: 16 to 20 February; the new year; the Hùng Kings on Sunday 26 April, so the Monday */
  { "2026-02-13T17:00:00+07:00", "2 working-days", "2026-02-12T07:15:00+07:00", NULL, "2026-02-23T17:00:00+07:00" },
  { "2026-02-12T17:00:00+07:00", NULL, "2026-02-11T07:15:00+07:00", NULL, "2026-02-26T17:00:00+07:00" },
  { "2026-12-31T17:00:00+07:00", "2 working-days", "2026-12-30T07:15:00+07:00", NULL, "2027-01-04T17:00:00+07:00" },
  { "2026-04-24T17:00:00+07:00", "2 working-days", "2026-04-23T07:15:00+07:00", NULL, "2026-04-28T17:00:00+07:00" },
  /* a leap day */
  { "2028-02-28T17:00:00+07:00", "2 working-days", "2028-02-25T07:15:00+07:00", NULL, "2028-02-29T17:00:00+07:00" },
  /* a commune that works on Saturday mornings */
  { "2026-08-07T17:00:00+07:00", "2 working-days", "2026-08-06T07:15:00+07:00", SATURDAYS, "2026-08-08T11:30:00+07:00" },
};

/* The days off of 2026 as the feed brings them: a year with a record uses the records alone. */
static const struct
{
  int month, from, to;
} days_off[] = {
  { 1, 1, 1 }, { 2, 16, 20 }, { 4, 27, 27 }, { 4, 30, 30 }, { 5, 1, 1 }, { 8, 31, 31 }, { 9, 1, 2 },
};

static GbWorkCalendar *
calendar_2026 (const char *hours)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (days_off); i++)
    for (int day = days_off[i].from; day <= days_off[i].to; day++)
      gb_work_calendar_add_day (calendar, gb_day_from_ymd (2026, days_off[i].month, day),
                                GB_DAY_OFF, GB_DAY_NONE, NULL);
  if (hours != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbWorkHours) parsed = gb_work_hours_parse (hours, &error);

      g_assert_no_error (error);
      gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, parsed);
    }
  gb_work_calendar_add_day (calendar, gb_day_from_ymd (2026, 8, 22), GB_DAY_WORK,
                            gb_day_from_ymd (2026, 8, 31), NULL);
  return calendar;
}

static void
test_proposals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (proposals); i++)
    {
      g_autoptr (GbWorkCalendar) calendar = calendar_2026 (proposals[i].hours);
      g_autoptr (GError) error = NULL;
      g_autofree char *proposed = NULL;
      GbLimit limit;

      if (proposals[i].limit != NULL)
        gb_limit_parse (proposals[i].limit, "day-end", NULL, &limit, &error);
      g_assert_no_error (error);
      proposed = gb_time_format (gb_letters_propose_due (
          calendar, proposals[i].due != NULL ? at (proposals[i].due) : 0,
          proposals[i].limit != NULL ? &limit : NULL, at (proposals[i].now)));
      g_test_message ("%s %s at %s", proposals[i].due, proposals[i].limit, proposals[i].now);
      g_assert_cmpstr (proposed, ==, proposals[i].expected);
    }
}

/* Always later than now and than the old moment, and at the end of a session. */
static void
test_proposals_hold (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GbWorkCalendar) calendar =
          calendar_2026 (g_rand_boolean (rand) ? SATURDAYS : NULL);
      const GbLimit limit = { g_rand_int_range (rand, 0, 4), g_rand_int_range (rand, 0, 60),
                              GB_LIMIT_DAY_END, GB_CUTOFF_NONE };
      gint64 now = gb_day_at (gb_day_from_ymd (2026, 1, 1), 0)
                   + g_rand_int_range (rand, 0, 500 * GB_DAY_SECONDS);
      gint64 due = now + g_rand_int_range (rand, -40 * GB_DAY_SECONDS, 40 * GB_DAY_SECONDS);
      gint64 proposed = gb_letters_propose_due (calendar, g_rand_boolean (rand) ? due : 0,
                                                g_rand_boolean (rand) ? &limit : NULL, now);

      g_assert_cmpint (proposed, >, now);
      g_assert_cmpint (gb_work_calendar_worked (calendar, proposed - 1, proposed), ==, 1);
      proposed = gb_letters_propose_due (calendar, due, &limit, now);
      g_assert_cmpint (proposed, >, MAX (now, due));
    }
}

/* --- the queues ----------------------------------------------------------------------------- */

/* 21031 works on Saturday mornings, the others do not. */
static const char base[] =
    PUT ("commune-hours", "h1", "\"commune\":\"21031\",\"hours\":\"" SATURDAYS "\"")
    PUT ("calendar-day", "2026-08-22", "\"kind\":\"work\",\"replaces\":\"2026-08-31\",\"name\":\"n\"")
    PUT ("calendar-day", "2026-08-31", "\"kind\":\"off\",\"name\":\"n\"")
    PUT ("calendar-day", "2026-09-01", "\"kind\":\"off\",\"name\":\"n\"")
    PUT ("calendar-day", "2026-09-02", "\"kind\":\"off\",\"name\":\"n\"");

typedef struct
{
  GbDossierQuery query;
  gint64 now;
  GHashTable *extended; /* codes */
  guint found[2]; /* (out) rows of each queue */
} Check;

static gboolean
is_running (GbDossier *d)
{
  return gb_dossier_get_state (d) == GB_DOSSIER_STATE_ACCEPTED ||
         gb_dossier_get_state (d) == GB_DOSSIER_STATE_PROCESSING;
}

/* Which queue a row belongs to, day by day and in other words: 0 today, 1 missed, -1 none. */
static int
expected_queue (GbDossier      *d,
                GbWorkCalendar *calendar,
                const Check    *check)
{
  GbDay today = gb_time_day (check->now), due = gb_time_day (gb_dossier_get_due (d));
  GbDay day = today + 1;

  if (!is_running (d) || gb_dossier_get_due (d) == 0 ||
      g_hash_table_contains (check->extended, gb_dossier_get_code (d)))
    return -1;
  if (due <= today)
    return 1;
  while (!gb_work_calendar_is_working (calendar, day))
    day++;
  return due <= day ? 0 : -1;
}

static gpointer
check_queues (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  Check *check = data;
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GPtrArray) rows = NULL;
  guint expected[2] = { 0 };

  check->query.filter = GB_DOSSIER_FILTER_ALL;
  rows = gb_dossier_repository_rows (connection, &check->query, check->now, 0, -1, NULL, error);
  for (guint i = 0; i < rows->len; i++)
    {
      GbDossier *d = rows->pdata[i];
      int queue = expected_queue (
          d, gb_calendars_of_commune (calendars, gb_dossier_get_commune (d)), check);

      if (queue >= 0)
        expected[queue]++;
    }
  for (int queue = 0; queue < 2; queue++)
    {
      g_autoptr (GPtrArray) listed = NULL;
      gint64 count;

      check->query.filter = GB_DOSSIER_FILTER_SIGN_TODAY + queue;
      g_assert_true (
          gb_dossier_repository_count (connection, &check->query, check->now, &count, error));
      listed = gb_dossier_repository_rows (connection, &check->query, check->now, 0, -1, NULL, error);
      g_assert_cmpint (count, ==, expected[queue]);
      g_assert_cmpint (listed->len, ==, expected[queue]);
      for (guint i = 0; i < listed->len; i++)
        {
          GbDossier *d = listed->pdata[i];
          GbWorkCalendar *calendar =
              gb_calendars_of_commune (calendars, gb_dossier_get_commune (d));

          g_assert_cmpint (expected_queue (d, calendar, check), ==, queue);
        }
      check->found[queue] += listed->len;
    }
  return NULL;
}

/* Letters on some of the dossiers: records for a half of them, signed here for the others. */
static void
extend_some (GbStoreFixture *f,
             Check          *check,
             GRand          *rand,
             guint           n_dossiers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint serial = 0; serial < n_dossiers; serial += 5)
    {
      g_autofree char *code =
          g_strdup_printf ("H48.91-%06u-%04u", 250101 + serial / 10000 % 28, serial % 10000);
      g_autoptr (GbAction) letter =
          gb_action_new_apology (code, "r", GB_TEST_NOW + 20 * GB_DAY_SECONDS, NULL);
      g_autoptr (GbAction) stored = NULL;

      if (g_rand_boolean (rand))
        {
          g_string_append_printf (
              text,
              PUT ("letter", "L%u", "\"dossier\":\"%s\",\"number\":\"%u\",\"reason\":\"r\","
                   "\"made\":\"2026-08-20T10:00:00+07:00\",\"new_due\":\"2026-10-01T17:00:00+07:00\""),
              serial, code, serial);
          g_hash_table_add (check->extended, g_steal_pointer (&code));
        }
      else if ((stored = gb_store_add_action (f->store, letter, NULL, NULL, NULL)) != NULL)
        g_hash_table_add (check->extended, g_steal_pointer (&code));
    }
  gb_test_commit (f, GB_RECORD_GROUP_WORK, text->str, NULL);
}

/* A count is its rows, and both are what the slow reckoning says: in every commune's calendar, over
 * a fortnight with a make-up Saturday and a long holiday. */
static void
test_queues (void)
{
  static const char *const communes[] = { NULL, "21028", "21031" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) extended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = { .extended = extended };
  GbStoreFixture f;

  gb_store_fixture_set_up (&f);
  gb_test_commit (&f, GB_RECORD_GROUP_BASE, base, NULL);
  for (guint i = 0; i < 1500; i++)
    gb_test_append_dossier (text, rand, i, GB_TEST_NOW);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, text->str, NULL);
  extend_some (&f, &check, rand, 1500);
  for (int step = -16; step <= 24; step++)
    for (gsize i = 0; i < G_N_ELEMENTS (communes); i++)
      {
        g_autoptr (GError) error = NULL;

        check.query.commune = (char *) communes[i];
        check.now = GB_TEST_NOW + step * GB_DAY_SECONDS / 2 + g_rand_int_range (rand, 0, 3600);
        gb_store_read (f.store, check_queues, &check, NULL, &error);
        g_assert_no_error (error);
      }
  g_assert_cmpuint (check.found[0], >, 100);
  g_assert_cmpuint (check.found[1], >, 100);
  gb_store_fixture_tear_down (&f);
}

/* --- a row's new date and the list ---------------------------------------------------------- */

#define DOSSIER(id, state, due)                                                                    \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"f\",\"channel\":\"desk\",\"commune\":\"21028\","           \
       "\"received_by\":\"21028\",\"officer\":\"Lê Văn C\",\"state\":" state                       \
       ",\"due\":\"2026-" due ":00+07:00\"")
#define LETTER(id, dossier, new_due)                                                               \
  PUT ("letter", id,                                                                               \
       "\"dossier\":\"" dossier "\",\"number\":\"" id "/PXL\",\"reason\":\"r\","                   \
       "\"made\":\"2026-08-20T10:00:00+07:00\",\"new_due\":\"2026-" new_due ":00+07:00\"")

static const char letters_work[] =
    DOSSIER ("none", "4", "08-27T09:00") DOSSIER ("by-record", "4", "08-27T09:00")
    DOSSIER ("taken-over", "4", "09-04T17:00") DOSSIER ("signed", "4", "08-27T10:00")
    DOSSIER ("finished", "9", "08-27T09:00") DOSSIER ("late", "4", "08-25T09:00")
    LETTER ("1", "by-record", "09-04T17:00") LETTER ("2", "taken-over", "09-04T17:00")
    LETTER ("3", "finished", "09-04T17:00");

static const struct
{
  const char *code;
  const char *rescheduled; /* (nullable) */
  GbDeadlineClass klass;
} rows[] = {
  { "none", NULL, GB_DEADLINE_CLASS_DUE_SOON },
  { "by-record", "2026-09-04T17:00:00+07:00", GB_DEADLINE_CLASS_DUE_SOON },
  { "taken-over", NULL, GB_DEADLINE_CLASS_ON_TRACK }, /* the province has it */
  { "signed", "2026-09-03T17:00:00+07:00", GB_DEADLINE_CLASS_DUE_SOON },
  { "finished", NULL, GB_DEADLINE_CLASS_FINISHED },
  { "late", NULL, GB_DEADLINE_CLASS_OVERDUE },
};

static gpointer
find (GbSqlConnection *connection,
      gpointer         code,
      GCancellable    *cancellable,
      GError         **error)
{
  GbDossier *dossier = NULL;

  gb_dossier_repository_find (connection, code, GB_TEST_NOW, &dossier, error);
  return dossier;
}

static gpointer
list (GbSqlConnection *connection,
      gpointer         commune,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_letters_list (connection, commune, GB_TEST_NOW, error);
}

static void
sign (GbStoreFixture *f,
      const char     *code)
{
  g_autoptr (GbAction) letter =
      gb_action_new_apology (code, "Chờ ý kiến", at ("2026-09-03T17:00:00+07:00"), "Chủ tịch");
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) stored = gb_store_add_action (f->store, letter, NULL, NULL, &error);

  g_assert_no_error (error);
}

/* The row keeps its class; the letter says on the way what the province does not know yet. */
static void
test_rows (void)
{
  GbStoreFixture f;

  gb_store_fixture_set_up (&f);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, letters_work, NULL);
  sign (&f, "signed");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GbDossier) d = gb_store_read (f.store, find, (gpointer) rows[i].code, NULL, NULL);
      gint64 property;

      g_test_message ("%s", rows[i].code);
      g_object_get (d, "rescheduled", &property, NULL);
      g_assert_cmpint (property, ==, rows[i].rescheduled != NULL ? at (rows[i].rescheduled) : 0);
      g_assert_cmpint (gb_dossier_get_rescheduled (d), ==, property);
      g_assert_cmpint (gb_dossier_get_class (d), ==, rows[i].klass);
    }
  gb_store_fixture_tear_down (&f);
}

static const struct
{
  GbLetterKind kind;
  const char *code;
  const char *number; /* (nullable) */
} listed[] = {
  { GB_LETTER_SIGN_TODAY, "none", NULL },   { GB_LETTER_MISSED, "late", NULL },
  { GB_LETTER_WAITING, "signed", NULL },    { GB_LETTER_ISSUED, "by-record", "1/PXL" },
  { GB_LETTER_ISSUED, "taken-over", "2/PXL" }, { GB_LETTER_ISSUED, "finished", "3/PXL" },
};

static void
test_list (void)
{
  GbStoreFixture f;
  g_autoptr (GPtrArray) letters = NULL, nowhere = NULL, later = NULL;
  const GbLetter *waiting;

  gb_store_fixture_set_up (&f);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, letters_work, NULL);
  sign (&f, "signed");
  letters = gb_store_read (f.store, list, (gpointer) "21028", NULL, NULL);
  g_assert_cmpuint (letters->len, ==, G_N_ELEMENTS (listed));
  for (guint i = 0; i < letters->len; i++)
    {
      const GbLetter *letter = letters->pdata[i];

      g_assert_cmpint (letter->kind, ==, listed[i].kind);
      g_assert_cmpstr (gb_dossier_get_code (letter->dossier), ==, listed[i].code);
      g_assert_cmpstr (letter->number, ==, listed[i].number);
    }
  waiting = letters->pdata[2];
  g_assert_cmpstr (waiting->reason, ==, "Chờ ý kiến");
  g_assert_cmpstr (waiting->signer, ==, "Chủ tịch");
  g_assert_cmpint (waiting->new_due, ==, at ("2026-09-03T17:00:00+07:00"));
  g_assert_cmpint (waiting->made, ==, GB_TEST_NOW);
  nowhere = gb_store_read (f.store, list, (gpointer) "21025", NULL, NULL);
  g_assert_cmpuint (nowhere->len, ==, 0);

  /* the record comes: the letter is one, not two */
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, LETTER ("4", "signed", "09-03T17:00"), NULL);
  later = gb_store_read (f.store, list, NULL, NULL, NULL);
  g_assert_cmpuint (later->len, ==, G_N_ELEMENTS (listed));
  gb_store_fixture_tear_down (&f);
}

static gpointer
propose (GbSqlConnection *connection,
         gpointer         code,
         GCancellable    *cancellable,
         GError         **error)
{
  gint64 *due = g_new0 (gint64, 1);

  gb_letters_propose (connection, code, GB_TEST_NOW, due, error);
  return due;
}

/* The commune's own calendar and the procedure's limit of the feed are what counts. */
static void
test_propose (void)
{
  GbStoreFixture f;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *plain = NULL, *limited = NULL;

  gb_store_fixture_set_up (&f);
  gb_test_commit (&f, GB_RECORD_GROUP_BASE, base, NULL);
  gb_test_commit (&f, GB_RECORD_GROUP_BASE,
                  PUT ("procedure", "P1",
                       "\"code\":\"1.000001\",\"name\":\"q\",\"field\":\"f\",\"field_code\":\"F\","
                       "\"limit\":{\"unit\":\"working-days\",\"amount\":2,\"rule\":\"day-end\","
                       "\"source\":\"s\"},\"papers\":[],\"online\":\"full\",\"paper_result\":false"),
                  NULL);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK,
                  PUT ("dossier", "plain",
                       "\"procedure\":\"p\",\"field\":\"f\",\"channel\":\"desk\",\"state\":4,"
                       "\"commune\":\"21031\",\"received_by\":\"21031\","
                       "\"received\":\"2026-08-24T09:00:00+07:00\",\"due\":\"2026-08-28T17:00:00+07:00\"")
                  PUT ("dossier", "limited",
                       "\"procedure\":\"q\",\"procedure_code\":\"1.000001\",\"field\":\"f\","
                       "\"channel\":\"desk\",\"state\":4,\"commune\":\"21031\",\"received_by\":\"21031\","
                       "\"received\":\"2026-08-24T09:00:00+07:00\",\"due\":\"2026-08-28T17:00:00+07:00\""),
                  NULL);
  g_assert_cmpint (gb_test_int (&f, "SELECT count(*) FROM local.set_aside"), ==, 0);
  plain = gb_store_read (f.store, propose, (gpointer) "plain", NULL, &error);
  limited = gb_store_read (f.store, propose, (gpointer) "limited", NULL, &error);
  g_assert_no_error (error);
  /* Sat 29/8 in the morning, 3/9, 4/9, Sat 5/9, Mon 7/9 */
  g_assert_cmpint (*plain, ==, at ("2026-09-07T17:00:00+07:00"));
  g_assert_cmpint (*limited, ==, at ("2026-08-29T11:30:00+07:00"));
  gb_store_fixture_tear_down (&f);
}

/* --- urging slips --------------------------------------------------------------------------- */

#define URGE(id, dossier, officer, made, due)                                                      \
  PUT ("urge", id,                                                                                 \
       "\"dossier\":\"" dossier "\",\"number\":\"" id "\",\"officer\":\"" officer "\","            \
       "\"made\":\"2026-08-" made ":00+07:00\",\"answer_due\":\"2026-08-" due ":00+07:00\"")
#define ANSWER(id, urge, time)                                                                     \
  PUT ("answer", id,                                                                               \
       "\"urge\":\"" urge "\",\"at\":\"2026-08-" time "+07:00\",\"officer\":\"o\",\"text\":\"" id "\"")

static const char urges[] =
    DOSSIER ("d", "4", "08-25T09:00")
    URGE ("in-time", "d", "Lê Văn C", "20T08:00", "21T08:00")
    ANSWER ("a1", "in-time", "21T08:00:00") ANSWER ("a0", "in-time", "22T09:00:00")
    URGE ("too-late", "d", "Lê Văn C", "21T08:00", "22T08:00")
    ANSWER ("a2", "too-late", "22T08:00:01")
    URGE ("overdue", "d", "Lê Văn C", "24T15:20", "25T15:20")
    URGE ("open", "d", "Lê Văn C", "25T15:20", "26T15:20")
    URGE ("another's", "d", "Võ Văn Đ", "25T15:20", "26T15:20");

static gpointer
history (GbSqlConnection *connection,
         gpointer         officer,
         GCancellable    *cancellable,
         GError         **error)
{
  GbUrgeHistory *value = g_new0 (GbUrgeHistory, 1);

  gb_letters_urge_history (connection, officer, GB_TEST_NOW, value, error);
  return value;
}

static gpointer
slips (GbSqlConnection *connection,
       gpointer         officer,
       GCancellable    *cancellable,
       GError         **error)
{
  return gb_letters_urges (connection, officer, NULL, error);
}

static void
test_urges (void)
{
  GbStoreFixture f;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) slip = gb_action_new_urge ("d", NULL, "Báo cáo"), stored = NULL;
  g_autofree GbUrgeHistory *found = NULL, *nobody = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const GbUrge *newest, *oldest;

  gb_store_fixture_set_up (&f);
  gb_test_commit (&f, GB_RECORD_GROUP_WORK, urges, NULL);
  stored = gb_store_add_action (f.store, slip, NULL, NULL, &error);
  found = gb_store_read (f.store, history, (gpointer) "Lê Văn C", NULL, &error);
  nobody = gb_store_read (f.store, history, (gpointer) "Ai đó", NULL, &error);
  all = gb_store_read (f.store, slips, (gpointer) "Lê Văn C", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->slips, ==, 5);
  g_assert_cmpint (found->open, ==, 3);
  g_assert_cmpint (found->overdue, ==, 1);
  g_assert_cmpint (found->in_time, ==, 1);
  g_assert_cmpint (found->late, ==, 1);
  g_assert_cmpint (nobody->slips + nobody->open + nobody->overdue, ==, 0);

  g_assert_cmpuint (all->len, ==, 5);
  newest = all->pdata[0];
  g_assert_cmpstr (newest->id, ==, stored->id);
  g_assert_null (newest->number);
  g_assert_cmpstr (newest->text, ==, "Báo cáo");
  g_assert_cmpint (newest->answer_due - newest->made, ==, 24 * 60 * 60);
  oldest = all->pdata[4];
  g_assert_cmpstr (oldest->answer, ==, "a1");
  g_assert_cmpint (oldest->answered, ==, at ("2026-08-21T08:00:00+07:00"));
  gb_store_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letters/proposals", test_proposals);
  g_test_add_func ("/letters/proposals-hold", test_proposals_hold);
  g_test_add_func ("/letters/propose", test_propose);
  g_test_add_func ("/letters/queues", test_queues);
  g_test_add_func ("/letters/rows", test_rows);
  g_test_add_func ("/letters/list", test_list);
  g_test_add_func ("/letters/urges", test_urges);

  return g_test_run ();
}
