/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-account.h"
#include "gb-store-fixture.h"
#include "gb-time.h"

#include <string.h>

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

static GbAccount *
read_account (GbStoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  GbAccount *account;

  g_assert_true (gb_account_read (f->store, &account, &error));
  g_assert_no_error (error);
  return account;
}

static void
on_saved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gb_account_save_finish (GB_STORE (object), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
save (GbStoreFixture *f,
      const char     *workstation,
      gint64          contact_at)
{
  GbAccount account = { (char *) "https://giaoban.example.vn", (char *) workstation, (char *) "commune:21028",
                        GB_TEST_NOW - 5, GB_TEST_NOW + 5, contact_at };
  gboolean done = FALSE;

  memset (account.ed25519, 7, sizeof account.ed25519);
  memset (account.x25519, 9, sizeof account.x25519);
  account.authority = TRUE;
  gb_account_save_async (f->store, &account, on_saved_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_kept (GbStoreFixture *f,
           gconstpointer   data)
{
  g_autoptr (GbAccount) none = read_account (f);
  g_autoptr (GbAccount) account = NULL;

  g_assert_null (none);
  save (f, "w1", 17);
  save (f, "w2", 18);
  gb_store_fixture_reopen (f);
  account = read_account (f);
  g_assert_cmpstr (account->endpoint, ==, "https://giaoban.example.vn");
  g_assert_cmpstr (account->workstation, ==, "w2");
  g_assert_cmpstr (account->scope, ==, "commune:21028");
  g_assert_cmpint (account->issued_at, ==, GB_TEST_NOW - 5);
  g_assert_cmpint (account->expires, ==, GB_TEST_NOW + 5);
  g_assert_cmpint (account->contact_at, ==, 18);
  g_assert_cmpint (account->ed25519[31], ==, 7);
  g_assert_cmpint (account->x25519[0], ==, 9);
  g_assert_true (account->authority);
  g_assert_cmpint (gb_test_int (f, "SELECT count(*) FROM local.account"), ==, 1);
}

static gpointer
set_as_of (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  gb_sql_connection_exec (connection, data, error);
  return NULL;
}

/* A page of the feed is contact, whatever brought it; an older one takes nothing away. */
static void
test_contact (GbStoreFixture *f,
              gconstpointer   data)
{
  static const struct
  {
    const char *sql;
    gint64 contact;
  } steps[] = {
    { "UPDATE feed_cursor SET as_of=500 WHERE feed_group='base'", 1000 },
    { "UPDATE feed_cursor SET as_of=2000 WHERE feed_group='work'", 2000 },
    { "UPDATE feed_cursor SET as_of=3000 WHERE feed_group='base'", 3000 },
  };

  save (f, "w", 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GbAccount) account = NULL;

      gb_store_write (f->store, set_as_of, (gpointer) steps[i].sql, NULL, &error);
      g_assert_no_error (error);
      account = read_account (f);
      g_assert_cmpint (account->contact_at, ==, steps[i].contact);
    }
}

static void
test_end (void)
{
  GbAccount account = { .contact_at = GB_TEST_NOW };
  const gint64 day = GB_DAY_SECONDS;

  g_assert_cmpint (gb_account_get_end (&account, GB_TEST_NOW), ==, GB_TEST_NOW + 180 * day);
  g_assert_false (gb_account_is_ending (&account, GB_TEST_NOW - 800 * day));
  g_assert_false (gb_account_is_ending (&account, GB_TEST_NOW + 166 * day - 1));
  g_assert_true (gb_account_is_ending (&account, GB_TEST_NOW + 166 * day));
  g_assert_false (gb_account_is_over (&account, GB_TEST_NOW + 180 * day - 1));
  g_assert_true (gb_account_is_over (&account, GB_TEST_NOW + 180 * day));

  /* A clock that is four years ahead, by which there was contact a month ago */
  account.noted_at = GB_TEST_NOW + 1430 * day;
  g_assert_false (gb_account_is_ending (&account, GB_TEST_NOW + 1460 * day));
  g_assert_true (gb_account_is_over (&account, GB_TEST_NOW + 1610 * day));
  /* It was put right: what it said then is not believed */
  g_assert_false (gb_account_is_ending (&account, GB_TEST_NOW + day));
  g_assert_true (gb_account_is_over (&account, GB_TEST_NOW + 180 * day));
  /* A clock that was a year behind and was put right */
  account.noted_at = GB_TEST_NOW - 365 * day;
  g_assert_false (gb_account_is_ending (&account, GB_TEST_NOW + day));

  /* A hub that told of a year far ahead moves the end no further than the machine's own clock saw it there */
  account.contact_at = GB_TEST_NOW + 5000 * day;
  account.noted_at = GB_TEST_NOW;
  g_assert_cmpint (gb_account_get_end (&account, GB_TEST_NOW + day), ==, GB_TEST_NOW + 180 * day);
  g_assert_true (gb_account_is_over (&account, GB_TEST_NOW + 180 * day));
  /* Both lie ahead: by such a clock nobody can tell */
  account.noted_at = GB_TEST_NOW + 4000 * day;
  g_assert_false (gb_account_is_ending (&account, GB_TEST_NOW));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/account/kept", GbStoreFixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/store/account/contact", GbStoreFixture, NULL, set_up, test_contact, tear_down);
  g_test_add_func ("/store/account/end", test_end);
  return g_test_run ();
}
