/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-day-summary.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_TODAY_MODEL (gb_today_model_get_type ())
G_DECLARE_FINAL_TYPE (GbTodayModel, gb_today_model, GB, TODAY_MODEL, GObject)

GbTodayModel *gb_today_model_new         (GbStore      *store);
GbDaySummary *gb_today_model_get_summary (GbTodayModel *self);
GPtrArray    *gb_today_model_get_items   (GbTodayModel *self);
GPtrArray    *gb_today_model_get_events  (GbTodayModel *self);
const GError *gb_today_model_get_error   (GbTodayModel *self);
void          gb_today_model_set_commune (GbTodayModel *self,
                                          const char   *commune);
void          gb_today_model_reload      (GbTodayModel *self);

G_END_DECLS
