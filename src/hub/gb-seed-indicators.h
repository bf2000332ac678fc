/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-plan.h"

G_BEGIN_DECLS

void gb_seed_indicators       (GbSeedWorld *world,
                               GString     *lines);
void gb_seed_indicators_trend (GbSeedWorld *world,
                               GbSeedPlan  *plan,
                               GString     *lines);

G_END_DECLS
