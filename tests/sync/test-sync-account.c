/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-net-error.h"
#include "gb-sync-account.h"

static void
test_back_off (void)
{
  static const struct
  {
    int code;
    guint attempts;
    guint retry_after;
    gint64 seconds;
  } cases[] = {
    { GB_NET_ERROR_OFFLINE, 0, 0, 30 },
    { GB_NET_ERROR_OFFLINE, 1, 0, 60 },
    { GB_NET_ERROR_OFFLINE, 3, 0, 240 },
    { GB_NET_ERROR_OFFLINE, 1000000, 0, 900 },
    { GB_NET_ERROR_BUSY, 0, 120, 120 },
    { GB_NET_ERROR_BUSY, 0, 5, 30 },
    { GB_NET_ERROR_BUSY, 50, 3600, 3600 },
    { GB_NET_ERROR_SERVER, 2, 0, 120 },
    { GB_NET_ERROR_UNAUTHORIZED, 0, 0, 0 },
    { GB_NET_ERROR_REVOKED, 0, 0, 0 },
    { GB_NET_ERROR_FORBIDDEN, 3, 60, 0 },
    { GB_NET_ERROR_TOKEN, 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (GB_NET_ERROR, cases[i].code, "");

      g_assert_cmpint (gb_sync_account_back_off (error, cases[i].attempts, cases[i].retry_after), ==,
                       cases[i].seconds);
    }
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *held;
    const char *asked;
    gboolean good;
    const char *expected; /* NULL = refused, or the token's */
  } cases[] = {
    { NULL, "commune:21028", TRUE, "commune:21028" },
    { "commune:21028", NULL, TRUE, "commune:21028" },
    { "commune:21028", "commune:21028", TRUE, "commune:21028" },
    { "commune:21028", "province:51", FALSE, NULL },
    { "province:51", "commune:21028", FALSE, NULL },
    { NULL, NULL, TRUE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GbSyncAccount account = { (char *) cases[i].held, NULL, 0, 0, 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *scope = NULL;
      gboolean good = gb_sync_account_resolve (&account, cases[i].asked, &scope, &error);

      g_assert_cmpstr (scope, ==, cases[i].expected);
      g_assert_true (good == cases[i].good);
      if (!good)
        g_assert_error (error, GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/account/back-off", test_back_off);
  g_test_add_func ("/sync/account/resolve", test_resolve);
  return g_test_run ();
}
