/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of a store's files: made, wrong, changed, and the files of a version that had none. */
#define _GNU_SOURCE /* memmem */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gb-sql-cipher.h"
#include "gb-sql-statement.h"
#include "gb-store-fixture.h"
#include "gb-store-files.h"
#include "gb-store-schema.h"
#include "gb-test-store.h"

#define N_DOSSIERS 300
#define N_ASIDE 40
#define KILLS 24
#define LONG_KILLS 400

typedef struct
{
  char *folder;
  char *path;
  char *local;
  GbClock *clock;
  GbSqlKey *key; /* (nullable) */
} Place;

static void
set_up (Place        *p,
        gconstpointer data)
{
  p->folder = g_dir_make_tmp ("giaoban-key-XXXXXX", NULL);
  p->path = g_build_filename (p->folder, "cache.db", NULL);
  p->local = g_strconcat (p->path, ".local", NULL);
  p->clock = gb_clock_new_fixed (GB_TEST_NOW);
  p->key = gb_test_key ();
}

static void
empty_folder (Place *p)
{
  g_autoptr (GDir) folder = g_dir_open (p->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (p->folder, name, NULL);

      g_remove (path);
    }
}

static void
tear_down (Place        *p,
           gconstpointer data)
{
  empty_folder (p);
  g_rmdir (p->folder);
  g_free (p->folder);
  g_free (p->path);
  g_free (p->local);
  g_assert_finalize_object (p->clock);
  g_clear_pointer (&p->key, gb_sql_key_unref);
}

static void
exec (GbSqlConnection *connection,
      const char      *sql)
{
  g_autoptr (GError) error = NULL;

  gb_sql_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static void
migrate (const char        *path,
         const GbSqlSchema *schema,
         GbSqlKey          *key,
         const char        *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection =
      gb_sql_connection_open_with_key (path, GB_SQL_OPEN_CREATE, key, &error);

  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_use_wal (connection, &error));
  g_assert_true (gb_sql_schema_migrate (schema, connection, &error));
  g_assert_no_error (error);
  exec (connection, sql);
}

/* Both files as a version without keys left them, or with @key. The log is left there, as after a kill. */
static void
make_files (Place    *p,
            GbSqlKey *key)
{
  g_autofree char *rows = g_strdup_printf (
      "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%d)"
      "INSERT INTO dossier(id,procedure,field,channel,commune,received_by,state,rev,generation,folded,"
      "code_key,applicant) SELECT 'd'||i,'x','x','desk','x','x',4,1,1,'nguyen thi anh nguyet','d',"
      "'Nguyễn Thị Ánh Nguyệt' FROM n;"
      "INSERT INTO meta VALUES('scope','commune:21028')",
      N_DOSSIERS);
  g_autofree char *aside = g_strdup_printf (
      "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%d)"
      "INSERT INTO set_aside SELECT 'h'||i,'work','dossier','d','why','Nguyễn Thị Ánh Nguyệt',5 FROM n",
      N_ASIDE);

  migrate (p->path, gb_store_cache_schema (), key, rows);
  migrate (p->local, gb_store_local_schema (), key, aside);
}

static gint64
read_store (GbStore    *store,
            const char *sql)
{
  GbStoreFixture f = { .store = store };

  return gb_test_int (&f, sql);
}

static void
check_store (GbStore *store)
{
  GbStoreFixture f = { .store = store };
  g_autofree char *cache = gb_test_text (&f, "PRAGMA main.integrity_check");
  g_autofree char *local = gb_test_text (&f, "PRAGMA local.integrity_check");

  g_assert_cmpstr (cache, ==, "ok");
  g_assert_cmpstr (local, ==, "ok");
  g_assert_cmpint (read_store (store, "SELECT count(*) FROM dossier"), ==, N_DOSSIERS);
  g_assert_cmpint (read_store (store, "SELECT count(*) FROM local.set_aside"), ==, N_ASIDE);
  g_assert_cmpint (read_store (store, "SELECT count(*) FROM meta WHERE value='commune:21028'"), ==, 1);
}

static gboolean
file_tells (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, "Nguyệt", strlen ("Nguyệt")) != NULL;
}

static void
assert_refused (Place       *p,
                GbSqlKey    *key,
                GbStoreError code)
{
  g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, key);
  g_autoptr (GError) error = NULL;

  g_assert_false (gb_store_open (store, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, p->path));
}

static void
open_and_check (Place    *p,
                GbSqlKey *key)
{
  g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, key);
  g_autoptr (GError) error = NULL;

  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gb_store_is_encrypted (store), ==, key != NULL);
  check_store (store);
}

/* --- opening -------------------------------------------------------------------------------- */

