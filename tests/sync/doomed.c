/* SPDX-License-Identifier: GPL-3.0-or-later */
/* giaobanctl that dies at its Nth statement: doomed N ARGUMENT… exits by SIGKILL there, or as giaobanctl does when it has
 * fewer. doomed --every STEP CODE ARGUMENT…, with the arguments of a sync, does it for each STEPth N until the sync
 * survives: before, a dossier is urged; afterwards the files are looked at, and another sync ends what the first began. */
#include "gb-cli.h"
#include "gb-secret-file.h"
#include "gb-sql-connection.h"
#include "gb-sql-statement.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_STATEMENTS 3000

static int remaining; /* atomic */

static int
on_statement (unsigned  what,
              void     *data,
              void     *statement,
              void     *text)
{
  /* A trigger's statements are told of by a comment: they are no boundary, the one around them is. */
  if (strncmp (text, "--", 2) != 0 && g_atomic_int_dec_and_test (&remaining))
    kill (getpid (), SIGKILL);
  return 0;
}

static int
on_connection (sqlite3                    *handle,
               char                      **message,
               const sqlite3_api_routines *routines)
{
  return sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement, NULL);
}

static int
run_doomed (int    statement,
            int    argc,
            char **argv)
{
  remaining = statement;
  if (statement > 0)
    sqlite3_auto_extension ((void (*) (void)) on_connection);
  return gb_cli_main (argc, argv);
}

/* As a process of its own. Returns: as waitpid() */
static int
run_in_child (int    statement,
              char **argv)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      if (freopen ("/dev/null", "w", stdout) == NULL)
        _exit (99);
      _exit (run_doomed (statement, (int) g_strv_length (argv), argv));
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
assert_done (int         status,
             int         statement,
             const char *what)
{
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("after a death at statement %d: %s ends with %d", statement, what, status);
}

/* --- what is left --------------------------------------------------------------------------- */

static const char *
value_of (char      **argv,
          const char *option)
{
  for (guint i = 0; argv[i] != NULL; i++)
    if (strcmp (argv[i], option) == 0)
      return argv[i + 1];
  return NULL;
}

static void
check_file (const char *path,
            GbSqlKey   *key,
            int         statement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = gb_sql_connection_open_with_key (path, 0, key, &error);
  g_autoptr (GbSqlStatement) check = NULL;
  gboolean row;

  g_assert_no_error (error);
  check = gb_sql_connection_prepare (connection, "PRAGMA integrity_check", &error);
  g_assert_no_error (error);
  g_assert_true (gb_sql_statement_step (check, &row, &error));
  if (g_strcmp0 (gb_sql_statement_get_text (check, 0), "ok") != 0)
    g_error ("after a death at statement %d: %s: %s", statement, path, gb_sql_statement_get_text (check, 0));
}

/* What was applied is kept for thirty days and looked at in each sync; here a sync shall not grow. */
static void
forget_applied (const char *local,
                GbSqlKey   *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlConnection) connection = gb_sql_connection_open_with_key (local, 0, key, &error);
  gint64 n;

  g_assert_no_error (error);
  gb_sql_connection_query_int (connection, "SELECT count(*) FROM action WHERE state<>'applied'", &n, &error);
  g_assert_cmpint (n, ==, 0);
  gb_sql_connection_query_int (connection, "SELECT count(*) FROM action", &n, &error);
  g_assert_cmpint (n, ==, 1);
  gb_sql_connection_exec (connection, "DELETE FROM action", &error);
  g_assert_no_error (error);
}

static GbSqlKey *
load_key (char **argv)
{
  const char *file = value_of (argv, "--key-file");
  g_autoptr (GError) error = NULL;
  GbSqlKey *key = file != NULL ? gb_secret_file_load_key (file, &error) : NULL;

  g_assert_no_error (error);
  return key;
}

/* In a child, so that this process never has SQLite open when it forks. */
static void
look_in_child (char   **argv,
               int      statement,
               gboolean settled)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      const char *cache = value_of (argv, "--cache");
      g_autofree char *local = g_strconcat (cache, ".local", NULL);
      g_autoptr (GbSqlKey) key = load_key (argv);

      check_file (cache, key, statement);
      check_file (local, key, statement);
      if (settled)
        forget_applied (local, key);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  assert_done (status, statement, "looking");
}

/* --- one after the other -------------------------------------------------------------------- */

/* (transfer full): giaobanctl's options before the command, then another command */
static GStrv
act_arguments (char      **argv,
               const char *code,
               int         number)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = g_strdup_printf ("text=%d", number);

  for (guint i = 0; argv[i] != NULL && strcmp (argv[i], "sync") != 0; i++)
    g_strv_builder_add (builder, argv[i]);
  g_strv_builder_add_many (builder, "act", "dossier.urge", code, text, NULL);
  return g_strv_builder_end (builder);
}

static int
die_at_every (int         step,
              const char *code,
              char      **argv)
{
  gboolean survived = FALSE;
  int n = 1 - step;

  while (!survived && n < MOST_STATEMENTS)
    {
      g_auto (GStrv) act = act_arguments (argv, code, n += step);
      int status;

      assert_done (run_in_child (0, act), n, "act");
      status = run_in_child (n, argv);
      survived = WIFEXITED (status);
      if (survived)
        assert_done (status, n, "the sync that survived");
      else
        g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      look_in_child (argv, n, FALSE);
      assert_done (run_in_child (0, argv), n, "the sync after it");
      look_in_child (argv, n, TRUE);
    }
  g_assert_true (survived);
  g_print ("{\"survived\":%d}\n", n);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  int statement;

  g_assert_cmpint (argc, >, 3);
  if (strcmp (argv[1], "--every") == 0)
    {
      int step = atoi (argv[2]);
      char *code = argv[3];

      g_assert_cmpint (step, >, 0);
      argv[3] = argv[0];
      return die_at_every (step, code, argv + 3);
    }
  statement = atoi (argv[1]);
  argv[1] = argv[0];
  return run_doomed (statement, argc - 1, argv + 1);
}
