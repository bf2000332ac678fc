/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_TASKS_MODEL (gb_tasks_model_get_type ())
G_DECLARE_FINAL_TYPE (GbTasksModel, gb_tasks_model, GB, TASKS_MODEL, GObject)

GbTasksModel *gb_tasks_model_new          (GbStore      *store);
GbStore      *gb_tasks_model_get_store    (GbTasksModel *self);
const char   *gb_tasks_model_get_commune  (GbTasksModel *self);
void          gb_tasks_model_set_commune  (GbTasksModel *self,
                                           const char   *commune);
GPtrArray    *gb_tasks_model_get_tasks    (GbTasksModel *self);
GPtrArray    *gb_tasks_model_get_communes (GbTasksModel *self);
GPtrArray    *gb_tasks_model_get_notices  (GbTasksModel *self);
gint64        gb_tasks_model_get_now      (GbTasksModel *self);
gboolean      gb_tasks_model_get_loading  (GbTasksModel *self);
guint         gb_tasks_model_get_pressing (GbTasksModel *self);
const GError *gb_tasks_model_get_error    (GbTasksModel *self);
void          gb_tasks_model_reload       (GbTasksModel *self);

G_END_DECLS
