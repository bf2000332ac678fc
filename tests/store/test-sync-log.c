/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-fixture.h"
#include "gb-store-private.h"
#include "gb-store-status.h"
#include "gb-sync-log.h"
#include "gb-test-store.h"

static gpointer
list (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_sync_log_list (connection, GPOINTER_TO_UINT (data), error);
}

static GPtrArray *
entries_of (GbStoreFixture *f,
            guint           most)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  entries = gb_store_read (f->store, list, GUINT_TO_POINTER (most), NULL, &error);
  g_assert_no_error (error);
  return entries;
}

static void
write_entry (GbStoreFixture       *f,
             const GbSyncLogEntry *entry)
{
  g_autoptr (GError) error = NULL;

  gb_sync_log_write (f->store, entry, &error);
  g_assert_no_error (error);
}

static GbSyncLogEntry *
begin (GbStoreFixture *f,
       GbSyncReason    reason,
       gint64          began)
{
  GbSyncLogEntry *entry = gb_sync_log_entry_new (GB_SYNC_LOG_RUN, reason, began);

  write_entry (f, entry);
  return entry;
}

static void
end (GbStoreFixture *f,
     GbSyncLogEntry *entry,
     GbSyncOutcome   outcome)
{
  entry->ended = entry->began + 3;
  entry->outcome = outcome;
  write_entry (f, entry);
}

/* What is written comes back, in one line although it was written twice, also after the program. */
static void
test_round (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autoptr (GbSyncLogEntry) entry = begin (f, GB_SYNC_REASON_RESUME, GB_TEST_NOW);
  g_autoptr (GPtrArray) entries = NULL;
  const GbSyncLogEntry *read;

  entry->metered = TRUE;
  entry->problem = g_strdup ("net.busy");
  entry->status = 503;
  entry->next_attempt = GB_TEST_NOW + 30;
  entry->skew = -7;
  entry->pages = 1;
  entry->records = 2;
  entry->deleted = 3;
  entry->set_aside = 4;
  entry->bytes = 5;
  entry->applied = 6;
  entry->refused = 7;
  entry->conflict = 8;
  entry->later = 9;
  end (f, entry, GB_SYNC_OUTCOME_FAILED);
  gb_store_fixture_reopen (f);

  entries = entries_of (f, 10);
  g_assert_cmpuint (entries->len, ==, 1);
  read = entries->pdata[0];
  g_assert_cmpstr (read->id, ==, entry->id);
  g_assert_cmpint (read->kind, ==, GB_SYNC_LOG_RUN);
  g_assert_cmpstr (read->program, ==, g_get_prgname ());
  g_assert_cmpint (read->reason, ==, GB_SYNC_REASON_RESUME);
  g_assert_true (read->metered);
  g_assert_cmpint (read->began, ==, GB_TEST_NOW);
  g_assert_cmpint (read->ended, ==, GB_TEST_NOW + 3);
  g_assert_cmpint (read->outcome, ==, GB_SYNC_OUTCOME_FAILED);
  g_assert_cmpstr (read->problem, ==, "net.busy");
  g_assert_cmpuint (read->status, ==, 503);
  g_assert_cmpint (read->next_attempt, ==, GB_TEST_NOW + 30);
  g_assert_cmpint (read->skew, ==, -7);
  g_assert_cmpint (read->pages * 100 + read->records * 10 + read->deleted, ==, 123);
  g_assert_cmpint (read->set_aside * 100 + read->bytes * 10 + read->applied, ==, 456);
  g_assert_cmpint (read->refused * 100 + read->conflict * 10 + read->later, ==, 789);
}

/* A run whose program was killed says so as soon as another begins; one that ended a moment after the
 * next had begun keeps its word. */
