/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user decides of the calendar counts everywhere alike, and what the province sends goes before it. */
#include "gb-calendars.h"
#include "gb-deadline.h"
#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"
#include "gb-task-repository.h"

#define WARD "21028"
#define N_DAYS 12

#define PUT(type, id, data)                                                                        \
  "{\"op\":\"put\",\"type\":\"" type "\",\"id\":\"" id "\",\"rev\":1,\"data\":{" data "}}\n"
#define OFF(day) PUT ("calendar-day", day, "\"kind\":\"off\",\"name\":\"Nghỉ\"")
#define HOLIDAYS OFF ("2026-08-31") OFF ("2026-09-01") OFF ("2026-09-02")

/* From Wednesday 26 August 2026, 07:15, one dossier and one task is due at 17:00 on each of twelve days. */
static void
fill (GbStoreFixture *fixture,
      const char     *base)
{
  g_autoptr (GString) work = g_string_new (NULL);

  for (int i = 0; i < N_DAYS; i++)
    {
      g_autofree char *due = gb_test_time (gb_day_at (gb_time_day (GB_TEST_NOW) + i, 17 * 3600));

      g_string_append_printf (work,
                              "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"H48-%d\",\"rev\":1,\"data\":{"
                              "\"procedure\":\"Khai sinh\",\"procedure_code\":\"1.000001\",\"field\":\"Hộ tịch\",\"applicant\":\"Trần Văn A\",\"commune\":\"" WARD "\","
                              "\"received_by\":\"" WARD "\",\"channel\":\"desk\",\"state\":4,"
                              "\"submitted\":\"2026-08-20T08:00:00+07:00\",\"received\":\"2026-08-20T08:00:00+07:00\","
                              "\"due\":\"%s\"}}\n",
                              i, due);
      g_string_append_printf (work,
                              "{\"op\":\"put\",\"type\":\"task\",\"id\":\"T%d\",\"rev\":1,\"data\":{\"number\":\"12/KH\","
                              "\"title\":\"Báo cáo\",\"commune\":\"" WARD "\",\"issuer\":\"UBND tỉnh\","
                              "\"issued\":\"2026-08-20T08:00:00+07:00\",\"due\":\"%s\",\"state\":\"open\",\"done\":0,"
                              "\"total\":1}}\n",
                              i, due);
    }
  gb_test_commit (fixture, GB_RECORD_GROUP_WORK, work->str, NULL);
  gb_test_commit (fixture, GB_RECORD_GROUP_BASE, base, NULL);
}

/* Due soon, as the count, the rows, the classes of rows and the tasks have it. */
static gpointer
check_soon (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gint64 expected = GPOINTER_TO_INT (data);
  g_autoptr (GbDossierQuery) soon = gb_dossier_query_new (GB_DOSSIER_FILTER_DUE_SOON);
  g_autoptr (GPtrArray) rows = gb_dossier_repository_rows (connection, soon, GB_TEST_NOW, 0, -1, NULL, error);
  g_autoptr (GPtrArray) tasks = gb_task_repository_list (connection, WARD, GB_TEST_NOW, error);
  GbDossierCounts counts;
  gint64 tasks_soon = 0;

  g_assert_no_error (*error);
  gb_dossier_repository_counts (connection, soon, GB_TEST_NOW, &counts, error);
  g_assert_no_error (*error);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_DUE_SOON], ==, expected);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_DUE_TODAY], ==, 1);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_ON_TRACK], ==, N_DAYS - 1 - expected);
  g_assert_cmpuint (rows->len, ==, expected);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (gb_dossier_get_class (rows->pdata[i]), ==, GB_DEADLINE_CLASS_DUE_SOON);
  for (guint i = 0; i < tasks->len; i++)
    tasks_soon += ((const GbTask *) tasks->pdata[i])->klass == GB_DEADLINE_CLASS_DUE_SOON;
  g_assert_cmpint (tasks_soon, ==, expected);
  return NULL;
}

static void
expect (GbStoreFixture *fixture,
        int             near_days,
        const char     *hours,
        int             expected)
{
  g_autoptr (GbCalendarChoice) choice = gb_calendar_choice_new (near_days, hours);
  g_autoptr (GError) error = NULL;

  g_test_message ("%d days, hours %s: %d", near_days, hours != NULL ? hours : "as usual", expected);
  gb_store_set_calendar_choice (fixture->store, choice);
  gb_store_read (fixture->store, check_soon, GINT_TO_POINTER (expected), NULL, &error);
  g_assert_no_error (error);
}

