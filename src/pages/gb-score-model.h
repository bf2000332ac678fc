/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-period.h"
#include "gb-score-forecast.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbScoreReading:
 * @period: what was counted
 * @commune: (owned) (nullable): only this one's; %NULL for the scope
 * @left_out: (owned) (element-type utf8): codes of dossiers that the forecast leaves as they are
 * @now: UTC seconds at which it was counted
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 * @boundary: UTC seconds at which a figure changes by itself
 * @report: (owned): the scorecard
 * @by: UTC seconds until which the forecast looks; 0 where the period is over by then
 * @dossiers: (owned) (nullable) (element-type GbDossier): open ones that fall due until then, the most urgent first
 * @forecast: (owned) (nullable): what finishing these without those left out is worth
 *
 * The scorecard as it was read at one moment.
 */
typedef struct
{
  GbPeriod period;
  char *commune;
  GHashTable *left_out;
  gint64 now;
  gint64 as_of;
  gint64 boundary;
  GbScoreReport *report;
  gint64 by;
  GPtrArray *dossiers;
  GbScoreForecast *forecast;
} GbScoreReading;

#define GB_TYPE_SCORE_MODEL (gb_score_model_get_type ())
G_DECLARE_FINAL_TYPE (GbScoreModel, gb_score_model, GB, SCORE_MODEL, GObject)

GbScoreModel         *gb_score_model_new         (GbStore         *store);
const GbScoreReading *gb_score_model_get_reading (GbScoreModel    *self);
const GError         *gb_score_model_get_error   (GbScoreModel    *self);
gboolean              gb_score_model_get_loading (GbScoreModel    *self);
void                  gb_score_model_set_commune (GbScoreModel    *self,
                                                  const char      *commune);
void                  gb_score_model_set_period  (GbScoreModel    *self,
                                                  const GbPeriod  *period);
void                  gb_score_model_set_left_out (GbScoreModel   *self,
                                                   const char     *code,
                                                   gboolean        left_out);
void                  gb_score_model_set_active  (GbScoreModel    *self,
                                                  gboolean         active);
void                  gb_score_model_reload      (GbScoreModel    *self);

GbDossierSet         *gb_score_reading_set       (const GbScoreReading *self);
guint                 gb_score_reading_n_chosen  (const GbScoreReading *self);

G_END_DECLS
