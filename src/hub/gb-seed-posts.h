/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-world.h"

G_BEGIN_DECLS

/* The commune of the pictures: its posts and seconded officers are agreed figures. */
#define GB_SEED_PICTURE_COMMUNE "21028"
#define GB_SEED_N_AGENCIES 7

typedef struct
{
  const char *suffix; /* of the id, after the commune's code */
  const char *name;
  const char *kind;
  int posts; /* in phường Nghĩa Lộ: 73 in all, 10 of them in the centre */
} GbSeedAgency;

extern const GbSeedAgency gb_seed_agencies[GB_SEED_N_AGENCIES];

void gb_seed_posts_fields (GbSeedCommune *commune,
                           GbSeedDesk     desk,
                           const char    *field,
                           GString       *lines);

G_END_DECLS
