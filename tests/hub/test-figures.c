/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that were published, and what the demonstration data say of the same: of each its source. What no source
 * tells is an illustration and stands in no row here. */
#include "gb-hub-private.h"
#include "gb-seed.h"

#include <glib/gstdio.h>
#include <math.h>

#define NOW "2026-08-26T07:15:00+07:00"

#define SECONDED(day) "FROM officer WHERE kind = 'seconded' AND '" day "' BETWEEN from_day AND to_day"
#define FROM_HOME(home) "SELECT count (*) " SECONDED ("2025-10-21") " AND home = '" home "'"
#define WARD "FROM officer WHERE kind = 'post' AND commune = '21028'"
#define SUM(what, indicator) "SELECT sum (" what ") FROM indicator_value WHERE period = '2025-08' AND indicator = '" indicator "'"
#define STATEMENT "Báo cáo biệt phái của tỉnh, 21/10/2025 (DOMAIN.md, People)"
#define PROGRAMMES "Chỉ tiêu chương trình (DOMAIN.md, Programme indicators)"
#define WARD_SOURCE "Phường Nghĩa Lộ (DOMAIN.md, The users)"

static const struct
{
  const char *name;
  const char *sql;
  double expected;
  const char *source;
} figures[] = {
  { "seconded-2025-10-21", "SELECT count (*) " SECONDED ("2025-10-21"), 46, STATEMENT },
  { "departments-2025-10-21", "SELECT count (DISTINCT home) " SECONDED ("2025-10-21"), 8, STATEMENT },
  { "seconded-2025-10-13", "SELECT count (*) " SECONDED ("2025-10-13"), 34, "Báo cáo ngày 13/10/2025 (DOMAIN.md, People)" },
  { "departments-2025-10-13", "SELECT count (DISTINCT home) " SECONDED ("2025-10-13"), 7,
    "Báo cáo ngày 13/10/2025 (DOMAIN.md, People)" },
  { "seconded-environment", FROM_HOME ("so-nong-nghiep-va-moi-truong"), 9, STATEMENT },
  { "seconded-health", FROM_HOME ("so-y-te"), 22, STATEMENT },
  { "seconded-construction", FROM_HOME ("so-xay-dung"), 5, STATEMENT },
  { "seconded-inspectorate", FROM_HOME ("thanh-tra-tinh"), 2, STATEMENT },
  { "seconded-ethnic-affairs", FROM_HOME ("so-dan-toc-va-ton-giao"), 1, STATEMENT },
  { "seconded-education", FROM_HOME ("so-giao-duc-va-dao-tao"), 1, STATEMENT },
  { "seconded-office", FROM_HOME ("van-phong-ubnd-tinh"), 2, STATEMENT },
  { "seconded-home-affairs", FROM_HOME ("so-noi-vu"), 4, STATEMENT },
  { "posts", "SELECT count (*) " WARD, 73, WARD_SOURCE },
  { "agencies", "SELECT count (DISTINCT agency) " WARD, 7, WARD_SOURCE },
  { "desk", "SELECT count (*) " WARD " AND agency = '21028-hcc'", 10, WARD_SOURCE },
  { "desk-share", "SELECT round (100.0 * sum (agency = '21028-hcc') / count (*), 1) " WARD, 13.7, WARD_SOURCE },
  { "communes", "SELECT count (*) FROM commune", 96, "Nghị quyết 1677/NQ-UBTVQH15" },
  { "communes-xa", "SELECT count (*) FROM commune WHERE type = 'xã'", 86, "Nghị quyết 1677/NQ-UBTVQH15" },
  { "communes-phuong", "SELECT count (*) FROM commune WHERE type = 'phường'", 9, "Nghị quyết 1677/NQ-UBTVQH15" },
  { "ward-population", "SELECT population FROM commune WHERE id = '21028'", 73556, "Nghị quyết 1677/NQ-UBTVQH15" },
  { "ward-area", "SELECT area_km2 FROM commune WHERE id = '21028'", 17.07, "Nghị quyết 1677/NQ-UBTVQH15" },
  { "ward-predecessors", "SELECT count (*) FROM predecessor WHERE commune = '21028'", 4, "Nghị quyết 1677/NQ-UBTVQH15" },
  { "centres", "SELECT count (*) FROM agency WHERE kind = 'centre'", 96, "DOMAIN.md, The users" },
  { "certificates", SUM ("numerator", "chung-thu-so"), 15200, PROGRAMMES },
  { "certificates-new", SUM ("numerator", "chung-thu-so-cap-moi"), 500, PROGRAMMES },
  { "certificates-changed", SUM ("numerator", "chung-thu-so-thay-doi"), 4000, PROGRAMMES },
  { "certificates-unlocked", SUM ("numerator", "chung-thu-so-mo-khoa"), 400, PROGRAMMES },
  { "trained", SUM ("numerator", "tap-huan"), 800, PROGRAMMES },
  { "forms", "SELECT DISTINCT denominator FROM indicator_value WHERE indicator = 'bieu-mau-dien-tu'", 30, PROGRAMMES },
  { "payouts-requested", SUM ("denominator", "nghi-dinh-178"), 3553, PROGRAMMES },
  { "payouts-paid", SUM ("numerator", "nghi-dinh-178"), 2930, PROGRAMMES },
  { "part-time-cases", SUM ("denominator", "khong-chuyen-trach"), 1649, PROGRAMMES },
  { "part-time-decided", SUM ("numerator", "khong-chuyen-trach"), 91, PROGRAMMES },
  { "part-time-communes", SUM ("numerator", "khong-chuyen-trach-gia-lai"), 113, PROGRAMMES " Gia Lai" },
  { "part-time-all-communes", SUM ("denominator", "khong-chuyen-trach-gia-lai"), 135, "Nghị quyết 1664/NQ-UBTVQH15" },
  { "department-teams", "SELECT count (*) FROM team WHERE organisation LIKE 'Sở Khoa học và Công nghệ%'", 2,
    "DOMAIN.md, People: Mobile teams" },
  { "department-team-members", "SELECT count (*) FROM team WHERE organisation LIKE 'Sở Khoa học và Công nghệ%'"
    " AND members BETWEEN 17 AND 20", 2, "DOMAIN.md, People: almost 20 each" },
  { "province-teams", "SELECT count (*) FROM team WHERE kind = 'province'", 2, "DOMAIN.md, People: Mobile teams" },
  { "sessions", "SELECT DISTINCT sessions FROM team WHERE sessions IS NOT NULL", 7, "Gia Lai (DOMAIN.md, People)" },
  { "review-due", "SELECT strftime ('%m%d', due + 25200, 'unixepoch') FROM task WHERE id = 'NV-tthc-noi-bo'", 1130,
    "DOMAIN.md, Tasks" },
  { "publish-due", "SELECT strftime ('%m%d', due + 25200, 'unixepoch') FROM task WHERE id = 'NV-cong-khai'", 1010,
    "DOMAIN.md, Tasks" },
  { "collected-on", "SELECT DISTINCT weekday FROM issue_rule WHERE step = 'collect'", 4, "Gia Lai (DOMAIN.md, Weekly cycle)" },
  { "answered-on", "SELECT DISTINCT weekday FROM issue_rule WHERE step = 'answer' AND kind = 'cycle'", 5,
    "Gia Lai (DOMAIN.md, Weekly cycle)" },
  { "forwarded-within", "SELECT DISTINCT amount FROM issue_rule WHERE step = 'forward'", 5, "Nghị định 20/2008/NĐ-CP, Điều 9" },
  { "refused-within", "SELECT amount FROM issue_rule WHERE step = 'refuse'", 2, "DOMAIN.md, Weekly cycle" },
  { "supplement-within", "SELECT amount FROM issue_rule WHERE step = 'supplement'", 5, "DOMAIN.md, Weekly cycle" },
  { "report-within", "SELECT amount FROM issue_rule WHERE step = 'answer' AND kind = 'limit'", 15, "DOMAIN.md, Weekly cycle" },
  { "published-within", "SELECT amount FROM issue_rule WHERE step = 'publish'", 2, "DOMAIN.md, Weekly cycle" },
  { "report-fields", "SELECT count (DISTINCT field) FROM issue WHERE kind = 'report'", 5, "DOMAIN.md, Issues" },
};

