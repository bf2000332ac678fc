/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "gb-forget.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gb-dossier-index.h"
#include "gb-dossier-repository.h"
#include "gb-store-fixture.h"
#include "gb-store-status.h"
#include "gb-test-store.h"
#include "gb-time.h"

#define DAY GB_DAY_SECONDS

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

/* A dossier of Trương Thị Vượng that ended some days ago, with a step; open where @days is negative. */
static char *
dossier (const char *id,
         int         state,
         int         days)
{
  g_autofree char *finished = gb_test_time (GB_TEST_NOW - days * DAY);
  g_autofree char *end = days < 0 ? g_strdup ("") : g_strdup_printf (",\"finished\":\"%s\"", finished);

  return g_strdup_printf (
      "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"%s\",\"rev\":1,\"data\":{\"procedure\":\"Đăng ký khai sinh\","
      "\"field\":\"Hộ tịch\",\"channel\":\"desk\",\"applicant\":\"Trương Thị Vượng\",\"phone\":\"0905123456\","
      "\"summary\":\"Bé Quỳnhanh con bà Vượng\",\"commune\":\"21028\",\"received_by\":\"21028\",\"state\":%d,"
      "\"received\":\"2025-01-02T08:00:00+07:00\"%s}}\n"
      "{\"op\":\"put\",\"type\":\"dossier-step\",\"id\":\"%s/1\",\"rev\":1,\"data\":{\"dossier\":\"%s\",\"at\":"
      "\"2025-01-02T08:00:00+07:00\",\"state\":2,\"text\":\"Gọi bà Vượng 0905123456\"}}\n",
      id, state, end, id, id);
}

static void
commit (GbStoreFixture *f,
        const char     *id,
        int             state,
        int             days)
{
  g_autofree char *text = dossier (id, state, days);

  gb_test_commit (f, GB_RECORD_GROUP_WORK, text, NULL);
}

/* What the cache has of persons: rows, steps, and words in the index. */
static void
assert_known (GbStoreFixture *f,
              const char     *id,
              gboolean        known)
{
  g_autofree char *row = g_strdup_printf (
      "SELECT count(*) FROM dossier WHERE id='%s' AND applicant IS NOT NULL AND phone IS NOT NULL AND summary IS NOT "
      "NULL AND applicant_key IS NOT NULL AND folded LIKE '%%vuong%%' AND forgotten IS NULL", id);
  g_autofree char *gone = g_strdup_printf (
      "SELECT count(*) FROM dossier WHERE id='%s' AND applicant IS NULL AND phone IS NULL AND summary IS NULL AND "
      "applicant_key IS NULL AND folded='dang ky khai sinh' AND forgotten=1", id);
  g_autofree char *step = g_strdup_printf (
      "SELECT count(*) FROM dossier_step WHERE dossier='%s' AND text IS NOT NULL", id);
  g_autofree char *word = g_strdup_printf (
      "SELECT count(*) FROM dossier WHERE id='%s' AND number IN (SELECT rowid FROM dossier_text WHERE dossier_text "
      "MATCH 'vuong')", id);
  g_autofree char *kind = g_strdup_printf (
      "SELECT count(*) FROM dossier WHERE id='%s' AND number IN (SELECT rowid FROM dossier_text WHERE dossier_text "
      "MATCH 'khai')", id);

  g_assert_cmpint (gb_test_int (f, row), ==, known);
  g_assert_cmpint (gb_test_int (f, gone), ==, !known);
  g_assert_cmpint (gb_test_int (f, step), ==, known);
  g_assert_cmpint (gb_test_int (f, word), ==, known);
  g_assert_cmpint (gb_test_int (f, kind), ==, 1);
}

static gpointer
read_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

static void
assert_status (GbStoreFixture *f,
               int             after_days,
               gint64          dossiers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbStoreStatus) status = gb_store_read (f->store, read_status, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (status->forgetting.after_days, ==, after_days);
  g_assert_cmpint (status->forgetting.dossiers, ==, dossiers);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier WHERE forgotten=1"), ==, dossiers);
}

static void
turn_clock (GbStoreFixture *f,
            int             days)
{
  g_object_unref (g_steal_pointer (&f->clock));
  f->clock = gb_clock_new_fixed (GB_TEST_NOW + days * DAY);
}

