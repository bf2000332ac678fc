/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-life.h"
#include "gb-seed-plan.h"

G_BEGIN_DECLS

GPtrArray *gb_seed_load (GbSeedWorld *world,
                         GbSeedPlan  *plan,
                         guint        commune);

G_END_DECLS