/* Of the rows of a table how many have that moment on a day when no office works */
#define OUT_OF_OFFICE(table, moment) \
  "SELECT count (*) FROM " table " t LEFT JOIN calendar_day d ON d.id = date (t." moment " + 25200, 'unixepoch')" \
  " WHERE t." moment " IS NOT NULL AND (d.kind = 'off' OR (d.kind IS NULL AND" \
  " strftime ('%w', t." moment " + 25200, 'unixepoch') IN ('0', '6')))"

/* What the pictures agree on for phường Nghĩa Lộ, and what is promised of the data everywhere. */
static const struct
{
  const char *name;
  const char *sql;
  double expected;
} agreed[] = {
  { "petitions-open", "SELECT count (*) FROM issue WHERE commune = '21028' AND kind = 'difficulty' AND state IN"
                      " ('new', 'collected', 'assigned', 'answered', 'escalated')", 7 },
  { "questions-open", "SELECT count (*) FROM issue WHERE commune = '21028' AND kind = 'guidance' AND state IN"
                      " ('new', 'collected', 'assigned', 'answered', 'escalated')", 4 },
  { "reports-open", "SELECT count (*) FROM issue WHERE commune = '21028' AND kind = 'report' AND state IN"
                    " ('new', 'collected', 'assigned', 'answered', 'escalated')", 12 },
  { "answers-overdue", "SELECT count (*) FROM issue WHERE commune = '21028' AND kind <> 'report' AND state = 'assigned'"
                       " AND due < unixepoch ('" NOW "')", 2 },
  { "seconded-now", "SELECT count (*) " SECONDED ("2026-08-26") " AND commune = '21028'", 4 },
  { "reviewed", "SELECT numerator FROM indicator_value WHERE id = 'tthc-noi-bo/21028/2026-08'", 43 },
  { "reviewed-of-task", "SELECT done FROM task WHERE id = 'NV-21028-1'", 43 },
  { "tasks-near", "SELECT count (*) FROM task WHERE coalesce (commune, '21028') = '21028' AND state = 'open'"
                  " AND due < unixepoch ('2026-09-02')", 1 },
  { "sessions-done", "SELECT count (*) FROM visit WHERE commune = '21028' AND state = 'done'", 4 },
  { "sessions-too-many", "SELECT count (*) FROM (SELECT 1 FROM visit v JOIN team t ON t.id = v.team WHERE sessions IS NOT"
                         " NULL AND v.id LIKE '%to-cong-tac%' GROUP BY commune, team HAVING count (*) > 7)", 0 },
  { "zalo-without-hotline", "SELECT count (*) FROM channel z WHERE kind = 'zalo' AND NOT EXISTS (SELECT 1 FROM channel h"
                            " WHERE h.kind = 'hotline' AND h.agency = z.agency AND h.field = z.field)", 0 },
  { "real-numbers", "SELECT count (*) FROM channel WHERE kind = 'hotline' AND value NOT LIKE '0255 000 %'", 0 },
  { "attending-strangers", "SELECT count (*) FROM attendance a, json_each (a.officers) j LEFT JOIN officer o"
                           " ON o.id = j.value AND o.commune = a.commune WHERE o.id IS NULL", 0 },
  { "assigned-strangers", "SELECT count (*) FROM task t LEFT JOIN officer o ON o.id = t.assignee AND o.commune = t.commune"
                          " WHERE t.assignee IS NOT NULL AND o.id IS NULL", 0 },
  { "measured-by-nothing", "SELECT count (*) FROM task WHERE indicator NOT IN (SELECT id FROM indicator)", 0 },
  { "notes-of-nothing", "SELECT count (*) FROM task_note WHERE task NOT IN (SELECT id FROM task)", 0 },
  { "guidance-without-answer", "SELECT count (*) FROM issue WHERE guidance = 1 AND (answer IS NULL OR answered IS NULL)", 0 },
  { "guidance-of-the-ward", "SELECT count (*) >= 5 FROM issue WHERE guidance = 1 AND commune = '21028'", 1 },
  { "forwarded-before-raised", "SELECT count (*) FROM issue WHERE forwarded < raised OR published < answered", 0 },
  { "from-the-future", "SELECT count (*) FROM issue WHERE max (coalesce (forwarded, 0), coalesce (answered, 0),"
                       " coalesce (published, 0), coalesce (refused, 0)) > unixepoch ('" NOW "')", 0 },
  { "classes-on-holidays", OUT_OF_OFFICE ("notice", "starts"), 0 },
  { "registration-on-holidays", OUT_OF_OFFICE ("notice", "registration_due"), 0 },
  { "published-on-holidays", OUT_OF_OFFICE ("notice", "published"), 0 },
  { "registered-on-holidays", OUT_OF_OFFICE ("attendance", "at"), 0 },
  { "registered-too-late", "SELECT count (*) FROM notice WHERE registration_due >= starts", 0 },
  { "orders-due-on-holidays", OUT_OF_OFFICE ("task", "due") " AND t.commune = '21028'", 0 },
  { "orders-given-on-holidays", OUT_OF_OFFICE ("task", "issued") " AND t.commune = '21028'", 0 },
  { "urged-on-holidays", OUT_OF_OFFICE ("issue_note", "at") " AND t.kind = 'urge'"
                         " AND t.issue IN (SELECT id FROM issue WHERE commune = '21028')", 0 },
  { "visits-asked-too-late", "SELECT count (*) FROM visit WHERE asked > unixepoch ('" NOW "')", 0 },
  { "fields-without-dossiers", "SELECT count (*) FROM officer o, json_each (o.fields) f WHERE"
                               " json_extract (f.value, '$.field') LIKE '%inh doanh%' AND json_extract (f.value, '$.field')"
                               " NOT IN (SELECT field FROM procedure)", 0 },
  { "more-than-all", "SELECT count (*) FROM indicator_value WHERE numerator > denominator OR numerator < 0", 0 },
  { "no-trend", "SELECT count (*) FROM (SELECT 1 FROM indicator_value v JOIN indicator i ON i.id = v.indicator AND"
                " i.kind = 'programme' JOIN commune c ON c.id = v.commune GROUP BY indicator, commune HAVING count (*) <> 7)", 0 },
  { "shrinking-reach", "SELECT count (*) FROM indicator_value a JOIN indicator_value b ON b.indicator = a.indicator AND"
                       " b.commune = a.commune AND b.period > a.period AND b.numerator < a.numerator"
                       " WHERE a.indicator IN ('tthc-noi-bo', 'nghi-dinh-178', 'chung-thu-so')", 0 },
  { "procedures-without-steps", "SELECT count (*) FROM procedure WHERE json_array_length (steps) < 3", 0 },
  { "procedures", "SELECT count (*) FROM procedure WHERE steps IS NOT NULL", 102 },
};

