/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-error.h"
#include "gb-hub-fixture.h"
#include "gb-hub-private.h"

#include <string.h>

#define TASK(id, commune)                                                                            \
  "{\"op\":\"put\",\"type\":\"task\",\"id\":\"" id "\",\"data\":{\"number\":\"1\",\"title\":\"T\",\"issuer\":\"U\"," \
  "\"issued\":\"2026-08-01T08:00:00+07:00\",\"due\":\"2026-09-01T17:00:00+07:00\",\"state\":\"open\"" commune "}}\n"
#define OF(code) ",\"commune\":\"" code "\""

#define DOSSIER(id, extra) "{\"MaHoSo\":\"" id "\",\"TenTTHC\":\"P\",\"TenLinhVuc\":\"L\",\"TrangThaiHoSo\":4" extra "}"

static void
take (GbHubFixture *self,
      const char   *lines)
{
  g_autoptr (GbImportReport) report = gb_hub_fixture_records (self, lines);

  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 0);
}

static void
check_pull (GbHubFixture *self,
            const char   *scope,
            guint         limit,
            char        **cursor,
            const char   *expected)
{
  g_autofree char *shown = gb_hub_fixture_pull (self, scope, "work", limit, cursor);

  g_assert_cmpstr (shown, ==, expected);
}

/* A record that goes from all communes to one, or from one to another. */
static void
test_leaving (GbHubFixture *self,
              gconstpointer data)
{
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *all = NULL;
  g_autofree char *fresh = NULL;

  take (self, TASK ("a", "") TASK ("b", OF ("21028")));
  check_pull (self, "commune:21028", 10, &here, "+a +b ");
  check_pull (self, "commune:21025", 10, &there, "+a ");
  check_pull (self, "province:51", 10, &all, "+a +b ");

  take (self, TASK ("a", OF ("21025")) TASK ("b", OF ("21025")));
  check_pull (self, "commune:21028", 10, &here, "-a -b ");
  check_pull (self, "commune:21025", 10, &there, "+a +b ");
  check_pull (self, "province:51", 10, &all, "+a +b ");

  take (self, TASK ("a", "") "{\"op\":\"del\",\"type\":\"task\",\"id\":\"b\"}\n");
  check_pull (self, "commune:21028", 10, &here, "+a ");
  check_pull (self, "commune:21025", 10, &there, "+a -b ");
  check_pull (self, "province:51", 10, &all, "+a -b ");
  check_pull (self, "province:51", 10, &all, "");

  take (self, TASK ("b", ""));
  check_pull (self, "commune:21028", 10, &here, "+b ");
  check_pull (self, "commune:21028", 1, &fresh, "+a +b ");
}

/* Records that stand twice at one place in the log must not let a page end too early. */
static void
test_pages_of_moved (GbHubFixture *self,
                     gconstpointer data)
{
  for (guint limit = 1; limit < 8; limit++)
    {
      g_autofree char *cursor = NULL;
      g_autofree char *whole = NULL;
      g_autofree char *start = NULL;

      take (self, TASK ("a", "") TASK ("b", "") TASK ("c", "") TASK ("d", "") TASK ("e", ""));
      check_pull (self, "commune:21028", 3, &cursor, "+a +b +c +d +e ");
      take (self, TASK ("a", OF ("21028")) TASK ("b", OF ("21028")) TASK ("c", OF ("21028")) TASK ("d", OF ("21028"))
                      TASK ("e", OF ("21028")));
      check_pull (self, "commune:21028", limit, &cursor, "+a +b +c +d +e ");
      check_pull (self, "commune:21028", limit, &cursor, "");
      whole = gb_hub_fixture_pull (self, "commune:21028", "work", limit, &start);
      g_assert_cmpstr (whole, ==, "+a +b +c +d +e ");
    }
}

/* What belongs to a dossier goes where it goes, and when it goes. */
static void
test_family (GbHubFixture *self,
             gconstpointer data)
{
  g_autoptr (GbImportReport) first = NULL;
  g_autoptr (GbImportReport) moved = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  first = gb_hub_fixture_dossiers (self, "N", DOSSIER ("D", ""));
  take (self, "{\"op\":\"put\",\"type\":\"answer\",\"id\":\"A\",\"data\":{\"urge\":\"U\",\"at\":\"2026-08-25T08:00:00+07:00\","
              "\"officer\":\"B\",\"text\":\"x\"}}\n"
              "{\"op\":\"put\",\"type\":\"urge\",\"id\":\"U\",\"data\":{\"dossier\":\"D\",\"number\":\"1\",\"officer\":\"B\","
              "\"made\":\"2026-08-25T08:00:00+07:00\",\"answer_due\":\"2026-08-26T08:00:00+07:00\"}}\n");
  check_pull (self, "commune:21028", 2, &here, "+D +U +A ");
  check_pull (self, "commune:21025", 2, &there, "");
  moved = gb_hub_fixture_dossiers (self, "C", DOSSIER ("D", ""));
  check_pull (self, "commune:21028", 2, &here, "-D -U -A ");
  check_pull (self, "commune:21025", 2, &there, "+D +U +A ");
  take (self, "{\"op\":\"del\",\"type\":\"dossier\",\"id\":\"D\"}\n");
  check_pull (self, "commune:21025", 2, &there, "-D -U -A ");
  check_pull (self, "commune:21028", 2, &here, "");
}

