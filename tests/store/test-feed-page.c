/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-feed-page.h"

#include <string.h>

#include "gb-cursor-repository.h"
#include "gb-store-fixture.h"
#include "gb-store-status.h"

static void
set_up (GbStoreFixture *f,
        gconstpointer   data)
{
  gb_store_fixture_set_up (f);
}

static void
tear_down (GbStoreFixture *f,
           gconstpointer   data)
{
  gb_store_fixture_tear_down (f);
}

static char *
dossier (const char *id,
         int         state)
{
  return g_strdup_printf ("{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":1,\"data\":{"
                          "\"procedure\":\"x\",\"field\":\"x\",\"channel\":\"desk\",\"commune\":"
                          "\"21028\",\"received_by\":\"21028\",\"state\":%d}}\n",
                          id, state);
}

static gpointer
read_cursor (GbSqlConnection *connection,
             gpointer         group,
             GCancellable    *cancellable,
             GError         **error)
{
  GbCursor *cursor = g_new0 (GbCursor, 1);

  gb_cursor_load (connection, GPOINTER_TO_INT (group), cursor, error);
  return cursor;
}

static GbCursor *
load_cursor (GbStoreFixture *f,
             GbRecordGroup   group)
{
  g_autoptr (GError) error = NULL;
  GbCursor *cursor =
      gb_store_read (f->store, read_cursor, GINT_TO_POINTER (group), NULL, &error);

  g_assert_no_error (error);
  return cursor;
}

static void
free_cursor (GbCursor *cursor)
{
  gb_cursor_clear (cursor);
  g_free (cursor);
}

static gpointer
read_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static GbStoreStatus *
load_status (GbStoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  GbStoreStatus *status = gb_store_read (f->store, read_status, NULL, NULL, &error);

  g_assert_no_error (error);
  return status;
}

/* Commits a page that must fail. */
static GError *
refuse (GbStoreFixture *f,
        GbFeedPage     *page)
{
  GError *error = NULL;

  g_assert_false (gb_store_commit_page (f->store, page, NULL, NULL, &error));
  return error;
}

static void
test_counts (GbStoreFixture *f,
             gconstpointer   data)
{
  g_autofree char *one = dossier ("a", 4), *two = dossier ("b", 4), *bad = dossier ("c", 0);
  g_autofree char *text = g_strconcat (
      one, two, bad, "{\"op\":\"put\",\"type\":\"starship\",\"id\":\"e\",\"rev\":1,\"data\":{}}\n",
      "{\"op\":\"del\",\"type\":\"dossier\",\"id\":\"b\",\"rev\":2}\n", NULL);
  g_autoptr (GbStoreStatus) status = NULL;
  GbFeedPageResult counts;
  GbCursor *cursor;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, text, &counts);
  g_assert_cmpuint (counts.put, ==, 2);
  g_assert_cmpuint (counts.deleted, ==, 1);
  g_assert_cmpuint (counts.skipped, ==, 1);
  g_assert_cmpuint (counts.set_aside, ==, 1);
  g_assert_cmpuint (counts.removed, ==, 0);

  cursor = load_cursor (f, GB_RECORD_GROUP_WORK);
  g_assert_cmpstr (cursor->cursor, ==, "c1");
  g_assert_cmpstr (cursor->feed_id, ==, "feed");
  g_assert_cmpint (cursor->generation, ==, 1);
  g_assert_false (cursor->full);
  g_assert_cmpint (cursor->as_of, ==, GB_TEST_NOW);
  free_cursor (cursor);
  cursor = load_cursor (f, GB_RECORD_GROUP_BASE);
  g_assert_null (cursor->cursor);
  g_assert_cmpint (cursor->as_of, ==, 0);
  free_cursor (cursor);

  status = load_status (f);
  g_assert_cmpstr (status->scope, ==, "province:51");
  g_assert_cmpstr (status->endpoint, ==, "http://127.0.0.1:1/");
  g_assert_cmpint (status->records[GB_RECORD_DOSSIER], ==, 1);
  g_assert_cmpint (status->records[GB_RECORD_TASK], ==, 0);
  g_assert_cmpint (status->set_aside, ==, 1);
  g_assert_cmpint (status->as_of, ==, GB_TEST_NOW);
}