static void
test_interrupted (GbStoreFixture *f,
                  gconstpointer   data)
{
  g_autoptr (GbSyncLogEntry) killed = begin (f, GB_SYNC_REASON_START, GB_TEST_NOW);
  g_autoptr (GbSyncLogEntry) slow = begin (f, GB_SYNC_REASON_SCHEDULE, GB_TEST_NOW + 60);
  g_autoptr (GbSyncLogEntry) bundle = gb_sync_log_entry_new (GB_SYNC_LOG_BUNDLE_IN, 0, GB_TEST_NOW + 90);
  g_autoptr (GbSyncLogEntry) last = begin (f, GB_SYNC_REASON_REQUEST, GB_TEST_NOW + 120);
  g_autoptr (GPtrArray) entries = NULL;
  const GbSyncLogEntry *e;

  write_entry (f, bundle);
  end (f, slow, GB_SYNC_OUTCOME_DONE);
  entries = entries_of (f, 10);
  g_assert_cmpuint (entries->len, ==, 4);
  e = entries->pdata[3];
  g_assert_cmpint (e->outcome, ==, GB_SYNC_OUTCOME_INTERRUPTED);
  g_assert_cmpint (e->ended, ==, 0);
  e = entries->pdata[2];
  g_assert_cmpint (e->outcome, ==, GB_SYNC_OUTCOME_DONE);
  e = entries->pdata[1];
  g_assert_cmpstr (e->id, ==, last->id);
  g_assert_cmpint (e->outcome, ==, GB_SYNC_OUTCOME_OPEN);
  e = entries->pdata[0];
  g_assert_cmpint (e->kind, ==, GB_SYNC_LOG_BUNDLE_IN);
}

/* As many as there may be, and some more. */
static gpointer
fill (GbSqlConnection *cache,
      gpointer         store,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v+1 FROM n LIMIT %d) "
      "INSERT INTO sync_log(id,kind,program,reason,began,outcome) SELECT v,'run','p','retry',v,'done' FROM n",
      GB_SYNC_LOG_MOST + 50);

  gb_sql_connection_exec (gb_store_get_local_connection (store), sql, error);
  return NULL;
}

static void
test_bounded (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) few = NULL, all = NULL;
  g_autoptr (GbSyncLogEntry) last = NULL;
  g_autoptr (GError) error = NULL;
  const GbSyncLogEntry *e;

  gb_store_write (f->store, fill, f->store, NULL, &error);
  g_assert_no_error (error);
  last = begin (f, GB_SYNC_REASON_RETRY, GB_TEST_NOW);
  all = entries_of (f, G_MAXUINT16);
  g_assert_cmpuint (all->len, ==, GB_SYNC_LOG_MOST);
  e = all->pdata[GB_SYNC_LOG_MOST - 1];
  g_assert_cmpint (e->began, ==, 52);
  few = entries_of (f, 2);
  g_assert_cmpuint (few->len, ==, 2);
  e = few->pdata[0];
  g_assert_cmpstr (e->id, ==, last->id);
}

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static gint64
skew_of (GbStoreFixture *f)
{
  g_autoptr (GPtrArray) entries = entries_of (f, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbStoreStatus) status = gb_store_read (f->store, load_status, NULL, NULL, &error);

  g_assert_no_error (error);
  return status->skew;
}

/* The latest that is known, however many runs met nobody since. */
static void
test_skew (GbStoreFixture *f,
           gconstpointer   data)
{
  g_autoptr (GbSyncLogEntry) met = begin (f, GB_SYNC_REASON_START, GB_TEST_NOW);
  g_autoptr (GbSyncLogEntry) alone = NULL;

  g_assert_cmpint (skew_of (f), ==, GB_SYNC_LOG_NO_SKEW);
  met->skew = 4000;
  end (f, met, GB_SYNC_OUTCOME_DONE);
  alone = begin (f, GB_SYNC_REASON_RETRY, GB_TEST_NOW + 60);
  end (f, alone, GB_SYNC_OUTCOME_FAILED);
  g_assert_cmpint (skew_of (f), ==, 4000);
}

static void
on_signal_cb (guint *count)
{
  ++*count;
}

static gboolean
was_told (gpointer data)
{
  return *(guint *) data > 0;
}

