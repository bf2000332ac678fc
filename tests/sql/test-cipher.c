/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "gb-sql-cipher.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gb-sql-statement.h"

#define NAME "Nguyễn Thị Ánh Nguyệt"
#define N_ROWS 3000

typedef struct
{
  char *folder;
  char *path;
  GbSqlKey *key;
  GbSqlKey *other;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("giaoban-cipher-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "a.db", NULL);
  f->key = gb_sql_key_new_random ();
  f->other = gb_sql_key_new_random ();
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  gb_sql_key_unref (f->key);
  gb_sql_key_unref (f->other);
}

static GbSqlConnection *
open_file (Fixture  *f,
           GbSqlKey *key)
{
  g_autoptr (GError) error = NULL;
  GbSqlConnection *connection =
      gb_sql_connection_open_with_key (f->path, GB_SQL_OPEN_CREATE, key, &error);

  g_assert_no_error (error);
  return connection;
}

static gint64
query (GbSqlConnection *connection,
       const char      *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  gb_sql_connection_query_int (connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
exec (GbSqlConnection *connection,
      const char      *sql)
{
  g_autoptr (GError) error = NULL;

  gb_sql_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

/* Names, a full-text index, a table of its own kind, a trigger; in WAL mode as all our files are. */
static GbSqlConnection *
fill (Fixture  *f,
      GbSqlKey *key)
{
  GbSqlConnection *connection = open_file (f, key);
  g_autofree char *rows = g_strdup_printf (
      "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%d)"
      "INSERT INTO person SELECT i,'" NAME " '||i FROM n", N_ROWS);
  g_autoptr (GError) error = NULL;

  gb_sql_connection_use_wal (connection, &error);
  g_assert_no_error (error);
  exec (connection,
        "PRAGMA user_version=7; PRAGMA application_id=1195533160;"
        "CREATE TABLE person (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
        "CREATE INDEX person_name ON person (name);"
        "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value) WITHOUT ROWID;"
        "CREATE VIRTUAL TABLE words USING fts5 (name, content='person', content_rowid='number');"
        "CREATE VIRTUAL TABLE bounds USING rtree (number, west, east, +commune);"
        "CREATE TRIGGER noted AFTER INSERT ON person BEGIN "
        "INSERT INTO meta VALUES(new.number,'x'); END;");
  exec (connection, rows);
  exec (connection, "INSERT INTO words (rowid,name) SELECT number,name FROM person");
  exec (connection, "INSERT INTO bounds SELECT number,number,number+0.5,name FROM person");
  return connection;
}

static void
check_filled (GbSqlConnection *connection)
{
  g_assert_cmpint (query (connection, "SELECT count(*) FROM person"), ==, N_ROWS);
  g_assert_cmpint (query (connection, "SELECT count(*) FROM meta"), ==, N_ROWS);
  g_assert_cmpint (query (connection, "SELECT count(*) FROM words WHERE words MATCH 'nguyệt'"), ==,
                   N_ROWS);
  g_assert_cmpint (query (connection, "SELECT count(*) FROM bounds WHERE west<=7.25 AND east>=7.25 AND commune='" NAME " 7'"),
                   ==, 1);
  g_assert_cmpint (query (connection, "SELECT sum(number) FROM person WHERE name='" NAME " '||number"),
                   ==, N_ROWS * (N_ROWS + 1) / 2);
  g_assert_cmpint (query (connection, "PRAGMA user_version"), ==, 7);
  g_assert_cmpint (query (connection, "PRAGMA application_id"), ==, 1195533160);
}

/* Whether any file in the folder holds the text. */
static gboolean
folder_tells (Fixture    *f,
              const char *text)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      if (memmem (bytes, length, text, strlen (text)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
assert_refused (Fixture   *f,
                GbSqlKey  *key,
                GbSqlError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_sql_connection_open_with_key (f->path, 0, key, &error));
  g_assert_error (error, GB_SQL_ERROR, (int) code);
}

/* --- keys ----------------------------------------------------------------------------------- */

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1E1F"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } cases[] = {
    { HEX, TRUE }, { HEX "\n", TRUE }, { HEX "\r\n", TRUE },
    { "0123456789abcdef0123456789abcdef", TRUE },
    { "", FALSE }, { "00", FALSE }, { HEX "00", FALSE }, { " " HEX, FALSE },
    { "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", FALSE },
    { "0123456789abcdef0123456789abcde", FALSE },
    { "0123456789abcdef0123456789abcdefx", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GbSqlKey) key = gb_sql_key_parse (cases[i].text, strlen (cases[i].text));

      g_assert_cmpint (key != NULL, ==, cases[i].good);
    }
}

static void
test_texts (void)
{
  g_autoptr (GbSqlKey) key = gb_sql_key_parse (HEX, strlen (HEX));
  g_autoptr (GbSqlKey) random = gb_sql_key_new_random ();
  g_autoptr (GbSqlKeyText) hex = gb_sql_key_to_hex (key);
  g_autoptr (GbSqlKeyText) spec = gb_sql_key_to_spec (key);
  g_autoptr (GbSqlKey) again = gb_sql_key_parse (hex, strlen (hex));
  guint8 bytes[GB_SQL_KEY_BYTES];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) i;
  g_assert_true (g_ascii_strcasecmp (hex, HEX) == 0);
  g_assert_cmpint (strlen (spec), ==, 67);
  g_assert_true (g_str_has_prefix (spec, "x'00") && g_str_has_suffix (spec, "1f'"));
  g_assert_true (gb_sql_key_equal (key, again));
  g_assert_false (gb_sql_key_equal (key, random));
  g_clear_pointer (&again, gb_sql_key_unref);
  again = gb_sql_key_new (bytes);
  g_assert_true (gb_sql_key_equal (key, again));
}

/* --- files ---------------------------------------------------------------------------------- */

static void
test_sealed (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (GbSqlConnection) connection = fill (f, f->key);

  /* while it is open, with its log, and after */
  g_assert_false (folder_tells (f, "Nguyệt"));
  g_assert_false (folder_tells (f, "CREATE TABLE"));
  g_clear_object (&connection);
  g_assert_false (folder_tells (f, "Nguyệt"));
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_SEALED);

  assert_refused (f, f->other, GB_SQL_ERROR_KEY);
  assert_refused (f, NULL, GB_SQL_ERROR_NOT_A_DATABASE);
  connection = open_file (f, f->key);
  check_filled (connection);
}

static void
test_kinds (Fixture      *f,
            gconstpointer data)
{
  g_autofree char *pages = g_strnfill (8192, 'x');
  g_autoptr (GbSqlConnection) connection = NULL;

  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_NONE);
  g_assert_true (g_file_set_contents (f->path, "", 0, NULL));
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_NONE);
  g_assert_true (g_file_set_contents (f->path, "short", -1, NULL));
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_OTHER);
  g_assert_true (g_file_set_contents (f->path, pages, 8191, NULL));
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_OTHER);
  g_assert_true (g_file_set_contents (f->path, pages, 8192, NULL));
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_SEALED);
  g_remove (f->path);
  connection = fill (f, NULL);
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_PLAIN);
}