/* The files go on with another clock. */
static void
reopen_after (GbStoreFixture *f,
              int             days)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (f->store);
  turn_clock (f, days);
  f->store = gb_test_store_new (f->path, f->clock);
  gb_store_open (f->store, NULL, &error);
  g_assert_no_error (error);
}

/* What comes already old is never kept; what is open, or ended lately, is. */
static void
test_comes (GbStoreFixture *f,
            gconstpointer   data)
{
  static const struct
  {
    int state, days;
    gboolean known;
  } cases[] = {
    { 9, 179, TRUE },  { 10, 179, TRUE }, { 9, 182, FALSE }, { 10, 400, FALSE }, { 7, 400, FALSE },
    { 3, 400, FALSE }, { 4, -1, TRUE },   { 8, -1, TRUE },   { 1, -1, TRUE },    { 10, -1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("d%" G_GSIZE_FORMAT, i);

      commit (f, id, cases[i].state, cases[i].days);
      assert_known (f, id, cases[i].known);
    }
  assert_status (f, GB_FORGET_AFTER_DAYS, 5);
}

/* Time passes while no program runs. */
static void
test_opening (GbStoreFixture *f,
              gconstpointer   data)
{
  commit (f, "old", 10, 100);
  commit (f, "new", 10, 10);
  commit (f, "open", 4, -1);
  assert_known (f, "old", TRUE);
  reopen_after (f, 79);
  assert_known (f, "old", TRUE);
  reopen_after (f, 82);
  assert_known (f, "old", FALSE);
  assert_known (f, "new", TRUE);
  reopen_after (f, 2000);
  assert_known (f, "new", FALSE);
  assert_known (f, "open", TRUE);
  assert_status (f, GB_FORGET_AFTER_DAYS, 2);
}

/* A put, and a pull from the start, bring names that are not to be kept. */
static void
test_comes_again (GbStoreFixture *f,
                  gconstpointer   data)
{
  g_autofree char *one = dossier ("one", 10, 300), *two = dossier ("two", 10, 300), *three = dossier ("three", 4, -1);
  g_autofree char *all = g_strconcat (one, two, three, NULL);

  gb_test_commit (f, GB_RECORD_GROUP_WORK, all, NULL);
  assert_status (f, GB_FORGET_AFTER_DAYS, 2);
  commit (f, "one", 10, 300);
  assert_known (f, "one", FALSE);

  g_clear_pointer (&f->cursor[GB_RECORD_GROUP_WORK], g_free);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, all, NULL);
  assert_known (f, "one", FALSE);
  assert_known (f, "two", FALSE);
  assert_known (f, "three", TRUE);
  assert_status (f, GB_FORGET_AFTER_DAYS, 2);

  /* what a pull from the start leaves out is no longer counted */
  g_clear_pointer (&f->cursor[GB_RECORD_GROUP_WORK], g_free);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, two, NULL);
  assert_status (f, GB_FORGET_AFTER_DAYS, 1);
}

/* A correction by the dossier system: it is open again, or ended later. */
static void
test_goes_on (GbStoreFixture *f,
              gconstpointer   data)
{
  commit (f, "again", 10, 300);
  commit (f, "later", 10, 300);
  assert_status (f, GB_FORGET_AFTER_DAYS, 2);
  commit (f, "again", 4, -1);
  commit (f, "later", 10, 3);
  assert_known (f, "again", TRUE);
  assert_known (f, "later", TRUE);
  assert_status (f, GB_FORGET_AFTER_DAYS, 0);
  commit (f, "again", 10, 300);
  assert_known (f, "again", FALSE);
}

/* The hub's time is later than the clock's: nothing goes by such a clock, not even what comes anew. */
static void
test_clock_behind (GbStoreFixture *f,
                   gconstpointer   data)
{
  commit (f, "old", 10, 170);
  reopen_after (f, -1);
  commit (f, "older", 10, 900);
  assert_known (f, "old", TRUE);
  assert_known (f, "older", TRUE);
  reopen_after (f, -700);
  assert_known (f, "older", TRUE);
  assert_status (f, GB_FORGET_AFTER_DAYS, 0);
  reopen_after (f, 0);
  assert_known (f, "old", TRUE);
  assert_known (f, "older", FALSE);
  reopen_after (f, 30);
  assert_known (f, "old", FALSE);
  /* forgotten rightly, then the clock falls back: what comes is kept until it is right again */
  reopen_after (f, -1);
  commit (f, "old", 10, 170);
  assert_known (f, "old", TRUE);
  reopen_after (f, 30);
  assert_known (f, "old", FALSE);
}

