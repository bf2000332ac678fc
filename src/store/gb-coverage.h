/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-officer.h"

G_BEGIN_DECLS

/**
 * GbCoverageVerdict:
 * @GB_COVERAGE_ENOUGH: somebody does it and somebody would take over (đủ người)
 * @GB_COVERAGE_NO_STAND_IN: somebody does it, nobody would take over (thiếu người thay thế)
 * @GB_COVERAGE_NO_MAIN: only those who stand in are left
 * @GB_COVERAGE_NOBODY: nobody at all
 *
 * Whether a field of a commune has the people it needs: one who does it and at least one who stands in (decree
 * 61/2018/NĐ-CP, art. 12(8)).
 */
typedef enum
{
  GB_COVERAGE_ENOUGH,
  GB_COVERAGE_NO_STAND_IN,
  GB_COVERAGE_NO_MAIN,
  GB_COVERAGE_NOBODY,
} GbCoverageVerdict;

/**
 * GbCoverage:
 * @field: (owned): the field
 * @shortage: whether it is one of those that communes lack people for
 * @mains: (owned) (element-type GbOfficer): who does it, by given name
 * @stand_ins: (owned) (element-type GbOfficer): who stands in, by given name
 * @verdict: what it has today
 * @later: what it will have when those leave whose term ends in the next thirty days; @verdict where nothing changes
 * @since: the first day of @later, else %GB_DAY_NONE
 *
 * A row of the coverage matrix, field × officer (lĩnh vực và người đảm nhiệm).
 */
typedef struct
{
  char *field;
  gboolean shortage;
  GPtrArray *mains;
  GPtrArray *stand_ins;
  GbCoverageVerdict verdict;
  GbCoverageVerdict later;
  GbDay since;
} GbCoverage;

/* How many days ahead those who leave are looked at. */
#define GB_COVERAGE_DAYS 30

const char *const *gb_coverage_shortage_fields (void);
GPtrArray         *gb_coverage_load            (GbSqlConnection  *connection,
                                                const char       *commune,
                                                GPtrArray        *officers,
                                                GbDay             today,
                                                GError          **error);
guint              gb_coverage_count           (GPtrArray        *rows,
                                                GbCoverageVerdict verdict);

G_END_DECLS