/* Thursday, Friday; the 31st of August to the 2nd of September are off. */
static void
test_near_days (void)
{
  static const struct
  {
    int near_days, expected;
  } rows[] = { { 1, 1 }, { 2, 2 }, { 3, 8 }, { 4, 9 }, { 5, 11 }, { 10, 11 }, { 0, 1 }, { 99, 11 } };
  GbStoreFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  gb_store_fixture_set_up (&fixture);
  fill (&fixture, HOLIDAYS);
  gb_store_read (fixture.store, check_soon, GINT_TO_POINTER (2), NULL, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    expect (&fixture, rows[i].near_days, NULL, rows[i].expected);
  gb_store_set_calendar_choice (fixture.store, NULL);
  gb_store_read (fixture.store, check_soon, GINT_TO_POINTER (2), NULL, &error);
  gb_store_fixture_tear_down (&fixture);
}

/* Own hours count where the province sends none: for the days, for the commune, at all. */
static void
test_hours (void)
{
  static const struct
  {
    const char *sent;
    int expected;
  } rows[] = {
    { "", 3 },
    { PUT ("commune-hours", "h", "\"hours\":\"mon-fri 07:00-11:30,13:30-17:00\""), 8 },
    { PUT ("commune-hours", "h", "\"hours\":\"mon-fri 07:00-11:30,13:30-17:00\",\"to\":\"2026-08-27\""), 3 },
    { PUT ("commune-hours", "h", "\"hours\":\"mon-fri 07:00-17:00\",\"commune\":\"" WARD "\""), 8 },
    { PUT ("commune-hours", "h", "\"hours\":\"mon-fri 07:00-17:00\",\"commune\":\"21031\""), 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GbStoreFixture fixture = { 0 };
      g_autofree char *base = g_strconcat (HOLIDAYS, rows[i].sent, NULL);

      gb_store_fixture_set_up (&fixture);
      fill (&fixture, base);
      expect (&fixture, 3, NULL, 8);
      expect (&fixture, 3, "mon-sat 07:00-11:00", rows[i].expected);
      /* what nobody can read is no wish */
      expect (&fixture, 3, "whenever", 8);
      gb_store_fixture_tear_down (&fixture);
    }
}

static gpointer
read_sent (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  char *hours;

  gb_calendar_choice_load_sent (connection, data, GB_TEST_NOW, &hours, error);
  return hours;
}

static void
test_sent (void)
{
  static const struct
  {
    const char *commune, *hours;
  } rows[] = { { WARD, "mon-fri 08:00-16:00" }, { "21031", "mon-fri 07:00-17:00" }, { NULL, "mon-fri 07:00-17:00" } };
  GbStoreFixture fixture = { 0 };
  g_autofree char *nothing = NULL;
  g_autoptr (GError) error = NULL;

  gb_store_fixture_set_up (&fixture);
  fill (&fixture, HOLIDAYS);
  nothing = gb_store_read (fixture.store, read_sent, (gpointer) WARD, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (nothing);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE,
                  PUT ("commune-hours", "all", "\"hours\":\"mon-fri 07:00-17:00\"")
                  PUT ("commune-hours", "ward", "\"hours\":\"mon-fri 08:00-16:00\",\"commune\":\"" WARD "\"")
                  PUT ("commune-hours", "over",
                       "\"hours\":\"mon 08:00-09:00\",\"commune\":\"" WARD "\",\"to\":\"2026-08-25\""),
                  NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *hours = gb_store_read (fixture.store, read_sent, (gpointer) rows[i].commune, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (hours, ==, rows[i].hours);
    }
  gb_store_fixture_tear_down (&fixture);
}

static void
on_changed_cb (GbStore *store,
               guint64  types,
               guint64 *told)
{
  *told |= types;
}

static gboolean
is_told (gpointer told)
{
  return *(guint64 *) told != 0;
}

/* Who shows something is told when it counts otherwise, and not when it does not. */
static void
test_told (void)
{
  GbStoreFixture fixture = { 0 };
  g_autoptr (GbCalendarChoice) three = gb_calendar_choice_new (3, NULL);
  g_autoptr (GbCalendarChoice) again = gb_calendar_choice_new (3, NULL);
  guint64 told = 0;

  gb_store_fixture_set_up (&fixture);
  g_signal_connect (fixture.store, "changed", G_CALLBACK (on_changed_cb), &told);
  gb_store_set_calendar_choice (fixture.store, three);
  g_assert_true (gb_test_wait (is_told, &told));
  g_assert_true (told & GB_RECORD_BIT (GB_RECORD_DOSSIER));
  told = 0;
  gb_store_set_calendar_choice (fixture.store, again);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told, ==, 0);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-choice/near-days", test_near_days);
  g_test_add_func ("/calendar-choice/hours", test_hours);
  g_test_add_func ("/calendar-choice/sent", test_sent);
  g_test_add_func ("/calendar-choice/told", test_told);
  return g_test_run ();
}
