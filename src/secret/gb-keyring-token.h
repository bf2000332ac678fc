/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-token-provider.h"

G_BEGIN_DECLS

#define GB_TYPE_KEYRING_TOKEN (gb_keyring_token_get_type ())
G_DECLARE_FINAL_TYPE (GbKeyringToken, gb_keyring_token, GB, KEYRING_TOKEN, GObject)

GbKeyringToken *gb_keyring_token_new (const char *cache,
                                      const char *endpoint);

G_END_DECLS
