/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-tasks-model.h"

G_BEGIN_DECLS

#define GB_TYPE_NOTICES_VIEW (gb_notices_view_get_type ())
G_DECLARE_FINAL_TYPE (GbNoticesView, gb_notices_view, GB, NOTICES_VIEW, AdwBin)

void gb_notices_view_set_model  (GbNoticesView *self,
                                 GbTasksModel  *model);
void gb_notices_view_set_masked (GbNoticesView *self,
                                 gboolean       masked);

G_END_DECLS
