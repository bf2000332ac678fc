/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-repository.h"
#include "gb-hub-error.h"
#include "gb-hub-import.h"
#include "gb-hub-private.h"
#include "gb-seed.h"

#include <glib/gstdio.h>
#include <string.h>

/* The seed through the hub's own doors: what lies in its database afterwards. */

#define NOW "2026-08-26T07:15:00+07:00"

static char *
new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("giaoban-seed-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static GbHub *
open_hub (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autoptr (GbClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now;
  GbHub *hub;

  g_assert_true (gb_time_parse (NOW, &now, NULL));
  clock = gb_clock_new_fixed (now);
  hub = gb_hub_open (path, clock, &error);
  g_assert_no_error (error);
  return hub;
}

static void
seed (GbHub      *hub,
      guint       dossiers,
      guint64     number,
      const char *to,
      const char *write_dir)
{
  g_autofree char *dir =
      g_test_build_filename (G_TEST_DIST, "..", "data", "provinces", "quang-ngai", NULL);
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GError) error = NULL;
  GbSeedOptions options = {
    .province_dir = dir, .dossiers = dossiers, .seed = number, .write_dir = write_dir
  };

  g_assert_true (gb_day_parse ("2026-07-13", &options.from, NULL));
  g_assert_true (gb_day_parse (to, &options.to, NULL));
  gb_seed_run (hub, &options, report, &error);
  g_assert_no_error (error);
  if (gb_import_report_n_refused (report) > 0)
    {
      const GbImportRefusal *refusal = gb_import_report_get_refusal (report, 0);

      g_error ("%s %d %s: %s", refusal->file, refusal->index, refusal->field, refusal->reason);
    }
  g_assert_cmpuint (gb_import_report_get_waiting (report), ==, 0);
}

static gint64
query_int (GbHub      *hub,
           const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  gb_sql_connection_query_int (gb_hub_get_connection (hub), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* Every record with all it says, in an order of its own. */
static char *
content (GbHub *hub)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
    gb_hub_get_connection (hub),
    "SELECT type || ' ' || id || ' ' || data || ' ' || (SELECT group_concat (commune) FROM"
    " (SELECT commune FROM feed_member m WHERE m.rec = r.rec AND present ORDER BY commune))"
    " FROM feed_record r WHERE NOT deleted ORDER BY type, id", &error);
  gboolean row = TRUE;

  g_assert_no_error (error);
  while (gb_sql_statement_step (statement, &row, &error) && row)
    {
      const char *text = gb_sql_statement_get_text (statement, 0);

      g_assert_nonnull (text);
      g_checksum_update (checksum, (const guchar *) text, strlen (text));
    }
  g_assert_no_error (error);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
import_file (GbHub      *hub,
             const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  if (g_str_has_prefix (name, "exchange-"))
    gb_hub_import_exchange (hub, name, bytes, report, &error);
  else
    gb_hub_import_records (hub, name, bytes, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gb_import_report_n_refused (report), ==, 0);
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* What was written out and brought in as files makes the same database. */
static void
test_messages_are_files (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *other = new_folder ();
  g_autofree char *files = new_folder ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  GbHub *hub = open_hub (folder);

  seed (hub, 900, 11, "2026-08-20", files);
  first = content (hub);
  g_assert_finalize_object (hub);

  dir = g_dir_open (files, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "exchange-"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  hub = open_hub (other);
  import_file (hub, files, "records-1-base.ndjson");
  for (guint i = 0; i < names->len; i++)
    import_file (hub, files, names->pdata[i]);
  import_file (hub, files, "records-2-work.ndjson");
  gb_hub_refresh_indicators (hub, &error);
  g_assert_no_error (error);
  second = content (hub);
  g_assert_finalize_object (hub);
  g_assert_cmpstr (first, ==, second);
  remove_folder (folder);
  remove_folder (other);
  remove_folder (files);
}

/* The same options, the same database; another seed, another. */
static void
test_deterministic (void)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *folder = new_folder ();
      GbHub *hub = open_hub (folder);

      seed (hub, 600, i < 2 ? 5 : 6, "2026-08-14", NULL);
      g_ptr_array_add (contents, content (hub));
      g_assert_finalize_object (hub);
      remove_folder (folder);
    }
  g_assert_cmpstr (contents->pdata[0], ==, contents->pdata[1]);
  g_assert_cmpstr (contents->pdata[0], !=, contents->pdata[2]);
}

/* The agreed demo figures by the application's own predicates. */
static void
check_counts (GbHub *hub)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_ALL);
  g_autoptr (GError) error = NULL;
  GbDossierCounts counts;
  gint64 sum = 0;
  gint64 now;

  g_assert_true (gb_time_parse (NOW, &now, NULL));
  query->commune = g_strdup ("21028");
  gb_dossier_repository_counts (gb_hub_get_connection (hub), query, now, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_OVERDUE], ==, 6);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_DUE_TODAY], ==, 8);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_DUE_SOON], ==, 31);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_ON_TRACK], ==, 220);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_PAUSED], ==, 22);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_NO_DUE], ==, 3);
  g_assert_cmpint (counts.classes[GB_DEADLINE_CLASS_AWAITING], ==, 5);
  g_assert_cmpint (counts.marks[GB_DOSSIER_MARK_LATE_RECEPTION], ==, 1);
  g_assert_cmpint (counts.marks[GB_DOSSIER_MARK_CROSS_BOUNDARY], >, 0);
  for (int i = 0; i < GB_N_DEADLINE_CLASSES; i++)
    sum += counts.classes[i];
  g_assert_cmpint (sum, ==, counts.total);
}

