/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-error.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *cache;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("giaoban-lock-XXXXXX", NULL);
  self->cache = g_build_filename (self->folder, "cache.db", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_autofree char *lock = g_strconcat (self->cache, ".lock", NULL);

  g_unlink (lock);
  g_rmdir (self->folder);
  g_free (self->cache);
  g_free (self->folder);
}

static void
test_one_at_a_time (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *holder = NULL;
  g_autofree char *program = g_path_get_basename (g_get_prgname ());
  GbSyncLock *first = gb_sync_lock_take (self->cache, &error);
  GbSyncLock *second;

  g_assert_no_error (error);
  second = gb_sync_lock_take (self->cache, &error);
  g_assert_null (second);
  g_assert_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY);
  holder = gb_sync_lock_holder (self->cache);
  g_assert_cmpstr (holder, ==, program);
  g_assert_nonnull (strstr (error->message, holder));
  g_clear_error (&error);

  gb_sync_lock_release (first);
  second = gb_sync_lock_take (self->cache, &error);
  g_assert_no_error (error);
  gb_sync_lock_release (second);
}

/* The lock of a process that was killed is no obstacle. */
static void
test_killed_holder (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GbSyncLock *lock;
  int ready[2];
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (gb_sync_lock_take (self->cache, NULL) == NULL || write (ready[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_null (gb_sync_lock_take (self->cache, NULL));

  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  lock = gb_sync_lock_take (self->cache, &error);
  g_assert_no_error (error);
  gb_sync_lock_release (lock);
  close (ready[0]);
  close (ready[1]);
}

static void
test_no_folder (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "cache.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gb_sync_lock_take (nowhere, &error));
  g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/lock/one-at-a-time", Fixture, NULL, set_up, test_one_at_a_time, tear_down);
  g_test_add ("/sync/lock/killed-holder", Fixture, NULL, set_up, test_killed_holder, tear_down);
  g_test_add ("/sync/lock/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  return g_test_run ();
}
