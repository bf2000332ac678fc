/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-world.h"

G_BEGIN_DECLS

void gb_seed_place (GbSeedCommune *commune,
                    GbRandom      *random,
                    GString       *lines);

G_END_DECLS