static double
query (GbHub      *hub,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (gb_hub_get_connection (hub), sql, &error);
  gboolean row;

  g_assert_no_error (error);
  g_assert_true (gb_sql_statement_step (statement, &row, &error));
  g_assert_true (row);
  return gb_sql_statement_get_double (statement, 0);
}

static void
assert_value (GbHub      *hub,
              const char *name,
              const char *sql,
              double      expected,
              const char *source)
{
  double value = query (hub, sql);

  g_test_message ("%s: %g; %s", name, value, source);
  if (fabs (value - expected) > 1e-9)
    g_error ("%s is %g, not %g (%s)", name, value, expected, source);
}

static void
seed (GbHub *hub)
{
  g_autofree char *dir = g_test_build_filename (G_TEST_DIST, "..", "data", "provinces", "quang-ngai", NULL);
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GError) error = NULL;
  GbSeedOptions options = { .province_dir = dir, .dossiers = 1500, .seed = 1 };

  g_assert_true (gb_day_parse ("2026-07-13", &options.from, NULL));
  g_assert_true (gb_day_parse ("2026-08-26", &options.to, NULL));
  gb_seed_run (hub, &options, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 0);
}

static void
test_figures (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    assert_value ((GbHub *) data, figures[i].name, figures[i].sql, figures[i].expected, figures[i].source);
}

static void
test_agreed (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (agreed); i++)
    assert_value ((GbHub *) data, agreed[i].name, agreed[i].sql, agreed[i].expected, "agreed");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GbClock) clock = NULL;
  g_autoptr (GbHub) hub = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gint64 now;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (gb_time_parse (NOW, &now, NULL));
  clock = gb_clock_new_fixed (now);
  folder = g_dir_make_tmp ("giaoban-figures-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "hub.db", NULL);
  hub = gb_hub_open (path, clock, &error);
  g_assert_no_error (error);
  seed (hub);
  g_test_add_data_func ("/figures/published", hub, test_figures);
  g_test_add_data_func ("/figures/agreed", hub, test_agreed);
  status = g_test_run ();
  g_assert_finalize_object (g_steal_pointer (&hub));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return status;
}
