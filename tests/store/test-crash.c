/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process is killed while it stores pages; what it leaves is whole. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gb-cursor-repository.h"
#include "gb-sql-statement.h"
#include "gb-store-fixture.h"
#include "gb-test-store.h"

#define PAGE_LINES 150
#define ROUNDS 12
#define LONG_ROUNDS 60

/* Page number p puts the dossiers p * PAGE_LINES …, and one line that is set aside. */
static GbFeedPage *
make_page (GbStoreFixture *f,
           guint           p)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (p);
  g_autoptr (GString) text = g_string_new (NULL);
  GbFeedPage *page;

  for (guint i = 0; i < PAGE_LINES; i++)
    gb_test_append_dossier (text, rand, p * PAGE_LINES + i, GB_TEST_NOW);
  g_string_append_printf (text,
                          "{\"op\":\"put\",\"type\":\"dossier\",\"id\":\"bad%u\",\"rev\":1,"
                          "\"data\":{}}\n", p);
  g_clear_pointer (&f->cursor[GB_RECORD_GROUP_WORK], g_free);
  f->cursor[GB_RECORD_GROUP_WORK] = p > 0 ? g_strdup_printf ("c%u", p) : NULL;
  f->n_pages = p;
  page = gb_test_page (f, GB_RECORD_GROUP_WORK, text->str, TRUE);
  return page;
}

static guint
pages_held (GbStoreFixture *f)
{
  g_autofree char *cursor =
      gb_test_text (f, "SELECT cursor FROM feed_cursor WHERE feed_group='work'");

  return cursor != NULL ? (guint) atoi (cursor + 1) : 0;
}

/* The child: stores page after page, tells of each, never ends by itself. */
static int
child (const char *path)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);
  GbStoreFixture f = { .path = (char *) path, .clock = clock };
  g_autoptr (GError) error = NULL;

  f.store = gb_test_store_new (path, clock);
  if (!gb_store_open (f.store, NULL, &error))
    g_error ("%s", error->message);
  for (guint p = pages_held (&f);; p++)
    {
      g_autoptr (GbFeedPage) page = make_page (&f, p);

      if (!gb_store_commit_page (f.store, page, NULL, NULL, &error))
        g_error ("%s", error->message);
      if (write (STDOUT_FILENO, ".", 1) != 1)
        return 1;
    }
}

static void
check_whole (GbStoreFixture *f)
{
  g_autofree char *cache = gb_test_text (f, "PRAGMA main.integrity_check");
  g_autofree char *local = gb_test_text (f, "PRAGMA local.integrity_check");
  gint64 pages = pages_held (f);

  g_assert_cmpstr (cache, ==, "ok");
  g_assert_cmpstr (local, ==, "ok");
  /* the cursor and the rows agree: whole pages, all up to the cursor's */
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier"), ==, pages * PAGE_LINES);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM dossier_pending"), ==, 0);
  /* a line set aside is never lost; at most the page cut off has brought its own already */
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), >=, pages);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.set_aside"), <=, pages + 1);
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

static void
kill_in_the_middle (const char *self,
                    const char *path,
                    GRand      *rand)
{
  char *argv[] = { (char *) self, (char *) "--child", (char *) path, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;
  int out, status;
  char dots[3];

  g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            &out, NULL, &error);
  g_assert_no_error (error);
  /* it works: then at any moment */
  g_assert_cmpint (read (out, dots, 1), ==, 1);
  g_usleep ((gulong) g_rand_int_range (rand, 0, 60000));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  g_spawn_close_pid (pid);
  close (out);
}

static char *program;

static void
test_kill (void)
{
  GbStoreFixture f;
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  int rounds = g_test_thorough () ? LONG_ROUNDS : ROUNDS;
  guint last = 0;

  gb_store_fixture_set_up (&f);
  for (int i = 0; i < rounds; i++)
    {
      g_autoptr (GError) error = NULL;

      gb_store_close (f.store);
      kill_in_the_middle (program, f.path, rand);
      gb_store_fixture_reopen (&f);
      check_whole (&f);
      g_assert_cmpuint (pages_held (&f), >, last);
      last = pages_held (&f);
      gb_store_write (f.store, check_index, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_test_message ("killed %d times over %u pages", rounds, last);
  gb_store_fixture_tear_down (&f);
}

/* The disk is full: nothing of the page is in, and it says what to do; with room again it goes on. */
static gpointer
set_room (GbSqlConnection *connection,
          gpointer         pages,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count=%d", GPOINTER_TO_INT (pages));

  gb_sql_connection_exec (connection, sql, error);
  return NULL;
}

static void
test_full (void)
{
  GbStoreFixture f;
  g_autoptr (GbFeedPage) first = NULL;
  g_autoptr (GbFeedPage) second = NULL;
  g_autoptr (GError) error = NULL;

  gb_store_fixture_set_up (&f);
  first = make_page (&f, 0);
  second = make_page (&f, 1);
  g_assert_true (gb_store_commit_page (f.store, first, NULL, NULL, &error));
  gb_store_write (f.store, set_room, GINT_TO_POINTER (1), NULL, &error);
  g_assert_no_error (error);
  g_assert_false (gb_store_commit_page (f.store, second, NULL, NULL, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_NO_SPACE);
  check_whole (&f);
  g_assert_cmpuint (pages_held (&f), ==, 1);

  g_clear_error (&error);
  gb_store_write (f.store, set_room, GINT_TO_POINTER (1000000), NULL, &error);
  g_assert_true (gb_store_commit_page (f.store, second, NULL, NULL, &error));
  check_whole (&f);
  g_assert_cmpuint (pages_held (&f), ==, 2);
  gb_store_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return child (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/crash/kill", test_kill);
  g_test_add_func ("/store/crash/full", test_full);

  return g_test_run ();
}
