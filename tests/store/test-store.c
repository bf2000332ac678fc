/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gb-sql-statement.h"
#include "gb-store-fixture.h"
#include "gb-test-store.h"
#include "gb-store-schema.h"

/* --- opening -------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;
  char *local;
  GbClock *clock;
} Place;

static void
place_set_up (Place        *p,
              gconstpointer data)
{
  p->folder = g_dir_make_tmp ("giaoban-open-XXXXXX", NULL);
  p->path = g_build_filename (p->folder, "cache.db", NULL);
  p->local = g_strconcat (p->path, ".local", NULL);
  p->clock = gb_clock_new_fixed (GB_TEST_NOW);
}

static void
place_tear_down (Place        *p,
                 gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (p->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (p->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (p->folder);
  g_free (p->folder);
  g_free (p->path);
  g_free (p->local);
  g_assert_finalize_object (p->clock);
}

static void
make_file (const char *path,
           const char *sql,
           const char *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = NULL;

  if (sql == NULL)
    {
      g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
      return;
    }
  connection = gb_sql_connection_open (path, GB_SQL_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_connection_exec (connection, sql, &error));
}

/* What cannot be used, in place of the cache and of the file beside it. */
typedef struct
{
  const char *name;
  gboolean local;
  const char *sql;
  const char *bytes;
  GbStoreError code;
} Refused;

#define GARBAGE "This is a letter about something else entirely, and long enough to be taken for a" \
                " database's first page by whoever looks at nothing but its length alone."

static const Refused refused[] = {
  { "newer", FALSE, "CREATE TABLE t (a); PRAGMA application_id=1195533160; PRAGMA user_version=99",
    NULL, GB_STORE_ERROR_NEWER },
  { "newer-local", TRUE,
    "CREATE TABLE t (a); PRAGMA application_id=1195535471; PRAGMA user_version=99", NULL,
    GB_STORE_ERROR_NEWER },
  { "foreign", FALSE, "CREATE TABLE t (a)", NULL, GB_STORE_ERROR_NOT_A_CACHE },
  { "foreign-local", TRUE, "CREATE TABLE t (a)", NULL, GB_STORE_ERROR_NOT_A_CACHE },
  { "local-for-cache", FALSE,
    "CREATE TABLE t (a); PRAGMA application_id=1195535471; PRAGMA user_version=1", NULL,
    GB_STORE_ERROR_NOT_A_CACHE },
  { "garbage", FALSE, NULL, GARBAGE, GB_STORE_ERROR_NOT_A_CACHE },
  { "garbage-local", TRUE, NULL, GARBAGE, GB_STORE_ERROR_NOT_A_CACHE },
  { "short", FALSE, NULL, "x", GB_STORE_ERROR_NOT_A_CACHE },
};

static void
test_refused (Place        *p,
              gconstpointer data)
{
  const Refused *c = data;
  const char *path = c->local ? p->local : p->path;
  g_autoptr (GbStore) store = gb_test_store_new (p->path, p->clock);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  g_assert_cmpint (GB_CACHE_APPLICATION_ID, ==, 1195533160);
  g_assert_cmpint (GB_LOCAL_APPLICATION_ID, ==, 1195535471);
  make_file (path, c->sql, c->bytes);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));

  g_assert_false (gb_store_open (store, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, (int) c->code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_false (gb_store_is_open (store));

  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* The superuser may write anywhere: be somebody else for a while. */
static gboolean
leave_root (Place *p)
{
  if (geteuid () != 0)
    return TRUE;
  if (chown (p->folder, 65534, 65534) != 0)
    return FALSE;
  if (g_file_test (p->path, G_FILE_TEST_EXISTS) && chown (p->path, 65534, 65534) != 0)
    return FALSE;
  return seteuid (65534) == 0;
}

static void
test_read_only_folder (Place        *p,
                       gconstpointer with_cache)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbStore) store = gb_test_store_new (p->path, p->clock);
  uid_t user = geteuid ();
  gboolean ok;

  if (with_cache != NULL)
    {
      g_autoptr (GbStore) first = gb_test_store_new (p->path, p->clock);

      g_assert_true (gb_store_open (first, NULL, &error));
    }
  if (!leave_root (p))
    {
      g_test_skip ("cannot become an ordinary user");
      return;
    }
  g_assert_cmpint (g_chmod (p->folder, 0500), ==, 0);
  ok = gb_store_open (store, NULL, &error);
  g_assert_cmpint (g_chmod (p->folder, 0700), ==, 0);
  g_assert_cmpint (seteuid (user), ==, 0);

  g_assert_false (ok);
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY);
}

