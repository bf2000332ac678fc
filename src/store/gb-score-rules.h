/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-set.h"

G_BEGIN_DECLS

/**
 * GbScoreIndicator:
 *
 * The indicators of the scorecard under decision 766/QĐ-TTg (bộ chỉ số phục vụ người dân, doanh nghiệp), as the
 * national system numbers them. The last of 4.5 is the same over procedures.
 */
typedef enum
{
  GB_SCORE_PUBLISHED,
  GB_SCORE_UPDATED,
  GB_SCORE_COMPLETE,
  GB_SCORE_SYNCED,
  GB_SCORE_ON_TIME,
  GB_SCORE_DURATION,
  GB_SCORE_OFFERED,
  GB_SCORE_USED,
  GB_SCORE_FILED,
  GB_SCORE_PAYABLE,
  GB_SCORE_PAID,
  GB_SCORE_RESULT,
  GB_SCORE_DIGITISED,
  GB_SCORE_REUSED,
  GB_SCORE_SHARED,
  GB_SCORE_POPULATION,
  GB_SCORE_POPULATION_PROCEDURES,
  GB_SCORE_REPORTS,
  GB_SCORE_REPORTS_ON_TIME,
  GB_SCORE_REPORTS_SATISFIED,
  GB_SCORE_SATISFIED,
} GbScoreIndicator;

#define GB_N_SCORE_INDICATORS (GB_SCORE_SATISFIED + 1)

/* Groups count from 1. */
#define GB_N_SCORE_GROUPS 5

/**
 * GbScoreSource:
 * @GB_SCORE_OF_PROVINCE: the national system's alone; the feed may have the province's figure
 * @GB_SCORE_OF_DOSSIERS: the cache's dossiers
 * @GB_SCORE_OF_PROCEDURES: the cache's procedures, and which dossiers they had
 * @GB_SCORE_OF_REPORTS: citizens' reports
 *
 * What an indicator counts.
 */
typedef enum
{
  GB_SCORE_OF_PROVINCE,
  GB_SCORE_OF_DOSSIERS,
  GB_SCORE_OF_PROCEDURES,
  GB_SCORE_OF_REPORTS,
} GbScoreSource;

/**
 * GbScorePart:
 * @GB_SCORE_ALL: the denominator
 * @GB_SCORE_YES: of these, the numerator
 * @GB_SCORE_LOST: of these, the rest: what costs points
 *
 * The rows that a figure of the scorecard opens.
 */
typedef enum
{
  GB_SCORE_ALL,
  GB_SCORE_YES,
  GB_SCORE_LOST,
} GbScorePart;

#define GB_N_SCORE_PARTS 3

/* Behind the parts of indicators: open dossiers that fall due from now to the period's last day. */
#define GB_SCORE_SET_FINISHING (GB_N_SCORE_INDICATORS * GB_N_SCORE_PARTS)
#define GB_N_SCORE_SETS (GB_SCORE_SET_FINISHING + 1)

/**
 * GbScoreRule:
 * @id: as the national system numbers it: "2.1"
 * @group: from 1 to 5
 * @full_at: the ratio in % that brings all points; 100 where they are proportional
 * @source: what is counted
 * @scored: whether it can bring points; others are shown only
 * @all_sql: (nullable): of dossiers, the condition on a row `d` of being counted at all
 * @yes_sql: (nullable): of these, the condition of counting for the better; never NULL in SQL
 * @told_sql: (nullable): of these, the condition that anything is known about that
 *
 * How an indicator is computed.
 */
typedef struct
{
  const char *id;
  int group;
  double full_at;
  GbScoreSource source;
  gboolean scored;
  const char *all_sql;
  const char *yes_sql;
  const char *told_sql;
} GbScoreRule;

const GbScoreRule *gb_score_rule            (GbScoreIndicator     indicator);
gboolean           gb_score_indicator_parse (const char          *id,
                                             GbScoreIndicator    *indicator);
double             gb_score_group_max       (int                  group);

int                gb_score_set_part        (GbScoreIndicator     indicator,
                                             GbScorePart          part);
const char        *gb_score_set_nick        (int                  set_part);
void               gb_score_set_append_sql  (const GbDossierSet  *set,
                                             gboolean             open,
                                             gint64               now,
                                             GString             *sql);

G_END_DECLS
