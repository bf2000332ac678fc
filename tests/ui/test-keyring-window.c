/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window and the keyring: run by with-keyring, with one of its own. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "gb-cache-key.h"
#include "gb-language.h"
#include "gb-options.h"
#include "gb-secret-error.h"
#include "gb-sql-cipher.h"
#include "gb-test-cache.h"
#include "gb-test-keyring.h"
#include "gb-test-window.h"
#include "gb-window.h"
#include "gb-wipe.h"

typedef struct
{
  char *folder;
  char *path;
  GbServices *services;
  GbWindow *window;
} Fixture;

/* A cache with data whose key is in the keyring. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);
  g_autoptr (GbSqlKey) key = NULL;
  g_autoptr (GbStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("giaoban-XXXXXX", &error);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
  if (data != NULL)
    return;
  key = gb_cache_key_load (fixture->path, NULL, NULL, &error);
  g_assert_no_error (error);
  store = gb_store_new (fixture->path, clock, key);
  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  gb_test_cache_fill (store);
  gb_store_close (store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gb_test_window_end (fixture->window, fixture->services);
  gb_test_cache_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
open_window (Fixture *fixture)
{
  GbOptions options = { .cache = fixture->path, .now = GB_TEST_NOW };

  fixture->services = gb_services_new (&options);
  fixture->window = gb_window_new (NULL, fixture->services);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gb_services_start (fixture->services);
  gb_test_wait (gb_test_is_settled, fixture->window, "the window");
}

static gboolean
is_ready (gpointer data)
{
  return gb_services_get_state (data) == GB_SERVICES_STATE_READY;
}

static void
test_opens (Fixture       *fixture,
            gconstpointer  data)
{
  open_window (fixture);
  g_assert_cmpint (gb_services_get_state (fixture->services), ==, GB_SERVICES_STATE_READY);
}

/* Said so, with a button that asks again; the data are not touched meanwhile. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  gb_test_keyring_lock ();
  open_window (fixture);
  g_assert_cmpint (gb_services_get_state (fixture->services), ==, GB_SERVICES_STATE_FAILED);
  g_assert_error (gb_services_get_error (fixture->services), GB_SECRET_ERROR,
                  GB_SECRET_ERROR_LOCKED);
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->window), "The keyring is locked"));
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->window), "Unlock"));

  gb_test_keyring_unlock ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.retry", NULL);
  gb_test_wait (is_ready, fixture->services, "the data, unlocked");
}

/* Where there are no data yet none are made in the open. */
static void
test_locked_at_first (Fixture       *fixture,
                      gconstpointer  data)
{
  gb_test_keyring_lock ();
  open_window (fixture);
  gb_test_keyring_unlock ();
  g_assert_error (gb_services_get_error (fixture->services), GB_SECRET_ERROR,
                  GB_SECRET_ERROR_LOCKED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
on_saved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(gboolean *) user_data = gb_account_save_finish (GB_STORE (object), result, NULL);
}

static gboolean
is_saved (gpointer data)
{
  return *(gboolean *) data;
}

static void
save_account (Fixture *fixture)
{
  GbAccount account = { .endpoint = (char *) "http://127.0.0.1:1", .workstation = (char *) "7f3a",
                        .scope = (char *) "commune:21028", .issued_at = GB_TEST_NOW,
                        .expires = GB_TEST_NOW + 1000000, .contact_at = GB_TEST_NOW };
  g_autoptr (GbClock) clock = gb_clock_new_fixed (GB_TEST_NOW);
  g_autoptr (GError) error = NULL;
  g_autoptr (GbSqlKey) key = gb_cache_key_load (fixture->path, NULL, NULL, &error);
  g_autoptr (GbStore) store = gb_store_new (fixture->path, clock, key);
  gboolean saved = FALSE;

  g_assert_no_error (error);
  gb_store_open (store, NULL, &error);
  g_assert_no_error (error);
  gb_account_save_async (store, &account, on_saved_cb, &saved);
  gb_test_wait (is_saved, &saved, "the account");
  gb_store_close (store);
}

static gboolean
is_over (gpointer data)
{
  return gb_services_get_state (data) == GB_SERVICES_STATE_FAILED;
}

/* Everything goes, the key with it, and the window says why there is nothing. */
static void
test_wipe (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *local = g_strconcat (fixture->path, ".local", NULL);

  save_account (fixture);
  open_window (fixture);
  g_assert_nonnull (gb_services_get_account (fixture->services));
  gb_services_wipe (fixture->services);
  gb_test_wait (is_over, fixture->services, "the end of the data");
  g_assert_error (gb_services_get_error (fixture->services), GB_WIPE_ERROR, GB_WIPE_ERROR_WIPED);
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->window), "The data on this machine were deleted"));
  g_assert_true (gb_test_says (GTK_WIDGET (fixture->window), "as was wanted here"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (local, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  gb_language_init ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  if (gb_sql_can_encrypt ())
    {
      g_test_add ("/keyring-window/opens", Fixture, NULL, set_up, test_opens, tear_down);
      g_test_add ("/keyring-window/locked", Fixture, NULL, set_up, test_locked, tear_down);
      g_test_add ("/keyring-window/locked-at-first", Fixture, "empty", set_up, test_locked_at_first,
                  tear_down);
      g_test_add ("/keyring-window/wipe", Fixture, NULL, set_up, test_wipe, tear_down);
    }
  return g_test_run ();
}
