/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-world.h"

G_BEGIN_DECLS

void gb_seed_indicators (GbSeedWorld *world,
                         GString     *lines);

G_END_DECLS
