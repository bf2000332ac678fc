/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"
#include "gb-task-detail.h"

G_BEGIN_DECLS

#define GB_TYPE_TASK_REPORT (gb_task_report_get_type ())
G_DECLARE_FINAL_TYPE (GbTaskReport, gb_task_report, GB, TASK_REPORT, AdwBin)

void gb_task_report_show (GbTaskReport       *self,
                          GbStore            *store,
                          const GbTaskDetail *detail);

G_END_DECLS
