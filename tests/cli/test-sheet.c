/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-net-error.h"
#include "gb-sheet.h"
#include "gb-sync-error.h"

#include <gio/gio.h>

static void
test_width (void)
{
  static const struct
  {
    const char *text;
    int width;
  } cases[] = {
    { "", 0 },
    { "abc", 3 },
    { "Nghĩa Lộ", 8 },
    { "Nghi\u0303a Lo\u0323\u0302", 8 }, /* the same, decomposed */
    { "漢字", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (gb_sheet_width (cases[i].text), ==, cases[i].width);
}

static void
test_fit (void)
{
  static const struct
  {
    const char *text;
    int width;
    const char *fitted;
  } cases[] = {
    { "Nghĩa Lộ", 0, "Nghĩa Lộ" },
    { "Nghĩa Lộ", 8, "Nghĩa Lộ" },
    { "Nghĩa Lộ", 7, "Nghĩa …" },
    { "Nghĩa Lộ", 1, "…" },
    { "a\nb\tc", 0, "a b c" },
    { "\x1b[2Jx", 0, " [2Jx" },
    { "", 5, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fitted = gb_sheet_fit (cases[i].text, cases[i].width);

      g_assert_cmpstr (fitted, ==, cases[i].fitted);
    }
}

static void
test_exit_codes (void)
{
  const struct
  {
    GQuark domain;
    int code;
    GbCliExit exit;
  } cases[] = {
    { GB_CLI_ERROR, GB_CLI_ERROR_USAGE, GB_CLI_EXIT_USAGE },
    { GB_CLI_ERROR, GB_CLI_ERROR_NO_CACHE, GB_CLI_EXIT_CACHE },
    { G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, GB_CLI_EXIT_USAGE },
    { GB_NET_ERROR, GB_NET_ERROR_ADDRESS, GB_CLI_EXIT_USAGE },
    { GB_NET_ERROR, GB_NET_ERROR_OFFLINE, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_TIMEOUT, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_CUT, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_TLS, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_NOT_OUR_SERVER, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_BUSY, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_SERVER, GB_CLI_EXIT_NETWORK },
    { GB_NET_ERROR, GB_NET_ERROR_TOKEN, GB_CLI_EXIT_SIGN_IN },
    { GB_NET_ERROR, GB_NET_ERROR_UNAUTHORIZED, GB_CLI_EXIT_SIGN_IN },
    { GB_NET_ERROR, GB_NET_ERROR_REVOKED, GB_CLI_EXIT_SIGN_IN },
    { GB_NET_ERROR, GB_NET_ERROR_FORBIDDEN, GB_CLI_EXIT_SIGN_IN },
    { GB_NET_ERROR, GB_NET_ERROR_TOO_LARGE, GB_CLI_EXIT_REFUSED },
    { GB_NET_ERROR, GB_NET_ERROR_PROTOCOL, GB_CLI_EXIT_REFUSED },
    { GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_PAGE, GB_CLI_EXIT_REFUSED },
    { GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY, GB_CLI_EXIT_CACHE },
    { GB_STORE_ERROR, GB_STORE_ERROR_OTHER_SCOPE, GB_CLI_EXIT_CACHE },
    { GB_STORE_ERROR, GB_STORE_ERROR_NEWER, GB_CLI_EXIT_CACHE },
    { GB_STORE_ERROR, GB_STORE_ERROR_READ_ONLY, GB_CLI_EXIT_CACHE },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, GB_CLI_EXIT_PARTLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "");

      g_assert_cmpint (gb_cli_exit_code (error), ==, cases[i].exit);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/sheet/width", test_width);
  g_test_add_func ("/cli/sheet/fit", test_fit);
  g_test_add_func ("/cli/exit-codes", test_exit_codes);
  return g_test_run ();
}
