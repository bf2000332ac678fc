/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-tasks-model.h"

G_BEGIN_DECLS

#define GB_TYPE_TASK_COMMUNES_VIEW (gb_task_communes_view_get_type ())
G_DECLARE_FINAL_TYPE (GbTaskCommunesView, gb_task_communes_view, GB, TASK_COMMUNES_VIEW, AdwBin)

void gb_task_communes_view_set_model (GbTaskCommunesView *self,
                                      GbTasksModel       *model);

G_END_DECLS