/* No page looks at its figures again because the log got a line. */
static void
test_signal (GbStoreFixture *f,
             gconstpointer   data)
{
  guint changed = 0, log_changed = 0;
  g_autoptr (GbSyncLogEntry) entry = NULL;

  g_signal_connect_swapped (f->store, "changed", G_CALLBACK (on_signal_cb), &changed);
  g_signal_connect_swapped (f->store, "log-changed", G_CALLBACK (on_signal_cb), &log_changed);
  entry = begin (f, GB_SYNC_REASON_SCHEDULE, GB_TEST_NOW);
  g_assert_true (gb_test_wait (was_told, &log_changed));
  g_assert_cmpuint (changed, ==, 0);
  g_signal_handlers_disconnect_by_data (f->store, &changed);
  g_signal_handlers_disconnect_by_data (f->store, &log_changed);
}

/* --- another program ------------------------------------------------------------------------ */

static void
on_changed_cb (GbStore *store,
               guint64  types,
               guint64 *all)
{
  *all |= types;
}

static gboolean
has_any (gpointer data)
{
  return *(guint64 *) data != 0;
}

static gpointer
touch_local (GbSqlConnection *cache,
             gpointer         store,
             GCancellable    *cancellable,
             GError         **error)
{
  gb_sql_connection_exec (gb_store_get_local_connection (store), "INSERT INTO setting VALUES('a','b')", error);
  return NULL;
}

static gpointer
touch_cache (GbSqlConnection *cache,
             gpointer         store,
             GCancellable    *cancellable,
             GError         **error)
{
  gb_sql_connection_exec (cache, "UPDATE meta SET value='x' WHERE key='icu'", error);
  return NULL;
}

/* What giaobanctl brought is seen in the window with the next thing that the window itself writes. */
static void
test_another_program (GbStoreFixture *f,
                      gconstpointer   data)
{
  static const struct
  {
    GbStoreFunc touch;
    guint64 told;
    guint64 not_told;
  } cases[] = {
    { touch_cache, GB_RECORD_BIT (GB_RECORD_DOSSIER) | GB_RECORD_BIT (GB_RECORD_FILE), GB_STORE_CHANGED_ACTIONS },
    { touch_local, GB_STORE_CHANGED_ACTIONS, GB_RECORD_BIT (GB_RECORD_DOSSIER) },
  };
  g_autoptr (GbStore) other = gb_test_store_new (f->path, f->clock);
  g_autoptr (GError) error = NULL;

  gb_store_open (other, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 told = 0;
      gulong handler = g_signal_connect (f->store, "changed", G_CALLBACK (on_changed_cb), &told);
      g_autoptr (GbSyncLogEntry) before = begin (f, GB_SYNC_REASON_SCHEDULE, GB_TEST_NOW), after = NULL;
      guint log_changed = 0;

      g_signal_connect_swapped (f->store, "log-changed", G_CALLBACK (on_signal_cb), &log_changed);
      g_assert_true (gb_test_wait (was_told, &log_changed));
      g_assert_cmpuint (told, ==, 0);
      gb_store_write (other, cases[i].touch, other, NULL, &error);
      g_assert_no_error (error);
      after = begin (f, GB_SYNC_REASON_SCHEDULE, GB_TEST_NOW);
      g_assert_true (gb_test_wait (has_any, &told));
      g_assert_cmphex (told & cases[i].told, ==, cases[i].told);
      g_assert_cmphex (told & cases[i].not_told, ==, 0);
      g_signal_handlers_disconnect_by_data (f->store, &log_changed);
      g_signal_handler_disconnect (f->store, handler);
    }
  gb_store_close (other);
}

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/sync-log/round", GbStoreFixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/store/sync-log/interrupted", GbStoreFixture, NULL, set_up, test_interrupted, tear_down);
  g_test_add ("/store/sync-log/bounded", GbStoreFixture, NULL, set_up, test_bounded, tear_down);
  g_test_add ("/store/sync-log/skew", GbStoreFixture, NULL, set_up, test_skew, tear_down);
  g_test_add ("/store/sync-log/signal", GbStoreFixture, NULL, set_up, test_signal, tear_down);
  g_test_add ("/store/sync-log/another-program", GbStoreFixture, NULL, set_up, test_another_program, tear_down);
  return g_test_run ();
}
