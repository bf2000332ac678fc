/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-secret-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "gb-language.h"
#include "gb-secret-error.h"
#include "gb-secret-process.h"

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static const struct
{
  const char *contents; /* (nullable) no file */
  int mode;
  gboolean good;
} cases[] = {
  { HEX, 0600, TRUE },
  { HEX "\n", 0400, TRUE },
  { "0123456789abcdef0123456789abcdef", 0600, TRUE },
  { HEX, 0640, FALSE },
  { HEX, 0604, FALSE },
  { HEX, 0644, FALSE },
  { HEX HEX, 0600, FALSE },
  { "", 0600, FALSE },
  { "my-very-secret-key", 0600, FALSE },
  { NULL, 0, FALSE },
};

static void
test_cases (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-key-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "key", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbSqlKey) key = NULL;

      if (cases[i].contents != NULL)
        {
          g_assert_true (g_file_set_contents (path, cases[i].contents, -1, NULL));
          g_assert_cmpint (g_chmod (path, cases[i].mode), ==, 0);
        }
      key = gb_secret_file_load_key (path, &error);
      g_assert_cmpint (key != NULL, ==, cases[i].good);
      if (!cases[i].good)
        {
          g_assert_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_FILE);
          g_assert_nonnull (strstr (error->message, path));
          g_assert_true (cases[i].contents == NULL || *cases[i].contents == '\0' ||
                         strstr (error->message, cases[i].contents) == NULL);
        }
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("giaoban-key-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_secret_file_load_key (folder, &error));
  g_assert_error (error, GB_SECRET_ERROR, GB_SECRET_ERROR_FILE);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_no_core (void)
{
  struct rlimit limit = { 1, 1 };

  gb_secret_process_guard ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret-file/cases", test_cases);
  g_test_add_func ("/secret-file/folder", test_folder);
  g_test_add_func ("/secret-process/no-core", test_no_core);
  return g_test_run ();
}