static void
test_setting (GbStoreFixture *f,
              gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  commit (f, "d", 10, 40);
  g_assert_true (gb_store_forget (f->store, 60, NULL, &error));
  g_assert_no_error (error);
  assert_known (f, "d", TRUE);
  g_assert_true (gb_store_forget (f->store, 30, NULL, &error));
  g_assert_no_error (error);
  assert_known (f, "d", FALSE);
  assert_status (f, 30, 1);
  gb_store_fixture_reopen (f);
  assert_status (f, 30, 1);
  /* longer: what is gone stays so until the hub sends it again */
  g_assert_true (gb_store_forget (f->store, 365, NULL, &error));
  assert_known (f, "d", FALSE);
  commit (f, "d", 10, 40);
  assert_known (f, "d", TRUE);
  assert_status (f, 365, 0);
}

/* Lines that were set aside name people, too; they stay where they are. */
static void
test_set_aside (GbStoreFixture *f,
                gconstpointer   data)
{
  g_autofree char *bad = dossier ("bad", 0, 10);
  g_autofree char *page = g_strconcat (bad, "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"x\",Vượng\n", NULL);
  const char *naming = "SELECT count(*) FROM local.set_aside WHERE line LIKE '%Vượng%'";

  gb_test_commit (f, GB_RECORD_GROUP_WORK, page, NULL);
  g_assert_cmpint (gb_test_int (f, naming), ==, 2);
  reopen_after (f, 200);
  g_assert_cmpint (gb_test_int (f, naming), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 2);
  gb_test_commit (f, GB_RECORD_GROUP_WORK, page, NULL);
  g_assert_cmpint (gb_test_int (f, naming), ==, 0);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), ==, 2);
}

/* The file's pages as they are after decryption, the free ones too. */
static guint8 *
plain_bytes (GbStoreFixture *f,
             gsize          *length)
{
  g_autoptr (GbSqlConnection) connection = gb_test_store_file (f->path);
  sqlite3_int64 size;
  guint8 *bytes = sqlite3_serialize (gb_sql_connection_get_handle (connection), "main", &size, 0);

  g_assert_nonnull (bytes);
  *length = (gsize) size;
  return bytes;
}

static void
assert_bytes (GbStoreFixture *f,
              gboolean        known)
{
  static const char *const traces[] = { "Quỳnhanh", "quynhanh", "0905123456", "Thị Vượng", "vuong" };
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  guint8 *bytes;
  GStatBuf info;
  gsize length;

  if (!known && g_stat (log, &info) == 0)
    g_assert_cmpint (info.st_size, ==, 0);
  bytes = plain_bytes (f, &length);
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      gboolean found = memmem (bytes, length, traces[i], strlen (traces[i])) != NULL;

      if (found != known)
        g_error ("%s is %s", traces[i], found ? "still there" : "not found");
    }
  sqlite3_free (bytes);
}

/* Nothing of it is left in the file: rows, keys, segments of the index, free pages, log. */
static void
test_bytes (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%03d", i);

      commit (f, id, 10, 20 + i % 50);
    }
  gb_store_fixture_reopen (f);
  assert_bytes (f, TRUE);
  g_assert_true (gb_store_forget (f->store, 10, NULL, &error));
  g_assert_no_error (error);
  assert_status (f, 10, 200);
  assert_bytes (f, FALSE);
  g_assert_cmpint (gb_test_int (f, "PRAGMA main.secure_delete"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/forget/" path, GbStoreFixture, NULL, set_up, func, tear_down)
  ADD ("comes", test_comes);
  ADD ("opening", test_opening);
  ADD ("comes-again", test_comes_again);
  ADD ("goes-on", test_goes_on);
  ADD ("clock-behind", test_clock_behind);
  ADD ("setting", test_setting);
  ADD ("set-aside", test_set_aside);
  ADD ("bytes", test_bytes);
#undef ADD

  return g_test_run ();
}
