/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-error.h"

#include "gb-action-rules.h"
#include "gb-core-error.h"
#include "gb-net-error.h"
#include "gb-sync-error.h"
#include "gb-wipe.h"

#include <gio/gio.h>

G_DEFINE_QUARK (gb-cli-error-quark, gb_cli_error)

static GbCliExit
exit_code_of_net (GbNetError code)
{
  switch (code)
    {
    case GB_NET_ERROR_ADDRESS:
      return GB_CLI_EXIT_USAGE;
    case GB_NET_ERROR_TOKEN:
    case GB_NET_ERROR_UNAUTHORIZED:
    case GB_NET_ERROR_CODE:
    case GB_NET_ERROR_DENIED:
    case GB_NET_ERROR_EXPIRED:
    case GB_NET_ERROR_REVOKED:
    case GB_NET_ERROR_FORBIDDEN:
      return GB_CLI_EXIT_SIGN_IN;
    case GB_NET_ERROR_TOO_LARGE:
    case GB_NET_ERROR_PROTOCOL:
      return GB_CLI_EXIT_REFUSED;
    default:
      return GB_CLI_EXIT_NETWORK;
    }
}

static GbCliExit
exit_code_of_sync (GbSyncError code)
{
  switch (code)
    {
    case GB_SYNC_ERROR_BAD_PAGE:
    case GB_SYNC_ERROR_BAD_FILE:
    case GB_SYNC_ERROR_BUNDLE_OLDER:
    case GB_SYNC_ERROR_BUNDLE_GAP:
    case GB_SYNC_ERROR_BUNDLE_FEED:
    case GB_SYNC_ERROR_BUNDLE_KIND:
      return GB_CLI_EXIT_REFUSED;
    case GB_SYNC_ERROR_NOT_ENROLLED:
      return GB_CLI_EXIT_SIGN_IN;
    case GB_SYNC_ERROR_BUSY:
    case GB_SYNC_ERROR_LOW_DISK:
      return GB_CLI_EXIT_CACHE;
    default:
      return GB_CLI_EXIT_USAGE;
    }
}

/**
 * gb_cli_exit_code:
 * @error: what went wrong
 *
 * Returns: the exit code of the table in CLI.md
 */
GbCliExit
gb_cli_exit_code (const GError *error)
{
  if (error->domain == GB_NET_ERROR)
    return exit_code_of_net (error->code);
  if (error->domain == GB_SYNC_ERROR)
    return exit_code_of_sync (error->code);
  if (error->domain == GB_WIPE_ERROR)
    return GB_CLI_EXIT_SIGN_IN;
  if (error->domain == GB_ACTION_ERROR)
    return error->code == GB_ACTION_ERROR_INVALID ? GB_CLI_EXIT_USAGE : GB_CLI_EXIT_REFUSED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return GB_CLI_EXIT_PARTLY;
  if (g_error_matches (error, GB_CLI_ERROR, GB_CLI_ERROR_REFUSED))
    return GB_CLI_EXIT_REFUSED;
  /* The values of core that a command reads were typed by somebody; so were bytes that are no text. */
  if (error->domain == G_OPTION_ERROR || error->domain == G_CONVERT_ERROR || error->domain == GB_CORE_ERROR
      || g_error_matches (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE))
    return GB_CLI_EXIT_USAGE;
  return GB_CLI_EXIT_CACHE;
}
