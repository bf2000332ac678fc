/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-statement.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GbSqlConnection *connection;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("giaoban-sql-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "a.db", NULL);
  f->connection = gb_sql_connection_open (f->path, GB_SQL_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_finalize_object (f->connection);
  folder = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
exec (Fixture    *f,
      const char *sql)
{
  g_autoptr (GError) error = NULL;

  gb_sql_connection_exec (f->connection, sql, &error);
  g_assert_no_error (error);
}

static gint64
query (Fixture    *f,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  gb_sql_connection_query_int (f->connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_values (Fixture      *f,
             gconstpointer data)
{
  const guint8 bytes[] = { 0, 1, 2, 255 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GBytes) none = NULL;
  g_autofree char *text = NULL;
  gboolean row;

  exec (f, "CREATE TABLE t (i INTEGER, r REAL, t TEXT, b BLOB, n TEXT, s TEXT) STRICT");
  s = gb_sql_connection_prepare (f->connection, "INSERT INTO t VALUES(?1,?2,?3,?4,?5,?6)", &error);
  g_assert_no_error (error);
  gb_sql_statement_bind_int (s, 1, G_MAXINT64);
  gb_sql_statement_bind_double (s, 2, 0.5);
  gb_sql_statement_bind_text (s, 3, "Nghĩa Lộ");
  gb_sql_statement_bind_bytes (s, 4, bytes, sizeof bytes);
  gb_sql_statement_bind_null (s, 5);
  gb_sql_statement_bind_static (s, 6, "abcdef", 3);
  g_assert_true (gb_sql_statement_run (s, &error));
  gb_sql_statement_free (g_steal_pointer (&s));

  s = gb_sql_connection_prepare (f->connection, "SELECT * FROM t", &error);
  g_assert_true (gb_sql_statement_step (s, &row, &error));
  g_assert_true (row);
  g_assert_cmpint (gb_sql_statement_get_int (s, 0), ==, G_MAXINT64);
  g_assert_cmpfloat (gb_sql_statement_get_double (s, 1), ==, 0.5);
  text = gb_sql_statement_dup_text (s, 2);
  g_assert_cmpstr (text, ==, "Nghĩa Lộ");
  blob = gb_sql_statement_dup_bytes (s, 3);
  g_assert_cmpmem (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), bytes, sizeof bytes);
  g_assert_true (gb_sql_statement_is_null (s, 4));
  g_assert_null (gb_sql_statement_get_text (s, 4));
  none = gb_sql_statement_dup_bytes (s, 4);
  g_assert_null (none);
  g_assert_cmpstr (gb_sql_statement_get_text (s, 5), ==, "abc");
  g_assert_true (gb_sql_statement_step (s, &row, &error));
  g_assert_false (row);
}

static void
test_names (Fixture      *f,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  s = gb_sql_connection_prepare (f->connection, "SELECT :now||:who", &error);
  g_assert_no_error (error);
  gb_sql_statement_set_int (s, ":now", 7);
  gb_sql_statement_set_text (s, ":who", "x");
  gb_sql_statement_set_int (s, ":absent", 1);
  gb_sql_statement_set_text (s, ":absent", "y");
  g_assert_cmpint (gb_sql_statement_parameter (s, ":absent"), ==, 0);
  g_assert_true (gb_sql_statement_step (s, &row, &error));
  g_assert_cmpstr (gb_sql_statement_get_text (s, 0), ==, "7x");
}

/* A statement comes back without its bindings, and the same text can be in use twice. */
static void
test_kept_statements (Fixture      *f,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean row;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GbSqlStatement) one = NULL;
      g_autoptr (GbSqlStatement) two = NULL;

      one = gb_sql_connection_prepare (f->connection, "SELECT ?1", &error);
      two = gb_sql_connection_prepare (f->connection, "SELECT ?1", &error);
      g_assert_no_error (error);
      g_assert_true (gb_sql_statement_step (one, &row, &error));
      g_assert_true (gb_sql_statement_is_null (one, 0));
      gb_sql_statement_reset (one);
      gb_sql_statement_bind_int (one, 1, 1);
      gb_sql_statement_bind_int (two, 1, 2);
      g_assert_true (gb_sql_statement_step (one, &row, &error));
      g_assert_true (gb_sql_statement_step (two, &row, &error));
      g_assert_cmpint (gb_sql_statement_get_int (one, 0), ==, 1);
      g_assert_cmpint (gb_sql_statement_get_int (two, 0), ==, 2);
    }

  /* more texts than are kept */
  for (int i = 0; i < 400; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %d", i);

      g_assert_cmpint (query (f, sql), ==, i);
    }
}

static const struct
{
  const char *sql;
  GbSqlError code;
} errors[] = {
  { "nonsense", GB_SQL_ERROR_FAILED },
  { "SELECT nothing FROM nowhere", GB_SQL_ERROR_FAILED },
  { "SELECT \"a text in double quotes\"", GB_SQL_ERROR_FAILED },
  { "INSERT INTO u VALUES (1)", GB_SQL_ERROR_CONSTRAINT },
  { "INSERT INTO u VALUES (NULL)", GB_SQL_ERROR_CONSTRAINT },
  { "INSERT INTO u VALUES (-1)", GB_SQL_ERROR_CONSTRAINT },
  { "INSERT INTO u VALUES ('x')", GB_SQL_ERROR_CONSTRAINT },
  { "SELECT gb_time('x')", GB_SQL_ERROR_VALUE },
};

static void
test_errors (Fixture      *f,
             gconstpointer data)
{
  exec (f, "CREATE TABLE u (i INTEGER NOT NULL UNIQUE CHECK (i > 0)) STRICT; INSERT INTO u VALUES (1)");
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gb_sql_connection_exec (f->connection, errors[i].sql, &error));
      g_assert_error (error, GB_SQL_ERROR, (int) errors[i].code);
      /* the message says which statement */
      g_assert_nonnull (strstr (error->message, errors[i].sql));
    }
  g_assert_cmpint (query (f, "SELECT count(*) FROM u"), ==, 1);
}

