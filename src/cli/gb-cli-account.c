/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-account.h"

#include "gb-cli-json.h"
#include "gb-sheet.h"

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
