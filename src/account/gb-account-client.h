/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"
#include "gb-client.h"

G_BEGIN_DECLS

GbClient *gb_account_client_new (const GbAccount  *account,
                                 const char       *cache,
                                 const char       *endpoint,
                                 const char       *token_file,
                                 GError          **error);

G_END_DECLS
