/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-reminder-repository.h"

#include "gb-dossier-repository.h"
#include "gb-reminder-rules.h"
#include "gb-reminder-words.h"
#include "gb-store-fixture.h"
#include "gb-task-repository.h"
#include "gb-test-store.h"
#include "gb-time.h"

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define DOSSIER(id, commune, state, due)                                                           \
  PUT ("dossier", id,                                                                              \
       "\"procedure\":\"p\",\"field\":\"Y tế\",\"channel\":\"desk\",\"commune\":\"" commune "\","   \
       "\"applicant\":\"Trần Văn Kín\",\"received_by\":\"" commune "\",\"state\":" state ",\"due\":\"2026-" due ":00+07:00\"")
#define TASK(id, due)                                                                              \
  PUT ("task", id,                                                                                 \
       "\"number\":\"12/KH\",\"title\":\"" id "\",\"commune\":\"21028\",\"issuer\":\"UBND tỉnh\"," \
       "\"issued\":\"2026-02-01T08:00:00+07:00\",\"due\":\"2026-" due ":00+07:00\",\"state\":\"open\"")
#define OFFICER(id, kind, to)                                                                      \
  PUT ("officer", id,                                                                              \
       "\"name\":\"" id "\",\"title\":\"Chuyên viên\",\"kind\":\"" kind "\",\"commune\":\"21028\"," \
       "\"agency\":\"A1\",\"to\":\"2026-" to "\"")
#define DAY(id, kind, more) PUT ("calendar-day", "2026-02-" id, "\"kind\":\"" kind "\",\"name\":\"Tết\"" more)

static const char work[] =
    DOSSIER ("H48.91-260201-0001", "21028", "4", "02-12T10:00")
    /* Of one look. */
    DOSSIER ("H48.91-260201-0002", "21028", "4", "02-12T10:03")
    DOSSIER ("H48.91-260201-0003", "21028", "2", "02-12T10:04")
    /* Its clock stands; not accepted yet; done. */
    DOSSIER ("H48.91-260201-0004", "21028", "5", "02-12T10:00")
    DOSSIER ("H48.91-260201-0005", "21028", "1", "02-12T10:00")
    DOSSIER ("H48.91-260201-0006", "21028", "9", "02-12T10:00")
    /* On the make-up Saturday, and in the first hour after Tết. */
    DOSSIER ("H48.91-260201-0007", "21028", "4", "02-14T08:00")
    DOSSIER ("H48.91-260201-0008", "21028", "4", "02-23T07:20")
    /* In Tết, after the offices closed, in time. */
    TASK ("tet", "02-18T17:00") TASK ("evening", "02-24T20:00") TASK ("afternoon", "02-25T17:00");

static const char base[] =
    DAY ("16", "off", "") DAY ("17", "off", "") DAY ("18", "off", "") DAY ("19", "off", "") DAY ("20", "off", "")
    DAY ("14", "work", ",\"replaces\":\"2026-02-16\"")
    OFFICER ("O1", "seconded", "02-20") OFFICER ("O2", "post", "03-02") OFFICER ("O3", "seconded", "04-01");

/* Fourteen days from 12 February, looked at every five minutes. */
static const char *const fortnight[] = {
  "02-12 07:00 day 3",          /* due today, from the next day on overdue */
  "02-12 07:00 tasks 1",        /* the one in Tết, for the first look came late */
  "02-12 09:00 due-dossiers 1",
  "02-12 09:05 due-dossiers 2",
  "02-13 07:00 day 3",
  "02-13 07:00 secondments 1",
  "02-14 07:00 day 3",
  "02-14 07:00 tasks 2",        /* the last working day before the weeks-ahead that lie in Tết */
  "02-14 07:00 due-dossiers 1",
  "02-14 17:00 due-tasks 1",    /* before the silence that the moment lies in */
  "02-23 06:30 due-dossiers 1",
  "02-23 07:00 day 4",
  "02-23 07:00 posts 1",
  "02-24 07:00 day 5",
  "02-24 17:00 due-tasks 1",
  "02-25 07:00 day 5",
  "02-25 16:00 due-tasks 1",
};

