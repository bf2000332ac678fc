/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-scene.h"

G_BEGIN_DECLS

/* A scene while it is being made. */
typedef struct
{
  const GbSeedScene *scene;
  GbSeedWorld *world;
  GbSeedCommune *commune;
  GbDay from;
  int *days; /* dossiers wanted on each day */
  int *used; /* (owned): by the scene's open ones */
  int n_days;
  gint64 now;
  gint64 soon_from; /* what is due soon by chance is due from then */
  gint64 soon_to;
  GPtrArray *dossiers;
  GbRandom random;
} GbSeedStage;

void gb_seed_stage_enter (GbSeedStage   *self,
                          GbSeedDossier *dossier);
void gb_seed_stage_rows  (GbSeedStage   *self);

G_END_DECLS
