/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"
#include "gb-horizon.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/* Functions that block; run them on a thread of the store. */

/**
 * GbCommuneIndicator:
 * @GB_COMMUNE_LATE_SHARE: overdue dossiers among those in process that have a due moment
 * @GB_COMMUNE_OVERDUE: overdue dossiers
 * @GB_COMMUNE_OPEN: dossiers that have not ended
 * @GB_COMMUNE_ISSUES_WAITING: difficulties and requests for guidance that wait for an answer
 * @GB_COMMUNE_SECONDED: seconded officers at work there today
 * @GB_COMMUNE_COVERAGE_GAPS: fields that somebody does and nobody would take over
 *
 * What is counted of every commune: by the hub, which tells all communes, and by a workstation where its cache has the
 * rows. Dossiers are those whose clock the commune owns.
 */
typedef enum
{
  GB_COMMUNE_LATE_SHARE,
  GB_COMMUNE_OVERDUE,
  GB_COMMUNE_OPEN,
  GB_COMMUNE_ISSUES_WAITING,
  GB_COMMUNE_SECONDED,
  GB_COMMUNE_COVERAGE_GAPS,
} GbCommuneIndicator;

#define GB_N_COMMUNE_INDICATORS 6

/**
 * GbCommuneFigures:
 * @classes: open dossiers by #GbDeadlineClass
 * @issues: waiting for an answer
 * @seconded: officers
 * @duties: fields of which it is known who does them
 * @gaps: of these, fields without a stand-in
 */
typedef struct
{
  gint64 classes[GB_N_DEADLINE_CLASSES];
  gint64 issues;
  gint64 seconded;
  gint64 duties;
  gint64 gaps;
} GbCommuneFigures;

GHashTable *gb_commune_figures_load    (GbSqlConnection        *connection,
                                        const GbHorizon        *horizon,
                                        GError                **error);
gboolean    gb_commune_figures_value   (const GbCommuneFigures *self,
                                        GbCommuneIndicator      indicator,
                                        gint64                 *numerator,
                                        gint64                 *denominator);

const char *gb_commune_indicator_id    (GbCommuneIndicator      self);
const char *gb_commune_indicator_name  (GbCommuneIndicator      self);
const char *gb_commune_indicator_unit  (GbCommuneIndicator      self);
gboolean    gb_commune_indicator_parse (const char             *id,
                                        GbCommuneIndicator     *self);

G_END_DECLS