static void
check_load (GbHub *hub)
{
  static const struct
  {
    const char *officer;
    int open;
    int late;
  } cases[] = {
    { "Nguyễn Văn A", 74, 4 }, { "Trần Thị B", 54, 0 }, { "Lê Văn C", 44, 2 },
    { "Phạm Thị D", 37, 0 },   { "Võ Văn Đ", 33, 0 },   { "Đỗ Thị E", 26, 0 },
    { "Huỳnh Văn G", 15, 0 },  { "Bùi Thị H", 7, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *open =
          g_strdup_printf ("SELECT count (*) FROM dossier WHERE commune = '21028' AND state IN"
                           " (2, 4, 5, 6, 8) AND officer = '%s'",
                           cases[i].officer);
      g_autofree char *late =
          g_strconcat (open, " AND state IN (2, 4) AND due < strftime ('%s', '" NOW "')", NULL);

      g_assert_cmpint (query_int (hub, open), ==, cases[i].open);
      g_assert_cmpint (query_int (hub, late), ==, cases[i].late);
    }
}

static void
check_people (GbHub *hub)
{
#define OFFICERS "SELECT count (*) FROM feed_record WHERE type = 'officer' AND data ->> '$.kind' = "
  g_assert_cmpint (query_int (hub, OFFICERS "'post' AND data ->> '$.commune' = '21028'"), ==, 73);
  g_assert_cmpint (
      query_int (
          hub, "SELECT count (DISTINCT data ->> '$.agency') FROM feed_record WHERE type = 'officer'"
               " AND data ->> '$.kind' = 'post' AND data ->> '$.commune' = '21028'"),
      ==, 7);
  g_assert_cmpint (query_int (hub, OFFICERS "'post' AND data ->> '$.agency' = '21028-hcc'"), ==, 10);
  g_assert_cmpint (
      query_int (hub, OFFICERS
                 "'seconded' AND '2025-10-21' BETWEEN data ->> '$.from' AND data ->> '$.to'"),
      ==, 46);
  g_assert_cmpint (
      query_int (hub, OFFICERS
                 "'seconded' AND '2025-10-13' BETWEEN data ->> '$.from' AND data ->> '$.to'"),
      ==, 34);
  g_assert_cmpint (
      query_int (hub,
                 "SELECT count (DISTINCT data ->> '$.home') FROM feed_record WHERE type = 'officer'"
                 " AND '2025-10-13' BETWEEN data ->> '$.from' AND data ->> '$.to'"),
      ==, 7);
  g_assert_cmpint (query_int (hub, OFFICERS "'seconded' AND data ->> '$.home' = 'so-y-te'"), ==, 22);
  g_assert_cmpint (
      query_int (hub,
                 "SELECT sum (numerator) FROM indicator_value WHERE indicator = 'chung-thu-so'"
                 " AND period = '2025-08'"),
      ==, 15200);
#undef OFFICERS
}

/* Steps without a state: of all kinds, said to be made up, and none on what a reader looks for. */
static void
check_events (GbHub *hub)
{
  g_assert_cmpint (query_int (hub, "SELECT count (DISTINCT event) FROM dossier_step WHERE state IS NULL"), ==, 5);
  g_assert_cmpint (query_int (hub, "SELECT count (*) FROM dossier_step WHERE state IS NULL"
                                   " AND text NOT LIKE '%(dữ liệu minh họa)'"), ==, 0);
  g_assert_cmpint (query_int (hub, "SELECT count (*) FROM dossier_step s JOIN dossier d ON d.id = s.dossier"
                                   " WHERE s.state IS NULL AND s.at NOT BETWEEN d.received AND coalesce (d.finished,"
                                   " strftime ('%s', '" NOW "'))"), ==, 0);
  g_assert_cmpint (query_int (hub, "SELECT count (*) FROM dossier_step s JOIN dossier d ON d.id = s.dossier"
                                   " WHERE s.state IS NULL AND d.commune = '21028' AND d.state IN (2, 4)"
                                   " AND d.due < strftime ('%s', '2026-08-28T00:00:00+07:00')"), ==, 0);
}

static void
test_scene (void)
{
  g_autofree char *folder = new_folder ();
  GbHub *hub = open_hub (folder);

  seed (hub, 1500, 1, "2026-08-26", NULL);
  check_counts (hub);
  check_load (hub);
  check_people (hub);
  g_assert_cmpint (query_int (hub, "SELECT count (*) FROM dossier"), ==, 1500);
  /* Nothing comes from the future. */
  g_assert_cmpint (
      query_int (hub, "SELECT count (*) FROM dossier WHERE max (coalesce (submitted, 0),"
                      " coalesce (received, 0), coalesce (finished, 0), coalesce (handed_over, 0))"
                      " > unixepoch ('2026-08-26T07:12:00+07:00')"),
      ==, 0);
  g_assert_cmpint (query_int (hub, "SELECT count (*) FROM dossier_step WHERE at"
                                   " > strftime ('%s', '2026-08-26T07:12:00+07:00')"), ==, 0);
  /* The last step and the dossier agree, and each with a step in hand has an officer. */
  g_assert_cmpint (
      query_int (hub,
                 "SELECT count (*) FROM dossier d WHERE state <> (SELECT state FROM dossier_step s"
                 " WHERE s.dossier = d.id AND s.state IS NOT NULL ORDER BY at DESC LIMIT 1)"),
      ==, 0);
  check_events (hub);
  g_assert_cmpint (
      query_int (hub, "SELECT count (*) FROM dossier WHERE state IN (2, 4) AND officer IS NULL"),
      ==, 0);
  g_assert_finalize_object (hub);
  remove_folder (folder);
}

/* Rosters and their dates are the same whatever the period. */
static void
test_rosters_stand (void)
{
  static const char *const days[] = { "2026-07-31", "2026-08-28" };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *folder = new_folder ();
      g_autofree char *files = new_folder ();
      g_autofree char *path = g_build_filename (files, "records-1-base.ndjson", NULL);
      GbHub *hub = open_hub (folder);
      char *text = NULL;

      seed (hub, 100, 8, days[i], files);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_ptr_array_add (texts, text);
      g_assert_finalize_object (hub);
      remove_folder (folder);
      remove_folder (files);
    }
  g_assert_cmpstr (texts->pdata[0], ==, texts->pdata[1]);
}

static void
test_bad_options (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GError) error = NULL;
  GbSeedOptions options = {
    .province_dir = "/nonexistent", .dossiers = 10, .from = 20001, .to = 20000
  };
  GbHub *hub = open_hub (folder);

  g_assert_false (gb_seed_run (hub, &options, report, &error));
  g_assert_error (error, GB_HUB_ERROR, GB_HUB_ERROR_USAGE);
  g_clear_error (&error);
  options.from = 19990;
  g_assert_false (gb_seed_run (hub, &options, report, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_finalize_object (hub);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seed/hub/scene", test_scene);
  g_test_add_func ("/seed/hub/messages-are-files", test_messages_are_files);
  g_test_add_func ("/seed/hub/deterministic", test_deterministic);
  g_test_add_func ("/seed/hub/rosters-stand", test_rosters_stand);
  g_test_add_func ("/seed/hub/bad-options", test_bad_options);
  return g_test_run ();
}