/* Files that were open to others are closed to them, with what lies beside them. */
static void
test_rights (Fixture      *f,
             gconstpointer data)
{
  static const char *const beside[] = { "", "-wal", "-shm" };
  g_autoptr (GbSqlConnection) first = fill (f, NULL);
  g_autoptr (GbSqlConnection) second = NULL;
  GStatBuf info;

  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_strconcat (f->path, beside[i], NULL);

      g_assert_cmpint (g_chmod (path, 0644), ==, 0);
    }
  second = open_file (f, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_strconcat (f->path, beside[i], NULL);

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

/* Plain to encrypted, and from key to key. */
static void
test_reencrypt (Fixture      *f,
                gconstpointer data)
{
  g_autofree char *left = g_strconcat (f->path, ".new", NULL);
  GbSqlKey *steps[] = { NULL, f->key, f->other };
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_object_unref (fill (f, NULL));
  for (gsize i = 1; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GbSqlConnection) connection = NULL;

      /* what an interrupted attempt may have left, readable for all */
      g_assert_true (g_file_set_contents (left, NAME, -1, NULL));
      g_assert_cmpint (g_chmod (left, 0644), ==, 0);
      g_assert_true (gb_sql_reencrypt (f->path, steps[i - 1], steps[i], &error));
      g_assert_no_error (error);
      g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
      g_assert_false (folder_tells (f, "Nguyệt"));
      g_assert_cmpint (g_stat (f->path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      assert_refused (f, steps[i] == f->key ? f->other : f->key, GB_SQL_ERROR_KEY);
      /* done already: nothing to do */
      g_assert_true (gb_sql_reencrypt (f->path, steps[i - 1], steps[i], &error));
      g_assert_no_error (error);
      connection = open_file (f, steps[i]);
      check_filled (connection);
    }
  g_assert_false (gb_sql_reencrypt (f->path, f->key, f->key, &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

/* Whoever has the file open could write what the copy does not have. */
static void
test_reencrypt_in_use (Fixture      *f,
                       gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GbSqlConnection) user = fill (f, NULL);
  g_autoptr (GError) error = NULL;
  gsize n_before, n_after;

  exec (user, "PRAGMA wal_checkpoint(TRUNCATE)");
  exec (user, "BEGIN; SELECT count(*) FROM person");
  g_assert_true (g_file_get_contents (f->path, &before, &n_before, NULL));
  g_assert_false (gb_sql_reencrypt (f->path, NULL, f->key, &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_BUSY);
  g_assert_true (g_file_get_contents (f->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  exec (user, "COMMIT");
  check_filled (user);
}

/* --- temporary files ------------------------------------------------------------------------ */

/* Whether this process has a file open that belongs to SQLite and not to the folder. */
static int
on_look_around (gpointer data)
{
  gboolean *spilled = data;
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      if (target != NULL && strstr (target, "etilqs") != NULL)
        *spilled = TRUE;
    }
  return 0;
}

static gboolean
sort_spills (Fixture    *f,
             const char *pragma)
{
  g_autoptr (GbSqlConnection) connection = open_file (f, f->key);
  g_autoptr (GbSqlStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  gboolean spilled = FALSE;

  exec (connection, "PRAGMA cache_size=-64");
  exec (connection, pragma);
  sqlite3_progress_handler (gb_sql_connection_get_handle (connection), 500, on_look_around, &spilled);
  statement = gb_sql_connection_prepare (
      connection, "SELECT a.name FROM person a, person b ORDER BY a.name||b.number DESC LIMIT 100000",
      &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_statement_run (statement, &error));
  return spilled;
}

/* A sort of more names than fit into memory writes them nowhere; told to, it would. */
static void
test_no_spill (Fixture      *f,
               gconstpointer data)
{
  GbSqlConnection *connection = fill (f, f->key);

  exec (connection, "DELETE FROM person WHERE number>700");
  g_object_unref (connection);
  g_assert_true (sort_spills (f, "PRAGMA temp_store=FILE"));
  g_assert_false (sort_spills (f, "SELECT 1"));
}

/* --- without encryption --------------------------------------------------------------------- */

static void
test_refused_key (Fixture      *f,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_unref (fill (f, NULL));
  assert_refused (f, f->key, GB_SQL_ERROR_KEY);
  g_assert_false (gb_sql_reencrypt (f->path, NULL, f->key, &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_KEY);
  g_assert_cmpint (gb_sql_file_kind (f->path), ==, GB_SQL_FILE_PLAIN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key/parse", test_parse);
  g_test_add_func ("/key/texts", test_texts);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cipher/kinds", test_kinds);
  ADD ("/cipher/rights", test_rights);
  if (gb_sql_can_encrypt ())
    {
      ADD ("/cipher/sealed", test_sealed);
      ADD ("/cipher/reencrypt", test_reencrypt);
      ADD ("/cipher/reencrypt-in-use", test_reencrypt_in_use);
      ADD ("/cipher/no-spill", test_no_spill);
    }
  else
    ADD ("/cipher/refused-key", test_refused_key);
  return g_test_run ();
}
