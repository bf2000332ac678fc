/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-write.h"
#include "gb-notice-row.h"
#include "gb-task.h"

G_BEGIN_DECLS

GbExport *gb_export_tasks_new           (GPtrArray    *rows,
                                         GbExportForm  form,
                                         const char   *commune);
GbExport *gb_export_task_communes_new   (GPtrArray    *communes,
                                         GPtrArray    *owner);
GbExport *gb_export_notices_new         (GPtrArray    *rows,
                                         GbExportForm  form,
                                         const char   *commune);

G_END_DECLS
