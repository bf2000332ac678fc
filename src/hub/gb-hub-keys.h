/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub.h"
#include "gb-seal.h"

G_BEGIN_DECLS

GbSealKeys *gb_hub_load_keys (GbHub   *hub,
                              GError **error);

G_END_DECLS
