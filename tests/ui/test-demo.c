/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-demo.h"

#include "gb-language.h"
#include "gb-test-cache.h"

typedef struct
{
  char *folder;
  GbDemo *demo;
  GError *error;
  gboolean done;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("GIAOBAN_HUB", data, TRUE);
  fixture->demo = gb_demo_new (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->demo);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
on_started_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fixture *fixture = user_data;

  gb_demo_start_finish (GB_DEMO (source), result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static void
start (Fixture *fixture)
{
  gb_demo_start_async (fixture->demo, NULL, on_started_cb, fixture);
  gb_test_wait (is_done, fixture, "the illustration");
}

static gboolean
exists (Fixture    *fixture,
        const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A hub that breaks off leaves no database that the next start would take for whole. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  start (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_false (exists (fixture, "hub.db"));
  g_assert_null (gb_demo_get_endpoint (fixture->demo));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  start (fixture);
  g_assert_nonnull (fixture->error);
  g_assert_false (exists (fixture, "hub.db"));
}

/* The real hub on a database that is there already: it serves, and ends with the illustration. */
static void
test_serve (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *database = g_build_filename (fixture->folder, "hub.db", NULL);
  const char *argv[] = { data, "import", "--database", database, "--communes",
                         g_getenv ("GIAOBAN_TEST_COMMUNES"), NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));

  start (fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (g_str_has_prefix (gb_demo_get_endpoint (fixture->demo), "http://127.0.0.1:"));
  g_assert_true (g_file_get_contents (gb_demo_get_token_file (fixture->demo), &token, NULL, NULL));
  g_assert_cmpstr (token, !=, "");

  gb_demo_stop (fixture->demo);
  g_assert_null (gb_demo_get_endpoint (fixture->demo));
  g_assert_false (g_file_test (gb_demo_get_token_file (fixture->demo), G_FILE_TEST_EXISTS));
}

#define ADD(path, hub, func) g_test_add (path, Fixture, hub, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

  ADD ("/demo/broken", "/bin/false", test_broken);
  ADD ("/demo/missing", "/nowhere/giaoban-hub", test_missing);
  if (g_getenv ("GIAOBAN_TEST_HUB") != NULL)
    ADD ("/demo/serve", g_getenv ("GIAOBAN_TEST_HUB"), test_serve);

  return g_test_run ();
}
