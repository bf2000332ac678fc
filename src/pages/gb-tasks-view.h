/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-tasks-model.h"

G_BEGIN_DECLS

#define GB_TYPE_TASKS_VIEW (gb_tasks_view_get_type ())
G_DECLARE_FINAL_TYPE (GbTasksView, gb_tasks_view, GB, TASKS_VIEW, AdwBin)

void gb_tasks_view_set_model   (GbTasksView  *self,
                                GbTasksModel *model);
void gb_tasks_view_set_commune (GbTasksView  *self,
                                const char   *commune,
                                const char   *name);
void gb_tasks_view_set_opened  (GbTasksView  *self,
                                const char   *id);

G_END_DECLS
