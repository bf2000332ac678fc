/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account-client.h"
#include "gb-cli.h"

G_BEGIN_DECLS

GbClient *gb_cli_client_new (GbCli            *cli,
                             const GbAccount  *account,
                             const char       *endpoint,
                             const char       *ca_file,
                             GError          **error);

G_END_DECLS
