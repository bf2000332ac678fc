/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-life.h"

G_BEGIN_DECLS

/**
 * GbSeedStyle:
 * @dates: 0 `yyyyMMddHHmmss`, 1 `yyyy-MM-dd HH:mm:ss`, 2 ISO 8601, 3 now one, now another
 * @numbers: whether codes are numbers, else strings
 * @booleans: 0 "True"/"False", 1 true/false, 2 "1"/"0"
 * @missing: how what is not there is written: 0 left out, 1 null, 2 empty
 * @sender: whether a message names its unit, else each dossier does
 * @code_form: 0 or 1, the form of dossier codes before the new ones
 * @new_codes: whether dossiers since 25 January 2026 have codes after circular 04/2025
 *
 * How the dossier system of one commune writes its messages (domain/exchange.md).
 */
typedef struct
{
  GbSeedWorld *world;
  GbSeedCommune *commune;
  int dates;
  gboolean numbers;
  int booleans;
  int missing;
  gboolean sender;
  int code_form;
  gboolean new_codes;
} GbSeedStyle;

typedef struct
{
  GbSeedStyle *style;
  GString *json;
  GbRandom random;
} GbSeedWriter;

void  gb_seed_style_init    (GbSeedStyle   *self,
                             GbSeedWorld   *world,
                             GbSeedCommune *commune);
char *gb_seed_style_code    (GbSeedStyle   *self,
                             GbSeedDossier *dossier);

/* One value in the way of the style; what is NULL or 0 is missing. */
void  gb_seed_write_missing (GbSeedWriter  *self,
                             const char    *key);
void  gb_seed_write_text    (GbSeedWriter  *self,
                             const char    *key,
                             const char    *value);
void  gb_seed_write_number  (GbSeedWriter  *self,
                             const char    *key,
                             gint64         value);
void  gb_seed_write_date    (GbSeedWriter  *self,
                             const char    *key,
                             gint64         instant,
                             gboolean       day_only);
void  gb_seed_write_boolean (GbSeedWriter  *self,
                             const char    *key,
                             gboolean       value);

G_END_DECLS
