/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-limits.h"

#include "gb-store-fixture.h"

/* Which version of a procedure a dossier's limit is taken from. The list that comes with the program
 * has 1.001193 "Đăng ký khai sinh" as a same-day service. */

#define PROCEDURE(id, code, name, unit, amount, more)                                                          \
  "{\"op\":\"put\",\"type\":\"procedure\",\"id\":\"" id "\",\"rev\":1,\"data\":{\"code\":" code ",\"name\":\"" name \
  "\",\"field\":\"Hộ tịch\",\"limit\":{\"unit\":\"" unit "\",\"amount\":" amount ",\"source\":\"" id "\"}" more     \
  "}}\n"

#define LINES                                                                                                  \
  PROCEDURE ("old", "\"9.000001\"", "Một", "working-days", "3", ",\"valid_to\":\"2026-07-31\"")                \
  PROCEDURE ("new", "\"9.000001\"", "Một", "working-days", "5", ",\"valid_from\":\"2026-08-01\"")              \
  PROCEDURE ("ends", "\"1.001193\"", "Đăng ký khai sinh", "working-days", "7", ",\"valid_to\":\"2026-07-31\"") \
  PROCEDURE ("half", "\"9.000002\"", "Hai", "working-days", "0.5", "")                                         \
  PROCEDURE ("odd", "\"9.000003\"", "Ba", "working-hours", "2.5", "")                                          \
  PROCEDURE ("unit", "\"1.000656\"", "Bốn", "weeks", "2", "")                                                  \
  PROCEDURE ("vast", "\"9.000004\"", "Năm", "working-days", "1e300", "")                                       \
  PROCEDURE ("unnumbered", "null", "Sáu", "calendar-days", "9", "")                                            \
  PROCEDURE ("empty", "\"\"", "Bảy", "calendar-days", "8", "")

static const struct
{
  const char *code;
  const char *name;
  const char *day;
  const char *source; /* NULL: the program's own list, "": none */
  int amount;
  GbLimitUnit unit;
} cases[] = {
  { "9.000001", "Một", "2026-07-31", "old", 3, GB_LIMIT_WORKING_DAYS },
  { "9.000001", "Một", "2026-08-01", "new", 5, GB_LIMIT_WORKING_DAYS },
  /* The feed's wins while it is valid, and only then. */
  { "1.001193", "Đăng ký khai sinh", "2026-07-31", "ends", 7, GB_LIMIT_WORKING_DAYS },
  { "1.001193", "Đăng ký khai sinh", "2026-08-01", NULL, 0, GB_LIMIT_WORKING_DAYS },
  { NULL, "Đăng ký khai sinh", "2026-07-31", "ends", 7, GB_LIMIT_WORKING_DAYS },
  { NULL, "Đăng ký khai sinh", "2026-08-01", NULL, 0, GB_LIMIT_WORKING_DAYS },
  /* A limit nobody can count with is none. */
  { "1.000656", "Đăng ký khai tử", "2026-08-01", NULL, 0, GB_LIMIT_WORKING_DAYS },
  { "9.000003", "Ba", "2026-08-01", "", 0, 0 },
  { "9.000004", "Năm", "2026-08-01", "", 0, 0 },
  { "9.000002", "Hai", "2026-08-01", "half", 1, GB_LIMIT_HALF_DAYS },
  /* By name where one of both has no code; two codes are two procedures. */
  { "9.000009", "Sáu", "2026-08-01", "unnumbered", 9, GB_LIMIT_CALENDAR_DAYS },
  { "", "Bảy", "2026-08-01", "empty", 8, GB_LIMIT_CALENDAR_DAYS },
  { "", "Hai", "2026-08-01", "half", 1, GB_LIMIT_HALF_DAYS },
  { "9.000009", "Hai", "2026-08-01", "", 0, 0 },
  { "9.000009", "Đăng ký khai sinh", "2026-08-01", "", 0, 0 },
  { "9.000009", "Tám", "2026-08-01", "", 0, 0 },
  { NULL, NULL, "2026-08-01", "", 0, 0 },
};

static void
check_case (GbProcedureLimits *limits,
            guint              i)
{
  const GbProcedureLimit *limit;
  GbDay day;

  g_test_message ("case %u", i);
  g_assert_true (gb_day_parse (cases[i].day, &day, NULL));
  limit = gb_procedure_limits_find (limits, cases[i].code, cases[i].name, day);
  if (g_strcmp0 (cases[i].source, "") == 0)
    {
      g_assert_null (limit);
      return;
    }
  g_assert_nonnull (limit);
  g_assert_cmpint (limit->shipped, ==, cases[i].source == NULL);
  if (cases[i].source != NULL)
    g_assert_cmpstr (limit->source, ==, cases[i].source);
  g_assert_cmpint (limit->limit.amount, ==, cases[i].amount);
  g_assert_cmpint (limit->limit.unit, ==, cases[i].unit);
}

static gpointer
check (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  g_autoptr (GbProcedureLimits) limits = gb_procedure_limits_load (connection, error);
  g_autoptr (GbProcedureLimits) again = NULL;
  g_autoptr (GArray) others = NULL;
  g_autoptr (GArray) none = NULL;
  GbDay day;

  g_assert_no_error (*error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (limits, i);

  g_assert_true (gb_day_parse ("2026-08-01", &day, NULL));
  others = gb_procedure_limits_others (limits, "9.000001", "Một", day);
  g_assert_cmpuint (others->len, >, 0);
  for (guint i = 0; i < others->len; i++)
    g_assert_cmpint (g_array_index (others, GbLimit, i).amount, ==, 3);
  none = gb_procedure_limits_others (limits, "9.000002", "Hai", day);
  g_assert_cmpuint (none->len, ==, 0);

  /* Kept while nothing changes. */
  again = gb_procedure_limits_load (connection, error);
  g_assert_true (again == limits);
  return NULL;
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE, LINES, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 0);
  gb_store_read (fixture.store, check, NULL, NULL, &error);
  g_assert_no_error (error);
  gb_store_fixture_tear_down (&fixture);
}

static gpointer
find_birth (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GbProcedureLimits) limits = gb_procedure_limits_load (connection, error);
  const GbProcedureLimit *limit = gb_procedure_limits_find (limits, "1.001193", NULL, 20000);

  return GINT_TO_POINTER (limit->shipped ? -1 : limit->limit.amount);
}

/* What a sync brings is taken at once, and what it takes away is gone. */
static void
test_changes (void)
{
  GbStoreFixture fixture = { 0 };

  gb_store_fixture_set_up (&fixture);
  g_assert_cmpint (GPOINTER_TO_INT (gb_store_read (fixture.store, find_birth, NULL, NULL, NULL)), ==, -1);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE,
                  PROCEDURE ("birth", "\"1.001193\"", "Đăng ký khai sinh", "working-days", "2", ""), NULL);
  g_assert_cmpint (GPOINTER_TO_INT (gb_store_read (fixture.store, find_birth, NULL, NULL, NULL)), ==, 2);
  gb_test_commit (&fixture, GB_RECORD_GROUP_BASE,
                  "{\"op\":\"del\",\"type\":\"procedure\",\"id\":\"birth\",\"rev\":2}\n", NULL);
  g_assert_cmpint (GPOINTER_TO_INT (gb_store_read (fixture.store, find_birth, NULL, NULL, NULL)), ==, -1);
  gb_store_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/procedure-limits/find", test_find);
  g_test_add_func ("/procedure-limits/changes", test_changes);
  return g_test_run ();
}