/* An officer is seen by the host and by the commune of the agency that sends, whichever comes first. */
static void
test_officers (GbHubFixture *self,
               gconstpointer data)
{
  g_autofree char *cursor = NULL;
  g_autofree char *before = gb_hub_fixture_pull (self, "commune:21025", "base", 9, &cursor);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  take (self, "{\"op\":\"put\",\"type\":\"officer\",\"id\":\"O\",\"data\":{\"name\":\"Lê Ba\",\"title\":\"CV\","
              "\"kind\":\"seconded\",\"commune\":\"21028\",\"agency\":\"n\",\"home\":\"school\"}}\n");
  first = gb_hub_fixture_pull (self, "commune:21025", "base", 9, &cursor);
  g_assert_cmpstr (first, ==, "");
  take (self, "{\"op\":\"put\",\"type\":\"agency\",\"id\":\"school\",\"data\":{\"name\":\"Trường\",\"kind\":\"school\","
              "\"commune\":\"21025\"}}\n");
  second = gb_hub_fixture_pull (self, "commune:21025", "base", 9, &cursor);
  g_assert_cmpstr (second, ==, "+school +O ");
}

static void
check_cursor (GbHubFixture *self,
              const char   *scope,
              const char   *group,
              const char   *since,
              int           code)
{
  g_auto (GbHubScope) parsed = { NULL };
  GbHubPageRequest request = { .feed_id = gb_hub_get_feed_id (self->hub), .scope = &parsed, .since = since,
                               .limit = 9, .max_bytes = 9999 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = NULL;

  g_assert_true (gb_hub_scope_parse (&parsed, scope, NULL));
  g_assert_true (gb_record_group_from_name (group, &request.group));
  page = gb_hub_page_make (gb_hub_get_connection (self->hub), &request, NULL, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, GB_HUB_ERROR, code);
}

static void
test_cursors (GbHubFixture *self,
              gconstpointer data)
{
  g_autofree char *cursor = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *flipped = NULL;

  check_pull (self, "commune:21028", 9, &empty, "");
  take (self, TASK ("a", ""));
  check_pull (self, "commune:21028", 9, &cursor, "+a ");
  check_cursor (self, "commune:21028", "work", cursor, -1);
  check_cursor (self, "commune:21028", "work", empty, -1);
  check_cursor (self, "commune:21025", "work", cursor, GB_HUB_ERROR_CURSOR);
  check_cursor (self, "commune:21028", "base", cursor, GB_HUB_ERROR_CURSOR);
  check_cursor (self, "commune:21028", "work", "x", GB_HUB_ERROR_CURSOR);
  check_cursor (self, "commune:21028", "work", "????????????????????????????????????????", GB_HUB_ERROR_CURSOR);
  /* One bit of the tag, and one of the feed's id. */
  flipped = g_strdup (cursor);
  flipped[24] = flipped[24] == 'A' ? 'B' : 'A';
  check_cursor (self, "commune:21028", "work", flipped, GB_HUB_ERROR_GONE);
  g_free (flipped);
  flipped = g_strdup (cursor);
  flipped[0] = flipped[0] == 'A' ? 'B' : 'A';
  check_cursor (self, "commune:21028", "work", flipped, GB_HUB_ERROR_GONE);
}

/* The citizen's number goes to the communes that handle the dossier only. */
static void
test_phone (GbHubFixture *self,
            gconstpointer data)
{
  static const struct
  {
    const char *scope;
    gboolean has_phone;
  } cases[] = { { "commune:21028", TRUE }, { "province:51", FALSE } };
  g_autoptr (GbImportReport) report = gb_hub_fixture_dossiers (self, "N", DOSSIER ("D", ",\"SoDienThoai\":\"0905123\""));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GbHubScope) scope = { NULL };
      GbHubPageRequest request = { .feed_id = gb_hub_get_feed_id (self->hub), .scope = &scope, .limit = 9, .max_bytes = 9999 };
      g_autoptr (GBytes) page = NULL;

      g_assert_true (gb_hub_scope_parse (&scope, cases[i].scope, NULL));
      page = gb_hub_page_make (gb_hub_get_connection (self->hub), &request, NULL, NULL);
      g_assert_cmpint (g_strstr_len (g_bytes_get_data (page, NULL), g_bytes_get_size (page), "0905123") != NULL, ==,
                       cases[i].has_phone);
    }
}

/* Time passing changes figures; nothing happening changes nothing. */
static void
test_indicators (GbHubFixture *self,
                 gconstpointer data)
{
  g_autoptr (GbImportReport) report
      = gb_hub_fixture_dossiers (self, "N", DOSSIER ("D", ",\"NgayHenTra\":\"20260827170000\""));
  g_autofree char *cursor = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_assert_true (gb_hub_refresh_indicators (self->hub, NULL));
  first = gb_hub_fixture_pull (self, "commune:21025", "base", 99, &cursor);
  g_assert_nonnull (strstr (first, "+open/21028/2026-08 "));
  g_assert_true (gb_hub_refresh_indicators (self->hub, NULL));
  second = gb_hub_fixture_pull (self, "commune:21025", "base", 99, &cursor);
  g_assert_cmpstr (second, ==, "");
  gb_clock_set (self->clock, gb_clock_now (self->clock) + 3 * 24 * 3600);
  g_assert_true (gb_hub_refresh_indicators (self->hub, NULL));
  third = gb_hub_fixture_pull (self, "commune:21025", "base", 99, &cursor);
  g_assert_cmpstr (third, ==, "+late-share/21028/2026-08 +overdue/21028/2026-08 ");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (GbHubFixture *, gconstpointer);
  } tests[] = {
    { "/hub/feed/leaving", test_leaving },     { "/hub/feed/pages-of-moved", test_pages_of_moved },
    { "/hub/feed/family", test_family },       { "/hub/feed/officers", test_officers },
    { "/hub/feed/cursors", test_cursors },     { "/hub/feed/phone", test_phone },
    { "/hub/feed/indicators", test_indicators },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, GbHubFixture, NULL, gb_hub_fixture_set_up, tests[i].func, gb_hub_fixture_tear_down);
  return g_test_run ();
}
