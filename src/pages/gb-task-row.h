/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-task.h"

G_BEGIN_DECLS

#define GB_TYPE_TASK_ROW (gb_task_row_get_type ())
G_DECLARE_FINAL_TYPE (GbTaskRow, gb_task_row, GB, TASK_ROW, GtkListBoxRow)

GtkWidget  *gb_task_row_new    (const GbTask *task,
                                gboolean      with_commune,
                                gint64        now);
const char *gb_task_row_get_id (GbTaskRow    *self);

G_END_DECLS
