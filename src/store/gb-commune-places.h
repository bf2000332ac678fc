/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-commune-repository.h"

G_BEGIN_DECLS

/**
 * GbCommuneDistrict:
 * @name: (owned): without its type
 * @plain: (owned): the same, as of gb_commune_vocabulary_plain()
 * @type: (nullable): "huyện", "thị xã" or "thành phố"
 * @codes: (owned) (element-type utf8 utf8): of the communes that its units went into
 *
 * A district of before.
 */
typedef struct
{
  char *name;
  char *plain;
  const char *type;
  GHashTable *codes; /* its keys are the units' */
} GbCommuneDistrict;

/**
 * GbCommuneUnit:
 * @name: (owned): without its type
 * @plain: (owned): the same, as of gb_commune_vocabulary_plain()
 * @type: (owned): "xã", "phường" or "thị trấn"
 * @district: (owned) (nullable): the district's name with its type
 * @province: (owned): the province's name, plain
 * @part: (owned) (nullable): "một phần", "phần còn lại"; %NULL = all of it
 * @code: (owned): of the commune it went into
 * @of: (nullable): the district
 *
 * A commune-level unit of before, or a part of one.
 */
typedef struct
{
  char *name;
  char *plain;
  char *type;
  char *district;
  char *province;
  char *part;
  char *code;
  const GbCommuneDistrict *of;
} GbCommuneUnit;

/**
 * GbCommunePlaces:
 * @communes: (owned) (element-type GbCommune): in the order of the alphabet, with what they were made of
 * @plain: (owned) (element-type utf8): their names, plain
 * @around: (owned) (element-type GPtrArray): of each, its province and the districts it was in, plain
 * @by_code: (owned) (element-type utf8 uint): where each stands, plus one
 * @units: (owned) (element-type GbCommuneUnit): in the order of the alphabet
 * @districts: (owned) (element-type utf8 GbCommuneDistrict): by name with type
 *
 * All places of the cache, new and old. A country has 3,321 communes and some 10,000 old units: few enough to be read
 * for each search.
 */
typedef struct
{
  GPtrArray *communes;
  GPtrArray *plain;
  GPtrArray *around;
  GHashTable *by_code;
  GPtrArray *units;
  GHashTable *districts;
} GbCommunePlaces;

GbCommunePlaces *gb_commune_places_read    (GbSqlConnection       *connection,
                                            GError               **error);
void             gb_commune_places_free    (GbCommunePlaces       *self);
guint            gb_commune_places_find    (const GbCommunePlaces *self,
                                            const char            *code);
gboolean         gb_commune_places_is_told (const GbCommunePlaces *self,
                                            const GbCommuneUnit   *unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbCommunePlaces, gb_commune_places_free)

G_END_DECLS