static void
test_set_aside (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autofree char *bad = dossier ("c", 0), *good = dossier ("c", 4);
  g_autofree char *reason = NULL, *line = NULL;

  /* the same line twice is one line, and says why */
  gb_test_commit (f, GB_RECORD_GROUP_WORK, bad, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, bad, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, "<html>502</html>\n", NULL);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 2);
  reason = gb_test_text (f, "SELECT reason FROM local.set_aside WHERE id='c' AND type='dossier'");
  g_assert_nonnull (strstr (reason, "CHECK"));
  line = gb_test_text (f, "SELECT line FROM local.set_aside WHERE id='c'");
  g_assert_true (g_str_has_prefix (bad, line));

  /* a good one of the same record settles it */
  gb_test_commit (f, GB_RECORD_GROUP_WORK, good, NULL);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside WHERE id IS NULL"), ==, 1);
}

/* What is in FILE.local outlives the cache. */
static void
test_reopen (GbStoreFixture *f,
             gconstpointer   data)
{
  g_autofree char *bad = dossier ("c", 0), *good = dossier ("a", 4);
  g_autofree char *text = g_strconcat (bad, good, NULL);
  GbCursor *cursor;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, text, NULL);
  gb_store_fixture_reopen (f);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 1);
  cursor = load_cursor (f, GB_RECORD_GROUP_WORK);
  g_assert_cmpstr (cursor->cursor, ==, "c1");
  free_cursor (cursor);
}

static void
test_gap (GbStoreFixture *f,
          gconstpointer   data)
{
  g_autofree char *one = dossier ("a", 4), *two = dossier ("b", 4);
  g_autoptr (GbFeedPage) page = NULL;
  g_autoptr (GError) error = NULL, again = NULL, other = NULL;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, one, NULL);
  page = gb_test_page (f, GB_RECORD_GROUP_WORK, two, FALSE);
  g_free (page->from);
  page->from = g_strdup ("elsewhere");
  error = refuse (f, page);
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_GAP);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 1);

  /* another feed's cursor of the same name */
  g_free (page->from);
  page->from = g_strdup ("c1");
  g_free (page->feed_id);
  page->feed_id = g_strdup ("other");
  other = refuse (f, page);
  g_assert_error (other, GB_STORE_ERROR, GB_STORE_ERROR_GAP);

  /* the same page twice */
  gb_test_commit (f, GB_RECORD_GROUP_WORK, two, NULL);
  g_free (page->feed_id);
  page->feed_id = g_strdup ("feed");
  again = refuse (f, page);
  g_assert_error (again, GB_STORE_ERROR, GB_STORE_ERROR_GAP);
}

static void
test_scope (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autofree char *one = dossier ("a", 4);
  g_autoptr (GbFeedPage) page = NULL;
  g_autoptr (GbStoreStatus) status = NULL;
  g_autoptr (GError) error = NULL;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, one, NULL);
  page = gb_test_page (f, GB_RECORD_GROUP_WORK, one, FALSE);
  g_free (page->scope);
  page->scope = g_strdup ("commune:21028");
  error = refuse (f, page);
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE);
  g_assert_nonnull (strstr (error->message, "province:51"));
  g_assert_nonnull (strstr (error->message, "commune:21028"));

  /* a hub may move */
  g_free (page->scope);
  page->scope = g_strdup ("province:51");
  g_free (page->endpoint);
  page->endpoint = g_strdup ("https://hub.example/");
  g_clear_error (&error);
  g_assert_true (gb_store_commit_page (f->store, page, NULL, NULL, &error));
  status = load_status (f);
  g_assert_cmpstr (status->endpoint, ==, "https://hub.example/");
}

