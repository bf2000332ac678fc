/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"
#include "gb-cli.h"
#include "gb-client.h"

G_BEGIN_DECLS

void     gb_cli_account_print   (GbCli            *cli,
                                 const GbAccount  *account);
gboolean gb_cli_account_enforce (GbCli            *cli,
                                 GError          **error);
gboolean gb_cli_account_settle  (GbCli            *cli,
                                 GbClient         *client,
                                 const GError     *failure,
                                 GError          **error);

G_END_DECLS