static const struct
{
  int code;
  GbSqlError error;
} codes[] = {
  { SQLITE_BUSY, GB_SQL_ERROR_BUSY },
  { SQLITE_BUSY_SNAPSHOT, GB_SQL_ERROR_BUSY },
  { SQLITE_LOCKED, GB_SQL_ERROR_BUSY },
  { SQLITE_FULL, GB_SQL_ERROR_FULL },
  { SQLITE_READONLY_DIRECTORY, GB_SQL_ERROR_READ_ONLY },
  { SQLITE_CANTOPEN, GB_SQL_ERROR_CANT_OPEN },
  { SQLITE_CORRUPT_VTAB, GB_SQL_ERROR_CORRUPT },
  { SQLITE_NOTADB, GB_SQL_ERROR_NOT_A_DATABASE },
  { SQLITE_CONSTRAINT_CHECK, GB_SQL_ERROR_CONSTRAINT },
  { SQLITE_INTERRUPT, GB_SQL_ERROR_INTERRUPTED },
  { SQLITE_IOERR_WRITE, GB_SQL_ERROR_IO },
  { SQLITE_MISMATCH, GB_SQL_ERROR_VALUE },
  { SQLITE_ERROR, GB_SQL_ERROR_FAILED },
};

static void
test_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (gb_sql_error_from_code (codes[i].code), ==, codes[i].error);
}