/* A commune's cache takes what it owns or received and sets the rest aside. */
static void
test_foreign (GbStoreFixture *f,
              gconstpointer   data)
{
  static const char *const lines =
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"a\",\"rev\":1,\"data\":{\"procedure\":\"x\","
      "\"field\":\"x\",\"channel\":\"desk\",\"commune\":\"20818\",\"received_by\":\"21028\",\"state\":4}}\n"
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"b\",\"rev\":1,\"data\":{\"procedure\":\"x\","
      "\"field\":\"x\",\"channel\":\"desk\",\"commune\":\"20818\",\"received_by\":\"20818\",\"state\":4}}\n"
      "{\"type\":\"dossier\",\"op\":\"put\",\"id\":\"c\",\"rev\":1,\"data\":{\"commune\":\"20818\"}}\n"
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"d\",\"rev\":1,\"data\":{}}\n";
  g_autoptr (GbFeedPage) page = gb_test_page (f, GB_RECORD_GROUP_WORK, lines, FALSE);
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;

  g_free (page->scope);
  page->scope = g_strdup ("commune:21028");
  g_assert_true (gb_store_commit_page (f->store, page, &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.put, ==, 1);
  g_assert_cmpuint (counts.set_aside, ==, 3);
}

/* What is too long or too deep to be parsed is kept aside by the name it has, and so is what is of the
 * other group, whose pulls would take it away or never. */
static void
test_faults_and_groups (GbStoreFixture *f,
                        gconstpointer   data)
{
  g_autofree char *a = dossier ("a", 4), *b = dossier ("b", 4), *both = g_strconcat (a, b, NULL);
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *text = g_strconcat (a, b, brackets, "\n", NULL);
  g_autofree char *reason = NULL;
  g_autoptr (GbFeedPage) page = NULL;
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, both, NULL);
  g_clear_pointer (&f->cursor[GB_RECORD_GROUP_WORK], g_free);
  page = gb_test_page (f, GB_RECORD_GROUP_WORK, text, FALSE);
  g_array_index (page->lines, GbFeedSpan, 1).fault = "longer than a line may be";
  g_array_index (page->lines, GbFeedSpan, 2).fault = "nested deeper than a line may be";
  g_assert_true (gb_store_commit_page (f->store, page, &counts, NULL, &error));
  g_assert_cmpuint (counts.put, ==, 1);
  g_assert_cmpuint (counts.set_aside, ==, 2);
  g_assert_cmpuint (counts.removed, ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 2);
  reason = gb_test_text (f, "SELECT reason FROM local.set_aside WHERE type='dossier' AND id='b'");
  g_assert_cmpstr (reason, ==, "longer than a line may be");

  gb_test_commit (f, GB_RECORD_GROUP_BASE, a, &counts);
  g_assert_cmpuint (counts.set_aside, ==, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 2);
}

/* After 410 everything comes again, in pages; what does not come goes with the last of them, and a
 * record whose line was set aside stays as it was. */
