/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-token-provider.h"

G_BEGIN_DECLS

#define GB_TYPE_FILE_TOKEN (gb_file_token_get_type ())
G_DECLARE_FINAL_TYPE (GbFileToken, gb_file_token, GB, FILE_TOKEN, GObject)

GbFileToken *gb_file_token_new (const char *path);

G_END_DECLS
