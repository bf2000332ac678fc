/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-scene.h"
#include "gb-seed-world.h"

G_BEGIN_DECLS

/**
 * GbSeedPlan:
 * @totals: dossiers of each commune, in the order of the world's
 *
 * How many dossiers come in where and when.
 */
typedef struct
{
  GbDay from;
  GbDay to;
  gint64 now; /* nothing later happens */
  const GbSeedScene *scene; /* (nullable) */
  int *totals;
} GbSeedPlan;

void gb_seed_plan_init  (GbSeedPlan    *self,
                         GbSeedWorld   *world,
                         int            dossiers,
                         GbDay          from,
                         GbDay          to,
                         gint64         now);
void gb_seed_plan_clear (GbSeedPlan    *self);
int *gb_seed_plan_days  (GbSeedPlan    *self,
                         GbSeedWorld   *world,
                         guint          commune);

G_END_DECLS
