/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-score-rules.h"
#include "gb-sql-connection.h"
#include "gb-tracking.h"

G_BEGIN_DECLS

/**
 * GbScoreLine:
 * @known: whether there is a ratio: what the cache cannot know is not 0
 * @numerator: rows, or working hours for the processing time; the number of reports for 5.1
 * @denominator: of how many; 0 where it counts nothing
 * @lost: rows that cost points
 * @ratio: in %, hours for the processing time; NAN when not known
 * @max: how many points the province gives it; NAN when it does not say
 * @points: NAN when not known or not scored
 *
 * An indicator of one scorecard.
 */
typedef struct
{
  gboolean known;
  double numerator;
  double denominator;
  gint64 lost;
  double ratio;
  double max;
  double points;
} GbScoreLine;

/**
 * GbScoreTotal:
 * @points: NAN when nothing can be told
 * @of: over how many points that stands
 * @max: how many there are
 */
typedef struct
{
  double points;
  double of;
  double max;
} GbScoreTotal;

/**
 * GbScoreProcedure:
 * @id: (owned): the record's id
 * @code: (owned) (nullable): national code
 * @name: (owned)
 * @online: whether it is offered online, partly or fully
 * @online_known: whether a source says so
 * @costs: whether it has a fee
 *
 * A procedure (thủ tục hành chính) that is valid in the period.
 */
typedef struct
{
  char *id;
  char *code;
  char *name;
  gboolean online;
  gboolean online_known;
  gboolean costs;
} GbScoreProcedure;

/**
 * GbScoreProcedureCount:
 * @received: dossiers of the period
 * @online: of these, filed online
 * @fee_told: of these, with fees
 * @population: of these, with a confirmed account or the population database asked
 * @done: results that became ready in the period
 * @seconds: working time of these altogether
 *
 * What one commune had of a procedure.
 */
typedef struct
{
  gint64 received;
  gint64 online;
  gint64 fee_told;
  gint64 population;
  gint64 done;
  gint64 seconds;
} GbScoreProcedureCount;

/**
 * GbScoreIssue:
 * @id: (owned): the record's id
 * @title: (owned): in one line
 * @field: (owned): its field
 * @commune: (owned): whose it is, by code
 * @raised: UTC seconds
 * @on_time: whether every step so far was in time, and the next one still is
 * @rated: whether anybody told what the citizen thinks of the answer
 * @satisfied: whether it is on time, not rated bad and not repeated
 *
 * A citizen's report (phản ánh) of the period.
 */
typedef struct
{
  char *id;
  char *title;
  char *field;
  char *commune;
  gint64 raised;
  gboolean on_time;
  gboolean rated;
  gboolean satisfied;
} GbScoreIssue;

/**
 * GbScorecard:
 * @commune: (owned) (nullable): whose, by code; %NULL for all together
 * @name: (owned) (nullable): its name
 * @lines: by #GbScoreIndicator
 * @groups: by number, from 0
 * @total: of all groups
 * @procedures: (array): as many as the report has
 *
 * The scorecard (bảng điểm) of one commune, or of all.
 */
typedef struct
{
  char *commune;
  char *name;
  GbScoreLine lines[GB_N_SCORE_INDICATORS];
  GbScoreTotal groups[GB_N_SCORE_GROUPS];
  GbScoreTotal total;
  GbScoreProcedureCount *procedures;
} GbScorecard;

/**
 * GbScoreReport:
 * @span: the period as it is seen at one moment
 * @procedures: (element-type GbScoreProcedure): by name
 * @issues: (element-type GbScoreIssue): citizens' reports, the newest first
 * @total: all communes together, or the one that was asked for
 * @communes: (element-type GbScorecard): each commune, the best first; empty for one alone
 */
typedef struct
{
  GbTrackingSpan span;
  GPtrArray *procedures;
  GPtrArray *issues;
  GbScorecard *total;
  GPtrArray *communes;
} GbScoreReport;

GbScoreReport *gb_score_report_load       (GbSqlConnection       *connection,
                                           const GbTrackingSpan  *span,
                                           const char            *commune,
                                           GError               **error);
void           gb_score_report_free       (GbScoreReport         *self);
gboolean       gb_score_report_counts     (const GbScoreReport   *self,
                                           const GbScorecard     *card,
                                           GbScoreIndicator       indicator,
                                           guint                  procedure,
                                           gboolean              *yes);
gboolean       gb_score_issue_counts      (const GbScoreIssue    *self,
                                           GbScoreIndicator       indicator,
                                           gboolean              *yes);
GbDossierSet  *gb_score_report_set        (const GbScoreReport   *self,
                                           const GbScorecard     *card,
                                           GbScoreIndicator       indicator,
                                           GbScorePart            part);
double         gb_score_points            (GbScoreIndicator       indicator,
                                           double                 ratio,
                                           double                 max);
double         gb_score_total_share       (const GbScoreTotal    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbScoreReport, gb_score_report_free)

G_END_DECLS
