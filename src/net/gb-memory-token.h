/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-token-provider.h"

G_BEGIN_DECLS

#define GB_TYPE_MEMORY_TOKEN (gb_memory_token_get_type ())
G_DECLARE_FINAL_TYPE (GbMemoryToken, gb_memory_token, GB, MEMORY_TOKEN, GObject)

GbMemoryToken *gb_memory_token_new (const char *token);

G_END_DECLS