static gint64
instant_of (const char *text)
{
  g_autofree char *whole = g_strdup_printf ("2026-%s:00+07:00", text);
  gint64 instant;

  g_assert_true (gb_time_parse (whole, &instant, NULL));
  return instant;
}

static void
fill (GbStoreFixture *fixture)
{
  gb_store_fixture_set_up (fixture);
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, work, NULL);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, NULL);
}

static GPtrArray *
look (GbStore *store,
      gboolean claim)
{
  g_autoptr (GError) error = NULL;
  GbReminderSettings settings;
  GPtrArray *found;

  gb_reminder_settings_init (&settings);
  found = gb_reminder_look (store, "21028", &settings, claim, NULL, &error);
  g_assert_no_error (error);
  return found;
}

/* "02-12 07:00 day 3" */
static char *
line_of (const GbReminder *reminder)
{
  g_autofree char *text = gb_time_format (reminder->now);

  return g_strdup_printf ("%.5s %.5s %s %" G_GINT64_FORMAT, text + 5, text + 11, gb_reminder_kind_nick (reminder->kind),
                          gb_reminder_get_count (reminder));
}

/* --- what a notice counts is what it opens ------------------------------------------------------- */

typedef struct
{
  const GbReminder *reminder;
  gint64 now;
} Check;

static guint
count_tasks (GbSqlConnection *connection,
             GbTaskFilter     filter,
             gint64           now)
{
  g_autoptr (GPtrArray) tasks = gb_task_repository_list (connection, "21028", now, NULL);
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    n += gb_task_is_in (tasks->pdata[i], filter, now);
  return n;
}

static guint
count_filter (GbSqlConnection *connection,
              GbDossierFilter  filter,
              gint64           now)
{
  const GbDossierQuery query = { .filter = filter, .commune = (char *) "21028" };
  g_autoptr (GArray) numbers = gb_dossier_repository_numbers (connection, &query, now, NULL);

  return numbers->len;
}

static void
check_day (GbSqlConnection  *connection,
           const GbReminder *reminder)
{
  const gint64 *figures = reminder->figures;

  g_assert_cmpint (figures[GB_REMINDER_FIGURE_OVERDUE], ==,
                   count_filter (connection, GB_DOSSIER_FILTER_OVERDUE, reminder->now));
  g_assert_cmpint (figures[GB_REMINDER_FIGURE_DUE_TODAY], ==,
                   count_filter (connection, GB_DOSSIER_FILTER_DUE_TODAY, reminder->now));
  g_assert_cmpint (figures[GB_REMINDER_FIGURE_SIGN_TODAY], ==,
                   count_filter (connection, GB_DOSSIER_FILTER_SIGN_TODAY, reminder->now));
  g_assert_cmpint (figures[GB_REMINDER_FIGURE_TASKS_OVERDUE], ==,
                   count_tasks (connection, GB_TASK_FILTER_OVERDUE, reminder->now));
  g_assert_cmpint (figures[GB_REMINDER_FIGURE_TASKS_DUE_TODAY], ==,
                   count_tasks (connection, GB_TASK_FILTER_DUE_TODAY, reminder->now));
}

/* @now may be weeks later. */
static gpointer
check (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  const Check *self = data;
  const GbReminder *reminder = self->reminder;
  g_autoptr (GbReminder) kept = NULL;
  g_autofree char *id = gb_reminder_dup_id (reminder);
  g_autofree char *kept_id = NULL;

  g_assert_true (gb_reminder_repository_load (connection, reminder->number, &kept, NULL));
  g_assert_cmpint (kept->kind, ==, reminder->kind);
  g_assert_cmpint (kept->now, ==, reminder->now);
  g_assert_cmpuint (kept->members->len, ==, reminder->members->len);
  kept_id = gb_reminder_dup_id (kept);
  g_assert_cmpstr (kept_id, ==, id);
  if (reminder->kind == GB_REMINDER_DAY)
    check_day (connection, reminder);
  if (reminder->kind == GB_REMINDER_DUE_DOSSIERS)
    {
      g_autofree char *text = g_strdup_printf ("reminder/said/2026-02-12/2026-02-12?reminder=%" G_GINT64_FORMAT,
                                               reminder->number);
      g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
      g_autoptr (GArray) numbers = NULL;

      query->set = gb_dossier_set_parse (text);
      g_assert_nonnull (query->set);
      query->filter = gb_dossier_set_get_filter (query->set);
      numbers = gb_dossier_repository_numbers (connection, query, self->now, NULL);
      g_assert_cmpuint (numbers->len, ==, reminder->members->len);
    }
  return NULL;
}

