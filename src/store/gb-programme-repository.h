/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */

/**
 * GbProgrammeState:
 * @GB_PROGRAMME_NO_TARGET: there is nothing to reach
 * @GB_PROGRAMME_REACHED: the target is met (đạt chỉ tiêu)
 * @GB_PROGRAMME_UNDER_WAY: not yet met, and more than 30 days are left, or no day is set
 * @GB_PROGRAMME_DUE_SOON: not yet met, and at most 30 days are left
 * @GB_PROGRAMME_MISSED: not met on the day it was due (quá hạn)
 */
typedef enum
{
  GB_PROGRAMME_NO_TARGET,
  GB_PROGRAMME_REACHED,
  GB_PROGRAMME_UNDER_WAY,
  GB_PROGRAMME_DUE_SOON,
  GB_PROGRAMME_MISSED,
} GbProgrammeState;

/**
 * GbProgramme:
 * @id: (owned): the indicator's
 * @name: (owned): as the province calls it
 * @unit: (owned): of what is counted
 * @computed: whether the hub counts it, and no programme sets it
 * @period: (owned): the month that the figures are of, yyyy-mm
 * @numerator: the amount
 * @denominator: of how many; NaN where it is no part of anything
 * @target: how many there are to be; NaN where nothing is set
 * @due: by when, UTC seconds; 0 where no day is set
 * @as_of: when it was counted, UTC seconds
 * @n_communes: of how many communes it is the sum
 * @state: how it stands
 *
 * A programme indicator (chỉ tiêu) of a commune, or summed over a scope.
 */
typedef struct
{
  char *id;
  char *name;
  char *unit;
  gboolean computed;
  char *period;
  double numerator;
  double denominator;
  double target;
  gint64 due;
  gint64 as_of;
  guint n_communes;
  GbProgrammeState state;
} GbProgramme;

/**
 * GbProgrammePoint:
 * @year: of the month
 * @month: 1 to 12
 * @numerator: the amount; NaN for a month without a value
 * @denominator: as of #GbProgramme
 * @target: as of #GbProgramme
 */
typedef struct
{
  int year;
  int month;
  double numerator;
  double denominator;
  double target;
} GbProgrammePoint;

/**
 * GbProgrammeRank:
 * @commune: (owned): its code
 * @name: (owned): its name with its type
 * @amount: what is compared, see gb_programme_amount()
 * @rank: from 1 on; who has as much has the same
 */
typedef struct
{
  char *commune;
  char *name;
  double amount;
  guint rank;
} GbProgrammeRank;

void       gb_programme_free               (GbProgramme      *self);
double     gb_programme_amount             (double            numerator,
                                            double            denominator,
                                            double            target);
GPtrArray *gb_programme_repository_list    (GbSqlConnection  *connection,
                                            const char       *commune,
                                            gint64            now,
                                            GError          **error);
GArray    *gb_programme_repository_trend   (GbSqlConnection  *connection,
                                            const char       *indicator,
                                            const char       *commune,
                                            GError          **error);
GPtrArray *gb_programme_repository_ranking (GbSqlConnection  *connection,
                                            const char       *indicator,
                                            GError          **error);

G_END_DECLS
