/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbCliExit:
 *
 * The exit codes that scripts rely on.
 */
typedef enum
{
  GB_CLI_EXIT_DONE = 0,
  GB_CLI_EXIT_NOTHING = 1,
  GB_CLI_EXIT_USAGE = 2,
  GB_CLI_EXIT_NETWORK = 3,
  GB_CLI_EXIT_SIGN_IN = 4,
  GB_CLI_EXIT_REFUSED = 5,
  GB_CLI_EXIT_CACHE = 6,
  GB_CLI_EXIT_PARTLY = 7,
} GbCliExit;

/**
 * GbCliError:
 * @GB_CLI_ERROR_USAGE: the command line cannot be understood
 * @GB_CLI_ERROR_NO_CACHE: there is no cache yet
 * @GB_CLI_ERROR_REFUSED: a file that was named holds what cannot be taken
 */
typedef enum
{
  GB_CLI_ERROR_USAGE,
  GB_CLI_ERROR_NO_CACHE,
  GB_CLI_ERROR_REFUSED,
} GbCliError;

#define GB_CLI_ERROR (gb_cli_error_quark ())
GQuark    gb_cli_error_quark (void);

GbCliExit gb_cli_exit_code   (const GError *error);

G_END_DECLS
