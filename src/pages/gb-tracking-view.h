/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-tracking-model.h"

G_BEGIN_DECLS

#define GB_TYPE_TRACKING_VIEW (gb_tracking_view_get_type ())
G_DECLARE_FINAL_TYPE (GbTrackingView, gb_tracking_view, GB, TRACKING_VIEW, AdwBin)

void     gb_tracking_view_set_store   (GbTrackingView *self,
                                       GbStore        *store);
void     gb_tracking_view_set_commune (GbTrackingView *self,
                                       const char     *commune);
gboolean gb_tracking_view_get_loading (GbTrackingView *self);

G_END_DECLS
