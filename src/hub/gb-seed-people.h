/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-world.h"

G_BEGIN_DECLS

/* The parts of a commune's agency ids: "21028-hcc" is the centre of 21028. */
#define GB_SEED_COMMITTEE "ubnd"
#define GB_SEED_CENTRE    "hcc"

typedef struct
{
  const char *id;
  const char *name;
} GbSeedDepartment;

extern const GbSeedDepartment gb_seed_departments[];
extern const int gb_seed_n_departments;

void  gb_seed_people_agencies     (GbSeedWorld   *world,
                                   GString       *lines);
void  gb_seed_people_officers     (GbSeedWorld   *world,
                                   GString       *lines);
void  gb_seed_people_secondments  (GbSeedWorld   *world,
                                   GString       *lines);
char *gb_seed_exchange_code       (GbSeedWorld   *world,
                                   GbSeedCommune *commune,
                                   int            form);

G_END_DECLS
