/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-life.h"

G_BEGIN_DECLS

/**
 * GbSeedScene:
 *
 * One commune at one instant with agreed figures, see gb-seed-scene.c.
 */
typedef struct
{
  guint64 seed;
  const char *date; /* the last day of the run */
  const char *at; /* the instant, RFC 3339 */
  const char *commune;
  int per_day; /* dossiers on an ordinary working day */
} GbSeedScene;

gint64             gb_seed_scene_time    (const char        *text);
const GbSeedScene *gb_seed_scene_find    (guint64            seed,
                                          GbDay              to,
                                          gint64             now);
gint64             gb_seed_scene_instant (guint64            seed,
                                          GbDay              to);
gboolean           gb_seed_scene_fits    (const GbSeedScene *self,
                                          GbDay              from,
                                          int                dossiers);
GPtrArray         *gb_seed_scene_draw    (const GbSeedScene *self,
                                          GbSeedWorld       *world,
                                          GbSeedCommune     *commune,
                                          GbDay              from,
                                          int               *days,
                                          int                n_days);

G_END_DECLS
