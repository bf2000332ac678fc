/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_TASK_PANE (gb_task_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbTaskPane, gb_task_pane, GB, TASK_PANE, AdwBin)

void        gb_task_pane_set_store (GbTaskPane *self,
                                    GbStore    *store);
const char *gb_task_pane_get_id    (GbTaskPane *self);
void        gb_task_pane_set_id    (GbTaskPane *self,
                                    const char *id);

G_END_DECLS