static void
test_fortnight (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_reminder_free);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 end = instant_of ("02-26T00:00");

  fill (&fixture);
  for (gint64 now = instant_of ("02-12T00:00"); now < end; now = gb_reminder_rules_next_look (now))
    {
      g_autoptr (GPtrArray) found = NULL;

      gb_clock_set (fixture.clock, now);
      found = look (fixture.store, TRUE);
      for (guint i = 0; i < found->len; i++)
        {
          Check data = { found->pdata[i], now };

          gb_store_read (fixture.store, check, &data, NULL, NULL);
          g_assert_true (g_hash_table_add (keys, gb_reminder_dup_id (found->pdata[i])));
        }
      g_ptr_array_extend_and_steal (said, g_steal_pointer (&found));
    }
  for (guint i = 0; i < MAX (said->len, G_N_ELEMENTS (fortnight)); i++)
    {
      g_autofree char *line = i < said->len ? line_of (said->pdata[i]) : g_strdup ("nothing more");

      g_test_message ("%s", line);
      g_assert_cmpstr (line, ==, i < G_N_ELEMENTS (fortnight) ? fortnight[i] : "nothing more");
    }
  for (guint i = 0; i < said->len; i++)
    {
      Check data = { said->pdata[i], end };

      if (((GbReminder *) said->pdata[i])->kind != GB_REMINDER_DAY)
        gb_store_read (fixture.store, check, &data, NULL, NULL);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* Who sleeps at seven is told in working hours, once. */
static void
test_asleep (void)
{
  static const struct
  {
    const char *now;
    const char *line;
  } looks[] = {
    { "02-12T12:00", NULL },
    { "02-12T13:40", "02-12 13:40 day 3" },
    { "02-12T13:45", NULL },
    { "02-13T17:20", NULL },
    { "02-15T09:00", NULL },
    { "02-23T16:55", "02-23 16:55 day 5" },
  };
  GbStoreFixture fixture = { 0 };

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GPtrArray) found = NULL;
      g_autofree char *line = NULL;

      gb_clock_set (fixture.clock, instant_of (looks[i].now));
      found = look (fixture.store, TRUE);
      if (found->len > 0 && ((GbReminder *) found->pdata[0])->kind == GB_REMINDER_DAY)
        line = line_of (found->pdata[0]);
      g_assert_cmpstr (line, ==, looks[i].line);
    }
  gb_store_fixture_tear_down (&fixture);
}

/* --- several programs ---------------------------------------------------------------------------- */

typedef struct
{
  GbStoreFixture *fixture;
  GPtrArray *keys; /* (owned) (element-type utf8) */
} Program;

/* A program of its own: with its own connections to the same files. */
static gpointer
run_program (gpointer data)
{
  Program *self = data;
  g_autoptr (GbClock) clock = gb_clock_new_fixed (instant_of ("02-12T06:00"));
  g_autoptr (GbSqlKey) key = gb_test_key ();
  g_autoptr (GbStore) store = gb_store_new (self->fixture->path, clock, key);
  g_autoptr (GError) error = NULL;

  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  for (gint64 now = instant_of ("02-12T06:50"); now < instant_of ("02-12T10:00"); now = gb_reminder_rules_next_look (now))
    {
      g_autoptr (GPtrArray) found = NULL;

      gb_clock_set (clock, now);
      found = look (store, TRUE);
      for (guint i = 0; i < found->len; i++)
        {
          const GbReminder *reminder = found->pdata[i];

          for (guint k = 0; k < reminder->members->len; k++)
            g_ptr_array_add (self->keys, g_strdup_printf ("%s %s", gb_reminder_kind_nick (reminder->kind),
                                                          ((GbReminderMember *) reminder->members->pdata[k])->key));
        }
    }
  gb_store_close (store);
  return NULL;
}

