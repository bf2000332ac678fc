/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-period.h"
#include "gb-store.h"
#include "gb-tracking.h"

G_BEGIN_DECLS

/**
 * GbTrackingReport:
 * @by: what a row stands for
 * @commune: (owned) (nullable): whose dossiers alone; %NULL = all
 * @period: what was counted
 * @before: what it is compared with
 * @compared: whether the cache knows the whole of @before
 * @now: UTC seconds at which it was counted
 * @as_of: UTC seconds: how fresh the cache is; 0 before the first sync
 * @boundary: UTC seconds at which a figure changes by itself
 * @rows: (owned) (element-type GbTrackingRow): the rows, the last one their total
 *
 * The tracking table as it was read at one moment.
 */
typedef struct
{
  GbTrackingBy by;
  char *commune;
  GbPeriod period;
  GbPeriod before;
  gboolean compared;
  gint64 now;
  gint64 as_of;
  gint64 boundary;
  GPtrArray *rows;
} GbTrackingReport;

#define GB_TYPE_TRACKING_MODEL (gb_tracking_model_get_type ())
G_DECLARE_FINAL_TYPE (GbTrackingModel, gb_tracking_model, GB, TRACKING_MODEL, GObject)

GbTrackingModel        *gb_tracking_model_new         (GbStore          *store);
const GbTrackingReport *gb_tracking_model_get_report  (GbTrackingModel  *self);
const GError           *gb_tracking_model_get_error   (GbTrackingModel  *self);
gboolean                gb_tracking_model_get_loading (GbTrackingModel  *self);
GbTrackingBy            gb_tracking_model_get_by      (GbTrackingModel  *self);
void                    gb_tracking_model_set_by      (GbTrackingModel  *self,
                                                       GbTrackingBy      by);
void                    gb_tracking_model_set_commune (GbTrackingModel  *self,
                                                       const char       *commune);
void                    gb_tracking_model_set_period  (GbTrackingModel  *self,
                                                       const GbPeriod   *period);
void                    gb_tracking_model_set_active  (GbTrackingModel  *self,
                                                       gboolean          active);
void                    gb_tracking_model_reload      (GbTrackingModel  *self);

GbDossierSet           *gb_tracking_report_set        (const GbTrackingReport *self,
                                                       guint                   row,
                                                       int                     column);

G_END_DECLS