static void
test_full_pull (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autofree char *a = dossier ("a", 4), *b = dossier ("b", 4), *c = dossier ("c", 4),
                  *d = dossier ("d", 4), *bad = dossier ("b", 0);
  g_autofree char *all = g_strconcat (a, b, c, NULL);
  g_autofree char *first = g_strconcat (a, bad, NULL);
  g_autoptr (GbFeedPage) page = NULL;
  g_autoptr (GbFeedPage) next = NULL;
  g_autoptr (GError) error = NULL;
  GbFeedPageResult counts;
  GbCursor *cursor;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, all, NULL);
  gb_test_commit (f, GB_RECORD_GROUP_BASE,
                  "{\"op\":\"put\",\"type\":\"team\",\"id\":\"t\",\"rev\":1,\"data\":{\"name\":"
                  "\"x\",\"organisation\":\"x\",\"members\":1,\"kind\":\"x\"}}\n",
                  NULL);

  g_clear_pointer (&f->cursor[GB_RECORD_GROUP_WORK], g_free);
  page = gb_test_page (f, GB_RECORD_GROUP_WORK, first, TRUE);
  g_assert_true (gb_store_commit_page (f->store, page, &counts, NULL, &error));
  g_assert_cmpuint (counts.set_aside, ==, 1);
  g_assert_cmpuint (counts.removed, ==, 0);
  cursor = load_cursor (f, GB_RECORD_GROUP_WORK);
  g_assert_true (cursor->full);
  g_assert_cmpint (cursor->generation, ==, 2);
  free_cursor (cursor);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 3);

  /* interrupted and resumed by another process */
  gb_store_fixture_reopen (f);
  f->cursor[GB_RECORD_GROUP_WORK] = g_strdup (page->cursor);
  next = gb_test_page (f, GB_RECORD_GROUP_WORK, d, FALSE);
  g_assert_true (gb_store_commit_page (f->store, next, &counts, NULL, &error));
  g_assert_cmpuint (counts.removed, ==, 1);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier WHERE id IN ('a','b','d')"), ==, 3);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 3);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM team"), ==, 1);
  cursor = load_cursor (f, GB_RECORD_GROUP_WORK);
  g_assert_false (cursor->full);
  g_assert_cmpint (cursor->generation, ==, 2);
  free_cursor (cursor);
}

static gpointer
restart (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  gb_cursor_restart (connection, GB_RECORD_GROUP_WORK, error);
  return NULL;
}

static gpointer
fail_twice (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  if (gb_cursor_note_failure (connection, GB_RECORD_GROUP_WORK, 100, 160, "no route", error))
    gb_cursor_note_failure (connection, GB_RECORD_GROUP_WORK, 160, 280, "no answer", error);
  return NULL;
}

static gpointer
succeed (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  gb_cursor_note_success (connection, GB_RECORD_GROUP_WORK, 300, error);
  return NULL;
}

static void
test_attempts (GbStoreFixture *f,
               gconstpointer   data)
{
  g_autofree char *a = dossier ("a", 4);
  g_autoptr (GbStoreStatus) failed = NULL;
  g_autoptr (GbStoreStatus) good = NULL;
  GbCursor *cursor;

  gb_test_commit (f, GB_RECORD_GROUP_WORK, a, NULL);
  gb_store_write (f->store, fail_twice, NULL, NULL, NULL);
  failed = load_status (f);
  g_assert_cmpint (failed->last_attempt, ==, 160);
  g_assert_cmpint (failed->next_attempt, ==, 280);
  g_assert_cmpstr (failed->last_error, ==, "no answer");
  g_assert_cmpuint (failed->groups[GB_RECORD_GROUP_WORK].attempts, ==, 2);
  g_assert_cmpint (failed->as_of, ==, GB_TEST_NOW);

  gb_store_write (f->store, succeed, NULL, NULL, NULL);
  good = load_status (f);
  g_assert_cmpint (good->last_attempt, ==, 300);
  g_assert_cmpint (good->next_attempt, ==, 0);
  g_assert_null (good->last_error);
  g_assert_cmpuint (good->groups[GB_RECORD_GROUP_WORK].attempts, ==, 0);

  gb_store_write (f->store, restart, NULL, NULL, NULL);
  cursor = load_cursor (f, GB_RECORD_GROUP_WORK);
  g_assert_null (cursor->cursor);
  g_assert_cmpint (cursor->as_of, ==, GB_TEST_NOW);
  free_cursor (cursor);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 1);
}

/* A word of the search, and how many rows it has to find. */
static gint64
find (GbStoreFixture *f,
      const char     *table,
      const char     *match)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM %s WHERE %s MATCH '%s'", table, table, match);

  return gb_test_int (f, sql);
}