static void
test_several_programs (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  Program programs[4];
  GThread *threads[4];
  guint n = 0;

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      programs[i] = (Program) { &fixture, g_ptr_array_new_with_free_func (g_free) };
      threads[i] = g_thread_new ("program", run_program, &programs[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    g_thread_join (threads[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    for (guint k = 0; k < programs[i].keys->len; k++, n++)
      g_assert_true (g_hash_table_add (keys, programs[i].keys->pdata[k]));
  /* The day, a task, three dossiers. */
  g_assert_cmpuint (n, ==, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    g_ptr_array_unref (programs[i].keys);
  gb_store_fixture_tear_down (&fixture);
}

/* What only was looked at, and what could not be said, is said later. */
static void
test_release (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) seen = NULL, claimed = NULL, again = NULL, later = NULL;
  g_autoptr (GError) error = NULL;

  fill (&fixture);
  gb_clock_set (fixture.clock, instant_of ("02-12T09:10"));
  seen = look (fixture.store, FALSE);
  claimed = look (fixture.store, TRUE);
  g_assert_cmpuint (seen->len, ==, 3);
  g_assert_cmpuint (claimed->len, ==, 3);
  again = look (fixture.store, TRUE);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_true (gb_reminder_release (fixture.store, claimed->pdata[2], NULL, &error));
  g_assert_no_error (error);
  later = look (fixture.store, TRUE);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpint (gb_reminder_get_count (later->pdata[0]), ==, 3);
  gb_store_fixture_tear_down (&fixture);
}

/* A new due moment is a new reminder. */
static void
test_moved (void)
{
  GbStoreFixture fixture = { 0 };
  const char *const looks[] = { "02-12T09:10", "02-13T15:00" };

  fill (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      gb_clock_set (fixture.clock, instant_of (looks[i]));
      found = look (fixture.store, TRUE);
      g_assert_cmpint (((GbReminder *) found->pdata[found->len - 1])->kind, ==, GB_REMINDER_DUE_DOSSIERS);
      gb_test_commit (&fixture, GB_RECORD_GROUP_WORK, DOSSIER ("H48.91-260201-0001", "21028", "4", "02-13T15:30"), NULL);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
test_before_first_pull (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) found = NULL;

  gb_store_fixture_set_up (&fixture);
  found = look (fixture.store, TRUE);
  g_assert_cmpuint (found->len, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

/* A day without anything is told as such; who may see the screen reads no name. */
static void
test_words (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GbReminder) empty = gb_reminder_new (GB_REMINDER_DAY, NULL, 0, 0);
  g_autofree char *nothing = gb_reminder_words_title (empty);
  g_autofree char *target = gb_reminder_dup_target (empty);
  const char *const expected[] = { "3 apology letters are to be signed today, if their dossiers will not be done",
                                   "1 task is due on 18/02", "3 dossiers are due from 10:00 to 10:04" };

  g_assert_cmpstr (nothing, ==, "Nothing is overdue or due today");
  g_assert_cmpstr (target, ==, "page/today");
  fill (&fixture);
  gb_clock_set (fixture.clock, instant_of ("02-12T09:10"));
  found = look (fixture.store, TRUE);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *title = gb_reminder_words_title (found->pdata[i]);
      g_autofree char *body = gb_reminder_words_body (found->pdata[i]);

      if (i > 0)
        g_assert_cmpstr (title, ==, expected[i]);
      g_assert_null (strstr (title, "Kín"));
      g_assert_null (strstr (body, "Kín"));
      g_assert_null (strstr (body, "H48"));
      g_assert_nonnull (strstr (body, "Figures as of "));
    }
  gb_store_fixture_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminder/fortnight", test_fortnight);
  g_test_add_func ("/reminder/asleep", test_asleep);
  g_test_add_func ("/reminder/several-programs", test_several_programs);
  g_test_add_func ("/reminder/release", test_release);
  g_test_add_func ("/reminder/moved", test_moved);
  g_test_add_func ("/reminder/before-first-pull", test_before_first_pull);
  g_test_add_func ("/reminder/words", test_words);

  return g_test_run ();
}
