/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbCommune:
 * @code: (owned): the official code
 * @name: (owned): the name without its type
 * @type: (owned): "xã", "phường" or "đặc khu"
 * @whole: whether its whole name was in what was looked for
 * @matched_old: whether an old unit's name matched, the next four say which
 * @old_unit: (owned) (nullable): the old unit with its type
 * @old_district: (owned) (nullable): its district; %NULL for a district
 * @part: (owned) (nullable): "một phần", "phần còn lại"; %NULL = the whole unit went there, or it is a district
 * @matched_district: whether the old unit is a district, of which there is a row for each commune it became
 * @made_of: (owned) (nullable): what the commune was made of, such as "một phần xã Trà Bùi"; %NULL where it stayed as
 *   it was or was not asked for
 * @population: people
 * @area_km2: square kilometres
 *
 * A commune-level unit (đơn vị hành chính cấp xã), or an old one that went into it.
 */
typedef struct
{
  char *code;
  char *name;
  char *type;
  gboolean whole;
  gboolean matched_old;
  gboolean matched_district;
  char *old_unit;
  char *old_district;
  char *part;
  char **made_of;
  gint64 population;
  double area_km2;
} GbCommune;

GPtrArray *gb_commune_repository_list (GbSqlConnection  *connection,
                                       GError          **error);
GPtrArray *gb_commune_repository_find (GbSqlConnection  *connection,
                                       const char       *text,
                                       GError          **error);
void       gb_commune_free            (GbCommune        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbCommune, gb_commune_free)

G_END_DECLS
