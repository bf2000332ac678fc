/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Caches of tests: encrypted with one key where the build can, plain where it cannot. */
#pragma once

#include "gb-sql-connection.h"
#include "gb-store.h"

G_BEGIN_DECLS

/* What giaoban_run.py writes into its key file, too. */
#define GB_TEST_KEY_BYTES "tests/support: no real key: 32 b"

/* (transfer full) (nullable) */
static inline GbSqlKey *
gb_test_key (void)
{
  return gb_sql_can_encrypt () ? gb_sql_key_new (GB_TEST_KEY_BYTES) : NULL;
}

/* (transfer full): not opened yet */
static inline GbStore *
gb_test_store_new (const char *path,
                   GbClock    *clock)
{
  g_autoptr (GbSqlKey) key = gb_test_key ();

  return gb_store_new (path, clock, key);
}

/* (transfer full): one of a store's files, beside the store */
static inline GbSqlConnection *
gb_test_store_file (const char *path)
{
  g_autoptr (GbSqlKey) key = gb_test_key ();
  g_autoptr (GError) error = NULL;
  GbSqlConnection *connection = gb_sql_connection_open_with_key (path, 0, key, &error);

  g_assert_no_error (error);
  return connection;
}

/* (transfer full) (nullable): a file with the key, in @folder */
static inline char *
gb_test_key_file (const char *folder)
{
  char *path = g_build_filename (folder, "key", NULL);
  g_autoptr (GError) error = NULL;

  if (!gb_sql_can_encrypt ())
    g_clear_pointer (&path, g_free);
  else
    g_file_set_contents_full (path, GB_TEST_KEY_BYTES, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                              &error);
  g_assert_no_error (error);
  return path;
}

G_END_DECLS
