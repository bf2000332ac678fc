/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-tracking.h"

G_BEGIN_DECLS

#define GB_TYPE_TRACKING_GRID (gb_tracking_grid_get_type ())
G_DECLARE_FINAL_TYPE (GbTrackingGrid, gb_tracking_grid, GB, TRACKING_GRID, GtkWidget)

GtkWidget *gb_tracking_grid_new      (void);
void       gb_tracking_grid_set_rows (GbTrackingGrid *self,
                                      GPtrArray      *rows,
                                      GbTrackingBy    by,
                                      gboolean        compared);
void       gb_tracking_grid_focus    (GbTrackingGrid *self,
                                      guint           row,
                                      int             column);

G_END_DECLS
