/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"
#include "gb-cli.h"

G_BEGIN_DECLS

void gb_cli_account_print (GbCli           *cli,
                           const GbAccount *account);

G_END_DECLS