/* A build with encryption makes nothing without a key; one without has no use for any. */
static void
test_no_key (Place        *p,
             gconstpointer data)
{
  g_autoptr (GbSqlKey) key = gb_sql_can_encrypt () ? NULL : gb_sql_key_new_random ();

  g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, key);
  g_autoptr (GError) error = NULL;

  g_assert_false (gb_store_open (store, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_KEY);
  g_assert_false (g_file_test (p->path, G_FILE_TEST_EXISTS));
  make_files (p, NULL);
  g_clear_error (&error);
  g_assert_false (gb_store_open (store, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_KEY);
  g_assert_cmpint (gb_sql_file_kind (p->path), ==, GB_SQL_FILE_PLAIN);
}

static void
test_wrong_key (Place        *p,
                gconstpointer data)
{
  g_autoptr (GbSqlKey) wrong = gb_sql_key_new_random ();
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  make_files (p, p->key);
  g_assert_true (g_file_get_contents (p->path, &before, &n_before, NULL));
  assert_refused (p, wrong, GB_STORE_ERROR_KEY);
  g_assert_true (g_file_get_contents (p->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  open_and_check (p, p->key);
}

/* The first page is what a wrong key fails on; the other file shows that the key is right. */
static void
test_damaged_first_page (Place        *p,
                         gconstpointer local)
{
  const char *path = local != NULL ? p->local : p->path;
  g_autofree char *bytes = NULL;
  g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, p->key);
  g_autoptr (GError) error = NULL;
  gsize length;

  make_files (p, p->key);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[200] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_assert_false (gb_store_open (store, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_CORRUPT);
}

static void
test_damaged_later (Place        *p,
                    gconstpointer data)
{
  GbStoreFixture f = { .path = p->path };
  g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, p->key);
  g_autofree char *bytes = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  make_files (p, p->key);
  g_assert_true (g_file_get_contents (p->path, &bytes, &length, NULL));
  for (gsize at = length - 40000; at < length; at += 4096)
    bytes[at] ^= 1;
  g_assert_true (g_file_set_contents (p->path, bytes, (gssize) length, NULL));
  if (!gb_store_open (store, NULL, &error))
    {
      g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_CORRUPT);
      return;
    }
  f.store = store;
  said = gb_test_text (&f, "PRAGMA main.integrity_check");
  g_assert_cmpstr (said, !=, "ok");
}

/* --- files of a version without keys -------------------------------------------------------- */

static void
test_convert (Place        *p,
              gconstpointer data)
{
  const char *const names[] = { p->path, p->local };

  make_files (p, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (file_tells (names[i]));
      g_assert_cmpint (g_chmod (names[i], 0644), ==, 0);
    }
  open_and_check (p, p->key);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *log = g_strconcat (names[i], "-wal", NULL);
      g_autofree char *left = g_strconcat (names[i], ".new", NULL);
      GStatBuf info;

      g_assert_cmpint (gb_sql_file_kind (names[i]), ==, GB_SQL_FILE_SEALED);
      g_assert_false (file_tells (names[i]));
      g_assert_false (file_tells (log));
      g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
      g_assert_cmpint (g_stat (names[i], &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
  open_and_check (p, p->key);
}

/* What is none of ours is neither encrypted nor changed, and the file beside it stays plain with it. */
static void
test_convert_foreign (Place        *p,
                      gconstpointer data)
{
  make_files (p, NULL);
  g_remove (p->local);
  migrate (p->local, gb_store_cache_schema (), NULL, "SELECT 1");
  g_assert_cmpint (gb_sql_file_kind (p->path), ==, GB_SQL_FILE_PLAIN);
  {
    g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, p->key);
    g_autoptr (GError) error = NULL;

    g_assert_false (gb_store_open (store, NULL, &error));
    g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_NOT_A_CACHE);
  }
  g_assert_cmpint (gb_sql_file_kind (p->path), ==, GB_SQL_FILE_PLAIN);
  g_assert_cmpint (gb_sql_file_kind (p->local), ==, GB_SQL_FILE_PLAIN);
}

/* Lets a child do @what and ends it after @microseconds; returns whether it was faster. */
static gboolean
cut_short (Place  *p,
           void  (*what) (Place *),
           gint64  microseconds)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      struct itimerval timer = { .it_value = { microseconds / G_USEC_PER_SEC,
                                               microseconds % G_USEC_PER_SEC } };

      signal (SIGALRM, SIG_DFL);
      setitimer (ITIMER_REAL, &timer, NULL);
      what (p);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  return WIFEXITED (status);
}

static void
do_convert (Place *p)
{
  GbStoreFiles files = { NULL };

  if (!gb_store_files_open (&files, p->path, p->key, NULL))
    _exit (1);
}

static void
do_rekey (Place *p)
{
  g_autoptr (GbSqlKey) other = gb_sql_key_parse ("tests/support: another key: 32 b", 32);

  if (!gb_store_files_rekey (p->path, p->key, other, NULL))
    _exit (1);
}