static void
test_missing_folder (Place        *p,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (p->folder, "none", "cache.db", NULL);
  g_autoptr (GbStore) store = gb_test_store_new (path, p->clock);
  g_autoptr (GError) error = NULL;

  g_assert_false (gb_store_open (store, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY);
}

static void
test_damaged (Place        *p,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (GbStore) again = gb_test_store_new (p->path, p->clock);

  {
    g_autoptr (GbStore) store = gb_test_store_new (p->path, p->clock);

    g_assert_true (gb_store_open (store, NULL, &error));
  }
  g_assert_true (g_file_get_contents (p->path, &bytes, &length, NULL));
  memset (bytes + 100, 0x5a, length - 100);
  g_assert_true (g_file_set_contents (p->path, bytes, length, NULL));
  g_assert_false (gb_store_open (again, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_CORRUPT);
}

/* Keys made by another ICU are made anew. */
static void
test_icu (Place        *p,
          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = NULL;
  gint64 good;

  {
    g_autoptr (GbStore) store = gb_test_store_new (p->path, p->clock);

    g_assert_true (gb_store_open (store, NULL, &error));
  }
  connection = gb_test_store_file (p->path);
  g_assert_true (gb_sql_connection_exec (
      connection,
      "UPDATE meta SET value='63.1' WHERE key='icu';"
      "INSERT INTO sort_key VALUES(1,'Đào',x'00'),(2,'Lê Ân',x'00');"
      "INSERT INTO team(id,name,organisation,members,kind,rev,generation) VALUES('t','x','x',1,'x',1,1);"
      "INSERT INTO officer(id,name,title,kind,commune,agency,rev,generation,folded,name_key) "
      "VALUES('o','Lê Ân','x','post','x','x',1,1,'le an',x'00');"
      "INSERT INTO dossier(id,procedure,field,channel,commune,received_by,state,rev,generation,"
      "folded,code_key,applicant,applicant_key) "
      "VALUES('d','x','x','desk','x','x',4,1,1,'x','d','Lê Ân',x'00');",
      &error));
  g_assert_no_error (error);
  g_clear_object (&connection);
  {
    g_autoptr (GbStore) store = gb_test_store_new (p->path, p->clock);

    g_assert_true (gb_store_open (store, NULL, &error));
  }
  connection = gb_test_store_file (p->path);
  g_assert_true (gb_sql_connection_query_int (
      connection,
      "SELECT (SELECT key FROM sort_key WHERE kind=1 AND text='Đào')=gb_sort_key('Đào') "
      "AND (SELECT key FROM sort_key WHERE kind=2 AND text='Lê Ân')=gb_person_key('Lê Ân') "
      "AND (SELECT name_key FROM officer)=gb_person_key('Lê Ân') "
      "AND (SELECT applicant_key FROM dossier)=gb_person_key('Lê Ân') "
      "AND (SELECT value FROM meta WHERE key='icu')<>'63.1'",
      &good, &error));
  g_assert_cmpint (good, ==, 1);
}

typedef struct
{
  gboolean done;
  gpointer value;
  GError *error;
} Answer;

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static void
on_opened_cb (GObject      *store,
              GAsyncResult *result,
              gpointer      data)
{
  Answer *answer = data;

  answer->value = GINT_TO_POINTER (gb_store_open_finish (GB_STORE (store), result, &answer->error));
  answer->done = TRUE;
}

static void
test_open_async (Place        *p,
                 gconstpointer data)
{
  g_autoptr (GbStore) store = gb_test_store_new (p->path, p->clock);
  Answer answer = { 0 };

  gb_store_open_async (store, NULL, on_opened_cb, &answer);
  g_assert_true (gb_test_wait (is_done, &answer));
  g_assert_no_error (answer.error);
  g_assert_nonnull (answer.value);
  g_assert_true (gb_store_is_open (store));
  g_assert_cmpstr (gb_store_get_path (store), ==, p->path);
  g_assert_true (gb_store_get_clock (store) == p->clock);
}

/* --- reading and writing -------------------------------------------------------------------- */

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

#define INSERT_TEAM                                                                                \
  "INSERT INTO team(id,name,organisation,members,kind,rev,generation) "                            \
  "VALUES(hex(randomblob(8)),'x','x',1,'x',1,1)"

static gpointer
add_team (GbSqlConnection *connection,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  gb_sql_connection_exec (connection, INSERT_TEAM, error);
  return data;
}

static gpointer
add_team_and_fail (GbSqlConnection *connection,
                   gpointer         data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  if (gb_sql_connection_exec (connection, INSERT_TEAM, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "changed my mind");
  return NULL;
}

static gpointer
count_teams (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  gint64 one = 0, other = 0;

  /* twice in one call: both see the same moment, whatever is written meanwhile */
  gb_sql_connection_query_int (connection, "SELECT count(*) FROM team", &one, error);
  g_thread_yield ();
  gb_sql_connection_query_int (connection, "SELECT count(*) FROM team", &other, error);
  g_assert_cmpint (one, ==, other);
  return GINT_TO_POINTER (one);
}

static gpointer
try_to_write (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  gb_sql_connection_exec (connection, INSERT_TEAM, error);
  return NULL;
}

static gpointer
never_end (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gint64 value;

  gb_sql_connection_query_int (
      connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n",
      &value, error);
  return NULL;
}

static void
on_read_cb (GObject      *store,
            GAsyncResult *result,
            gpointer      data)
{
  Answer *answer = data;

  answer->value = gb_store_read_finish (GB_STORE (store), result, &answer->error);
  answer->done = TRUE;
}

static void
on_written_cb (GObject      *store,
               GAsyncResult *result,
               gpointer      data)
{
  Answer *answer = data;

  answer->value = gb_store_write_finish (GB_STORE (store), result, &answer->error);
  answer->done = TRUE;
}

static void
test_blocking (GbStoreFixture *f,
               gconstpointer   data)
{
  g_autoptr (GError) error = NULL, failed = NULL;

  g_assert_true (gb_store_write (f->store, add_team, f, NULL, &error) == f);
  g_assert_no_error (error);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM team"), ==, 1);

  /* what fails leaves nothing, and its own error comes through */
  gb_store_write (f->store, add_team_and_fail, NULL, NULL, &failed);
  g_assert_error (failed, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM team"), ==, 1);

  gb_store_read (f->store, try_to_write, NULL, NULL, &error);
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY);
}

static void
test_async (GbStoreFixture *f,
            gconstpointer   data)
{
  Answer written = { 0 }, read = { 0 };

  gb_store_write_async (f->store, add_team, g_strdup ("x"), NULL, g_free, NULL, on_written_cb,
                        &written);
  g_assert_true (gb_test_wait (is_done, &written));
  g_assert_no_error (written.error);
  g_assert_cmpstr (written.value, ==, "x");
  g_free (written.value);

  gb_store_read_async (f->store, count_teams, NULL, NULL, NULL, G_PRIORITY_DEFAULT, NULL,
                       on_read_cb, &read);
  g_assert_true (gb_test_wait (is_done, &read));
  g_assert_no_error (read.error);
  g_assert_cmpint (GPOINTER_TO_INT (read.value), ==, 1);
}

static void
count_free (gpointer n)
{
  (*(int *) n)++;
}

/* Who writes and reads back sees what was written, also when the files are closed on the way. */
static void
test_read_back (GbStoreFixture *f,
                gconstpointer   data)
{
  Answer answers[20] = { 0 }, read = { 0 }, last = { 0 }, closed = { 0 };
  int freed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    gb_store_write_async (f->store, add_team, NULL, NULL, NULL, NULL, on_written_cb, &answers[i]);
  gb_store_read_back_async (f->store, count_teams, NULL, NULL, NULL, NULL, on_read_cb, &read);
  g_assert_true (gb_test_wait (is_done, &read));
  g_assert_no_error (read.error);
  g_assert_cmpint (GPOINTER_TO_INT (read.value), ==, G_N_ELEMENTS (answers));

  gb_store_write_async (f->store, add_team, NULL, NULL, NULL, NULL, on_written_cb, &answers[0]);
  gb_store_read_back_async (f->store, count_teams, NULL, NULL, NULL, NULL, on_read_cb, &last);
  gb_store_close (f->store);
  g_assert_true (gb_test_wait (is_done, &last));
  g_assert_no_error (last.error);
  g_assert_cmpint (GPOINTER_TO_INT (last.value), ==, G_N_ELEMENTS (answers) + 1);

  gb_store_read_back_async (f->store, count_teams, &freed, count_free, NULL, NULL, on_read_cb, &closed);
  g_assert_true (gb_test_wait (is_done, &closed));
  g_assert_error (closed.error, GB_STORE_ERROR, GB_STORE_ERROR_CLOSED);
  g_assert_cmpint (freed, ==, 1);
  g_clear_error (&closed.error);
}

static gboolean
on_cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (GbStoreFixture *f,
             gconstpointer   data)
{
  g_autoptr (GCancellable) read_cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) write_cancellable = g_cancellable_new ();
  Answer read = { 0 }, write = { 0 };

  gb_store_read_async (f->store, never_end, NULL, NULL, NULL, G_PRIORITY_DEFAULT,
                       read_cancellable, on_read_cb, &read);
  gb_store_write_async (f->store, never_end, NULL, NULL, NULL, write_cancellable, on_written_cb,
                        &write);
  g_timeout_add (20, on_cancel_cb, read_cancellable);
  g_timeout_add (40, on_cancel_cb, write_cancellable);
  g_assert_true (gb_test_wait (is_done, &read));
  g_assert_error (read.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (gb_test_wait (is_done, &write));
  g_assert_error (write.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&read.error);
  g_clear_error (&write.error);

  /* and the connections work on */
  g_assert_true (gb_store_write (f->store, add_team, f, NULL, NULL) == f);
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM team"), ==, 1);
}

typedef struct
{
  guint n;
  guint64 types;
} Changes;

static void
on_changed_cb (GbStore *store,
               guint64  types,
               Changes *changes)
{
  changes->n++;
  changes->types |= types;
}

static gboolean
has_changed (gpointer data)
{
  return ((Changes *) data)->n > 0;
}

static gpointer
touch_meta (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  gb_sql_connection_exec (connection, "INSERT OR REPLACE INTO meta VALUES('x','y')", error);
  return NULL;
}

static void
test_changed (GbStoreFixture *f,
              gconstpointer   data)
{
  Changes changes = { 0 };

  g_signal_connect (f->store, "changed", G_CALLBACK (on_changed_cb), &changes);
  gb_store_write (f->store, touch_meta, NULL, NULL, NULL);
  gb_store_write (f->store, add_team_and_fail, NULL, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes.n, ==, 0);

  /* commits that nobody was told of are told of together */
  gb_store_write (f->store, add_team, NULL, NULL, NULL);
  gb_store_write (f->store, add_team, NULL, NULL, NULL);
  g_assert_true (gb_test_wait (has_changed, &changes));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.types, ==, GB_RECORD_BIT (GB_RECORD_TEAM));
  g_signal_handlers_disconnect_by_data (f->store, &changes);
}

static void
test_close (GbStoreFixture *f,
            gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  Answer answers[20] = { 0 };
  Answer closed = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    gb_store_write_async (f->store, add_team, NULL, NULL, NULL, NULL, on_written_cb, &answers[i]);
  gb_store_close (f->store);
  gb_store_close (f->store);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_assert_true (gb_test_wait (is_done, &answers[i]));
      g_assert_no_error (answers[i].error);
    }
  gb_store_read (f->store, count_teams, NULL, NULL, &error);
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_CLOSED);
  gb_store_read_async (f->store, count_teams, g_strdup ("x"), g_free, NULL, 0, NULL, on_read_cb,
                       &closed);
  g_assert_true (gb_test_wait (is_done, &closed));
  g_assert_error (closed.error, GB_STORE_ERROR, GB_STORE_ERROR_CLOSED);
  g_clear_error (&closed.error);

  gb_store_fixture_reopen (f);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM team"), ==, 20);
}

