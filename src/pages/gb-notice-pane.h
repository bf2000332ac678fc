/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-tasks-model.h"

G_BEGIN_DECLS

#define GB_TYPE_NOTICE_PANE (gb_notice_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbNoticePane, gb_notice_pane, GB, NOTICE_PANE, AdwBin)

void        gb_notice_pane_set_model  (GbNoticePane *self,
                                       GbTasksModel *model);
void        gb_notice_pane_set_masked (GbNoticePane *self,
                                       gboolean      masked);
void        gb_notice_pane_set_id     (GbNoticePane *self,
                                       const char   *id);

G_END_DECLS
