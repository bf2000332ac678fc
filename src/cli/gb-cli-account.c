/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-account.h"

#include "gb-absence.h"
#include "gb-access.h"
#include "gb-cli-json.h"
#include "gb-cli-wait.h"
#include "gb-format.h"
#include "gb-sheet.h"
#include "gb-time.h"
#include "gb-wipe.h"

#include <glib/gi18n-lib.h>

/**
 * gb_cli_account_print:
 * @cli: the program
 * @account: as what the workstation is known
 *
 * Writes it to stdout; there is no secret in it.
 */
void
gb_cli_account_print (GbCli           *cli,
                      const GbAccount *account)
{
  static const GbSheetColumn columns[] = {
    { "workstation", N_("Workstation"), 0 },
    { "scope", N_("Scope"), 0 },
    { "expires", N_("Access until"), 0 },
  };

  if (cli->format == GB_CLI_FORMAT_JSON)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "workstation", account->workstation);
      gb_cli_json_text (builder, "scope", account->scope);
      gb_cli_json_time (builder, "expires", account->expires);
      json_builder_end_object (builder);
      gb_cli_json_print (builder);
    }
  else
    {
      g_autoptr (GbSheet) sheet = gb_sheet_new (cli->format, columns, G_N_ELEMENTS (columns));

      gb_sheet_begin_row (sheet);
      gb_sheet_text (sheet, account->workstation);
      gb_sheet_text (sheet, account->scope);
      gb_sheet_time (sheet, account->expires);
      gb_sheet_end_row (sheet);
      gb_sheet_finish (sheet);
    }
}

/* For who reads along: what happens unless somebody does something. */
static void
warn (const GbAccount *account,
      gint64           now)
{
  g_autofree char *date = gb_format_full_day (gb_time_day (gb_account_get_end (account, now)));
  gint64 left = (gb_account_get_end (account, now) - now) / GB_DAY_SECONDS;
  guint days = (guint) MAX (GB_ACCOUNT_CONTACT_DAYS - left - 1, 0);

  if (gb_account_is_ending (account, now))
    /* Translators: a number of days and a date */
    g_printerr (ngettext ("Without contact with the province for %u day. The data on this machine will be deleted on %s; "
                          "synchronize, or import a bundle, before.\n",
                          "Without contact with the province for %u days. The data on this machine will be deleted on %s; "
                          "synchronize, or import a bundle, before.\n",
                          days),
                days, date);
}

static gboolean
wipe (GbCli           *cli,
      const GbAccount *account,
      GError         **error)
{
  g_autoptr (GbWiped) wiped = NULL;
  g_auto (GbCliWait) looked = { NULL };
  g_auto (GbCliWait) wait = { NULL };
  GError *failure = NULL;

  gb_cli_wait_begin (&looked);
  gb_absence_look_async (cli->store, account, gb_cli_wait_cb, &looked);
  if (!gb_absence_look_finish (cli->store, gb_cli_wait_end (&looked), &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      else
        gb_wiped_set_absent (error);
      return FALSE;
    }
  gb_cli_wait_begin (&wait);
  gb_wipe_async (cli->store, account, GB_WIPE_REASON_NO_CONTACT, gb_cli_wait_cb, &wait);
  wiped = gb_wipe_finish (cli->store, gb_cli_wait_end (&wait), error);
  if (wiped != NULL)
    gb_wiped_set_error (wiped, error);
  return FALSE;
}

/**
 * gb_cli_account_enforce:
 * @cli: the program, with an open cache
 * @error: %GB_WIPE_ERROR_WIPED, or why the data could not be wiped
 *
 * Warns of data that will be wiped for want of contact, and wipes those that are to be.
 *
 * Returns: whether the data may be used
 */
gboolean
gb_cli_account_enforce (GbCli   *cli,
                        GError **error)
{
  g_autoptr (GbAccount) account = NULL;
  gint64 now;

  if (!gb_account_read (cli->store, &account, error))
    return FALSE;
  if (account == NULL)
    return TRUE;
  now = gb_clock_sure_now (gb_store_get_clock (cli->store));
  if (gb_account_is_over (account, now))
    return wipe (cli, account, error);
  warn (account, now);
  return TRUE;
}

/**
 * gb_cli_account_settle:
 * @cli: the program, with an open cache
 * @client: what the run that just ended used
 * @failure: (nullable): why it ended early
 * @error: %GB_WIPE_ERROR_WIPED, or why the data could not be wiped
 *
 * Returns: whether the data are still there
 */
gboolean
gb_cli_account_settle (GbCli        *cli,
                       GbClient     *client,
                       const GError *failure,
                       GError      **error)
{
  g_autoptr (GbWiped) wiped = NULL;
  g_autoptr (GbAccount) account = NULL;
  g_auto (GbCliWait) wait = { NULL };

  gb_cli_wait_begin (&wait);
  gb_access_settle_async (cli->store, client, failure, gb_cli_wait_cb, &wait);
  if (!gb_access_settle_finish (cli->store, gb_cli_wait_end (&wait), &wiped, error))
    return FALSE;
  if (wiped != NULL)
    {
      gb_wiped_set_error (wiped, error);
      return FALSE;
    }
  if (failure != NULL && gb_account_read (cli->store, &account, NULL) && account != NULL)
    warn (account, gb_clock_sure_now (gb_store_get_clock (cli->store)));
  return TRUE;
}
