/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */

/**
 * GbMapCommune:
 * @code: (owned): the official code
 * @name: (owned): the name without its type
 * @type: (owned): "xã", "phường" or "đặc khu"
 * @resolution: (owned) (nullable): what made it
 * @lon: degrees east: its centre
 * @lat: degrees north
 * @km2: square kilometres, as declared
 * @population: people
 * @old_units: (owned) (element-type utf8): what it was made of, with district and part
 */
typedef struct
{
  char *code;
  char *name;
  char *type;
  char *resolution;
  double lon;
  double lat;
  double km2;
  gint64 population;
  GPtrArray *old_units;
} GbMapCommune;

/**
 * GbIndicator:
 * @id: (owned): what values refer to
 * @name: (owned): as the province calls it
 * @unit: (owned): of what is shown of it; "%" for shares
 * @programme: whether it belongs to a programme with targets, and is not computed
 */
typedef struct
{
  char *id;
  char *name;
  char *unit;
  gboolean programme;
} GbIndicator;

/**
 * GbIndicatorValue:
 * @commune: (owned): of which commune
 * @numerator: the amount
 * @denominator: of how many; NaN where it is no share
 * @as_of: UTC seconds: when it was counted, or when it last changed where the hub counts
 * @live: whether it was counted from the cache's own rows
 */
typedef struct
{
  char *commune;
  double numerator;
  double denominator;
  gint64 as_of;
  gboolean live;
} GbIndicatorValue;

/**
 * GbMapReach:
 * @commune: (owned) (nullable): the commune whose rows the cache has
 * @province: whether it has those of all
 *
 * Of whom the cache has rows that can be counted and opened: of nobody while a change of scope is under way.
 */
typedef struct
{
  char *commune;
  gboolean province;
} GbMapReach;

void       gb_map_commune_free          (GbMapCommune      *self);
void       gb_indicator_free            (GbIndicator       *self);
void       gb_indicator_value_free      (GbIndicatorValue  *self);
double     gb_indicator_value_amount    (const GbIndicatorValue *self);

GPtrArray *gb_map_repository_communes   (GbSqlConnection   *connection,
                                         GError           **error);
GPtrArray *gb_map_repository_indicators (GbSqlConnection   *connection,
                                         GError           **error);
GPtrArray *gb_map_repository_values     (GbSqlConnection   *connection,
                                         const char        *indicator,
                                         GError           **error);
gboolean   gb_map_repository_reach      (GbSqlConnection   *connection,
                                         GbMapReach        *reach,
                                         GError           **error);

void       gb_map_reach_clear           (GbMapReach        *self);
gboolean   gb_map_reach_has             (const GbMapReach  *self,
                                         const char        *commune);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbMapReach, gb_map_reach_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbMapCommune, gb_map_commune_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIndicator, gb_indicator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbIndicatorValue, gb_indicator_value_free)

G_END_DECLS