static gpointer
check_index (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  gb_sql_connection_exec (connection,
                          "INSERT INTO dossier_text(dossier_text,rank) VALUES('integrity-check',1);"
                          "INSERT INTO dossier_code(dossier_code,rank) VALUES('integrity-check',1);",
                          error);
  return NULL;
}

/* Rows come, change, go and come again in one page and over pages: the indexes follow. */
static void
test_index (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GError) error = NULL;

  for (int p = 0; p < 30; p++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int i = 0; i < 40; i++)
        {
          guint serial = (guint) g_rand_int_range (rand, 0, 60);

          if (g_rand_int_range (rand, 0, 3) > 0)
            gb_test_append_dossier (text, rand, serial, GB_TEST_NOW);
          else
            g_string_append_printf (text, "{\"op\":\"del\",\"type\":\"dossier\",\"id\":"
                                          "\"H48.91-250101-%04u\",\"rev\":1}\n", serial);
        }
      gb_test_commit (f, GB_RECORD_GROUP_WORK, text->str, NULL);
      gb_store_write (f->store, check_index, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (find (f, "dossier_code", "\"250\""), ==,
                       gb_test_int (f, "SELECT count(*) FROM dossier"));
      g_assert_cmpint (find (f, "dossier_text", "thua"), ==,
                       gb_test_int (f, "SELECT count(*) FROM dossier"));
    }
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier_pending"), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM sort_key WHERE key=x''"), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier d WHERE NOT EXISTS(SELECT 1 FROM "
                                   "sort_key k WHERE k.kind=1 AND k.text=d.procedure)"), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier d WHERE d.officer IS NOT NULL AND "
                                   "NOT EXISTS(SELECT 1 FROM sort_key k WHERE k.kind=2 AND "
                                   "k.text=d.officer)"), ==, 0);
}

typedef struct
{
  gboolean done;
  gboolean ok;
  GbFeedPageResult counts;
  GError *error;
} Answer;

static void
on_committed_cb (GObject      *store,
                 GAsyncResult *result,
                 gpointer      data)
{
  Answer *answer = data;

  answer->ok = gb_store_commit_page_finish (GB_STORE (store), result, &answer->counts,
                                            &answer->error);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static void
test_async (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autofree char *a = dossier ("a", 4), *b = dossier ("b", 4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer good = { 0 }, cancelled = { 0 };

  gb_store_commit_page_async (f->store, gb_test_page (f, GB_RECORD_GROUP_WORK, a, FALSE), NULL,
                              on_committed_cb, &good);
  g_assert_true (gb_test_wait (is_done, &good));
  g_assert_no_error (good.error);
  g_assert_true (good.ok);
  g_assert_cmpuint (good.counts.put, ==, 1);

  /* cancelled before its turn: nothing of it is in */
  g_cancellable_cancel (cancellable);
  f->cursor[GB_RECORD_GROUP_WORK] = g_strdup ("c1");
  gb_store_commit_page_async (f->store, gb_test_page (f, GB_RECORD_GROUP_WORK, b, FALSE),
                              cancellable, on_committed_cb, &cancelled);
  g_assert_true (gb_test_wait (is_done, &cancelled));
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&cancelled.error);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/store/feed-page/" path, GbStoreFixture, NULL, set_up, test, tear_down)
  ADD ("counts", test_counts);
  ADD ("set-aside", test_set_aside);
  ADD ("reopen", test_reopen);
  ADD ("gap", test_gap);
  ADD ("scope", test_scope);
  ADD ("foreign", test_foreign);
  ADD ("faults-and-groups", test_faults_and_groups);
  ADD ("full-pull", test_full_pull);
  ADD ("attempts", test_attempts);
  ADD ("index", test_index);
  ADD ("async", test_async);

  return g_test_run ();
}