/* Killed at moments spread over the whole of the work, nothing is lost and the next start ends it. */
static void
kill_everywhere (Place    *p,
                 GbSqlKey *before,
                 GbSqlKey *after,
                 void    (*what) (Place *))
{
  guint n_kills = g_test_slow () ? LONG_KILLS : KILLS, n_cut = 0;
  gint64 start, whole;

  make_files (p, before);
  start = g_get_monotonic_time ();
  cut_short (p, what, G_USEC_PER_SEC * 60);
  whole = g_get_monotonic_time () - start;
  for (guint i = 0; i < n_kills; i++)
    {
      g_autofree char *left = g_strconcat (p->local, ".new", NULL);

      empty_folder (p);
      make_files (p, before);
      if (!cut_short (p, what, 1 + whole * i / n_kills))
        n_cut++;
      if (after != p->key)
        do_rekey (p);
      open_and_check (p, after);
      g_assert_false (file_tells (p->path) || file_tells (p->local));
      g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpuint (n_cut, >, n_kills / 4);
}

static void
test_convert_killed (Place        *p,
                     gconstpointer data)
{
  kill_everywhere (p, NULL, p->key, do_convert);
}

/* Two programs that start at once after the update. */
static void
test_convert_at_once (Place        *p,
                      gconstpointer data)
{
  pid_t children[4];
  int status;

  make_files (p, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          g_autoptr (GbStore) store = gb_store_new (p->path, p->clock, p->key);
          g_autoptr (GError) error = NULL;

          if (!gb_store_open (store, NULL, &error))
            g_printerr ("%s\n", error->message);
          _exit (error == NULL ? 0 : 1);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
  open_and_check (p, p->key);
}

/* --- another key ---------------------------------------------------------------------------- */

static void
test_rekey (Place        *p,
            gconstpointer data)
{
  g_autoptr (GbSqlKey) other = gb_sql_key_new_random ();
  g_autoptr (GbSqlKey) third = gb_sql_key_new_random ();
  g_autoptr (GError) error = NULL;

  make_files (p, p->key);
  g_assert_false (gb_store_files_rekey (p->path, third, other, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_KEY);
  g_clear_error (&error);
  open_and_check (p, p->key);

  /* cut after the first of the two */
  g_assert_true (gb_sql_reencrypt (p->local, p->key, other, &error));
  assert_refused (p, third, GB_STORE_ERROR_KEY);
  g_assert_true (gb_store_files_rekey (p->path, p->key, other, &error));
  g_assert_no_error (error);
  open_and_check (p, other);
  assert_refused (p, p->key, GB_STORE_ERROR_KEY);
}

static void
test_rekey_killed (Place        *p,
                   gconstpointer data)
{
  g_autoptr (GbSqlKey) other = gb_sql_key_parse ("tests/support: another key: 32 b", 32);

  kill_everywhere (p, p->key, other, do_rekey);
}

/* --- the folder ----------------------------------------------------------------------------- */

static void
test_folder (Place        *p,
             gconstpointer data)
{
  g_autofree char *own = g_build_filename (p->folder, "giaoban", NULL);
  g_autofree char *cache = g_build_filename (own, "cache.db", NULL);
  GStatBuf info;

  g_assert_cmpint (g_mkdir (own, 0755), ==, 0);
  g_assert_cmpint (g_chmod (p->folder, 0755), ==, 0);
  gb_store_files_make_folder (cache);
  gb_store_files_make_folder (p->path);
  g_assert_cmpint (g_stat (own, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  /* somebody else's folder is none of our business */
  g_assert_cmpint (g_stat (p->folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0755);
  g_assert_cmpint (g_rmdir (own), ==, 0);
  gb_store_files_make_folder (cache);
  g_assert_cmpint (g_stat (own, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Place, data, set_up, func, tear_down)
  ADD ("/store/key/none", NULL, test_no_key);
  ADD ("/store/key/folder", NULL, test_folder);
  if (gb_sql_can_encrypt ())
    {
      ADD ("/store/key/wrong", NULL, test_wrong_key);
      ADD ("/store/key/damaged-cache", NULL, test_damaged_first_page);
      ADD ("/store/key/damaged-local", "local", test_damaged_first_page);
      ADD ("/store/key/damaged-later", NULL, test_damaged_later);
      ADD ("/store/key/convert", NULL, test_convert);
      ADD ("/store/key/convert-foreign", NULL, test_convert_foreign);
      ADD ("/store/key/convert-killed", NULL, test_convert_killed);
      ADD ("/store/key/convert-at-once", NULL, test_convert_at_once);
      ADD ("/store/key/rekey", NULL, test_rekey);
      ADD ("/store/key/rekey-killed", NULL, test_rekey_killed);
    }
  return g_test_run ();
}