static void
test_transactions (Fixture      *f,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) reader = NULL;
  gint64 count;

  exec (f, "CREATE TABLE t (i INTEGER) STRICT");
  g_assert_true (gb_sql_connection_use_wal (f->connection, &error));
  reader = gb_sql_connection_open (f->path, GB_SQL_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_is_read_only (reader));
  g_assert_false (gb_sql_connection_is_read_only (f->connection));

  /* a snapshot stays while the writer goes on */
  g_assert_true (gb_sql_connection_begin (reader, &error));
  g_assert_true (gb_sql_connection_query_int (reader, "SELECT count(*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 0);
  g_assert_true (gb_sql_connection_begin_immediate (f->connection, &error));
  exec (f, "INSERT INTO t VALUES (1)");
  g_assert_true (gb_sql_connection_commit (f->connection, &error));
  g_assert_true (gb_sql_connection_query_int (reader, "SELECT count(*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 0);
  gb_sql_connection_rollback (reader);
  g_assert_true (gb_sql_connection_query_int (reader, "SELECT count(*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 1);

  g_assert_true (gb_sql_connection_begin_immediate (f->connection, &error));
  exec (f, "INSERT INTO t VALUES (2)");
  gb_sql_connection_rollback (f->connection);
  gb_sql_connection_rollback (f->connection);
  g_assert_cmpint (query (f, "SELECT count(*) FROM t"), ==, 1);

  g_assert_false (gb_sql_connection_exec (reader, "INSERT INTO t VALUES (3)", &error));
  g_assert_error (error, GB_SQL_ERROR, GB_SQL_ERROR_READ_ONLY);
}

static void
test_data_version (Fixture      *f,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) other = NULL;
  gint64 before, after;

  exec (f, "CREATE TABLE t (i INTEGER) STRICT");
  before = gb_sql_connection_data_version (f->connection);
  g_assert_cmpint (gb_sql_connection_data_version (f->connection), ==, before);
  exec (f, "INSERT INTO t VALUES (1)");
  after = gb_sql_connection_data_version (f->connection);
  g_assert_cmpint (after, !=, before);

  other = gb_sql_connection_open (f->path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_exec (other, "INSERT INTO t VALUES (2)", &error));
  g_assert_cmpint (gb_sql_connection_data_version (f->connection), !=, after);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (Fixture      *f,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  gint64 count;

  gb_sql_connection_set_cancellable (f->connection, cancellable);
  g_assert_false (gb_sql_connection_query_int (
      f->connection,
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n",
      &count, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  gb_sql_connection_set_cancellable (f->connection, NULL);
  g_assert_cmpint (query (f, "SELECT 1"), ==, 1);
}

static void
test_settings (Fixture      *f,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) full = NULL;
  gint64 value;

  g_assert_cmpint (query (f, "PRAGMA temp_store"), ==, 2);
  g_assert_cmpint (query (f, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (f, "PRAGMA synchronous"), ==, 1);
  full = gb_sql_connection_open (f->path, GB_SQL_OPEN_FULL_SYNC, &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_query_int (full, "PRAGMA synchronous", &value, &error));
  g_assert_cmpint (value, ==, 2);
}

/* Opening alone writes nothing. */
static void
test_untouched (Fixture      *f,
                gconstpointer data)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
}

/* Nobody else may read the file or what lies beside it, whatever the umask. */
static void
test_private (Fixture      *f,
              gconstpointer data)
{
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (f->path, "-shm", NULL);
  const char *paths[] = { f->path, wal, shm };
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  gb_sql_connection_use_wal (f->connection, &error);
  g_assert_no_error (error);
  exec (f, "CREATE TABLE t (i INTEGER)");
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_cmpint (g_stat (paths[i], &info), ==, 0);
      g_assert_cmphex (info.st_mode & 0777, ==, 0600);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/sql/connection/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("values", test_values);
  ADD ("names", test_names);
  ADD ("kept-statements", test_kept_statements);
  ADD ("errors", test_errors);
  ADD ("transactions", test_transactions);
  ADD ("data-version", test_data_version);
  ADD ("cancel", test_cancel);
  ADD ("settings", test_settings);
  ADD ("untouched", test_untouched);
  ADD ("private", test_private);
  g_test_add_func ("/sql/connection/codes", test_codes);

  return g_test_run ();
}