/* Many readers while the writer writes: each sees a whole number of commits, never fewer than it
 * saw before. */
typedef struct
{
  GbStoreFixture *f;
  gboolean stop; /* atomic */
  guint n_reads; /* atomic */
} Crowd;

static gpointer
read_on (gpointer data)
{
  Crowd *crowd = data;
  int last = 0;

  while (!g_atomic_int_get (&crowd->stop))
    {
      g_autoptr (GError) error = NULL;
      int n = GPOINTER_TO_INT (gb_store_read (crowd->f->store, count_teams, NULL, NULL, &error));

      g_assert_no_error (error);
      g_assert_cmpint (n, >=, last);
      last = n;
      g_atomic_int_inc ((int *) &crowd->n_reads);
    }
  return NULL;
}

static void
test_crowd (GbStoreFixture *f,
            gconstpointer   data)
{
  Crowd crowd = { f };
  GThread *threads[6];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_on, &crowd);
  for (int i = 0; i < 200; i++)
    gb_store_write (f->store, add_team, NULL, NULL, NULL);
  g_atomic_int_set (&crowd.stop, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM team"), ==, 200);
  g_test_message ("%u reads beside 200 writes", crowd.n_reads);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define PLACE(path, data, test)                                                                    \
  g_test_add ("/store/store/" path, Place, data, place_set_up, test, place_tear_down)
#define ADD(path, test)                                                                            \
  g_test_add ("/store/store/" path, GbStoreFixture, NULL, set_up, test, tear_down)
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/store/store/refused/", refused[i].name, NULL);

      g_test_add (path, Place, &refused[i], place_set_up, test_refused, place_tear_down);
    }
  PLACE ("read-only-folder/empty", NULL, test_read_only_folder);
  PLACE ("read-only-folder/cache", "", test_read_only_folder);
  PLACE ("missing-folder", NULL, test_missing_folder);
  PLACE ("damaged", NULL, test_damaged);
  PLACE ("icu", NULL, test_icu);
  PLACE ("open-async", NULL, test_open_async);
  ADD ("blocking", test_blocking);
  ADD ("async", test_async);
  ADD ("read-back", test_read_back);
  ADD ("cancel", test_cancel);
  ADD ("changed", test_changed);
  ADD ("close", test_close);
  ADD ("crowd", test_crowd);

  return g_test_run ();
}
